"""Then beside now, and one group beside all others: exact in the team, closed for everybody else."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from scipy.stats import mannwhitneyu

from raamvertelling.inquiries.models import Channel, Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries.pairs import BACK, FRONT, NOT_OUTSIDE, PairPage, group_and_rest, then_now
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.sensemaking.tests.conftest import demo_rows
from raamvertelling.stories.models import Story

pytestmark = pytest.mark.django_db
HERE = "/team/vroeg-erbij/spiegelen/"
JULY = "2026-07-01"
RIVIEREN = ("neighbourhood", "rivierenwijk")
ONLY_THERE = Filters(answers=(("neighbourhood", ("rivierenwijk",)),))


def before_after(inquiry: Inquiry, viewer: User, sign: str = "heard", filters: Filters | None = None) -> PairPage:
    page = then_now(
        viewer=viewer, inquiry=inquiry, signifier_id=sign, filters=filters or Filters(), asked={"dag": JULY}
    )
    assert page is not None
    return page


def beside_the_rest(inquiry: Inquiry, viewer: User, group: tuple[str, str] = RIVIEREN) -> PairPage:
    page = group_and_rest(viewer=viewer, inquiry=inquiry, signifier_id="heard", filters=Filters(), group=group)
    assert page is not None
    return page


def heard(wanted: Callable[[dict[str, Any]], bool]) -> list[float]:
    found = [row["answers"].get("heard") for row in demo_rows() if wanted(row)]
    return [each for each in found if isinstance(each, float | int)]


def check(page: PairPage, first: list[float], second: list[float]) -> None:
    assert page.compared and page.compared.result
    assert page.compared.result.sizes == (len(first), len(second))
    statistic = mannwhitneyu(first, second).statistic
    assert page.compared.result.effect.value == pytest.approx(2 * statistic / (len(first) * len(second)) - 1)


def test_before_and_after_equal_an_independent_calculation(demo: Inquiry, people: dict[str, User]) -> None:
    page = before_after(demo, people["amina"], filters=ONLY_THERE)
    there = [row for row in demo_rows() if row["answers"].get("neighbourhood") == "rivierenwijk"]
    check(page, heard(lambda row: row in there and row["told_on"] < JULY),
          heard(lambda row: row in there and row["told_on"] >= JULY))  # fmt: skip
    assert page.compared and page.compared.differs
    assert "latere vertellers" in page.sentence and "eerdere vertellers" in page.sentence
    then, now = page.sides
    assert (then.side.id, now.side.id) == (BACK, FRONT)
    assert [len(each.numbers) for each in page.sides] == [3, 3]
    days = {each.number: each.told_on for each in Story.objects.all()}
    assert all(days[number] < dt.date(2026, 7, 1) <= days[other] for number in then.numbers for other in now.numbers)


def test_one_neighbourhood_beside_all_others_equals_an_independent_calculation(
    demo: Inquiry, people: dict[str, User]
) -> None:
    silent = Story.objects.filter(number__lte=5)
    for story in silent:
        story.answers = {key: value for key, value in story.answers.items() if key != "neighbourhood"}
    Story.objects.bulk_update(silent, ["answers"])
    page, rows = beside_the_rest(demo, people["amina"]), demo_rows()[5:]
    there = [row for row in rows if row["answers"]["neighbourhood"] == "rivierenwijk"]
    check(page, heard(lambda row: row in there), heard(lambda row: row in rows and row not in there))
    assert page.notes == ("5 verhalen zonder antwoord op ‘In welke wijk speelt uw verhaal?’ tellen niet mee.",)
    assert "vertellers met ‘Rivierenwijk’" in page.sentence


def test_what_does_not_exist_becomes_the_first_that_does(demo: Inquiry, people: dict[str, User]) -> None:
    for asked in (("neighbourhood", "atlantis"), ("role", "inwoner"), ("", "")):
        assert beside_the_rest(demo, people["amina"], asked).group == RIVIEREN


@pytest.mark.parametrize("person", ["karin", "bram"])
def test_outside_the_team_both_sides_are_closed_whatever_lies_behind_them(
    as_person: Callable[[str], Client], demo: Inquiry, people: dict[str, User], person: str
) -> None:
    refresh_outside_view(inquiry=demo, today=dt.date(2026, 6, 10))
    browser, hidden = as_person(person), re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
    asked = {"dag": JULY, "groep": "neighbourhood.de_brink", "onderwerp": "a.life_domain=zorg", "stem": "inwoner"}
    bodies = []
    for _ in range(2):
        bodies.append([hidden.sub(b"", browser.get(f"{HERE}{page}/", asked).content) for page in
                       ("toen-en-nu", "buurt-of-groep")])  # fmt: skip
        Story.objects.filter(number__lte=60).update(may_analyse=False, told_on=dt.date(2020, 1, 1))
    assert bodies[0] == bodies[1]
    for body in (each.decode() for each in bodies[0]):
        assert body.count("raam-chart--closed") == 2 and "Waarom ziet u dit niet?" in body
        assert "raam-story" not in body and '<form method="get"' not in body
    for page in (before_after(demo, people[person]), beside_the_rest(demo, people[person])):
        assert page.compared is None and {each.window.result for each in page.sides} == {NOT_OUTSIDE}


def test_a_small_side_is_named_and_not_compared(
    inquiry: Inquiry, people: dict[str, User], many: Callable[..., list[Story]]
) -> None:
    answers = {"heard": {"at": 0.2, "mode": "drag"}}
    many(4, on=dt.date(2026, 6, 1), answers=answers)
    many(9, on=dt.date(2026, 7, 1), answers=answers)
    page = before_after(inquiry, people["amina"])
    assert page.compared is None and "te klein om te vergelijken" in page.sentence
    assert "4 vertellers" in page.sides[0].window.caution


def test_other_tellers_and_other_ways_are_said_beside_the_difference(
    inquiry: Inquiry, people: dict[str, User], many: Callable[..., list[Story]]
) -> None:
    answers = {"heard": {"at": 0.2, "mode": "drag"}}
    many(20, on=dt.date(2026, 6, 1), answers=answers)
    Story.objects.update(channel=Channel.PAPER)
    many(20, on=dt.date(2026, 7, 1), answers=answers)
    mixed = before_after(inquiry, people["amina"]).mixture
    assert mixed and {each.label: each.counts for each in mixed.parts} == {
        "Inwoner": (20, 20), "Online": (0, 20), "Op papier": (20, 0)
    }  # fmt: skip
    assert "0% bij eerdere vertellers en 100% bij latere vertellers" in mixed.caution
    Story.objects.update(channel=Channel.WEB)
    alike = before_after(inquiry, people["amina"]).mixture
    assert alike and alike.caution == ""


def test_a_provision_and_a_voice_narrow_both_sides(as_person: Callable[[str], Client], demo: Inquiry) -> None:
    told = list(Story.objects.all())
    for story in told:
        story.answers["prompt"] = story.prompt
    Story.objects.bulk_update(told, ["answers"])
    asked = {"teken": "heard", "dag": JULY, "onderwerp": "a.prompt=de_brug", "stem": "inwoner"}
    body = as_person("amina").get(f"{HERE}toen-en-nu/", asked).content.decode()
    rows = [row for row in demo_rows() if row["prompt"] == "de_brug" and row["answers"]["role"] == "inwoner"]
    placed = [row for row in rows if isinstance(row["answers"].get("heard"), float | int)]
    for n in (sum(row["told_on"] < JULY for row in placed), sum(row["told_on"] >= JULY for row in placed)):
        assert f'<span class="raam-n">{n} verhalen</span>' in body
    assert 'value="a.prompt=de_brug" selected' in body and 'value="inwoner" selected' in body
    assert 'value="2026-07-01"' in body


def test_nonsense_costs_nothing_and_an_empty_inquiry_says_so(
    as_person: Callable[[str], Client], inquiry: Inquiry
) -> None:
    amina = as_person("amina")
    asked = {"dag": "morgen", "groep": "%%", "onderwerp": "x" * 300, "stem": "koning", "teken": "nee", "beeld": "?"}
    assert "geen twee tijden" in amina.get(f"{HERE}toen-en-nu/", asked).content.decode()
    assert "Nog geen antwoorden" in amina.get(f"{HERE}buurt-of-groep/", asked).content.decode()


def test_the_number_of_queries_does_not_grow(
    as_person: Callable[[str], Client], demo: Inquiry, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    amina = as_person("amina")
    for page in ("toen-en-nu/?beeld=over-elkaar", "buurt-of-groep/"):
        amina.get(HERE + page)
        with django_assert_max_num_queries(32, using="default"):
            amina.get(HERE + page)
