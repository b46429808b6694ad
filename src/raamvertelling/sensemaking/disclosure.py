"""Statistics that leave the team: of places blurred dots and what can be counted of those, of answers rounded counts
with the small ones closed. All the rest (shares, margins, medians, everybody together) is made from these alone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from raamvertelling.core.answers import Answer, Chosen, DyadPlacement, Rated, StonesPlacement, TriadPlacement
from raamvertelling.core.framework import (
    MultipleChoice,
    Option,
    PictureChoice,
    Prompt,
    Signifier,
    SingleChoice,
    Stones,
    Wording,
)
from raamvertelling.core.framework.kinds import Choice
from raamvertelling.core.privacy.disclosure import (
    Sum,
    about_share,
    blur_square,
    blur_triangle,
    coarse,
    coarse_chance,
    fewer_than,
    holds,
    rounded,
    suppress,
)
from raamvertelling.core.results import (
    Area,
    AreaGap,
    ChoiceSummary,
    Comparison,
    Distribution,
    DyadSummary,
    Gap,
    LinePoint,
    ScaleSummary,
    Share,
    StonesSummary,
    StoneSummary,
    Suppressed,
    TriadSummary,
    Weights,
)
from raamvertelling.core.sentences import NOTHING_SHOWN
from raamvertelling.core.sentences_compared import clearest
from raamvertelling.core.stats import median_of, shares_of, summarise

S = TypeVar("S", TriadSummary, DyadSummary, StonesSummary, ChoiceSummary, ScaleSummary)
Counted = ChoiceSummary | ScaleSummary
Groups = dict[str, list[tuple[str, Answer]]]
EVERYBODY, REST = "n", "-rest"
NOT_SHOWN = Suppressed(
    "Dit getal is klein, of er is een klein getal mee uit te rekenen. Wij tonen het niet.", "niet getoond"
)
PLACE, NUMBER, COARSE = 0.05, 0.5, 0.1


def closed_cells(summary: Distribution, minimum: int, before: Collection[str] | None = None) -> frozenset[str]:
    """Return what must stay closed of the answers of one group; of places nothing, for their dots are blurred.

    `before`: what was closed when this group was last shown; see `core.privacy.disclosure.suppress`.
    """
    if not isinstance(summary, Counted):
        return frozenset()
    cells, sums = _table(summary)
    small = frozenset(id for id, count in cells.items() if count < minimum)
    return suppress(cells, sums, minimum=minimum, unsafe=small, before=before, keep={EVERYBODY})


def closed_still(summary: Distribution, minimum: int, before: Collection[str]) -> frozenset[str]:
    """Return what stays closed until the next batch: the same, or everything when withdrawals made that too little."""
    if not isinstance(summary, Counted):
        return frozenset()
    cells, sums = _table(summary)
    same = frozenset(before)
    enough = all(id in same for id, count in cells.items() if count < minimum)
    return same if enough and holds(cells, sums, same, minimum=minimum) else frozenset(cells)


def _table(summary: Counted) -> tuple[dict[str, int], list[Sum]]:
    """Return the counts of a group as one sum; where several may be chosen, a sum for each: who did and who did not."""
    counts = {share.area.id: share.count for share in shares_of(summary)}
    if not (isinstance(summary, ChoiceSummary) and summary.multiple):
        return {**counts, EVERYBODY: summary.n}, [Sum(EVERYBODY, tuple(counts))]
    others = {f"{id} niet": summary.n - count for id, count in counts.items()}
    return {**counts, **others, EVERYBODY: summary.n}, [Sum(EVERYBODY, (id, f"{id} niet")) for id in counts]


def protect(summary: Distribution, minimum: int, closed: Collection[str] = ()) -> Distribution:
    """Return what may leave the team of one group that is large enough; `closed` are its cells that stay closed."""
    n = rounded(summary.n)
    if isinstance(summary, TriadSummary):
        dots = blur_triangle([each.weights for each in summary.points])
        return _of_triangle(_about(summary, minimum), dots, minimum)
    if isinstance(summary, DyadSummary):
        line = blur_square([(each.position,) for each in summary.points])
        return _of_line(_about(summary, minimum), [each[0] for each in line], minimum)
    if isinstance(summary, StonesSummary):
        stones = tuple(_stone(summary.signifier, each, summary.n, minimum) for each in summary.stones)
        return replace(_about(summary, minimum), stones=stones)
    if isinstance(summary, ChoiceSummary):
        return replace(_about(summary, minimum), options=_shares(summary.options, n, closed))
    assert isinstance(summary, ScaleSummary)
    numbers = _shares(summary.numbers, n, closed)
    points = _numbers(summary)
    median = coarse(median_of([each.position for each in points]), NUMBER)
    return replace(_about(summary, minimum), points=points, numbers=numbers, median=median)


def together(groups: Sequence[Distribution], minimum: int) -> Distribution:
    """Return everybody together: made from what is shown of each group, so it says nothing more of any of them."""
    first, n = groups[0], sum(each.n for each in groups)
    missing, not_applicable = sum(each.missing for each in groups), sum(each.not_applicable for each in groups)
    if isinstance(first, TriadSummary):
        dots = [p.weights for each in groups if isinstance(each, TriadSummary) for p in each.points]
        found: Distribution = _of_triangle(first, dots, minimum)
    elif isinstance(first, DyadSummary):
        line = [p.position for each in groups if isinstance(each, DyadSummary) for p in each.points]
        found = _of_line(first, line, minimum)
    elif isinstance(first, StonesSummary):
        each_stone = zip(*(each.stones for each in groups if isinstance(each, StonesSummary)), strict=True)
        found = replace(first, stones=tuple(_all_of(first.signifier, each, n, minimum) for each in each_stone))
    elif isinstance(first, ChoiceSummary):
        found = replace(first, options=_summed([shares_of(each) for each in groups], n))
    else:
        numbers = [each for group in groups if isinstance(group, ScaleSummary) for each in group.points]
        median = coarse(median_of([each.position for each in numbers]), NUMBER)
        summed = _summed([shares_of(each) for each in groups], n)
        found = replace(first, numbers=summed, points=tuple(numbers), median=median)
    return replace(found, n=n, missing=missing, not_applicable=not_applicable)


def as_answers(signifier: Signifier, shown: Mapping[str, Distribution]) -> tuple[Signifier, Groups]:
    """Return what is shown of groups as answers, to compare them by: dots as placements, counts as choices.

    Answers that are closed in one of the groups are taken together as one answer. No groups at all where several
    answers may be chosen (then what is closed cannot be taken together) or where no answer is open in all groups.
    """
    if isinstance(signifier, Prompt | SingleChoice | MultipleChoice | PictureChoice):
        return _as_choices(signifier, {id: each for id, each in shown.items() if isinstance(each, ChoiceSummary)})
    return signifier, {id: [("", answer) for answer in _as_placements(each)] for id, each in shown.items()}


def _as_choices(signifier: Choice, shown: Mapping[str, ChoiceSummary]) -> tuple[Signifier, Groups]:
    columns = [{share.area.key: share for share in each.options} for each in shown.values()]
    open_everywhere = [each for each in signifier.options if not any(column[each.id].closed for column in columns)]
    if isinstance(signifier, MultipleChoice) or not open_everywhere:
        return signifier, {}
    asked = replace(signifier, options=(*open_everywhere, Option(REST, Wording((("nl", "een ander antwoord"),)))))
    groups: Groups = {}
    for (id, summary), column in zip(shown.items(), columns, strict=True):
        counts = {each.id: column[each.id].count for each in open_everywhere}
        counts[REST] = max(0, summary.n - sum(counts.values()))
        groups[id] = [("", Chosen((option,))) for option, count in counts.items() for _ in range(count)]
    return asked, groups


def _as_placements(shown: Distribution) -> list[Answer]:
    if isinstance(shown, TriadSummary):
        return [TriadPlacement(each.weights, "drag") for each in shown.points]
    if isinstance(shown, DyadSummary):
        return [DyadPlacement(each.position, "drag") for each in shown.points]
    if isinstance(shown, ScaleSummary):
        return [Rated(round(each.position)) for each in shown.points]
    assert isinstance(shown, StonesSummary)
    return [
        StonesPlacement(((stone.stone.id, each.x, each.y),), "drag") for stone in shown.stones for each in stone.points
    ]


def protect_comparison(comparison: Comparison, shown: Mapping[str, Distribution]) -> Comparison:
    """Return a comparison of what is shown with its numbers coarse, for dots and counts are so too."""
    groups = tuple((id, shown[id]) for id, _ in comparison.groups)
    effect = coarse(comparison.effect)
    assert effect is not None
    return replace(
        comparison,
        groups=groups,
        n=sum(summary.n for _, summary in groups),
        missing=0,
        not_applicable=0,
        p=coarse_chance(comparison.p),
        p_asymptotic=None,
        effect=effect,
        parts=(),
        clearest=clearest(comparison),
    )


def coarse_gap(gap: Gap) -> Gap:
    """Return a gap that was measured on what is shown with few digits, for the dots and counts are coarse too."""
    told = gap.told
    if isinstance(told, DyadSummary | ScaleSummary):
        step = PLACE if isinstance(told, DyadSummary) else NUMBER
        told = replace(told, median=coarse(told.median, step))
    else:
        step = COARSE if isinstance(told, TriadSummary) else PLACE
    size = coarse(gap.size, step)
    assert size is not None
    (expected, first), (id, _) = gap.comparison.groups
    comparison = replace(gap.comparison, groups=((expected, first), (id, told)), p_asymptotic=None)
    return Gap(comparison=comparison, size=size, areas=tuple(_coarse_area(each) for each in gap.areas))


def _coarse_area(each: AreaGap) -> AreaGap:
    gap, told = coarse(each.gap, PLACE), coarse(each.told.share, PLACE)
    assert gap is not None and told is not None
    return replace(each, gap=gap, told=replace(each.told, share=told))


def closed_whole(summary: Distribution) -> Suppressed | None:
    """Return the reason when nothing of a group's answers may be shown."""
    if not isinstance(summary, Counted) or any(not share.closed for share in shares_of(summary)):
        return None
    return Suppressed(NOTHING_SHOWN[True], f"ongeveer {summary.n}")


