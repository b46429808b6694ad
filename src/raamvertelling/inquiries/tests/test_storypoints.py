"""Ways in: the list, a new one, opening and closing, the QR code and what is printed."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest
import segno
from django.test import Client
from pytest_django import Settings

from raamvertelling.inquiries.models import Inquiry, StoryPoint

POINTS = "/team/vroeg-erbij/vertelpunten/"


def test_it_works(as_person: Callable[[str], Client], storypoint: StoryPoint) -> None:
    bart = as_person("bart")
    filled_in = {"name": "Leeszaal Noord", "place": "", "channel": "kiosk", "is_test": "on"}
    assert bart.post(POINTS, filled_in).status_code == 302
    made = StoryPoint.objects.get(name="Leeszaal Noord")
    assert (made.channel, made.is_test, made.is_open) == ("kiosk", True, True)
    page = bart.get(POINTS).content.decode()
    assert f"/vertel/{made.code}/" in page
    assert "om te oefenen, telt niet mee" in page


def test_without_a_way_in_the_page_says_what_to_do(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    assert "Er is nog geen vertelpunt" in as_person("bart").get(POINTS).content.decode()


def test_a_way_in_closes_and_opens(as_person: Callable[[str], Client], storypoint: StoryPoint) -> None:
    bart = as_person("bart")
    for word, is_open in (("nee", False), ("ja", True)):
        bart.post(f"{POINTS}de-brug/open/", {"open": word})
        storypoint.refresh_from_db()
        assert storypoint.is_open is is_open


def test_a_name_is_needed(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    page = as_person("bart").post(POINTS, {"name": "", "channel": "web"})
    assert page.status_code == 422
    assert "Vul “Naam voor het team” in." in page.content.decode()


@pytest.mark.parametrize("channel", ["import", "postduif"])
def test_an_unknown_way_is_refused(as_person: Callable[[str], Client], inquiry: Inquiry, channel: str) -> None:
    assert as_person("bart").post(POINTS, {"name": "x", "channel": channel}).status_code == 422
    assert not StoryPoint.objects.exists()


def test_the_code_is_of_the_address(
    as_person: Callable[[str], Client], storypoint: StoryPoint, settings: Settings
) -> None:
    settings.RAAM_ADDRESS = "https://raam.example"
    answer = as_person("joke").get(f"{POINTS}de-brug/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    drawn = ET.fromstring(answer.content)  # noqa: S314 - our own drawing
    line = drawn.find("{http://www.w3.org/2000/svg}path")
    assert line is not None
    wanted = segno.make("https://raam.example/vertel/de-brug/", error="m", micro=False).svg_inline(
        border=4, omitsize=True
    )
    assert f'd="{line.get("d")}"' in wanted


def test_a_way_in_of_another_inquiry_is_not_there(as_person: Callable[[str], Client], storypoint: StoryPoint) -> None:
    assert as_person("corrie").get(f"{POINTS}de-brug/druk/poster.pdf").status_code == 404
    assert as_person("bart").get(f"{POINTS}bestaat-niet/druk/poster.pdf").status_code == 404


@pytest.mark.parametrize("kind", ["poster", "poster-a3", "brief", "kaartjes"])
def test_handouts_are_accessible_pdfs(as_person: Callable[[str], Client], storypoint: StoryPoint, kind: str) -> None:
    response = as_person("joke").get(f"{POINTS}de-brug/druk/{kind}.pdf")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content.startswith(b"%PDF-")
    assert b"pdfuaid" in response.content


def test_an_unknown_handout_is_not_there(as_person: Callable[[str], Client], storypoint: StoryPoint) -> None:
    assert as_person("joke").get(f"{POINTS}de-brug/druk/vlag.pdf").status_code == 404
