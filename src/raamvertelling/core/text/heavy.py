"""Warning a reader before a heavy text: which hard subjects its words point at."""

import re

_SUBJECTS = {
    "zelfdoding": (
        r"zelfmoord\w*|zelfdoding\w*|suïcid\w*|suicid\w*|uit het leven (?:gestapt|stappen)|niet meer (?:willen )?leven|"
        r"een einde aan (?:mijn|zijn|haar|het|m'n) leven|er niet meer (?:wil|wilde|willen) zijn|dood wil(?:de|len)?"
    ),
    "geweld": (
        r"geslagen|sloeg|slaat|geschopt|mishandel\w*|gewurgd|wurgde|geweld|bedreig\w*|gestoken|doodsbang|"
        r"steekpartij|vermoord\w*|gestalkt|stalk\w*"
    ),
    "seksueel misbruik": r"verkracht\w*|misbruikt|seksueel misbruik|aangerand|aanranding|incest|loverboy\w*",
    "een kind in de knel": (
        r"uithuisplaats\w*|uit huis geplaatst|kindermishandeling|verwaarloos\w*|kinder(?:en)? afgepakt|afgepakt kind"
    ),
    "dood en rouw": r"overleden|overleed|doodgegaan|begraf\w*|begraven|crematie|miskraam|doodgeboren|stierf|gestorven",
}
_PATTERNS = {name: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for name, words in _SUBJECTS.items()}


def heavy_subjects(text: str) -> tuple[str, ...]:
    """Return the hard subjects that the words of a text point at.

    Parameters
    ----------
    text : a story, as it was told.

    Returns
    -------
    Names in Dutch, always in the same order; empty when no such word is there.

    Notes
    -----
    Words only, so that a reader can brace herself: it says nothing about danger, and misses what is told without
    these words. Never used to decide anything about a story.
    """
    return tuple(name for name, pattern in _PATTERNS.items() if pattern.search(text))
