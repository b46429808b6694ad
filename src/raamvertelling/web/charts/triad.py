"""The triangle: every story a dot, where they lie close together, and their mean with its margin."""

from collections.abc import Sequence
from math import cos, pi, sin, sqrt
from typing import Unpack

from raamvertelling.core.results import Ellipse, Share, TriadPoint, TriadSummary, Weights
from raamvertelling.core.sentences import describe
from raamvertelling.core.stats import triad_density
from raamvertelling.web.charts.look import Look, Options, empty, finish, heading, link, nudge, own_mark, radius
from raamvertelling.web.charts.svg import EDGE, LINE, SHADE, SHEET, fitted, paragraph, path, tag, text
from raamvertelling.web.charts.voices import PREDICTED, Voice, dots, voice_of

MOST_DOTS = 1500
JITTERED = {"rows", "paper"}
_JITTER = 0.018
_ZERO = 1e-9
Place = tuple[float, float]


class Plane:
    """Where weights lie on the page."""

    def __init__(self, left: float, top: float, side: float) -> None:
        self.height = side * sqrt(3) / 2
        self.corners: tuple[Place, Place, Place] = (
            (left + side / 2, top),
            (left, top + self.height),
            (left + side, top + self.height),
        )

    def at(self, weights: Sequence[float]) -> Place:
        x = sum(weight * corner[0] for weight, corner in zip(weights, self.corners, strict=True))
        y = sum(weight * corner[1] for weight, corner in zip(weights, self.corners, strict=True))
        return x, y


def triad_chart(summary: TriadSummary, **options: Unpack[Options]) -> str:
    """Draw a triangle as SVG; see `Options`. The seven zones can be links."""
    look = Look(**options)
    uid = look.chart_id("triad", summary)
    head, y = heading(look, summary, summary.n)
    names = [look.label(anchor.id, anchor.text.in_language("nl")) for anchor in summary.signifier.anchors]
    top, size = fitted(names[0], look.width * 0.86, look.size, bold=True)
    plane = Plane(16, y + size * (1 + 1.22 * (len(top) - 1)) + 15, look.width - 32)
    label_top = paragraph(look.width / 2, y + size, top, size=size, anchor="middle", weight="600")
    bottom, height = _bottom_labels(look, names, plane.corners[1][1] + 16)
    body = [head, label_top, bottom, _ground(plane), _cloud(look, plane, summary, uid), _outline(plane)]
    body += [_dots(look, plane, summary.points), _over(look, plane), _mean(look.mark, plane, summary)]
    body += [link(look, share, path([plane.at(each) for each in zone_corners(share)])) for share in summary.zones]
    body.append(_corner_counts(look, plane, summary))
    if look.own:
        body.append(own_mark(look, *plane.at(look.own)))
    if not summary.n:
        body.append(empty(look, plane.at((1 / 3, 1 / 3, 1 / 3))[1]))
    words = _both_layers(look, summary)
    return finish(look, "triad", summary, "".join(body), height, uid, n=summary.n, words=words)


def _bottom_labels(look: Look, names: Sequence[str], y: float) -> tuple[str, float]:
    room = look.width / 2 - 8
    left, left_size = fitted(names[1], room, look.size, bold=True)
    right, right_size = fitted(names[2], room, look.size, bold=True)
    size = min(left_size, right_size)
    drawn = paragraph(1, y + size, left, size=size, weight="600")
    drawn += paragraph(look.width - 1, y + size, right, size=size, anchor="end", weight="600")
    return drawn, y + size * (1 + 1.22 * (max(len(left), len(right)) - 1)) + 8


def zone_corners(share: Share) -> list[Weights]:
    """Return the corners of a zone as weights, in order around it."""
    kind, place = share.area.kind, share.area.place
    if kind == "corner":
        (i,) = place
        j, k = (each for each in range(3) if each != i)
        return [_weights({i: 1.0}), _weights({i: 0.6, j: 0.4}), _weights({i: 0.6, k: 0.4})]
    if kind == "edge":
        i, j = place
        k = 3 - i - j
        inner = [_weights({i: 0.2, j: 0.6, k: 0.2}), _weights({i: 0.6, j: 0.2, k: 0.2})]
        return [_weights({i: 0.6, j: 0.4}), _weights({i: 0.4, j: 0.6}), *inner]
    return [(0.6, 0.2, 0.2), (0.2, 0.6, 0.2), (0.2, 0.2, 0.6)]


def _weights(parts: dict[int, float]) -> Weights:
    return parts.get(0, 0.0), parts.get(1, 0.0), parts.get(2, 0.0)


def _ground(plane: Plane) -> str:
    return tag("path", d=path(plane.corners), fill=SHADE, class_="raam-chart-ground")


