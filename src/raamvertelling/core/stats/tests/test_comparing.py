"""One honest test per comparison: the right test, the same answer in any order, and no pattern in noise."""

from collections.abc import Callable

import numpy as np
import pytest

from raamvertelling.core.answer_kinds import Answer, Chosen, NotApplicable, Rated, Skipped, StonesPlacement
from raamvertelling.core.framework import Anchor, LongText, MultipleChoice, Option, Scale, Stones
from raamvertelling.core.results import Comparison, TooFew
from raamvertelling.core.stats import compare, generator
from raamvertelling.core.stats.tests.makers import CHOICE, DYAD, TRIAD, dyads, triads, words

Answers = list[tuple[str, Answer]]
SEVERAL = MultipleChoice(id="thema", text=words("Waarover?"), options=tuple(Option(id, words(id)) for id in "abc"))
FIELD = Stones(
    id="netwerk",
    text=words("Wie?"),
    stones=(Anchor("team", words("team")), Anchor("buren", words("buren"))),
    x_left=words("hielp niet"),
    x_right=words("hielp"),
    y_bottom=words("weinig invloed"),
    y_top=words("veel invloed"),
)


def chosen(*options: tuple[str, ...]) -> Answers:
    return [(f"s{i}", Chosen(each)) for i, each in enumerate(options)]


def people(weights: tuple[float, float, float], n: int, seed: int) -> Answers:
    return triads(generator(seed).dirichlet(weights, n).tolist())


def test_a_triad_is_three_views_combined_into_one_p() -> None:
    found = compare(TRIAD, {"inwoner": people((2, 5, 1), 40, 1), "manager": people((1, 2, 5), 20, 2)}, rng=generator(1))
    assert [part.id for part in found.parts] == ["energie", "zones", "ilr"]
    assert found.method == "acat" and found.effect.method == "energie"
    assert found.differs and found.sizes == (40, 20) and found.n == 60
    assert found.effect.interval and 0 < found.effect.interval[0] < found.effect.value < found.effect.interval[1]


def test_two_groups_on_a_line_get_mann_whitney_and_three_kruskal_wallis() -> None:
    low, high = dyads([0.1, 0.2, 0.15, 0.3, 0.05, 0.25]), dyads([0.7, 0.9, 0.8, 0.95, 0.6, 0.85])
    middle = dyads([0.5] * 6)
    two = compare(DYAD, {"a": low, "b": high}, rng=generator(1))
    three = compare(DYAD, {"a": low, "b": high, "c": middle}, rng=generator(1))
    assert (two.method, two.effect.method, two.effect.value) == ("mann-whitney", "mann-whitney", -1)
    assert three.method == "kruskal-wallis" and three.differs
    turned = compare(DYAD, {"b": high, "a": low}, rng=generator(1))
    assert turned.effect.value == 1 and turned.p == two.p


def test_a_scale_is_compared_by_rank() -> None:
    scale = Scale(id="cijfer", text=words("Cijfer?"), left=words("slecht"), right=words("goed"))
    low: Answers = [(f"a{i}", Rated(3)) for i in range(6)]
    high: Answers = [(f"b{i}", Rated(8)) for i in range(6)]
    assert compare(scale, {"a": low, "b": high}, rng=generator(1)).effect.value == -1


def test_a_choice_is_chi_squared_with_v() -> None:
    found = compare(CHOICE, {"a": chosen(*[("succes",)] * 9), "b": chosen(*[("worsteling",)] * 9)}, rng=generator(1))
    assert found.method == "chi-kwadraat" and found.effect.method == "cramer-v"
    assert found.effect.value == pytest.approx(1) and found.p == 0.001


def test_options_of_a_multiple_choice_are_corrected_for_each_other_and_the_strongest_leads() -> None:
    found = compare(
        SEVERAL, {"x": chosen(*[("a", "b")] * 12), "y": chosen(*[("b",)] * 6, *[("b", "c")] * 6)}, rng=generator(1)
    )
    assert found.headline == "a" and found.method == "benjamini-hochberg"
    assert [part.id for part in found.parts] == ["a", "c"], "an option that everyone chose says nothing"
    assert found.p == found.parts[0].p_adjusted == pytest.approx(2 * found.parts[0].p)


def stones(x: float, y: float, n: int) -> Answers:
    return [(f"s{i}", StonesPlacement((("team", x + i / 100, y),))) for i in range(n)]


def test_stones_are_compared_per_stone_and_axis_when_both_groups_placed_them() -> None:
    found = compare(FIELD, {"a": stones(0.1, 0.5, 8), "b": stones(0.8, 0.5, 8)}, rng=generator(1))
    assert [part.id for part in found.parts] == ["team.x"] and found.headline == "team.x"
    assert found.method == "benjamini-hochberg" and found.effect.value == -1
    with pytest.raises(TooFew):
        compare(FIELD, {"a": stones(0.1, 0.5, 8), "b": stones(0.1, 0.5, 4)}, rng=generator(1))


