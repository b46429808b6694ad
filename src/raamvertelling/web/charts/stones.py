"""A field with stones: where each stone lies in the middle, or all places of one stone."""

from collections.abc import Sequence
from typing import Unpack

from raamvertelling.core.privacy.disclosure import PUBLIC_MINIMUM, fewer_than
from raamvertelling.core.results import FieldPoint, StonesSummary, StoneSummary
from raamvertelling.core.sentences import describe_stone, stories
from raamvertelling.web.charts.look import Look, Options, empty, finish, heading, link, nudge, radius
from raamvertelling.web.charts.svg import (
    EDGE,
    INK,
    LINE,
    QUIET,
    SHADE,
    SHEET,
    box,
    fitted,
    number,
    paragraph,
    tag,
    text,
)
from raamvertelling.web.charts.voices import dots

_SIDE = 10.0
_SHAPE = 0.82
_BUBBLE = 11.0


def stones_chart(summary: StonesSummary, *, stone: str = "", **options: Unpack[Options]) -> str:
    """Draw a field with stones as SVG; see `Options`.

    Without `stone`: every stone as a number at its medians, with a list of what the numbers mean. With the id of a
    stone: all places of that stone, and nine cells that can be links.
    """
    look = Look(**options)
    uid = look.chart_id("stones", summary, stone)
    one = next((each for each in summary.stones if each.stone.id == stone), None)
    n = one.n if one else summary.n
    head, y = heading(look, summary, n)
    field = _Field(look, summary, y)
    if one is not None:
        body, height = _single(look, field, one), field.end
    else:
        body, height = _overview(look, field, summary)
    if not n:
        body += empty(look, field.top + field.height / 2)
    return finish(
        look,
        "stones",
        summary,
        head + field.drawn + body,
        height,
        uid,
        n=n,
        words=describe_stone(one, voice=look.voice, names=look.names) if one else "",
    )


