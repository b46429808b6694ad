"""What a group expected beside what was told, in plain Dutch sentences; no sentence here says who was right."""

from raamvertelling.core.results import AreaGap, ChoiceSummary, DyadSummary, Estimate, Gap, ScaleSummary, TriadSummary
from raamvertelling.core.sentences import decimal, listing, percent, place_words

NO_GAP = "Tussen de voorspelling en de verhalen zien wij geen verschil dat groter is dan toeval"


def explain_gap(gap: Gap, *, who: str = "de zaal") -> str:
    """Say in one sentence where the expectation of a group lies farthest from what was told.

    Parameters
    ----------
    gap : from `core.stats.gaps.gap_between`.
    who : the group that expected it, as it stands inside a sentence, in the singular: "de zaal".

    A difference is only named when the test finds it; a place or answer only when its own margin leaves out zero.
    """
    sizes = _sizes(gap)
    if not gap.comparison.differs:
        return f"{NO_GAP} ({sizes})."
    start = who[:1].upper() + who[1:]
    if isinstance(gap.told, DyadSummary | ScaleSummary):
        return _middles(gap, start, sizes)
    widest = gap.widest
    if not _is_clear(widest.gap):
        return f"{start} verwachtte iets anders dan werd verteld, maar geen plek springt eruit ({sizes})."
    more = "vaker" if widest.gap.value < 0 else "minder vaak"
    apart = f"{_about(widest.gap)}{_points(widest.gap)} ({_margin(widest.gap)}; {sizes})"
    figures = f"{_share(widest)}, een verschil van {apart}."
    if isinstance(gap.told, TriadSummary):
        return f"{start} zocht de stip {more} {widest.area.label} dan de vertellers: {figures}"
    assert isinstance(gap.told, ChoiceSummary)
    return f"{start} noemde ‘{widest.area.label}’ {more} dan de vertellers: {figures}"


def size_words(gap: Gap) -> str:
    """Say how large the gap is: the number, its margin and what it counts."""
    size = gap.size
    if isinstance(gap.told, TriadSummary):
        digits = 1 if size.about else 2
        ends = _between([decimal(end, digits) for end in size.interval]) if size.interval else ""
        return (
            f"Het gat: {_about(size)}{decimal(size.value, digits)}{ends}, het deel van de spreiding dat tussen de "
            "voorspelling en de verhalen ligt (0 is geen verschil, 1 is helemaal anders)."
        )
    if isinstance(gap.told, DyadSummary | ScaleSummary):
        factor, unit = (100, "op een lijn van 0 tot 100") if isinstance(gap.told, DyadSummary) else (1, "")
        ends = _between([_number(end, factor) for end in size.interval]) if size.interval else ""
        text = f"Het gat: {_about(size)}{_number(size.value, factor)}{ends}, de middelste stip van de verhalen min die "
        return f"{text}van de voorspelling{' ' if unit else ''}{unit}."
    return (
        f"Het gat: {_about(size)}{_points(size)} bij ‘{gap.widest.area.label}’ ({_margin(size)}), het grootste "
        "verschil tussen twee aandelen."
    )


def _middles(gap: Gap, start: str, sizes: str) -> str:
    expected, told = gap.expected, gap.told
    assert isinstance(expected, DyadSummary | ScaleSummary) and isinstance(told, DyadSummary | ScaleSummary)
    assert expected.median is not None and told.median is not None
    factor = 100 if isinstance(told, DyadSummary) else 1
    thing = "de middelste stip" if factor == 100 else "het middelste cijfer"
    first, second = (place_words(each.median, factor) for each in (expected, told) if each.median)
    end = told.signifier.right if gap.size.value > 0 else told.signifier.left
    side = "" if gap.size.value == 0 else f", meer naar ‘{end.in_language('nl')}’"
    return f"{start} verwachtte {thing} op {first}; in de verhalen ligt die op {second}{side} ({sizes})."


def _share(widest: AreaGap) -> str:
    told = f"ongeveer {percent(widest.told.share.value)}" if widest.gap.about else percent(widest.told.share.value)
    return f"{percent(widest.expected.share.value)} tegen {told}"


def _points(gap: Estimate) -> str:
    return f"{percent(abs(gap.value)).removesuffix('%')} procentpunt"


def _margin(gap: Estimate) -> str:
    assert gap.interval is not None, "a difference between two shares has a margin"
    ends = sorted(abs(end) for end in gap.interval) if _is_clear(gap) else list(gap.interval)
    low, high = (round(end * 100) for end in ends)
    return f"tussen {low} en {high}"


def _is_clear(gap: Estimate) -> bool:
    return gap.interval is not None and (gap.interval[0] > 0 or gap.interval[1] < 0)


def _sizes(gap: Gap) -> str:
    predictions = f"{gap.expected.n} {'voorspelling' if gap.expected.n == 1 else 'voorspellingen'}"
    told = f"{'ongeveer ' if gap.size.about else ''}{gap.told.n} verhalen"
    return listing([predictions, told])


def _about(size: Estimate) -> str:
    return "ongeveer " if size.about else ""


def _number(value: float, factor: int) -> str:
    return f"{value * factor:.0f}" if factor == 100 else decimal(value, 1).removesuffix(",0")


def _between(ends: list[str]) -> str:
    return f" (tussen {ends[0]} en {ends[1]})"
