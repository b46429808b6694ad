"""Make `geometry_reference.json`: what geometry must answer, worked out exactly, in another way than geometry does.

Run `python -m raamvertelling.core.geometry_reference` to write the file anew. All is counted in fractions. Heights
are counted in units of sqrt(3), in which the corners of the triangle and every nearest point are fractions too.
"""

import json
from fractions import Fraction as F
from itertools import product
from math import sqrt
from pathlib import Path

FILE = Path(__file__).with_name("geometry_reference.json")

Triple = tuple[F, F, F]
Spot = tuple[F, F]

# Corners as (x, y / sqrt(3)): top, left, right.
CORNERS: tuple[Spot, Spot, Spot] = ((F(1, 2), F(1, 2)), (F(0), F(0)), (F(1), F(0)))


def lattice(n: int) -> list[Triple]:
    """All shares in steps of 1/n."""
    return [(F(a, n), F(b, n), F(n - a - b, n)) for a in range(n + 1) for b in range(n + 1 - a)]


def spot(weights: Triple) -> Spot:
    """The weighted mean of the corners, coordinate by coordinate."""
    x = sum((w * corner[0] for w, corner in zip(weights, CORNERS, strict=True)), F(0))
    v = sum((w * corner[1] for w, corner in zip(weights, CORNERS, strict=True)), F(0))
    return (x, v)


def shares_of(place: Spot) -> Triple:
    """Shares as areas: each corner gets the area of the triangle that the point makes with the two other corners."""

    def area(a: Spot, b: Spot, c: Spot) -> F:
        return (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])

    top, left, right = CORNERS
    whole = area(top, left, right)
    return (area(place, left, right) / whole, area(top, place, right) / whole, area(top, left, place) / whole)


def distance(a: Spot, b: Spot) -> F:
    """The squared distance; a step up of 1 in these heights is sqrt(3) long."""
    return (a[0] - b[0]) ** 2 + 3 * (a[1] - b[1]) ** 2


def nearest(place: Spot) -> Spot:
    """Try the point itself, the foot on each side, and the corners; the nearest of those that lie in the triangle."""
    candidates = [place, *CORNERS]
    for a, b in ((0, 1), (1, 2), (2, 0)):
        start, end = CORNERS[a], CORNERS[b]
        dx, dv = end[0] - start[0], end[1] - start[1]
        t = ((place[0] - start[0]) * dx + 3 * (place[1] - start[1]) * dv) / (dx**2 + 3 * dv**2)
        candidates.append((start[0] + t * dx, start[1] + t * dv))
    inside = [each for each in candidates if all(share >= 0 for share in shares_of(each))]
    return min(inside, key=lambda each: distance(each, place))


def zone(weights: Triple) -> list[int]:
    """The definition, word for word."""
    corners = [k for k, share in enumerate(weights) if share >= F(60, 100)]
    if corners:
        return corners
    low = [k for k, share in enumerate(weights) if share < F(20, 100)]
    return [k for k in range(3) if k not in low] if len(low) == 1 else [0, 1, 2]


def moved(weights: Triple, k: int, value: F) -> Triple:
    """The point with share `value` on the line from corner k through the dot, found as a crossing of that line."""
    scale = (1 - value) / (1 - weights[k])
    a, b, c = (value if j == k else weights[j] * scale for j in range(3))
    return (a, b, c)


def percentages(weights: Triple) -> list[int]:
    """Largest remainder: hand out what is left one by one to the part that is most short, the first if equal."""
    exact = [100 * each for each in weights]
    whole = [int(each) for each in exact]
    while sum(whole) < 100:
        short = [e - w for e, w in zip(exact, whole, strict=True)]
        whole[short.index(max(short))] += 1
    return whole


def floats(values: Triple) -> list[float]:
    """The nearest floats."""
    return [float(each) for each in values]


def point(place: Spot) -> list[float]:
    """A spot as x and y in sides of the triangle."""
    return [float(place[0]), float(place[1]) * sqrt(3)]


def moves() -> list[dict[str, object]]:
    """One step from an inner dot; and to the corner, and back from it to where the dot was."""
    found: list[dict[str, object]] = []
    for weights in lattice(7):
        if min(weights) == 0:
            continue
        for k, value in product(range(3), (F(0), F(1, 20), F(1, 3), F(9, 10))):
            after = moved(weights, k, value)
            found.append({"from": floats(weights), "steps": [[k, float(value)]], "to": floats(after)})
            there_and_back = [[k, 1.0], [k, float(weights[k])]]
            found.append({"from": floats(weights), "steps": there_and_back, "to": floats(weights)})
    return found


def reference() -> dict[str, object]:
    """Return everything that goes into the file."""
    dots = lattice(20) + lattice(7)
    taps = [(F(x, 10), F(v, 10)) for x in range(-5, 16, 2) for v in range(-5, 11)]
    fifths = [F(n, 40) for n in range(41)]
    return {
        "about": "Triangle with sides of 1, corners top, left, right, y upwards. Made by geometry_reference.py.",
        "placements": [{"weights": floats(w), "xy": point(spot(w)), "zone": zone(w)} for w in dots],
        "taps": [
            {"xy": point(tap), "nearest": point(nearest(tap)), "weights": floats(shares_of(nearest(tap)))}
            for tap in taps
        ],
        "moves": moves(),
        "percentages": [{"weights": floats(w), "shown": percentages(w)} for w in lattice(7) + lattice(40)],
        "dyad_zones": [{"at": float(p), "zone": min(int(p * 5), 4)} for p in fifths],
        "stone_zones": [
            {"x": float(p), "per_side": side, "column": min(int(p * side), side - 1)} for p in fifths for side in (2, 3)
        ],
    }


def text() -> str:
    """The file as it must be: one case a line, so that a change can be read."""
    parts = []
    for key, value in reference().items():
        if isinstance(value, list):
            cases = ",\n".join(json.dumps(each) for each in value)
            parts.append(f'"{key}": [\n{cases}\n]')
        else:
            parts.append(f'"{key}": {json.dumps(value)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
