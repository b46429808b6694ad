"""The map of an inquiry: from a file to a match, and no file or code that is wrong gets in."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from raamvertelling.inquiries.models import Inquiry, NeighbourhoodMap
from raamvertelling.inquiries.neighbourhoods import properties

pytestmark = pytest.mark.django_db
URL = "/team/vroeg-erbij/wijkkaart/instellen/"
NAMES = {"BU00010001": "Rivierenwijk", "BU00010002": "Wijk 02 Oud-Noord", "BU00010003": "Buiten"}


def map_file(names: dict[str, str] = NAMES) -> SimpleUploadedFile:
    features = []
    for place, (code, name) in enumerate(names.items()):
        x = 5 + place / 10
        ring = [[x, 52.0], [x + 0.1, 52.0], [x + 0.1, 52.1], [x, 52.1], [x, 52.0]]
        features.append({
            "type": "Feature",
            "properties": {"naam": name, "BU_CODE": code, "inwoners": 12},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        })  # fmt: skip
    return SimpleUploadedFile(
        "wijken.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode()
    )


def put(browser: Client, **fields: Any) -> Any:
    return browser.post(URL, {"do": "file", "file": map_file(), **fields})


def test_a_file_is_read_and_what_belongs_together_is_proposed(
    as_person: Callable[[str], Client], inquiry: Inquiry
) -> None:
    browser = as_person("amina")
    assert put(browser).status_code == 302
    kept = NeighbourhoodMap.objects.get()
    assert (kept.question, kept.code_property) == ("neighbourhood", "BU_CODE")
    assert kept.matches["rivierenwijk"] == ["BU00010001"]
    assert kept.matches["oud_noord"] == ["BU00010002"]
    assert sum(map(bool, kept.matches.values())) == 2
    assert properties(kept.shapes["areas"])[0] == "BU_CODE"
    html = browser.get(URL).content.decode()
    assert 'value="BU00010001"' in html and "BU00010003: Buiten" in html


@pytest.mark.parametrize(
    ("content", "words"), [(b"PK\x03\x04\xff", "geen tekst in UTF-8"), (b"{}", "geen FeatureCollection"), (b"", "leeg")]
)
def test_a_file_that_is_no_map_changes_nothing(
    as_person: Callable[[str], Client], inquiry: Inquiry, content: bytes, words: str
) -> None:
    browser = as_person("els")
    put(browser)
    answer = browser.post(URL, {"do": "file", "file": SimpleUploadedFile("x.geojson", content)})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert NeighbourhoodMap.objects.get().matches["rivierenwijk"] == ["BU00010001"]


def test_codes_are_matched_by_hand_and_a_wrong_one_is_said(
    as_person: Callable[[str], Client], inquiry: Inquiry
) -> None:
    browser = as_person("amina")
    put(browser)
    wrong = {"do": "match", "optie-rivierenwijk": "BU00010001, BU00010009", "optie-oud_noord": "BU00010001"}
    answer = browser.post(URL, wrong)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "De code BU00010009 staat niet in de kaart." in html
    assert "BU00010001 hoort al bij ‘Rivierenwijk’." in html
    assert 'value="BU00010001, BU00010009"' in html, "what was typed stays"
    right = {"do": "match", "optie-rivierenwijk": "BU00010001;BU00010003", "optie-oud_noord": ""}
    assert browser.post(URL, right).status_code == 302
    assert NeighbourhoodMap.objects.get().matches["rivierenwijk"] == ["BU00010001", "BU00010003"]
    assert browser.post(URL, {"do": "columns", "question": "tone", "code_property": "naam"}).status_code == 302
    assert not any(NeighbourhoodMap.objects.get().matches.values())
    assert browser.post(URL, {"do": "remove"}).status_code == 302
    assert not NeighbourhoodMap.objects.exists()
