"""Hints for plain language in the editor: after saving, while typing, and for a whole concept."""

from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.core.framework import dump
from raamvertelling.core.framework.editing import find_item
from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.inquiries.services import draft_for, save_draft
from raamvertelling.inquiries.services.drafts import empty_definition
from raamvertelling.inquiries.starters import starters
from raamvertelling.inquiries.writing_help import language_page
from raamvertelling.people.models import User

pytestmark = pytest.mark.django_db(databases="__all__")

EDITOR = "/team/vroeg-erbij/kader/bewerken/"
HARD = "Vindt u ook niet dat de <i>indicatie</i> werd gesteld?"


@pytest.fixture
def bart(as_person: Callable[[str], Client], inquiry: Inquiry) -> Client:
    return as_person("bart")


@pytest.fixture
def hard_question(inquiry: Inquiry, people: dict[str, User]) -> None:
    definition = empty_definition("Leeg")
    definition["items"].append({"id": "hard", "type": "short_text", "text": HARD})
    draft = draft_for(inquiry=inquiry, user=people["bart"])
    save_draft(draft=draft, definition=definition, revision=draft.revision, user=people["bart"])


def test_the_hints_about_one_text_come_as_a_list_and_keep_nothing(bart: Client) -> None:
    page = bart.post(f"{EDITOR}taal/tekst/", {"tekst": HARD}).content.decode()
    assert page.count("<li") == 3
    assert "‘indicatie’ is een vakwoord" in page
    assert "<i>" not in page
    assert not FrameworkDraft.objects.exists()
    assert bart.post(f"{EDITOR}taal/tekst/", {"tekst": "Hoe ging dat?"}).content.decode().strip() == ""
    assert bart.post(f"{EDITOR}taal/tekst/").status_code == 200


def test_a_place_is_where_the_words_stand(bart: Client) -> None:
    text = "🙂 Dat is een knelpunt."
    page = bart.post(f"{EDITOR}taal/tekst/", {"tekst": text}).content.decode()
    at = text.index("knelpunt")
    assert f'data-start="{at}" data-end="{at + len("knelpunt")}"' in page


def test_without_a_script_the_hints_stand_by_the_fields_after_saving(bart: Client, hard_question: None) -> None:
    page = bart.get(f"{EDITOR}vraag/hard/").content.decode()
    assert 'data-notes-for="k-text"' in page
    assert "‘indicatie’ is een vakwoord" in page
    assert 'value="taal"' in page
    assert "raam/js/plain-language.js" in page


def test_looking_again_saves_first_and_comes_back_to_the_hints(bart: Client, hard_question: None) -> None:
    page = bart.get(f"{EDITOR}vraag/hard/").content.decode()
    stand = page.partition('name="stand" value="')[2].partition('"')[0]
    answer = bart.post(f"{EDITOR}vraag/hard/", {"stand": stand, "actie": "taal", "text": "Wat gebeurde er?"})
    assert answer["Location"] == f"{EDITOR}vraag/hard/#taal"
    item = find_item(FrameworkDraft.objects.get().definition, "hard")
    assert item and item["text"] == "Wat gebeurde er?"
    assert "Nu geen aanwijzingen." in bart.get(f"{EDITOR}vraag/hard/").content.decode()


def test_all_hints_of_a_concept_stand_in_one_list_with_the_way(bart: Client, hard_question: None) -> None:
    page = bart.get(f"{EDITOR}taal/").content.decode()
    assert f'href="{EDITOR}vraag/hard/#k-text"' in page
    assert "3 aanwijzingen" in page
    assert "daarvoor zijn 100 woorden nodig" in page
    assert "B1 bewezen" not in page


def test_a_template_has_no_hints_and_reads_easily() -> None:
    for starter in starters():
        page = language_page("x", dump(starter.framework))
        assert {field.name for part in page.parts for field in part.fields} <= {"Titel"}
        assert page.score and page.score.value >= 80


def test_texts_in_another_language_get_no_hints(bart: Client) -> None:
    definition = {**empty_definition("Empty"), "language": "en", "languages": ["en"]}
    page = language_page("x", definition)
    assert not page.is_dutch and page.count == 0


def test_an_unfinished_concept_can_be_looked_at() -> None:
    definition = empty_definition("Leeg")
    definition["items"] += [
        {"id": "a", "type": "triad", "anchors": [{"id": "x"}, None]},
        {"id": "b", "type": "stones", "x_axis": 3, "wording_by_role": {"x": None}},
        "tekst",
    ]
    definition["consent"] = None
    assert language_page("x", definition).is_dutch
