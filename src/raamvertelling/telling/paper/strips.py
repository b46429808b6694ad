"""Strips with a code for at a kiosk, as a PDF: eight on a page."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from raamvertelling.inquiries.models import FrameworkVersion, StoryPoint
from raamvertelling.stories.services.slips import IssuedSlip
from raamvertelling.telling.paper.sheet import head
from raamvertelling.web.typeset import typeset

TEMPLATE = Path(__file__).parent.parent / "typst" / "strips.typ"


def render_strips(
    *, slips: Sequence[IssuedSlip], storypoint: StoryPoint, version: FrameworkVersion, language: str, today: date
) -> bytes:
    """Return one PDF with all strips; the codes exist in it and nowhere else."""
    with translation.override(language):
        data = {
            **head(storypoint, version, language, today),
            "phrases": {
                "number": _("Typ dit nummer op het scherm:"),
                "code": _("Uw code:"),
                "text": _("Met de code kunt u uw verhaal later zien, verbeteren of weghalen. Dat doet u op:"),
                "lost": _("Bewaar dit strookje goed. Wij kunnen geen nieuwe code geven."),
            },
            "slips": [{"name": each.name, "code": each.code} for each in slips],
        }
    return typeset(TEMPLATE, data)
