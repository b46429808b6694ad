"""A group too small to show is drawn as a closed window, with the reason."""

from typing import Unpack

from raamvertelling.core.results import Suppressed
from raamvertelling.core.sentences import plural
from raamvertelling.web.charts.look import Look, Options
from raamvertelling.web.charts.svg import (
    EDGE,
    LINE,
    QUIET,
    SHADE,
    SHEET,
    Attributes,
    fitted,
    frame,
    identifier,
    paragraph,
    tag,
    text,
)
from raamvertelling.web.charts.voices import dot

_SLATS = 7


def closed_window(suppressed: Suppressed, **options: Unpack[Options]) -> str:
    """Draw a closed window: shutters and a latch, and below them why nothing is shown; see `Options`."""
    look = Look(**options)
    title = look.title or (plural(look.voice, look.names).capitalize() if look.voice else "Niet getekend")
    head, y = _heading(look, title, suppressed.n_shown)
    width, height = look.width - 28, (look.width - 28) * 0.62
    window = _window(14, y + 6, width, height)
    lines, size = fitted(suppressed.reason, look.width - 24, look.size)
    below = y + height + 26 + size
    reason = paragraph(look.width / 2, below, lines, size=size, anchor="middle", fill=QUIET)
    return frame(
        head + window + reason,
        width=look.width,
        height=below + size * 1.22 * (len(lines) - 1) + 10,
        title=f"{title}: {_of_stories(suppressed.n_shown)}, niet getekend",
        description=suppressed.reason,
        uid=look.uid or identifier("closed", title, suppressed, look.width),
        links=False,
        font=look.font,
        kind="closed",
    )


def _of_stories(n_shown: str) -> str:
    return n_shown if "verha" in n_shown else f"{n_shown} verhalen"


def _heading(look: Look, title: str, n_shown: str) -> tuple[str, float]:
    if not look.heading:
        return "", 0
    size = look.size + 2
    indent = size * 1.45 if look.voice else 0
    lines, size = fitted(title, look.width - indent, size, bold=True)
    parts = [paragraph(indent, size, lines, size=size, weight="600")]
    if look.voice:
        parts.append(dot(look.mark, size * 0.6, size * 0.64, size * 0.42, opacity=None, class_="raam-chart-mark"))
    below = size * (1 + 1.22 * (len(lines) - 1)) + size * 1.25
    parts.append(text(indent, below, _of_stories(n_shown), size=look.size, fill=QUIET, class_="raam-chart-n"))
    return "".join(parts), below + size * 0.95


def _window(x: float, y: float, width: float, height: float) -> str:
    """Draw the frame of our mark with both shutters closed, a sill and a latch."""
    inset, gap = 10.0, 3.0
    half = width / 2 - inset - gap / 2
    parts = [tag("rect", x=x, y=y, width=width, height=height, rx=10, fill=SHEET, stroke=EDGE, stroke_width=2)]
    for left in (x + inset, x + width / 2 + gap / 2):
        parts.append(_shutter(left, y + inset, half, height - 2 * inset))
    parts.append(
        tag(
            "path",
            d=f"M{x - 8:.1f} {y + height:.1f}h{width + 16:.1f}",
            stroke=EDGE,
            stroke_width=4,
            stroke_linecap="round",
        )
    )
    return "".join(parts) + _latch(x + width / 2, y + height / 2)


def _shutter(x: float, y: float, width: float, height: float) -> str:
    outline = tag("rect", x=x, y=y, width=width, height=height, rx=4, fill=SHADE, stroke=EDGE, stroke_width=1.2)
    step = (height - 16) / _SLATS
    lines = "".join(f"M{x + 9:.1f} {y + 8 + step * (i + 0.5):.1f}h{width - 18:.1f}" for i in range(_SLATS))
    return outline + tag("path", d=lines, fill="none", stroke=LINE, stroke_width=step * 0.5, stroke_linecap="round")


def _latch(x: float, y: float) -> str:
    bar: Attributes = {"fill": SHEET, "stroke": EDGE, "stroke_width": 1.6}
    return (
        tag("rect", x=x - 15, y=y - 5, width=30, height=10, rx=5, **bar)
        + tag("circle", cx=x - 8, cy=y, r=1.8, fill=EDGE)
        + tag("circle", cx=x + 8, cy=y, r=1.8, fill=EDGE)
    )
