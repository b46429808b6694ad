"""A use that was not granted is not reachable: by no page, no export and no query, for nobody.

Every address is visited by everybody, and every public function of every module of queries is called or has a reason
why it holds no words. A new address with a number, a new module and a new function fail here until somebody decided.
"""

import importlib
import inspect
import io
import pkgutil
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from pypdf import PdfReader

import raamvertelling
from raamvertelling.accountability import queries as accounts
from raamvertelling.accountability.models import Account
from raamvertelling.accountability.services import add_quote, make_snapshot
from raamvertelling.config.tests.canaries import (
    ANALYSE,
    DESK_ONLY,
    EVERYTHING,
    GROUP,
    PICTURE,
    PUBLIC,
    QUOTE,
    SHOWN,
    TITLE,
    TRAINING,
    VARIANTS,
    WITHDRAWN,
    Canaries,
    ask_training,
    plant,
    word,
)
from raamvertelling.config.tests.query_table import QUERIES, REFUSALS, TODAY
from raamvertelling.config.tests.test_permissions import body_of, undone
from raamvertelling.config.tests.world import ANONYMOUS, PERSONS, Address, World, addresses, build_world
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.sensemaking.services import save_observation
from raamvertelling.stories.models import Purpose, Story

pytestmark = pytest.mark.django_db(databases="__all__")

TEAM, READERS = ("amina", "els"), ("bram", "karin")

# Addresses whose number is that of a story, and those whose number is something else.
OF_A_STORY = {
    "stories:story", "stories:preview", "stories:transcribe", "stories:media", "stories:translate_story",
    "stories:take_words", "stories:set_aside", "sensemaking:story", "accountability:add_quote",
}  # fmt: skip
OF_ELSE = {
    "inquiries:framework_version", "inquiries:framework_file", "inquiries:invitation_revoke",
    "inquiries:help_line_remove", "inquiries:official_remove", "accountability:edition", "accountability:edition_pdf",
    "telling:kiosk_end", "telling:spoken_audio", "telling:spoken_remove", "telling:talk", "telling:paper_sheet",
    "telling:paper_state", "telling:paper_second", "telling:paper_settle", "telling:paper_batch_void",
    "sensemaking:round", "sensemaking:screen", "sensemaking:count", "sensemaking:reveal", "sensemaking:paper_dots",
    "sensemaking:paper_back", "sensemaking:round_delete",
}  # fmt: skip


def use_at(name: str, person: str) -> str:
    """Return for which use somebody reads at an address: `desk` for all that is there, empty for nothing at all."""
    room, _, page = name.partition(":")
    if room == "returning":
        return PUBLIC
    if person in TEAM and name == "accountability:own_use":
        return TRAINING
    if person in TEAM and room == "accountability":
        return QUOTE
    if person in (*TEAM, *READERS) and room == "sensemaking":
        return ANALYSE if person in TEAM else GROUP
    on_desk = {"queue", "story", "preview", "transcribe", "translate_story", "media"}
    return "desk" if room == "stories" and page in on_desk and person == "els" else ""


def may_stand(variant: str, part: str, use: str) -> bool:
    """Whether a word of a story may stand where somebody reads for this use."""
    if use == "desk":
        return variant != WITHDRAWN
    return part not in DESK_ONLY and use in VARIANTS[variant]


@pytest.fixture
def world(inquiry: Inquiry, storypoint: StoryPoint, people: dict[str, User]) -> World:
    ask_training(inquiry)
    return build_world(inquiry, people)


@pytest.fixture
def planted(world: World, tell: Callable[..., Story], people: dict[str, User], inquiry: Inquiry) -> Canaries:
    """Stories for every refusal; an account quotes two of them, and an observation names them all."""
    account = Account.objects.get()
    amina, els = people["amina"], people["els"]

    def quote(story: Story) -> None:
        add_quote(account=account, story=story, first=0, last=0, viewer=amina)

    def quote_and_freeze(story: Story) -> None:
        quote(story)
        seen = accounts.document(account=account, viewer=amina, today=TODAY)
        edition = make_snapshot(account=account, document=seen, actor=amina, today=TODAY)
        world.examples["accountability:edition:number"] = edition.number
        world.examples["accountability:edition_pdf:number"] = edition.number

    practice = StoryPoint.objects.get(code="oefenen")
    planted = plant(tell, {"els": els}, TODAY, practice, quote_and_freeze)
    quote(planted.stories[EVERYTHING])
    numbers = [story.number for story in planted.stories.values()]
    about = dict(inquiry=inquiry, actor=amina, today=TODAY, title="Wij zagen iets.", meanings=["A", "B"])
    world.examples["pk"] = save_observation(**about, story_numbers=numbers).pk  # type: ignore[arg-type]  # a plain dict
    return planted


