"""Exact dates and years of birth: what pins a story to one person in a village."""

from collections.abc import Iterator

from raamvertelling.core.privacy import facts
from raamvertelling.core.privacy.guards import has_month
from raamvertelling.core.privacy.patterns import compiled
from raamvertelling.core.privacy.scanning import scan
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.words import (
    MONTH,
    NUMERAL,
    ORDINAL,
    WEEKDAY,
    YEAR,
    is_month_slip,
)

_DAY = rf"(?:(?:[12]\d|3[01]|0?[1-9])(?:e|ste|de|st|th|nd|rd)?(?!\d)|{ORDINAL}|{NUMERAL})"
_RANGE = rf"(?:(?:nacht\s+van\s+{_DAY}\s+op\s+)|(?:{_DAY}(?:\s*(?:-|–|/|,|en|of|tot|t/m|tot en met|à)\s*)){{0,2}})"
_SAID_YEAR = rf"(?:negentien(?:honderd)?|tweeduizend|twintig)(?:\s*(?:en\s*)?{NUMERAL})?"
_AFTER = rf"(?:\s*,?\s*(?:(?:\d{{4}}|['’]\d{{2}})(?!\d)|{_SAID_YEAR}(?!\w)))?"

_WRITTEN_DATE = compiled(
    rf"(?<!\w)(?:{WEEKDAY}\s+)?(?:de\s+)?{_RANGE}{_DAY}\s+(?:van\s+)?{MONTH}(?!\w){_AFTER}",
    facts.MONTH,
    begins=facts.DAY | facts.NUMBER_FIRST | facts.DATE_FIRST | facts.BEFORE_DATE,
    guard=has_month,
)
_MONTH_FIRST = compiled(
    rf"(?<!\w){MONTH}\s+(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,?\s+{YEAR}(?!\d)",
    begins=facts.MONTH,
    then=facts.DIGIT_FIRST,
)
_SLIPPED_DATE = compiled(
    rf"(?<!\w)(?:[12]\d|3[01]|0?[1-9])(?:e|ste|de)?\s+(?P<month>[a-z]{{4,10}})(?!\w){_AFTER}",
    begins=facts.DIGIT_FIRST,
)
_NUMERIC_DATE = compiled(
    r"(?<![\w./-])(?:(?:[12]\d|3[01]|0?[1-9])\s?[-/.]\s?(?:1[0-2]|0?[1-9])\s?[-/.]\s?(?:(?:19|20)\d{2}|['’]?\d{2})"
    r"|(?:19|20)\d{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:[12]\d|3[01]|0?[1-9]))(?![\w/-])",
    begins=facts.DIGIT_FIRST,
    then=facts.DIGIT_FIRST,
)
_SHORT_DATE = compiled(
    rf"(?<!\w)(?:op|per|dd\.?|d\.d\.|datum:?|vanaf|sinds|{WEEKDAY})\s+"
    r"(?P<a>(?:[12]\d|3[01]|0?[1-9])\s?[-/]\s?(?:1[0-2]|0?[1-9]))(?![\w/-]|[.,]\d)",
    begins=facts.BEFORE_DATE,
    then=facts.DIGIT_FIRST | facts.BEFORE_DATE,
)
_DAY_OF_MONTH = compiled(
    r"(?<!\w)(?:op|per|vanaf|sinds|voor|na)\s+de\s+(?P<a>(?:[12]\d|3[01]|[1-9])(?:e|ste|de))"
    r"(?=\s*(?:[.,;!?]|van deze|van die))",
    facts.NTH,
    begins=facts.BEFORE_NTH,
)
_BIRTH_YEAR = compiled(
    rf"(?<!\w)(?:geboren|geb\.?|geboortejaar|geboortedatum|geboorte|bouwjaar|lichting|jaargang)(?!\w)[^.\n\d]{{0,25}}"
    rf"(?P<a>{YEAR}|['’]\d{{2}})(?!\d)",
    facts.DIGIT,
    begins=facts.BORN,
)
_OF_YEAR = compiled(
    rf"(?<!\w)(?:ben|bent|is|was|zijn)(?:\s+(?:ik|jij|u|hij|zij|ze|nog|ook))?\s+(?:van|uit)\s+"
    rf"(?P<a>{YEAR}|['’]\d{{2}})(?!\w)",
    facts.DIGIT,
    begins=facts.BEING,
    then=facts.BEING_FROM,
)


def find_dates(text: str) -> Iterator[Span]:
    """Yield exact dates and years of birth."""
    if not scan(text).facts & (facts.DIGIT | facts.MONTH):
        return
    for pattern, score in ((_WRITTEN_DATE, 0.95), (_MONTH_FIRST, 0.95), (_NUMERIC_DATE, 0.93)):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "DATE", "datum", score, "datum")
    for match in _SLIPPED_DATE.finditer(text):
        if is_month_slip(match["month"].lower()):
            yield Span(match.start(), match.end(), "DATE", "datum", 0.9, "datum")
    for pattern, score in ((_SHORT_DATE, 0.8), (_DAY_OF_MONTH, 0.6)):
        for match in pattern.finditer(text):
            yield Span(match.start("a"), match.end("a"), "DATE", "datum", score, "datum")
    for pattern in (_BIRTH_YEAR, _OF_YEAR):
        for match in pattern.finditer(text):
            yield Span(match.start("a"), match.end("a"), "DATE", "geboortejaar", 0.9, "geboortejaar")
