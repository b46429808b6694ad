"""Hints for whoever writes a question: where a text may be hard to read, and what to do about it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from raamvertelling.core.text.jargon import find_jargon
from raamvertelling.core.text.passive import passives
from raamvertelling.core.text.pieces import ABBREVIATIONS, Piece, clauses, sentences, word_set, words

LONG = 12
TOO_LONG = 15

LABELS = {
    "sentence": "lange zin",
    "passive": "lijdende vorm",
    "jargon": "vakwoord",
    "double_question": "twee vragen tegelijk",
    "double_negation": "dubbel nee",
    "leading": "sturende vraag",
    "brackets": "haakjes",
    "abbreviation": "afkorting",
    "address": "u en je door elkaar",
}
"""Every kind of hint, with its name in plain Dutch."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint about `text[start:end]`, counted in Unicode code points; `suggestion`, if any, may take its place."""

    kind: str
    start: int
    end: int
    message: str
    suggestion: str = ""

    @property
    def label(self) -> str:
        """The name of this kind of hint."""
        return LABELS[self.kind]


def hints(text: str, *, longest: int = LONG) -> tuple[Hint, ...]:
    """Return every hint about a Dutch text, in the order of their places.

    Parameters
    ----------
    text : a question, an explanation, an answer.
    longest : how many words a sentence may have without a hint.

    Notes
    -----
    Rules of thumb, for a person to judge: a text without hints is not proven to be easy, and a hint is not an order.
    How often they are right is in docs/methods/duidelijke_taal.md.
    """
    found = [hint for sentence in sentences(text) for hint in _in_sentence(sentence, longest)]
    found += [*_addresses(text), *_abbreviations(text)]
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.kind)))


def _in_sentence(sentence: Piece, longest: int) -> Iterator[Hint]:
    for rule in _RULES:
        yield from rule(sentence)
    count = len(words(sentence))
    if count > longest:
        advice = "Maak er twee zinnen van." if count > TOO_LONG else f"Probeer het met {longest} woorden of minder."
        yield _hint("sentence", sentence, f"Deze zin heeft {count} woorden. {advice}")


def _passive(sentence: Piece) -> Iterator[Hint]:
    for piece in passives(sentence):
        yield _hint("passive", piece, "Hier staat niet wie het doet. Begin de zin met wie het doet.")


def _jargon(sentence: Piece) -> Iterator[Hint]:
    for piece, term in find_jargon(sentence):
        message = f"‘{piece.text}’ is een vakwoord. Schrijf bijvoorbeeld: {term.plain}. {term.note}".strip()
        yield _hint("jargon", piece, message, term.plain)


_ASKING = r"(?:wie|wat|waar|wanneer|waarom|waardoor|hoe|hoeveel|welke?)"
_DOUBLE = re.compile(
    rf"\b{_ASKING}\b[^?]*?\b(?:en|of)\s+(?:met |door |voor |van |bij )?{_ASKING}\b[^?]*\?"
    r"|\bhoe\s+\w+\s+en\s+\w+\s+(?:is|was|zijn|waren|ging|gaat|vond|vindt|bent)\b[^?]*\?"
    r"|\ben/of\b",
    re.IGNORECASE,
)


def _double_question(sentence: Piece) -> Iterator[Hint]:
    if _DOUBLE.search(sentence.text):
        message = "Hier staan twee vragen in één zin. Maak er twee zinnen van, of laat er één weg."
        yield _hint("double_question", sentence, message)


_NO = word_set("niet geen nooit niemand niets nergens noch zonder")
_UN = re.compile(
    r"on(?:aardig|bekend|belangrijk|beleefd|denkbaar|duidelijk|eens|eerlijk|gebruikelijk|gelukkig|gewenst|logisch|"
    r"mogelijk|nodig|prettig|redelijk|terecht|tevreden|veilig|verwacht|verstandig|voldoende|vriendelijk|waar)e?\Z"
)


def _double_negation(sentence: Piece) -> Iterator[Hint]:
    for clause in clauses(sentence):
        no = [each for each in words(clause) if each.text.lower() in _NO or _UN.match(each.text.lower())]
        if len(no) > 1 and any(each.text.lower() in _NO for each in no):
            start, end = no[0].start, no[-1].end
            part = Piece(sentence.text[start - sentence.start : end - sentence.start], start, end)
            yield _hint("double_negation", part, "Hier staat twee keer ‘nee’ in één zin. Zeg wat het wél is.")


