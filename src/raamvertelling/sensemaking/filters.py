"""Which stories a page is about: one frozen value that is read from an address and written back to it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from raamvertelling.core.framework import Framework, Signifier
from raamvertelling.core.results import Area
from raamvertelling.core.stats import areas
from raamvertelling.core.stats.zones import NOT_APPLICABLE, SKIPPED
from raamvertelling.web.language_list import dutch_name
from raamvertelling.web.templatetags.raam import dutch_date

PREFIX = "a."
WORDS, SINCE, UNTIL, STORYPOINT, LANGUAGE = "woorden", "van", "tot", "vertelpunt", "taal"
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z")
MAX_WORDS = 200
MAX_CODE = 40

Pairs = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What must be true of a story to be on the page.

    `answers` holds (signifier id, area ids): all the signs must match, of each sign any of the areas. An area is an
    option, a zone of a triangle, a part of a line, a cell of a field, a number, or one of the two kinds of empty.
    Signs stand in the order of the framework and areas in the order of the chart, so equal filters are equal values.
    """

    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    words: str = ""
    since: date | None = None
    until: date | None = None
    storypoint: str = ""
    language: str = ""

    def __bool__(self) -> bool:
        return self != Filters()

    def of(self, signifier_id: str) -> tuple[str, ...]:
        """Return the chosen areas of one sign; empty when it is not filtered on."""
        return dict(self.answers).get(signifier_id, ())


