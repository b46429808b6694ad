"""Every statistic beside what other programs made of the same answers: R, pingouin, dcor, scikit-bio, statsmodels.

The figures lie in oracles.json, made by scripts/oracles/figures.py; none of these programs is needed here.
"""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.special import chdtrc, ndtr

from raamvertelling.core.stats.association import chi_squared, cramers_v, epsilon_squared, kruskal_wallis, rank_biserial
from raamvertelling.core.stats.clouds import distances, energy_share, ilr, pillai, within
from raamvertelling.core.stats.distances import in_plane, linked_points
from raamvertelling.core.stats.intervals import share_gap, wilson
from raamvertelling.core.stats.multiplicity import benjamini_hochberg
from raamvertelling.core.stats.ranks import centred_ranks, kendall, rho_of, spearman, spearman_chances
from raamvertelling.core.stats.shuffling import square_chances
from raamvertelling.core.stats.tables import count

MADE = json.loads((Path(__file__).parent / "oracles.json").read_text(encoding="utf-8"))
R, PYTHON, DATA = MADE["r"], MADE["python"], MADE["data"]
GROUP, CHOICE, X, Y = (np.array(DATA[name]) for name in ("group", "choice", "x", "y"))
TRIAD = np.array(DATA["triad"]) / 100
N = len(GROUP)


def close(value: float, *expected: float, rel: float = 1e-8) -> None:
    """Assert that a figure is what each of the other programs says."""
    assert expected
    for each in expected:
        assert value == pytest.approx(each, rel=rel, abs=1e-12)


def test_choices_against_groups() -> None:
    table = count(GROUP, CHOICE, n_groups=3, n_values=4)[None].astype(float)
    chi = float(chi_squared(table)[0])
    close(chi, R["chisq"], PYTHON["pingouin chi2"])
    close(float(chdtrc(6, chi)), R["chisq p"], PYTHON["pingouin chi2 p"])
    for cramer in (R["assocstats cramer"], PYTHON["pingouin cramer"]):
        # Bergsma's correction of the plain V that both give: 3 groups, 4 answers.
        phi = max(0.0, 2 * cramer**2 - 6 / (N - 1))
        close(float(cramers_v(table)[0]), np.sqrt(phi / (3 - 4 / (N - 1) - 1)))
    square = count((GROUP == 0).astype(int), (CHOICE == 0).astype(int), n_groups=2, n_values=2)
    close(float(square_chances(square[None].astype(float))[0]), R["fisher p"])


def test_ranks_against_groups() -> None:
    table = count(GROUP, X, n_groups=3, n_values=21)[None].astype(float)
    h = float(kruskal_wallis(table)[0])
    close(h, R["kruskal"], PYTHON["pingouin H"])
    close(float(chdtrc(2, h)), R["kruskal p"], PYTHON["pingouin H p"])
    close(float(epsilon_squared(table)[0]), R["kruskal"] / (N - 1))
    two = table[:, :2]
    sizes = two[0].sum(axis=1)
    close(float(rank_biserial(two)[0]), 2 * R["wilcox U"] / sizes.prod() - 1, PYTHON["pingouin rbc"])
    close(2 * float(ndtr(-np.sqrt(kruskal_wallis(two)[0]))), R["wilcox p"], PYTHON["scipy mwu p"])


def test_two_sliders() -> None:
    table = count(X, Y, n_groups=21, n_values=21)[None].astype(float)
    close(float(spearman(table)[0]), R["spearman"], PYTHON["pingouin rho"])
    close(rho_of(centred_ranks(X), centred_ranks(Y)), R["spearman"])
    close(float(spearman_chances(spearman(table), np.array([N]))[0]), PYTHON["scipy rho p"])
    close(float(kendall(table)[0]), R["kendall"], PYTHON["scipy tau"])


def test_distances_in_a_triangle() -> None:
    linked = linked_points(in_plane(TRIAD), X[:, None].astype(float), 1.0)
    close(linked.value, R["bcdcor"], PYTHON["dcor triad x"])
    places, at = np.unique(TRIAD, axis=0, return_inverse=True)
    table = count(GROUP, at.reshape(-1), n_groups=3, n_values=len(places))
    inside = float(within(table[None].astype(float), distances(places))[0])
    close(inside, R["disco within"])
    total = R["disco within"] + R["disco between"]
    close(energy_share(table, distances(places)), 1 - inside / (N - 3) * (N - 1) / total)
    close((total - inside) / 2 / (inside / (N - 3)), PYTHON["skbio permanova F"])
    two = table[:2].astype(float)
    shares = two / two.sum(axis=1, keepdims=True)
    crossed = shares @ distances(places) @ shares.T
    close(2 * crossed[0, 1] - crossed[0, 0] - crossed[1, 1], PYTHON["dcor energy 0 1"])


def test_log_ratios() -> None:
    flat = ilr(TRIAD)
    close(abs(float(flat[0, 0])), abs(PYTHON["skbio ilr first"]))
    close(abs(float(flat[0, 1])), abs(PYTHON["skbio ilr second"]))
    trace, p = pillai(flat, GROUP, n_groups=3)
    close(trace, R["pillai"], PYTHON["statsmodels pillai"])
    close(p, R["pillai p"], PYTHON["statsmodels pillai p"])


def test_shares_and_several_at_once() -> None:
    share, gap = wilson(7, 33).interval, share_gap((7, 33), (20, 41)).interval
    assert share and gap
    close(share[0], R["wilson low"], PYTHON["statsmodels wilson low"])
    close(share[1], R["wilson high"], PYTHON["statsmodels wilson high"])
    close(gap[0], PYTHON["statsmodels newcombe low"])
    close(gap[1], PYTHON["statsmodels newcombe high"])
    for k, adjusted in enumerate(benjamini_hochberg(MADE["p_values"])):
        close(adjusted, R[f"bh {k}"], PYTHON[f"statsmodels bh {k}"])
