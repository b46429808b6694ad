"""A triangle or a field as its areas, the darker the more lies in it and each a link; the words stand beside it."""

from collections.abc import Sequence

from raamvertelling.core.framework import Stones, Triad
from raamvertelling.core.results import Share
from raamvertelling.web.charts.look import AreaHref
from raamvertelling.web.charts.svg import ACCENT, EDGE, SHADE, SHEET, box, clean, fitted, number, paragraph, path, tag
from raamvertelling.web.charts.triad import Plane, zone_corners

WIDTH = 240.0
_SIZE = 13.0
_SIDE = 40.0


def triangle_areas(triad: Triad, shares: Sequence[Share], href: AreaHref, chosen: Sequence[str] = ()) -> str:
    """Draw the seven zones. For pointers only: a list beside it must hold the same links in words."""
    names = [anchor.text.in_language("nl") for anchor in triad.anchors]
    top, size = fitted(names[0], WIDTH * 0.86, _SIZE, bold=True)
    plane = Plane(16, size * (1 + 1.22 * (len(top) - 1)) + 10, WIDTH - 32)
    zones = [_link(share, path([plane.at(each) for each in zone_corners(share)]), shares, href, chosen)
             for share in shares]  # fmt: skip
    below = plane.corners[1][1] + 12
    ends = [fitted(name, WIDTH / 2 - 8, _SIZE, bold=True) for name in names[1:]]
    size = min(each[1] for each in ends)
    words = [
        paragraph(WIDTH / 2, _SIZE, top, size=size, anchor="middle", weight="600"),
        paragraph(1, below + size, ends[0][0], size=size, weight="600"),
        paragraph(WIDTH - 1, below + size, ends[1][0], size=size, anchor="end", weight="600"),
    ]
    height = below + size * (1 + 1.22 * (max(len(lines) for lines, _ in ends) - 1)) + 6
    return _picture([*zones, *words], WIDTH, height)


def field_areas(field: Stones, shares: Sequence[Share], href: AreaHref, chosen: Sequence[str] = ()) -> str:
    """Draw the nine cells of one stone in a field."""
    cells = []
    for share in shares:
        column, row = share.area.place
        shape = box(column * _SIDE + 1, (2 - row) * _SIDE + 1, _SIDE - 2, _SIDE - 2)
        cells.append(_link(share, shape, shares, href, chosen))
    return _picture(cells, 3 * _SIDE, 3 * _SIDE)


def _link(share: Share, shape: str, shares: Sequence[Share], href: AreaHref, chosen: Sequence[str]) -> str:
    most = max((each.count for each in shares), default=0) or 1
    is_chosen = share.area.id in chosen
    ground = tag("path", d=shape, fill=SHADE, stroke=SHEET, stroke_width=1.5, class_="raam-chart-ground")
    fill = tag("path", d=shape, fill=ACCENT, fill_opacity=0.85 * share.count / most, class_="raam-chart-bar")
    edge = tag("path", d=shape, fill="none", stroke=ACCENT if is_chosen else EDGE, stroke_width=3 if is_chosen else 0.8,
               stroke_linejoin="round", class_="raam-chart-area__shape")  # fmt: skip
    words = f"{share.area.label}: {share.count}"
    return tag("a", tag("title", clean(words)), ground, fill, edge, href=href(share.area), tabindex="-1",
               class_="raam-chart-area")  # fmt: skip


def _picture(parts: Sequence[str], width: float, height: float) -> str:
    return tag("svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(width)} {number(height)}",
               width=width, height=height, aria_hidden="true", class_="raam-chart")  # fmt: skip
