"""The role that takes the place of a name, the same for the same name in a story: [naam 1], [buurvrouw], [school]."""

import re
from functools import lru_cache

from raamvertelling.core.privacy.kept import Kept
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import key_of

# A word before a name that says who it is becomes its role: 'mijn buurvrouw Sjaan' is '[buurvrouw]'... only for an
# organisation is the kind a word of its own: 'basisschool De Linde' is '[school]'.
ORGANISATIONS = {
    "school": r"school|college|lyceum|gymnasium|mavo|havo|vmbo|mbo|roc|obs|cbs|rkbs|pcbs|kinderopvang|creche|crèche",
    "praktijk": r"praktijk|apotheek|fysio\w*|kliniek|tandarts\w*|huisarts\w*",
    "vereniging": r"vv|sv|svv|fc|sc|hc|vcv?|ckv|avv|rkvv|kv|tv|club|vereniging|koor|fanfare|harmonie|scouting",
    "gebedshuis": r"kerk|moskee|tempel|synagoge|mandir|parochie|gemeente",
    "stichting": r"stichting",
    "buurthuis": r"buurthuis|wijkcentrum|dorpshuis|buurtcentrum|inloop\w*|wijkhuis|ontmoetingscentrum",
    "zorginstelling": r"verpleeghuis|verzorgingshuis|zorg\w*|hospice|huize|ziekenhuis|dagbesteding|residentie",
    "bedrijf": r"bakkerij|slagerij|kapsalon|garage|restaurant|bouw\w*|bv|kwekerij|transport\w*|winkel",
}
_KINDS = [re.compile(rf"\w*(?:{words})", re.IGNORECASE) for words in ORGANISATIONS.values()]
_ROLES = (*ORGANISATIONS, "")
NO_ROLE = len(_KINDS)
_WORD = re.compile(r"\w+")
_BV = re.compile(r"b\.v\.(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:van|de|den|der|het|ten|ter|te|el|al|bin|ben|d'|'t|’t)\s+", re.IGNORECASE)
CONTEXT = 25  # letters before an organisation in which its kind may stand


class Roles:
    """Gives the names of one story their labels; a name with more words shares the label of its first or last word."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._count = 0

    def label(self, text: str, span: Span) -> str:
        """Return the label of a place in a text of the story, without brackets."""
        words = text[span.start : span.end]
        if span.type == "PER":
            return f"naam {self._number(words)}"
        if span.type == "ORG":
            around = text[max(0, span.start - CONTEXT) : span.end]
            return _role(around) or span.label
        return span.label

    def _number(self, words: str) -> int:
        keys = _keys_of(words)
        known = next((self._numbers[key] for key in keys if key in self._numbers), 0)
        if not known:
            self._count += 1
            known = self._count
        for key in keys:
            self._numbers.setdefault(key, known)
        return known


def _role(text: str) -> str:
    """Return the first role of which a word stands in a text, "" when there is none."""
    found = min(map(_ROLE_OF.__getitem__, _WORD.findall(text)), default=NO_ROLE)
    if found == NO_ROLE and _BV.search(text):
        return "bedrijf"
    return _ROLES[found]


def _role_of(word: str) -> int:
    return next((place for place, pattern in enumerate(_KINDS) if pattern.fullmatch(word)), NO_ROLE)


_ROLE_OF = Kept(_role_of)


@lru_cache(maxsize=20_000)
def _keys_of(words: str) -> tuple[str, ...]:
    """Return the keys of the words of a name, without what stands between them."""
    if words.isalpha():  # one word, as most names: then nothing stands between
        return (_plain(words),)
    found = map(_plain, re.findall(r"[^\W\d_][\w'’\u0300-\u036f]*", _BETWEEN.sub("", words)))
    return tuple(key for key in found if key)


def _plain(word: str) -> str:
    """Return the key of a name without a possessive: 'Anna’s' and 'Annas' belong to Anna."""
    key = key_of(word)
    return key.removesuffix("'s") if key.endswith("'s") else key