def words_in(answer: Any) -> str:
    """Return everything readable in an answer, inside files too."""
    content = body_of(answer)
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode("utf-8", "replace")


def found_in(text: str) -> set[tuple[str, str]]:
    """Return which canaries sing in a text."""
    parts = ("hidden", "shown", "title", "translated", "picture", "wished")
    return {(variant, part) for variant in VARIANTS for part in parts if word(variant, part) in text}


def visits(world: World, planted: Canaries, address: Address, person: str) -> Iterator[dict[str, object]]:
    """Return the examples of an address: one, or one for each planted story if somebody reads any here."""
    examples = address.examples(world)
    if address.name not in OF_A_STORY:
        yield examples
        return
    reads = person in (*TEAM, *READERS)
    for story in planted.stories.values() if reads else [planted.stories[EVERYTHING]]:
        yield {**examples, "number": story.number}


def test_every_address_with_a_number_was_judged() -> None:
    numbered = {each.name for each in addresses() if "number" in each.parts}
    assert numbered == OF_A_STORY | OF_ELSE
    assert not OF_A_STORY & OF_ELSE


@pytest.mark.any_database
def test_no_page_shows_a_story_for_a_use_that_was_not_granted(world: World, planted: Canaries) -> None:
    wrong, met = [], defaultdict[str, set[tuple[str, str]]](set)
    for address in addresses():
        for person in PERSONS:
            use = use_at(address.name, person)
            for examples in visits(world, planted, address, person):
                with undone():
                    answer = world.browser(person).get(reverse(address.name, kwargs=examples))
                    found = found_in(words_in(answer)) if answer.status_code < 400 else set()
                met[use] |= found
                wrong += [(address.name, person, *each) for each in found if not may_stand(*each, use)]
    assert wrong == []
    assert_everything_granted_was_met(met)


def assert_everything_granted_was_met(met: dict[str, set[tuple[str, str]]]) -> None:
    """A walk that finds nothing proves nothing: what may be read is read somewhere, in every door."""
    for use in (ANALYSE, GROUP, PUBLIC, QUOTE, TRAINING):
        allowed = {variant for variant, uses in VARIANTS.items() if use in uses}
        assert {variant for variant, part in met[use] if part == SHOWN} == allowed, use
    assert {variant for variant, part in met["desk"] if part == "hidden"} == set(VARIANTS) - {WITHDRAWN}
    assert ("other words", "wished") in met["desk"]


def test_a_file_holds_only_what_was_granted(world: World, planted: Canaries) -> None:
    """Files leave by a button, which the walk does not press."""
    slug = world.inquiry.slug
    for person in PERSONS:
        url = reverse("accountability:own_use", args=[slug, TRAINING])
        answer = world.browser(person).post(url, {"receiver": "De makers"})
        found = found_in(words_in(answer)) if answer.status_code == 200 else set()
        granted = {variant for variant, uses in VARIANTS.items() if TRAINING in uses and person in TEAM}
        assert found == {(variant, part) for variant in granted for part in (SHOWN, TITLE)}, person
        rows = {"use": TRAINING, "audience": "some", "receiver": "De makers", "do": "make"}
        assert (
            found_in(words_in(world.browser(person).post(reverse("accountability:rows", args=[slug]), rows))) == set()
        )


def test_searching_finds_only_what_may_be_read(world: World, planted: Canaries) -> None:
    for person in (*TEAM, *READERS):
        use = use_at("sensemaking:stories", person)
        for variant in VARIANTS:
            page = world.browser(person).get(
                reverse("sensemaking:stories", args=[world.inquiry.slug]), {"woorden": word(variant, SHOWN)}
            )
            assert ((variant, TITLE) in found_in(words_in(page))) == (use in VARIANTS[variant]), (person, variant)


def test_a_picture_is_shown_only_to_who_may_read_its_story(world: World, planted: Canaries) -> None:
    for variant, id in planted.pictures.items():
        for person in PERSONS:
            uses = {PUBLIC} | ({ANALYSE, GROUP} if person in TEAM else {GROUP} if person in READERS else set())
            status = world.browser(person).get(reverse("stories:picture", args=[id])).status_code
            assert (status == 200) == bool(uses & VARIANTS[variant]), (variant, person)


