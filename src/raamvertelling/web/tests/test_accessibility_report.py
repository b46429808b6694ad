"""The report on accessibility: complete, made from what ran, and never better than that."""

import ast
import csv
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from raamvertelling.web.accessibility.report import CRITERIA, Outcome, Run, as_markdown, criteria, read_run, status

ROOT = Path(__file__).parents[4]
ROWS = list(csv.DictReader(CRITERIA.read_text(encoding="utf-8").splitlines()))
NUMBERS = [
    "1.1.1",
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.2.4",
    "1.2.5",
    "1.3.1",
    "1.3.2",
    "1.3.3",
    "1.3.4",
    "1.3.5",
    "1.4.1",
    "1.4.2",
    "1.4.3",
    "1.4.4",
    "1.4.5",
    "1.4.10",
    "1.4.11",
    "1.4.12",
    "1.4.13",
    "2.1.1",
    "2.1.2",
    "2.1.4",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "2.4.1",
    "2.4.2",
    "2.4.3",
    "2.4.4",
    "2.4.5",
    "2.4.6",
    "2.4.7",
    "2.4.11",
    "2.5.1",
    "2.5.2",
    "2.5.3",
    "2.5.4",
    "2.5.7",
    "2.5.8",
    "3.1.1",
    "3.1.2",
    "3.2.1",
    "3.2.2",
    "3.2.3",
    "3.2.4",
    "3.2.6",
    "3.3.1",
    "3.3.2",
    "3.3.3",
    "3.3.4",
    "3.3.7",
    "3.3.8",
    "4.1.2",
    "4.1.3",
]
ALL = {test: (1, 0) for row in ROWS for test in row["tests"].split()}
needs_source = pytest.mark.skipif(not (ROOT / "e2e").exists(), reason="an installed copy has no browser tests")


def outcome(number: str, run: Run) -> Outcome:
    return next(each.outcome for each in criteria(run) if each.number == number)


def test_every_criterion_of_wcag_2_2_a_and_aa_is_there_once() -> None:
    assert [row["number"] for row in ROWS] == NUMBERS and len(NUMBERS) == 55
    assert {row["level"] for row in ROWS} == {"A", "AA"}


@needs_source
@pytest.mark.parametrize("test", sorted(ALL))
def test_every_named_test_exists(test: str) -> None:
    file, _, name = test.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_without_a_run_nothing_is_met() -> None:
    found = {each.outcome for each in criteria(Run(None, False, {}))}
    assert found == {Outcome.NOT_JUDGED, Outcome.NOT_APPLICABLE}


def test_a_test_that_failed_or_did_not_run_is_not_a_pass() -> None:
    wrong = "e2e/test_matrix.py::test_every_public_page"
    assert outcome("1.4.3", Run(date(2026, 11, 22), False, {**ALL, wrong: (9, 1)})) == Outcome.FAILS
    assert outcome("1.4.3", Run(date(2026, 11, 22), False, {**ALL, wrong: (0, 0)})) == Outcome.NOT_JUDGED
    assert outcome("1.4.3", Run(date(2026, 11, 22), False, ALL)) == Outcome.TESTED


def test_what_needs_people_waits_for_a_name_and_a_day() -> None:
    run = Run(date(2026, 11, 22), True, ALL)
    for row in ROWS:
        if row["people"] and not (row["person"] and row["date"]):
            assert outcome(row["number"], run) in (Outcome.NO_FAULT_FOUND, Outcome.NOT_JUDGED)
    assert outcome("2.4.6", run) == Outcome.NOT_JUDGED


def test_the_letter_is_not_better_than_the_worst_that_is_unknown() -> None:
    assert status(criteria(Run(date(2026, 11, 22), True, ALL)))[0] == "C"


@needs_source
def test_the_page_of_the_documentation_is_made_from_the_same() -> None:
    run = read_run()
    page = (ROOT / "docs" / "toegankelijkheid.md").read_text(encoding="utf-8")
    assert page == as_markdown(criteria(run), run), "python scripts/accessibility.py"


@pytest.mark.django_db
def test_residents_find_the_statement(client: Client) -> None:
    page = re.sub(r"<[^>]+>", " ", client.get("/toegankelijkheid/").content.decode())
    assert "Status C" in page and "niet beoordeeld" in page and "4.1.3 Statusberichten" in page
    assert "nog niet met mensen getoetst" in page
