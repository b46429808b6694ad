"""Word stems, so that a search for `regel` finds `regels`."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Snowball's newer `dutch` maps begeleiding to beleid; `dutch_porter` does not.
_ALGORITHMS = {"nl": "dutch_porter", "en": "english", "de": "german", "fr": "french"}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60


def stems(text: str, language: str = "nl") -> list[str]:
    """Return the stem of every word, in the order of the text.

    Parameters
    ----------
    text : any text. Accents, capitals and the way in which a sign is encoded do not matter.
    language : "nl", "en", "de" or "fr"; words in any other language are kept as they are.

    Returns
    -------
    list of str : lower case, without accents on Latin letters, at most 60 characters each.
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    algorithm = _ALGORITHMS.get(language, "")
    return [_stem(algorithm, word[:_LONGEST]) for word in _WORD.findall(bare)]


@lru_cache(maxsize=50_000)
def _stem(algorithm: str, word: str) -> str:
    return str(snowballstemmer.stemmer(algorithm).stemWord(word)) if algorithm else word
