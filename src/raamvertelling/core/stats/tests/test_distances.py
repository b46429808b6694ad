"""Distances of clouds, checked against dcor, a loop and shuffling."""

import dcor
import numpy as np
import pytest

from raamvertelling.core.stats.clouds import distances as plane_distances
from raamvertelling.core.stats.clouds import energy_share
from raamvertelling.core.stats.distances import (
    apart,
    centred,
    energies,
    in_plane,
    linked_points,
    linked_table,
    skewness,
)
from raamvertelling.core.stats.intervals import Z95
from raamvertelling.core.stats.shuffling import matrix_chance, spread_chance
from raamvertelling.core.stats.tables import Counts, Floats

# A chance of 50 hits has a standard error of a seventh at most.
WIDE = 0.45


def told(n: int = 60, *, link: float = 0.4, seed: int = 3) -> tuple[Floats, Floats]:
    """Return weights on a lattice and a slider that goes with the first."""
    rng = np.random.default_rng(seed)
    steps = rng.multinomial(20, (0.3, 0.3, 0.4), n)
    weights = rng.permuted(steps, axis=1) / 20
    slider = np.round(np.clip(0.3 + link * weights[:, 0] + 0.15 * rng.normal(size=n), 0, 1), 2)
    return weights, np.asarray(slider, dtype=np.float64)


def tabled(first: Floats, second: Floats) -> tuple[Floats, Floats, Floats]:
    ones, left = np.unique(first, axis=0, return_inverse=True)
    others, right = np.unique(second, axis=0, return_inverse=True)
    table = np.zeros((len(ones), len(others)))
    np.add.at(table, (left.reshape(-1), right.reshape(-1)), 1)
    return table, ones, others


@pytest.mark.parametrize("link", [0.0, 0.4])
def test_the_distance_correlation_agrees_with_dcor_from_a_table_and_from_coordinates(link: float) -> None:
    weights, slider = told(link=link)
    points, line = in_plane(weights), slider[:, None]
    expected = dcor.u_distance_correlation_sqr(points, line)
    table, ones, others = tabled(points, line)
    found = linked_table(table, apart(ones, ones), apart(others, others), 1.0)
    assert found.value == pytest.approx(expected, abs=1e-12)
    exact = linked_points(points, line, 1.0)
    assert (exact.value, exact.low, exact.high) == pytest.approx((found.value, found.low, found.high), abs=1e-10)
    both = linked_points(points, points[::-1], 1.0)
    assert both.value == pytest.approx(dcor.u_distance_correlation_sqr(points, points[::-1].copy()), abs=1e-12)


def test_its_margin_is_that_of_leaving_out_each_story() -> None:
    weights, slider = told(30)
    points, n = in_plane(weights), 30
    values = [
        dcor.u_distance_correlation_sqr(np.delete(points, i, axis=0), np.delete(slider, i)[:, None]) for i in range(n)
    ]
    half = Z95 * np.sqrt((n - 1) / n * ((np.array(values) - np.mean(values)) ** 2).sum())
    found = linked_points(points, slider[:, None], 1.0)
    assert found.high - found.value == pytest.approx(half, rel=1e-9)


def test_swapping_turning_and_stretching_change_nothing() -> None:
    weights, slider = told()
    points, line = in_plane(weights), slider[:, None]
    one = linked_points(points, line, 1.0).value
    order = np.random.default_rng(1).permutation(len(points))
    turned = (points[order] @ np.array([[0, -1], [1, 0]])) * 7 + 3
    assert linked_points(line[order], turned, 1.0).value == pytest.approx(one, abs=1e-12)


def test_the_textbook_chance_of_a_link_is_close_to_that_of_shuffling() -> None:
    rng = np.random.default_rng(5)
    for seed in range(4):
        weights, slider = told(120, link=0.08, seed=seed)
        points, line = in_plane(weights), slider[:, None]
        skew = skewness(points, np.ones(120)) * skewness(line, np.ones(120))
        shuffled = matrix_chance(centred(points), centred(line), most=4000, rng=rng)
        assert linked_points(points, line, skew).chance == pytest.approx(shuffled, rel=WIDE)


def grouped(points: Floats, sizes: Counts) -> tuple[Floats, Floats]:
    groups = np.repeat(np.arange(len(sizes)), sizes)[:, None].astype(float)
    table, _, places = tabled(groups, points)
    return table[None], places


def test_the_energy_share_is_that_of_the_comparison_and_of_dcor() -> None:
    weights, _ = told(60)
    sizes = np.array([25, 35])
    tables, places = grouped(weights, sizes)
    found = energies(np.concatenate([tables, np.zeros((1, 2, tables.shape[2])) + tables]), in_plane(places), 0.7)
    assert found.share[0] == pytest.approx(energy_share(tables[0].astype(np.int64), plane_distances(places)), abs=1e-12)
    points = in_plane(weights)
    total, energy = apart(points, points).sum() / 120, dcor.energy_distance(points[:25], points[25:])
    within = total - 25 * 35 / 60 / 2 * energy
    assert found.share[0] == pytest.approx(1 - within / 58 * 59 / total, abs=1e-12)
    padded = np.zeros((1, 5, tables.shape[2]))
    padded[:, 1:3] = tables
    for name in ("share", "low", "high", "chance"):
        assert getattr(energies(padded, in_plane(places), 0.7), name)[0] == pytest.approx(getattr(found, name)[0])


def test_the_textbook_chance_of_energy_is_close_to_that_of_shuffling() -> None:
    rng = np.random.default_rng(6)
    for seed in range(4):
        weights, _ = told(150, seed=seed)
        sizes = np.array([40, 50, 60])
        tables, places = grouped(weights, sizes)
        points = in_plane(weights)
        shuffled = spread_chance(apart(points, points), sizes, most=4000, rng=rng)
        skew = skewness(in_plane(places), tables[0].sum(axis=0))
        assert energies(tables, in_plane(places), skew).chance[0] == pytest.approx(shuffled, rel=WIDE)


def test_one_direction_has_the_skewness_of_one_squared_normal() -> None:
    assert skewness(np.array([[0.0], [1.0]]), np.array([5.0, 5.0])) == pytest.approx(1)
    assert skewness(in_plane(told()[0]), np.ones(60)) < 0.95
