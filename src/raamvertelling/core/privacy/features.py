"""What the tagger sees of a word: attributes of the word itself, of its neighbours, and a class for pairs of words."""

from functools import lru_cache

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.endings import Endings
from raamvertelling.core.privacy.lexicon import (
    CAPITAL,
    COMMON,
    FIRST,
    HOUSE,
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
    ("article", cues.ARTICLE),
    ("one", cues.ONE),
    ("at", cues.AT),
    ("on", cues.ON),
    ("in", cues.IN),
    ("towards", cues.TOWARDS),
    ("pronoun", cues.PRONOUN),
    ("copula", cues.COPULA),
    ("own", cues.POSSESSIVE),
    ("adverb", cues.ADVERB),
    ("work", cues.WORKING),
    ("sit", cues.SITTING),
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
BITS = (WORD, FIRST, LAST, PLACE, CAPITAL, COMMON, ORGANISATION, KNOWN, HOUSE)
LONG = 12  # letters of a word; longer ones count as this
SUFFIXES, PREFIXES = (1, 2, 3, 4, 5), (2, 3, 4)
_STREETS, _PLACES = Endings(cues.STREET_ENDINGS), Endings(cues.PLACE_ENDINGS)


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
    return kind_by_lists(form, key, flags) or lexicon.made_of(key)


def kind_by_lists(form: str, key: str, flags: int) -> str:
    """Return the class of a word, "" when only what the word is made of tells it."""
    if form == EDGE:
        return "edge"
    if form[0].isalpha() or form[0] in "'’`":
        return _CLOSED_KIND.get(key) or _lexical(flags) or ("letter" if len(key) == 1 else "")
    if form[0] == "\n":
        return "line"
    return f"digit{min(len(key), 5)}" if form[0].isdigit() else SIGNS.get(form, "sign")


@lru_cache(maxsize=1 << len(BITS))
def _lexical(flags: int) -> str:
    """Return the class of a word that the lists have, "" when they say nothing that makes one."""
    is_name, is_place = bool(flags & (FIRST | LAST)), bool(flags & PLACE)
    if flags & KNOWN:
        return "known"
    if flags & WORD:
        return (
            "word"
            + "C" * bool(flags & COMMON)
            + "N" * bool(flags & FIRST)
            + "L" * bool(flags & LAST)
            + "P" * is_place
            + "H" * bool(flags & HOUSE)
        )
    if is_name or is_place:
        return "name" * is_name + "place" * is_place
    if flags & COMMON:
        return "informal"
    return "capital" if flags & CAPITAL else ""


class Seen:
    """The attributes of one written word; `flags` may be fewer than the lexicon gives, to learn without lists."""

    __slots__ = ("around", "kind", "own")

    def __init__(self, form: str, lexicon: Lexicon, likeness: int, hidden: int = 0, cased: bool = True) -> None:
        key = key_of(form) if form else ""
        flags = lexicon.flags(key) & ~hidden if form else 0
        kind = kind_of(form, key, flags, lexicon)
        shape = shape_of(form) if cased and form and form[0].isalpha() else ""
        self.kind = written_kind(kind, shape)
        self.own = (
            *own_of_key(key),
            *own_of_kind(kind, flags, likeness, key),
            *own_of_shape(shape, kind, likeness, flags),
        )
        self.around = (*around_of_key(key, flags), around_of_kind(self.kind))


def written_kind(kind: str, shape: str) -> str:
    """Return the class of a word with its capitals, for the tagger that looks at them."""
    return f"{kind}|{shape}" if shape else kind


def own_of_key(key: str) -> list[str]:
    """Return what the letters of a word say of itself."""
    if not key:
        return ["edge"]
    found = [f"w={key}", f"n={min(len(key), LONG)}"]
    if not key[0].isalpha():
        return [*found, f"d={digits_of(key)}"]
    found += [f"s{n}={key[-n:]}" for n in SUFFIXES if n <= len(key)]
    found += [f"p{n}={key[:n]}" for n in PREFIXES if n <= len(key)]
    return [*found, *own_of_ending(key)]


def digits_of(key: str) -> str:
    """Return the form of a number or sign: '12-3' is '00-0'."""
    return "".join(["0" if each.isdigit() else each for each in key[:8]])


def own_of_ending(key: str) -> tuple[str, ...]:
    """Return what a word says that ends as a street or a place."""
    if not key[:1].isalpha():
        return ()
    found = []
    if _STREETS.has(key):
        found = [f"street={end}" for end in cues.STREET_ENDINGS if len(key) > len(end) + 2 and key.endswith(end)]
    return (*found, "placeend") if len(key) > 5 and _PLACES.has(key) else tuple(found)


def own_of_kind(kind: str, flags: int, likeness: int, key: str) -> list[str]:
    """Return what the lists say of a word itself."""
    if not key:
        return []
    found = [f"k={kind}", f"f={flags}", *(f"f{bit}" for bit in BITS if flags & bit)]
    return [*found, f"l={likeness}", f"kl={kind}/{likeness}"] if key[0].isalpha() else found


def own_of_shape(shape: str, kind: str, likeness: int, flags: int) -> list[str]:
    """Return what the capitals of a word say of itself."""
    return [f"x={shape}", f"xk={shape}/{kind}", f"xl={shape}/{likeness}/{flags & WORD}"] if shape else []


def around_of_key(key: str, flags: int) -> list[str]:
    """Return what the letters of a word and the lists say of the words around it."""
    found = [f"w={key}", f"f={flags}"]
    return [*found, f"s={key[-3:]}"] if key[:1].isalpha() and len(key) > 3 else found


def around_of_kind(written: str) -> str:
    """Return what the class of a word says of the words around it."""
    return f"k={written}"
