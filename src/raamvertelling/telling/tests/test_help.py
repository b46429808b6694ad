"""Help before, during and after telling, at the same place on every page."""

import pytest

from raamvertelling.inquiries.services import add_help_line, change_settings
from raamvertelling.telling.tests.walking import Teller, text

pytestmark = pytest.mark.django_db


def help_in(page: str) -> str:
    """Return the help at the foot of a page."""
    return page.partition('class="telling-help"')[2].partition("</details>")[0]


def test_the_same_help_is_on_every_page_of_a_teller(teller: Teller) -> None:
    point = teller.get().context["visit"].storypoint
    add_help_line(inquiry=point.inquiry, name="Wijkteam Noord", telephone="0800-1234")
    change_settings(inquiry=point.inquiry, contact_name="Nel", contact_email="nel@veldhaven.example")
    pages = [teller.get().content.decode(), teller.get("voor-u-begint").content.decode()]
    teller.tell()
    pages += [teller.get(name).content.decode() for name in ("story", "about", "wat-mag-ermee", "alles-nakijken")]
    code = teller.told_code()
    pages += [teller.get(name).content.decode() for name in ("uw-code", "hulp-en-contact")]
    teller.client.post("/mijn-verhaal/", {"code": code})
    found = {help_in(page) for page in pages}
    assert len(found) == 1
    words = found.pop()
    for expected in ("tel:08001234", "tel:08000113", "tel:08002000", "geen klacht of aanvraag", "Nel"):
        assert expected in words
    own = help_in(teller.client.get("/mijn-verhaal/bekijken/").content.decode())
    assert "tel:08001234" in own and "Nel" in own


def test_before_and_after_telling_it_is_in_the_page_itself(teller: Teller) -> None:
    teller.tell()
    teller.told_code()
    for name in ("uw-code", "tot-ziens", "samen-vertellen", "niet-meedoen"):
        main = teller.get(name).content.decode().partition("<main")[2].partition("</main>")[0]
        assert "tel:08000113" in main and "geen klacht of aanvraag" in main, name
    teller.client.cookies.clear()
    main = teller.get().content.decode().partition("<main")[2].partition("</main>")[0]
    assert "tel:112" in main and "tel:08000113" in main and "geen klacht of aanvraag" in main


def test_the_organisation_says_where_a_complaint_goes(teller: Teller) -> None:
    point = teller.get().context["visit"].storypoint
    assert "Nationale ombudsman" in text(teller.get("hulp-en-contact"))
    change_settings(inquiry=point.inquiry, complaint_text="Bel het klachtenloket: 030-7654321.")
    told = text(teller.get("hulp-en-contact"))
    assert "klachtenloket" in told and "Nationale ombudsman" not in told


def test_help_without_an_opened_story_names_what_holds_everywhere(teller: Teller) -> None:
    told = text(teller.client.get("/mijn-verhaal/"))
    assert "0800-0113" in told and "Nationale ombudsman" in told