class _Field:
    """The square with its axes, and where a stone lies in it."""

    def __init__(self, look: Look, summary: StonesSummary, y: float) -> None:
        asked, size = summary.signifier, look.size
        up, up_size = fitted(f"↑ {asked.y_top.in_language('nl')}", look.width - 4, size)
        self.top = y + up_size * (1 + 1.22 * (len(up) - 1)) + 9
        self.width = look.width - 2 * _SIDE
        self.height = self.width * _SHAPE
        low = self.top + self.height
        down, down_size = fitted(f"↓ {asked.y_bottom.in_language('nl')}", look.width - 4, size)
        under = low + 8 + down_size * (1 + 1.22 * (len(down) - 1))
        room = look.width / 2 - 10
        left, left_size = fitted(f"← {asked.x_left.in_language('nl')}", room, size, bold=True)
        right, right_size = fitted(f"{asked.x_right.in_language('nl')} →", room, size, bold=True)
        small = min(left_size, right_size)
        ends = under + 8 + small
        self.end = ends + small * 1.22 * (max(len(left), len(right)) - 1) + 8
        middle = look.width / 2
        words = paragraph(middle, y + up_size, up, size=up_size, anchor="middle", fill=QUIET)
        words += paragraph(middle, low + 8 + down_size, down, size=down_size, anchor="middle", fill=QUIET)
        words += paragraph(1, ends, left, size=small, weight="600")
        words += paragraph(look.width - 1, ends, right, size=small, anchor="end", weight="600")
        self.drawn = words + self._ground()

    def _ground(self) -> str:
        third_x, third_y = self.width / 3, self.height / 3
        lines = "".join(f"M{_SIDE + third_x * i:.1f} {self.top:.1f}v{self.height:.1f}" for i in (1, 2))
        lines += "".join(f"M{_SIDE:.1f} {self.top + third_y * i:.1f}h{self.width:.1f}" for i in (1, 2))
        place = {"x": _SIDE, "y": self.top, "width": self.width, "height": self.height, "rx": 6}
        ground = tag("rect", fill=SHADE, class_="raam-chart-ground", **place)
        cells = tag("path", d=lines, fill="none", stroke=LINE, stroke_width=1, class_="raam-chart-zones")
        return (
            ground + cells + tag("rect", fill="none", stroke=EDGE, stroke_width=1.6, class_="raam-chart-edge", **place)
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        return _SIDE + x * self.width, self.top + (1 - y) * self.height


def _single(look: Look, field: _Field, one: StoneSummary) -> str:
    size = radius(one.n, look.width)
    drawn = [dots(look.mark, (field.at(*_shown(point)) for point in one.points), size)]
    if one.median_x and one.median_y:
        drawn.append(_cross(look, field, one))
    for share in one.cells:
        column, row = share.area.place
        x, y = field.at(column / 3, (row + 1) / 3)
        drawn.append(link(look, share, box(x, y, field.width / 3, field.height / 3)))
    return "".join(drawn)


def _shown(point: FieldPoint) -> tuple[float, float]:
    lattice = all(abs(part * 20 - round(part * 20)) < 1e-6 for part in (point.x, point.y))
    if point.mode not in {"rows", "paper"} and not lattice:
        return point.x, point.y
    across, upward = nudge(point.story, 0.02)
    return min(1.0, max(0.0, point.x + across)), min(1.0, max(0.0, point.y + upward))


def _cross(look: Look, field: _Field, one: StoneSummary) -> str:
    """Draw both medians with their margins as a cross."""
    assert one.median_x is not None and one.median_y is not None
    x, y = field.at(one.median_x.value, one.median_y.value)
    left, right = one.median_x.interval or (one.median_x.value, one.median_x.value)
    low, high = one.median_y.interval or (one.median_y.value, one.median_y.value)
    data = f"M{number(field.at(left, 0)[0])} {y:.1f}H{number(field.at(right, 0)[0])}"
    data += f"M{x:.1f} {number(field.at(0, low)[1])}V{number(field.at(0, high)[1])}"
    rim = tag("path", d=data, fill="none", stroke=SHEET, stroke_width=6, stroke_opacity=0.9, stroke_linecap="round")
    colour = look.mark.colour
    line = tag(
        "path", d=data, fill="none", stroke=colour, stroke_width=2.4, stroke_linecap="round", class_="raam-chart-mean"
    )
    return rim + line + tag("circle", cx=x, cy=y, r=5, fill=SHEET, stroke=colour, stroke_width=2.4)


def _overview(look: Look, field: _Field, summary: StonesSummary) -> tuple[str, float]:
    """Draw the medians as numbered stones and list the numbers below; a stone has the same number in every window."""
    order = summary.stones
    placed = [(index + 1, each) for index, each in enumerate(order) if each.median_x and each.median_y]
    wanted = [field.at(each.median_x.value, each.median_y.value) for _, each in placed
              if each.median_x and each.median_y]  # fmt: skip
    spots = _apart(wanted, 2 * _BUBBLE + 2, field)
    drawn = []
    for (index, _), (x, y), (from_x, from_y) in zip(placed, spots, wanted, strict=True):
        drawn.append(
            tag("path", d=f"M{from_x:.1f} {from_y:.1f}L{x:.1f} {y:.1f}", fill="none", stroke=INK, stroke_width=1.2)
        )
        drawn.append(tag("circle", cx=from_x, cy=from_y, r=2.5, fill=INK))
        drawn.append(_bubble(look, index, x, y))
    listed, end = _legend(look, order, field.end + 6)
    return "".join(drawn) + listed, end


def _bubble(look: Look, index: int, x: float, y: float) -> str:
    circle = tag(
        "circle", cx=x, cy=y, r=_BUBBLE, fill=look.mark.colour, stroke=SHEET, stroke_width=1.6, class_="raam-chart-dot"
    )
    return circle + text(
        x, y + 4.5, str(index), size=13, anchor="middle", fill=SHEET, weight="700", class_="raam-chart-inverse"
    )


def _legend(look: Look, order: Sequence[StoneSummary], y: float) -> tuple[str, float]:
    drawn = []
    for index, each in enumerate(order, start=1):
        figure = fewer_than(PUBLIC_MINIMUM) if each.is_hidden else stories(each.n)
        lines, size = fitted(
            look.label(each.stone.id, each.stone.text.in_language("nl")),
            look.width - 124 if look.width >= 300 else look.width - 30,
            look.size,
        )
        drawn.append(_bubble(look, index, _BUBBLE + 1, y + _BUBBLE + 1))
        drawn.append(paragraph(32, y + _BUBBLE + 1 + size * 0.35, lines, size=size))
        if look.width >= 300:
            drawn.append(
                text(
                    look.width, y + _BUBBLE + 6, figure, size=look.size, anchor="end", fill=QUIET, class_="raam-chart-n"
                )
            )
        else:
            y += size * 1.22
            below = y + _BUBBLE + 1 + size * (0.35 + 1.22 * (len(lines) - 1))
            drawn.append(text(32, below, figure, size=look.size, fill=QUIET, class_="raam-chart-n"))
        y += 2 * _BUBBLE + 8 + size * 1.22 * (len(lines) - 1)
    return "".join(drawn), y + 2


def _apart(wanted: Sequence[tuple[float, float]], gap: float, field: _Field) -> list[tuple[float, float]]:
    """Push stones that would cover each other apart, a little at a time, and keep them in the field."""
    spots = [list(spot) for spot in wanted]
    for _ in range(120):
        moved = False
        for i in range(len(spots)):
            for j in range(i):
                dx, dy = spots[i][0] - spots[j][0], spots[i][1] - spots[j][1]
                far = (dx * dx + dy * dy) ** 0.5
                if far >= gap:
                    continue
                if far < 0.01:
                    dx, dy, far = 0.6, 0.8, 1.0
                    push = gap / 2
                else:
                    push = (gap - far) / 2 + 0.05
                moved = True
                for spot, sign in ((spots[i], 1), (spots[j], -1)):
                    spot[0] += sign * push * dx / far
                    spot[1] += sign * push * dy / far
        for spot in spots:
            spot[0] = min(_SIDE + field.width - _BUBBLE, max(_SIDE + _BUBBLE, spot[0]))
            spot[1] = min(field.top + field.height - _BUBBLE, max(field.top + _BUBBLE, spot[1]))
        if not moved:
            break
    return [(spot[0], spot[1]) for spot in spots]
