"""What leaves the team: counts in fives, and shares that are those of the team to the nearest 5%."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.answers import Answer, Chosen, Skipped, StonesPlacement
from raamvertelling.core.framework import Anchor, Option, SingleChoice, Stones, Wording
from raamvertelling.core.results import ChoiceSummary, StonesSummary
from raamvertelling.core.sentences import describe, explain, left_out
from raamvertelling.core.stats import compare, generator, summarise
from raamvertelling.sensemaking.disclosure import protect, protect_comparison
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


def told(*counts: int) -> list[tuple[str, Answer]]:
    ids = [option.id for option, count in zip(TONE.options, counts, strict=False) for _ in range(count)]
    return [(f"s{index}", Chosen((id,))) for index, id in enumerate(ids)]


def both(*counts: int) -> tuple[ChoiceSummary, ChoiceSummary]:
    exact = summarise(TONE, told(*counts))
    shown = protect(exact)
    assert isinstance(exact, ChoiceSummary) and isinstance(shown, ChoiceSummary)
    return exact, shown


@given(st.lists(st.integers(0, 60), min_size=3, max_size=3).filter(lambda counts: sum(counts) >= 10))
def test_outside_shares_are_those_of_the_team_and_counts_are_in_fives(counts: Sequence[int]) -> None:
    exact, shown = both(*counts)
    for one, other in zip(exact.options, shown.options, strict=True):
        assert abs(one.share.value - other.share.value) <= 0.025 + 1e-9
        assert other.count % 5 == 0 and other.share.n % 5 == 0
    said = describe(shown)
    assert all(int(each) % 5 == 0 for each in NUMBER.findall(said))
    assert " van de " not in said
    for row in chart_table(shown).rows:
        assert all(int(each) % 5 == 0 for cell in row for each in NUMBER.findall(cell))


def test_half_of_the_professionals_is_half_outside_too() -> None:
    exact, shown = both(13, 7, 6)
    assert describe(exact) == "Het vaakst gekozen: ‘licht’: 13 van de 26 (50%, tussen 32% en 68%)."
    assert describe(shown) == "Het vaakst gekozen: ‘licht’: ongeveer 50% (tussen 30% en 70%)."
    table = chart_table(shown)
    assert table.headers == ("Antwoord", "Verhalen (ongeveer)", "Deel (ongeveer)", "Marge")
    assert table.rows[0] == ("Licht", "15", "50%", "30% tot 70%")
    assert "15 (50%)" not in chart(shown) and "13 (50%)" in chart(exact)


def test_outside_nobody_and_everybody_are_not_said() -> None:
    shown = both(60, 0, 0)[1]
    assert describe(shown) == "Het vaakst gekozen: ‘licht’: meer dan 95% (tussen 90% en 100%)."
    assert chart_table(shown).rows[1][2] == "minder dan 5%"


def test_a_comparison_outside_names_the_same_difference_with_the_same_shares() -> None:
    groups = {"inwoner": told(53, 7, 6), "professional": told(6, 10, 10)}
    exact = compare(TONE, groups, rng=generator(1), minimum=10)
    assert "80% van de inwoners en 23% van de professionals" in explain(exact)
    assert explain(protect_comparison(exact)) == (
        "Inwoners kozen vaker ‘licht’ dan professionals. Dat verschil is groter dan toeval (n is ongeveer 65 en 25). "
        "‘licht’ is gekozen door ongeveer 80% van de inwoners en ongeveer 25% van de professionals."
    )


def test_a_stone_that_few_placed_keeps_its_share_to_itself() -> None:
    placed = [(("team", 0.2, 0.8), ("school", 0.9, 0.1)) if n < 4 else (("team", 0.2, 0.8),) for n in range(13)]
    summary = summarise(FIELD, [(f"s{n}", StonesPlacement(each, "tap")) for n, each in enumerate(placed)])
    shown = protect(summary)
    assert isinstance(shown, StonesSummary)
    assert shown.stones[1].is_hidden and shown.stones[1].placed.value == 0 and not shown.stones[1].placed.interval
    assert describe(shown) == (
        "Het vaakst geplaatst is de steen ‘het team’: in meer dan 95% van de verhalen (tussen 75% en 100%)."
    )


def test_a_count_rounded_down_to_nothing_is_not_called_nobody() -> None:
    assert chart_table(both(12, 6, 2)[1]).rows[2] == ("Om", "minder dan 5", "10%", "0% tot 35%")


def test_a_tie_made_by_rounding_is_told_with_the_widest_margin() -> None:
    shown = both(42, 38, 20)[1]
    assert describe(shown) == "Het vaakst gekozen: ‘licht’ en ‘zwaar’: allebei ongeveer 40% (tussen 25% en 55%)."


def test_who_gave_no_answer_is_counted_about() -> None:
    exact = summarise(TONE, [*told(12, 6, 2), *((f"x{n}", Skipped()) for n in range(6))])
    assert left_out(exact) == "6 vertellers sloegen deze vraag over."
    assert left_out(protect(exact)) == "Ongeveer 5 vertellers sloegen deze vraag over."
