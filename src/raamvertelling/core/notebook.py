"""Stories in a notebook: `import raamvertelling.core as rv`, then `rv.load("verhalen.jsonl", "kader.yaml")`."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from raamvertelling.core import framework as frameworks
from raamvertelling.core.answer_kinds import (
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    Skipped,
    StonesPlacement,
    TriadPlacement,
)
from raamvertelling.core.answers import read_answers
from raamvertelling.core.display import Shown, paragraph
from raamvertelling.core.framework.kinds import (
    Framework,
    LongText,
    MultipleChoice,
    PictureChoice,
    Prompt,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.core.results import Comparison, Distribution
from raamvertelling.core.results_scan import Scan
from raamvertelling.core.sentences import stories, tellers
from raamvertelling.core.stats import compare, generator, summarise
from raamvertelling.core.stats.coverage import Coverage, coverage
from raamvertelling.version import VERSION

if TYPE_CHECKING:
    from pandas import DataFrame

ROWS = "rijen.csv"
Cells = dict[str, object]


class Unusable(ValueError):
    """Something cannot be read or calculated; the message is a Dutch sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Stories(Shown):
    """The stories of a file with their answers; never their words.

    Attributes
    ----------
    ids, by, told : of each story its id, who told it (empty when the file does not say) and its answers.
    notes : Dutch sentences on what was not used.
    data : short digest of the files; together with a seed and the version it fixes every figure.
    """

    framework: Framework
    ids: tuple[str, ...]
    by: tuple[str, ...]
    told: tuple[Mapping[str, Answer], ...]
    notes: tuple[str, ...] = ()
    data: str = ""

    def __len__(self) -> int:
        return len(self.ids)

    def made(self, seed: int = 1) -> str:
        """Say with which program, seed and data figures are made."""
        return f"Gemaakt met Raamvertelling {VERSION}, beginwaarde {seed}, gegevens {self.data}."

    def question(self, id: str) -> Signifier:
        """Return a question; Unusable with the ids there are."""
        for each in self.framework.signifiers:
            if each.id == id:
                return each
        known = ", ".join(each.id for each in self.framework.signifiers)
        raise Unusable(f"De vraag ‘{id}’ staat niet in dit duidingskader. U kunt kiezen uit: {known}.")

    def summary(self, question: str) -> Distribution:
        """Return what was answered to one question; Unusable for a free text."""
        signifier = self.question(question)
        if isinstance(signifier, LongText | ShortText):
            raise Unusable(f"De vraag ‘{question}’ is een vrije tekst. Die wordt nooit geteld.")
        return summarise(signifier, self._answers(question))

    def where(self, question: str, option: str) -> "Stories":
        """Return the stories in which this option was chosen."""
        kept = [k for k, answers in enumerate(self.told) if option in _chosen(answers.get(question))]
        ids, by, told = (
            tuple(self.ids[k] for k in kept),
            tuple(self.by[k] for k in kept),
            (self.told[k] for k in kept),
        )
        return replace(self, ids=ids, by=by, told=tuple(told))

    def compare(self, question: str, by: str, *, seed: int = 1, minimum: int = 5) -> Comparison:
        """Compare the answers to a question between the options of a question with one answer.

        Groups smaller than `minimum` do not take part. Raises TooFew, with a Dutch sentence, below two groups.
        """
        groups: dict[str, list[tuple[str, Answer]]] = {}
        self.summary(question)
        for option in self._one_answer(by).options:
            some = self.where(by, option.id)
            answered = some._answers(question)
            if some.summary(question).n >= minimum:
                groups[option.text.in_language("nl")] = answered
        return compare(self.question(question), groups, rng=generator(seed), minimum=minimum)

    def scan(self, by: str = "", *, seed: int = 1) -> Scan:
        """Look at all pairs of questions, or only those with one question; see `stats.scanning.scan`."""
        import numpy as np

        from raamvertelling.core.codes import code_answers
        from raamvertelling.core.stats.scanning import scan

        if by:
            self.question(by)
        who = np.unique([name or f"\0{k}" for k, name in enumerate(self.by)], return_inverse=True)[1].reshape(-1)
        matrix = code_answers(self.framework.signifiers, self.told)
        return scan(matrix, rng=generator(seed), by=by, tellers=who)

    def missing(self, question: str, population: Mapping[str, int]) -> Coverage:
        """Lay tellers beside the number of people by option; see `stats.coverage.coverage`."""
        asked = self._one_answer(question)
        last: dict[str, str | None] = {}
        for place, (name, answers) in enumerate(zip(self.by, self.told, strict=True)):
            chosen = _chosen(answers.get(question))
            last[name or f"\0{place}"] = chosen[0] if chosen else last.get(name)
        return coverage(asked.options, list(last.values()), population)

    def frame(self) -> "DataFrame":
        """Return a pandas data frame, one row a story; Unusable when pandas is not installed.

        Columns: the id of a question; `question.anchor` for the weights of a triad; `question:option` (true or false)
        for a multiple choice; `question:stone.x` and `.y` for stones; `question (past niet)` where somebody said that
        a question does not fit. What was skipped is empty.
        """
        try:
            import pandas as pd
        except ImportError as problem:
            raise Unusable(
                "Voor een tabel is pandas nodig: pip install pandas. Al het andere werkt zonder."
            ) from problem
        rows = []
        for id, name, answers in zip(self.ids, self.by, self.told, strict=True):
            row: Cells = {"id": id, "teller": name}
            for signifier in self.framework.signifiers:
                row |= dict(_cells(signifier, answers.get(signifier.id)))
            rows.append(row)
        return pd.DataFrame(rows)

    def _answers(self, question: str) -> list[tuple[str, Answer]]:
        return [(id, answers.get(question, Skipped())) for id, answers in zip(self.ids, self.told, strict=True)]

    def _one_answer(self, id: str) -> Prompt | SingleChoice | PictureChoice:
        asked = self.question(id)
        if not isinstance(asked, Prompt | SingleChoice | PictureChoice):
            raise Unusable(f"‘{id}’ is geen vraag met één antwoord. Daarmee zijn geen groepen te maken.")
        return asked

    def _html(self) -> list[str]:
        many = len({name for name in self.by if name})
        by = f" van {tellers(many)}" if many else ""
        return [
            paragraph(f"{self.framework.title.in_language('nl')}: {stories(len(self))}{by}. {self.made()}"),
            *map(paragraph, self.notes[:10]),
        ]


