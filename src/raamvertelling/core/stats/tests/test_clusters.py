"""Drawing tellers anew: equal to a loop over names, to the bootstrap of stories, and to a closed form."""

import numpy as np
import pytest
from numpy.typing import NDArray

from raamvertelling.core.stats.clusters import Clustered
from raamvertelling.core.stats.tables import bootstrapped, count

Floats = NDArray[np.float64]
SHAPE = (2, 5)
VALUES = np.arange(5.0)


def rng(seed: int = 2) -> np.random.Generator:
    return np.random.default_rng(seed)


def stories(tellers: int, each: int, *, alike: float) -> Clustered:
    """Return tellers with `each` stories, all in one group; `alike` is how often a story repeats the first one."""
    made = rng(7)
    first, groups = made.integers(0, 5, tellers), np.repeat(made.integers(0, 2, tellers), each)
    own = made.integers(0, 5, tellers * each)
    values = np.where(made.random(tellers * each) < alike, np.repeat(first, each), own)
    return Clustered(groups, values, np.repeat(np.arange(tellers) * 10, each), SHAPE)


def mean_gap(tables: Floats) -> Floats:
    means = tables @ VALUES / tables.sum(axis=2)
    return np.asarray(means[:, 0] - means[:, 1])


def test_with_one_story_a_teller_it_is_the_bootstrap_of_stories() -> None:
    told = stories(120, 1, alike=0)
    table = count(told.groups, told.values, n_groups=2, n_values=5)
    ours, theirs = told.drawn(mean_gap, rng=rng(), draws=20_000), bootstrapped(table, mean_gap, rng=rng(), draws=20_000)
    assert ours.mean() == pytest.approx(theirs.mean(), abs=0.02) and ours.std() == pytest.approx(theirs.std(), rel=0.03)
    assert np.quantile(ours, [0.025, 0.975]) == pytest.approx(np.quantile(theirs, [0.025, 0.975]), abs=0.04)


def test_it_equals_a_loop_that_draws_tellers_by_name() -> None:
    told = stories(30, 3, alike=0.5)
    loop, ours = rng(3), told.drawn(mean_gap, rng=rng(), draws=8_000)
    names = {group: np.unique(told.clusters[told.groups == group]) for group in (0, 1)}
    places = {name: np.flatnonzero(told.clusters == name) for name in np.unique(told.clusters)}
    found = []
    for _ in range(3_000):
        means = []
        for each in names.values():
            kept = np.concatenate([places[name] for name in loop.choice(each, len(each))])
            means.append(told.values[kept].mean())
        found.append(means[0] - means[1])
    assert ours.mean() == pytest.approx(np.mean(found), abs=0.03)
    assert ours.std() == pytest.approx(np.std(found), rel=0.05)


def test_who_says_the_same_six_times_has_said_it_once() -> None:
    once, often = stories(80, 1, alike=1), stories(80, 6, alike=1)
    table = count(often.groups, often.values, n_groups=2, n_values=5)
    by_story = bootstrapped(table, mean_gap, rng=rng(), draws=4_000).std()
    by_teller = often.drawn(mean_gap, rng=rng(), draws=4_000).std()
    assert by_teller == pytest.approx(once.drawn(mean_gap, rng=rng(), draws=4_000).std(), rel=0.05)
    assert by_teller / by_story == pytest.approx(6**0.5, rel=0.06)


def test_a_teller_in_two_groups_stays_one_and_no_group_becomes_empty() -> None:
    told = Clustered(np.array([0, 1, 0, 1, 0]), np.array([0, 4, 1, 3, 2]), np.array([8, 8, 9, 9, 5]), SHAPE)
    sizes = told.drawn(lambda tables: np.asarray(tables.sum(axis=2)), rng=rng(), draws=500)
    assert (sizes == (3, 2)).all()
    both = told.drawn(lambda tables: np.asarray(tables[:, 0, 0] - tables[:, 1, 4]), rng=rng(), draws=500)
    assert (both == 0).all()
