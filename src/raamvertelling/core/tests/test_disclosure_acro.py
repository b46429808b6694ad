"""Beside acro (AI-SDC), with which research data services check what leaves: `scripts/oracles/acro_tables.py`.

acro closes a cell of fewer than ten people, or of nobody; so do we. It stops there and prints no margins that are
exact: with the true totals of voices and options beside its tables, cells that it closes can be worked out. We print
totals, so we close more. That is the one difference, and it is measured here.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from raamvertelling.core.privacy.disclosure import PUBLIC_MINIMUM, Sum, bounds, suppress

REFERENCE = Path(__file__).parent / "acro_tables.csv"
VOICES, OPTIONS = ("inwoner", "professional", "manager"), ("a", "b", "c", "d")
Told = tuple[dict[str, int], frozenset[str]]


@cache
def tables() -> tuple[Told, ...]:
    """Return the counts of each table and the cells that acro closes."""
    counts, closed = defaultdict[str, dict[str, int]](dict), defaultdict[str, set[str]](set)
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            id = f"{line['voice']}/{line['option']}"
            counts[line["table"]][id] = int(line["count"])
            if not line["shown"]:
                closed[line["table"]].add(id)
    return tuple((counts[each], frozenset(closed[each])) for each in counts)


def with_margins(counts: dict[str, int]) -> tuple[dict[str, int], list[Sum]]:
    sums = [Sum(voice, tuple(f"{voice}/{option}" for option in OPTIONS)) for voice in VOICES]
    sums += [Sum(option, tuple(f"{voice}/{option}" for voice in VOICES)) for option in OPTIONS]
    totals = {each.total: sum(counts[part] for part in each.parts) for each in sums}
    everybody = sum(counts.values())
    sums += [Sum("all", VOICES), Sum("all", OPTIONS)]
    return {**counts, **totals, "all": everybody}, sums


def noughts(counts: dict[str, int]) -> frozenset[str]:
    return frozenset(id for id, count in counts.items() if count == 0)


def test_there_are_tables_with_and_without_small_cells() -> None:
    small = [bool(closed) for _, closed in tables()]
    assert len(small) == 40 and any(small)


def test_the_cells_that_are_small_by_themselves_are_the_same() -> None:
    for counts, closed in tables():
        assert suppress(counts, [], minimum=PUBLIC_MINIMUM, unsafe=noughts(counts)) == closed


def test_we_close_all_that_acro_closes_and_leave_nothing_to_work_out() -> None:
    for counts, closed in tables()[:12]:
        cells, sums = with_margins(counts)
        hidden = suppress(cells, sums, unsafe=noughts(counts))
        assert closed <= hidden
        assert all(high - low >= PUBLIC_MINIMUM - 1e-6 for low, high in bounds(cells, sums, hidden).values())


def test_beside_exact_totals_many_cells_that_acro_closes_can_be_worked_out() -> None:
    pinned = found = 0
    for counts, closed in tables()[:12]:
        cells, sums = with_margins(counts)
        for low, high in bounds(cells, sums, closed).values():
            found += 1
            pinned += high - low == pytest.approx(0, abs=1e-6)
    assert found > 30 and pinned / found > 0.1
