"""A stack for a table: only what may be read in a group, drawn again by its address, and cards that tell no numbers."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.sampling.queries import sample
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.withdrawing import withdraw_story

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
Tell = Callable[..., Story]
Put = Callable[..., list[Story]]
HERE = "/team/vroeg-erbij/tafel/"
WAYS = ("loting", "doorsnee", "verschillend", "kloof", "stem")


@pytest.fixture
def told(many: Put) -> list[Story]:
    """Thirty stories for a group, and ten that are not."""
    found = []
    for n in range(15):
        found += many(1, answers={"emotion": "boos", "heard": n / 20})
        found += many(1, role="manager", answers={"emotion": "trots", "heard": 1 - n / 20})
    return found + many(10, answers={"emotion": "boos"}, may_group=False)


@pytest.mark.parametrize("way", WAYS)
def test_each_way_draws_from_stories_for_a_group_only(
    told: list[Story], inquiry: Inquiry, people: dict[str, User], way: str
) -> None:
    drawn = [
        sample(viewer=people["amina"], inquiry=inquiry, way=way, size=12, seed=8, filters=Filters()) for _ in range(2)
    ]
    numbers = [number for number, _ in drawn[0].drawn]
    assert drawn[0].drawn == drawn[1].drawn and len({*numbers}) == 12
    assert (drawn[0].of, drawn[0].others) == (30, 10)
    assert Story.objects.filter(number__in=numbers, may_group=True).count() == 12
    narrow = Filters(answers=(("role", ("manager",)),))
    chosen = sample(viewer=people["amina"], inquiry=inquiry, way="loting", size=24, seed=8, filters=narrow)
    assert chosen.of == 15 and len(chosen.drawn) == 15


def test_a_draw_gets_a_lot_in_its_address_and_says_why_each_is_there(tell: Tell, as_person: Browser) -> None:
    for number in range(8):
        tell(title=f"Titel {number}", answers={"heard": number / 10})
    tell(title="Alleen voor onderzoek", consents={"groep": False})
    amina = as_person("amina")
    sent = amina.get(f"{HERE}?manier=doorsnee&hoeveel=6&a.role=inwoner")
    assert sent.status_code == 302 and re.search(
        r"a.role=inwoner&manier=doorsnee&hoeveel=6&zaad=\d+$", sent["Location"]
    )
    page = amina.get(sent["Location"]).content.decode()
    assert len(re.findall(r"Staat voor \d+ verha", page)) == 6 and len(re.findall(r"Titel \d", page)) == 6
    assert "Getrokken uit 8 verhalen die in een groep gelezen mogen worden, binnen het filter." in page
    assert "1 ander verhaal niet" in page and "Alleen voor onderzoek" not in page
    order = re.findall(r"Titel \d", page)
    assert re.findall(r"Titel \d", amina.get(sent["Location"]).content.decode()) == order


def test_cards_say_nothing_of_numbers_and_a_withdrawn_story_is_on_none(tell: Tell, as_person: Browser) -> None:
    stories = [tell(f"Verhaal over regel {n}. " + "woord " * 200, title=f"Titel {n}") for n in range(6)]
    address = f"{HERE}kaarten/?manier=loting&hoeveel=6&zaad=3"
    page = as_person("amina").get(address).content.decode()
    assert page.count('class="story-card"') == 6 and "Staat voor" not in page and "Inwoner" not in page
    assert "Een verteller · " in page and "Willekeurig, beginwaarde 3" in page and "woord …" in page
    withdraw_story(story=stories[0], today=dt.date(2026, 11, 21))
    assert "Titel 0" not in as_person("amina").get(address).content.decode()
    assert as_person("amina").get(f"{HERE}kaarten/?manier=doorsnee")["Location"] == HERE


@pytest.mark.parametrize(
    ("stories", "query", "words"),
    [
        (0, "manier=loting&hoeveel=12", "Nog geen verhalen voor een groep"),
        (1, "manier=doorsnee&hoeveel=12", "Er is er maar 1; die liggen nu allemaal op tafel."),
        (9, "manier=verschillend&hoeveel=6", "Meer verschillende verhalen zijn er niet"),
        (9, "manier=kloof&hoeveel=6", "Er is geen verschil om omheen te trekken"),
        (9, "manier=stem&hoeveel=6", "Al deze verhalen komen van één stem."),
        (9, "manier=loting&hoeveel=6&van=2031-01-01", "Geen verhalen binnen dit filter"),
    ],
    ids=["nobody", "one story", "all the same", "no gap", "one voice", "a filter that leaves nobody"],
)
def test_what_cannot_be_drawn_is_said(many: Put, as_person: Browser, stories: int, query: str, words: str) -> None:
    many(stories, answers={"heard": 0.4})
    assert words in as_person("amina").get(f"{HERE}?{query}&zaad=1").content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("manier=koning&hoeveel=12", "Kies een van de manieren."),
        ("manier=loting&hoeveel=99", "Kies een aantal van 6 tot en met 24."),
        ("manier=loting&hoeveel=twaalf", "Kies een aantal van 6 tot en met 24."),
        ("manier=loting&hoeveel=12&zaad=-1", "Een beginwaarde is een heel getal van 1 tot en met 999999."),
    ],
)
def test_nonsense_is_said_and_nothing_is_drawn(told: list[Story], as_person: Browser, query: str, words: str) -> None:
    answer = as_person("amina").get(f"{HERE}?{query}")
    assert (
        answer.status_code == 422
        and words in answer.content.decode()
        and "op tafel</h2>" not in answer.content.decode()
    )


@pytest.mark.parametrize("name", ["karin", "bram", "bart", "joke", "corrie"])
def test_only_the_team_draws(told: list[Story], as_person: Browser, name: str) -> None:
    query = "?manier=loting&hoeveel=6&zaad=1"
    assert [as_person(name).get(f"{HERE}{page}{query}").status_code for page in ("", "kaarten/")] == [404, 404]
