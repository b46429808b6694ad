"""A text in pieces, each with its place: sentences, clauses and words."""

import re
from dataclasses import dataclass
from itertools import pairwise


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text between its spaces."""
    return frozenset(text.split())


ABBREVIATIONS = word_set(
    "a.u.b. aub blz. bv. bijv. b.v. ca. c.q. d.d. dhr. d.m.v. dr. drs. d.w.z. e.d. e.a. enz. etc. evt. excl. "
    "i.h.k.v. i.c.m. incl. i.p.v. i.s.m. i.v.m. m.b.t. m.b.v. m.i. max. mevr. min. mr. m.u.v. n.a.v. nl. nr. n.v.t. "
    "o.a. o.b.v. o.g.v. o.i.d. o.l.v. ong. p.m. p.p. prof. resp. t.a.v. t.b.v. t/m tel. t.g.v. t.n.v. t.o.v. "
    "vgl. v.d. w.o. z.o.z. zgn."
)
"""Dutch abbreviations as they are written, in lower case."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|\Z)|\n+")
_CLAUSE_END = re.compile(
    r"[,;:()–]|(?<!\w)(?:en|maar|want|of|omdat|doordat|zodat|terwijl|wanneer|als|toen|hoewel|voordat|nadat|totdat|"
    r"indien|waardoor|waarbij|waarin|waarmee|waar|wie|wat|die|dat)(?!\w)",
    re.IGNORECASE,
)
_CLOSING = "\"'”’)]"
_LAST_WORD = re.compile(r"\S+\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: `text[start:end]`, counted in Unicode code points."""

    text: str
    start: int
    end: int


def words(piece: Piece) -> list[Piece]:
    """Return the words; an apostrophe or hyphen inside a word does not end it."""
    at = piece.start
    return [Piece(each.group(), at + each.start(), at + each.end()) for each in _WORD.finditer(piece.text)]


def sentences(text: str) -> list[Piece]:
    """Return the sentences that hold at least one word, in order.

    Notes
    -----
    A sentence ends at a full stop, question mark, exclamation mark or ellipsis before white space, and at a line end.
    The full stop of a known abbreviation or of a single letter does not end it.
    """
    edges = [0]
    for each in _SENTENCE_END.finditer(text):
        sign = each.group().rstrip(_CLOSING)
        if sign != "." or not _is_abbreviated(text[edges[-1] : each.start() + 1]):
            edges.append(each.end())
    edges.append(len(text))
    return [piece for piece in (_trimmed(text, *edge) for edge in pairwise(edges)) if _WORD.search(piece.text)]


def clauses(sentence: Piece) -> list[Piece]:
    """Return the parts of a sentence between commas and linking words; a linking word begins a part.

    Notes
    -----
    A rough cut: it keeps verbs of different parts apart, and is no grammar. Right after a form of `worden` or `zijn`,
    `die` and `dat` point at a noun and do not begin a part.
    """
    edges = [0]
    for each in _CLAUSE_END.finditer(sentence.text):
        if each.group().lower() in ("die", "dat") and _AUXILIARY.search(sentence.text[: each.start()]):
            continue
        edges.append(each.start())
    edges.append(len(sentence.text))
    parts = (sentence.text[start:end] for start, end in pairwise(edges))
    starts = (sentence.start + start for start in edges)
    found = (Piece(part, start, start + len(part)) for part, start in zip(parts, starts, strict=False))
    return [each for each in found if _WORD.search(each.text)]


_AUXILIARY = re.compile(r"\b(?:word|wordt|worden|werd|werden|is|zijn|was|waren)\s+\Z", re.IGNORECASE)


def _is_abbreviated(text: str) -> bool:
    last = _LAST_WORD.search(text)
    if last is None:
        return False
    word = last.group().lstrip("(\"'“‘").lower()
    return word in ABBREVIATIONS or (len(word) == 2 and word[0].isalpha() and word != "u.")


def _trimmed(text: str, start: int, end: int) -> Piece:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    kept = part.strip()
    return Piece(kept, start + left, start + left + len(kept))
