"""A map from a file: what it draws, and a clear sentence for every file that is none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.exchange.geojson import LIMIT, NoMap, read_map

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.1], [5.0, 52.0]]


def feature(rings: Any = None, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": [SQUARE] if rings is None else rings}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def file(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def moved(dx: float, dy: float = 0, *, times: float = 1) -> list[list[float]]:
    return [[(x + dx) * times, (y + dy) * times] for x, y in SQUARE]


def test_areas_keep_their_shape_and_their_codes() -> None:
    found = read_map(file(feature(BU_CODE="BU03440001", aantal=12, geheim=None), feature([moved(0.1)], WK="WK0344")))
    assert found.areas[0].properties == (("BU_CODE", "BU03440001"), ("aantal", "12"))
    # Two squares of 0.1 degree beside each other: as wide as 0.2 x cos(52.05), as high as 0.1.
    assert found.width == 600.0
    assert found.height == pytest.approx(4 + 596 / (2 * 0.61497), abs=0.2)
    assert found.areas[0].path.startswith("M2.0 ") and found.areas[0].path.endswith("Z")
    assert found.areas[0].at == pytest.approx((151.0, found.height / 2), abs=0.1)


def test_metres_of_the_rijksdriehoek_are_drawn_as_they_are() -> None:
    ring = [[136_000, 455_000], [137_000, 455_000], [137_000, 457_000], [136_000, 457_000], [136_000, 455_000]]
    found = read_map(file(feature([ring])))
    assert found.height == pytest.approx(1196, abs=1)


def test_holes_and_several_parts_stay_and_what_has_no_shape_is_counted() -> None:
    hole = [[5.04, 52.04], [5.06, 52.04], [5.06, 52.06], [5.04, 52.06], [5.04, 52.04]]
    whole = feature([[SQUARE, hole], [moved(0.2)]], kind="MultiPolygon")
    found = read_map(file(whole, {"type": "Feature", "properties": {}, "geometry": None}))
    assert found.areas[0].path.count("M") == 3
    assert found.left_out == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "geen JSON"),
        (b"\xff\xfe\x00", "geen tekst in UTF-8"),
        (b"[" * 100_000, "te diep"),
        (b'{"a":' * 5_000, "te diep"),
        (b" " * (LIMIT + 1), "te groot"),
        (b"[]", "geen FeatureCollection"),
        (b'{"type": "Topology"}', "geen FeatureCollection"),
        (file(), "leeg"),
        (file(7), "geen Feature"),
        (file({"type": "Feature", "geometry": None}), "geen enkel gebied"),
        (file(feature(SQUARE, kind="LineString")), "geen vlak maar: LineString"),
        (file(feature([5, 52], kind="<script>" + "x" * 50)), "geen vlak maar: onbekend"),
        (file({"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": []}}), "geen vlak"),
        (file(feature([SQUARE[:3]])), "te weinig punten"),
        (file(feature(["abcd"])), "te weinig punten"),
        (file(feature([[["5", "52"]] * 4])), "geen getal"),
        (file(feature([[[True, False]] * 4])), "geen getal"),
        (file(feature([[[5, 52, 0, 0, 0]] * 4])), "geen getal"),
        (file(feature([[[float("nan"), 52]] * 4])), "geen getal"),
        (file(feature([[[1e300, 52]] * 4])), "geen getal"),
        (file(feature([[[7, 52]] * 4])).replace(b"7", b"1e999"), "geen getal"),
        (file(feature([[[5, 52]] * 4])), "op één lijn"),
        (file(feature([[[y, x] for x, y in SQUARE]])), "verwisseld"),
        (file(feature([[[0, 0], [30, 0], [30, 30], [0, 0]]])), "groter dan een land"),
        (file(feature([moved(0, times=100_000)])), "geen graden"),
        (file(*[feature()] * 1_001), "1001 gebieden"),
    ],
)  # fmt: skip
def test_what_is_no_map_is_said_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(NoMap, match=words):
        read_map(content)


NAMES = st.sampled_from(["type", "geometry", "coordinates", "features", "properties"])
JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@given(JUNK)
def test_nothing_but_a_map_or_a_sentence_comes_out(junk: Any) -> None:
    for content in (json.dumps(junk).encode(), file(junk), file(feature(junk)), file(feature(junk, "MultiPolygon"))):
        try:
            assert read_map(content).areas
        except NoMap as reason:
            assert str(reason).endswith(".")
