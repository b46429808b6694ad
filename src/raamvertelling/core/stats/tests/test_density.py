"""The density of dots in a triangle, checked against a naive sum and near the edges."""

import numpy as np
import pytest

from raamvertelling.core.geometry import HEIGHT
from raamvertelling.core.results import TriadSummary
from raamvertelling.core.stats import summarise, triad_density
from raamvertelling.core.stats.density import GRID, PAD, density_grid, to_plane
from raamvertelling.core.stats.tests.makers import TRIAD, triads


def summary_of(rows: list[list[float]]) -> TriadSummary:
    summary = summarise(TRIAD, triads(rows))
    assert isinstance(summary, TriadSummary)
    return summary


def even(n: int, seed: int = 1) -> list[list[float]]:
    rows: list[list[float]] = np.random.default_rng(seed).dirichlet((1, 1, 1), n).tolist()
    return rows


def test_density_in_the_middle_is_a_sum_of_normal_kernels() -> None:
    dots = to_plane(np.array([[0.4, 0.3, 0.3], [0.35, 0.35, 0.3], [0.3, 0.3, 0.4]]))
    width = 0.05
    field = density_grid(dots, width)
    for column, row in ((48, 28), (45, 30), (50, 25)):
        place = np.array([column, row]) / GRID
        away = ((dots - place) ** 2).sum(axis=1)
        naive = np.exp(-away / (2 * width**2)).sum() / (2 * np.pi * width**2 * len(dots))
        assert field[row + PAD, column + PAD] == pytest.approx(naive, rel=0.03)


@pytest.mark.parametrize("width", [0.03, 0.05, 0.12])
def test_evenly_spread_dots_do_not_thin_out_near_the_edge(width: float) -> None:
    # The middles of the small triangles, upright and upside down, into which the large one is divided.
    dots = [
        (a + part, b + part, 400 - a - b - 2 * part)
        for part in (1 / 3, 2 / 3)
        for a in range(400)
        for b in range(400 - a - (part > 0.5))
    ]
    field = density_grid(to_plane(np.array(dots) / 400), width)
    axis = (np.arange(GRID + 2 * PAD + 1) - PAD) / GRID
    x, y = np.meshgrid(axis, axis)
    inside = (y >= 0) & (y <= 2 * HEIGHT * np.minimum(x, 1 - x))
    assert np.abs(field[inside] * HEIGHT / 2 - 1).max() < 0.02


def test_contours_hold_the_share_of_the_dots_they_promise() -> None:
    rows = np.random.default_rng(4).dirichlet((6, 3, 2), 400).tolist()
    density = triad_density(summary_of(rows))
    assert density is not None and [contour.share for contour in density.contours] == [0.75, 0.5, 0.25]
    dots = to_plane(np.array(rows))
    for contour in density.contours:
        inside = np.zeros(len(dots), dtype=bool)
        for ring in contour.rings:
            inside ^= _within(dots, to_plane(np.array(ring)))
        assert inside.mean() == pytest.approx(contour.share, abs=0.04)


def _within(dots: np.ndarray, ring: np.ndarray) -> np.ndarray:
    inside = np.zeros(len(dots), dtype=bool)
    for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        crosses = (y1 > dots[:, 1]) != (y2 > dots[:, 1])
        at = x1 + (dots[:, 1] - y1) / (y2 - y1 if y1 != y2 else 1) * (x2 - x1)
        inside ^= crosses & (dots[:, 0] < at)
    return inside


def test_corners_and_edges_are_counted_and_not_smeared_out() -> None:
    inner = even(60, seed=9)
    summary = summary_of([*inner, [1, 0, 0], [1, 0, 0], [0, 0.5, 0.5]])
    assert summary.corners == (2, 0, 0) and summary.edges == (1, 0, 0)
    assert triad_density(summary) == triad_density(summary_of(inner))


def test_too_few_dots_have_no_density() -> None:
    assert triad_density(summary_of(even(19))) is None
    assert triad_density(summary_of([[1, 0, 0]] * 100)) is None
