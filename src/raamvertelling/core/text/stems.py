"""Word stems, so that a search for `regel` finds `regels`: the same on every database."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# Snowball's newer `dutch` maps begeleiding to beleid; `dutch_porter` does not.
_ALGORITHMS = {"nl": "dutch_porter", "en": "english", "de": "german", "fr": "french"}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
_NO_DECOMPOSITION = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def tokens(text: str) -> list[str]:
    """Return the words of a text in order: letters and digits of any script, in lower case, accents folded.

    Notes
    -----
    An apostrophe ends a word, so that "oma's" is found by "oma". At most 60 characters of a word count.
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_NO_DECOMPOSITION))
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return [word[:_LONGEST] for word in _WORD.findall(bare)]


def stems(text: str, language: str = "nl") -> list[str]:
    """Return the stem of every word, in the order of the text.

    Parameters
    ----------
    text : any text. Accents, capitals and the way in which a sign is encoded do not matter.
    language : "nl", "en", "de" or "fr"; words in any other language are kept as they are.

    Returns
    -------
    list of str : lower case, without accents on Latin letters, at most 60 characters each.

    References
    ----------
    https://snowballstem.org/algorithms/dutch/stemmer.html
    """
    algorithm = _ALGORITHMS.get(language, "")
    return [_stem(algorithm, word) for word in tokens(text)]


# A new stemmer each time: the algorithm keeps its working state in the object, and threads share this module.
@lru_cache(maxsize=50_000)
def _stem(algorithm: str, word: str) -> str:
    return str(snowballstemmer.stemmer(algorithm).stemWord(word)) if algorithm else word


def forget_words() -> None:
    """Empty the memory of words that were stemmed, so that no word of a withdrawn text stays in it."""
    _stem.cache_clear()
