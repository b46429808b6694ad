"""The columns of a file with rows: who tells, in general terms, and what was answered, without a word of a story."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from raamvertelling.core.answers import (
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    StonesPlacement,
    TriadPlacement,
)
from raamvertelling.core.framework import (
    Dyad,
    Framework,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Scale,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    labels,
)
from raamvertelling.core.privacy.disclosure.cells import merged, rare
from raamvertelling.core.privacy.disclosure.rows import ANY, Levels
from raamvertelling.core.sentences import listing
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.queries.rows import Row
from raamvertelling.sensemaking.queries.windows import about_tellers

PERIOD, NOT_SAID, DOES_NOT_FIT = "periode", "", "past niet"
BETWEEN, MORE = " | ", "+"
AS_TOLD, LEFT_OUT = "zoals verteld", "weggelaten"
PER_YEAR, PAIRED, FEW = "per jaar", "twee antwoorden samen", f"wat te weinig vertellers zeiden, staat er als {ANY}"
Countable = Prompt | SingleChoice | MultipleChoice | PictureChoice | Scale
Placed = Triad | Dyad | Stones


@dataclass(frozen=True, slots=True)
class Taken:
    """One story that may go along: its answers to the questions that were asked in the same words."""

    id: UUID
    row: Row
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its head, the question, what was done to it in words, and a cell a row."""

    head: str
    question: str
    how: str
    cells: Sequence[str]


def answer_questions(framework: Framework) -> list[Countable | Placed]:
    """Return the questions whose answers go along: no words, nothing else about the teller, nothing of a worker."""
    found = (each for each in framework.signifiers if isinstance(each, Countable | Placed))
    about = {each.id for each in about_tellers(framework)}
    return [each for each in found if each.id not in about and not each.about_you and not each.interviewer]


def left_out_questions(framework: Framework) -> list[Signifier]:
    """Return the questions that never go along."""
    goes = {each.id for each in (*answer_questions(framework), *about_tellers(framework))}
    return [each for each in framework.signifiers if each.id not in goes]


def who(framework: Framework, taken: Taken) -> dict[str, str]:
    """Return by what somebody could recognise the teller: voice, what was said about oneself, and the quarter."""
    day = taken.row.told_on
    found = {each.id: _chosen(taken.answers.get(each.id)) for each in about_tellers(framework)}
    return {**found, PERIOD: f"{day.year}-K{(day.month + 2) // 3}"}


def levels_of(
    framework: Framework, told: Sequence[Mapping[str, str]], closed: Mapping[str, Collection[str]], minimum: int
) -> Levels:
    """Return how each of these becomes more general: two answers of a scale together, a quarter its year, few a "*".

    `closed`: what was written as "*" in earlier files, and stays so.
    """
    found: dict[str, list[dict[str, str]]] = {each.id: _pairs(each) for each in about_tellers(framework)}
    for name, steps in found.items():
        values = _before_last(name, steps, told)
        hidden = rare([[each] for each in values], minimum) | frozenset(closed.get(name, ()))
        steps.append({each: each for each in values if each not in hidden})
    found[PERIOD] = [{each[PERIOD]: each[PERIOD][:4] for each in told}]
    return found


