"""What is left in a text that could still identify somebody: a list to read through, not a list to mask."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from raamvertelling.core.privacy.patterns import compiled
from raamvertelling.core.privacy.words import KIN, LARGE_NUMERAL

KINDS = {
    "hoofdletter": "Woorden met een hoofdletter",
    "getal": "Getallen",
    "familie": "Familie",
    "beroep": "Beroep of functie",
    "gezin": "Samenstelling van het gezin",
    "nieuws": "Iets wat in het nieuws was",
    "kenmerk": "Iets bijzonders",
}

_OWN = r"(?:mijn|m'n|zijn|z'n|haar|onze|ons|hun|je|uw)"
_JOB = (
    r"(?:burgemeester|wethouder|gemeentesecretaris|raadslid|dominee|pastoor|imam|koster|rabbijn|notaris|huisarts|"
    r"tandarts|apotheker|dierenarts|verloskundige|advocaat|rechter|officier van justitie|brandweer(?:man|vrouw)|"
    r"politie(?:man|vrouw|agent)|wijkagent|boa|militair|piloot|schipper|visser|boer(?:in)?|imker|molenaar|slager|"
    r"bakker|kapper|kapster|smid|cafébaas|kroegbaas|directeur|directrice|rector|conciërge|hoogleraar|profvoetballer|"
    r"scheidsrechter|dirigent|schrijver|schrijfster|kunstenaar|kunstenares|zanger(?:es)?|journalist(?:e)?|"
    r"doodgraver|uitvaartondernemer|tolk|postbode|buschauffeur|machinist)"
)
_COUNT = rf"(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|{LARGE_NUMERAL})"
_CHILD = r"(?:kinderen|kids|kleinkinderen|zonen|zoons|dochters|meisjes|jongens|broers|zussen|broertjes|zusjes)"
_NEWS = (
    r"(?:in de krant|op (?:het )?nieuws|op tv|op televisie|op de radio|in het nieuws|viral|brand(?:stichting)?|"
    r"woningbrand|ontploffing|explosie|steekpartij|schietpartij|overval|gijzeling|ongeluk|verkeersongeval|verdronken|"
    r"moord|doodslag|vermist|inval|rechtszaak|proces|faillissement|overstroming|evacuatie|demonstratie|protest)"
)
_RARE = (
    r"(?:de enige|het enige|de eerste|als eerste|de oudste|de jongste|de laatste|nooit iemand anders|zeldzame?|"
    r"syndroom|spierziekte|parkinson|huntington|albino|dwerggroei|doofblind|transgender|trans vrouw|trans man|"
    r"tweeling|drieling|vierling|geadopteerd|adoptie|wereldkampioen|nederlands kampioen|miljonair|lintje)"
)
_PATTERNS = {
    "familie": compiled(rf"(?<!\w){_OWN}[ \t]+(?:\w+[ \t]+)?{KIN}(?!\w)"),
    "beroep": compiled(rf"(?<!\w){_JOB}(?!\w)"),
    "gezin": compiled(rf"(?<!\w){_COUNT}[ \t]+(?:\w+[ \t]+)?{_CHILD}(?!\w)|(?:vader|moeder|ouder) van {_COUNT}(?!\w)"),
    "nieuws": compiled(rf"(?<!\w){_NEWS}(?!\w)"),
    "kenmerk": compiled(rf"(?<!\w){_RARE}(?!\w)"),
    "getal": compiled(rf"(?<![\w])(?:\d[\d.,/:-]*\w*|{LARGE_NUMERAL})(?!\w)"),
}
_WITH_CAPITAL = r"[A-ZÀ-Þ][\w’'-]*"
_CAPITAL = re.compile(
    rf"(?<![.!?:…\n\"'“”‘’„(\-])[ \t](?:['‘’\"“„(]?)(?P<words>{_WITH_CAPITAL}(?:[ \t]{_WITH_CAPITAL})*)"
)
_NOBODY = frozenset({"I", "Ik", "U", "Ja", "Nee"})


@dataclass(frozen=True, slots=True)
class Leftover:
    """One place to look at again.

    Attributes
    ----------
    kind : one of `KINDS`.
    start, end : place in the text, in Unicode code points.
    words : the words that stand there.
    """

    kind: str
    start: int
    end: int
    words: str


def find_leftovers(text: str) -> tuple[Leftover, ...]:
    """Return what a careful reader looks at again before others read a text.

    Parameters
    ----------
    text : the text as others would read it. What is masked already should be blanked by the caller.

    Returns
    -------
    Places in the order of `KINDS`, then of the text; one place may be there under two kinds.

    Notes
    -----
    These are reminders, not finds: a job or a family of seven is rare in a village and common in a city, so only a
    person who knows the place can judge. That is why none of them is a proposal to mask.
    """
    found = sorted((*_capitals(text), *_others(text)), key=lambda each: (list(KINDS).index(each.kind), each.start))
    return tuple(found)


def _capitals(text: str) -> Iterator[Leftover]:
    for match in _CAPITAL.finditer(text):
        if match["words"] not in _NOBODY:
            yield Leftover("hoofdletter", match.start("words"), match.end("words"), match["words"])


def _others(text: str) -> Iterator[Leftover]:
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            yield Leftover(kind, match.start(), match.end(), text[match.start() : match.end()])
