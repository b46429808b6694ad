"""Small readings of one cell: numbers, dates, languages, and the plain text of HTML."""

import html
import re
from datetime import UTC, date, datetime, timedelta

_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div|li|ul|ol|h[1-6]|tr|td)\b[^<>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<\s*(script|style)\b.*?<\s*/\s*\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_SPACE = re.compile(r"\s+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)
_DUTCH = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)", re.ASCII)
_LANGUAGES = {
    "nl": "nederlands dutch nl-nl nl_nl niederlands neerlandais vlaams flemish",
    "en": "english engels en-us en-gb en_us en_gb anglais englisch",
    "de": "deutsch german duits allemand de-informal",
    "fr": "francais français french frans",
    "ar": "arabic arabisch العربية",
    "tr": "turkish turks türkçe turkce",
    "pl": "polish pools polski",
    "uk": "ukrainian oekraïens oekraiens українська",
    "es": "spanish spaans español espanol",
    "ti": "tigrinya tigrinja ትግርኛ",
    "so": "somali somalisch soomaali",
    "fy": "frysk fries frisian",
}
_CODES = {name: code for code, names in _LANGUAGES.items() for name in names.split()}


def plain_text(markup: str) -> str:
    """Return the words of a piece of HTML on one line, entities decoded; a lone `<` stays.

    Definitions hold markup that was escaped once more (`&lt;b&gt;`), so tags that appear on decoding go too.
    """
    text = markup
    for _ in range(2):
        text = _TAG.sub("", _BREAK.sub(" ", _HIDDEN.sub(" ", text)))
        text = html.unescape(text)
    return _SPACE.sub(" ", _TAG.sub("", _BREAK.sub(" ", text)).replace("\x00", "")).strip()


def number(cell: str) -> float | None:
    """Return the finite number in a cell, with a decimal point or comma, or None."""
    text = cell.strip().replace("\u2212", "-")
    if "," in text and "." not in text:
        text = text.replace(",", ".", 1)
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if value - value == 0 else None


def iso_date(cell: str) -> date | None:
    """Return the date at the start of a cell as YYYY-MM-DD, or None."""
    found = _ISO.match(cell.strip())
    return _date(found[1], found[2], found[3]) if found else None


def any_date(cell: str) -> date | None:
    """Return the date at the start of a cell as YYYY-MM-DD or, as the Dutch write it, DD-MM-YYYY."""
    if found := _DUTCH.match(cell.strip()):
        return _date(found[3], found[2], found[1])
    return iso_date(cell)


def epoch_date(cell: str) -> date | None:
    """Return the day (UTC) of a moment in milliseconds or seconds since 1970, or of a written date."""
    value = number(cell)
    if value is None:
        return iso_date(cell)
    seconds = value / 1000 if abs(value) >= 1e11 else value
    if not 1e8 <= seconds < 1e11:
        return None
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()


def language_code(cell: str, fallback: str) -> str:
    """Return the two- or three-letter code of a language that is written as a code or a name."""
    word = cell.strip().lower()
    if word in _CODES:
        return _CODES[word]
    if found := re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", word, re.ASCII):
        return found[1]
    if found := re.fullmatch(r".*\(([a-z]{2,3})\)", word, re.ASCII):
        return found[1]
    return fallback


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
