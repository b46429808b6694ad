"""Geometry: equal to the reference that was worked out in fractions, and true for any placement."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core import geometry, geometry_reference
from raamvertelling.core.geometry import (
    CENTRE,
    EVEN_RATIOS,
    ZONES,
    Weights,
    display_shares,
    dyad_zone,
    nearest_in_triangle,
    set_weight,
    stone_zone,
    weights_from_xy,
    xy_from_weights,
    zone,
)
from raamvertelling.core.tests.strategies import weights

FILE = Path(geometry.__file__).with_name("geometry_reference.json")
REFERENCE = json.loads(FILE.read_text(encoding="utf-8"))
corners = st.integers(0, 2)
shares = st.floats(0, 1)


def near(values: object) -> object:
    return pytest.approx(values, abs=1e-12)


def test_reference_file_is_what_its_script_makes() -> None:
    assert FILE.read_text(encoding="utf-8") == geometry_reference.text()


def test_placements_and_zones_equal_the_reference() -> None:
    for case in REFERENCE["placements"]:
        a, b, c = case["weights"]
        assert xy_from_weights((a, b, c)) == near(case["xy"])
        assert weights_from_xy(*case["xy"]) == near(case["weights"])
        assert list(zone((a, b, c))) == case["zone"]


def test_taps_land_on_the_nearest_point() -> None:
    for case in REFERENCE["taps"]:
        assert nearest_in_triangle(*case["xy"]) == near(case["nearest"])
        assert weights_from_xy(*case["xy"]) == near(case["weights"])


def test_moves_equal_the_reference() -> None:
    for case in REFERENCE["moves"]:
        now, memory = tuple(case["from"]), EVEN_RATIOS
        for k, value in case["steps"]:
            now, memory = set_weight(now, k, value, memory)
        assert now == near(case["to"])


def test_percentages_and_zones_of_lines_and_fields_equal_the_reference() -> None:
    for case in REFERENCE["percentages"]:
        assert list(display_shares(case["weights"])) == case["shown"]
    for case in REFERENCE["dyad_zones"]:
        assert dyad_zone(case["at"]) == case["zone"]
    for case in REFERENCE["stone_zones"]:
        assert stone_zone(case["x"], 1 - case["x"], case["per_side"])[0] == case["column"]


@given(weights())
def test_there_and_back_again_is_the_same_place(placed: Weights) -> None:
    assert weights_from_xy(*xy_from_weights(placed)) == pytest.approx(placed, abs=1e-9)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_any_point_gets_shares_that_sum_to_one(x: float, y: float) -> None:
    found = weights_from_xy(x, y)
    assert abs(math.fsum(found) - 1) < 1e-12 and min(found) >= 0
    assert xy_from_weights(found) == pytest.approx(nearest_in_triangle(x, y), abs=1e-9)


@given(st.floats(-2, 3), st.floats(-2, 3), weights())
def test_no_point_of_the_triangle_is_nearer_than_the_nearest(x: float, y: float, other: Weights) -> None:
    assert math.dist((x, y), nearest_in_triangle(x, y)) <= math.dist((x, y), xy_from_weights(other)) + 1e-9


@given(weights(), corners, shares)
def test_setting_a_share_keeps_the_sum_and_the_ratio_of_the_others(placed: Weights, k: int, value: float) -> None:
    moved, _ = set_weight(placed, k, value)
    assert moved[k] == value
    assert abs(math.fsum(moved) - 1) < 1e-12 and min(moved) >= 0
    following, last = (k + 1) % 3, (k + 2) % 3
    if placed[following] + placed[last] > 1e-6:
        assert moved[following] * placed[last] == pytest.approx(moved[last] * placed[following], abs=1e-9)


@given(weights(), corners, shares)
def test_setting_the_same_share_twice_changes_nothing_more(placed: Weights, k: int, value: float) -> None:
    once, memory = set_weight(placed, k, value)
    twice, again = set_weight(once, k, value, memory)
    assert twice == pytest.approx(once, abs=1e-12) and again[k] == pytest.approx(memory[k], abs=1e-9)


@given(weights().filter(lambda each: min(each) > 1e-3), corners)
def test_to_the_corner_and_back_restores_the_dot(placed: Weights, k: int) -> None:
    there, memory = set_weight(placed, k, 1.0)
    assert there[k] == 1.0
    back, _ = set_weight(there, k, placed[k], memory)
    assert back == pytest.approx(placed, abs=1e-9)


@given(weights(), st.lists(st.tuples(corners, shares), max_size=30))
def test_shares_never_drift_over_many_moves(placed: Weights, steps: list[tuple[int, float]]) -> None:
    memory = EVEN_RATIOS
    for k, value in steps:
        placed, memory = set_weight(placed, k, value, memory)
    assert abs(math.fsum(placed) - 1) < 1e-12 and min(placed) >= 0


def test_the_first_share_without_a_dot_leaves_the_others_even() -> None:
    moved, _ = set_weight(None, 1, 0.4)
    assert moved == near((0.3, 0.4, 0.3))


@given(weights())
def test_every_placement_lies_in_one_of_seven_zones(placed: Weights) -> None:
    found = zone(placed)
    assert found in ZONES
    mirrored = zone((placed[0], placed[2], placed[1]))
    swap = {0: 0, 1: 2, 2: 1}
    assert mirrored == tuple(sorted(swap[k] for k in found))


def test_zone_limits_hold_for_sums_of_floats() -> None:
    assert zone((0.1 + 0.2 + 0.3, 0.4, 0.0)) == (0,)
    assert zone((1 - 0.4 - 0.4, 0.4, 0.4)) == (0, 1, 2)
    assert zone(CENTRE) == (0, 1, 2)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8).filter(lambda each: sum(each) > 1e-3))
def test_percentages_sum_to_a_hundred_and_stay_within_one(parts: list[float]) -> None:
    shown = display_shares(parts)
    assert sum(shown) == 100
    assert all(abs(s - 100 * p / math.fsum(parts)) < 1 + 1e-6 for s, p in zip(shown, parts, strict=True))


def test_percentages_of_halves_do_not_drift() -> None:
    assert display_shares((0.475, 0.475, 0.05)) == (48, 47, 5)
    assert display_shares(CENTRE) == (34, 33, 33)


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        weights_from_xy(math.nan, 0)
    with pytest.raises(ValueError, match="k must"):
        set_weight(CENTRE, 3, 0.5)
    with pytest.raises(ValueError, match="above 0"):
        display_shares((0, 0, 0))
