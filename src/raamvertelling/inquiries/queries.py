"""What the pages of this room show, ready to be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import is_valid_path

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import (
    Channel,
    FrameworkVersion,
    Inquiry,
    Invitation,
    Membership,
    RoleChange,
    StoryPoint,
    Viewer,
)
from raamvertelling.inquiries.navigation import inquiry_address
from raamvertelling.people.models import Role, User
from raamvertelling.people.second_step import with_second_step
from raamvertelling.web.templatetags.raam import dutch_date


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """One inquiry on the team's home."""

    inquiry: Inquiry
    roles: tuple[str, ...]
    state: str
    is_open: bool

    @property
    def url(self) -> str:
        """The inquiry's own page, which a room above this one makes."""
        return inquiry_address(self.inquiry.slug)


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One inquiry on the start page; an address is empty when there is nothing behind it."""

    title: str
    question: str
    organisation: str
    state: str
    page_url: str
    tell_url: str


@dataclass(frozen=True, slots=True)
class WayIn:
    """A storypoint with its address."""

    storypoint: StoryPoint
    address: str
    path: str
    channel: str

    @property
    def words(self) -> str:
        """The address as somebody types it: without what a browser adds by itself."""
        return self.address.partition("://")[2].rstrip("/")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the team with the roles in this inquiry."""

    user: User
    roles: tuple[Role, ...]
    has_second_step: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Who is in an inquiry, who is invited, and who changed what."""

    people: tuple[Person, ...]
    invitations: tuple[Invitation, ...]
    changes: tuple[RoleChange, ...]


def state_sentence(inquiry: Inquiry, today: date) -> str:
    """Say in a few words whether people can tell now."""
    over = inquiry.closes is not None and today > inquiry.closes
    if inquiry.life not in (Life.OPEN, Life.CLOSED) or (inquiry.life == Life.CLOSED and not over):
        return Life(inquiry.life).label
    if inquiry.opens and today < inquiry.opens:
        return f"begint op {dutch_date(inquiry.opens)}"
    if inquiry.closes and today > inquiry.closes:
        return f"gesloten sinds {dutch_date(inquiry.closes)}"
    return f"open tot en met {dutch_date(inquiry.closes)}" if inquiry.closes else "open"


def my_inquiries(*, viewer: User, today: date) -> list[InquiryLine]:
    """Return the inquiries in which somebody has a role, the open ones first."""
    mine = Prefetch("memberships", Membership.objects.filter(user=viewer), to_attr="mine")
    found = Inquiry.objects.visible_to(viewer).select_related("organisation").prefetch_related(mine).order_by("title")
    lines = [
        InquiryLine(
            inquiry=each,
            roles=tuple(role.label for role in Role if role in {own.role for own in getattr(each, "mine", ())}),
            state=state_sentence(each, today),
            is_open=each.is_open_on(today),
        )
        for each in found
    ]
    return sorted(lines, key=lambda line: not line.is_open)


def public_inquiries(*, today: date) -> list[PublicLine]:
    """Return the inquiries that chose to be found, with the way in if people can tell now."""
    ways_in = StoryPoint.objects.filter(is_open=True, is_test=False, channel=Channel.WEB).order_by("pk")
    found = Inquiry.objects.public().order_by("title")
    lines = []
    for each in found.prefetch_related(Prefetch("storypoints", ways_in, to_attr="ways_in")):
        way_in = next(iter(getattr(each, "ways_in", ())), None)
        tell = f"/vertel/{way_in.code}/" if way_in and each.is_open_on(today) else ""
        lines.append(
            PublicLine(
                title=each.title,
                question=each.question,
                organisation=each.organisation.name,
                state=state_sentence(each, today),
                page_url=_if_there(f"/openbaar/{each.slug}/"),
                tell_url=_if_there(tell),
            )
        )
    return lines


def _if_there(path: str) -> str:
    """Return an address of a room above this one, or nothing as long as that room has no such page."""
    return path if path and is_valid_path(path) else ""


def ways_in(inquiry: Inquiry) -> list[WayIn]:
    """Return the storypoints of an inquiry, those that count first."""
    return [way_in(each) for each in inquiry.storypoints.filter(tries_concept=False).order_by("is_test", "name")]


def way_in(storypoint: StoryPoint) -> WayIn:
    """Return a storypoint with the address that goes on posters."""
    path = f"/vertel/{storypoint.code}/"
    return WayIn(
        storypoint=storypoint,
        address=f"{settings.RAAM_ADDRESS}{path}",
        path=path,
        channel=Channel(storypoint.channel).label,
    )


def people_page(*, inquiry: Inquiry) -> PeoplePage:
    """Return everybody with a role, the open invitations and the record of changes."""
    memberships = inquiry.memberships.select_related("user").order_by("user__name", "user__pk")
    return PeoplePage(
        people=tuple(_people(memberships)),
        invitations=tuple(inquiry.invitations.filter(used_on=None, revoked_on=None).order_by("email")),
        changes=tuple(inquiry.role_changes.select_related("actor", "user").order_by("-pk")[:200]),
    )


def _people(memberships: Iterable[Membership]) -> Iterable[Person]:
    by_user: dict[User, set[str]] = {}
    for each in memberships:
        by_user.setdefault(each.user, set()).add(each.role)
    safer = with_second_step(by_user)
    for user, roles in by_user.items():
        yield Person(user, tuple(role for role in Role if role in roles), user.pk in safer)


def versions_of(inquiry: Inquiry) -> list[FrameworkVersion]:
    """Return every version of the questions, the newest first."""
    return list(inquiry.framework_versions.order_by("-number"))


def has_account(viewer: Viewer, email: str) -> bool:
    """Whether somebody who is not signed in can sign in with this address."""
    return not viewer.is_authenticated and User.objects.filter(email=email).exists()


def slugs_beginning_with(start: str) -> set[str]:
    """Return the words for an address that are in use, of every organisation: an address is the whole site's."""
    return set(Inquiry.objects.filter(slug__startswith=start).values_list("slug", flat=True))


def team_of(inquiry: Inquiry) -> QuerySet[User]:
    """Return everybody with a role in an inquiry."""
    return User.objects.filter(memberships__inquiry=inquiry).distinct().order_by("name")
