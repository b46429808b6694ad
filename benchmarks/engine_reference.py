"""What the engine is compared with: pandas and scipy as a researcher would write it, one pair after the other."""

from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]
# (a, b) to (statistic, effect, p)
Outcomes = dict[tuple[str, str], tuple[float, float, float]]


def loop(frame: pd.DataFrame) -> Outcomes:
    """Test every pair of columns of different questions; the kind follows from the name."""
    outcomes: Outcomes = {}
    for a, b in combinations(frame.columns, 2):
        if a.partition(":")[0] == b.partition(":")[0]:
            continue
        both = frame[[a, b]].dropna()
        sliders = [name.startswith("slider") for name in (a, b)]
        if all(sliders):
            rho = stats.spearmanr(both[a], both[b])
            outcomes[a, b] = float(rho.statistic), float(rho.statistic), float(rho.pvalue)
        elif any(sliders):
            slider, group = (a, b) if sliders[0] else (b, a)
            outcomes[a, b] = _grouped(both, slider, group)
        else:
            outcomes[a, b] = _crossed(both, a, b)
    return outcomes


def _grouped(both: pd.DataFrame, slider: str, group: str) -> tuple[float, float, float]:
    groups = [values.to_numpy() for _, values in both.groupby(group)[slider]]
    if ":" in group:
        tested = stats.mannwhitneyu(groups[1], groups[0], use_continuity=False, method="asymptotic")
        effect = 2 * tested.statistic / (len(groups[0]) * len(groups[1])) - 1
        return float(tested.statistic), float(effect), float(tested.pvalue)
    ranked = stats.kruskal(*groups)
    return float(ranked.statistic), float(ranked.statistic / (len(both) - 1)), float(ranked.pvalue)


def _crossed(both: pd.DataFrame, a: str, b: str) -> tuple[float, float, float]:
    table = pd.crosstab(both[a], both[b]).to_numpy()
    tested = stats.chi2_contingency(table, correction=False)
    n, (r, c) = len(both), table.shape
    phi = max(0.0, tested.statistic / n - (r - 1) * (c - 1) / (n - 1))
    most = min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1
    return float(tested.statistic), float(np.sqrt(phi / most)), float(tested.pvalue)


def shuffled_spread(groups: NDArray[np.int64], cells: NDArray[np.int64], apart: Floats, *, draws: int) -> Floats:
    """Return the spread within groups after shuffling the groups over the stories, `draws` times."""
    rng, count = np.random.default_rng(3), int(groups.max()) + 1
    results = []
    for _ in range(draws):
        mixed = rng.permutation(groups)
        table = np.bincount(mixed * len(apart) + cells, minlength=count * len(apart)).reshape(count, -1)
        results.append(sum(row @ apart @ row / (2 * row.sum()) for row in table.astype(float)))
    return np.array(results)


def resampled_means(values: Floats, groups: NDArray[np.int64], *, draws: int) -> Floats:
    """Return the mean of each group after drawing its stories anew with replacement, shape (draws, groups)."""
    rng = np.random.default_rng(4)
    parts = [values[groups == group] for group in range(int(groups.max()) + 1)]
    return np.array([[rng.choice(part, len(part)).mean() for part in parts] for _ in range(draws)])


def summed_density(places: Floats, points: Floats, width: float) -> Floats:
    """Return the normal kernel summed over all points at each place, shape (places, 2) and (n, 2) to (places,)."""
    found = np.empty(len(places))
    for k, place in enumerate(places):
        found[k] = np.exp(-((points - place) ** 2).sum(axis=1) / (2 * width**2)).sum()
    return found / (len(points) * 2 * np.pi * width**2)
