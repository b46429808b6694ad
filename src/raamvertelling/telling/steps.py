"""Which steps a teller takes, in which order and under which number; a framework and answers in, steps out.

The order is that of decision 1: prompt, story, title, voice, then the signs in the order of the framework, then what
the framework marks with `about_you`, then the other uses. A question whose condition asks for an answer that comes
later moves behind that answer. Only steps that are asked are counted.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from raamvertelling.core.framework import (
    Framework,
    LongText,
    Purpose,
    ShortText,
    Signifier,
    asked_signifiers,
    in_order,
    interviewer_questions,
)

# Names of our own steps hold a hyphen, ids of questions never do, so the two cannot meet in one address.
BEFORE = "voor-u-begint"
USES = "wat-mag-ermee"
CHECK = "alles-nakijken"
RECEIPT = "uw-code"
STORY = "uw-verhaal"
RECORDING = "uw-opname"

ANALYSE = "analyse"


@dataclass(frozen=True, slots=True)
class Step:
    """One page with one question; `signifier` is None for the uses, the number 0 if it is not asked again."""

    name: str
    number: int
    signifier: Signifier | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The numbered steps of one teller, as things stand now."""

    steps: tuple[Step, ...]

    @property
    def total(self) -> int:
        return len(self._counted)

    @property
    def _counted(self) -> list[str]:
        return [each.name for each in self.steps if each.number]

    def find(self, name: str) -> Step | None:
        """Return the step with this name if it is asked now."""
        return next((each for each in self.steps if each.name == name), None)

    def after(self, name: str) -> str:
        """Return the name of the step that follows; after the last comes the check."""
        names = [each.name for each in self.steps]
        rest = names[names.index(name) + 1 :] if name in names else names
        return next((each for each in rest if each in self._counted), CHECK)

    def before(self, name: str) -> str:
        """Return the name of the step that comes before; before the first one nothing has a number."""
        names = [each.name for each in self.steps]
        earlier = names[: names.index(name)] if name in names else names
        return next((each for each in reversed(earlier) if each in self._counted), BEFORE)

    def first_open(self, passed: Collection[str]) -> str:
        """Return the first step that was neither answered nor skipped, else the check."""
        return next((each.name for each in self.steps if each.name not in passed), CHECK)


def route(framework: Framework, answers: Mapping[str, object], carried: Collection[str] = ()) -> Route:
    """Return the steps for somebody who gave `answers` (the stored form) so far; `carried` are not asked again."""
    names: list[tuple[str, Signifier | None]] = [(each.id, each) for each in asked(framework, answers)]
    if other_purposes(framework):
        names.append((USES, None))
    counted = {name: number for number, name in enumerate((name for name, _ in names if name not in carried), start=1)}
    return Route(tuple(Step(name, counted.get(name, 0), sign) for name, sign in names))


def asked(framework: Framework, answers: Mapping[str, object]) -> tuple[Signifier, ...]:
    """Return the questions that are asked now, in the order in which a teller meets them."""
    return asked_signifiers(in_order(framework), answers)


def for_interviewer(framework: Framework, answers: Mapping[str, object]) -> tuple[Signifier, ...]:
    """Return the questions that an interviewer answers about the conversation, as things stand now."""
    return asked_signifiers(interviewer_questions(framework), answers)


def other_purposes(framework: Framework) -> tuple[Purpose, ...]:
    """Return the uses besides `analyse`, which are asked after the story was told."""
    return tuple(each for each in framework.consent.purposes if each.id != ANALYSE)


def analyse_purpose(framework: Framework) -> Purpose | None:
    """Return the use without which nothing starts."""
    return next((each for each in framework.consent.purposes if each.id == ANALYSE), None)


def missing(framework: Framework, answers: Mapping[str, object], texts: Mapping[str, str]) -> list[Signifier]:
    """Return the asked questions that must be answered and are not."""
    return [each for each in asked(framework, answers) if each.required and not is_answered(each, answers, texts)]


def is_answered(signifier: Signifier, answers: Mapping[str, object], texts: Mapping[str, str]) -> bool:
    """Tell whether this question has an answer; a text is in `texts`, all else in `answers`."""
    return signifier.id in (texts if is_text(signifier) else answers)


def about_me(framework: Framework, answers: Mapping[str, object]) -> dict[str, object]:
    """Return the answers that are about the teller and not about the story: the voice, and what is marked so."""
    mine = {each.id for each in framework.signifiers if each.about_you and not is_text(each)}
    if framework.voice_question:
        mine.add(framework.voice_question.id)
    return {id: raw for id, raw in answers.items() if id in mine}


def is_text(signifier: Signifier) -> bool:
    """Tell whether the answer is a text of the teller's own, which is sealed and never an answer."""
    return isinstance(signifier, LongText | ShortText)
