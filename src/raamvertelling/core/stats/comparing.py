"""One honest test per comparison: do these groups answer this question differently?"""

from collections.abc import Mapping, Sequence

import numpy as np

from raamvertelling.core.framework.kinds import Signifier
from raamvertelling.core.results import (
    ChoiceSummary,
    Comparison,
    Distribution,
    DyadSummary,
    Estimate,
    Part,
    ScaleSummary,
    StonesSummary,
    TooFew,
    TriadSummary,
)
from raamvertelling.core.stats.association import Tested, choice_test, rank_test
from raamvertelling.core.stats.clouds import energy_test, interior_test, merged
from raamvertelling.core.stats.columns import places_of
from raamvertelling.core.stats.methods import METHODS, source_of
from raamvertelling.core.stats.multiplicity import benjamini_hochberg, cauchy
from raamvertelling.core.stats.shuffling import LEAST
from raamvertelling.core.stats.summaries import Answers, summarise
from raamvertelling.core.stats.tables import Counts, Floats, count

MINIMUM = 5
Named = tuple[str, str, Tested]


def compare_groups(
    signifier: Signifier, groups: Mapping[str, Answers], *, rng: np.random.Generator, minimum: int = MINIMUM
) -> Comparison:
    """Compare the answers of two or more groups to one signifier.

    Parameters
    ----------
    signifier : any kind but a free text.
    groups : group id to (story id, answer) pairs; every story in one group only.
    rng : used for permutations and bootstrap intervals.
    minimum : smallest number of answers a group must have, at least 2.

    Returns
    -------
    Comparison with one p and one effect:

    - triad: energy distance, zones (chi-squared) and interior log-ratios combined (`acat`); effect `energie`;
    - dyad and scale: Mann-Whitney with rank-biserial (two groups), Kruskal-Wallis with epsilon-squared (more);
    - choice: chi-squared with bias-corrected Cramer's V;
    - multiple choice: the same per option, Benjamini-Hochberg over the options, the strongest leads;
    - stones: ranks per stone and axis, Benjamini-Hochberg over all of these, the strongest leads.

    Raises
    ------
    TooFew : a group has fewer answers than `minimum`, there are fewer than two groups, or all answers are equal
        where a test needs a difference.
    """
    summaries = [(id, summarise(signifier, answers)) for id, answers in groups.items()]
    if len(summaries) < 2:
        raise TooFew("Voor een vergelijking zijn twee groepen nodig.")
    if any(summary.n < max(2, minimum) for _, summary in summaries):
        raise TooFew(f"Voor een vergelijking zijn in elke groep minstens {max(2, minimum)} verhalen nodig.")
    each = [summary for _, summary in summaries]
    parts = _parts(each, minimum=max(2, minimum), rng=rng)
    if not parts:
        raise TooFew("Alle antwoorden zijn gelijk. Er valt niets te vergelijken.")
    if isinstance(each[0], TriadSummary):
        return _combined(signifier, summaries, parts)
    return _strongest(signifier, summaries, parts)


def _parts(each: Sequence[Distribution], *, minimum: int, rng: np.random.Generator) -> list[Named]:
    triads = [summary for summary in each if isinstance(summary, TriadSummary)]
    if triads:
        return _triad_parts(triads, rng=rng)
    lines = [summary for summary in each if isinstance(summary, DyadSummary | ScaleSummary)]
    if lines:
        values = [places_of(summary.points)[:, 0] for summary in lines]
        return [("", "", rank_test(_ordered(values), rng=rng))] if _varies(values) else []
    fields = [summary for summary in each if isinstance(summary, StonesSummary)]
    if fields:
        return _stones_parts(fields, minimum=minimum, rng=rng)
    return _choice_parts([summary for summary in each if isinstance(summary, ChoiceSummary)], rng=rng)


def _varies(values: Sequence[Floats]) -> bool:
    return max(float(group.max()) for group in values) > min(float(group.min()) for group in values)


def _ordered(values: Sequence[Floats]) -> Counts:
    """Return the table of groups against the different values in ascending order."""
    codes = np.repeat(np.arange(len(values)), [len(group) for group in values])
    levels, places = np.unique(np.concatenate(values), return_inverse=True)
    return count(codes, places.reshape(-1), n_groups=len(values), n_values=len(levels))


