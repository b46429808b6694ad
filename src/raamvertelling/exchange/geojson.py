"""Areas out of a GeoJSON file, checked and made flat: each becomes a path in a picture of 600 wide."""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

LIMIT = 5_000_000
MOST_AREAS, MOST_POINTS = 1_000, 200_000
MOST_PROPERTIES, LONGEST = 40, 120
WIDTH, TALLEST = 600.0, 1200.0
STEP = 0.4
Point = tuple[float, float]
Ring = list[Point]
Box = tuple[float, float, float, float]


class NoMap(ValueError):
    """Raised for a file that is no map; the message is a Dutch sentence for who uploaded it."""


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its properties as text, its outline as SVG path data, and a point in its largest part."""

    properties: tuple[tuple[str, str], ...]
    path: str
    at: Point


@dataclass(frozen=True, slots=True)
class FlatMap:
    """All areas of a file in one picture, `width` by `height`; `left_out` counts what had no shape."""

    width: float
    height: float
    areas: tuple[Area, ...]
    left_out: int = 0


def read_map(content: bytes) -> FlatMap:
    """Read areas from a GeoJSON file.

    Parameters
    ----------
    content : the file: a FeatureCollection of Polygons and MultiPolygons, in degrees (WGS 84) or, as CBS and PDOK also
        give them, in metres (Rijksdriehoek, EPSG:28992).

    Raises
    ------
    NoMap : with the reason, for anything else and for what is too large.

    Notes
    -----
    Degrees become flat by x = longitude x cos(middle latitude): in a municipality that is less than a line's width off.
    Points nearer than 0.4 to the last one are left out.

    References
    ----------
    RFC 7946.
    """
    if len(content) > LIMIT:
        raise NoMap(f"Dit bestand is te groot. Het mag {LIMIT // 1_000_000} MB zijn. Kies een kaart met minder punten.")
    features = _features(_parsed(content))
    shapes: list[tuple[tuple[tuple[str, str], ...], list[list[Ring]]]] = []
    left_out, points = 0, 0
    for number, feature in enumerate(features, start=1):
        parts = _parts(feature, number)
        if not parts:
            left_out += 1
            continue
        points += sum(len(ring) for part in parts for ring in part)
        if points > MOST_POINTS:
            raise NoMap(f"Deze kaart heeft meer dan {MOST_POINTS} punten. Kies een kaart met minder punten.")
        shapes.append((_properties(feature), parts))
    if not shapes:
        raise NoMap("In dit bestand staat geen enkel gebied met een omtrek.")
    return _flat(shapes, left_out)


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise NoMap("Dit bestand is geen tekst in UTF-8. Is het een GeoJSON-bestand?") from None
    except RecursionError:
        raise NoMap("Dit bestand zit te diep in elkaar. Zo ziet een GeoJSON-bestand er niet uit.") from None
    except NoMap:
        raise
    except ValueError:
        raise NoMap("Dit bestand is geen JSON. Kies bij het downloaden de vorm GeoJSON.") from None


def _no_number(_: str) -> NoReturn:
    raise NoMap("In dit bestand staat een coördinaat die geen getal is.")


def _features(data: Any) -> list[Any]:
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection":
        raise NoMap("Dit is geen GeoJSON met gebieden: er staat geen FeatureCollection in.")
    features = data.get("features")
    if not isinstance(features, list) or not features:
        raise NoMap("Dit GeoJSON-bestand is leeg: er staan geen gebieden in.")
    if len(features) > MOST_AREAS:
        raise NoMap(f"Dit bestand heeft {len(features)} gebieden. Het mogen er {MOST_AREAS} zijn: kies uw gemeente.")
    return features


def _parts(feature: Any, number: int) -> list[list[Ring]]:
    """Return the polygons of a feature, each an outline with its holes; empty for a feature without a shape."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise NoMap(f"Gebied {number} in dit bestand is geen Feature.")
    geometry = feature.get("geometry")
    if geometry is None:
        return []
    kind, places = (geometry.get("type"), geometry.get("coordinates")) if isinstance(geometry, dict) else (None, None)
    if kind not in {"Polygon", "MultiPolygon"}:
        named = kind if isinstance(kind, str) and kind.isascii() and len(kind) < 30 else "onbekend"
        raise NoMap(f"Gebied {number} is geen vlak maar: {named}. Kies een kaart met vlakken (Polygon).")
    polygons = [places] if kind == "Polygon" else places
    if not isinstance(polygons, list) or not all(isinstance(each, list) for each in polygons):
        raise NoMap(f"De omtrek van gebied {number} klopt niet.")
    return [[_ring(ring, number) for ring in polygon] for polygon in polygons if polygon]


