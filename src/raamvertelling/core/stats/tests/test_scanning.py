"""A look at all pairs: each test equal to its oracle, exact below 10,000 stories, and right about noise."""

import numpy as np
import pytest
from scipy import stats as reference
from statsmodels.stats.multitest import multipletests

from raamvertelling.core.codes import (
    AnswerMatrix,
    Column,
    from_columns,
    is_whole,
    shuffled,
    slider_codes,
    triad_codes,
)
from raamvertelling.core.results_scan import Pattern, Scan
from raamvertelling.core.stats.scanning import noise, scan
from raamvertelling.core.stats.tables import Floats

COLUMNS = (
    Column("c", "c", "choice", 3),
    Column("g", "g", "choice", 4),
    Column("m:a", "m", "option", 2),
    Column("m:b", "m", "option", 2),
    Column("d", "d", "dyad", 101),
    Column("s", "s", "scale", 10, (), 1, 10),
    Column("t", "t", "triad", 231),
    Column("u", "u", "triad", 231),
)


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def drawn(n: int, *, link: float = 0.0, seed: int = 1, columns: tuple[Column, ...] = COLUMNS) -> AnswerMatrix:
    """Return random answers; with a link all of them lean on one hidden number."""
    random = rng(seed)
    hidden = random.normal(size=n)
    codes, exact = [], {}
    unanswered = random.random(n) < 0.05
    for column in columns:
        lean = link * hidden + random.normal(size=n)
        if column.kind == "triad":
            weights = random.dirichlet((0.6, 0.8, 1), n) + np.clip(lean, 0, 3)[:, None] * [0.5 * (link > 0), 0, 0]
            weights[random.random(n) < 0.1] = (1, 0, 0)
            exact[column.id] = weights / weights.sum(axis=1, keepdims=True)
            exact[column.id][random.random(n) < 0.05] = np.nan
            codes.append(triad_codes(exact[column.id]))
        elif column.kind in {"dyad", "scale"}:
            share = reference.norm.cdf(lean / np.sqrt(1 + link**2))
            values = share if column.kind == "dyad" else np.ceil(share * 10)
            exact[column.id] = np.where(random.random(n) < 0.05, np.nan, values)
            codes.append(slider_codes(exact[column.id], column))
        elif column.kind == "choice":
            level = np.digitize(lean, np.linspace(-1, 1, column.levels - 1)).astype(np.uint8)
            codes.append(np.where(random.random(n) < 0.05, column.levels, level).astype(np.uint8))
        else:
            codes.append(np.where(unanswered, 2, lean > 0.6).astype(np.uint8))
    return from_columns(columns, np.stack(codes), exact)


def found(seen: Scan, a: str, b: str) -> Pattern:
    return next(pattern for pattern in seen.patterns if {pattern.a, pattern.b} == {a, b})


def answers(matrix: AnswerMatrix, a: str, b: str) -> tuple[Floats, Floats]:
    """Return the answers of who answered both, with coordinates where there are any."""
    known = [matrix.codes(id) < matrix.columns[matrix.place(id)].levels for id in (a, b)]
    both = known[0] & known[1]
    first, second = (matrix.exact.get(id, matrix.codes(id).astype(float))[both] for id in (a, b))
    return first, second


