"""From a posted page to a change of the draft: what is valid is kept, what is not comes back with a sentence."""

from collections.abc import Callable

from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from raamvertelling.core.answers import InvalidAnswer, NotApplicable, Skipped, dump_answer
from raamvertelling.core.framework import LongText, Prompt, ShortText, Signifier, SingleChoice
from raamvertelling.core.text import clean_text, count_words, is_too_long
from raamvertelling.telling.steps import is_text
from raamvertelling.telling.told import Told
from raamvertelling.web.signifier_forms import read_answer, read_text

Change = Callable[[Told], Told]


class BadAnswer(ValueError):
    """This answer cannot be kept as it is; `raw` is what to show again, so that nothing has to be done twice.

    `way`: in which of the ways of telling a story it went wrong; empty for any other answer.
    """

    def __init__(self, message: str, raw: object, way: str = "") -> None:
        self.message = message
        self.raw = raw
        self.way = way
        super().__init__(message)


def read(signifier: Signifier, posted: QueryDict, *, skips: bool) -> Change:
    """Return what this page changes in the draft; raises BadAnswer."""
    if skips and not signifier.required:
        return _nothing(signifier)
    if is_text(signifier):
        return _read_text(signifier, posted)
    try:
        raw = read_answer(signifier, posted)
    except InvalidAnswer as mistake:
        raise BadAnswer(mistake.message, as_posted(signifier, posted)) from mistake
    if isinstance(raw, Skipped):
        return _refuse_empty(signifier)
    stored = dump_answer(signifier, raw) if isinstance(raw, NotApplicable) else raw
    return lambda told: told.answered(signifier.id, stored)


def read_story(signifier: Signifier, posted: QueryDict, *, stays: bool) -> Change:
    """Return what the page of the story changes; it may be told in another way, so the text may be empty."""
    if signifier.id not in posted:
        return lambda told: told if stays else told.written(signifier.id, told.texts.get(signifier.id, ""))
    if clean_text(read_text(signifier, posted)):
        return _read_text(signifier, posted)
    return lambda told: told if stays and signifier.id not in told.texts else told.written(signifier.id, "")


def as_posted(signifier: Signifier, posted: QueryDict) -> object:
    """Return the part of a wrong answer that can be shown again: which options were chosen."""
    chosen = posted.getlist(signifier.id)
    return chosen[0] if len(chosen) == 1 else chosen or None


def _read_text(signifier: Signifier, posted: QueryDict) -> Change:
    text = clean_text(read_text(signifier, posted))
    if "\0" in posted.get(signifier.id, ""):
        message = _("In uw tekst stond een onzichtbaar teken. Wij haalden het weg. Kijk of de tekst nog klopt.")
        raise BadAnswer(message, text)
    if isinstance(signifier, LongText) and is_too_long(text, signifier.max_words):
        raise BadAnswer(_too_long(text, signifier.max_words), text)
    try:
        read_answer(signifier, posted)
    except InvalidAnswer as mistake:
        raise BadAnswer(mistake.message, text) from mistake
    if not text:
        return _refuse_empty(signifier)
    return lambda told: told.written(signifier.id, text)


def _too_long(text: str, most: int) -> str:
    """Say which of the two limits was passed: words, or signs for a text without spaces."""
    words = count_words(text)
    if words > most:
        numbers = {"most": _number(most), "now": _number(words)}
        return _("Maak de tekst korter: %(most)s woorden is het meeste. Nu zijn het er %(now)s.") % numbers
    return _("Maak de tekst korter: %(now)s tekens is te veel.") % {"now": _number(len(text))}


def _number(value: int) -> str:
    """Write a number as the teller's language does: 20.000, 20,000 or 20 000."""
    return str(number_format(value, force_grouping=True))


def _refuse_empty(signifier: Signifier) -> Change:
    """Nothing was filled in: the same as passing over, unless the question must be answered."""
    if not signifier.required:
        return _nothing(signifier)
    if isinstance(signifier, LongText | ShortText):
        raise BadAnswer(_("Schrijf een paar zinnen. Daarna kunt u verder."), None)
    if isinstance(signifier, Prompt | SingleChoice):
        raise BadAnswer(_("Kies een antwoord. Daarna kunt u verder."), None)
    raise BadAnswer(_("Geef een antwoord. Daarna kunt u verder."), None)


def _nothing(signifier: Signifier) -> Change:
    if is_text(signifier):
        return lambda told: told.written(signifier.id, "")
    return lambda told: told.answered(signifier.id, None)
