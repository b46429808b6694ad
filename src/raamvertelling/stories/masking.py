"""Replacing words that give somebody away by what she is in the story: [buurvrouw], [naam 1], [plaats]."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

LABEL = re.compile(r"\[[^\[\]\n]{1,40}\]")
NUMBERED = ("naam",)
LABELS = {
    "Mensen": (
        ("naam", "naam (met een nummer)"),
        *((word, word) for word in ("buurvrouw", "buurman", "partner", "moeder", "vader", "dochter", "zoon", "kind")),
        *(
            (word, word)
            for word in ("familielid", "vriendin", "vriend", "collega", "hulpverlener", "huisarts", "docent")
        ),
        *((word, word) for word in ("beroep", "gezin", "ziekte", "gebeurtenis", "bijzonderheid")),
    ),
    "Plaatsen": tuple(
        (word, word) for word in ("plaats", "wijk", "straat", "adres", "school", "organisatie", "werkgever")
    ),
    "Gegevens": tuple(
        (word, word) for word in ("telefoonnummer", "e-mail", "website", "nummer", "postcode", "huisnummer")
    )
    + tuple((word, word) for word in ("datum", "geboortejaar", "leeftijd", "kenteken", "rekeningnummer")),
}
QUICK = ("naam", "buurvrouw", "plaats", "straat", "school", "telefoonnummer")
KNOWN = frozenset(value for group in LABELS.values() for value, _ in group)


@dataclass(frozen=True, slots=True)
class Masked:
    """The texts after masking, and how many times something was replaced."""

    texts: dict[str, str]
    count: int


def mask_everywhere(texts: Mapping[str, str], words: str, label: str) -> Masked:
    """Replace these words by the label in every text of a story; a name gets a number of its own."""
    shown = f"[{label} {next_number(texts, label)}]" if label in NUMBERED else f"[{label}]"
    pattern = _pattern(words)
    if pattern is None:
        return Masked(dict(texts), 0)
    found = {kind: _replace(pattern, text, shown) for kind, text in texts.items()}
    return Masked({kind: text for kind, (text, _) in found.items()}, sum(count for _, count in found.values()))


def next_number(texts: Mapping[str, str], label: str) -> int:
    """Return the first number after those that the story uses for this label."""
    used = (int(n) for text in texts.values() for n in re.findall(rf"\[{re.escape(label)} (\d{{1,4}})\]", text))
    return max(used, default=0) + 1


def without_labels(text: str) -> str:
    """Return the text with every label blanked, so that all other words keep their place."""
    return LABEL.sub(lambda match: "\n" * len(match[0]), text)


def _pattern(words: str) -> re.Pattern[str] | None:
    """Match the words whole, in any case; as a name also with a possessive s; what is inside a label stays."""
    pieces = words.split()
    if not pieces:
        return None
    exact = r"\s+".join(map(re.escape, pieces))
    possessive = rf"|(?=(?-i:[A-ZÀ-Þ])){exact}(?=s(?!\w))" if len(pieces[-1]) > 2 else ""
    return re.compile(rf"({LABEL.pattern})|(?<!\w)(?:{exact}(?!\w){possessive})", re.IGNORECASE)


def _replace(pattern: re.Pattern[str], text: str, shown: str) -> tuple[str, int]:
    count = 0

    def put(match: re.Match[str]) -> str:
        nonlocal count
        if match[1]:
            return match[1]
        count += 1
        return shown

    return pattern.sub(put, text), count


def paragraphs(text: str) -> list[SafeString]:
    """Divide a text into paragraphs for a page, with every masked word marked softly."""
    return [_marked(block.strip()) for block in text.split("\n") if block.strip()]


def _marked(text: str) -> SafeString:
    pieces = re.split(rf"({LABEL.pattern})", text)
    return format_html_join(
        "", "{}", ((_mark(piece) if LABEL.fullmatch(piece) else escape(piece),) for piece in pieces)
    )


def _mark(piece: str) -> SafeString:
    return mark_safe(f"<mark>{escape(piece)}</mark>")  # noqa: S308  # escaped right here
