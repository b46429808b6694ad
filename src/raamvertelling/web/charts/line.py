"""A line between two poles, or a scale of numbers: dots in columns, and under the line the median with its margin."""

from collections.abc import Iterable, Sequence
from typing import Unpack

from raamvertelling.core.results import Distribution, DyadSummary, Estimate, ScaleSummary
from raamvertelling.web.charts.look import Look, Options, empty, finish, heading, link, own_mark
from raamvertelling.web.charts.svg import EDGE, LINE, QUIET, SHEET, Attributes, box, fitted, paragraph, tag, text
from raamvertelling.web.charts.voices import dots

TALLEST = 120.0
SMALLEST_DOT = 2.4
_PAD = 10.0


def dyad_chart(summary: DyadSummary, **options: Unpack[Options]) -> str:
    """Draw a line between two poles as SVG; see `Options`. The five bands can be links."""
    look = Look(**options)
    uid = look.chart_id("dyad", summary)
    head, y = heading(look, summary, summary.n)
    columns = _columns(look, summary, y + 4)
    base, room = y + 4 + TALLEST, look.width - 2 * _PAD
    bands = "".join(tag("path", d=f"M{_PAD + room * i / 5:.1f} {base - 5:.1f}v10", **_tick()) for i in range(1, 5))
    under, below = _median(look, summary.median, base, 0.0, 1.0)
    ends = (summary.signifier.left.in_language("nl"), summary.signifier.right.in_language("nl"))
    words, height = _ends(look, ends, below)
    links = "".join(
        link(look, share, box(_PAD + room * i / 5, y + 2, room / 5, TALLEST + 22))
        for i, share in enumerate(summary.bands)
    )
    own = own_mark(look, _PAD + room * look.own[0], base) if look.own else ""
    body = [head, _line(look, base), bands, columns, under, words, links, own]
    return finish(look, "dyad", summary, "".join(body) + _nobody(look, summary.n, base), height, uid, n=summary.n)


def scale_chart(summary: ScaleSummary, **options: Unpack[Options]) -> str:
    """Draw a scale of numbers as SVG; see `Options`. Every number can be a link."""
    look = Look(**options)
    uid = look.chart_id("scale", summary)
    head, y = heading(look, summary, summary.n)
    columns = _columns(look, summary, y + 4)
    base, step = y + 4 + TALLEST, (look.width - 2 * _PAD) / len(summary.numbers)
    size = min(look.size, step * 0.72)
    shown = "".join(
        text(_PAD + step * (i + 0.5), base + 4 + size, share.area.label, size=size, anchor="middle", fill=QUIET)
        + (_shut(_PAD + step * (i + 0.5), base, step) if share.closed else "")
        for i, share in enumerate(summary.numbers)
    )
    scale = summary.signifier
    # A number stands in the middle of its column, so the line runs half a column further on both sides.
    under, below = _median(look, summary.median, base + size + 6, scale.minimum - 0.5, scale.maximum + 0.5)
    words, height = _ends(look, (scale.left.in_language("nl"), scale.right.in_language("nl")), below)
    links = "".join(
        link(look, share, box(_PAD + step * i, y + 2, step, TALLEST + size + 8))
        for i, share in enumerate(summary.numbers)
    )
    own = own_mark(look, _PAD + step * (look.own[0] - scale.minimum + 0.5), base) if look.own else ""
    body = [head, _line(look, base), columns, shown, under, words, links, own]
    return finish(look, "scale", summary, "".join(body) + _nobody(look, summary.n, base), height, uid, n=summary.n)


def _shut(x: float, base: float, step: float) -> str:
    """Mark a number whose count is not shown with slats, as of a closed window."""
    slats = "".join(f"M{x - step * 0.3:.1f} {base - 8 - 6 * i:.1f}h{step * 0.6:.1f}" for i in range(3))
    return tag(
        "path", d=slats, fill="none", stroke=LINE, stroke_width=2.4, stroke_linecap="round", class_="raam-chart-shut"
    )


def _tick() -> Attributes:
    return {"fill": "none", "stroke": LINE, "stroke_width": 1.2}


def _nobody(look: Look, n: int, base: float) -> str:
    return "" if n else empty(look, base - 24)


