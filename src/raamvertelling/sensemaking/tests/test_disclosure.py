"""What leaves the team: counts in fives from ten on, and everything else made of those."""

import re
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.answers import Answer, Chosen, DyadPlacement, Skipped, StonesPlacement
from raamvertelling.core.framework import Anchor, Dyad, Option, SingleChoice, Stones, Wording
from raamvertelling.core.privacy.disclosure import rounded
from raamvertelling.core.results import ChoiceSummary, Comparison, DyadSummary, StonesSummary
from raamvertelling.core.sentences import describe, left_out, share_shown
from raamvertelling.core.sentences_compared import chance_words, effect_words, explain
from raamvertelling.core.stats import compare, generator, summarise
from raamvertelling.sensemaking.disclosure import (
    as_answers,
    closed_cells,
    closed_still,
    closed_whole,
    protect,
    protect_comparison,
    together,
)
from raamvertelling.web.charts import chart, chart_table

NUMBER = re.compile(r"\d+")


def words(text: str) -> Wording:
    return Wording((("nl", text),))


TONE = SingleChoice(
    id="toon", text=words("Wat voor verhaal?"), options=tuple(Option(id, words(id)) for id in ("licht", "zwaar", "om"))
)
FIELD = Stones(
    id="veld",
    text=words("Wie deed mee?"),
    stones=(Anchor("team", words("het team")), Anchor("school", words("de school"))),
    x_left=words("ver"),
    x_right=words("dichtbij"),
    y_bottom=words("zwak"),
    y_top=words("sterk"),
)


LINE = Dyad(id="lijn", text=words("Hoe snel?"), left=words("traag"), right=words("snel"))


def told(*counts: int) -> list[tuple[str, Answer]]:
    ids = [option.id for option, count in zip(TONE.options, counts, strict=False) for _ in range(count)]
    return [(f"s{index}", Chosen((id,))) for index, id in enumerate(ids)]


def both(*counts: int) -> tuple[ChoiceSummary, ChoiceSummary]:
    exact = summarise(TONE, told(*counts))
    shown = protect(exact, 10, closed_cells(exact, 10))
    assert isinstance(exact, ChoiceSummary) and isinstance(shown, ChoiceSummary)
    return exact, shown


def figures(summary: ChoiceSummary) -> list[str]:
    return [share_shown(share) for share in summary.options]


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3).filter(lambda counts: sum(counts) >= 10))
def test_outside_a_count_is_ten_or_more_in_fives_and_its_margin_holds_the_exact_share(counts: Sequence[int]) -> None:
    exact, shown = both(*counts)
    for one, other in zip(exact.options, shown.options, strict=True):
        if other.closed:
            continue
        assert one.count >= 10 and other.count >= 10
        assert other.count % 5 == 0 and other.share.n % 5 == 0
        assert other.share.interval and other.share.interval[0] <= one.share.value <= other.share.interval[1]
    said = describe(shown)
    assert all(int(each) % 5 == 0 for each in NUMBER.findall(said))
    assert " van de " not in said
    for row in chart_table(shown).rows:
        assert all(int(each) % 5 == 0 for cell in row for each in NUMBER.findall(cell))


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3), st.integers(0, 2), st.integers(-2, 2))
def test_outside_a_chart_says_no_more_than_its_rounded_counts(counts: list[int], place: int, off: int) -> None:
    """Two groups that round to the same counts, and close the same answers, give the same words, bars and table."""
    other = list(counts)
    other[place] = max(0, other[place] + off)
    one, two = both(*counts)[1], both(*other)[1]
    if [(each.count, each.closed) for each in one.options] == [(each.count, each.closed) for each in two.options]:
        assert one.n != two.n or (chart(one), chart_table(one), describe(one)) == (
            chart(two),
            chart_table(two),
            describe(two),
        )


def test_half_of_the_professionals_is_half_outside_too() -> None:
    exact, shown = both(13, 7, 6)
    assert describe(exact) == "Het vaakst gekozen: ‘licht’: 13 van de 26 (50%, tussen 32% en 68%)."
    assert describe(shown) == "Van wat wij tonen het vaakst gekozen: ‘licht’: ongeveer 50% (tussen 30% en 90%)."
    table = chart_table(shown)
    assert table.headers == ("Antwoord", "Verhalen (ongeveer)", "Deel (ongeveer)", "Marge")
    assert table.rows[:2] == (("Licht", "15", "50%", "30% tot 90%"), ("Zwaar", "niet getoond", "", "–"))
    assert "15 (50%)" not in chart(shown) and "13 (50%)" in chart(exact)
    assert chart(shown).count("raam-chart-shut") == 2


@pytest.mark.parametrize("place", [0, 1, 2])
def test_outside_nobody_and_everybody_are_not_said(place: int) -> None:
    counts = [0, 0, 0]
    counts[place] = 60
    shown = both(*counts)[1]
    assert figures(shown) == ["niet getoond"] * 3
    assert describe(shown) == "Wij tonen hier geen aantallen: de antwoorden zijn te klein of te eenzijdig verdeeld."
    closed = closed_whole(shown)
    assert closed and closed.n_shown == "ongeveer 60"


def test_a_single_one_takes_the_next_along() -> None:
    assert figures(both(40, 15, 1)[1]) == ["70%", "niet getoond", "niet getoond"]


