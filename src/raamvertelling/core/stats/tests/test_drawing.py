"""Tables drawn without stories: the same numbers as drawing the stories themselves, checked against scipy."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from raamvertelling.core.stats.drawing import multinomials, random_tables
from raamvertelling.core.stats.tables import bootstrapped

Floats = NDArray[np.float64]
DRAWS = 60_000


def rng(seed: int = 5) -> np.random.Generator:
    return np.random.default_rng(seed)


def fits(drawn: Floats, expected: Floats) -> float:
    """Return the chance of a histogram of numbers as far from `expected` chances of 0, 1, 2, ..."""
    seen = np.bincount(drawn.astype(np.int64), minlength=len(expected)).astype(float)
    often = expected * len(drawn) > 10
    left = max(1e-9, 1 - expected[often].sum())
    together = [np.append(each[often], rest) for each, rest in ((seen, seen[~often].sum()), (expected, left))]
    return float(stats.chisquare(together[0], together[1] / together[1].sum() * len(drawn)).pvalue)


# Few expected: adding up chances. Many: rejection, with and without the quick bounds; more than half the other way.
@pytest.mark.parametrize("row", [(3, 400), (30, 970), (12, 13), (300, 200), (900, 60), (20_000, 980_000)])
def test_a_cell_of_a_bootstrap_table_is_binomial(row: tuple[int, int]) -> None:
    drawn = multinomials(np.array([row]), draws=DRAWS, rng=rng())[:, 0, 0]
    n = sum(row)
    assert fits(drawn, stats.binom.pmf(np.arange(n + 1), n, row[0] / n)) > 1e-4


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ((30, 70), (40, 60)),
        ((5, 900), (450, 455)),
        ((500, 500), (11, 989)),
        ((3000, 90_000), (45_000, 48_000)),
        ((700, 300), (650, 350)),
        ((9, 12), (17, 4)),
    ],
)
def test_a_cell_of_a_shuffled_table_is_hypergeometric(rows: tuple[int, int], columns: tuple[int, int]) -> None:
    most = min(rows[0], columns[0])
    table = np.array([[most, rows[0] - most], [columns[0] - most, rows[1] - columns[0] + most]])
    drawn = random_tables(table, draws=DRAWS, rng=rng())[:, 0, 0]
    assert fits(drawn, stats.hypergeom.pmf(np.arange(most + 1), sum(rows), rows[0], columns[0])) > 1e-4


TABLE = np.array([[40, 3, 0, 17], [5, 120, 1, 30], [0, 0, 0, 0], [8, 8, 0, 8]])


def test_tables_keep_the_totals_they_must_keep() -> None:
    shuffled, again = (make(TABLE, draws=300, rng=rng()) for make in (random_tables, multinomials))
    assert (shuffled.sum(axis=1) == TABLE.sum(axis=0)).all() and (shuffled.sum(axis=2) == TABLE.sum(axis=1)).all()
    assert (again.sum(axis=2) == TABLE.sum(axis=1)).all() and (again[:, TABLE == 0] == 0).all()
    assert shuffled.min() >= 0 and again.min() >= 0


def test_cells_hang_together_as_in_numpy_and_scipy() -> None:
    filled = TABLE[TABLE.sum(axis=1) > 0][:, TABLE.sum(axis=0) > 0]
    margins = stats.random_table(filled.sum(axis=1), filled.sum(axis=0), seed=rng(1))
    pairs = [
        (random_tables(filled, draws=DRAWS, rng=rng()).reshape(DRAWS, -1), margins.rvs(size=DRAWS).reshape(DRAWS, -1)),
        (multinomials(filled, draws=DRAWS, rng=rng())[:, 0], rng(1).multinomial(60, filled[0] / 60, size=DRAWS)),
    ]
    for ours, theirs in pairs:
        spread = theirs.std(axis=0) + 1e-9
        assert np.abs((ours.mean(axis=0) - theirs.mean(axis=0)) / spread).max() < 0.03
        assert np.abs((np.cov(ours.T) - np.cov(theirs.T)) / np.outer(spread, spread)).max() < 0.05


def test_the_same_seed_gives_the_same_tables_and_another_gives_others() -> None:
    first, same, other = (random_tables(TABLE, draws=5, rng=rng(seed)) for seed in (3, 3, 4))
    assert (first == same).all() and (first != other).any()


def test_the_bootstrap_of_a_mean_has_its_closed_form() -> None:
    values = np.arange(4.0)
    drawn = bootstrapped(TABLE[[0, 1]], lambda tables: tables[:, 0] @ values / 60, rng=rng(), draws=DRAWS)
    mean = float(TABLE[0] @ values / 60)
    assert drawn.mean() == pytest.approx(mean, abs=0.005)
    assert drawn.std() == pytest.approx(np.sqrt(TABLE[0] @ (values - mean) ** 2 / 60 / 60), rel=0.02)
