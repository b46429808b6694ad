"""What every room's tests share: people with names, the demonstration's framework, an inquiry with a storypoint."""

import copy
import datetime as dt
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from time import time
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.test import Client
from pytest_django import Settings

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, Membership, StoryPoint
from raamvertelling.people.models import Organisation, OrganisationMember, Role, User
from raamvertelling.people.sessions import COOKIE, WATCHED, mark_for
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.moderation import release as release_story
from raamvertelling.stories.services.receiving import receive_story
from raamvertelling.stories.submission import Submission
from raamvertelling.web.language_list import KNOWN

PEOPLE = {
    "amina": (Role.RESEARCHER, "Amina"),
    "els": (Role.MODERATOR, "Els"),
    "bart": (Role.ADMIN, "Bart"),
    "joke": (Role.INTERVIEWER, "Joke"),
    "bram": (Role.FACILITATOR, "Bram"),
    "karin": (Role.READER, "Karin"),
}
DEMO = Path(__file__).parent / "demo" / "data"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Every database test may use the keystore too: a story without its key is not a story."""
    if os.environ.get("RAAM_TEST_DATABASE_URL"):
        # What meets no database, or is the same on each, was shown on SQLite already.
        config.hook.pytest_deselected(items=[item for item in items if not differs_by_database(item)])
        items[:] = filter(differs_by_database, items)
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and "databases" not in mark.kwargs:
            item.add_marker(pytest.mark.django_db(**{**mark.kwargs, "databases": "__all__"}), append=False)


def differs_by_database(item: pytest.Item) -> bool:
    """Whether a test asks for a database, by its mark or by a fixture, and could fail on one and not on another."""
    asked: list[str] = getattr(item, "fixturenames", [])
    meets_one = item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(asked)
    return meets_one and item.get_closest_marker("any_database") is None


@cache
def demo_definition() -> Any:
    """Read the demonstration's questions once: a large YAML file is slow to read."""
    return yaml.safe_load((DEMO / "framework.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(name="Gemeente Veldhaven", slug="veldhaven")


@pytest.fixture
def inquiry(organisation: Organisation) -> Inquiry:
    """The demonstration's questions, open, with minimum groups of ten outside and five in the team."""
    inquiry = Inquiry.objects.create(
        organisation=organisation,
        slug="vroeg-erbij",
        title="Vroeg erbij in Veldhaven",
        question="Wanneer was iemand er vroeg bij?",
        life=Life.OPEN,
        opens=dt.date(2026, 1, 10),
        closes=dt.date(2030, 12, 31),
    )
    FrameworkVersion.objects.create(
        inquiry=inquiry, number=1, definition=copy.deepcopy(demo_definition()), made_on=dt.date(2026, 1, 1)
    )
    return inquiry


@pytest.fixture
def storypoint(inquiry: Inquiry) -> StoryPoint:
    return StoryPoint.objects.create(
        inquiry=inquiry, code="de-brug", name="De Brug", place="De Brug", channel=Channel.WEB
    )


@pytest.fixture
def people(inquiry: Inquiry) -> dict[str, User]:
    """Amina to Karin each have one role in the inquiry; Corrie belongs to another organisation."""
    made = {}
    for key, (role, name) in PEOPLE.items():
        made[key] = User.objects.create_user(f"{key}@veldhaven.example", name, "een lang wachtwoord")
        Membership.objects.create(inquiry=inquiry, user=made[key], role=role)
        OrganisationMember.objects.create(
            organisation=inquiry.organisation, user=made[key], can_start=role == Role.ADMIN
        )
    elsewhere = Organisation.objects.create(name="Gemeente Elders", slug="elders")
    made["corrie"] = User.objects.create_user("corrie@elders.example", "Corrie", "een lang wachtwoord")
    OrganisationMember.objects.create(organisation=elsewhere, user=made["corrie"], can_start=True)
    return made


@pytest.fixture
def nel(inquiry: Inquiry) -> User:
    """A second moderator."""
    nel = User.objects.create_user("nel@veldhaven.example", "Nel", "een lang wachtwoord")
    Membership.objects.create(inquiry=inquiry, user=nel, role=Role.MODERATOR)
    return nel


@pytest.fixture
def as_person(people: dict[str, User]) -> Callable[[str], Client]:
    """Return a function that gives a signed-in browser: `as_person("els").get(...)`."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        seen(client)
        return client

    return sign_in


def seen(client: Client) -> None:
    """Let a browser that was signed in at once be as one that was here before: its session is watched already."""
    session = client.session
    session[WATCHED] = True
    session.save()
    client.cookies[COOKIE] = mark_for(str(session.session_key), int(time()))


@pytest.fixture
def tell(inquiry: Inquiry, storypoint: StoryPoint) -> Callable[..., Story]:
    """Return a function that tells a story the real way and, unless `release=False`, releases it."""

    def told(
        text: str = "De buurvrouw belde op tijd. Daarna kwam het goed.",
        *,
        role: str = "inwoner",
        answers: dict[str, object] | None = None,
        consents: dict[str, bool] | None = None,
        release: bool = True,
        at: StoryPoint | None = None,
        on: dt.date = dt.date(2026, 6, 1),
        key: str = "",
        withheld: Sequence[str] = (),
        **more: Any,
    ) -> Story:
        point = at or storypoint
        uses = {"analyse": True, "groep": True, "citaat": False, "openbaar": False, **(consents or {})}
        chosen = {"prompt": "vroeg_erbij", "role": role, **(answers or {})}
        received = receive_story(
            storypoint=point,
            framework_version=point.inquiry.framework_version,
            submission=Submission(text=text, answers=chosen, consents=uses, **more),
            idempotency_key=key or uuid4().hex,
            today=on,
        )
        if not release:
            return received.story
        moderator, _ = User.objects.get_or_create(email="tell@veldhaven.example", defaults={"name": "Moderator"})
        Membership.objects.get_or_create(inquiry=point.inquiry, user=moderator, role=Role.MODERATOR)
        return release_story(story=received.story, actor=moderator, withheld=withheld, today=on)

    return told


@pytest.fixture
def all_languages(settings: Settings) -> None:
    """Switch on every language in which our own sentences exist; by default there is Dutch alone."""
    settings.LANGUAGES = [(code, each.name) for code, each in KNOWN.items()]
