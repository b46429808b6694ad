"""What lies in memory gives the same pages as the database, for the team and for outsiders."""

import copy
import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.answers import as_matrix
from raamvertelling.sensemaking.connecting.queries import _who
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries import reading, rows, told
from raamvertelling.sensemaking.queries.reading import numbers, readable
from raamvertelling.sensemaking.queries.rows import KeptRows, comparable, days_of, load, rows_by, scope_of, tellers
from raamvertelling.sensemaking.queries.windows import about_tellers, answered, answerers, group_of, grouped, splitters
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.stories import search
from raamvertelling.stories.models import Recusal, State, Story, StoryToken
from raamvertelling.stories.search import tokens_of
from raamvertelling.stories.services.receiving import touch

pytestmark = pytest.mark.django_db
PAGES = (
    "",
    "patronen/",
    "patronen/about/",
    "patronen/about/?per=neighbourhood",
    "patronen/heard/?a.role=inwoner",
    "patronen/barriers/?per=geen",
    "patronen/network/?sinds=2026-03-01",
    "spiegelen/?teken=decided",
    "spiegelen/toen-en-nu/?teken=about&dag=2026-05-01",
    "spiegelen/buurt-of-groep/?teken=about",
    "wie-ontbreekt/",
)
# A picture has a name made of its dots.
NAME = re.compile(r"raam-[0-9a-f]{12}")


@pytest.fixture
def mixed(demo: Inquiry) -> Inquiry:
    """The demonstration with tellers of several stories, an unknown voice, older wording, and no storypoint."""
    stories = list(Story.objects.order_by("number"))
    for first, second in zip(stories[:20], stories[60:80], strict=True):
        Story.objects.filter(pk=second.pk).update(teller=first.teller)
    Story.objects.filter(number__in=range(81, 86)).update(role="iemand")
    Story.objects.filter(number__in=range(86, 100)).update(storypoint=None)
    newest = demo.framework_version
    older = copy.deepcopy(newest.definition)
    next(each for each in older["items"] if each["id"] == "about")["anchors"][0]["text"] = "Heel iets anders"
    version = FrameworkVersion.objects.create(inquiry=demo, number=0, definition=older, made_on=dt.date(2025, 1, 1))
    Story.objects.filter(number__in=range(100, 110)).update(framework_version=version)
    refresh_outside_view(inquiry=demo, today=dt.date(2026, 11, 1))
    return demo


@pytest.mark.parametrize("person", ["amina", "karin"])
def test_every_page_is_the_same_from_memory(
    mixed: Inquiry, as_person: Callable[[str], Client], person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = as_person(person)

    def seen(page: str) -> list[str]:
        answer = browser.get(f"/team/vroeg-erbij/{page}")
        assert answer.status_code == (404 if person == "karin" and page == "wie-ontbreekt/" else 200)
        _, _, main = answer.content.decode().partition("<main")
        return NAME.sub("raam", re.sub(r'name="csrf.*?>', "", main)).splitlines()

    from_database = {page: seen(page) for page in PAGES}
    monkeypatch.setattr(rows, "KEPT_FROM", 1)
    for page, wanted in from_database.items():
        assert seen(page) == wanted, page


def numbered(groups: Mapping[str, Any], part: int | None = None) -> list[tuple[str, list[int]]]:
    """Return the numbers of the stories of each group, in their order."""
    return [(id, [(each if part is None else each[part]).number for each in own]) for id, own in groups.items()]


@pytest.mark.parametrize("outside", [False, True])
def test_rows_and_answers_from_memory_are_those_of_the_database(
    mixed: Inquiry, people: dict[str, object], outside: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = scope_of(people["amina"], mixed, outside=outside)  # type: ignore[arg-type]  # a user
    asked = [each for each in scope.framework.signifiers if each.kind not in ("long_text", "short_text")]
    filters = Filters() if outside else Filters(answers=(("role", ("inwoner", "manager")),))
    plain = load(scope, filters, asked)
    monkeypatch.setattr(rows, "KEPT_FROM", 1)
    kept = load(scope, filters, asked)
    assert isinstance(kept, KeptRows) and not isinstance(plain, KeptRows)
    assert len(plain) > 30
    assert [row[:5] for row in kept] == [row[:5] for row in plain]
    assert [kept[place] for place in (0, -1)] == [kept[:][0], list(kept)[-1]]
    assert (tellers(kept), days_of(kept)) == (tellers(plain), days_of(plain))
    matrices = [as_matrix(scope, asked, each) for each in (kept, plain)]
    assert matrices[0].columns == matrices[1].columns
    assert matrices[0].fingerprint() == matrices[1].fingerprint()
    assert _who(kept) == _who(plain)
    for signifier in asked:
        pairs = {True: answered(signifier, comparable(scope, signifier, kept)),
                 False: answered(signifier, comparable(scope, signifier, plain))}  # fmt: skip
        assert [answer for _, answer in pairs[True]] == [answer for _, answer in pairs[False]]
        assert answerers(signifier, pairs[True]) == answerers(signifier, pairs[False])
        for splitter in splitters(scope.framework):
            group = group_of(scope.framework, splitter)
            found = [numbered(grouped(pairs[of_kept], group), 0) for of_kept in pairs]
            assert found[0] == found[1]
    for question in about_tellers(scope.framework):
        group = group_of(scope.framework, question)
        divided = [numbered(rows_by(of, group)) for of in (kept, plain)]
        assert divided[0] == divided[1]


def test_words_that_many_have_are_found_in_memory_as_in_the_database(
    mixed: Inquiry, people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {story.pk: f"regel {'huis' if story.number % 3 else ''} {'' if story.number % 4 else 'brief'}"
             for story in Story.objects.all()}  # fmt: skip
    StoryToken.objects.bulk_create(
        StoryToken(story_id=id, token=token) for id, text in texts.items() for token in tokens_of(mixed, [text])
    )
    for module in (reading, search, told):
        monkeypatch.setattr(module, "FEW", 3)
    asked = [Filters(words=words) for words in ("regel", "huis", "huis brief", "regels brief", "onvindbaar")]

    def found(person: str) -> list[list[int]]:
        mixed.refresh_from_db()
        return [numbers(scope_of(people[person], mixed), filters) for filters in asked]

    scope = scope_of(people["amina"], mixed)
    before = found("amina")
    assert told.searched(scope, readable(scope), tokens_of(mixed, ["regel"])) is None, "nothing lies in memory"
    assert min(map(len, before[:4])) > 3 and before[4] == []
    monkeypatch.setattr(rows, "KEPT_FROM", 1)
    load(scope, Filters(), [])
    assert told.searched(scope, readable(scope), tokens_of(mixed, ["regel"])) == before[0]
    assert found("amina") == before
    hidden, kept_from = Story.objects.get(number=before[2][0]), Story.objects.get(number=before[2][1])
    Story.objects.filter(pk=hidden.pk).update(state=State.HELD)  # without a word to the memory
    Recusal.objects.create(story=kept_from, user=people["amina"])
    gone = {"amina": {hidden.number, kept_from.number}, "els": {hidden.number}}
    for person, numbers_gone in gone.items():
        assert found(person) == [[number for number in each if number not in numbers_gone] for each in before]
    touch(mixed)
    assert found("amina") == [[number for number in each if number not in gone["amina"]] for each in before]