def closed_in(levels: Levels, heights: Mapping[str, int], told: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    """Return which values of each column its last step wrote as "*", where it came so far."""
    return {
        name: sorted({*_before_last(name, steps[:-1], told)} - steps[-1].keys())
        for name, steps in levels.items()
        if name != PERIOD and heights[name] >= len(steps)
    }


def _before_last(name: str, steps: Sequence[Mapping[str, str]], told: Sequence[Mapping[str, str]]) -> list[str]:
    """Return the values of a column after the steps before the last."""
    return [steps[0].get(each[name], ANY) if steps else each[name] for each in told]


def who_columns(
    framework: Framework, rows: Sequence[Mapping[str, str]], levels: Levels, heights: Mapping[str, int]
) -> list[Column]:
    """Return the columns of who tells, with what was done to each; `heights` says how general it became."""
    named = {each.id: (title_of(each), labels(each, framework.language)) for each in about_tellers(framework)}
    named[PERIOD] = ("Wanneer is het verteld?", {})
    found = []
    for name, (question, words) in named.items():
        cells = [_label(row[name], words) for row in rows]
        how = LEFT_OUT if {*cells} <= {ANY} else _how(name, heights[name], len(levels[name]))
        found.append(Column(name, question, how, cells))
    return found


def answer_columns(framework: Framework, kept: Sequence[Taken], minimum: int) -> list[Column]:
    """Return the columns of what was answered: rare answers written alike, places merged by five; empty ones go."""
    found: list[Column] = []
    for each in answer_questions(framework):
        answers = [taken.answers.get(each.id) for taken in kept]
        found += _counted(each, answers, framework, minimum) if isinstance(each, Countable) else _placed(each, answers)
    return found


def _how(name: str, height: int, steps: int) -> str:
    if not height:
        return AS_TOLD
    if name == PERIOD:
        return PER_YEAR
    return "; ".join((*((PAIRED,) if steps > 1 else ()), FEW)[:height])


def _pairs(question: SingleChoice) -> list[dict[str, str]]:
    ids = [each.id for each in question.options]
    if not question.ordered or len(ids) < 4:
        return []
    pairs = [ids[at : at + 2] for at in range(0, len(ids), 2)]
    return [{NOT_SAID: NOT_SAID, **{id: MORE.join(pair) for pair in pairs for id in pair}}]


def _label(value: str, words: Mapping[str, str]) -> str:
    return " of ".join(words.get(each, each) for each in value.split(MORE))


def _chosen(answer: Answer | None) -> str:
    return answer.options[0] if isinstance(answer, Chosen) else NOT_SAID


def _counted(question: Countable, answers: Sequence[Answer | None], framework: Framework, minimum: int) -> list[Column]:
    words = {} if isinstance(question, Scale) else labels(question, framework.language)
    told = [_values(each) for each in answers]
    hidden = rare(told, minimum)
    if not {value for each in told for value in each} - hidden - {NOT_SAID}:
        return []
    cells = [BETWEEN.join(dict.fromkeys(ANY if v in hidden else words.get(v, v) for v in each)) for each in told]
    names = [f"‘{words.get(each, each) or 'overgeslagen'}’" for each in sorted(hidden)]
    how = f"{listing(names)} {'staat' if len(names) == 1 else 'staan'} er als {ANY}" if names else AS_TOLD
    return [Column(question.id, title_of(question), how, cells)]


def _values(answer: Answer | None) -> tuple[str, ...]:
    match answer:
        case Chosen(options):
            return options
        case Rated(number):
            return (str(number),)
        case NotApplicable():
            return (DOES_NOT_FIT,)
        case _:
            return (NOT_SAID,)


def _placed(question: Placed, answers: Sequence[Answer | None]) -> list[Column]:
    if isinstance(question, Stones):
        return [
            column
            for stone in question.stones
            for column in _places(
                question, (f"{stone.id}.x", f"{stone.id}.y"), [_stone(each, stone.id) for each in answers]
            )
        ]
    heads = tuple(each.id for each in question.anchors) if isinstance(question, Triad) else ("",)
    return _places(question, heads, [_place(each) for each in answers])


def _place(answer: Answer | None) -> tuple[float, ...] | None:
    match answer:
        case TriadPlacement(weights, _):
            return weights
        case DyadPlacement(position, _):
            return (position,)
        case _:
            return None


def _stone(answer: Answer | None, id: str) -> tuple[float, ...] | None:
    placed = answer.stones if isinstance(answer, StonesPlacement) else ()
    return next(((x, y) for stone, x, y in placed if stone == id), None)


def _places(question: Placed, heads: Sequence[str], places: Sequence[tuple[float, ...] | None]) -> list[Column]:
    """Return a column a coordinate; nothing where fewer than five gave a place."""
    middles = iter(merged([each for each in places if each is not None]))
    rows = [next(middles, None) if each is not None else None for each in places]
    if not any(rows):
        return []
    names = [f"{question.id}.{head}" if head else question.id for head in heads]
    return [
        Column(name, title_of(question), "plek van minstens vijf vertellers samen", [_number(row, at) for row in rows])
        for at, name in enumerate(names)
    ]


def _number(place: Sequence[float] | None, at: int) -> str:
    return "" if place is None else f"{place[at]:.2f}".replace(".", ",")