_LEADING = re.compile(
    r"\b(?:u|je|jij) (?:ook |dat |het )?(?:ook )?niet(?: ook)? (?:dat|vreemd|raar|fijn|goed|slecht|belangrijk)\b"
    r"|\book niet dat\b|\bmee eens\b|\bhet niet zo\b|\b(?:is|zou|was|moet) het niet\b"
    r"|, toch\s*\?|\bu (?:bent|vindt|hebt|was|had|wilt) toch\b"
    r"|\bnatuurlijk\b"
    r"|\bhoe (?:blij|tevreden|goed|fijn|prettig|slecht|erg|vervelend|moeilijk|belangrijk|trots) "
    r"(?:is|was|zijn|waren|bent|ben|vond|vindt|vind|ging|gaat)\b",
    re.IGNORECASE,
)


def _leading(sentence: Piece) -> Iterator[Hint]:
    if not sentence.text.endswith("?"):
        return
    found = _LEADING.search(sentence.text)
    if found:
        part = Piece(found.group(), sentence.start + found.start(), sentence.start + found.end())
        yield _hint("leading", part, "Deze vraag stuurt het antwoord al een kant op. Vraag wat er gebeurde.")


_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")


def _brackets(sentence: Piece) -> Iterator[Hint]:
    for each in _BRACKETS.finditer(sentence.text):
        part = Piece(each.group(), sentence.start + each.start(), sentence.start + each.end())
        yield _hint("brackets", part, "Haakjes lezen lastig. Maak er een eigen zin van, of laat het weg.")


_RULES: tuple[Callable[[Piece], Iterator[Hint]], ...] = (
    _passive,
    _jargon,
    _double_question,
    _double_negation,
    _leading,
    _brackets,
)

_WRITTEN_OUT = {
    "bijv.": "bijvoorbeeld",
    "bv.": "bijvoorbeeld",
    "b.v.": "bijvoorbeeld",
    "ca.": "ongeveer",
    "dhr.": "meneer",
    "d.m.v.": "door",
    "d.w.z.": "dat wil zeggen",
    "e.d.": "en zo",
    "enz.": "en zo verder",
    "etc.": "en zo verder",
    "evt.": "misschien",
    "excl.": "zonder",
    "i.c.m.": "samen met",
    "incl.": "met",
    "i.p.v.": "in plaats van",
    "i.s.m.": "samen met",
    "i.v.m.": "vanwege",
    "max.": "hoogstens",
    "m.b.t.": "over",
    "m.b.v.": "met",
    "mevr.": "mevrouw",
    "min.": "minstens",
    "n.a.v.": "na",
    "nl.": "namelijk",
    "nr.": "nummer",
    "o.a.": "onder andere",
    "resp.": "of",
    "t.a.v.": "over",
    "t.b.v.": "voor",
    "tel.": "telefoon",
    "t/m": "tot en met",
    "t.o.v.": "vergeleken met",
}
_SHORTENED = re.compile(rf"(?<![\w.])(?:{'|'.join(re.escape(each) for each in sorted(ABBREVIATIONS))})(?!\w)", re.I)
_LETTERS = re.compile(r"(?<![\w-])(?:[A-Z]{2,6}|Wmo|Wlz|Zvw|Wvggz|pgb|ggz|ggd|wajong|wia)(?:['’]?s)?(?![\w-])")
_WELL_KNOWN = word_set("QR PDF TV OV NS AOW EU SMS ID OK USB DVD WC XL")


def _abbreviations(text: str) -> Iterator[Hint]:
    for each in _SHORTENED.finditer(text):
        full = _WRITTEN_OUT.get(each.group().lower(), "")
        advice = f"Schrijf voluit: {full}." if full else "Schrijf het voluit."
        yield Hint("abbreviation", *each.span(), f"‘{each.group()}’ is een afkorting. {advice}", full)
    for each in _LETTERS.finditer(text):
        if each.group() not in _WELL_KNOWN:
            message = f"‘{each.group()}’ is een afkorting. Leg uit wat het is, of laat het weg."
            yield Hint("abbreviation", *each.span(), message)


_POLITE = word_set("u uw uzelf")
_FAMILIAR = word_set("je jij jou jouw jezelf")


def _addresses(text: str) -> Iterator[Hint]:
    """Yield the places of the rarer of `u` and `je`, when both are there."""
    said = words(Piece(text, 0, len(text)))
    polite = [each for each in said if each.text.lower() in _POLITE]
    familiar = [each for each in said if each.text.lower() in _FAMILIAR]
    if polite and familiar:
        rare, other = (polite, "je") if len(polite) < len(familiar) else (familiar, "u")
        for each in rare:
            message = f"Hier staat ‘{each.text}’, maar verder zegt u ‘{other}’. Kies overal hetzelfde."
            yield _hint("address", each, message)


def _hint(kind: str, piece: Piece, message: str, suggestion: str = "") -> Hint:
    return Hint(kind, piece.start, piece.end, message, suggestion)
