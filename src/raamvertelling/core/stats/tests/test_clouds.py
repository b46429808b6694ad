"""Clouds of dots against groups, checked against dcor, scikit-bio and statsmodels."""

import dcor
import numpy as np
import pytest
from skbio.stats.composition import ilr as skbio_ilr
from skbio.stats.distance import DistanceMatrix, permanova
from statsmodels.multivariate.manova import MANOVA

from raamvertelling.core.stats.clouds import (
    distances,
    energy_share,
    energy_test,
    ilr,
    interior_test,
    merged,
    pillai,
    within,
)


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def cloud(seed: int = 2, sizes: tuple[int, ...] = (14, 20, 9)) -> tuple[np.ndarray, np.ndarray]:
    weights = [(4, 2, 1), (2, 4, 1), (1, 2, 4), (2, 2, 2)]
    points = np.vstack([rng(seed).dirichlet(weights[i], size) for i, size in enumerate(sizes)])
    return points, np.repeat(np.arange(len(sizes)), sizes)


def test_between_is_the_energy_distance_of_dcor() -> None:
    points, codes = cloud(sizes=(14, 20))
    places, table = merged(points, codes, n_groups=2)
    apart = distances(places)
    whole = table.sum(axis=0)
    between = whole @ apart @ whole / (2 * 34) - within(table[None].astype(float), apart)[0]
    flat = points / np.sqrt(2)
    expected = dcor.energy_distance(flat[:14], flat[14:])
    assert between == pytest.approx(14 * 20 / (2 * 34) * expected, rel=1e-9)


def test_energy_share_is_the_pseudo_f_of_permanova_on_square_roots() -> None:
    points, codes = cloud()
    places, table = merged(points, codes, n_groups=3)
    share = energy_share(table, distances(places))
    matrix = DistanceMatrix(np.sqrt(distances(points)))
    f = permanova(matrix, [str(code) for code in codes], permutations=0)["test statistic"]
    n, k = len(points), 3
    # F = (B / (k-1)) / (W / (n-k)) gives W / T = 1 / (1 + F (k-1) / (n-k)).
    expected = 1 - (n - 1) / (n - k) / (1 + f * (k - 1) / (n - k))
    assert share == pytest.approx(expected, rel=1e-9)


def test_energy_p_agrees_with_permanova() -> None:
    points, codes = cloud(seed=8, sizes=(16, 16))
    points[16:] = rng(3).dirichlet((3.2, 2.6, 1), 16)
    found = energy_test(*merged(points, codes, n_groups=2), rng=rng(4))
    matrix = DistanceMatrix(np.sqrt(distances(points)))
    expected = permanova(matrix, [str(code) for code in codes], permutations=999, seed=5)["p-value"]
    assert found.p == pytest.approx(expected, abs=0.05)


def test_coinciding_dots_count_as_often_as_they_are_there() -> None:
    points, codes = cloud(sizes=(6, 6))
    places, table = merged(np.vstack([points, points]), np.concatenate([codes, codes]), n_groups=2)
    assert table.sum() == 24 and len(places) == 12
    double, apart = np.vstack([points, points]), distances(np.vstack([points, points]))
    one_each = np.zeros((2, 24), dtype=np.int64)
    one_each[np.concatenate([codes, codes]), np.arange(24)] = 1
    assert energy_share(table, distances(places)) == pytest.approx(energy_share(one_each, apart))
    assert len(double) == 24


def test_large_data_go_to_a_lattice_that_still_sums_to_one() -> None:
    points = rng().dirichlet((1, 1, 1), 1500)
    places, table = merged(points, np.repeat([0, 1], 750), n_groups=2)
    assert len(places) <= 231 and table.sum() == 1500
    assert places.sum(axis=1) == pytest.approx(np.ones(len(places)))
    assert np.abs(places * 20 - np.rint(places * 20)).max() < 1e-9


def test_jackknife_interval_covers_the_share_of_a_large_sample() -> None:
    points, codes = cloud(seed=21, sizes=(60, 60))
    found = energy_test(*merged(points, codes, n_groups=2), rng=rng())
    many, many_codes = cloud(seed=22, sizes=(450, 450))
    truth = energy_share(*_counted(many, many_codes))
    assert found.effect.interval and found.effect.interval[0] < truth < found.effect.interval[1]


def _counted(points: np.ndarray, codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    places, table = merged(points, codes, n_groups=2)
    return table, distances(places)


def test_ilr_keeps_the_distances_of_scikit_bio() -> None:
    points, _ = cloud()
    ours, theirs = ilr(points), skbio_ilr(points)
    gaps = [np.linalg.norm(each[:, None] - each[None], axis=2) for each in (ours, theirs)]
    assert gaps[0] == pytest.approx(gaps[1], abs=1e-9)


def test_pillai_agrees_with_the_manova_of_statsmodels() -> None:
    points, codes = cloud()
    flat = ilr(points)
    trace, p = pillai(flat, codes, n_groups=3)
    design = np.column_stack([np.ones(len(codes)), codes == 1, codes == 2]).astype(float)
    tested = MANOVA(flat, design).mv_test([("groups", np.array([[0, 1, 0], [0, 0, 1]]))])
    row = tested.results["groups"]["stat"].loc["Pillai's trace"]
    assert trace == pytest.approx(float(row["Value"]), rel=1e-9)
    assert p == pytest.approx(float(row["Pr > F"]), rel=1e-6)


def test_interior_test_leaves_the_edges_out_and_needs_five_inside() -> None:
    points, codes = cloud(sizes=(20, 20))
    found = interior_test(points, codes, n_groups=2, rng=rng())
    edged = np.vstack([points, np.array([[1, 0, 0], [0.5, 0.5, 0]])])
    with_edges = interior_test(edged, np.append(codes, [0, 1]), n_groups=2, rng=rng())
    assert found and with_edges and found.statistic == pytest.approx(with_edges.statistic)
    assert found.p == pytest.approx(found.p_asymptotic, abs=0.03)
    assert interior_test(points[12:], codes[12:], n_groups=3, rng=rng()) is None