def _chosen(answer: Answer | None) -> tuple[str, ...]:
    return answer.options if isinstance(answer, Chosen) else ()


def _cells(signifier: Signifier, answer: Answer | None) -> Iterator[tuple[str, object]]:
    """Return the cells of one answer; every cell of a question that was skipped is empty."""
    id = signifier.id
    if isinstance(answer, NotApplicable):
        yield f"{id} (past niet)", True
    if isinstance(signifier, Triad):
        placed = answer.weights if isinstance(answer, TriadPlacement) else (None,) * 3
        yield from ((f"{id}.{anchor.id}", weight) for anchor, weight in zip(signifier.anchors, placed, strict=True))
    elif isinstance(signifier, MultipleChoice):
        given = answer.options if isinstance(answer, Chosen) else None
        yield from ((f"{id}:{each.id}", None if given is None else each.id in given) for each in signifier.options)
    elif isinstance(signifier, Stones):
        stones = {name: (x, y) for name, x, y in answer.stones} if isinstance(answer, StonesPlacement) else {}
        for stone in signifier.stones:
            yield from zip(
                (f"{id}:{stone.id}.x", f"{id}:{stone.id}.y"), stones.get(stone.id, (None, None)), strict=True
            )
    elif not isinstance(signifier, LongText | ShortText):
        yield id, _value(answer)


def _value(answer: Answer | None) -> object:
    match answer:
        case Chosen():
            return answer.options[0]
        case Rated():
            return answer.number
        case DyadPlacement():
            return answer.position
    return None


def load(path: str | Path, framework: str | Path | Framework) -> Stories:
    """Read the stories of a file of JSON lines, whose tellers allowed counting.

    Parameters
    ----------
    path : one JSON object a line with `id`, `teller`, `prompt`, `consent` and `answers`, each of them optional.
    framework : the questions, or the path of their YAML file.

    Raises
    ------
    Unusable : no stories in the file, or a framework that is not in order.
    """
    raw = Path(path).read_bytes()
    digest = hashlib.sha256(raw)
    if not isinstance(framework, Framework):
        text = Path(framework).read_bytes()
        digest.update(text)
        try:
            framework = frameworks.load(text.decode("utf-8"))
        except frameworks.InvalidFramework as problem:
            raise Unusable(f"Dit duidingskader is nog niet in orde: {problem}") from problem
    notes: list[str] = []
    read = list(_lines(raw.decode("utf-8-sig", "replace"), framework, notes))
    if not read:
        raise Unusable(
            "In dit bestand staan geen verhalen die mee mogen tellen. Het hoort één JSON-object per regel te zijn."
        )
    ids, by, told = (tuple(column) for column in zip(*read, strict=True))
    return Stories(framework, ids, by, told, tuple(notes), digest.hexdigest()[:12])


def _lines(text: str, framework: Framework, notes: list[str]) -> Iterator[tuple[str, str, Mapping[str, Answer]]]:
    refused = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            raw = None
        if not isinstance(raw, dict):
            notes.append(f"Regel {number} is geen JSON-object en telt niet mee.")
            continue
        consent = raw.get("consent")
        if isinstance(consent, dict) and consent.get("analyse") is not True:
            refused += 1
            continue
        given = raw.get("answers")
        given = dict(given) if isinstance(given, dict) else {}
        if framework.prompt is not None and raw.get("prompt"):
            given.setdefault(framework.prompt.id, raw["prompt"])
        answers, mistakes = read_answers(framework, given)
        notes += [f"Regel {number}, vraag ‘{each.signifier_id}’: {each.message}" for each in mistakes]
        yield str(raw.get("id") or number), str(raw.get("teller") or ""), answers
    if refused:
        notes.append(f"{stories(refused)} telt of tellen niet mee: geen toestemming voor ‘analyse’.")


def rows(path: str | Path) -> list[dict[str, str]]:
    """Return the rows of a file that the program gave away: the zip, or its rijen.csv; one row a teller, as texts.

    These rows were made coarse so that nobody stands alone; "*" is a value that too few share. Make a data frame of
    them with `pandas.DataFrame(rv.rows("rijen.zip"))`.

    Raises
    ------
    Unusable : no rows in it.
    """
    raw = Path(path).read_bytes()
    if raw.startswith(b"PK"):
        try:
            with ZipFile(io.BytesIO(raw)) as packed:
                raw = packed.read(ROWS)
        except (BadZipFile, KeyError) as problem:
            raise Unusable(
                f"In deze zip zit geen {ROWS}. Kies het bestand dat u bij ‘Rijen als bestand’ kreeg."
            ) from problem
    found = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig", "replace")), delimiter=";"))
    if not found:
        raise Unusable("In dit bestand staan geen rijen.")
    return found
