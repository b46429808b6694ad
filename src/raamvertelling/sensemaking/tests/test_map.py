"""The map: exact for the team, and outside only what a table of groups may show."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.tests.test_maps import put
from raamvertelling.people.models import User
from raamvertelling.sensemaking.queries.neighbourhoods import MapPage, neighbourhoods
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.stories.models import Story

pytestmark = pytest.mark.django_db
URL = "/team/vroeg-erbij/wijkkaart/"
TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def planted(inquiry: Inquiry, as_person: Callable[[str], Client], many: Callable[..., list[Story]]) -> Inquiry:
    put(as_person("amina"))
    many(20, answers={"neighbourhood": "rivierenwijk", "tone": "succes"})
    many(12, answers={"neighbourhood": "rivierenwijk", "tone": "worsteling"})
    many(11, answers={"neighbourhood": "oud_noord", "tone": "succes"})
    many(3, answers={"neighbourhood": "havenkwartier", "tone": "succes"})
    refresh_outside_view(inquiry=inquiry, today=TODAY)
    return inquiry


def shown(page: MapPage) -> dict[str, tuple[str, bool]]:
    return {each.id: (each.shown, each.shade is not None) for each in page.neighbourhoods}


def test_the_team_counts_and_compares_an_answer(planted: Inquiry, people: dict[str, User]) -> None:
    counts = shown(neighbourhoods(viewer=people["els"], inquiry=planted))
    assert counts["rivierenwijk"] == ("32", True)
    assert counts["havenkwartier"] == ("3", True)
    page = neighbourhoods(viewer=people["els"], inquiry=planted, signifier_id="tone", area_id="succes")
    assert shown(page)["rivierenwijk"] == ("63%", True)
    assert shown(page)["havenkwartier"] == ("te weinig: 3 vertellers", False)
    assert "komt het vaakst voor in Oud-Noord: 100% van 11, tussen 74% en 100%." in page.sentence
    even = neighbourhoods(viewer=people["els"], inquiry=planted, signifier_id="role", area_id="inwoner")
    assert "geen verschil tussen de wijken dat groter is dan toeval" in even.sentence


def test_outside_small_groups_are_closed_and_nobody_asks_for_an_answer(
    planted: Inquiry, people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    page = neighbourhoods(viewer=people["karin"], inquiry=planted, signifier_id="tone", area_id="succes")
    assert page.subject is None
    found = shown(page)
    assert found["rivierenwijk"] == ("ongeveer 30", True)
    assert found["havenkwartier"] == ("niet getoond", False)
    assert sum(not is_open for _, is_open in found.values()) >= 2, "one closed group alone could be worked out"
    plain, asked = (as_person("karin").get(URL + query).content.partition(b"<main")[2] for query in ("", "?teken=tone"))
    assert plain == asked
    assert b"url(#kaart-dicht)" not in plain or b"niet getoond" in plain


def test_the_picture_is_a_way_to_the_stories_and_says_what_is_missing(
    planted: Inquiry, as_person: Callable[[str], Client]
) -> None:
    html = as_person("els").get(f"{URL}?teken=tone&deel=succes").content.decode()
    assert 'href="/team/vroeg-erbij/verhalen/?a.neighbourhood=rivierenwijk&amp;a.tone=succes"' in html
    assert html.count("niet op de kaart") >= 2
    assert "http" not in html.partition("<main")[2].partition("</main")[0].replace("http://www.w3.org/2000/svg", "")


def test_without_a_map_the_team_is_asked_for_one(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    assert "Geef een kaart" in as_person("els").get(URL).content.decode()
    assert "Zodra het team een kaart geeft" in as_person("karin").get(URL).content.decode()