@pytest.mark.parametrize(("n", "link"), [(60, 0.5), (400, 0.3)])
def test_every_test_is_that_of_scipy_by_exact_coordinates(n: int, link: float) -> None:
    matrix = drawn(n, link=link)
    assert not is_whole(matrix, COLUMNS[4])
    seen = scan(matrix, rng=rng())
    assert seen.looks == 27 and not seen.left_out
    assert all(pattern.exact and pattern.stands_out == (pattern.q < 0.05) for pattern in seen.patterns)
    choice, group = answers(matrix, "c", "g")
    table = reference.contingency.crosstab(choice, group).count
    expected = reference.chi2_contingency(table, correction=False)
    one = found(seen, "c", "g")
    assert (one.statistic, one.p_asymptotic) == pytest.approx((expected.statistic, expected.pvalue), rel=1e-8)
    assert (one.n, one.missing, one.kind) == (len(choice), n - len(choice), "choice x choice")
    for slider in ("d", "s"):
        groups, values = answers(matrix, "c", slider)
        tested = reference.kruskal(*(values[groups == k] for k in range(3)))
        one = found(seen, "c", slider)
        assert (one.statistic, one.p_asymptotic) == pytest.approx(tuple(tested), rel=1e-8)
        assert one.effect.value == pytest.approx(tested.statistic / (len(values) - 1), abs=1e-12)
        chosen, values = answers(matrix, "m:a", slider)
        ranked = reference.mannwhitneyu(
            values[chosen == 1], values[chosen == 0], use_continuity=False, method="asymptotic"
        )
        one = found(seen, "m:a", slider)
        assert (one.statistic, one.p_asymptotic) == pytest.approx((ranked.statistic, ranked.pvalue), rel=1e-8)
        pairs = (chosen == 1).sum() * (chosen == 0).sum()
        assert one.effect.value == pytest.approx(2 * ranked.statistic / pairs - 1, abs=1e-12)
    rho = reference.spearmanr(*answers(matrix, "d", "s"))
    one = found(seen, "d", "s")
    assert (one.statistic, one.effect.value) == pytest.approx((rho.statistic, rho.statistic), abs=1e-12)
    assert one.p_asymptotic == pytest.approx(rho.pvalue, rel=1e-8)


def test_the_correction_is_over_the_whole_look_and_what_stands_out_comes_first() -> None:
    seen = scan(drawn(150, link=1.2), rng=rng())
    p_values = [pattern.p for pattern in seen.patterns]
    assert [pattern.q for pattern in seen.patterns] == pytest.approx(multipletests(p_values, method="fdr_bh")[1])
    marks = [pattern.stands_out for pattern in seen.patterns]
    assert marks == sorted(marks, reverse=True) and any(marks)
    strengths = [pattern.strength for pattern in seen.standing_out]
    assert strengths == sorted(strengths, reverse=True)
    for pattern in seen.patterns:
        assert pattern.effect.interval
        assert pattern.effect.interval[0] <= pattern.effect.value <= pattern.effect.interval[1]


def test_from_10000_stories_on_codes_decide_and_say_so_and_lose_little() -> None:
    matrix = drawn(10_000, link=0.2)
    coded = scan(matrix, rng=rng())
    exact = scan(matrix.taking(np.arange(9_999)), rng=rng(), by="d")
    for one in exact.patterns:
        other = found(coded, one.a, one.b)
        assert one.exact == ("triad" not in one.kind) and not other.exact
        assert other.effect.value == pytest.approx(one.effect.value, abs=0.01)
    assert found(coded, "c", "s").exact and found(coded, "c", "g").exact
    values = slider_codes(matrix.exact["d"], COLUMNS[4]).astype(float)
    groups = matrix.codes("c")
    tested = reference.kruskal(*(values[(groups == k) & (values <= 100)] for k in range(3)))
    one = found(coded, "c", "d")
    assert (one.statistic, one.p_asymptotic) == pytest.approx(tuple(tested), rel=1e-8)


def test_a_question_that_few_of_many_answered_is_still_shuffled() -> None:
    matrix = drawn(10_050, link=1.0)
    codes = matrix.by_column.copy()
    codes[4, 60:], codes[6, 60:], codes[2:4, 60:] = 101, 231, 2
    seen = scan(from_columns(COLUMNS, codes, matrix.exact), rng=rng())
    few = [pattern for pattern in seen.patterns if {pattern.a, pattern.b} & {"d", "t", "m:a"}]
    assert all(pattern.n <= 60 for pattern in few)
    assert found(seen, "d", "s").p != found(seen, "d", "s").p_asymptotic
    assert found(seen, "d", "t").p >= 0.001 and found(seen, "d", "s").stands_out


