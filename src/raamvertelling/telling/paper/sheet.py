"""The sheets of a batch as a PDF: the same questions, each with its own number and its own strip with a code."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from raamvertelling.core.framework import Framework
from raamvertelling.core.pictures import PICTURES, standalone
from raamvertelling.inquiries.help_lines import help_of
from raamvertelling.inquiries.models import FrameworkVersion, StoryPoint
from raamvertelling.stories.services.slips import IssuedSlip
from raamvertelling.telling import steps
from raamvertelling.telling.forms import guardian_question
from raamvertelling.telling.own_story import own_story, own_story_url
from raamvertelling.telling.paper.form import paper_questions
from raamvertelling.web.typeset import can_be_set, qr_svg, typeset

TEMPLATE = Path(__file__).parent.parent / "typst" / "sheet.typ"


def printable_languages(framework: Framework, offered: Sequence[str]) -> list[str]:
    """Return which of these languages the fonts that we bring can print."""
    return [each for each in offered if can_be_set(framework.title.in_language(each) + _sample(framework, each))]


def render_sheets(
    *,
    slips: Sequence[IssuedSlip],
    storypoint: StoryPoint,
    version: FrameworkVersion,
    language: str,
    role: str,
    today: date,
) -> bytes:
    """Return one PDF with all sheets; the codes exist in it and nowhere else."""
    framework = version.framework
    with translation.override(language):
        data = {
            **head(storypoint, version, language, today),
            "place": storypoint.place or storypoint.name,
            "is_test": storypoint.is_test,
            "introduction": framework.introduction.in_language(language),
            "privacy": framework.privacy_note.in_language(language),
            **_help(storypoint, framework, language),
            "phrases": phrases(framework.min_age),
            "questions": [asdict(each) for each in paper_questions(framework, language=language, role=role)],
            "pictures": _pictures(framework),
            "consent": _consent(framework, language),
            "sheets": [
                {"name": each.name, "code": each.code, "qr": qr_svg(sheet_mark(storypoint, version, each.name))}
                for each in slips
            ],
        }
    return typeset(TEMPLATE, data)


def head(storypoint: StoryPoint, version: FrameworkVersion, language: str, today: date) -> dict[str, object]:
    """Return what every print with codes says of itself: when it was made, of which inquiry, where a code opens."""
    framework = version.framework
    return {
        "made_on": [today.year, today.month, today.day],
        "language": language,
        "title": framework.title.in_language(language),
        "commissioner": framework.commissioner.in_language(language) or storypoint.inquiry.organisation.name,
        "own_story": own_story(),
        "own_story_qr": qr_svg(own_story_url()),
    }


def sheet_mark(storypoint: StoryPoint, version: FrameworkVersion, name: str) -> str:
    """Return what the QR code on a sheet says: which questions, where, which number; nothing about a person."""
    return f"RAAM {storypoint.code} v{version.number} {name}"


def phrases(min_age: int) -> dict[str, str]:
    """Return our own sentences on the sheet."""
    return {
        **_strip_phrases(),
        "sheet": _("Vel"),
        "page": _("blad"),
        "what_happens": _("Wat gebeurt er met uw verhaal?"),
        "steps": "\n".join(
            (
                _("U schrijft uw verhaal op. Daarna zegt u zelf wat het betekent."),
                _("Scheur het strookje hieronder af en bewaar het. Lever de rest in."),
                _("Iemand van het team typt uw vel over. Een moderator haalt namen en adressen weg."),
                _("U bepaalt wie uw verhaal mag lezen. Met de code kunt u het later zien of weghalen."),
            )
        ),
        "help": _("Hulp nodig?"),
        "no_complaint": _("Dit is geen klacht of aanvraag."),
        "contact": _("Vragen?"),
        "by": _("Dit onderzoek is van"),
        "begin": _("Voor u begint"),
        "age": _("Bent u %(age)s jaar of ouder?") % {"age": min_age},
        "age_no": _("Nee? Vul dit vel dan niet alleen in. Vraag iemand van het team om samen te vertellen."),
        "guardian": guardian_question(min_age),
        "consent": _("Vindt u dit goed?"),
        "consent_no": _("Nee? Dan kunnen wij uw verhaal niet gebruiken. Lever dit vel dan niet in."),
        "yes": _("Ja"),
        "no": _("Nee"),
        "how": _("Zo vult u dit vel in"),
        "how_box": _("Zet een kruis in het vakje van uw keuze."),
        "how_triangle": _("Zet een kruis op de plek die past. Dat mag overal, ook in het midden."),
        "how_line": _("Zet een kruis op de lijn."),
        "how_mistake": _("Fout gezet? Maak het kruis helemaal zwart en zet een nieuw kruis."),
        "skip": _("U mag elke vraag overslaan. Sla over wat niet past of wat u niet wilt zeggen."),
        "not_applicable": _("Dit past niet bij mijn verhaal"),
        "go_to": _("ga door naar vraag"),
        "more": _("Uw verhaal, vervolg"),
        "question": _("Vraag"),
        "uses_empty": _("Kruist u niets aan? Dan is het nee."),
        "thanks": _("Dank u wel. Lever dit vel in. Houd uw strookje."),
        "test": _("Oefenen: dit telt niet mee"),
    }


def _strip_phrases() -> dict[str, str]:
    return {
        "strip": _("Scheur dit strookje af en bewaar het goed"),
        "strip_title": _("De code van mijn verhaal"),
        "strip_text": _("Is uw vel ingevoerd? Dan kunt u met deze code uw verhaal zien, verbeteren of weghalen."),
        "strip_lost": _("Kwijt? Wij kunnen geen nieuwe code geven. Wie de code heeft, kan uw verhaal lezen."),
        "strip_back": _("Achterkant van het strookje"),
    }


def _help(storypoint: StoryPoint, framework: Framework, language: str) -> dict[str, object]:
    """Return where a teller can go: what the questions say, the organisation's own lines, complaint and contact."""
    found = help_of(storypoint.inquiry, youngest=framework.min_age)
    note = framework.help_note.in_language(language)
    lines = [" ".join(dict.fromkeys(filter(None, (each.name, each.telephone)))) for each in (*found.own, *found.lines)]
    contact = found.contact
    return {
        "help": note or _("Dit is geen plek om hulp te vragen. Bij direct gevaar belt u 112."),
        "help_lines": lines,
        "complaint": found.complaint,
        "contact": ", ".join(filter(None, (contact.name, contact.telephone, contact.email))) if contact else "",
    }


def _pictures(framework: Framework) -> dict[str, str]:
    """Return each of our drawings that a question shows, by its name."""
    names = {each.image for question in framework.signifiers for each in getattr(question, "options", ())}
    return {each: standalone(each) for each in sorted(names & PICTURES.keys())}


def _consent(framework: Framework, language: str) -> dict[str, object]:
    first = steps.analyse_purpose(framework)
    return {
        "analyse": first.text.in_language(language) if first else "",
        "text": framework.consent.text.in_language(language),
        "help": framework.consent.help.in_language(language),
        "others": [each.text.in_language(language) for each in steps.other_purposes(framework)],
    }


def _sample(framework: Framework, language: str) -> str:
    return "".join(each.text.in_language(language) for each in framework.signifiers)
