"""One thing over time: a dot a period with its margin. Between the dots nothing is drawn: nothing is known there."""

from raamvertelling.core.stats.trends import Moment, TrendLine
from raamvertelling.web.charts.svg import ACCENT, INK, LINE, QUIET, frame, identifier, tag, text

WIDTH, HEIGHT = 260.0, 128.0
_LEFT, _TOP, _BOTTOM = 42.0, 8.0, 100.0
_SIZE = 12.0


def trend_chart(line: TrendLine, *, low: float, high: float, ends: tuple[str, str], ticks: tuple[str, str],
                title: str, description: str) -> str:  # fmt: skip
    """Draw a line of a trend.

    Parameters
    ----------
    low, high : values at the bottom and the top of the axis, the same for all charts side by side.
    ends : words for the first and the last period. ticks : words for `low` and `high`.
    """
    step = (WIDTH - _LEFT - 10) / max(1, len(line.moments))
    grid = "".join(f"M{_LEFT} {y}H{WIDTH - 4}" for y in (_TOP, (_TOP + _BOTTOM) / 2, _BOTTOM))
    parts = [
        tag("path", d=grid, fill="none", stroke=LINE, stroke_width=1, class_="raam-chart-zones"),
        text(_LEFT - 5, _TOP + 5, ticks[1], size=_SIZE, anchor="end", fill=QUIET),
        text(_LEFT - 5, _BOTTOM + 4, ticks[0], size=_SIZE, anchor="end", fill=QUIET),
        text(_LEFT, _BOTTOM + 20, ends[0], size=_SIZE, fill=QUIET),
        text(WIDTH - 4, _BOTTOM + 20, ends[1], size=_SIZE, anchor="end", fill=QUIET),
    ]
    for place, moment in enumerate(line.moments):
        parts.append(_dot(moment, _LEFT + 5 + step * (place + 0.5), low, high))
    return frame("".join(parts), width=WIDTH, height=HEIGHT, title=title, description=description,
                 uid=identifier("trend", title, line.moments), links=False, font="", kind="trend")  # fmt: skip


def _dot(moment: Moment, x: float, low: float, high: float) -> str:
    """Draw one period; one with too few answers is a short stroke on the axis."""
    if moment.value is None:
        return tag("path", d=f"M{x:.1f} {_BOTTOM - 3:.1f}v6", fill="none", stroke=QUIET, stroke_width=1.4)

    def at(value: float) -> float:
        return _BOTTOM - (value - low) / (high - low) * (_BOTTOM - _TOP)

    parts = []
    if moment.value.interval is not None:
        bottom, top = (at(bound) for bound in moment.value.interval)
        parts.append(tag("path", d=f"M{x:.1f} {bottom:.1f}V{top:.1f}", fill="none", stroke=INK, stroke_width=1.4,
                         class_="raam-chart-margin"))  # fmt: skip
    parts.append(tag("circle", cx=x, cy=at(moment.value.value), r=3.6, fill=ACCENT, class_="raam-chart-mark"))
    return "".join(parts)