def _outline(plane: Plane) -> str:
    """Draw the zone borders as hairlines over the cloud, then the triangle itself."""
    lines = []
    for i in range(3):
        j, k = (each for each in range(3) if each != i)
        lines.append((_weights({i: 0.6, j: 0.4}), _weights({i: 0.6, k: 0.4})))
        lines.append((_weights({i: 0.2, j: 0.2, k: 0.6}), _weights({i: 0.2, j: 0.6, k: 0.2})))
    ends = [(plane.at(start), plane.at(end)) for start, end in lines]
    data = "".join(f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" for (x1, y1), (x2, y2) in ends)
    zones = tag("path", d=data, fill="none", stroke=LINE, stroke_width=1, class_="raam-chart-zones")
    return zones + tag(
        "path",
        d=path(plane.corners),
        fill="none",
        stroke=EDGE,
        stroke_width=1.6,
        stroke_linejoin="round",
        class_="raam-chart-edge",
    )


def _cloud(look: Look, plane: Plane, summary: TriadSummary, uid: str) -> str:
    """Draw the regions of the densest quarter, half and three quarters of the dots, cut off at the triangle."""
    density = triad_density(summary)
    if density is None:
        return ""
    clip = tag("clipPath", tag("path", d=path(plane.corners)), id=f"{uid}-c")
    regions = [
        tag(
            "path",
            d="".join(path([plane.at(each) for each in ring[:: max(1, len(ring) // 90)]]) for ring in contour.rings),
            fill=look.mark.colour,
            fill_opacity=0.11,
            fill_rule="evenodd",
            class_="raam-chart-cloud",
        )
        for contour in density.contours
    ]
    return tag("defs", clip) + tag("g", *regions, clip_path=f"url(#{uid}-c)")


def shown_weights(point: TriadPoint) -> Weights:
    """Return where a dot is drawn: lattice points of buttons and paper are moved a little, zeros stay zeros."""
    if point.mode not in JITTERED and not _on_lattice(point.weights):
        return point.weights
    first, second = nudge(point.story, _JITTER)
    moved = [
        max(_ZERO, weight + shift) if weight > _ZERO else 0.0
        for weight, shift in zip(point.weights, (first, second, -first - second), strict=True)
    ]
    total = sum(moved)
    return moved[0] / total, moved[1] / total, moved[2] / total


def _on_lattice(weights: Weights) -> bool:
    """Say whether all weights are whole twentieths: answers of buttons, rows and old files, which hide each other."""
    return all(abs(weight * 20 - round(weight * 20)) < 1e-6 for weight in weights)


def _dots(look: Look, plane: Plane, points: Sequence[TriadPoint]) -> str:
    if len(points) > MOST_DOTS:
        return ""
    size = radius(len(points), look.width)
    return dots(look.mark, (plane.at(shown_weights(point)) for point in points), size)


def _over(look: Look, plane: Plane) -> str:
    """Draw a second layer: dots of another voice, or predictions as rings that show what lies under them."""
    if not isinstance(look.over, TriadSummary):
        return ""
    size, places = radius(look.over.n, look.width), [plane.at(shown_weights(point)) for point in look.over.points]
    if look.over_voice:
        mark = voice_of(look.over_voice)
        return dots(mark, places, size) + _mean(mark, plane, look.over)
    return dots(PREDICTED, places, size * 1.35, hollow=True)


def _both_layers(look: Look, summary: TriadSummary) -> str:
    """Describe both layers; empty when there is one, which is described by itself."""
    if look.over is None:
        return ""
    told = describe(summary, voice=look.voice, names=look.names)
    if look.over_voice:
        return f"{told} {describe(look.over, voice=look.over_voice, names=look.names)}"
    return f"{told} De ringen zijn voorspellingen. {describe(look.over, counted='voorspellingen')}"


def _corner_counts(look: Look, plane: Plane, summary: TriadSummary) -> str:
    """Draw more than one story exactly in a corner as one mark with their number: dots would hide each other."""
    drawn = []
    for (x, y), count in zip(plane.corners, summary.corners, strict=True):
        if count > 1:
            size = 9 if count < 10 else 11 if count < 100 else 14
            mark = tag(
                "circle",
                cx=x,
                cy=y,
                r=size,
                fill=look.mark.colour,
                stroke=SHEET,
                stroke_width=1.5,
                class_="raam-chart-mark",
            )
            words = text(
                x, y + 4, str(count), size=11, anchor="middle", fill=SHEET, weight="700", class_="raam-chart-inverse"
            )
            # Over the areas, so that the number stays readable, but never in the way of a click.
            drawn.append(tag("g", mark, words, pointer_events="none"))
    return "".join(drawn)


def _mean(mark: Voice, plane: Plane, summary: TriadSummary) -> str:
    """Draw the mean as a cross in its 95% ellipse, with a white rim so that it stands out from the dots."""
    if summary.centroid is None or summary.mean_ellipse is None:
        return ""
    x, y = plane.at(summary.centroid)
    ring = path(_ellipse_points(plane, summary.mean_ellipse))
    cross = f"M{x - 4:.1f} {y:.1f}H{x + 4:.1f}M{x:.1f} {y - 4:.1f}V{y + 4:.1f}"
    both = ring + cross
    rim = tag("path", d=both, fill="none", stroke=SHEET, stroke_width=5, stroke_opacity=0.9, stroke_linecap="round")
    colour = mark.colour
    return rim + tag(
        "path", d=both, fill="none", stroke=colour, stroke_width=2.2, stroke_linecap="round", class_="raam-chart-mean"
    )


def _ellipse_points(plane: Plane, ellipse: Ellipse, steps: int = 48) -> list[Place]:
    first, second = ellipse.axes
    points = []
    for step in range(steps):
        turn = 2 * pi * step / steps
        a, b = cos(turn), sin(turn)
        points.append(plane.at([c + a * u + b * v for c, u, v in zip(ellipse.centre, first, second, strict=True)]))
    return points
