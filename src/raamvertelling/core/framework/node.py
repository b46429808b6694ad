"""One place in a framework file: reads a value of the expected form there, or notes what is wrong and goes on."""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from raamvertelling.core.framework.kinds import Wording
from raamvertelling.core.framework.layout import ID, LANGUAGE, MAX_LIST, MAX_TEXT, RESERVED_IDS
from raamvertelling.core.framework.problems import Problem

MAX_PROBLEMS = 500

_LANGUAGE_NAMES = {
    "nl": "Nederlandse",
    "nl-simple": "makkelijke Nederlandse",
    "en": "Engelse",
    "de": "Duitse",
    "fr": "Franse",
    "ar": "Arabische",
    "tr": "Turkse",
    "pl": "Poolse",
    "uk": "Oekraïense",
    "fy": "Friese",
}


@dataclass(slots=True)
class Notebook:
    """What holds for the whole file: the problems so far and the languages, own language first."""

    problems: list[Problem]
    languages: tuple[str, ...] = ("nl",)

    @property
    def is_full(self) -> bool:
        """Enough problems to show; looking on would only cost time."""
        return len(self.problems) >= MAX_PROBLEMS

    def note(self, path: str, message: str) -> None:
        """Write down a problem, once."""
        problem = Problem(path, message)
        if not self.is_full and problem not in self.problems:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its path. Every reader returns something usable, so that one mistake does not hide the next."""

    path: str
    value: object
    book: Notebook

    def note(self, message: str, key: str = "") -> None:
        """Write down a problem here, or at `key` inside here."""
        self.book.note(self.inner(key) if key else self.path, message)

    def inner(self, key: str) -> str:
        """Return the path of the part under `key`."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Tell whether the file has anything under `key`, even an empty value."""
        return isinstance(self.value, dict) and key in self.value

    def child(self, key: str) -> "Node":
        """Return the part under `key`; with a dot (`x_axis.left`) two steps down. A missing part has the value None."""
        first, _, rest = key.partition(".")
        value = self.value.get(first) if isinstance(self.value, dict) else None
        found = Node(self.inner(first), value, self.book)
        return found.child(rest) if rest else found

    def expect_mapping(self, keys: Collection[str], *, translated: Collection[str] = ()) -> bool:
        """Check that this is a mapping with no other keys than `keys` and translations of the keys in `translated`."""
        if not isinstance(self.value, dict):
            self.note("Hier horen onderdelen met een naam, zoals 'id:' en 'text:'.")
            return False
        for key in self.value:
            if not isinstance(key, str):
                self.note("De naam van een onderdeel moet tekst zijn. Zet er aanhalingstekens om.")
            elif key in self.book.languages[1:] and translated:
                self.child(key).expect_mapping(translated)
            elif key not in keys and not self.book.is_full:
                self.note(self._unknown(key, keys, translated), key if len(key) <= 64 else "")
        return True

    def _unknown(self, key: str, keys: Collection[str], translated: Collection[str]) -> str:
        shown = key[:40]
        if translated and LANGUAGE.match(key) and isinstance(self.child(key).value, dict):
            return f"De taal '{shown}' staat niet bij 'languages'. Voeg de taal daar toe of haal deze vertaling weg."
        close = get_close_matches(key, list(keys), n=1, cutoff=0.6)
        if close:
            return f"Wij kennen '{shown}' hier niet. Bedoelt u '{close[0]}'?"
        return f"Wij kennen '{shown}' hier niet. Haal het weg of kies een van: {', '.join(sorted(keys))}."

    def entries(self, what: str, at_least: int = 1) -> Iterator["Node"]:
        """Yield the parts of a list of `what`; a value that is no list, or a list too short or too long, is noted."""
        if self.value is None and at_least == 0:
            return
        if not isinstance(self.value, list | tuple):
            self.note(f"Hier hoort een lijst met {what}. Begin elke regel met een streepje.")
            return
        if len(self.value) < at_least:
            self.note(f"Deze lijst is leeg. Voeg {what} toe.")
        if len(self.value) > MAX_LIST:
            self.note(f"Deze lijst is te lang. Er mogen hooguit {MAX_LIST} {what} in staan.")
        for number, value in enumerate(self.value[:MAX_LIST]):
            yield Node(f"{self.path}[{number}]", value, self.book)

    def flag(self, default: bool) -> bool:
        """Return true or false."""
        if self.value is None:
            return default
        if not isinstance(self.value, bool):
            self.note("Kies hier true (ja) of false (nee), zonder aanhalingstekens.")
            return default
        return self.value

    def number(self, lowest: int, highest: int, default: int, too_low: str = "") -> int:
        """Return a whole number between the two limits; `too_low` is what to say of one below them."""
        if self.value is None:
            return default
        value = self.value
        if isinstance(value, float) and math.isfinite(value) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            self.note("Hier hoort een heel getal, zonder aanhalingstekens.")
            return default
        if not lowest <= value <= highest:
            between = f"Dit getal moet tussen {lowest} en {highest} liggen."
            self.note(too_low if too_low and value < lowest else between)
            return default
        return value

    def day(self) -> date | None:
        """Return a date, written as year-month-day."""
        if self.value is None or type(self.value) is date:
            return self.value
        try:
            if isinstance(self.value, str) and len(self.value) == 10:
                return date.fromisoformat(self.value)
        except ValueError:
            pass
        self.note("Dit is geen datum. Schrijf jaar-maand-dag, zoals '2026-01-31'.")
        return None

    def line(self, default: str = "", limit: int = MAX_TEXT) -> str:
        """Return a text, without translations."""
        if self.value is None:
            return default
        if not isinstance(self.value, str):
            self.note("Hier hoort tekst. Zet er aanhalingstekens om.")
            return default
        if len(self.value) > limit:
            self.note(f"Deze tekst is te lang. Er passen hooguit {limit} tekens in.")
            return default
        if any((ord(sign) < 32 and sign not in "\n\t") or 0x7F <= ord(sign) < 0xA0 for sign in self.value):
            self.note("In deze tekst staat een onzichtbaar teken dat niet mag. Typ de tekst opnieuw.")
            return default
        if any(0xD800 <= ord(sign) < 0xE000 for sign in self.value):
            self.note("In deze tekst staat een half teken (een kapotte emoji). Typ de tekst opnieuw.")
            return default
        return self.value

    def name(self, *, taken: set[str] | None = None, reserved: bool = False) -> str:
        """Return an id: present, well formed, and not in `taken`, to which it is added."""
        if self.value is None:
            self.note("Hier ontbreekt de id. Geef dit onderdeel een korte naam, zoals 'id: wijkteam'.")
            return ""
        if not isinstance(self.value, str):
            self.note("De id moet tekst zijn. Zet er aanhalingstekens om.")
            return ""
        if not ID.match(self.value):
            self.note("Gebruik in een id alleen kleine letters (a-z), cijfers en _. Hooguit 64 tekens, geen spaties.")
            return ""
        if reserved and self.value in RESERVED_IDS:
            self.note(f"De id '{self.value}' gebruiken wij zelf al. Kies een andere id.")
            return ""
        if taken is not None:
            if self.value in taken:
                self.note(f"De id '{self.value}' bestaat al. Kies een andere id.")
            taken.add(self.value)
        return self.value

    def wording(self, key: str, *, required: bool) -> Wording:
        """Return the text under `key` with its translations, each in the mapping of its language beside it."""
        own, *others = self.book.languages
        here = self.child(key).line()
        if not here.strip():
            if required and not isinstance(self.child(key).value, int | float | list | dict):
                self.note("Hier ontbreekt de tekst. Schrijf op wat de verteller moet lezen.", key)
            elif any(self.child(f"{code}.{key}").value is not None for code in others):
                self.note(f"Er is wel een vertaling, maar geen {_language(own)} tekst. Voeg die toe.", key)
            return Wording()
        texts = [(own, here)]
        for code in others:
            part = self.child(code).child(key)
            text = part.line()
            if text.strip():
                texts.append((code, text))
            elif is_easy_variant(code, self.book.languages):
                continue
            elif part.value is None or part.value == "" or isinstance(part.value, str):
                part.note(f"De {_language(code)} tekst ontbreekt. Voeg die toe, of haal '{code}' weg bij 'languages'.")
        return Wording(tuple(texts))


def is_easy_variant(code: str, languages: Collection[str]) -> bool:
    """Tell whether this is easy wording of a language that is there too: where it is missing, that one is read."""
    base, _, variant = code.partition("-")
    return variant == "simple" and base in languages


def _language(code: str) -> str:
    return _LANGUAGE_NAMES.get(code, f"'{code}'-")
