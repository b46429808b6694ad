"""Our tellers beside the people: two bars a group, ours with its margin."""

from raamvertelling.core.sentences import percent
from raamvertelling.core.sentences_coverage import coverage_sentence
from raamvertelling.core.stats.coverage import Coverage, Represented
from raamvertelling.web.charts.svg import (
    ACCENT,
    EDGE,
    INK,
    QUIET,
    SHADE,
    fitted,
    frame,
    identifier,
    paragraph,
    tag,
    text,
    width_of,
)

WIDTH, _SIZE, _BAR = 340.0, 13.0, 10.0
_FIGURE = 44.0


def coverage_chart(found: Coverage, *, title: str) -> str:
    """Draw the groups in their order, who is missing first and in bold; all bars on one scale that starts at zero."""
    longest = max(max(each.expected, (each.share.interval or (0.0, 1.0))[1]) for each in found.groups)
    keys, y = _keys()
    parts = [keys]
    for each in found.groups:
        drawn, y = _group(each, y, (WIDTH - _FIGURE) / (longest or 1.0))
        parts.append(drawn)
    return frame("".join(parts), width=WIDTH, height=y, title=title, description=coverage_sentence(found),
                 uid=identifier("coverage", found), links=False, font="", kind="coverage")  # fmt: skip


def _keys() -> tuple[str, float]:
    """Say which bar is whose."""
    ours, theirs = "onze vertellers, met marge", "alle mensen"
    second = 20 + width_of(ours, _SIZE) + 18
    words = text(20, _SIZE, ours, size=_SIZE, fill=QUIET) + text(second + 20, _SIZE, theirs, size=_SIZE, fill=QUIET)
    return _ours(0, 4, 14) + _theirs(second, 4, 14) + words, _SIZE + 16


def _group(each: Represented, y: float, scale: float) -> tuple[str, float]:
    lines, size = fitted(each.label, WIDTH, 15, bold=each.is_missing)
    top = y + size * (1 + 1.22 * (len(lines) - 1)) + 7
    below = top + _BAR + 4
    low, high = (bound * scale for bound in each.share.interval or (0.0, 1.0))
    middle = top + _BAR / 2
    margin = f"M{low:.1f} {middle:.1f}H{high:.1f}M{low:.1f} {middle - 3:.1f}v6M{high:.1f} {middle - 3:.1f}v6"
    drawn = (
        paragraph(0, y + size, lines, size=size, weight="700" if each.is_missing else None),
        _ours(0, top, each.share.value * scale),
        tag("path", d=margin, fill="none", stroke=INK, stroke_width=1.4, class_="raam-chart-margin"),
        _theirs(0, below, each.expected * scale),
        _figure(each.share.value, middle),
        _figure(each.expected, below + _BAR / 2),
    )
    return "".join(drawn), below + _BAR + 16


def _figure(share: float, middle: float) -> str:
    return text(WIDTH, middle + _SIZE / 3, percent(share), size=_SIZE, anchor="end", fill=QUIET, class_="raam-chart-n")


def _ours(x: float, y: float, width: float) -> str:
    return tag("rect", x=x, y=y, width=max(width, 1.0), height=_BAR, rx=2, fill=ACCENT, fill_opacity=0.45,
               class_="raam-chart-bar")  # fmt: skip


def _theirs(x: float, y: float, width: float) -> str:
    return tag("rect", x=x + 0.6, y=y, width=max(width - 1.2, 1.0), height=_BAR, rx=2, fill=SHADE, stroke=EDGE,
               stroke_width=1.2, class_="raam-chart-ground raam-chart-edge")  # fmt: skip
