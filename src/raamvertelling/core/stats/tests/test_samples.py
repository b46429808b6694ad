"""Drawing stories for a table: each way does what it says, against all draws of small sets."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.answer_kinds import Answer, Chosen, DyadPlacement, Skipped, TriadPlacement
from raamvertelling.core.codes import AnswerMatrix, code_answers
from raamvertelling.core.stats.samples import (
    Points,
    at_random,
    by_quota,
    features,
    largest_gap,
    most_different,
    representative,
)
from raamvertelling.core.stats.tests.makers import CHOICE, DYAD, TRIAD

OPTIONS = [each.id for each in CHOICE.options]
clouds = st.lists(
    st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=3, max_size=9, unique=True
).map(lambda rows: np.array(rows, dtype=np.float32))  # fmt: skip
seeds = st.integers(1, 999_999)


def rng(seed: int = 5) -> np.random.Generator:
    return np.random.default_rng(seed)


def between(points: Points) -> np.ndarray:
    return np.asarray(np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2)))


@given(clouds, st.integers(2, 3), seeds)
def test_representative_ones_are_near_the_best_of_all_draws(points: Points, size: int, seed: int) -> None:
    found = representative(points, size=size, rng=rng(seed))
    apart = between(points)
    best = min(apart[:, list(each)].min(axis=1).sum() for each in combinations(range(len(points)), size))
    cost = apart[:, [each.place for each in found]].min(axis=1).sum()
    # No single swap helps any more: at most five times the best (Arya e.a. 2004), and in practice near it.
    assert best - 1e-4 <= cost <= 5 * best + 1e-4
    assert len({each.place for each in found}) == size
    assert sum(each.stands_for or 0 for each in found) == len(points)
    assert [each.stands_for for each in found] == sorted((each.stands_for or 0 for each in found), reverse=True)


@given(clouds, st.integers(2, 3), seeds)
def test_the_most_different_are_at_least_half_as_far_apart_as_can_be(points: Points, size: int, seed: int) -> None:
    points = points - points.mean(axis=0)
    found = [each.place for each in most_different(points, size=size, rng=rng(seed))]
    apart = between(points)

    def least(chosen: tuple[int, ...]) -> float:
        return min(float(apart[a, b]) for a, b in combinations(chosen, 2))

    assert 2 * least(tuple(found)) >= max(least(each) for each in combinations(range(len(points)), size)) - 1e-4
    assert np.isclose(apart[found[0], :].size, len(points)) and len({*found}) == size


@given(st.lists(st.sampled_from(["inwoner", "manager", "bestuurder", ""]), max_size=40), st.integers(1, 24), seeds)
def test_a_quota_differs_by_one_seat_at_most_unless_a_voice_is_empty(groups: list[str], size: int, seed: int) -> None:
    found = by_quota(groups, size=size, rng=rng(seed))
    there, seats = Counter(each for each in groups if each), Counter(each.group for each in found)
    assert sum(seats.values()) == min(size, sum(there.values()))
    assert all(groups[each.place] == each.group for each in found) and len({each.place for each in found}) == len(found)
    open_ones = [seats[group] for group in there if seats[group] < there[group]]
    assert max(seats.values(), default=0) - min(open_ones, default=max(seats.values(), default=0)) <= 1


@given(st.integers(0, 60), st.integers(1, 24), seeds)
def test_a_lot_draws_nobody_twice_and_the_same_seed_the_same(n: int, size: int, seed: int) -> None:
    one, two = (at_random(n, size=size, rng=rng(seed)) for _ in range(2))
    assert one == two and len({each.place for each in one}) == min(size, n)


def told(n: int, seed: int = 3) -> AnswerMatrix:
    """Three kinds of stories, that differ in all their answers."""
    random, answers = rng(seed), []
    for k in range(n):
        kind = k % 3
        middle = np.full(3, 2.0)
        middle[kind] = 12
        weights = random.dirichlet(middle)
        placed: dict[str, Answer] = {
            TRIAD.id: TriadPlacement((float(weights[0]), float(weights[1]), float(1 - weights[0] - weights[1]))),
            DYAD.id: Skipped() if k % 11 == 0 else DyadPlacement(float(random.beta(2 + 6 * kind, 14 - 6 * kind))),
            CHOICE.id: Chosen((OPTIONS[kind % len(OPTIONS)],)),
        }
        answers.append(placed)
    return code_answers([TRIAD, DYAD, CHOICE], answers)


def test_representative_ones_come_from_every_kind_and_lie_closer_than_a_lot() -> None:
    points = features(told(3_000))
    found = representative(points, size=12, rng=rng())
    assert {each.place % 3 for each in found} == {0, 1, 2}

    def distance(places: list[int]) -> float:
        gaps = points[:, None, :] - points[places][None]
        return float(np.sqrt((gaps**2).sum(axis=2)).min(axis=1).mean())

    lots = [distance([each.place for each in at_random(3_000, size=12, rng=rng(k))]) for k in range(20)]
    assert distance([each.place for each in found]) <= 0.9 * float(np.mean(lots))


def test_each_question_counts_the_same_and_a_gap_lies_in_the_middle() -> None:
    same: dict[str, Answer] = {
        TRIAD.id: TriadPlacement((1, 0, 0)),
        DYAD.id: DyadPlacement(0.0),
        CHOICE.id: Chosen((OPTIONS[0],)),
    }
    others: list[dict[str, Answer]] = [
        {**same, TRIAD.id: TriadPlacement((0, 1, 0))},
        {**same, DYAD.id: DyadPlacement(1.0)},
        {**same, CHOICE.id: Chosen((OPTIONS[1],))},
    ]
    points = features(code_answers([TRIAD, DYAD, CHOICE], [same, *others]))
    assert between(points)[0, 1:] == pytest.approx([1, 1, 1], abs=1e-5)
    skipped = features(
        code_answers([DYAD], [{DYAD.id: DyadPlacement(0.2)}, {DYAD.id: DyadPlacement(0.6)}, {DYAD.id: Skipped()}])
    )
    assert skipped[:, 0] == pytest.approx([-0.2, 0.2, 0], abs=1e-5)


def test_nobody_one_story_and_all_the_same() -> None:
    nobody, one = features(told(0)), features(told(1))
    assert representative(nobody, size=6, rng=rng()) == most_different(nobody, size=6, rng=rng()) == []
    assert [each.stands_for for each in representative(one, size=6, rng=rng())] == [1]
    same = features(code_answers([DYAD], [{DYAD.id: DyadPlacement(0.4)}] * 9))
    assert [each.stands_for for each in representative(same, size=6, rng=rng())] == [9]
    assert len(most_different(same, size=6, rng=rng())) == 1


def test_the_largest_gap_is_drawn_from_both_sides() -> None:
    answers: list[dict[str, Answer]] = [
        {CHOICE.id: Chosen((OPTIONS[k % 2],)), DYAD.id: DyadPlacement(0.1 if k % 2 else 0.9)} for k in range(40)
    ]
    matrix = code_answers([CHOICE, DYAD], answers)
    drawn, gap = largest_gap(matrix, CHOICE, {DYAD.id: DYAD}, size=12, rng=rng())
    assert gap and gap.inside.share.value == 1 and gap.others.share.value == 0
    assert Counter(each.inside for each in drawn) == {True: 6, False: 6}
    assert len({each.place % 2 for each in drawn if each.inside}) == 1
    alike = code_answers([CHOICE, DYAD], [{**each, DYAD.id: DyadPlacement(0.5)} for each in answers])
    assert largest_gap(alike, CHOICE, {DYAD.id: DYAD}, size=12, rng=rng()) == ([], None)
