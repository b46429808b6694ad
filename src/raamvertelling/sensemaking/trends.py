"""How a trend is shown: a chart for each line on the same axes, and one table."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from raamvertelling.core.framework import Dyad, Scale
from raamvertelling.core.results import Estimate
from raamvertelling.core.sentences import capital, percent, place_words
from raamvertelling.core.sentences_trend import OTHER_REASONS, trend_chance, trend_words
from raamvertelling.core.stats.methods import METHODS
from raamvertelling.core.stats.trends import Moment, Period, Trend, TrendLine
from raamvertelling.web.charts.trend import trend_chart
from raamvertelling.web.templatetags.raam import MONTHS

AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Panel:
    """One line: its name, and its chart."""

    label: str
    svg: SafeString


@dataclass(frozen=True, slots=True)
class ShownTrend:
    """The section on time of a question's page."""

    sentence: str
    detail: str
    panels: tuple[Panel, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]
    unit: str
    method: str
    source: str


def shown_trend(trend: Trend) -> ShownTrend:
    """Return what a page shows of a trend: the eight lines that were chosen most, and all of them in the table."""
    lines = trend.lines
    if len(lines) > AT_MOST:
        largest = sorted(lines, key=lambda line: -line.early.value - line.late.value)[:AT_MOST]
        lines = tuple(line for line in lines if line in largest)
    moments = trend.lines[0].moments
    method = METHODS[trend.lines[0].method]
    return ShownTrend(
        sentence=trend_words(trend),
        detail=f"{trend_chance(trend)} {OTHER_REASONS}",
        panels=tuple(Panel(_name(trend, line), _drawn(trend, line)) for line in lines),
        heads=tuple(_name(trend, line) for line in trend.lines),
        rows=tuple(_row(trend, place, moment.period, moment.n) for place, moment in enumerate(moments)),
        unit=trend.unit,
        method=method.title,
        source=method.source,
    )


def _row(trend: Trend, place: int, period: Period, n: int) -> tuple[str, str, tuple[str, ...]]:
    return period_words(period, trend.unit), str(n), tuple(_value(trend, line.moments[place]) for line in trend.lines)


def _value(trend: Trend, moment: Moment) -> str:
    if moment.value is None:
        return "te weinig" if moment.n else "–"
    return _words(trend, moment.value)


def _words(trend: Trend, value: Estimate) -> str:
    if isinstance(trend.signifier, Dyad | Scale):
        return place_words(value, 100.0 if isinstance(trend.signifier, Dyad) else 1.0)
    if value.interval is None:
        return percent(value.value)
    return f"{percent(value.value)} (tussen {percent(value.interval[0])} en {percent(value.interval[1])})"


def _name(trend: Trend, line: TrendLine) -> str:
    if line.area is not None:
        return capital(line.area.label)
    return "De middelste stip" if isinstance(trend.signifier, Dyad) else "Het middelste cijfer"


def _drawn(trend: Trend, line: TrendLine) -> SafeString:
    signifier = trend.signifier
    low, high, ticks = 0.0, 1.0, ("0%", "100%")
    if isinstance(signifier, Dyad):
        ticks = ("0", "100")
    elif isinstance(signifier, Scale):
        low, high = float(signifier.minimum), float(signifier.maximum)
        ticks = (str(signifier.minimum), str(signifier.maximum))
    periods = [moment.period for moment in line.moments]
    ends = (period_words(periods[0], trend.unit, short=True), period_words(periods[-1], trend.unit, short=True))
    told = f"Van {_words(trend, line.early)} in de eerste helft naar {_words(trend, line.late)} in de tweede helft."
    drawn = trend_chart(line, low=low, high=high, ends=ends, ticks=ticks, title=f"{_name(trend, line)}, over de tijd",
                        description=told)  # fmt: skip
    return mark_safe(drawn)  # noqa: S308 - escaped by the chart itself


def period_words(period: Period, unit: str, *, short: bool = False) -> str:
    """Name a period: "week van 3 maart 2026", "maart 2026", "1e kwartaal 2026", "2026"."""
    day = period.first
    if unit == "jaar":
        return str(day.year)
    if unit == "kwartaal":
        return f"{(day.month - 1) // 3 + 1}e kwartaal {day.year}"
    month = f"{MONTHS[day.month - 1]} {day.year}"
    if unit == "maand":
        return month
    return f"{day.day} {month}" if short else f"week van {day.day} {month}"
