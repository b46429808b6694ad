"""The filter as a form: every question that can be filtered on, with its answers to tick."""

from collections.abc import Container
from dataclasses import dataclass

from raamvertelling.core.framework import Framework, Prompt, Signifier, Stones
from raamvertelling.core.results import Area
from raamvertelling.core.stats import areas
from raamvertelling.sensemaking.filters import PREFIX, Filters, choices_of, title_of
from raamvertelling.web.language_list import KNOWN, dutch_name


@dataclass(frozen=True, slots=True)
class Tick:
    """One answer to tick."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the answers to tick; `hidden` ones were chosen in a chart and are kept as they are."""

    name: str
    title: str
    ticks: tuple[Tick, ...]
    hidden: tuple[str, ...] = ()

    @property
    def chosen(self) -> int:
        """How many answers are ticked."""
        return sum(tick.is_chosen for tick in self.ticks) + len(self.hidden)


@dataclass(frozen=True, slots=True)
class FilterForm:
    """What the filter form shows."""

    filters: Filters
    questions: tuple[Question, ...]
    storypoints: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...] = ()


def filter_form(
    filters: Filters,
    framework: Framework,
    storypoints: list[tuple[str, str]],
    only: tuple[str, ...] | None = None,
    areas_shown: Container[str] | None = None,
) -> FilterForm:
    """Return the form for a filter; `only` limits it to these questions and `areas_shown` to these answers."""
    asked = [each for each in framework.signifiers if areas(each) and (only is None or each.id in only)]
    ordered = sorted(asked, key=lambda each: each.id != framework.voices)
    return FilterForm(
        filters=filters,
        questions=tuple(_question(each, filters.of(each.id), areas_shown) for each in ordered),
        storypoints=tuple(storypoints),
        languages=_languages(framework) if storypoints else (),
    )


def _languages(framework: Framework) -> tuple[tuple[str, str], ...]:
    """Return the languages that tellers of this inquiry could choose; one alone is no choice."""
    known = [*framework.languages, *(each.code for each in KNOWN.values() if each.falls_back_on in framework.languages)]
    codes = list(dict.fromkeys(known))
    return tuple((code, dutch_name(code)) for code in codes) if len(codes) > 1 else ()


def _question(signifier: Signifier, chosen: tuple[str, ...], areas_shown: Container[str] | None) -> Question:
    fitting = [area for area in choices_of(signifier) if _fits(signifier, area)]
    shown = [area for area in fitting if areas_shown is None or area.id in areas_shown]
    ticks = tuple(Tick(area.id, area.label[:1].upper() + area.label[1:], area.id in chosen) for area in shown)
    known = {tick.value for tick in ticks}
    return Question(
        name=f"{PREFIX}{signifier.id}",
        title=title_of(signifier),
        ticks=ticks,
        hidden=tuple(value for value in chosen if value not in known),
    )


def _fits(signifier: Signifier, area: Area) -> bool:
    """Leave out the many cells of a field (chosen in the chart itself), and what a question cannot have."""
    if isinstance(signifier, Stones) and area.kind == "cell":
        return False
    if area.kind == "not_applicable":
        return signifier.not_applicable
    return area.kind != "skipped" or not (signifier.required or isinstance(signifier, Prompt))
