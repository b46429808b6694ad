"""Help and contact: what the organisation sets, and what tellers see of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.help_lines import help_of
from raamvertelling.inquiries.models import HelpLine, Inquiry

pytestmark = pytest.mark.django_db

AsPerson = Callable[[str], Client]
PAGE = "/team/vroeg-erbij/hulp-en-contact/"
CONTACT = {"contact_name": "Nel", "contact_phone": "030-1234567", "contact_email": "", "complaint_text": ""}


def test_it_works(as_person: AsPerson, inquiry: Inquiry) -> None:
    bart = as_person("bart")
    assert "113 Zelfmoordpreventie" in bart.get(PAGE).content.decode()
    assert bart.post(PAGE, CONTACT).status_code == 302
    line = {"lijn-name": "Wijkteam Noord", "lijn-telephone": "0800 1234", "lijn-url": "wijkteam.example"}
    assert bart.post(f"{PAGE}nieuw/", line).status_code == 302
    inquiry.refresh_from_db()
    found = help_of(inquiry, youngest=16)
    assert found.contact and (found.contact.name, found.contact.dial) == ("Nel", "0301234567")
    assert [(each.name, each.dial, each.url) for each in found.own] == [
        ("Wijkteam Noord", "08001234", "https://wijkteam.example")
    ]
    number = HelpLine.objects.get().pk
    assert bart.post(f"{PAGE}{number}/weg/").status_code == 302
    assert help_of(inquiry).own == ()


def test_only_a_beheerder_sets_it(as_person: AsPerson, inquiry: Inquiry) -> None:
    for name in ("amina", "els", "joke", "karin", "corrie"):
        assert as_person(name).post(PAGE, CONTACT).status_code == 404
    inquiry.refresh_from_db()
    assert inquiry.contact_name == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"contact_phone": "bel maar"}, "met alleen cijfers"),
        ({"contact_phone": ""}, "Vul ook een telefoonnummer of een e-mailadres in."),
        ({"contact_email": "nel"}, "Vul een heel e-mailadres in"),
    ],
)
def test_a_contact_that_nobody_can_reach_is_refused(
    as_person: AsPerson, inquiry: Inquiry, change: dict[str, str], sentence: str
) -> None:
    response = as_person("bart").post(PAGE, {**CONTACT, **change})
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page and 'value="Nel"' in page, "nothing is lost"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"lijn-name": "Inloop"}, "Vul een telefoonnummer of een website in."),
        ({"lijn-telephone": "0800-1"}, "Vul “Naam” in."),
        ({"lijn-name": "Inloop", "lijn-url": "geen adres"}, "Vul een heel adres in"),
    ],
)
def test_a_place_without_a_way_to_reach_it_is_refused(as_person: AsPerson, line: dict[str, str], sentence: str) -> None:
    response = as_person("bart").post(f"{PAGE}nieuw/", line)
    assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert not HelpLine.objects.exists()


def test_the_line_of_another_inquiry_cannot_be_removed(as_person: AsPerson, inquiry: Inquiry) -> None:
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="ander", title="Ander")
    line = HelpLine.objects.create(inquiry=other, name="Elders", telephone="112")
    assert as_person("bart").post(f"{PAGE}{line.pk}/weg/").status_code == 404
    assert HelpLine.objects.filter(pk=line.pk).exists()


@pytest.mark.parametrize(("youngest", "is_named"), [(12, True), (18, False)])
def test_children_are_told_of_their_own_line_where_they_may_tell(youngest: int, is_named: bool) -> None:
    assert ("0800-0432" in [each.telephone for each in help_of(None, youngest=youngest).lines]) is is_named