def compared(groups: Mapping[str, Sequence[int]]) -> Comparison | None:
    shown = {id: both(*counts)[1] for id, counts in groups.items()}
    asked, answers = as_answers(TONE, shown)
    return protect_comparison(compare(asked, answers, rng=generator(1), minimum=10), shown) if answers else None


def test_a_comparison_outside_names_the_difference_with_the_shares_of_its_charts() -> None:
    exact = compare(TONE, {"inwoner": told(53, 20, 17), "professional": told(12, 30, 20)}, rng=generator(1), minimum=10)
    assert "59% van de inwoners en 19% van de professionals" in explain(exact)
    leaves = compared({"inwoner": (53, 20, 17), "professional": (12, 30, 20)})
    assert leaves and explain(leaves) == (
        "Inwoners kozen vaker ‘licht’ dan professionals. Dat verschil is groter dan toeval (n is ongeveer 90 en 60). "
        "‘licht’ is gekozen door ongeveer 60% van de inwoners en ongeveer 20% van de professionals."
    )
    assert chance_words(leaves) == (
        "Door toeval alleen komt een verschil zo groot als dit hooguit 1 op de 1000 keer voor."
    )
    assert effect_words(leaves).startswith("Grootte van het verschil: ongeveer 0,")
    assert leaves.parts == () and leaves.p_asymptotic is None


def test_a_comparison_takes_what_is_closed_in_one_of_the_groups_together() -> None:
    leaves = compared({"inwoner": (53, 20, 17), "professional": (3, 30, 20)})
    assert leaves and "licht" not in explain(leaves)
    assert compared({"inwoner": (53, 20, 17), "professional": (4, 30, 20)}) == compared(
        {"inwoner": (53, 20, 17), "professional": (2, 30, 21)}
    )


def test_where_no_answer_is_open_everywhere_nothing_is_compared() -> None:
    assert compared({"inwoner": (53, 20, 17), "professional": (4, 3, 9)}) is None


def test_together_is_made_of_what_is_shown_of_each() -> None:
    first, second = both(53, 20, 17)[1], both(3, 30, 20)[1]
    whole = together([first, second], 10)
    assert isinstance(whole, ChoiceSummary) and whole.n == 145
    assert figures(whole) == ["minstens 40%", "35%", "minstens 10%"]


def test_withdrawals_close_the_group_until_the_next_batch_when_the_same_hides_too_little() -> None:
    before = closed_cells(summarise(TONE, told(30, 11, 2)), 10)
    assert before == {"zwaar", "om"}
    assert closed_still(summarise(TONE, told(26, 11, 1)), 10, before) == before
    assert closed_still(summarise(TONE, told(30, 8, 1)), 10, before) == {"licht", "zwaar", "om", "n"}


@given(st.lists(st.floats(0, 1), min_size=10, max_size=40))
def test_a_line_outside_is_counted_from_its_dots(places: list[float]) -> None:
    exact = summarise(LINE, [(str(n), DyadPlacement(place, "drag")) for n, place in enumerate(places)])
    shown = protect(exact, 10)
    assert isinstance(shown, DyadSummary)
    assert len(shown.points) == shown.n == sum(shown.bins) == rounded(len(places))
    assert all(share.closed or share.count >= 10 for share in shown.bands)
    assert shown.median and abs(shown.median.value * 20 - round(shown.median.value * 20)) < 1e-9


def test_a_stone_that_few_placed_keeps_its_share_to_itself() -> None:
    placed = [(("team", 0.2, 0.8), ("school", 0.9, 0.1)) if n < 9 else (("team", 0.2, 0.8),) for n in range(13)]
    summary = summarise(FIELD, [(f"s{n}", StonesPlacement(each, "tap")) for n, each in enumerate(placed)])
    shown = protect(summary, 10)
    assert isinstance(shown, StonesSummary)
    assert shown.stones[1].is_hidden and shown.stones[1].placed.value == 0 and not shown.stones[1].points
    assert describe(shown) == (
        "Het vaakst geplaatst is de steen ‘het team’: in meer dan 75% van de verhalen (tussen 50% en 100%)."
    )


def test_that_one_teller_left_a_stone_out_is_not_said() -> None:
    placed = [(("team", 0.2, 0.8), ("school", 0.9, 0.1)) if n else (("team", 0.2, 0.8),) for n in range(26)]
    shown = protect(summarise(FIELD, [(f"s{n}", StonesPlacement(each, "tap")) for n, each in enumerate(placed)]), 10)
    assert isinstance(shown, StonesSummary)
    assert [stone.n for stone in shown.stones] == [25, 25]


def test_who_gave_no_answer_is_counted_about() -> None:
    exact = summarise(TONE, [*told(12, 6, 2), *((f"x{n}", Skipped()) for n in range(12))])
    assert left_out(exact) == "12 vertellers sloegen deze vraag over."
    assert left_out(protect(exact, 10)) == "Ongeveer 10 vertellers sloegen deze vraag over."


@pytest.mark.parametrize("skipped", [0, 1, 9])
def test_few_and_nobody_who_gave_no_answer_look_the_same(skipped: int) -> None:
    shown = protect(summarise(TONE, [*told(12, 6, 2), *((f"x{n}", Skipped()) for n in range(skipped))]), 10)
    assert left_out(shown) == ""
    assert ("Overgeslagen", "minder dan 10", "", "") in chart_table(shown).rows
