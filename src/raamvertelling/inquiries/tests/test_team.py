"""The team's home and starting an inquiry."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from raamvertelling.core.framework import to_yaml
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.services import create_inquiry
from raamvertelling.inquiries.starters import starters
from raamvertelling.people.models import User

NEW = "/team/onderzoek/nieuw/"


@pytest.fixture
def filled_in(inquiry: Inquiry) -> dict[str, Any]:
    return {
        "organisation": inquiry.organisation.pk,
        "title": "Vroeg erbij in Veldhaven",
        "question": "Wanneer?",
        "opens": "2026-01-01",
        "closes": "2026-12-31",
        "start": "clientervaring_wmo",
    }


def upload(text: str | bytes, name: str = "vragen.yaml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)


def test_it_works(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    page = as_person("els").get("/team/").content.decode()
    assert inquiry.title in page
    assert "moderator" in page
    assert "open tot en met 31 december 2030" in page


def test_without_an_inquiry_the_page_says_what_to_do(
    as_person: Callable[[str], Client], people: dict[str, User]
) -> None:
    page = as_person("corrie").get("/team/").content.decode()
    assert "U hebt nog geen onderzoek" in page
    assert "Vroeg erbij" not in page


def test_more_inquiries_cost_no_more_queries(
    as_person: Callable[[str], Client],
    inquiry: Inquiry,
    people: dict[str, User],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        create_inquiry(
            organisation=inquiry.organisation,
            title=f"Onderzoek {number}",
            slug=f"o{number}",
            definition=inquiry.framework_version.definition,
            actor=people["bart"],
            today=inquiry.framework_version.made_on,
        )
    browser = as_person("bart")
    with django_assert_max_num_queries(6):
        assert "Onderzoek 11" in browser.get("/team/").content.decode()


def test_an_inquiry_starts_from_the_shelf(
    as_person: Callable[[str], Client], filled_in: dict[str, Any], people: dict[str, User]
) -> None:
    answer = as_person("bart").post(NEW, filled_in)
    made = Inquiry.objects.exclude(slug="vroeg-erbij").get()
    assert answer["Location"] == f"/team/{made.slug}/"
    assert made.framework.title.in_language("nl") == "Vroeg erbij in Veldhaven"
    assert made.framework.commissioner.in_language("nl") == "Gemeente Veldhaven"
    assert made.storypoints.count() == 2
    assert list(made.memberships.values_list("user__name", "role")) == [("Bart", "admin")]


def test_a_second_inquiry_with_the_same_name_gets_its_own_address(
    as_person: Callable[[str], Client], filled_in: dict[str, Any]
) -> None:
    for _ in range(2):
        as_person("bart").post(NEW, filled_in)
    slugs = set(Inquiry.objects.values_list("slug", flat=True))
    assert slugs == {"vroeg-erbij", "vroeg-erbij-in-veldhaven", "vroeg-erbij-in-veldhaven-2"}


def test_an_inquiry_starts_from_a_file(as_person: Callable[[str], Client], filled_in: dict[str, Any]) -> None:
    file = upload(to_yaml(starters()[2].framework))
    as_person("bart").post(NEW, {**filled_in, "start": "bestand", "file": file})
    made = Inquiry.objects.exclude(slug="vroeg-erbij").get()
    assert made.framework.id == "waarde_van_een_voorziening"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("schema: framework/1\nid: x\nlanguage: nl\nitems: []\n", "toestemming"),
        ("a: [1", "Dit is geen geldige YAML."),
        (b"\xff\xfe\x00x", "UTF-8"),
        ("a: 1\n" + "# " + "x" * 1_000_001, "Het bestand is te groot."),
        ("a: \x00", "onzichtbaar teken"),
        ("", "De organisatie"),
    ],
    ids=["problems", "broken", "encoding", "large", "nul", "empty"],
)
def test_a_file_with_problems_makes_nothing_and_keeps_what_was_typed(
    as_person: Callable[[str], Client], filled_in: dict[str, Any], text: str | bytes, sentence: str
) -> None:
    page = as_person("bart").post(NEW, {**filled_in, "start": "bestand", "file": upload(text)})
    shown = page.content.decode()
    assert page.status_code == 422
    assert 'value="Vroeg erbij in Veldhaven"' in shown
    assert sentence in shown or not text
    assert Inquiry.objects.count() == 1


def test_all_problems_are_shown_at_once_with_their_place(
    as_person: Callable[[str], Client], filled_in: dict[str, Any]
) -> None:
    text = to_yaml(starters()[0].framework).replace("type: triad", "type: vierhoek").replace("type: dyad", "type: lijn")
    page = as_person("bart").post(NEW, {**filled_in, "start": "bestand", "file": upload(text)}).content.decode()
    assert page.count("<code>items[") >= 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "Hoe heet het onderzoek?"),
        ({"opens": "2026-12-31", "closes": "2026-01-01"}, "De laatste dag ligt voor de eerste dag."),
        ({"start": "bestand"}, "Kies een bestand"),
        ({"start": ""}, "Kies een antwoord bij"),
    ],
)
def test_what_is_missing_is_said(
    as_person: Callable[[str], Client], filled_in: dict[str, Any], change: dict[str, str], sentence: str
) -> None:
    page = as_person("bart").post(NEW, {**filled_in, **change})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Inquiry.objects.count() == 1


def test_nobody_starts_in_another_organisation(
    as_person: Callable[[str], Client], filled_in: dict[str, Any], people: dict[str, User]
) -> None:
    assert as_person("corrie").post(NEW, filled_in).status_code == 422
    assert as_person("amina").post(NEW, filled_in).status_code == 403
    assert Inquiry.objects.count() == 1
