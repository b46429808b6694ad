"""All questions within a filter: the numbers are those of the list of stories, and nobody outside the team filters."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries import rows
from raamvertelling.sensemaking.queries import told as kept
from raamvertelling.sensemaking.queries.filtering import FilterPage, filtering
from raamvertelling.sensemaking.queries.reading import numbers
from raamvertelling.sensemaking.queries.rows import scope_of
from raamvertelling.stories.models import State, Story
from raamvertelling.stories.services.receiving import touch

pytestmark = pytest.mark.django_db
WANTED = [
    Filters(),
    Filters(answers=(("role", ("inwoner", "manager")),)),
    Filters(answers=(("role", ("inwoner",)), ("about", ("regels", "regels.geld")), ("barriers", ("wachttijd",)))),
    Filters(answers=(("neighbourhood", ("overgeslagen",)), ("network", ("gemeente.1-1", "school.3-3")))),
    Filters(answers=(("decided", ("nvt",)),)),
]


def look(inquiry: Inquiry, viewer: User, filters: Filters, latest: str = "") -> FilterPage:
    page = filtering(viewer=viewer, inquiry=inquiry, filters=filters, storypoints=[], latest=latest)
    assert page is not None
    return page


@pytest.mark.parametrize("filters", WANTED)
def test_every_bar_is_the_number_of_stories_behind_its_link(
    demo: Inquiry, people: dict[str, User], filters: Filters
) -> None:
    scope = scope_of(people["amina"], demo)
    page = look(demo, people["amina"], filters)
    assert page.total == len(numbers(scope, filters))
    for card in page.cards:
        others = tuple(each for each in filters.answers if each[0] != card.signifier.id)
        for bar in card.answers[:3]:
            wanted = Filters(answers=(*others, (card.signifier.id, bar.ids)))
            assert bar.beside.chosen.count == len(numbers(scope, wanted)), (card.title, bar.ids)


def test_a_small_group_is_shown_to_the_team_with_its_number(
    as_person: Callable[[str], Client], inquiry: Inquiry, many: Callable[..., list[Story]]
) -> None:
    many(30)
    many(3, role="manager")
    html = as_person("amina").get("/team/vroeg-erbij/filteren/?a.role=manager").content.decode()
    assert "3 verhalen passen</strong>" not in html
    assert "3 verhalen passen bij uw keuze" in html
    assert "Let op: 3 vertellers." in html


@pytest.mark.parametrize("name", ["bram", "karin"])
def test_outside_the_team_the_page_is_the_same_with_every_filter(
    as_person: Callable[[str], Client], many: Callable[..., list[Story]], name: str
) -> None:
    browser = as_person(name)
    empty = browser.get("/team/vroeg-erbij/filteren/").content.partition(b"<main")[2]
    many(30)
    filtered = browser.get("/team/vroeg-erbij/filteren/?a.role=inwoner").content.partition(b"<main")[2]
    assert b"alleen het team" in filtered
    assert filtered == empty


def test_a_link_of_a_bar_adds_it_and_presses_it_out_again(
    as_person: Callable[[str], Client], many: Callable[..., list[Story]]
) -> None:
    many(12, answers={"tone": "succes"})
    many(8, role="manager", answers={"tone": "succes"})
    browser, address = as_person("els"), "/team/vroeg-erbij/filteren/"
    wanted = re.compile(r'href="(\?[^"]*a\.role=manager[^"]*)"')
    added = wanted.search(browser.get(f"{address}?a.tone=succes").content.decode())
    assert added is not None
    both = browser.get(address + added[1].replace("&amp;", "&"))
    assert "8 verhalen passen" in both.content.decode()
    out = re.search(r'href="(\?[^"]*)" aria-current="true"', both.content.decode())
    assert out is not None
    assert out[1] in ("?a.tone=succes", "?a.role=manager&amp;laatst=tone")


def test_when_nobody_is_left_the_last_choice_can_be_taken_back(
    as_person: Callable[[str], Client], inquiry: Inquiry, people: dict[str, User], many: Callable[..., list[Story]]
) -> None:
    many(7, answers={"tone": "succes"})
    many(2, role="manager", answers={"tone": "worsteling"})
    nobody = Filters(answers=(("role", ("manager",)), ("tone", ("succes",))))
    for latest, left in (("role", 7), ("tone", 2), ("", 7)):
        page = look(inquiry, people["amina"], nobody, latest)
        assert page.back is not None
        assert page.back[1] == left
    html = as_person("amina").get("/team/vroeg-erbij/filteren/?a.role=manager&a.tone=succes&laatst=tone")
    assert "Geen enkel verhaal past bij uw keuze." in html.content.decode()
    assert 'href="?a.role=manager">Haal weg' in html.content.decode()


def test_what_lies_in_memory_follows_the_stories(
    inquiry: Inquiry, people: dict[str, User], many: Callable[..., list[Story]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "KEPT_FROM", 1)
    stories = many(6, answers={"tone": "succes"})
    success = Filters(answers=(("tone", ("succes",)),))

    def count() -> int:
        inquiry.refresh_from_db()
        return look(inquiry, people["amina"], success).total

    assert count() == 6
    first = kept.told(scope_of(people["amina"], inquiry), [str(stories[0].pk).replace("-", "")])
    Story.objects.filter(pk=stories[0].pk).update(state=State.HELD)  # without a word to the memory
    assert count() == 5, "what the door does not give counts nowhere, whatever lies in memory"
    many(2, answers={"tone": "succes"})
    assert count() == 7, "what is not in memory is read"
    Story.objects.filter(pk=stories[1].pk).update(answers={"role": "inwoner", "tone": "worsteling"})
    touch(inquiry)
    assert count() == 6
    again = kept.told(scope_of(people["amina"], inquiry), [])
    assert len(first.places) == 6
    assert str(stories[0].pk).replace("-", "") not in {id.replace("-", "") for id in again.places}


def test_nobody_is_told_about_who_may_not_count(demo: Inquiry) -> None:
    assert filtering(viewer=AnonymousUser(), inquiry=demo, filters=Filters(), storypoints=[]) is None
