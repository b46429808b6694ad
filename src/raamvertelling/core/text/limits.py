"""Text as tellers send it: made safe to keep without changing a word, and counted."""

import re
import unicodedata

MAX_WORDS = 20_000

# Joiners hold emoji and Arabic or Persian words together; direction marks belong to right-to-left text.
_KEPT_FORMAT = frozenset("\u200c\u200d\u200e\u200f\u061c\u00ad")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WORD = re.compile(r"\w")


def clean_text(text: str) -> str:
    """Return the text in the form in which it is kept.

    Notes
    -----
    Unicode form NFC; every kind of line end becomes a newline; a tab becomes a space. Removed are NUL and other control
    characters, halves of characters (lone surrogates), byte order marks, and the characters that turn the direction of
    everything after them: those can make a text show other than it is. Emoji, their joiners and right-to-left text
    stay, and spaces at the beginning and end go. Cleaning twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    kept = "".join(each for each in text if _is_kept(each))
    return unicodedata.normalize("NFC", kept).strip()


def _is_kept(sign: str) -> bool:
    if sign.isascii():
        return sign == "\n" or " " <= sign <= "~"
    category = unicodedata.category(sign)
    if category in ("Cc", "Cs"):
        return False
    return category != "Cf" or sign in _KEPT_FORMAT or "\U000e0020" <= sign <= "\U000e007f"


def count_words(text: str) -> int:
    """Return how many pieces between white space hold at least one letter or digit."""
    return sum(1 for piece in text.split() if _WORD.search(piece))


def is_too_long(text: str, max_words: int = MAX_WORDS) -> bool:
    """Tell whether a text has more words than allowed; one endless word counts by its length.

    Notes
    -----
    Fifteen characters count as a word at least, so that a text without spaces cannot fill the store.
    """
    return count_words(text) > max_words or len(text) > 15 * max_words
