"""Summaries and areas: everything is counted once, and an area holds exactly the stories behind its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.answer_kinds import Answer, Chosen, NotApplicable, Rated, Skipped, StonesPlacement, Written
from raamvertelling.core.framework import LongText, Scale
from raamvertelling.core.results import (
    ChoiceSummary,
    DyadSummary,
    ScaleSummary,
    StonesSummary,
    TriadSummary,
)
from raamvertelling.core.stats import areas, in_area, summarise
from raamvertelling.core.stats.tests.makers import CHOICE, DYAD, TRIAD, demo, dyads, triads, words
from raamvertelling.core.stats.tests.test_comparing import FIELD, SEVERAL

SCALE = Scale(id="cijfer", text=words("Cijfer?"), left=words("slecht"), right=words("goed"), minimum=1, maximum=5)
weights = st.tuples(*[st.integers(0, 20)] * 3).filter(any).map(lambda w: tuple(part / sum(w) for part in w))


def test_a_triad_counts_zones_corners_and_edges() -> None:
    rows: list[list[float]] = [[1, 0, 0], [0.6, 0.2, 0.2], [0.5, 0.5, 0], [0.4, 0.3, 0.3], [0.1, 0.45, 0.45]]
    summary = summarise(TRIAD, [*triads(rows), ("x", Skipped()), ("y", NotApplicable())])
    assert isinstance(summary, TriadSummary)
    counts = {share.area.id: share.count for share in summary.zones}
    assert {id: n for id, n in counts.items() if n} == {"mens": 2, "mens.regels": 1, "regels.geld": 1, "midden": 1}
    assert (summary.n, summary.missing, summary.not_applicable) == (5, 1, 1)
    assert summary.corners == (1, 0, 0) and summary.edges == (0, 0, 1)
    assert summary.centroid == pytest.approx((0.52, 0.29, 0.19))


def test_a_dyad_has_twenty_bins_and_five_bands() -> None:
    summary = summarise(DYAD, dyads([0, 0.05, 0.2, 0.5, 1]))
    assert isinstance(summary, DyadSummary)
    assert summary.bins[0] == 1 and summary.bins[1] == 1 and summary.bins[4] == 1 and summary.bins[19] == 1
    assert [share.count for share in summary.bands] == [2, 1, 1, 0, 1]
    assert summary.median is not None and summary.median.value == 0.2


def test_stones_count_stories_that_placed_them() -> None:
    told: list[tuple[str, Answer]] = [
        ("a", StonesPlacement((("team", 0.1, 0.9),))),
        ("b", StonesPlacement((("team", 0.2, 0.8), ("buren", 0.5, 0.5)))),
        ("c", Skipped()),
    ]
    summary = summarise(FIELD, told)
    assert isinstance(summary, StonesSummary)
    assert (summary.n, summary.missing) == (2, 1)
    assert [(stone.n, stone.placed.value) for stone in summary.stones] == [(2, 1.0), (1, 0.5)]
    assert {share.area.id: share.count for share in summary.stones[0].cells if share.count} == {"team.1-3": 2}


def test_options_of_a_multiple_choice_are_counted_each() -> None:
    summary = summarise(SEVERAL, [("a", Chosen(("a", "b"))), ("b", Chosen(("b",)))])
    assert isinstance(summary, ChoiceSummary) and summary.multiple
    assert [(share.count, share.share.value) for share in summary.options] == [(1, 0.5), (2, 1.0), (0, 0.0)]


def test_a_scale_counts_every_number() -> None:
    summary = summarise(SCALE, [("a", Rated(1)), ("b", Rated(5)), ("c", Rated(5))])
    assert isinstance(summary, ScaleSummary)
    assert [share.count for share in summary.numbers] == [1, 0, 0, 0, 2]
    assert summary.median is not None and summary.median.value == 5


def test_a_free_text_is_not_counted() -> None:
    text = LongText(id="verhaal", text=words("Vertel"))
    assert areas(text) == []
    with pytest.raises(ValueError, match="free text"):
        summarise(text, [("a", Written())])


@given(st.lists(weights, max_size=20))
def test_zones_divide_all_dots(rows: list[tuple[float, float, float]]) -> None:
    told = triads(rows)
    summary = summarise(TRIAD, told)
    assert isinstance(summary, TriadSummary)
    assert sum(share.count for share in summary.zones) == len(rows)
    for share in summary.zones:
        assert share.count == sum(in_area(share.area, answer) for _, answer in told)


@given(st.lists(st.floats(0, 1), max_size=20))
def test_bands_divide_all_dots(positions: list[float]) -> None:
    told = dyads(positions)
    for area in areas(DYAD):
        assert sum(in_area(area, answer) for _, answer in told) == _count(summarise(DYAD, told), area.id)
    assert all(sum(in_area(area, answer) for area in areas(DYAD)) == 1 for _, answer in told)


def _count(summary: object, id: str) -> int:
    assert isinstance(summary, DyadSummary)
    return next(share.count for share in summary.bands if share.area.id == id)


def test_skipped_lies_in_no_area() -> None:
    for signifier in (TRIAD, DYAD, FIELD, CHOICE, SCALE):
        assert not any(in_area(area, empty) for area in areas(signifier) for empty in (Skipped(), NotApplicable()))


def test_all_questions_of_the_demonstration_add_up() -> None:
    framework, told = demo()
    for signifier in framework.signifiers:
        if not areas(signifier):
            continue
        summary = summarise(signifier, [(id, answers[signifier.id]) for id, answers in told])
        assert summary.n + summary.missing + summary.not_applicable == 120
        ids = [area.id for area in areas(signifier)]
        assert len(set(ids)) == len(ids)
        assert summary.method and summary.source
