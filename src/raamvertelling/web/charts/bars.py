"""Choices as bars: the words above, the bar with its margin, the number at the end."""

from typing import Unpack

from raamvertelling.core.results import ChoiceSummary, Share
from raamvertelling.core.sentences import percent, share_shown
from raamvertelling.web.charts.look import Look, Options, area_words, finish, heading, link
from raamvertelling.web.charts.svg import (
    INK,
    LINE,
    QUIET,
    SHADE,
    SHEET,
    Attributes,
    box,
    fitted,
    paragraph,
    tag,
    text,
    width_of,
)
from raamvertelling.web.charts.voices import dot

_BAR = 12.0


def bars_chart(summary: ChoiceSummary, **options: Unpack[Options]) -> str:
    """Draw a choice as horizontal bars; see `Options`. The longest comes first unless the options are ordered."""
    look = Look(**options)
    uid = look.chart_id("bars", summary)
    head, y = heading(look, summary, summary.n)
    shares = list(summary.options)
    if not summary.ordered:
        shares.sort(key=lambda share: -share.share.value)
    rows = []
    for share in shares:
        drawn, end = _row(look, share, y)
        rows.append(drawn)
        y = end
    return finish(look, "bars", summary, head + "".join(rows), y, uid, n=summary.n)


def _row(look: Look, share: Share, y: float) -> tuple[str, float]:
    figure = _figure(share)
    room = look.width - width_of(figure, look.size) - 14
    label = look.label(share.area.key, share.area.label)
    lines, size = fitted(label, room, look.size)
    top = y + size * (1 + 1.22 * (len(lines) - 1)) + 6
    drawn = [paragraph(0, y + size, lines, size=size)]
    drawn.append(text(look.width, y + size, figure, size=look.size, anchor="end", fill=QUIET, class_="raam-chart-n"))
    drawn.append(_bar(look, share, top))
    end = top + _BAR + 14
    words = f"{label}: {area_words(share)}"
    drawn.append(link(look, share, box(0, y - 5, look.width, end - y), words))
    return "".join(drawn), end


def _figure(share: Share) -> str:
    if not share.share.n:
        return share.closed.n_shown if share.closed else "0"
    return share_shown(share) if share.share.about else f"{share.count} ({percent(share.share.value)})"


def _bar(look: Look, share: Share, top: float) -> str:
    """Draw the bar on its track, its margin as a thin line, and the voice's mark at its end."""
    room, middle = look.width - 12, top + _BAR / 2
    end = 6 + room * share.share.value
    drawn = [
        tag("rect", x=0, y=top, width=look.width, height=_BAR, rx=_BAR / 2, fill=SHADE, class_="raam-chart-ground")
    ]
    if share.closed:
        return "".join(drawn) + _shutter(look, top)
    if share.share.value:
        colour = look.mark.colour
        drawn.append(
            tag(
                "rect",
                x=0,
                y=top,
                width=end,
                height=_BAR,
                rx=_BAR / 2,
                fill=colour,
                fill_opacity=0.3,
                class_="raam-chart-bar",
            )
        )
    if share.share.interval:
        low, high = (6 + room * value for value in share.share.interval)
        line = f"M{low:.1f} {middle:.1f}H{high:.1f}"
        drawn.append(tag("path", d=line, fill="none", stroke=INK, stroke_width=1.4, class_="raam-chart-margin"))
    if share.share.value:
        drawn.append(tag("circle", cx=end, cy=middle, r=_BAR * 0.62, fill=SHEET))
        drawn.append(dot(look.mark, end, middle, _BAR * 0.45, opacity=None))
    return "".join(drawn)


def _shutter(look: Look, top: float) -> str:
    """Close a bar whose number is not shown: slats, as of a closed window."""
    slats = "".join(f"M{x:.1f} {top + 2.5:.1f}v{_BAR - 5:.1f}" for x in range(6, int(look.width) - 4, 7))
    line: Attributes = {"stroke": LINE, "stroke_width": 2.4, "stroke_linecap": "round"}
    return tag("path", d=slats, fill="none", class_="raam-chart-shut", **line)
