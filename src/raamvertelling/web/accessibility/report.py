"""The criteria, their tests and people, and the outcome: never typed by hand, never better than what was checked."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

FOLDER = Path(__file__).parent
# The Dutch names of the criteria are those of the authorised translation of WCAG 2.2.
CRITERIA = FOLDER / "criteria.csv"
LAST_RUN = FOLDER / "last_run.json"


class Outcome(StrEnum):
    """What can be said of a criterion."""

    FAILS = "voldoet niet"
    NOT_JUDGED = "niet beoordeeld"
    NO_FAULT_FOUND = "tests vonden geen fout, mensen keken nog niet"
    TESTED = "tests vonden geen fout"
    MET = "voldoet, zeggen tests en mensen"
    NOT_APPLICABLE = "niet van toepassing"


@dataclass(frozen=True, slots=True)
class Run:
    """The last recorded run: its day, whether it was the whole matrix, and passed and failed per test."""

    on: date | None
    is_full: bool
    tests: dict[str, tuple[int, int]]

    def passed(self, test: str) -> bool:
        """Whether this test ran, and nothing of it failed."""
        passed, failed = self.tests.get(test, (0, 0))
        return passed > 0 and failed == 0

    def failed(self, test: str) -> bool:
        """Whether something of this test failed."""
        return self.tests.get(test, (0, 0))[1] > 0


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: the tests that check it, the question that is left for people, and who answered that when."""

    number: str
    level: str
    name: str
    tests: tuple[str, ...]
    people: str
    person: str
    on: str
    not_applicable: str
    outcome: Outcome


def read_run(path: Path = LAST_RUN) -> Run:
    """Read the last recorded run; without one nothing was judged."""
    if not path.exists():
        return Run(None, False, {})
    found = json.loads(path.read_text(encoding="utf-8"))
    tests = {name: (int(passed), int(failed)) for name, (passed, failed) in found["tests"].items()}
    return Run(date.fromisoformat(found["date"]), bool(found["full"]), tests)


def criteria(run: Run, path: Path = CRITERIA) -> list[Criterion]:
    """Return every criterion with its outcome in this run."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_criterion(row, run) for row in csv.DictReader(file)]


def _criterion(row: dict[str, str], run: Run) -> Criterion:
    tests = tuple(row["tests"].split())
    return Criterion(
        row["number"],
        row["level"],
        row["name"],
        tests,
        row["people"],
        row["person"],
        row["date"],
        row["not_applicable"],
        _outcome(row, tests, run),
    )


def _outcome(row: dict[str, str], tests: tuple[str, ...], run: Run) -> Outcome:
    if row["not_applicable"]:
        return Outcome.NOT_APPLICABLE
    if any(run.failed(test) for test in tests):
        return Outcome.FAILS
    looked_at = bool(row["person"] and row["date"])
    if not tests:
        return Outcome.MET if looked_at else Outcome.NOT_JUDGED
    if not all(run.passed(test) for test in tests):
        return Outcome.NOT_JUDGED
    if looked_at:
        return Outcome.MET
    return Outcome.NO_FAULT_FOUND if row["people"] else Outcome.TESTED


def counts(found: list[Criterion]) -> list[tuple[Outcome, int]]:
    """Return how many criteria have each outcome."""
    return [(outcome, sum(each.outcome == outcome for each in found)) for outcome in Outcome]


def status(found: list[Criterion]) -> tuple[str, str]:
    """Return the letter of the Dutch statement with its words; A and B need people who looked at everything."""
    outcomes = {each.outcome for each in found}
    if outcomes & {Outcome.NOT_JUDGED, Outcome.NO_FAULT_FOUND}:
        return "C", "eerste maatregelen genomen"
    if Outcome.FAILS in outcomes:
        return "B", "voldoet gedeeltelijk"
    return "A", "voldoet volledig"


def as_markdown(found: list[Criterion], run: Run) -> str:
    """Return the report as a page of the documentation."""
    letter, words = status(found)
    scope = "alle combinaties" if run.is_full else "elk paar van pagina, taal en omstandigheid"
    lines = [
        "# Toegankelijkheid: wat is getoetst, en wat niet",
        "",
        "Gemaakt met `python scripts/accessibility.py`; niet met de hand veranderen. "
        "Uitkomsten komen uit de laatste vastgelegde browserrun.",
        "",
        f"- Vastgelegde run: {run.on or 'nog geen'}{f' ({scope})' if run.on else ''}",
        f"- Status volgens het Nederlandse model: {letter}, {words}",
        *(f"- {outcome.value}: {number}" for outcome, number in counts(found)),
        "",
        "| criterium | niveau | uitkomst | tests | vraag aan mensen | wie, wanneer |",
        "|---|---|---|---|---|---|",
    ]
    for each in found:
        tests = "<br>".join(f"`{test}`" for test in each.tests) or each.not_applicable or "geen"
        who = f"{each.person}, {each.on}" if each.person else "nog niemand" if each.people else ""
        lines.append(
            f"| {each.number} {each.name} | {each.level} | {each.outcome.value} | {tests} | {each.people} | {who} |"
        )
    return "\n".join(lines) + "\n"