def _about(summary: S, minimum: int) -> S:
    """Round what is said of a whole group; who skipped the question is only counted from the minimum on."""
    missing, hidden = (rounded(count) if count >= minimum else 0 for count in (summary.missing, summary.not_applicable))
    return replace(summary, n=rounded(summary.n), missing=missing, not_applicable=hidden, about=True)


def _of_triangle(told: TriadSummary, dots: Sequence[Weights], minimum: int) -> TriadSummary:
    """Count blurred dots instead of answers; `told` gives what is said of the whole group."""
    found = summarise(told.signifier, [("", TriadPlacement(each, "drag")) for each in dots])
    assert isinstance(found, TriadSummary)
    return replace(
        found,
        n=len(dots),
        missing=told.missing,
        not_applicable=told.not_applicable,
        about=True,
        zones=_of_places(found.zones, len(dots), minimum),
        corners=(0, 0, 0),
        edges=(0, 0, 0),
    )


def _of_line(told: DyadSummary, dots: Sequence[float], minimum: int) -> DyadSummary:
    found = summarise(told.signifier, [("", DyadPlacement(each, "drag")) for each in dots])
    assert isinstance(found, DyadSummary)
    return replace(
        found,
        n=len(dots),
        missing=told.missing,
        not_applicable=told.not_applicable,
        about=True,
        bands=_of_places(found.bands, len(dots), minimum),
        median=coarse(found.median, PLACE),
    )