def _line(look: Look, base: float) -> str:
    data = f"M{_PAD:.1f} {base - 7:.1f}v14M{_PAD:.1f} {base:.1f}H{look.width - _PAD:.1f}m0 -7v14"
    return tag(
        "path", d=data, fill="none", stroke=EDGE, stroke_width=1.6, stroke_linecap="round", class_="raam-chart-edge"
    )


def are_bars(width: float, together: Iterable[Distribution]) -> bool:
    """Whether the columns of pictures of one scale are bars: in one of them a dot per story would be too small."""
    return any(_size(width, counts) < SMALLEST_DOT for counts in map(_counts, together) if counts)


def _counts(summary: Distribution) -> list[int]:
    """Return how many stories each column holds; nothing for what has no columns."""
    if isinstance(summary, DyadSummary):
        return list(summary.bins)
    return [share.count for share in summary.numbers] if isinstance(summary, ScaleSummary) else []


def _size(width: float, counts: Sequence[int]) -> float:
    """Return the radius at which the tallest column fits, a dot per story."""
    return min((width - 2 * _PAD) / len(counts) * 0.43, 6.5, (TALLEST - 6) / (2.16 * max(1, *counts)))


def _columns(look: Look, summary: Distribution, top: float) -> str:
    """Draw a dot per story in columns, or bars when the dots would become too small.

    Beside others the dots are of one size, and bars are parts of their own group up to the same highest part.
    """
    together = (summary, *look.beside)
    counts, every = _counts(summary), [found for found in map(_counts, together) if found]
    step = (look.width - 2 * _PAD) / len(counts)
    if are_bars(look.width, together):
        highest = max(max(_counts(each)) / each.n for each in together if each.n and _counts(each))
        return _bars(look, [count / max(1, summary.n) / highest for count in counts], top, step)
    size = min(_size(look.width, each) for each in every)
    places = (
        (_PAD + step * (column + 0.5), top + TALLEST - 4 - size * (1 + 2.16 * row))
        for column, count in enumerate(counts)
        for row in range(count)
    )
    return dots(look.mark, places, size)


def _bars(look: Look, heights: Sequence[float], top: float, step: float) -> str:
    """Draw columns; `heights` from 0 to 1."""
    return "".join(
        tag(
            "path",
            d=box(_PAD + step * (column + 0.12), top + TALLEST * (1 - height), step * 0.76, TALLEST * height),
            fill=look.mark.colour,
            fill_opacity=0.75,
            class_="raam-chart-bar",
        )
        for column, height in enumerate(heights)
        if height
    )


def _median(look: Look, median: Estimate | None, base: float, low: float, high: float) -> tuple[str, float]:
    """Draw the margin of the median as a soft band under the line and the median itself as a mark."""
    y = base + 15
    if median is None:
        return "", base + 8

    def at(value: float) -> float:
        return _PAD + (look.width - 2 * _PAD) * (value - low) / (high - low)

    drawn = []
    if median.interval:
        start, end = at(median.interval[0]), at(median.interval[1])
        line: Attributes = {
            "stroke": look.mark.colour,
            "stroke_linecap": "round",
            "stroke_width": 7,
            "stroke_opacity": 0.28,
        }
        drawn.append(tag("path", d=f"M{start:.1f} {y:.1f}H{max(end, start + 0.1):.1f}", fill="none", **line))
    mark = f"M{at(median.value):.1f} {y - 7:.1f}v14"
    drawn.append(tag("path", d=mark, fill="none", stroke=SHEET, stroke_width=6, stroke_linecap="round"))
    drawn.append(
        tag(
            "path",
            d=mark,
            fill="none",
            stroke=look.mark.colour,
            stroke_width=3,
            stroke_linecap="round",
            class_="raam-chart-mean",
        )
    )
    return "".join(drawn), base + 28


def _ends(look: Look, words: tuple[str, str], y: float) -> tuple[str, float]:
    room = look.width / 2 - 10
    left, left_size = fitted(words[0], room, look.size, bold=True)
    right, right_size = fitted(words[1], room, look.size, bold=True)
    size = min(left_size, right_size)
    drawn = paragraph(1, y + size, left, size=size, weight="600")
    drawn += paragraph(look.width - 1, y + size, right, size=size, anchor="end", weight="600")
    return drawn, y + size * (1 + 1.22 * (max(len(left), len(right)) - 1)) + 8
