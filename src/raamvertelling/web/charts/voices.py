"""How the voices look: colour and shape together, so that a print in black and white says the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from raamvertelling.web.charts.svg import SHEET, number, path, tag


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice: `colour` and `shape` ("circle", "square", "triangle", "diamond", or "ring" for an unknown one)."""

    id: str
    colour: str
    shape: str


VOICES = {
    "inwoner": Voice("inwoner", "#0b6470", "circle"),
    "professional": Voice("professional", "#a85d00", "square"),
    "manager": Voice("manager", "#7a3b86", "triangle"),
    "bestuurder": Voice("bestuurder", "#3d5a99", "diamond"),
    "onbekend": Voice("onbekend", "#55616f", "ring"),
}
# What a group expected: rings, so that they stand apart from every story, in print too.
PREDICTED = Voice("voorspelling", "#b3123c", "ring")
EVERYONE = Voice("", "#34424f", "circle")
# Two sides that are no voices: what one looks at is dark, what lies behind it is light and has another shape.
SIDES = {"kant-voor": Voice("kant-voor", "#34424f", "circle"), "kant-achter": Voice("kant-achter", "#7d8792", "square")}


def voice_of(id: str) -> Voice:
    """Return how a voice looks; no voice is everyone, a voice outside the four is drawn as unknown."""
    return (VOICES | SIDES).get(id, VOICES["onbekend"]) if id else EVERYONE


def dot(
    voice: Voice, x: float, y: float, r: float, *, opacity: float | None = 0.8, class_: str = "raam-chart-dot"
) -> str:
    """Draw one dot; the shapes are sized so that they look equally heavy."""
    if voice.shape == "ring":
        line = r * 0.42
        return tag("circle", cx=x, cy=y, r=r * 0.8, fill=SHEET, stroke=voice.colour, stroke_width=line, class_=class_)
    thin = min(0.9, r / 4)
    if voice.shape == "circle":
        where = {"cx": x, "cy": y, "r": r}
        return tag(
            "circle", fill=voice.colour, fill_opacity=opacity, stroke=SHEET, stroke_width=thin, class_=class_, **where
        )
    data = path(_corners(voice.shape, x, y, r))
    return tag("path", d=data, fill=voice.colour, fill_opacity=opacity, stroke=SHEET, stroke_width=thin, class_=class_)


def dots(voice: Voice, places: Iterable[tuple[float, float]], r: float, *, hollow: bool = False) -> str:
    """Draw many dots of one voice; their colour stands once, on the group. `hollow` rings show what lies under them."""
    ring, thin = voice.shape == "ring", min(0.9, r / 4)
    if voice.shape in {"circle", "ring"}:
        size = number(r * 0.8 if ring else r)
        drawn = [f'<circle class="raam-chart-dot" cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>' for x, y in places]
    else:
        drawn = [f'<path class="raam-chart-dot" d="{path(_corners(voice.shape, x, y, r))}"/>' for x, y in places]
    if not drawn:
        return ""
    fill, edge, line = ("none" if hollow else SHEET, voice.colour, r * 0.42) if ring else (voice.colour, SHEET, thin)
    return tag(
        "g",
        *drawn,
        fill=fill,
        fill_opacity=None if ring else 0.8,
        stroke=edge,
        stroke_width=line,
        class_="raam-chart-dots",
    )


def _corners(shape: str, x: float, y: float, r: float) -> list[tuple[float, float]]:
    if shape == "square":
        side = r * 0.9
        return [(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)]
    if shape == "triangle":
        return [(x, y - r * 1.2), (x + r * 1.16, y + r * 0.85), (x - r * 1.16, y + r * 0.85)]
    return [(x, y - r * 1.3), (x + r * 1.3, y), (x, y + r * 1.3), (x - r * 1.3, y)]
