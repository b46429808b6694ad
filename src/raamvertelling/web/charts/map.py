"""Areas of a map, the darker the more; what is not shown is hatched. No map service is asked for anything."""

from collections.abc import Sequence
from dataclasses import dataclass

from raamvertelling.web.charts.svg import ACCENT, EDGE, INK, SHADE, SHEET, Attributes, clean, frame, tag, text

MOST_LABELS = 40
STEPS = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its outline as path data, the place of its number, how dark (0 to 1; None: hatched), and its words."""

    path: str
    at: tuple[float, float]
    shade: float | None
    shown: str
    words: str
    href: str = ""


def map_chart(
    shapes: Sequence[Shape], others: Sequence[str], *, width: float, height: float, title: str, description: str
) -> str:
    """Draw a map; `others` are outlines of areas that belong to no answer. Areas with an address are links."""
    hatch = tag(
        "pattern",
        tag("path", d="M0 8L8 0M-2 2L2 -2M6 10L10 6", stroke=EDGE, stroke_width=1.2, class_="raam-chart-shut"),
        id="kaart-dicht", width=8, height=8, patternUnits="userSpaceOnUse",
    )  # fmt: skip
    empty = [
        tag("path", d=each, fill=SHEET, stroke=EDGE, stroke_width=0.7, class_="raam-chart-edge") for each in others
    ]
    areas = [_area(shape) for shape in shapes]
    size = max(11.0, width / 30)
    marks = [_number(shape, size) for shape in shapes if len(shapes) <= MOST_LABELS and shape.shade is not None]
    body = tag("defs", hatch) + "".join((*empty, *areas, *marks))
    return frame(body, width=width, height=height, title=title, description=description, uid="kaart",
                 links=any(shape.href for shape in shapes), font="", kind="map")  # fmt: skip


def level(shade: float) -> float:
    """Return one of five steps of darkness."""
    return 0.08 + 0.72 * min(STEPS - 1, int(shade * STEPS)) / (STEPS - 1)


def _area(shape: Shape) -> str:
    edge: Attributes = {"stroke": EDGE, "stroke_width": 1.0, "stroke_linejoin": "round", "fill_rule": "evenodd"}
    ground = tag("path", d=shape.path, fill=SHADE, class_="raam-chart-ground", **edge)
    if shape.shade is None:
        inside = tag("path", d=shape.path, fill="url(#kaart-dicht)", class_="raam-chart-area__shape", **edge)
    else:
        inside = tag(
            "path", d=shape.path, fill=ACCENT, fill_opacity=level(shape.shade), class_="raam-chart-cloud", **edge
        )
    drawn = tag("title", clean(shape.words)) + ground + inside
    if not shape.href:
        return tag("g", drawn)
    return tag("a", drawn, href=shape.href, aria_label=shape.words, class_="raam-chart-area")


def _number(shape: Shape, size: float) -> str:
    x, y = shape.at
    # A rim of paper, so that a number can be read on every darkness; never in the way of a click.
    rim = text(x, y + size / 3, shape.shown, size=size, anchor="middle", fill=SHEET, weight="700")
    rim = rim.replace("<text ", f'<text stroke="{SHEET}" stroke-width="4" stroke-linejoin="round" ', 1)
    words = text(x, y + size / 3, shape.shown, size=size, anchor="middle", fill=INK, weight="700")
    return tag("g", rim, words, pointer_events="none")
