"""Answers in the words of the teller: by language and by voice, dots too."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from raamvertelling.core.answers import (
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    StonesPlacement,
    TriadPlacement,
    parse_answer,
)
from raamvertelling.core.framework import Dyad, Scale, Signifier, Stones, Triad
from raamvertelling.core.framework.wording import WordedSignifier, worded
from raamvertelling.core.geometry import display_shares


def length_in_words(seconds: float) -> str:
    """Return how long a recording is: minutes and seconds, in words."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(n)s minuut", "%(n)s minuten", minutes) % {"n": minutes})
    if rest:
        parts.append(ngettext("%(n)s seconde", "%(n)s seconden", rest) % {"n": rest})
    return _("%(minutes)s en %(seconds)s") % {"minutes": parts[0], "seconds": parts[1]} if len(parts) > 1 else parts[0]


def answer_in_words(signifier: Signifier, raw: object, *, language: str, role: str) -> str:
    """Return a stored answer as a short sentence, dots too."""
    return _in_words(signifier, parse_answer(signifier, raw), worded(signifier, role, language))


def _in_words(signifier: Signifier, answer: Answer, words: WordedSignifier) -> str:
    match signifier, answer:
        case _, NotApplicable():
            return _("Dit past niet bij mijn verhaal")
        case _, Chosen(options):
            return _listed(words.label(id) for id in options)
        case Scale(), Rated(number):
            return _("%(number)s op een schaal van %(lowest)s tot %(highest)s") % {
                "number": number,
                "lowest": signifier.minimum,
                "highest": signifier.maximum,
            }
        case Triad(), TriadPlacement(weights):
            shares = sorted(zip(display_shares(weights), signifier.anchors, strict=True), key=lambda each: -each[0])
            return _listed(f"{words.label(anchor.id)} {share}" for share, anchor in shares)
        case Dyad(), DyadPlacement(position):
            return _dyad(position, words)
        case Stones(), StonesPlacement(stones):
            return "; ".join(_stone(id, x, y, words) for id, x, y in stones)
        case _:
            return ""


def _listed(things: Iterable[str]) -> str:
    """Put things behind each other as the language does: Arabic has a comma of its own."""
    return pgettext("tussen dingen in een rij", ", ").join(things)


def _dyad(position: float, words: WordedSignifier) -> str:
    place, left, right = round(position * 100), words.label("left"), words.label("right")
    if place == 50:
        return _("precies in het midden tussen ‘%(left)s’ en ‘%(right)s’") % {"left": left, "right": right}
    pole, share = (right, place) if place > 50 else (left, 100 - place)
    if share == 100:
        return pole
    return _("meer naar ‘%(pole)s’ (%(share)s van 100)") % {"pole": pole, "share": share}


def _stone(id: str, x: float, y: float, words: WordedSignifier) -> str:
    across = words.label("x_right" if x >= 0.5 else "x_left")
    up = words.label("y_top" if y >= 0.5 else "y_bottom")
    return f"{words.label(id)}: {_listed([across, up])}"