def _triad_parts(each: Sequence[TriadSummary], *, rng: np.random.Generator) -> list[Named]:
    points = np.concatenate([places_of(summary.points) for summary in each])
    codes = np.repeat(np.arange(len(each)), [summary.n for summary in each])
    places, table = merged(points, codes, n_groups=len(each))
    if len(places) < 2:
        return []
    zones = np.array([[share.count for share in summary.zones] for summary in each], dtype=np.int64)
    tested: list[tuple[str, str, Tested | None]] = [
        ("energie", "de hele wolk", energy_test(places, table, rng=rng)),
        ("zones", "de zeven zones", choice_test(zones, rng=rng)),
        ("ilr", "de verhoudingen, zonder de randen", interior_test(points, codes, n_groups=len(each), rng=rng)),
    ]
    return [(id, label, outcome) for id, label, outcome in tested if outcome is not None]


def _choice_parts(each: Sequence[ChoiceSummary], *, rng: np.random.Generator) -> list[Named]:
    counts = np.array([[share.count for share in summary.options] for summary in each], dtype=np.int64)
    if not each[0].multiple:
        tested = choice_test(counts, rng=rng)
        return [("", "", tested)] if tested else []
    sizes = np.array([summary.n for summary in each], dtype=np.int64)
    parts = []
    for index, share in enumerate(each[0].options):
        chosen = counts[:, index]
        tested = choice_test(np.column_stack([chosen, sizes - chosen]), rng=rng)
        if tested:
            parts.append((share.area.id, share.area.label, tested))
    return parts


def _stones_parts(each: Sequence[StonesSummary], *, minimum: int, rng: np.random.Generator) -> list[Named]:
    field, parts = each[0].signifier, []
    axes = (("x", field.x_left, field.x_right), ("y", field.y_bottom, field.y_top))
    for index, stone in enumerate(field.stones):
        placed = [places_of(summary.stones[index].points) for summary in each]
        if min(len(points) for points in placed) < minimum:
            continue
        for column, (axis, low, high) in enumerate(axes):
            values = [points[:, column] for points in placed]
            if _varies(values):
                ends = f"{low.in_language('nl')} … {high.in_language('nl')}"
                label = f"{stone.text.in_language('nl')}: {ends}"
                parts.append((f"{stone.id}.{axis}", label, rank_test(_ordered(values), rng=rng)))
    return parts


def _listed(parts: Sequence[Named], adjusted: Sequence[float]) -> tuple[Part, ...]:
    return tuple(
        Part(id, label, one.p, corrected, one.p_asymptotic, one.statistic, one.effect, one.method)
        for (id, label, one), corrected in zip(parts, adjusted, strict=True)
    )


def _combined(signifier: Signifier, groups: Sequence[tuple[str, Distribution]], parts: Sequence[Named]) -> Comparison:
    p_values = [one.p for _, _, one in parts]
    listed = _listed(parts, p_values)
    p = cauchy(p_values, resolution=1 / (2 * (LEAST + 1)))
    asymptotic = cauchy([one.p_asymptotic for _, _, one in parts])
    headline = min(listed, key=lambda part: part.p).id
    return _comparison(signifier, groups, listed, p, asymptotic, parts[0][2].effect, headline, "acat")


def _strongest(signifier: Signifier, groups: Sequence[tuple[str, Distribution]], parts: Sequence[Named]) -> Comparison:
    adjusted = benjamini_hochberg([one.p for _, _, one in parts])
    listed = _listed(parts, adjusted)
    first = min(range(len(parts)), key=lambda i: (adjusted[i], parts[i][2].p, -abs(parts[i][2].effect.value)))
    leading = parts[first][2]
    method = leading.method if len(parts) == 1 and not parts[0][0] else "benjamini-hochberg"
    textbook = benjamini_hochberg([one.p_asymptotic for _, _, one in parts])[first]
    return _comparison(signifier, groups, listed, adjusted[first], textbook, leading.effect, parts[first][0], method)


def _comparison(
    signifier: Signifier,
    groups: Sequence[tuple[str, Distribution]],
    parts: tuple[Part, ...],
    p: float,
    asymptotic: float,
    effect: Estimate,
    headline: str,
    method: str,
) -> Comparison:
    summaries = [summary for _, summary in groups]
    return Comparison(
        signifier=signifier,
        groups=tuple(groups),
        p=p,
        p_asymptotic=asymptotic,
        effect=effect,
        headline=headline,
        parts=parts,
        n=sum(summary.n for summary in summaries),
        missing=sum(summary.missing for summary in summaries),
        not_applicable=sum(summary.not_applicable for summary in summaries),
        method=METHODS[method].id,
        source=source_of(method),
    )
