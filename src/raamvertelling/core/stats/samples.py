"""Which stories to lay on a table: by lot, representative, most different, on both sides of a gap, a share a voice."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.codes import SLIDERS, AnswerMatrix, slider_values, triad_places
from raamvertelling.core.framework.kinds import Signifier
from raamvertelling.core.results_samples import Drawn
from raamvertelling.core.results_scan import Contrast
from raamvertelling.core.stats.contrasts import clearest, crossed, parts_of
from raamvertelling.core.stats.distances import in_plane

Points = NDArray[np.float32]
LEARNT_FROM = 1_500
MOST_SWAPS = 200
_BLOCK = 16_384


def features(matrix: AnswerMatrix) -> Points:
    """Return every story as a point, so that stories with answers that look alike lie near each other.

    Returns
    -------
    float32, shape (n, d). Each question counts the same: the squared distance between two stories is the sum over
    questions of the squared difference of their answers, at most 1 each. What was passed over lies at the mean.

    Notes
    -----
    A choice: one column an option, 0 or sqrt(1/2). An option of a multiple choice and an axis of a stone: divided by
    the root of their number. A slider: 0..1. A triad: its place in the plane, sides of 1. Mean subtracted; columns in
    which everybody is the same are left out.

    References
    ----------
    Gower (1971), doi:10.2307/2528823, for counting each question the same.
    """
    shares: dict[str, int] = {}
    for column in matrix.columns:
        shares[column.signifier] = shares.get(column.signifier, 0) + 1
    made: list[Points] = []
    for place, column in enumerate(matrix.columns):
        codes = matrix.by_column[place]
        known = codes < column.levels
        if not known.any():
            continue
        if column.kind == "choice":
            values = (codes[:, None] == np.arange(column.levels)[None]).astype(np.float32) * np.float32(0.5**0.5)
        elif column.kind == "triad":
            decoded = in_plane(triad_places()).astype(np.float32)
            values = decoded[np.where(known, codes, 0)]
        elif column.kind in SLIDERS:
            span = (column.high - column.low) or 1.0
            decoded = ((slider_values(column) - column.low) / span).astype(np.float32)[:, None]
            values = decoded[np.where(known, codes, 0)]
        else:
            values = codes.astype(np.float32)[:, None]
        values -= values[known].mean(axis=0, dtype=np.float64).astype(np.float32)
        values[~known] = 0
        values *= np.float32(shares[column.signifier] ** -0.5)
        made.append(values[:, np.abs(values).max(axis=0) > 0])
    if not made:
        return np.zeros((matrix.n, 0), dtype=np.float32)
    return np.ascontiguousarray(np.concatenate(made, axis=1))


def at_random(n: int, *, size: int, rng: np.random.Generator) -> list[Drawn]:
    """Draw stories by lot, each with the same chance: `size` of n, or all when there are fewer."""
    return [Drawn(int(place)) for place in rng.choice(n, size=min(size, n), replace=False)]


def representative(points: Points, *, size: int, rng: np.random.Generator) -> list[Drawn]:
    """Draw real stories that together lie as near as can be to all others.

    Parameters
    ----------
    points : from `features`, shape (n, d).
    size : how many; no more than there are different stories.

    Returns
    -------
    One story for each group of stories that look alike, the largest group first, with the size of that group.

    Notes
    -----
    k-medoids: the sum over stories of the distance to the nearest drawn one is lowered by swapping a drawn story for
    another as long as that helps (PAM), beginning with a draw as of k-means++. Above 1,500 stories the swaps look at
    1,500 of them drawn by lot; then every story is counted with the nearest drawn one. The answer depends on the seed.

    References
    ----------
    Kaufman & Rousseeuw (1990); swaps as in Schubert & Rousseeuw (2021), doi:10.1016/j.is.2021.101804; Arthur &
    Vassilvitskii (2007). Checked against all draws of small sets, and compared with random draws.
    """
    n = len(points)
    if not n:
        return []
    chosen = np.arange(n) if n <= LEARNT_FROM else np.sort(rng.choice(n, size=LEARNT_FROM, replace=False))
    learnt = points[chosen]
    drawn = chosen[_swapped(learnt, _seeded(learnt, size, rng))]
    nearest, _ = _nearest(points, points[drawn])
    sizes = np.bincount(nearest, minlength=len(drawn))
    return [Drawn(int(drawn[k]), stands_for=int(sizes[k])) for k in np.argsort(-sizes, kind="stable")]


def _swapped(points: Points, drawn: list[int]) -> NDArray[np.int64]:
    """Swap drawn points for others, each time the best swap, until none lowers the sum of distances."""
    lengths = np.einsum("ij,ij->i", points, points)
    between = np.sqrt(np.maximum(lengths[:, None] + lengths[None] - 2 * (points @ points.T), 0))
    np.fill_diagonal(between, 0)
    middles = np.array(drawn, dtype=np.int64)
    if len(middles) < 2:
        return between.sum(axis=0).argmin()[None] if len(middles) else middles
    for _ in range(MOST_SWAPS):
        to_drawn = between[:, middles]
        order = np.argpartition(to_drawn, 1, axis=1)
        first, second = (np.take_along_axis(to_drawn, order[:, k, None], axis=1) for k in (0, 1))
        # What each other story would save if it came in, and what leaves with each drawn one, for all pairs at once.
        saved = np.minimum(between - first, 0)
        lost = np.minimum(between, second) - first - saved
        mine = (order[:, 0][None] == np.arange(len(middles))[:, None]).astype(np.float32)
        change = saved.sum(axis=0)[None] + mine @ lost
        leaving, coming = np.unravel_index(int(change.argmin()), change.shape)
        if change[leaving, coming] > -1e-4 * max(1.0, float(first.sum())):
            break
        middles[leaving] = coming
    return middles


def _seeded(points: Points, size: int, rng: np.random.Generator) -> list[int]:
    """Return which points begin: each next one by lot, with a chance that grows with its squared distance."""
    chosen = [int(rng.integers(len(points)))]
    away = _squared(points, points[chosen[0]])
    while len(chosen) < size and float(away.max()) > 1e-6:
        weights = away.astype(np.float64)
        chosen.append(int(rng.choice(len(points), p=weights / weights.sum())))
        away = np.minimum(away, _squared(points, points[chosen[-1]]))
    return chosen


def _squared(points: Points, one: Points) -> Points:
    """Return the squared distance of each point to one of them, never below zero."""
    gaps = points - one
    return np.asarray(np.einsum("ij,ij->i", gaps, gaps), dtype=np.float32)


def _nearest(points: Points, middles: Points) -> tuple[NDArray[np.int64], Points]:
    """Return the nearest middle of each point and the squared distance to it, in blocks that fit in the cache."""
    which, how_far = np.empty(len(points), dtype=np.int64), np.empty(len(points), dtype=np.float32)
    lengths = (middles**2).sum(axis=1)
    for start in range(0, len(points), _BLOCK):
        block = points[start : start + _BLOCK]
        gaps = lengths[None] - 2 * (block @ middles.T)
        best = gaps.argmin(axis=1)
        which[start : start + _BLOCK] = best
        how_far[start : start + _BLOCK] = gaps[np.arange(len(block)), best] + np.einsum("ij,ij->i", block, block)
    return which, how_far


def most_different(points: Points, *, size: int, rng: np.random.Generator) -> list[Drawn]:
    """Draw stories that are as unlike each other as can be: each next one farthest from all before it.

    Parameters
    ----------
    points : from `features`, shape (n, d).

    Returns
    -------
    The story farthest from the middle first; then with the share of its distance to the nearest one before it, of
    the largest such distance. Stories that lie where another was drawn are not drawn. Ties are decided by lot.

    Notes
    -----
    max-min: x_k = argmax_x min_{j<k} |x - x_j|. The smallest distance in the draw is at least half of the best
    possible.

    References
    ----------
    Gonzalez (1985), doi:10.1016/0304-3975(85)90224-5. The bound is tested against all draws of small sets.
    """
    if not len(points):
        return []
    away, first = _squared(points, np.zeros(points.shape[1], dtype=np.float32)), 0.0
    found: list[Drawn] = []
    for _ in range(min(size, len(points))):
        farthest = float(away.max())
        if found and farthest <= 1e-6:
            break
        place = int(rng.choice(np.flatnonzero(away >= farthest * (1 - 1e-6))))
        first = first or (farthest**0.5 if found else 0.0)
        found.append(Drawn(place, distance=(farthest**0.5) / first if found and first else None))
        near = _squared(points, points[place])
        away = near if len(found) == 1 else np.minimum(away, near)
    return found


def by_quota(groups: Sequence[str], *, size: int, rng: np.random.Generator) -> list[Drawn]:
    """Draw as many stories of each group as of every other, by lot within each.

    Parameters
    ----------
    groups : the group of each story, in order; empty for none: those are not drawn.

    Notes
    -----
    Seats go round: one to each group that has a story left, the smallest group first, until all are taken. So groups
    differ by at most one seat unless a group has no more stories.
    """
    places = {group: np.flatnonzero(np.array([each == group for each in groups])) for group in sorted({*groups} - {""})}
    order = sorted(places, key=lambda group: (len(places[group]), group))
    seats = dict.fromkeys(order, 0)
    for _ in range(min(size, sum(map(len, places.values())))):
        open_ones = [group for group in order if seats[group] < len(places[group])]
        seats[min(open_ones, key=lambda group: seats[group])] += 1
    return [
        Drawn(int(place), group=group)
        for group in order
        for place in rng.choice(places[group], size=seats[group], replace=False)
    ]


def largest_gap(
    matrix: AnswerMatrix, split: Signifier, questions: Mapping[str, Signifier], *, size: int, rng: np.random.Generator
) -> tuple[list[Drawn], Contrast | None]:
    """Draw from both sides of the largest gap between groups: half inside it, half of what the others told instead.

    Parameters
    ----------
    split : the question that makes the groups, such as the voice.
    questions : column id to question: where to look for a gap.

    Returns
    -------
    The stories, and the gap: the group and the answer of `contrasts.clearest` over all questions. Inside are stories of
    that group with that answer; the other side are stories of other groups with another answer. One side with too few
    leaves its seats to the other. Nothing and None when there is no gap.
    """
    tables = [crossed(matrix, (split.id, split), each) for each in questions.items()]
    found = clearest(tables)
    if found is None:
        return [], None
    group = dict(parts_of(matrix, split.id, split))[found.group]
    asked = questions[found.outcome.column]
    outcome = dict(parts_of(matrix, found.outcome.column, asked))[found.outcome]
    answered = [
        matrix.codes(each) < matrix.columns[matrix.place(each)].levels for each in (split.id, found.outcome.column)
    ]
    both = answered[0] & answered[1]
    inside, other = np.flatnonzero(group & outcome), np.flatnonzero(both & ~group & ~outcome)
    seats = min(len(inside), max((size + 1) // 2, size - len(other)))
    others = min(len(other), size - seats)
    drawn = [Drawn(int(place), inside=True) for place in rng.choice(inside, size=seats, replace=False)]
    drawn += [Drawn(int(place), inside=False) for place in rng.choice(other, size=others, replace=False)]
    return drawn, found
