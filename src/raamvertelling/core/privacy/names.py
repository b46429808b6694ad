"""Names by what stands around them: a title, a kinship word, 'heet', or a capital where none belongs."""

import re
from collections.abc import Iterator

from raamvertelling.core.privacy.spans import Span

_LETTER = "[^\\W\\d_]"
_WORD = rf"{_LETTER}[\w\u0300-\u036f'’-]{{0,40}}"
_CAPITAL = rf"(?=[^\W\d_a-zß-öø-ÿ]){_WORD}"
_BETWEEN = r"(?:(?:van|de|den|der|el|al|ben|ten|ter|te|het|in|'t|’t|da|dos|bin)[ \t]+){0,3}"
_CUE = (
    r"mevrouw|mevr\.?|mw\.?|meneer|mijnheer|dhr\.?|de heer|juf|juffrouw|meester|dokter|dr\.?|zuster|buurvrouw|buurman|"
    r"oma|opa|tante|oom|heet|heette|genaamd"
)
_NO_NAME = (
    r"van|de|het|een|die|dat|dit|en|is|was|met|op|in|uit|naast|zei|zegt|vroeg|kwam|komt|had|heeft|ik|u|je|jij|hij|ze|"
    r"wij|we|mijn|zijn|haar|ons|onze|hun|er|daar|hier|dan|toen|nu|ook|maar|want|of|als|om|te|niet|wel|nog|al|eh|ja|nee"
)
_AFTER_CUE = re.compile(
    rf"(?<!\w)(?P<cue>{_CUE})[ \t]+(?P<name>{_BETWEEN}(?!(?:{_NO_NAME})(?!\w)){_WORD})", re.IGNORECASE
)
_INSIDE = re.compile(
    rf"(?<![.!?:…\n\"'“”‘’„(\-])[ \t](?:['‘’\"“„(]?)(?P<name>{_CAPITAL}(?:[ \t]+{_BETWEEN}{_CAPITAL}){{0,5}})"
)
_NOBODY = frozenset(
    re.findall(r"\w+", "I II III Ik U Ja Nee Wmo WMO GGZ GGD UWV AOW WW PGB DigiD Jeugdwet Participatiewet Nederland")
)


def find_names(text: str) -> Iterator[Span]:
    """Yield what stands where a name stands."""
    for match in _AFTER_CUE.finditer(text):
        reason = f"staat na ‘{match['cue'].lower()}’"
        yield Span(match.start("name"), match.end("name"), "PER", "naam", 0.8, "aanspreking", reason)
    for match in _INSIDE.finditer(text):
        if match["name"] not in _NOBODY:
            yield Span(match.start("name"), match.end("name"), "PER", "naam", 0.6, "hoofdletter")
