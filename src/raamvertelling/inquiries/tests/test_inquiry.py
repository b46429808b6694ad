"""Settings of an inquiry, and its questions with versions."""

import datetime as dt
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.test import Client

from raamvertelling.core.framework import dump, load, to_yaml
from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.inquiries.services import add_version, freeze_version
from raamvertelling.people.models import User

SETTINGS = "/team/vroeg-erbij/instellingen/"
QUESTIONS = "/team/vroeg-erbij/kader/"
FILLED_IN = {"title": "Anders", "question": "", "opens": "", "closes": "", "minimum_group": "12", "minimum_team": "6"}


def test_it_works(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    bart = as_person("bart")
    assert bart.post(SETTINGS, {**FILLED_IN, "is_public": "on"}).status_code == 302
    inquiry.refresh_from_db()
    assert (inquiry.title, inquiry.minimum_group, inquiry.minimum_team) == ("Anders", 12, 6)
    assert inquiry.is_public and not inquiry.readers_see_professionals
    assert inquiry.revision == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"minimum_group": "9"}, "Vul 10 of meer in."),
        ({"minimum_team": "4"}, "Vul 5 of meer in."),
        ({"minimum_group": "veel"}, "Vul een heel getal in."),
        ({"title": ""}, "Vul “Naam van het onderzoek” in."),
        ({"opens": "2026-02-02", "closes": "2026-01-01"}, "De laatste dag ligt voor de eerste dag."),
    ],
)
def test_a_setting_that_is_not_safe_is_refused(
    as_person: Callable[[str], Client], inquiry: Inquiry, change: dict[str, str], sentence: str
) -> None:
    page = as_person("bart").post(SETTINGS, {**FILLED_IN, **change})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    inquiry.refresh_from_db()
    assert inquiry.title == "Vroeg erbij in Veldhaven"


def test_the_heading_of_a_refused_page_is_still_the_inquiry(as_person: Callable[[str], Client]) -> None:
    page = as_person("bart").post(SETTINGS, {**FILLED_IN, "title": "Niet bewaard", "minimum_group": "1"})
    assert '<span class="raam-bar__inquiry">Vroeg erbij in Veldhaven' in page.content.decode()


def test_every_question_is_on_the_page(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    page = as_person("karin").get(QUESTIONS).content.decode()
    for each in inquiry.framework.signifiers:
        assert f'id="vraag-{each.id}"' in page
    assert "de regels van mijn werk" in page
    assert "alleen als bij" in page
    assert "Wat mogen wij met uw verhaal doen?" in page
    assert "Vragen wijzigen" not in page
    assert "Vragen wijzigen" in as_person("amina").get(QUESTIONS).content.decode()


def test_the_file_can_be_read_again(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    answer = as_person("amina").get(f"{QUESTIONS}1/bestand/")
    assert 'filename="vroeg-erbij-versie-1.yaml"' in answer["Content-Disposition"]
    assert load(answer.content.decode()) == inquiry.framework


def test_an_old_version_keeps_its_own_questions(
    as_person: Callable[[str], Client], inquiry: Inquiry, people: dict[str, User]
) -> None:
    freeze_version(version=inquiry.framework_version, today=dt.date(2026, 2, 1))
    text = to_yaml(inquiry.framework).replace("Geef uw verhaal een titel.", "Hoe noemt u uw verhaal?")
    add_version(inquiry=inquiry, definition=dump(load(text)), today=dt.date(2026, 3, 1))
    amina = as_person("amina")
    assert "Hoe noemt u uw verhaal?" in amina.get(QUESTIONS).content.decode()
    first = amina.get(f"{QUESTIONS}1/").content.decode()
    assert "Geef uw verhaal een titel." in first
    assert "ligt vast sinds 1 februari 2026" in first


def test_a_version_that_is_not_there(as_person: Callable[[str], Client]) -> None:
    assert as_person("amina").get(f"{QUESTIONS}9/").status_code == 404


def test_equal_definitions_are_read_once_and_another_one_anew(inquiry: Inquiry) -> None:
    """The demonstration's 20 questions cost more to read than a page costs to draw."""
    version = FrameworkVersion.objects.get(inquiry=inquiry)
    again = FrameworkVersion.objects.get(inquiry=inquiry)
    assert again.framework is version.framework
    changed = FrameworkVersion(inquiry=inquiry, number=2, definition=deepcopy(version.definition))
    changed.definition["title"] = "Een andere titel"
    assert changed.framework.title.in_language("nl") == "Een andere titel"
    assert again.framework.title.in_language("nl") != "Een andere titel"