def _ring(ring: Any, number: int) -> Ring:
    if not isinstance(ring, list) or len(ring) < 4:
        raise NoMap(f"De omtrek van gebied {number} heeft te weinig punten.")
    found: Ring = []
    for place in ring:
        if not (isinstance(place, list) and 2 <= len(place) <= 4 and all(_is_number(each) for each in place[:2])):
            raise NoMap(f"In de omtrek van gebied {number} staat een coördinaat die geen getal is.")
        found.append((float(place[0]), float(place[1])))
    return found


def _is_number(value: Any) -> bool:
    return type(value) in {int, float} and abs(value) < 1e9 and math.isfinite(value)


def _properties(feature: Any) -> tuple[tuple[str, str], ...]:
    given = feature.get("properties")
    if not isinstance(given, dict):
        return ()
    kept = [
        (name, str(value).strip())
        for name, value in given.items()
        if type(value) in {str, int} and 0 < len(name) <= LONGEST and 0 < len(str(value).strip()) <= LONGEST
    ]
    return tuple((name, "".join(sign for sign in text if sign.isprintable())) for name, text in kept[:MOST_PROPERTIES])


def _flat(shapes: Sequence[tuple[tuple[tuple[str, str], ...], list[list[Ring]]]], left_out: int) -> FlatMap:
    every = [point for _, parts in shapes for part in parts for ring in part for point in ring]
    west, east = min(x for x, _ in every), max(x for x, _ in every)
    south, north = min(y for _, y in every), max(y for _, y in every)
    across = _degrees(west, south, east, north)
    wide, high = (east - west) * across, north - south
    if wide <= 0 or high <= 0:
        raise NoMap("De gebieden in dit bestand liggen op één lijn. Daar is geen kaart van te maken.")
    scale = min((WIDTH - 4) / wide, (TALLEST - 4) / high)

    def place(point: Point) -> Point:
        return 2 + (point[0] - west) * across * scale, 2 + (north - point[1]) * scale

    areas = tuple(_area(properties, [[[place(p) for p in ring] for ring in part] for part in parts])
                  for properties, parts in shapes)  # fmt: skip
    return FlatMap(round(wide * scale + 4, 1), round(high * scale + 4, 1), areas, left_out)


def _degrees(west: float, south: float, east: float, north: float) -> float:
    """Return how long a step to the east is beside one to the north; refuse what is neither degrees nor metres."""
    if _inside((west, south, east, north), (-180, -90, 180, 90)):
        if _inside((west, south, east, north), (50, 3, 54, 8)):
            raise NoMap(
                "In dit bestand staan breedte en lengte verwisseld: eerst hoort de lengte (5), dan breedte (52)."
            )
        if east - west > 20 or north - south > 20:
            raise NoMap("Deze kaart is groter dan een land. Kies de wijken of buurten van uw gemeente.")
        return math.cos(math.radians((south + north) / 2))
    if _inside((west, south, east, north), (-10_000, 290_000, 300_000, 640_000)):
        return 1.0
    raise NoMap(
        "De coördinaten in dit bestand zijn geen graden (WGS 84) en geen Rijksdriehoek. "
        "Kies bij het downloaden EPSG:4326."
    )


def _inside(box: Box, other: Box) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def _area(properties: tuple[tuple[str, str], ...], parts: list[list[Ring]]) -> Area:
    largest = max((part[0] for part in parts), key=lambda ring: abs(_size(ring)))
    path = "".join(_path(ring) for part in parts for ring in part)
    return Area(properties, path, _middle(largest))


def _size(ring: Ring) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in _steps(ring)) / 2


def _steps(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, ring[1:] + ring[:1], strict=True)


def _middle(ring: Ring) -> Point:
    size = _size(ring)
    if abs(size) < 1e-6:
        return round(ring[0][0], 1), round(ring[0][1], 1)
    terms = [((x1 + x2), (y1 + y2), x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in _steps(ring)]
    return tuple(round(sum(each[axis] * each[2] for each in terms) / (6 * size), 1) for axis in (0, 1))  # type: ignore[return-value]  # two axes


def _path(ring: Ring) -> str:
    kept = [ring[0]]
    for x, y in ring[1:]:
        if abs(x - kept[-1][0]) >= STEP or abs(y - kept[-1][1]) >= STEP:
            kept.append((x, y))
    if len(kept) < 3:
        kept = ring[:3]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in kept) + "Z"