def test_a_teller_finds_only_her_own_story(world: World, planted: Canaries) -> None:
    from django.http import HttpResponse

    from raamvertelling.telling import cookies

    for variant, story in planted.stories.items():
        given = HttpResponse()
        cookies.write_my_story(given, story.pk)
        client = world.browser(ANONYMOUS)
        client.cookies[cookies.MY_STORY] = given.cookies[cookies.MY_STORY].value
        for address in addresses():
            if address.name.startswith("telling:my_story"):
                answer = client.get(reverse(address.name, kwargs=address.examples(world)))
                assert {each for each, _ in found_in(words_in(answer))} <= {variant} - {WITHDRAWN}, address.name


def modules() -> dict[str, Any]:
    """Return every module of queries in the program by its short name, packages without functions left out."""
    found = {}
    for each in pkgutil.walk_packages(raamvertelling.__path__, "raamvertelling."):
        parts = each.name.split(".")[1:]
        if "tests" in parts or "migrations" in parts or "queries" not in parts or each.ispkg:
            continue
        found[".".join(parts)] = importlib.import_module(each.name)
    return found


def public_functions(module: Any) -> set[str]:
    return {
        name
        for name, each in vars(module).items()
        if inspect.isfunction(each) and each.__module__ == module.__name__ and not name.startswith("_")
    }


def test_every_query_was_judged() -> None:
    """Who adds a module or a function to a room's queries says here what it reads, or why that is nothing."""
    assert {name: public_functions(each) for name, each in modules().items()} == {
        name: set(functions) for name, functions in QUERIES.items()
    }


def allowed_by(use: str, person: str, variant: str, part: str) -> bool:
    """Whether a query that reads for `use` may give this word to this person."""
    uses = {ANALYSE, GROUP} if person in TEAM else {GROUP} if person in READERS else set()
    if use == "picture":
        return part == PICTURE
    if use in ("either", "visible"):
        return (person == "els" and variant != WITHDRAWN) or (part not in DESK_ONLY and bool(uses & VARIANTS[variant]))
    if use == "desk":
        return person == "els" and variant != WITHDRAWN
    return bool(use) and part not in DESK_ONLY and use in VARIANTS[variant]


def test_no_query_gives_a_story_for_a_use_that_was_not_granted(
    world: World, planted: Canaries, people: dict[str, User]
) -> None:
    world.examples["pictures"] = list(planted.pictures.values())
    for person in PERSONS:
        wrong, met = called(world, people.get(person) or AnonymousUser(), person)
        assert wrong == [], person
        uses = {PUBLIC} | ({ANALYSE, GROUP, QUOTE} if person in TEAM else {GROUP} if person in READERS else set())
        expected = {variant for variant, granted in VARIANTS.items() if uses & granted}
        assert met == (set(VARIANTS) - {WITHDRAWN} if person == "els" else expected), person


def called(world: World, viewer: Any, person: str) -> tuple[list[tuple[str, ...]], set[str]]:
    """Call every query as somebody; return what should not have been there, and which stories were met."""
    wrong: list[tuple[str, ...]] = []
    met: set[str] = set()
    for name, functions in QUERIES.items():
        for function, how in functions.items():
            if isinstance(how, str):
                continue
            try:
                found = found_in(repr(how[0](world, viewer)))
            except REFUSALS as refused:
                found = found_in(str(refused))
            use = use_of(person, how[1], how[2])
            met |= {variant for variant, _ in found}
            wrong += [(name, function, *each) for each in found if not allowed_by(use, person, *each)]
    return wrong, met


def use_of(person: str, in_team: str, outside: str) -> str:
    """Return for which use a query reads for somebody."""
    if in_team in (PUBLIC, "either", "visible", "desk", "picture"):
        return in_team
    return in_team if person in TEAM else outside if person in READERS else ""


def test_the_only_door_opens_for_nothing_that_was_not_granted(planted: Canaries, people: dict[str, User]) -> None:
    for use in (*Purpose.values, "training", "bestaat_niet"):
        for person in PERSONS:
            viewer = people.get(person) or AnonymousUser()
            may = use == PUBLIC or person in TEAM or (person in READERS and use == GROUP)
            found = set(Story.objects.usable_for(viewer, use).values_list("pk", flat=True))
            ours = {variant for variant, story in planted.stories.items() if story.pk in found}
            assert ours == {variant for variant, uses in VARIANTS.items() if may and use in uses}, (use, person)
