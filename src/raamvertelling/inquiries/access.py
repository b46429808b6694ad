"""Fetch and check in one step: what is not yours looks like what is not there."""

from django.db.models import QuerySet
from django.http import Http404

from raamvertelling.inquiries.models import (
    FrameworkVersion,
    HelpLine,
    Inquiry,
    Invitation,
    Official,
    StoryPoint,
    Viewer,
)
from raamvertelling.inquiries.services.invitations import token_hash
from raamvertelling.people.models import Organisation, Role, User


def get_inquiry_or_404(user: Viewer, slug: str, *roles: Role) -> Inquiry:
    """Return the inquiry if `user` has one of `roles` in it (any role when none is named)."""
    mine = Inquiry.objects.with_role(user, *roles) if roles else Inquiry.objects.visible_to(user)
    inquiry = mine.select_related("organisation").filter(slug=slug).first()
    if inquiry is None:
        raise Http404
    return inquiry


def roles_of(user: Viewer, inquiry: Inquiry) -> frozenset[Role]:
    """Return the roles that `user` has in `inquiry`."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(Role(role) for role in inquiry.memberships.filter(user_id=user.pk).values_list("role", flat=True))


def get_storypoint_or_404(user: Viewer, slug: str, code: str, *roles: Role) -> StoryPoint:
    """Return a storypoint of an inquiry in which `user` has one of `roles`."""
    inquiry = get_inquiry_or_404(user, slug, *roles)
    storypoint = inquiry.storypoints.filter(code=code).first()
    if storypoint is None:
        raise Http404
    storypoint.inquiry = inquiry
    return storypoint


def get_open_invitation_or_404(inquiry: Inquiry, number: int) -> Invitation:
    """Return an invitation of this inquiry that nobody used yet."""
    invitation = inquiry.invitations.filter(pk=number, used_on=None, revoked_on=None).first()
    if invitation is None:
        raise Http404
    return invitation


def find_invitation(token: str) -> Invitation | None:
    """Return the invitation behind a link; the link itself is the right to see it."""
    found = Invitation.objects.select_related("inquiry__organisation", "invited_by")
    return found.filter(token_hash=token_hash(token)).first()


def may_start_in(user: User) -> QuerySet[Organisation]:
    """Organisations in which this person may start an inquiry."""
    return Organisation.objects.filter(members__user=user, members__can_start=True).order_by("name")


def get_version_or_404(inquiry: Inquiry, number: int) -> FrameworkVersion:
    """Return one version of the questions of an inquiry."""
    version = inquiry.framework_versions.filter(number=number).first()
    if version is None:
        raise Http404
    return version


def get_help_line_or_404(inquiry: Inquiry, number: int) -> HelpLine:
    """Return a help line that this inquiry's organisation added."""
    line = inquiry.help_lines.filter(pk=number).first()
    if line is None:
        raise Http404
    return line


def get_official_or_404(inquiry: Inquiry, number: int) -> Official:
    """Return somebody whose name may stay in the stories of this inquiry."""
    official = inquiry.officials.filter(pk=number).first()
    if official is None:
        raise Http404
    return official


def get_member_or_404(inquiry: Inquiry, number: int) -> User:
    """Return somebody with a role in this inquiry."""
    found = User.objects.filter(memberships__inquiry=inquiry, pk=number).first()
    if found is None:
        raise Http404
    return found
