"""Where a teller can go: help lines for everybody, those of the organisation, the contact person, a complaint."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from raamvertelling.inquiries.models import Inquiry

ADULT = 18


@dataclass(frozen=True, slots=True)
class Line:
    """One place for help, as a page shows it."""

    name: str
    what: str = ""
    telephone: str = ""
    hours: str = ""
    url: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return re.sub(r"[^0-9+]", "", self.telephone)


@dataclass(frozen=True, slots=True)
class Contact:
    """The person of the organisation whom a teller may ask something."""

    name: str
    telephone: str
    email: str

    @property
    def dial(self) -> str:
        """The number as a telephone dials it."""
        return re.sub(r"[^0-9+]", "", self.telephone)


@dataclass(frozen=True, slots=True)
class Help:
    """All of it for one inquiry: `own` comes from the organisation, `lines` is the same everywhere."""

    own: tuple[Line, ...]
    lines: tuple[Line, ...]
    complaint: str
    contact: Contact | None


def help_of(inquiry: Inquiry | None, *, youngest: int = 0) -> Help:
    """Return where a teller of this inquiry can go; without an inquiry what holds everywhere."""
    own = inquiry.help_lines.order_by("name", "pk") if inquiry else ()
    return Help(
        own=tuple(Line(each.name, each.what, each.telephone, each.hours, each.url) for each in own),
        lines=standard_lines(youngest),
        complaint=(inquiry.complaint_text if inquiry else "") or default_complaint(),
        contact=contact_of(inquiry) if inquiry else None,
    )


def contact_of(inquiry: Inquiry) -> Contact | None:
    """Return the contact person, if there is one who can be reached."""
    if not (inquiry.contact_phone or inquiry.contact_email):
        return None
    return Contact(inquiry.contact_name or inquiry.organisation.name, inquiry.contact_phone, inquiry.contact_email)


def standard_lines(youngest: int) -> tuple[Line, ...]:
    """Return the help lines of the Netherlands; the one for children if children may tell.

    Numbers and hours are those that the lines themselves publish, as known in November 2026.
    """
    around_the_clock = _("dag en nacht, gratis")
    lines = [
        Line(_("Alarmnummer"), _("Bij direct gevaar, voor u of voor een ander."), "112", around_the_clock),
        Line(
            _("113 Zelfmoordpreventie"),
            _("Denkt u aan zelfdoding, of maakt u zich zorgen om iemand? Bel 113."),
            "0800-0113",
            around_the_clock,
            "https://www.113.nl",
        ),
        Line(
            _("Veilig Thuis"),
            _("Bij geweld thuis, of als u dat bij een ander vermoedt."),
            "0800-2000",
            around_the_clock,
            "https://veiligthuis.nl",
        ),
        Line(
            _("De Luisterlijn"),
            _("Als u met iemand wilt praten, waarover ook."),
            "088 0767 000",
            _("dag en nacht, u betaalt uw gewone belkosten"),
            "https://www.deluisterlijn.nl",
        ),
        Line(
            _("Cliëntondersteuning"),
            _("Iemand die met u meedenkt over zorg, hulp of geld en naast u staat. Vraag ernaar bij uw gemeente."),
            hours=_("gratis en onafhankelijk"),
        ),
    ]
    if youngest < ADULT:
        lines.insert(3, _for_children())
    return tuple(lines)


def _for_children() -> Line:
    return Line(
        _("De Kindertelefoon"),
        _("Voor iedereen van 8 tot en met 18 jaar, waarover ook."),
        "0800-0432",
        _("elke dag van 11 tot 21 uur, gratis"),
        "https://www.kindertelefoon.nl",
    )


def default_complaint() -> str:
    """Return where a complaint or an application goes, as long as the organisation wrote nothing itself."""
    return _(
        "Wilt u hulp of een voorziening aanvragen? Ga naar uw gemeente of naar het wijkteam. Hebt u een klacht? "
        "Zeg het eerst tegen de organisatie zelf. Komt u er samen niet uit, bel dan gratis de Nationale ombudsman: "
        "0800 33 55 555."
    )
