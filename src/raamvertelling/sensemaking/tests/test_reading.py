"""Reading: who reads what, searching, neighbours, masked words, and a fixed number of queries."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking import services
from raamvertelling.stories.models import SealedText, Story
from raamvertelling.stories.services.withdrawing import withdraw_story

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
Tell = Callable[..., Story]
LIST = "/team/vroeg-erbij/verhalen/"
TODAY = dt.date(2026, 11, 21)


def page_of(browser: Client, address: str = LIST) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works(tell: Tell, as_person: Browser) -> None:
    story = tell("Het ging over [naam 1] en over de huur.", title="Twee <b>brieven</b>", role="manager")
    page = page_of(as_person("amina"))
    assert "Twee &lt;b&gt;brieven&lt;/b&gt;" in page
    assert "<mark>[naam 1]</mark>" in page
    assert "Manager · juni 2026" in page
    assert f'href="{LIST}{story.number}/"' in page


def test_a_reader_reads_what_may_be_read_in_a_group(tell: Tell, as_person: Browser) -> None:
    tell("Alleen voor onderzoek.", title="Gesloten", consents={"groep": False})
    tell("Van de werkvloer.", title="Werkvloer", role="professional")
    tell("Voor iedereen hier.", title="Samen lezen")
    seen = {
        name: [title for title in ("Gesloten", "Werkvloer", "Samen lezen") if title in page_of(as_person(name))]
        for name in ("amina", "els", "bram", "karin")
    }
    assert seen == {
        "amina": ["Gesloten", "Werkvloer", "Samen lezen"],
        "els": ["Gesloten", "Werkvloer", "Samen lezen"],
        "bram": ["Werkvloer", "Samen lezen"],
        "karin": ["Samen lezen"],
    }


@pytest.mark.parametrize("name", ["bart", "joke", "corrie"])
def test_others_read_nothing(tell: Tell, as_person: Browser, name: str) -> None:
    story = tell()
    assert as_person(name).get(LIST).status_code == 404
    assert as_person(name).get(f"{LIST}{story.number}/").status_code == 404


def test_a_closed_story_looks_like_no_story(tell: Tell, as_person: Browser) -> None:
    closed = tell(consents={"groep": False})
    waiting = tell(release=False)
    karin, amina = as_person("karin"), as_person("amina")
    assert karin.get(f"{LIST}{closed.number}/").status_code == 404
    assert amina.get(f"{LIST}{waiting.number}/").status_code == 404
    assert amina.get(f"{LIST}{closed.number}/").status_code == 200


def test_words_are_found_by_their_stem(tell: Tell, as_person: Browser) -> None:
    tell("Wij gingen langs drie loketten.", title="Post")
    tell("De buurvrouw belde.", title="Bel")
    page = page_of(as_person("karin"), f"{LIST}?woorden=loket")
    assert "Post" in page
    assert "Bel</a>" not in page
    nothing = page_of(as_person("karin"), f"{LIST}?woorden=onvindbaar")
    assert "Geen verhalen binnen dit filter" in nothing
    assert "Haal het filter weg" in nothing


def test_an_area_leads_to_its_stories(tell: Tell, as_person: Browser) -> None:
    tell(title="Regels", answers={"about": {"mens": 0.1, "regels": 0.8, "geld": 0.1}})
    tell(title="Mens", answers={"about": {"mens": 0.8, "regels": 0.1, "geld": 0.1}})
    page = page_of(as_person("amina"), f"{LIST}?a.about=regels")
    assert "Regels</a>" in page
    assert "Mens</a>" not in page


def test_a_reader_filters_on_words_and_voice_only(
    tell: Tell, as_person: Browser, many: Callable[..., list[Story]], inquiry: Inquiry
) -> None:
    tell(title="Brink", answers={"neighbourhood": "de_brink"})
    tell(title="Oud", answers={"neighbourhood": "oud_noord"}, role="manager")
    many(10, role="manager", may_group=False)
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    karin = as_person("karin")
    assert "Oud</a>" in page_of(karin, f"{LIST}?a.neighbourhood=de_brink")
    assert "Brink</a>" not in page_of(karin, f"{LIST}?a.role=manager")
    assert "Manager · juni 2026" in page_of(karin)
    assert "In welke wijk" not in page_of(karin)


def test_the_story_page_shows_its_own_answers(tell: Tell, as_person: Browser) -> None:
    placed = {"mens": 0.1, "regels": 0.8, "geld": 0.1}
    story = tell(
        "Eerste alinea.\n\nTweede alinea.",
        title="Mijn dag",
        answers={"about": placed, "heard": 0.1, "neighbourhood": "de_brink", "timing": "not_applicable"},
        free_texts={"barrier_rule": "De regel van [naam 1]."},
    )
    page = page_of(as_person("amina"), f"{LIST}{story.number}/")
    assert page.count("raam-chart-own") >= 2
    assert "<p>Tweede alinea.</p>" in page
    assert "bij de regels" in page
    assert "Past niet bij het verhaal" in page
    assert "De regel van <mark>[naam 1]</mark>." in page
    assert "De Brink" in page
    assert "lezen in een groep" in page


def test_a_reader_sees_no_answers_that_say_who_somebody_is(tell: Tell, as_person: Browser) -> None:
    story = tell(answers={"heard": 0.1, "neighbourhood": "de_brink", "age_band": "age_80_plus"})
    page = page_of(as_person("karin"), f"{LIST}{story.number}/")
    assert "raam-chart-own" in page
    assert "De Brink" not in page
    assert "80 jaar" not in page


def test_neighbours_stay_within_the_filter(tell: Tell, as_person: Browser) -> None:
    for day, role in enumerate(("inwoner", "manager", "inwoner", "inwoner"), start=1):
        tell(role=role, on=dt.date(2026, 6, day))
    page = page_of(as_person("amina"), f"{LIST}3/?a.role=inwoner")
    assert f'href="{LIST}4/?a.role=inwoner" rel="prev"' in page
    assert f'href="{LIST}1/?a.role=inwoner" rel="next"' in page
    assert "2 van 3 binnen het filter" in page


def test_a_withdrawn_story_is_gone_from_every_page(tell: Tell, as_person: Browser) -> None:
    story = tell(title="Weg ermee")
    tell(title="Blijft")
    withdraw_story(story=story, today=TODAY)
    amina = as_person("amina")
    assert "Weg ermee" not in page_of(amina)
    assert amina.get(f"{LIST}{story.number}/").status_code == 404


@pytest.mark.parametrize("page", ["0", "99", "x", ""])
def test_a_strange_page_number_gives_a_page(tell: Tell, as_person: Browser, page: str) -> None:
    tell(title="Er is er een")
    assert "Er is er een" in page_of(as_person("amina"), f"{LIST}?pagina={page}")


OLD = dt.date(2026, 1, 5)
ADDRESSES = ["", "verhalen/", "verhalen/?a.role=inwoner", "verhalen/1/", "patronen/", "patronen/about/", "bevindingen/"]


@pytest.mark.parametrize("name", ["amina", "karin"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_more_stories_ask_no_more_queries(
    inquiry: Inquiry, tell: Tell, many: Callable[..., list[Story]], as_person: Browser, address: str, name: str
) -> None:
    for _ in range(2):  # newer than the others, so that the first page always has texts to open
        tell(answers={"heard": 0.2})
    many(10, answers={"heard": 0.4}, on=OLD)
    services.refresh_outside_view(inquiry=inquiry, today=dt.date(2026, 1, 1))
    few = count(as_person(name), address)
    many(240, answers={"heard": 0.4}, on=OLD)
    many(248, role="manager", answers={"heard": 0.6}, on=OLD)
    services.refresh_outside_view(inquiry=inquiry, today=TODAY)
    assert count(as_person(name), address) == few


def count(browser: Client, address: str) -> int:
    """Count at the second look of the day: the first is also written down."""
    browser.get(f"/team/vroeg-erbij/{address}")
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["keystore"]) as keys:
        assert browser.get(f"/team/vroeg-erbij/{address}").status_code == 200
    return len(main) + len(keys)


def test_only_the_texts_on_the_page_are_opened(
    inquiry: Inquiry, tell: Tell, as_person: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(25):
        tell(title="Titel")
    opened: list[str] = []
    original = SealedText.from_db.__func__  # type: ignore[attr-defined]  # the function behind the class method

    def watch(cls: type[SealedText], *args: object) -> SealedText:
        found: SealedText = original(cls, *args)
        opened.append(str(found.story_id))
        return found

    monkeypatch.setattr(SealedText, "from_db", classmethod(watch))
    page_of(as_person("amina"))
    assert len(set(opened)) == 20


def test_the_number_of_people_is_not_needed_to_read(people: dict[str, User], tell: Tell, as_person: Browser) -> None:
    """One story may be read by Karin although no group is large enough to count."""
    tell(title="De enige")
    assert "De enige" in page_of(as_person("karin"))
    assert "De enige" in page_of(as_person("karin"), f"{LIST}1/")


@pytest.mark.parametrize("name", ["karin", "bram"])
def test_a_story_of_a_small_voice_does_not_say_whose_it_is(tell: Tell, as_person: Browser, name: str) -> None:
    """One administrator told a story: reading it is allowed, knowing that it is hers is not; nor asking for it."""
    story = tell(title="Wethouder", role="bestuurder")
    tell(title="Inwoner")
    browser = as_person(name)
    for url in (LIST, f"{LIST}?a.role=bestuurder", f"{LIST}{story.number}/", "/team/vroeg-erbij/"):
        page = page_of(browser, url)
        assert "Bestuurder" not in page.split("Per stem")[0]
        assert "raam-story__who" not in page or "Een verteller" in page
    both = page_of(browser, f"{LIST}?a.role=bestuurder")
    assert "Wethouder</a>" in both and "Inwoner</a>" in both
    assert "Bestuurder · juni 2026" in page_of(as_person("amina"))