@dataclass(frozen=True, slots=True)
class Parsed:
    """A filter as far as it could be read, with a Dutch sentence for each part that was left out."""

    filters: Filters
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of a filter in words, and the filter without it."""

    label: str
    without: Filters


@dataclass
class _Reading:
    """What was found so far while reading an address."""

    framework: Framework
    answers: dict[str, set[str]] = field(default_factory=dict)
    single: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    def take(self, key: str, value: str) -> None:
        if key.startswith(PREFIX):
            self._take_answer(key.removeprefix(PREFIX), value)
        elif key in (WORDS, SINCE, UNTIL, STORYPOINT, LANGUAGE):
            self.single[key] = value

    def _take_answer(self, signifier_id: str, value: str) -> None:
        signifier = next((each for each in self.framework.signifiers if each.id == signifier_id), None)
        if signifier is None or not areas(signifier):
            self.ignored.append("Een deel van het filter gaat over een vraag die hier niet bestaat. Dat telt niet mee.")
        elif value not in {area.id for area in choices_of(signifier)}:
            self.ignored.append(
                f"Een antwoord in het filter bestaat niet bij de vraag ‘{title_of(signifier)}’. Dat telt niet mee."
            )
        else:
            self.answers.setdefault(signifier_id, set()).add(value)


def parse(pairs: Pairs, framework: Framework) -> Parsed:
    """Read a filter from the pairs of a query string; what makes no sense is left out and said so.

    Names that mean nothing to a filter (a page number, a split) are passed over in silence.
    """
    reading = _Reading(framework)
    for key, value in pairs:
        if value.strip():
            reading.take(key, value.strip())
    since, until = _period(reading)
    code = reading.single.get(STORYPOINT, "")
    filters = Filters(
        answers=_in_order(reading.answers, framework),
        words=_words(reading),
        since=since,
        until=until,
        storypoint=code if len(code) <= MAX_CODE else "",
        language=_language(reading),
    )
    return Parsed(filters, tuple(dict.fromkeys(reading.ignored)))


def _in_order(answers: dict[str, set[str]], framework: Framework) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (each.id, tuple(area.id for area in choices_of(each) if area.id in answers[each.id]))
        for each in framework.signifiers
        if each.id in answers
    )


def _words(reading: _Reading) -> str:
    words = " ".join(reading.single.get(WORDS, "").replace("\x00", "").split())
    if len(words) > MAX_WORDS:
        reading.ignored.append(f"U zocht met meer dan {MAX_WORDS} tekens. Alleen het begin telt mee.")
        return words[:MAX_WORDS].strip()
    return words


def _language(reading: _Reading) -> str:
    code = reading.single.get(LANGUAGE, "")
    if code and not LANGUAGE_CODE.match(code):
        reading.ignored.append("De taal in het filter kennen wij niet. Zij telt niet mee.")
        return ""
    return code


def _period(reading: _Reading) -> tuple[date | None, date | None]:
    since, until = (_day(reading, name) for name in (SINCE, UNTIL))
    if since and until and until < since:
        reading.ignored.append("De laatste dag ligt voor de eerste dag. De laatste dag telt niet mee.")
        return since, None
    return since, until


def _day(reading: _Reading, name: str) -> date | None:
    text = reading.single.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        reading.ignored.append("Een datum in het filter klopt niet en telt niet mee. Schrijf hem zo: 2026-07-01.")
        return None


def to_query(filters: Filters, **more: str) -> str:
    """Write a filter as a query string without question mark; `more` are extra names that are not empty."""
    pairs = [(f"{PREFIX}{signifier}", area) for signifier, chosen in filters.answers for area in chosen]
    pairs += [(WORDS, filters.words), (STORYPOINT, filters.storypoint), (LANGUAGE, filters.language)]
    pairs += [(SINCE, filters.since.isoformat() if filters.since else "")]
    pairs += [(UNTIL, filters.until.isoformat() if filters.until else "")]
    pairs += list(more.items())
    return urlencode([(key, value) for key, value in pairs if value])


def with_area(filters: Filters, framework: Framework, signifier_id: str, *chosen: str) -> Filters:
    """Return the filter narrowed to these areas of one sign; without areas, freed of that sign."""
    answers = {id: set(each) for id, each in filters.answers if id != signifier_id}
    if chosen:
        answers[signifier_id] = set(chosen)
    return replace(filters, answers=_in_order(answers, framework))


def choices_of(signifier: Signifier) -> list[Area]:
    """Return everything that one can filter on for a sign: its areas and the two kinds of empty."""
    return [*areas(signifier), NOT_APPLICABLE, SKIPPED]


def heading_of(signifier: Signifier, language: str = "nl") -> str:
    """Return the question as a heading: without what follows after its question mark."""
    text = signifier.text.in_language(language)
    question, mark, _ = text.partition("?")
    return question + mark if mark else text


def title_of(signifier: Signifier, language: str = "nl") -> str:
    """Return the question as a name inside a sentence or list: a heading without the dots at its end."""
    return heading_of(signifier, language).rstrip(" .…:")


def chips(filters: Filters, framework: Framework, storypoints: Sequence[tuple[str, str]] = ()) -> list[Chip]:
    """Put a filter into words, part by part, each with the filter that is left without it."""
    found = []
    for id, chosen in filters.answers:
        signifier = framework.signifier(id)
        labels = [area.label for area in choices_of(signifier) if area.id in chosen]
        name = "stem:" if id == framework.voices else title_of(signifier) + ("" if "?" in title_of(signifier) else ":")
        found.append(Chip(f"{name} {' of '.join(labels)}", with_area(filters, framework, id)))
    if filters.words:
        found.append(Chip(f"met de woorden ‘{filters.words}’", replace(filters, words="")))
    if filters.since:
        found.append(Chip(f"verteld vanaf {dutch_date(filters.since)}", replace(filters, since=None)))
    if filters.until:
        found.append(Chip(f"verteld tot en met {dutch_date(filters.until)}", replace(filters, until=None)))
    if filters.storypoint:
        name = dict(storypoints).get(filters.storypoint, filters.storypoint)
        found.append(Chip(f"verteld bij {name}", replace(filters, storypoint="")))
    if filters.language:
        found.append(Chip(f"verteld in het {dutch_name(filters.language)}", replace(filters, language="")))
    return found
