"""What the tagger sees of a word: attributes of the word itself, of its neighbours, and a class for pairs of words."""

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.lexicon import (
    CAPITAL,
    COMMON,
    FIRST,
    KNOWN,
    LAST,
    ORGANISATION,
    PLACE,
    WORD,
    Lexicon,
)
from raamvertelling.core.privacy.tokens import key_of

SIGNS = {
    ".": "end",
    "!": "end",
    "?": "end",
    "…": "end",
    ",": "comma",
    ";": "comma",
    ":": "colon",
    "(": "open",
    ")": "close",
    "-": "hyphen",
    "–": "dash",
    "—": "dash",
    "/": "slash",
    "'": "quote",
    '"': "quote",
    "“": "quote",
    "”": "quote",
    "‘": "quote",
    "’": "quote",
    "„": "quote",
    "@": "at",
    "*": "star",
    "•": "star",
}
CLOSED = (
    ("called", cues.CALLED),
    ("title", cues.TITLES),
    ("kin", cues.KIN),
    ("greet", cues.GREETINGS),
    ("toplace", cues.TO_PLACE),
    ("from", cues.FROM),
    ("between", cues.BETWEEN),
    ("and", cues.AND),
    ("saying", cues.SAYING),
    ("numeral", cues.NUMERALS),
    ("month", cues.MONTHS),
    ("day", cues.DAYS),
    ("org", cues.ORGANISATION_CUES),
    ("function", cues.FUNCTION),
)
_CLOSED_KIND = {key: name for name, words in reversed(CLOSED) for key in words}  # the first set counts
EDGE = ""


def shape_of(form: str) -> str:
    """Return how a word is written: "a" all small, "A" one capital first, "AA" all capitals, "aA" mixed, "0" digits."""
    if form[0].isdigit():
        return "0"
    if form.islower():
        return "a"
    if form.isupper():
        return "AA" if len(form) > 1 else "A."
    if form[0].isupper() and form[1:].islower():
        return "A"
    return "aA" if any(each.isupper() for each in form) else "x"


def kind_of(form: str, key: str, flags: int, lexicon: Lexicon) -> str:
    """Return the class of a word without its capitals."""
    if form == EDGE:
        return "edge"
    if form[0] == "\n":
        return "line"
    if form[0].isdigit():
        return f"digit{min(len(key), 5)}"
    if not form[0].isalpha() and form[0] not in "'’`":
        return SIGNS.get(form, "sign")
    return _CLOSED_KIND.get(key) or _lexical(key, flags, lexicon)


def _lexical(key: str, flags: int, lexicon: Lexicon) -> str:
    is_name, is_place = bool(flags & (FIRST | LAST)), bool(flags & PLACE)
    if flags & KNOWN:
        return "known"
    if flags & WORD:
        return (
            "word" + "C" * bool(flags & COMMON) + "N" * bool(flags & FIRST) + "L" * bool(flags & LAST) + "P" * is_place
        )
    if is_name or is_place:
        return "name" * is_name + "place" * is_place
    if flags & COMMON:
        return "informal"
    if flags & CAPITAL:
        return "capital"
    if len(key) == 1:
        return "letter"
    if lexicon.is_compound(key):
        return "compound"
    if lexicon.is_glued(key):
        return "glued"
    if lexicon.is_slip(key):
        return "slip"
    return "unknown"


class Seen:
    """The attributes of one written word; `flags` may be fewer than the lexicon gives, to learn without lists."""

    __slots__ = ("around", "kind", "own")

    def __init__(self, form: str, lexicon: Lexicon, likeness: int, hidden: int = 0, cased: bool = True) -> None:
        key = key_of(form) if form else ""
        flags = lexicon.flags(key) & ~hidden if form else 0
        kind = kind_of(form, key, flags, lexicon)
        self.kind = kind + "|" + shape_of(form) if cased and form and form[0].isalpha() else kind
        self.own = tuple(_own(form, key, flags, kind, likeness, cased)) if form else ("edge",)
        self.around = tuple(_around(key, flags, self.kind))


def _own(form: str, key: str, flags: int, kind: str, likeness: int, cased: bool) -> list[str]:
    found = [f"w={key}", f"k={kind}", f"f={flags}", f"n={min(len(key), 12)}"]
    found += [f"f{bit}" for bit in (WORD, FIRST, LAST, PLACE, CAPITAL, COMMON, ORGANISATION, KNOWN) if flags & bit]
    if key[:1].isalpha():
        found += [f"p{n}={key[:n]}" for n in (2, 3, 4) if len(key) >= n]
        found += [f"s{n}={key[-n:]}" for n in (1, 2, 3, 4, 5) if len(key) >= n]
        found += [f"l={likeness}", f"kl={kind}/{likeness}"]
        if key.endswith(cues.STREET_ENDINGS):
            found += [f"street={end}" for end in cues.STREET_ENDINGS if len(key) > len(end) + 2 and key.endswith(end)]
        if len(key) > 5 and key.endswith(cues.PLACE_ENDINGS):
            found.append("placeend")
        if cased:
            shape = shape_of(form)
            found += [f"x={shape}", f"xk={shape}/{kind}", f"xl={shape}/{likeness}/{flags & WORD}"]
    else:
        found.append("d=" + "".join("0" if each.isdigit() else each for each in key[:8]))
    return found


def _around(key: str, flags: int, kind: str) -> list[str]:
    found = [f"w={key}", f"k={kind}", f"f={flags}"]
    if key[:1].isalpha() and len(key) > 3:
        found += [f"s={key[-3:]}"]
    return found
