"""The progress of collecting: numbers for the team, protected ones for a beheerder, aims and who is missing."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Aim, Channel, Inquiry, StoryPoint
from raamvertelling.inquiries.services import create_storypoint, set_aims
from raamvertelling.people.models import User
from raamvertelling.sensemaking.queries.progress import progress
from raamvertelling.stories.models import State, Story

Many = Callable[..., list[Story]]
PAGE = "/team/vroeg-erbij/voortgang/"
TODAY = dt.date(2026, 6, 10)
LAST_WEEK = dt.date(2026, 6, 3)


def test_the_team_sees_every_number_and_who_is_missing(
    inquiry: Inquiry, storypoint: StoryPoint, people: dict[str, User], many: Many
) -> None:
    many(7, on=LAST_WEEK)
    many(3, role="manager", on=TODAY, state=State.RECEIVED)
    many(2, role="manager", on=TODAY, state=State.HELD)
    many(4, on=TODAY, is_test=True)
    set_aims(inquiry=inquiry, by_point={storypoint.pk: 20}, by_voice={"inwoner": 5, "manager": 9, "bestuurder": 2})
    page = progress(viewer=people["els"], inquiry=inquiry, today=TODAY)
    assert page.lead == "Er zijn 10 verhalen binnen, waarvan 3 deze week."
    assert {each.key: each.count for each in page.by_voice} == {
        "inwoner": 7,
        "professional": 0,
        "manager": 3,
        "bestuurder": 0,
    }
    assert page.missing == (
        "Manager: 3 van 9. Er ontbreken er nog 6.",
        "Bestuurder: nog niemand. Het doel is 2.",
        "De Brug: 10 van 20. Er ontbreken er nog 10.",
    )
    assert [each.is_small for each in page.by_voice] == [False, False, True, False]
    assert page.silent == "Nog niemand vertelde als professional en bestuurder."
    assert [bar.count for bar in page.weeks] == [7, 3]


def test_a_beheerder_sees_whole_weeks_rounded_and_no_small_group(
    inquiry: Inquiry, people: dict[str, User], many: Many
) -> None:
    many(33, on=LAST_WEEK)
    many(21, role="professional", on=LAST_WEEK)
    many(3, role="manager", on=LAST_WEEK)
    many(12, on=TODAY)
    set_aims(inquiry=inquiry, by_point={}, by_voice={"inwoner": 50, "manager": 9})
    page = progress(viewer=people["bart"], inquiry=inquiry, today=TODAY)
    shown = {each.key: each.shown for each in page.by_voice}
    assert shown["inwoner"] == "ongeveer 30"
    assert shown["manager"] == "niet getoond"
    assert "3" not in shown.values()
    assert page.weeks == ()
    assert page.lead == "Tot en met 7 juni 2026 waren er ongeveer 60 vertellers."
    assert page.missing == (
        "Inwoner: ongeveer 30 van 50. Er ontbreken er nog ongeveer 20.",
        "Manager: te weinig om te tonen. Het doel is 9.",
    )


def test_with_few_stories_a_beheerder_sees_none_of_the_numbers(
    inquiry: Inquiry, people: dict[str, User], many: Many
) -> None:
    many(4, on=LAST_WEEK)
    page = progress(viewer=people["bart"], inquiry=inquiry, today=TODAY)
    assert page.lead == "Tot en met 7 juni 2026 waren er minder dan 10 vertellers."
    assert {each.shown for each in (*page.by_voice, *page.by_point)} == {"niet getoond"}


def test_a_beheerder_sets_aims_and_others_do_not(
    as_person: Callable[[str], Client], inquiry: Inquiry, storypoint: StoryPoint
) -> None:
    create_storypoint(inquiry=inquiry, name="Oefenen", channel=Channel.WEB, is_test=True)
    bart = as_person("bart")
    assert bart.post(PAGE, {"stem-inwoner": "40", f"punt-{storypoint.pk}": "", "stem-manager": "0"}).status_code == 302
    assert [(each.voice, each.number) for each in Aim.objects.all()] == [("inwoner", 40)]
    assert 'value="40"' in bart.get(PAGE).content.decode()
    assert as_person("amina").post(PAGE, {"stem-inwoner": "1"}).status_code == 404
    wrong = bart.post(PAGE, {"stem-inwoner": "veel", "stem-manager": "12"})
    assert wrong.status_code == 422
    assert "een heel getal" in wrong.content.decode()
    assert 'value="12"' in wrong.content.decode()
    assert Aim.objects.get().number == 40


@pytest.mark.parametrize("person", ["amina", "els", "bart"])
def test_it_is_in_the_navigation(as_person: Callable[[str], Client], inquiry: Inquiry, person: str, many: Many) -> None:
    many(2)
    page = as_person(person).get(PAGE).content.decode()
    assert f'href="{PAGE}" aria-current' in page.replace("\n", " ")
