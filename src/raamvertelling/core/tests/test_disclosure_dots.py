"""Blurred dots: a round number of them, none where one teller stands, and the same picture of the whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.geometry import xy_from_weights
from raamvertelling.core.privacy.disclosure import blur_square, blur_triangle, rounded
from raamvertelling.core.privacy.disclosure.blurring import groups_of, to_lattice

share = st.integers(0, 1000).map(lambda n: n / 1000)
points = st.lists(st.tuples(share, share), min_size=10, max_size=80)
weights = st.tuples(share, share, share).filter(lambda each: sum(each) > 0).map(
    lambda each: (each[0] / sum(each), each[1] / sum(each), each[2] / sum(each))
)  # fmt: skip


@given(points)
def test_every_group_has_five_or_more_and_equal_points_stay_together(dots: list[tuple[float, float]]) -> None:
    groups = groups_of(sorted(dots))
    assert sorted(point for group in groups for point in group) == sorted(dots)
    assert all(len(group) >= 5 for group in groups)
    assert len({point for group in groups for point in set(group)}) == sum(len(set(group)) for group in groups)


@given(points, st.randoms(use_true_random=False))
def test_the_order_of_the_tellers_changes_nothing(dots: list[tuple[float, float]], random: object) -> None:
    mixed = list(dots)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random typed as object
    assert blur_square(mixed) == blur_square(dots)


@given(points)
def test_there_is_a_round_number_of_dots_within_the_field(dots: list[tuple[float, float]]) -> None:
    drawn = blur_square(dots)
    assert len(drawn) == rounded(len(dots))
    assert all(0 <= each <= 1 for dot in drawn for each in dot)


@given(st.lists(weights, min_size=10, max_size=60))
def test_dots_of_a_triangle_lie_in_it(dots: list[tuple[float, float, float]]) -> None:
    drawn = blur_triangle(dots)
    assert len(drawn) == rounded(len(dots))
    assert all(abs(sum(each) - 1) < 1e-9 and min(each) >= 0 for each in drawn)


def test_what_is_drawn_depends_on_coarse_numbers_of_five_people_only() -> None:
    """One of ten answers otherwise, and the groups keep their coarse middle and width: the picture is the same."""
    ten = [(0.20, 0.20)] * 4 + [(0.21, 0.2)] + [(0.8, 0.8)] * 5
    other = [(0.20, 0.20)] * 4 + [(0.23, 0.2)] + [(0.8, 0.8)] * 5
    assert blur_square(ten) == blur_square(other)


def test_a_lonely_dot_is_drawn_with_its_four_nearest() -> None:
    alone = [(0.95, 0.95)] + [(0.3 + n / 100, 0.3) for n in range(24)]
    drawn = blur_square(alone)
    assert not any(x > 0.9 and y > 0.9 for x, y in drawn)


def test_a_pile_in_a_corner_stays_in_that_corner() -> None:
    drawn = blur_triangle([(1.0, 0.0, 0.0)] * 12 + [(0.0, 0.5, 0.5)] * 8)
    assert sum(each[0] > 0.9 for each in drawn) == 10 and sum(each[0] < 0.1 for each in drawn) == 10


@settings(max_examples=50)
@given(st.lists(weights, min_size=20, max_size=80))
def test_the_whole_keeps_its_middle(dots: list[tuple[float, float, float]]) -> None:
    def middle(each: list[tuple[float, float, float]]) -> tuple[float, float]:
        places = [xy_from_weights(one) for one in each]
        return sum(x for x, _ in places) / len(places), sum(y for _, y in places) / len(places)

    (x, y), (u, v) = middle(dots), middle(list(blur_triangle(dots)))
    assert abs(x - u) < 0.12 and abs(y - v) < 0.12


def test_fewer_than_five_are_not_drawn() -> None:
    assert blur_square([(0.1, 0.1)] * 4) == ()


@given(st.tuples(share, share))
def test_a_middle_lies_on_twentieths(point: tuple[float, float]) -> None:
    assert all(abs(each * 20 - round(each * 20)) < 1e-9 for each in to_lattice(point))
