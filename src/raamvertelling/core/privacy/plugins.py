"""Other engines beside our own, off by default: each is a finder, and what it finds is added, never taken away."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Protocol

from raamvertelling.core.privacy.spans import Span


class Engine(Protocol):
    """A finder of names and other details by somebody else.

    It gets the original text and gives spans with offsets in code points into it; types are those of `spans.TYPES`. It
    is called once a text, may keep what it loaded, and must not send the text anywhere.
    """

    def __call__(self, text: str) -> Iterable[Span]:
        """Return what this engine sees."""
        ...


class EngineMissing(Exception):
    """The engine is not known, or its program is not installed."""


# Deduce's own names for what it finds; what it has no place for here is OTHER.
_DEDUCE = {
    "persoon": ("PER", "naam"),
    "patient": ("PER", "naam"),
    "locatie": ("LOC_PLACE", "plaats"),
    "ziekenhuis": ("ORG", "zorginstelling"),
    "zorginstelling": ("ORG", "zorginstelling"),
    "id": ("ID", "nummer"),
    "bsn": ("ID", "burgerservicenummer"),
    "telefoonnummer": ("CONTACT", "telefoonnummer"),
    "emailadres": ("CONTACT", "e-mail"),
    "url": ("CONTACT", "website"),
    "datum": ("DATE", "datum"),
    "leeftijd": ("AGE", "leeftijd"),
}


@cache
def deduce_engine() -> Engine:
    """Return Deduce, a reference tool for Dutch medical text, as an engine; it takes seconds to load, so it is kept.

    Raises
    ------
    EngineMissing : the package `deduce` is not installed.

    References
    ----------
    Menger, Scheepers, van Wijk, Spruit (2018), DEDUCE. Telematics and Informatics 35(4).
    """
    try:
        import deduce
    except ImportError as error:
        raise EngineMissing("Deduce is niet geïnstalleerd. Installeer het met: pip install deduce") from error
    program: Any = deduce.Deduce()

    def find(text: str) -> Iterable[Span]:
        for found in program.deidentify(text).annotations:
            type_, label = _DEDUCE.get(found.tag, ("OTHER", "gegeven"))
            yield Span(found.start_char, found.end_char, type_, label, 0.6, "deduce", "is gevonden door Deduce")

    return find


ENGINES: dict[str, Callable[[], Engine]] = {"deduce": deduce_engine}


def load_engines(names: Iterable[str]) -> list[Engine]:
    """Return engines by name.

    Raises
    ------
    EngineMissing : there is no engine of that name, or it is not installed.
    """
    found = []
    for name in names:
        if name not in ENGINES:
            raise EngineMissing(f"De herkenner '{name}' bestaat niet. Kies uit: {', '.join(ENGINES)}.")
        found.append(ENGINES[name]())
    return found