def _of_places(shares: Sequence[Share], n: int, minimum: int) -> tuple[Share, ...]:
    """Return the shares of dots that lie in each part; fewer than the minimum are drawn but not counted."""
    few = Suppressed(f"Hier liggen {fewer_than(minimum)} stippen.", fewer_than(minimum))
    return tuple(
        _closed(each.area, n, few)
        if each.count < minimum
        else Share(each.area, rounded(each.count), about_share(rounded(each.count), n))
        for each in shares
    )


def _shares(shares: Sequence[Share], n: int, closed: Collection[str]) -> tuple[Share, ...]:
    return tuple(
        _closed(each.area, n, NOT_SHOWN)
        if each.area.id in closed
        else Share(each.area, rounded(each.count), about_share(rounded(each.count), n))
        for each in shares
    )


def _closed(area: Area, n: int, why: Suppressed) -> Share:
    return Share(area, 0, replace(about_share(0, n), interval=None), closed=why)


def _summed(columns: Sequence[Sequence[Share]], n: int) -> tuple[Share, ...]:
    """Add up what is shown of each group: where one is closed, the sum is this number or more."""
    found = []
    for row in zip(*columns, strict=True):
        shown = [each for each in row if not each.closed]
        count, partly = sum(each.count for each in shown), len(shown) < len(row)
        share = about_share(count, n)
        if partly:
            share = replace(share, interval=None)
        found.append(
            _closed(row[0].area, n, NOT_SHOWN) if not shown else Share(row[0].area, count, share, at_least=partly)
        )
    return tuple(found)


def _numbers(summary: ScaleSummary) -> tuple[LinePoint, ...]:
    """Blur the numbers that were given, as places on the line from the lowest to the highest."""
    scale = summary.signifier
    wide = scale.maximum - scale.minimum
    line = blur_square([((each.position - scale.minimum) / wide,) for each in summary.points])
    return tuple(LinePoint("", scale.minimum + wide * each[0], "") for each in line)


def _stone(field: Stones, stone: StoneSummary, n: int, minimum: int) -> StoneSummary:
    """Blur where a stone was placed; what few placed stays closed, and that few did not place it is not said."""
    if stone.n < minimum:
        return _of_stone(field, stone, (), rounded(n), minimum)
    placed = stone.n if n - stone.n >= minimum else n
    dots = blur_square([(each.x, each.y) for each in stone.points], draw=rounded(placed))
    return _of_stone(field, stone, [(x, y) for x, y in dots], rounded(n), minimum)


def _all_of(field: Stones, stones: Sequence[StoneSummary], n: int, minimum: int) -> StoneSummary:
    return _of_stone(field, stones[0], [(point.x, point.y) for each in stones for point in each.points], n, minimum)


def _of_stone(
    field: Stones, stone: StoneSummary, dots: Sequence[tuple[float, float]], n: int, minimum: int
) -> StoneSummary:
    placed = [("", StonesPlacement(((stone.stone.id, x, y),), "drag")) for x, y in dots]
    summary = summarise(field, placed)
    assert isinstance(summary, StonesSummary)
    found = next(each for each in summary.stones if each.stone == stone.stone)
    return replace(
        found,
        counted=len(dots),
        placed=about_share(len(dots), n),
        cells=_of_places(found.cells, len(dots), minimum),
        median_x=coarse(found.median_x, PLACE),
        median_y=coarse(found.median_y, PLACE),
    )