def test_order_of_stories_order_of_levels_and_direction_of_a_slider_change_nothing_but_a_sign() -> None:
    matrix = drawn(250, link=0.3)
    one = scan(matrix, rng=rng())
    turned = matrix.by_column.copy()
    turned[0] = np.where(turned[0] < 3, 2 - turned[0], turned[0])
    exact = dict(matrix.exact) | {"d": 1 - matrix.exact["d"]}
    turned[4] = slider_codes(exact["d"], COLUMNS[4])
    order = rng(4).permutation(250)
    other = scan(from_columns(COLUMNS, turned, exact).taking(order), rng=rng())
    for pattern in one.patterns:
        same = found(other, pattern.a, pattern.b)
        is_turned = "d" in (pattern.a, pattern.b) and pattern.method in {"spearman", "mann-whitney"}
        assert same.effect.value == pytest.approx(-pattern.effect.value if is_turned else pattern.effect.value)
        assert same.p_asymptotic == pytest.approx(pattern.p_asymptotic, rel=1e-6)


def test_a_scan_by_one_question_holds_only_pairs_with_it() -> None:
    seen = scan(drawn(100), rng=rng(), by="m")
    assert seen.looks == 12
    assert all("m" in (pattern.a.partition(":")[0], pattern.b.partition(":")[0]) for pattern in seen.patterns)


def test_the_same_seed_gives_the_same_figures() -> None:
    matrix = drawn(80, link=0.2)
    assert scan(matrix, rng=rng(5)) == scan(matrix, rng=rng(5))


def test_what_cannot_be_tested_is_left_out_with_the_reason_and_is_no_look() -> None:
    matrix = drawn(40)
    codes = matrix.by_column.copy()
    codes[0] = 1
    codes[1] = 4
    exact = dict(matrix.exact) | {"t": np.tile([[0.2, 0.3, 0.5]], (40, 1)), "d": np.full(40, np.nan)}
    codes[4], codes[6] = 101, triad_codes(exact["t"])
    seen = scan(from_columns(COLUMNS, codes, exact), rng=rng())
    assert {id for pattern in seen.patterns for id in (pattern.a, pattern.b)} == {"m:a", "m:b", "s", "u"}
    reasons = {(each.a, each.b): each.reason for each in seen.left_out}
    assert reasons["c", "s"].startswith("iedereen gaf") and reasons["g", "s"].startswith("minder dan 10")
    assert seen.looks + len(seen.left_out) == 27


@pytest.mark.parametrize("n", [0, 1, 9])
def test_hardly_any_stories_give_no_number(n: int) -> None:
    seen = scan(drawn(n), rng=rng())
    assert seen.looks == 0 and len(seen.left_out) == 27


def test_not_applicable_is_counted_apart_from_missing_in_each_pattern() -> None:
    matrix = drawn(100)
    codes = matrix.by_column.copy()
    codes[0, :7] = 4
    codes[1, 5:10] = 5
    one = found(scan(from_columns(COLUMNS, codes, matrix.exact), rng=rng()), "c", "g")
    assert one.not_applicable == 10 and one.n + one.missing + one.not_applicable == 100


def test_stories_that_stay_away_are_never_a_category() -> None:
    """Elsewhere "no answer" is compared as if it were one: here who is silent changes nothing."""
    matrix = drawn(100)
    codes = np.concatenate([matrix.by_column, matrix.by_column[:, :60]], axis=1)
    codes[0, 100:] = 3
    exact = {id: np.concatenate([values, values[:60]]) for id, values in matrix.exact.items()}
    one, other = (scan(each, rng=rng(), by="c") for each in (matrix, from_columns(COLUMNS, codes, exact)))
    for pattern in one.patterns:
        assert found(other, pattern.a, pattern.b).p_asymptotic == pytest.approx(pattern.p_asymptotic, rel=0.01)


