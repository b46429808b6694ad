"""What people get in their hands, as PDF: a poster (A4, A3), a letter, and four cards on a sheet."""

from datetime import date
from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from raamvertelling.inquiries.help_lines import Help, help_of
from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.inquiries.queries import way_in
from raamvertelling.web.typeset import qr_svg, typeset

TEMPLATE = Path(__file__).parent / "typst" / "handout.typ"
KINDS = {
    "poster": "Poster, A4",
    "poster-a3": "Poster, A3",
    "brief": "Brief voor een vensterenvelop",
    "kaartjes": "Kaartjes, vier op een vel",
}


def render_handout(kind: str, storypoint: StoryPoint, *, today: date) -> bytes:
    """Return one handout of a storypoint as PDF; KeyError for an unknown kind."""
    KINDS[kind]
    return typeset(TEMPLATE, {"kind": kind, **_contents(storypoint, today)})


def _contents(storypoint: StoryPoint, today: date) -> dict[str, object]:
    inquiry, door = storypoint.inquiry, way_in(storypoint)
    framework = inquiry.framework
    language = framework.language
    title = framework.title.in_language(language) or inquiry.title
    commissioner = framework.commissioner.in_language(language) or inquiry.organisation.name
    until = _("vertellen kan tot en met %(day)s") % {"day": date_format(inquiry.closes)} if inquiry.closes else ""
    age = _("vanaf %(age)s jaar") % {"age": framework.min_age}
    return {
        "language": language,
        "made_on": [today.year, today.month, today.day],
        "title": title,
        "place": storypoint.place or (inquiry.title if inquiry.question else commissioner),
        "question": inquiry.question or title,
        "commissioner": commissioner,
        "is_test": storypoint.is_test,
        "address": door.words,
        "qr": qr_svg(door.address),
        "qr_alt": _("QR-code naar %(address)s") % {"address": door.address},
        "introduction": framework.introduction.in_language(language),
        "privacy": framework.privacy_note.in_language(language),
        "foot": " · ".join(filter(None, (commissioner, until, age))),
        **_sentences(),
        **_support(help_of(inquiry, youngest=framework.min_age), framework.help_note.in_language(language)),
    }


def _sentences() -> dict[str, object]:
    return {
        "test_note": _("Oefenen: dit telt niet mee"),
        "call": _("Vertelt u het ons?"),
        "steps": [
            _("Houd de camera van uw telefoon voor dit vierkant."),
            _("Tik op de link."),
            _("Vertel wat u meemaakte."),
        ],
        "or_type": _("Of typ dit adres op een telefoon of computer:"),
        "promises": [
            _("U hoeft uw naam niet te zeggen."),
            _("U kunt vragen overslaan."),
            _("U kiest zelf wat er met uw verhaal mag."),
            _("U kunt uw verhaal later weer weghalen."),
        ],
        "greeting": _("Beste bewoner,"),
        "scan": _("Houd de camera van uw telefoon voor het vierkant. Of typ dit adres:"),
        "help_title": _("Hulp nodig?"),
        "no_complaint": _("Dit is geen klacht of aanvraag."),
        "closing": _("Met vriendelijke groet,"),
    }


def _support(found: Help, note: str) -> dict[str, object]:
    contact = found.contact
    lines = [" ".join(dict.fromkeys(filter(None, (each.name, each.telephone)))) for each in (*found.own, *found.lines)]
    reach = ", ".join(filter(None, (contact.name, contact.telephone, contact.email))) if contact else ""
    return {
        "help": note or _("Dit is geen plek om hulp te vragen. Bij direct gevaar belt u 112."),
        "help_lines": lines,
        "complaint": found.complaint,
        "contact": f"{_('Vragen?')} {reach}." if reach else "",
    }