def test_skipped_and_not_applicable_are_counted_and_never_compared() -> None:
    low, high = dyads([0.1] * 5 + [0.2]), dyads([0.9] * 5 + [0.8])
    more: Answers = [*low, ("x", Skipped()), ("y", NotApplicable())]
    plain, extra = (compare(DYAD, {"a": each, "b": high}, rng=generator(1)) for each in (low, more))
    assert (extra.missing, extra.not_applicable, extra.n) == (1, 1, 12)
    assert (extra.p, extra.effect.value) == (plain.p, plain.effect.value)


def test_too_few_is_a_dutch_sentence() -> None:
    with pytest.raises(TooFew, match="minstens 5 verhalen"):
        compare(DYAD, {"a": dyads([0.1] * 4), "b": dyads([0.2] * 9)}, rng=generator(1))
    with pytest.raises(TooFew, match="minstens 10 verhalen"):
        compare(DYAD, {"a": dyads([0.1] * 9), "b": dyads([0.2] * 19)}, rng=generator(1), minimum=10)
    with pytest.raises(TooFew, match="twee groepen"):
        compare(DYAD, {"a": dyads([0.1] * 9)}, rng=generator(1))
    with pytest.raises(TooFew, match="gelijk"):
        compare(DYAD, {"a": dyads([0.5] * 9), "b": dyads([0.5] * 9)}, rng=generator(1))
    with pytest.raises(TooFew, match="gelijk"):
        compare(TRIAD, {"a": triads([[1, 0, 0]] * 9), "b": triads([[1, 0, 0]] * 9)}, rng=generator(1))


def test_free_texts_are_never_compared() -> None:
    with pytest.raises(ValueError, match="free text"):
        compare(LongText(id="verhaal", text=words("Vertel")), {"a": [], "b": []}, rng=generator(1))


@pytest.mark.parametrize("order", [lambda rows: rows[::-1], lambda rows: rows[1::2] + rows[::2]])
def test_the_order_of_stories_changes_nothing(order: Callable[[Answers], Answers]) -> None:
    first, second = people((3, 3, 1), 25, 5), people((3, 2, 2), 25, 6)
    one = compare(TRIAD, {"a": first, "b": second}, rng=generator(3))
    other = compare(TRIAD, {"a": order(first), "b": order(second)}, rng=generator(3))
    assert other.effect.value == pytest.approx(one.effect.value, abs=1e-12)
    assert other.p == pytest.approx(one.p, abs=0.03)
    assert [part.statistic for part in other.parts] == pytest.approx([part.statistic for part in one.parts], abs=1e-9)


def test_turning_the_triangle_changes_nothing() -> None:
    first, second = generator(7).dirichlet((3, 2, 1), 30), generator(8).dirichlet((1, 2, 3), 30)
    results: list[Comparison] = []
    for turn in range(3):
        groups = {"a": triads(np.roll(first, turn, 1).tolist()), "b": triads(np.roll(second, turn, 1).tolist())}
        results.append(compare(TRIAD, groups, rng=generator(1)))
    assert results[0].effect.value == pytest.approx(results[1].effect.value) == pytest.approx(results[2].effect.value)


def test_the_same_seed_gives_the_same_figures() -> None:
    groups = {"a": people((3, 2, 1), 20, 1), "b": people((2, 3, 1), 20, 2)}
    assert compare(TRIAD, groups, rng=generator(9)) == compare(TRIAD, groups, rng=generator(9))


def test_noise_in_a_triangle_is_called_a_difference_about_5_times_in_100() -> None:
    random, hits, rounds = generator(20), 0, 300
    for _ in range(rounds):
        # As real answers are: on a lattice, with zeros, and more in the corners.
        rows = np.round(random.dirichlet((0.9, 1.4, 0.6), 45) * 20) / 20
        rows[:, 2] = 1 - rows[:, 0] - rows[:, 1]
        rows = np.clip(rows, 0, 1) / np.clip(rows, 0, 1).sum(axis=1, keepdims=True)
        groups = {"a": triads(rows[:30].tolist()), "b": triads(rows[30:].tolist())}
        hits += compare(TRIAD, groups, rng=random).differs
    # The middle 99.8% of Binomial(300, 0.05).
    assert 5 <= hits <= 28


def test_noise_on_a_line_is_called_a_difference_about_5_times_in_100() -> None:
    random, hits = generator(21), 0
    for _ in range(300):
        values = random.integers(0, 21, 36) / 20
        hits += compare(DYAD, {"a": dyads(values[:16].tolist()), "b": dyads(values[16:].tolist())}, rng=random).differs
    assert 5 <= hits <= 28
