"""The stories farthest from the middle of their group: as a plain loop finds them, and nobody without a middle."""

from math import dist

import pytest

from raamvertelling.core.answer_kinds import Answer, Chosen, Rated, Skipped
from raamvertelling.core.framework import Scale
from raamvertelling.core.geometry import xy_from_weights
from raamvertelling.core.stats import generator
from raamvertelling.core.stats.outliers import farthest
from raamvertelling.core.stats.tests.makers import CHOICE, DYAD, TRIAD, dyads, triads, words


def test_a_triangle_follows_distances_on_the_page() -> None:
    rows = generator(3).dirichlet((1, 1, 1), 40).tolist()
    middle = xy_from_weights(tuple(sum(row[i] for row in rows) / 40 for i in range(3)))
    drawn = {f"s{i}": dist(xy_from_weights(tuple(row)), middle) for i, row in enumerate(rows)}
    assert farthest(TRIAD, triads(rows), at_most=7) == sorted(drawn, key=lambda id: -drawn[id])[:7]


def test_a_line_follows_the_median_and_keeps_the_order_of_equals() -> None:
    assert farthest(DYAD, dyads([0.5, 0.5, 0.9, 0.1, 0.4, 0.5, 0.5]), at_most=3) == ["s2", "s3", "s4"]


def test_a_scale_has_a_middle_too() -> None:
    scale = Scale(id="cijfer", text=words("Cijfer?"), left=words("slecht"), right=words("goed"))
    told: list[tuple[str, Answer]] = [(f"s{i}", Rated(each)) for i, each in enumerate((7, 7, 8, 2, 7))]
    assert farthest(scale, told, at_most=2) == ["s3", "s2"]


@pytest.mark.parametrize("n", [0, 1, 4])
def test_a_few_dots_have_no_middle(n: int) -> None:
    skipped: list[tuple[str, Answer]] = [(f"x{i}", Skipped()) for i in range(9)]
    assert farthest(DYAD, [*dyads([0.1, 0.9, 0.3, 0.7][:n]), *skipped], at_most=3) == []


def test_dots_on_one_place_and_choices_give_nobody() -> None:
    assert farthest(TRIAD, triads([(0.2, 0.3, 0.5)] * 9), at_most=3) == []
    chosen: list[tuple[str, Answer]] = [(f"s{i}", Chosen(("succes",))) for i in range(9)]
    assert farthest(CHOICE, chosen, at_most=3) == []


def test_swapping_stories_changes_nothing_but_ties() -> None:
    rows = generator(8).dirichlet((1, 2, 1), 25).tolist()
    told = triads(rows)
    assert farthest(TRIAD, told, at_most=5) == farthest(TRIAD, told[::-1], at_most=5)
