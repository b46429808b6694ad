"""The languages in which our own sentences exist, and who has read them: the one place where a check is written down.

A check is a reader who grew up with the language, went through the whole telling flow with its texts, and may be named.
Without one a language stays off by default, and whoever switches it on is told so (decision 25).
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code in addresses and pages; `name` in the language itself, `dutch` for the team."""

    code: str
    name: str
    dutch: str
    checked_by: str = ""
    checked_on: date | None = None
    is_source: bool = False
    falls_back_on: str = ""
    is_rtl: bool = False

    @property
    def is_checked(self) -> bool:
        """Whether a reader has gone through the sentences; the source language was written, not translated."""
        return self.is_source or (bool(self.checked_by) and self.checked_on is not None)

    @property
    def direction(self) -> str:
        """The value of `dir` for a text in this language."""
        return "rtl" if self.is_rtl else "ltr"


SOURCE = "nl"
KNOWN = {
    each.code: each
    for each in (
        Language(SOURCE, "Nederlands", "Nederlands", is_source=True),
        Language("nl-simple", "Makkelijk Nederlands", "Makkelijk Nederlands", falls_back_on=SOURCE),
        Language("en", "English", "Engels"),
        Language("tr", "Türkçe", "Turks"),
        Language("ar", "العربية", "Arabisch", is_rtl=True),
        Language("pl", "Polski", "Pools"),
        Language("uk", "Українська", "Oekraïens"),
    )
}
RTL = {"ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi", "ug", "sd"}
# Languages in which somebody may tell although our own sentences do not exist in them.
_MORE = {
    "de": "Duits",
    "fr": "Frans",
    "fy": "Fries",
    "es": "Spaans",
    "it": "Italiaans",
    "pt": "Portugees",
    "ro": "Roemeens",
    "bg": "Bulgaars",
    "ru": "Russisch",
    "fa": "Farsi",
    "ti": "Tigrinya",
    "so": "Somalisch",
    "am": "Amhaars",
    "ku": "Koerdisch",
    "zh": "Chinees",
    "ur": "Urdu",
    "pap": "Papiaments",
}


def dutch_name(code: str) -> str:
    """Return what the team calls a language; an unknown code is its own name."""
    if code in KNOWN:
        return KNOWN[code].dutch
    return _MORE.get(code.partition("-")[0].lower(), code)


def direction(code: str) -> str:
    """Return the value of `dir` for a text in this language."""
    return "rtl" if code.partition("-")[0].lower() in RTL else "ltr"


def unchecked(codes: list[str]) -> list[Language]:
    """Return which of these languages no reader has checked."""
    return [KNOWN[code] for code in codes if code in KNOWN and not KNOWN[code].is_checked]


def warning(codes: list[str]) -> str:
    """Return what the operator must know about the languages that are switched on; empty when all were checked."""
    names = [each.dutch for each in unchecked(codes)]
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
    which = "Deze taal is" if len(names) == 1 else "Deze talen zijn"
    return (
        f"{which} nog door geen lezer nagekeken: {listed}. Laat iemand die met de taal opgroeide alles één keer"
        " doorlopen voordat vertellers haar gebruiken."
    )