def test_who_left_a_slider_alone_does_not_stand_at_zero() -> None:
    """Elsewhere a blank counts as 0, so that whoever skips two questions makes them go together."""
    matrix = drawn(200, columns=COLUMNS[4:6])
    codes, exact = matrix.by_column.copy(), {id: values.copy() for id, values in matrix.exact.items()}
    codes[:, :80] = [[101], [10]]
    for values in exact.values():
        values[:80] = np.nan
    (one,) = scan(from_columns(COLUMNS[4:6], codes, exact), rng=rng()).patterns
    assert not one.stands_out and one.n <= 120


def test_triads_with_zeros_are_answers() -> None:
    """Elsewhere every triad with a zero is dropped: a difference that lies in the corners only must be found."""
    n = 120
    groups = np.repeat([0, 1], n // 2).astype(np.uint8)
    weights = np.where(groups[:, None] == 0, [1.0, 0, 0], [0.0, 1, 0])
    columns = (Column("c", "c", "choice", 2), COLUMNS[6])
    (one,) = scan(from_columns(columns, np.stack([groups, triad_codes(weights)]), {"t": weights}), rng=rng()).patterns
    assert one.stands_out and one.n == n and one.effect.value == pytest.approx(1)


def test_multiple_choice_is_tested_by_option() -> None:
    """Elsewhere a question with several answers gets no test at all."""
    seen = scan(drawn(300, link=2.0), rng=rng())
    assert found(seen, "m:a", "c").stands_out and found(seen, "m:b", "t").stands_out


@pytest.mark.slow
def test_noise_is_called_a_pattern_as_rarely_as_promised() -> None:
    """Elsewhere 54% of patterns of a slider and a choice come out below 0.05 on noise."""
    tests = single = looks = lines = line_hits = 0
    columns = (COLUMNS[0], COLUMNS[2], COLUMNS[4], COLUMNS[6])
    random = rng(2026)
    for n in [30] * 500 + [240] * 500:
        seen = scan(drawn(n, seed=int(random.integers(2**32)), columns=columns), rng=random)
        tests += seen.looks
        single += sum(pattern.p < 0.05 for pattern in seen.patterns)
        looks += bool(seen.standing_out)
        of_line = [pattern.p < 0.05 for pattern in seen.patterns if pattern.kind == "choice x dyad"]
        lines, line_hits = lines + len(of_line), line_hits + sum(of_line)
    assert 0.04 <= single / tests <= 0.06
    assert 0.035 <= line_hits / lines <= 0.065
    assert looks / 1000 <= 0.05


def test_the_noise_check_deals_out_and_counts() -> None:
    check = noise(drawn(40, link=1.0, columns=COLUMNS[:6]), times=20, rng=rng())
    assert check.times == 20 and check.tests >= 20 * 10
    assert 0.01 < check.single.value < 0.1 and check.looks.value <= 0.2
    with pytest.raises(ValueError, match="at least 1"):
        noise(drawn(40), times=0, rng=rng())


def test_dealing_out_breaks_every_link() -> None:
    matrix = drawn(300, link=2.0)
    assert len(scan(matrix, rng=rng()).standing_out) == 27
    assert len(scan(shuffled(matrix, rng=rng(3)), rng=rng()).standing_out) <= 1


def test_stories_told_four_times_by_each_have_the_margins_of_stories_told_once() -> None:
    once = drawn(120, link=2.0)
    often = once.taking(np.repeat(np.arange(120), 4))
    single = {(each.a, each.b): each for each in scan(once, rng=rng()).patterns}
    seen = scan(often, rng=rng(), tellers=np.repeat(np.arange(120), 4))
    loose = {(each.a, each.b): each for each in scan(often, rng=rng()).patterns}
    assert (seen.tellers, seen.stories) == (120, 480) and len(seen.standing_out) > 20
    for each in seen.standing_out:
        widths = [np.ptp(of[each.a, each.b].effect.interval or ()) for of in (single, loose)]
        width = np.ptp(each.effect.interval or ())
        assert width > 1.3 * widths[1] and width > 0.7 * widths[0], each
        assert each.p == loose[each.a, each.b].p or each.p < 0.01
