"""The translation screen: side by side, saved part by part in the concept, with what is missing, and as a file."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from pytest_django import Settings

from raamvertelling.core.framework.translating import text_pairs
from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.inquiries.services import draft_for, publish_draft, save_draft
from raamvertelling.people.models import User

LANGUAGES = "/team/vroeg-erbij/kader/vertalen/"
TURKISH = f"{LANGUAGES}tr/"
As = Callable[[str], Client]


@pytest.fixture
def bart(as_person: As, inquiry: Inquiry) -> Client:
    """The administrator, whose concept also speaks Turkish, without a text yet."""
    client = as_person("bart")
    assert client.post(LANGUAGES, {"actie": "erbij", "taal": "tr"}).status_code == 302
    return client


def concept(inquiry: Inquiry) -> dict[str, Any]:
    definition: dict[str, Any] = FrameworkDraft.objects.get(inquiry=inquiry).definition
    return definition


def texts(inquiry: Inquiry, language: str = "tr") -> dict[str, str]:
    return {each.key: each.target for each in text_pairs(concept(inquiry), language) if each.target}


def test_what_is_missing_is_counted_and_listed(bart: Client, inquiry: Inquiry) -> None:
    total = len(text_pairs(concept(inquiry), "tr"))
    page = bart.get(LANGUAGES).content.decode()
    assert f"Er ontbreken nog {total} teksten van de {total}." in page
    assert "nog door geen lezer nagekeken: Engels en Turks" in page and "uit op deze plek" in page
    bart.post(TURKISH, {"deel": "kader", "tekst:title": "Veldhaven'da erken"})
    assert f"Er ontbreken nog {total - 1} teksten" in bart.get(TURKISH).content.decode()
    missing = bart.get(f"{TURKISH}?toon=ontbreekt").content.decode()
    assert 'name="tekst:title"' not in missing and 'name="tekst:introduction"' in missing


def test_each_text_stands_beside_its_source_in_its_own_direction(as_person: As, inquiry: Inquiry) -> None:
    bart = as_person("bart")
    bart.post(LANGUAGES, {"actie": "erbij", "taal": "ar"})
    page = bart.get(f"{LANGUAGES}ar/").content.decode()
    assert 'lang="nl" dir="ltr">Vroeg erbij in Veldhaven' in page
    assert 'name="tekst:title" rows="1" lang="ar" dir="rtl"' in page
    assert 'id="deel-toestemming"' in page and 'id="deel-about"' in page


def test_a_part_is_saved_in_the_concept_and_tellers_notice_nothing(bart: Client, inquiry: Inquiry) -> None:
    live = inquiry.framework_version.definition
    saved = bart.post(TURKISH, {"deel": "story", "tekst:items/story/text": "Ne oldu?", "tekst:items/weg/text": "x"})
    assert saved["Location"].endswith("/tr/#deel-story")
    assert texts(inquiry) == {"items/story/text": "Ne oldu?"}
    inquiry.refresh_from_db()
    assert inquiry.framework_version.definition == live and "tr" not in live["languages"]
    bart.post(TURKISH, {"deel": "story", "tekst:items/story/text": "  "})
    assert texts(inquiry) == {}


def test_a_text_that_cannot_be_kept_comes_back_and_the_others_are_kept(bart: Client, inquiry: Inquiry) -> None:
    long = "z" * 5001
    page = bart.post(TURKISH, {"tekst:title": long, "tekst:introduction": "Hoş geldiniz"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert long in shown and "Er passen hooguit 5000 tekens in" in shown
    assert texts(inquiry) == {"introduction": "Hoş geldiniz"}


def test_work_of_somebody_else_in_between_stays(bart: Client, people: dict[str, User], inquiry: Inquiry) -> None:
    draft = draft_for(inquiry=inquiry, user=people["amina"])
    changed = {**draft.definition, "title": "Op tijd erbij"}
    save_draft(draft=draft, definition=changed, revision=draft.revision, user=people["amina"])
    page = bart.post(TURKISH, {"tekst:title": "Erken", "bron:title": "0123456789ab"}, follow=True).content.decode()
    assert "de tekst veranderde intussen: ‘Op tijd erbij’" in page
    assert concept(inquiry)["title"] == "Op tijd erbij" and texts(inquiry) == {"title": "Erken"}


def test_only_a_whole_language_goes_live_but_easy_dutch_may_fall_back(
    as_person: As, people: dict[str, User], inquiry: Inquiry
) -> None:
    bart = as_person("bart")
    bart.post(LANGUAGES, {"actie": "erbij", "taal": "nl-simple"})
    bart.post(f"{LANGUAGES}nl-simple/", {"tekst:items/story/text": "Wat is er gebeurd?"})
    page = bart.get(LANGUAGES).content.decode()
    assert "leest de verteller in het Nederlands. Dit mag zo live." in page
    draft = FrameworkDraft.objects.get(inquiry=inquiry)
    assert draft.problems == []
    bart.post(LANGUAGES, {"actie": "erbij", "taal": "pl"})
    draft.refresh_from_db()
    assert any("De Poolse tekst ontbreekt" in each.message for each in draft.problems)
    page = bart.get("/team/vroeg-erbij/kader/bewerken/").content.decode()
    assert page.count("vertalingen. Vertaal verder, of haal de taal weg bij Talen.") == 1
    assert f'href="{LANGUAGES}pl/?toon=ontbreekt"' in page
    bart.post(LANGUAGES, {"actie": "weg", "taal": "pl"})
    draft.refresh_from_db()
    version = publish_draft(draft=draft, today=inquiry.framework_version.made_on)
    assert version.framework.languages == ("nl", "en", "nl-simple")


def test_the_own_language_stays_and_nonsense_is_refused(bart: Client, inquiry: Inquiry) -> None:
    for sent, sentence in (
        ({"actie": "weg", "taal": "nl"}, "Deze taal kan niet weg"),
        ({"actie": "erbij", "andere": "klingonees"}, "vul een taalcode in"),
        ({"actie": "erbij"}, "Kies een taal"),
        ({"actie": "erbij", "taal": "tr"}, "Turks staat er al bij"),
    ):
        page = bart.post(LANGUAGES, sent)
        assert page.status_code == 422 and sentence in page.content.decode()
    assert concept(inquiry)["languages"] == ["nl", "en", "tr"]
    assert bart.get(f"{LANGUAGES}nl/").status_code == 404
    assert bart.get(f"{LANGUAGES}pl/").status_code == 404


def test_a_question_is_seen_as_a_teller_in_that_language_sees_it(as_person: As, inquiry: Inquiry) -> None:
    bart = as_person("bart")
    bart.post(LANGUAGES, {"actie": "erbij", "taal": "ar"})
    bart.post(f"{LANGUAGES}ar/", {"tekst:items/about/text": "كانت هذه القصة عن"})
    page = bart.get(f"{LANGUAGES}ar/voorbeeld/about/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page and "كانت هذه القصة عن" in page
    assert "ضعوا النقطة. أو استعملوا المنزلقات الثلاثة." in page, "our own sentences speak the language too"
    assert bart.get(f"{LANGUAGES}ar/voorbeeld/weg/").status_code == 404


def test_a_translator_gets_a_file_and_it_comes_back(bart: Client, inquiry: Inquiry) -> None:
    book = load_workbook(io.BytesIO(bart.get(f"{TURKISH}bestand/").content))
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["sleutel", "wat", "nl", "tr"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "title")
    assert row[2].value == "Vroeg erbij in Veldhaven"
    row[3].value = "Veldhaven'da erken"
    stream = io.BytesIO()
    book.save(stream)
    upload = SimpleUploadedFile("tr.xlsx", stream.getvalue())
    told = bart.post(f"{TURKISH}inlezen/", {"bestand": upload}, follow=True).content.decode()
    assert "1 tekst is ingelezen" in told
    assert texts(inquiry) == {"title": "Veldhaven'da erken"}


def test_a_file_takes_nothing_away_and_says_what_it_misses(bart: Client, inquiry: Inquiry) -> None:
    bart.post(TURKISH, {"tekst:title": "Erken"})
    empty = SimpleUploadedFile("tr.csv", b"sleutel,wat,nl,tr\ntitle,Titel,Vroeg,\n")
    bart.post(f"{TURKISH}inlezen/", {"bestand": empty})
    assert texts(inquiry) == {"title": "Erken"}
    other = Workbook()
    assert other.active is not None
    other.active.append(["iets", "anders"])
    other.active.append(["a", "b"])
    stream = io.BytesIO()
    other.save(stream)
    page = bart.post(f"{TURKISH}inlezen/", {"bestand": SimpleUploadedFile("x.xlsx", stream.getvalue())})
    assert page.status_code == 422 and "missen wij de kolom" in page.content.decode()
    assert bart.post(f"{TURKISH}inlezen/").status_code == 422


def test_a_text_that_looks_like_a_formula_stays_a_text(bart: Client, inquiry: Inquiry) -> None:
    bart.post(TURKISH, {"tekst:title": "=1+1"})
    sheet = load_workbook(io.BytesIO(bart.get(f"{TURKISH}bestand/").content)).worksheets[0]
    row = next(row for row in sheet.iter_rows() if row[0].value == "title")
    assert row[3].data_type == "s"


@pytest.mark.parametrize("person", ["els", "joke", "bram", "karin", "corrie"])
def test_who_may_not_change_the_questions_may_not_translate(as_person: As, bart: Client, person: str) -> None:
    for address in (LANGUAGES, TURKISH, f"{TURKISH}bestand/"):
        assert as_person(person).get(address).status_code == 404


def test_the_administrator_is_told_about_languages_that_nobody_checked(as_person: As, settings: Settings) -> None:
    bart, sentence = as_person("bart"), "Deze taal is nog door geen lezer nagekeken: Turks."
    assert "nagekeken" not in bart.get("/team/vroeg-erbij/instellingen/").content.decode()
    settings.LANGUAGES = [("nl", "Nederlands"), ("tr", "Türkçe")]
    assert sentence in bart.get("/team/vroeg-erbij/instellingen/").content.decode()
