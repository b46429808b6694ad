"""All pairs of questions looked at in one go, corrected for looking often; and what the same does with pure noise."""

from itertools import chain

import numpy as np

from raamvertelling.core.codes import AnswerMatrix, Column, shuffled
from raamvertelling.core.results import Estimate
from raamvertelling.core.results_scan import LeftOut, NoiseCheck, Pattern, Scan
from raamvertelling.core.stats.intervals import wilson
from raamvertelling.core.stats.joint import count_tables
from raamvertelling.core.stats.methods import source_of
from raamvertelling.core.stats.multiplicity import benjamini_hochberg
from raamvertelling.core.stats.pairs import (
    Draws,
    Found,
    choice_pairs,
    slider_groups,
    slider_pairs,
    triad_groups,
    triad_pairs,
)
from raamvertelling.core.stats.shuffling import most_draws
from raamvertelling.core.stats.sources import Source
from raamvertelling.core.stats.tables import Counts
from raamvertelling.core.stats.tellers import with_tellers

LEVEL = 0.05
FAMILIES = (choice_pairs, slider_groups, slider_pairs, triad_groups, triad_pairs)


def scan(
    matrix: AnswerMatrix,
    *,
    rng: np.random.Generator,
    by: str = "",
    level: float = LEVEL,
    tellers: Counts | None = None,
) -> Scan:
    """Test every pair of questions and correct for the number of tests.

    Parameters
    ----------
    matrix : the answers, from `core.codes`.
    rng : for chances by shuffling, below 200 stories or with rare answers.
    by : id of a question: only pairs with it.
    level : what stands out has a q below this.
    tellers : who told each story, shape (n,), where somebody told several: margins are then those of `tellers.py`.

    Returns
    -------
    Scan: what stands out first, strongest first. A pair with fewer than 10 stories, or in which one of the two does not
    vary, is left out with the reason and is no look.

    Notes
    -----
    Choice x choice or option: chi-squared, bias-corrected Cramer's V. Slider x choice: Kruskal-Wallis, epsilon-squared;
    slider x option: Mann-Whitney, rank-biserial. Slider x slider: Spearman. Triad x choice or option: ACAT of energy
    distance, zones and log-ratios; effect is the energy share. Triad x slider, triad x triad: distance correlation.
    """
    source = Source(matrix, count_tables(matrix, by=by))
    draws = Draws(most_draws(len(matrix.columns) ** 2 // 2), rng)
    refused: list[Found] = []
    found = list(chain.from_iterable(family(source, draws, refused) for family in FAMILIES))
    q_values = benjamini_hochberg([each.p for each in found])
    counts = _Counts(matrix)
    patterns = [_pattern(matrix, each, q, level, counts) for each, q in zip(found, q_values, strict=True)]
    told_by = matrix.n if tellers is None else len(np.unique(tellers))
    if tellers is not None and told_by < matrix.n:
        patterns = with_tellers(patterns, matrix, tellers, rng=rng)
    patterns.sort(key=_rank)
    columns = matrix.columns
    left_out = tuple(LeftOut(columns[each.a].id, columns[each.b].id, each.n, each.refused) for each in refused)
    return Scan(tuple(patterns), left_out, matrix.n, matrix.notes, told_by)


def noise(matrix: AnswerMatrix, *, times: int, rng: np.random.Generator, by: str = "") -> NoiseCheck:
    """Scan the same answers many times after dealing each question out anew, so that nothing hangs together.

    Parameters
    ----------
    matrix : the answers. times : number of scans. by : as in `scan`.

    Raises
    ------
    ValueError : fewer than one time.
    """
    if times < 1:
        raise ValueError("times must be at least 1")
    tests = single = looks = 0
    for _ in range(times):
        seen = scan(shuffled(matrix, rng=rng), rng=rng, by=by)
        tests += seen.looks
        single += sum(pattern.p < LEVEL for pattern in seen.patterns)
        looks += bool(seen.standing_out)
    return NoiseCheck(times, tests, wilson(single, tests), wilson(looks, times))


def _rank(pattern: Pattern) -> tuple[bool, float, float, float, str, str]:
    size = abs(pattern.effect.value)
    return not pattern.stands_out, -pattern.strength, pattern.p, -size, pattern.a, pattern.b


class _Counts:
    """How many stories said of one of two questions that it does not fit, counted only for questions that allow it."""

    def __init__(self, matrix: AnswerMatrix) -> None:
        codes = zip(matrix.columns, matrix.by_column, strict=True)
        unfit = {place: line == column.levels + 1 for place, (column, line) in enumerate(codes)}
        self._unfit = {place: mask for place, mask in unfit.items() if mask.any()}

    def unfit(self, a: int, b: int) -> int:
        if not self._unfit:
            return 0
        masks = [self._unfit[each] for each in (a, b) if each in self._unfit]
        return int(np.any(masks, axis=0).sum()) if masks else 0


def _pattern(matrix: AnswerMatrix, each: Found, q: float, level: float, counts: _Counts) -> Pattern:
    first, second, unfit = matrix.columns[each.a], matrix.columns[each.b], counts.unfit(each.a, each.b)
    return Pattern(
        a=first.id,
        b=second.id,
        kind=kind_of(first, second),
        statistic=each.statistic,
        effect=Estimate(each.effect, (each.low, each.high), each.n, each.measure, source_of(each.measure)),
        p=each.p,
        p_asymptotic=each.p_asymptotic,
        q=q,
        n=each.n,
        missing=matrix.n - each.n - unfit,
        not_applicable=unfit,
        method=each.method,
        source=source_of(each.method),
        exact=each.exact,
        level=level,
    )


def kind_of(first: Column, second: Column) -> str:
    """Return the kinds of two columns as a pattern names them: "choice x dyad"."""
    return f"{first.kind} x {second.kind}"
