"""What a beheerder sets for the desk: cards, officials, a second reader, somebody for the moderators themselves."""

from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Inquiry, Official

pytestmark = pytest.mark.django_db

AsPerson = Callable[[str], Client]
PAGE = "/team/vroeg-erbij/instellingen/bord/"
CARD = {"steps": "Bel Anja.\nBlijf bij het verhaal.", "contact_name": "Anja", "contact_phone": "0123-456789"}


def test_it_works(as_person: AsPerson, inquiry: Inquiry) -> None:
    bart = as_person("bart")
    assert "Nog geen kaart." in bart.get(PAGE).content.decode()
    assert bart.post(f"{PAGE}kaart/self/", CARD).status_code == 302
    assert bart.post(PAGE, {"second_reader": "on", "care_text": "Nel, 0123-1"}).status_code == 302
    page = bart.get(PAGE).content.decode()
    assert "Anja, 0123-456789" in page
    inquiry.refresh_from_db()
    assert (inquiry.second_reader, inquiry.care_text) == (True, "Nel, 0123-1")


def test_a_card_is_changed_and_thrown_away(as_person: AsPerson, inquiry: Inquiry) -> None:
    bart = as_person("bart")
    bart.post(f"{PAGE}kaart/child/", CARD)
    bart.post(f"{PAGE}kaart/child/", {**CARD, "contact_name": "Omar"})
    assert inquiry.protocol_cards.get().contact_name == "Omar"
    bart.post(f"{PAGE}kaart/child/", {"do": "remove"})
    assert not inquiry.protocol_cards.exists()
    assert bart.get(f"{PAGE}kaart/brand/").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"contact_phone": "bel maar"}, "met alleen cijfers"), ({"steps": ""}, "Vul “Wat doet de moderator?” in.")],
)
def test_a_card_that_helps_nobody_is_refused(
    as_person: AsPerson, inquiry: Inquiry, change: dict[str, str], sentence: str
) -> None:
    answer = as_person("bart").post(f"{PAGE}kaart/self/", {**CARD, **change})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert 'value="Anja"' in answer.content.decode(), "nothing is lost"
    assert not inquiry.protocol_cards.exists()


def test_officials_come_and_go(as_person: AsPerson, inquiry: Inquiry) -> None:
    bart = as_person("bart")
    for office in ("wethouder", "wethouder zorg"):
        bart.post(f"{PAGE}bestuurder/", {"bestuurder-name": " Karin  Jansma ", "bestuurder-office": office})
    official = Official.objects.get()
    assert (official.name, official.office) == ("Karin Jansma", "wethouder zorg")
    refused = bart.post(f"{PAGE}bestuurder/", {"bestuurder-name": "De Wit"})
    assert "Vul “Functie” in." in refused.content.decode() and 'value="De Wit"' in refused.content.decode()
    bart.post(f"{PAGE}bestuurder/{official.pk}/weg/")
    assert not Official.objects.exists()


def test_only_a_beheerder_sets_it(as_person: AsPerson, inquiry: Inquiry) -> None:
    for name in ("amina", "els", "joke", "karin", "corrie"):
        browser = as_person(name)
        assert browser.post(PAGE, {"second_reader": "on"}).status_code == 404
        assert browser.post(f"{PAGE}kaart/self/", CARD).status_code == 404
    inquiry.refresh_from_db()
    assert not inquiry.second_reader and not inquiry.protocol_cards.exists()


def test_what_is_not_right_stands_above_the_page_and_in_its_title(as_person: AsPerson) -> None:
    bart = as_person("bart")
    for address, data, field in (
        (PAGE, {"care_text": "a" * 601}, "Bij wie kunnen moderators zelf terecht?"),
        (f"{PAGE}bestuurder/", {}, "Naam"),
    ):
        answer = bart.post(address, data)
        page = answer.content.decode()
        assert answer.status_code == 422 and "<title>Fout: Het bord instellen" in page
        assert field in page.partition("raam-errors")[2].partition("</ul>")[0]
