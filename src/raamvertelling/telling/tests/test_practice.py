"""Practising at a test storypoint: the frame, the version that is tried, before the inquiry opens."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Channel, Inquiry
from raamvertelling.inquiries.services import create_storypoint, draft_for, save_draft
from raamvertelling.people.models import User

pytestmark = pytest.mark.django_db(databases="__all__")


def test_trying_the_concept_asks_the_concept_in_a_coloured_frame(
    as_person: Callable[[str], Client], inquiry: Inquiry, people: dict[str, User], client: Client
) -> None:
    draft = draft_for(inquiry=inquiry, user=people["bart"])
    save_draft(draft=draft, definition={**draft.definition, "title": "Nog niet live"}, revision=draft.revision)
    address = as_person("bart").post("/team/vroeg-erbij/kader/bewerken/proberen/").headers["Location"]
    page = client.get(address).content.decode()
    for words in ("Nog niet live", "telling-test", "Oefenen: dit telt niet mee", "nog niet live staan"):
        assert words in page
    began = client.post(f"{address}voor-u-begint/", {"oud_genoeg": "ja", "toestemming": "ja"}, follow=True)
    assert "Oefenen: dit telt niet mee" in began.content.decode()


def test_practising_works_before_the_inquiry_opens(inquiry: Inquiry, client: Client) -> None:
    inquiry.opens = dt.date(2029, 1, 1)
    inquiry.save()
    create_storypoint(inquiry=inquiry, name="Oefenen", channel=Channel.WEB, code="oefenen", is_test=True)
    create_storypoint(inquiry=inquiry, name="Echt", channel=Channel.WEB, code="echt")
    assert "U probeert versie 1" in client.get("/vertel/oefenen/").content.decode()
    assert "U probeert" not in client.get("/vertel/echt/").content.decode()
    assert client.post("/vertel/echt/voor-u-begint/").headers["Location"] == "/vertel/echt/"


def test_a_concept_with_problems_cannot_be_tried(
    as_person: Callable[[str], Client], inquiry: Inquiry, people: dict[str, User]
) -> None:
    draft = draft_for(inquiry=inquiry, user=people["bart"])
    save_draft(draft=draft, definition={**draft.definition, "items": []}, revision=draft.revision)
    answer = as_person("bart").post("/team/vroeg-erbij/kader/bewerken/proberen/", follow=True)
    assert "zodra er geen dingen meer" in answer.content.decode()
    assert not inquiry.storypoints.filter(tries_concept=True).exists()
