"""Then and now read from an address: no day on both sides, and nonsense that costs nothing."""

import datetime as dt

import pytest

from raamvertelling.sensemaking.periods import LATER, NO_DATE, OVERLAP, TURNED, Period, middle, read_periods

DAYS = [dt.date(2026, month, 1) for month in (1, 1, 1, 2, 3, 3, 4)]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def test_one_day_belongs_to_now() -> None:
    found = read_periods({"dag": "2026-03-01"}, DAYS)
    assert found and found.day == day("2026-03-01") and found.notes == ()
    assert (found.then.words, found.now.words) == ("tot en met 28 februari 2026", "vanaf 1 maart 2026")
    assert [found.now.holds(each) for each in DAYS] == [False] * 4 + [True] * 3
    assert all(found.then.holds(each) != found.now.holds(each) for each in DAYS)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["01", "01", "01", "02", "03", "03", "04"], "02"),
        (["01", "01", "01", "01", "09"], "09"),
        (["01", "09", "09", "09"], "09"),
        (["05", "05"], None),
        ([], None),
    ],
)
def test_the_middle_day_leaves_stories_on_both_sides(days: list[str], found: str | None) -> None:
    asked = [day(f"2026-{each}-01") for each in days]
    assert middle(asked) == (day(f"2026-{found}-01") if found else None)
    assert read_periods({}, asked) == (None if found is None else read_periods({"dag": f"2026-{found}-01"}, asked))


@pytest.mark.parametrize(
    ("ends", "then", "now", "notes"),
    [
        (("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"), ("2026-01-01", "2026-02-01"), "2026-03-01", ()),
        (("", "2026-02-01", "", ""), (None, "2026-02-01"), "2026-02-02", ()),
        (("", "", "2026-03-01", ""), (None, "2026-02-28"), "2026-03-01", ()),
        (("", "2026-03-01", "2026-03-01", ""), (None, "2026-02-28"), "2026-03-01", (OVERLAP,)),
        (("2026-02-01", "2026-01-01", "2026-03-01", ""), ("2026-02-01", "2026-02-28"), "2026-03-01", (TURNED,)),
        (("gisteren", "2026-01-31", "", ""), (None, "2026-01-31"), "2026-02-01", (NO_DATE,)),
    ],
)
def test_two_periods_share_no_day(
    ends: tuple[str, ...], then: tuple[str | None, str], now: str, notes: tuple[str, ...]
) -> None:
    found = read_periods(dict(zip(("toen-van", "toen-tot", "nu-van", "nu-tot"), ends, strict=True)), DAYS)
    assert found and found.day is None and found.notes == notes
    assert found.then == Period(day(then[0]) if then[0] else None, day(then[1]))
    assert found.now.since == day(now)


@pytest.mark.parametrize("then", [{"toen-van": "2026-03-01"}, {"toen-van": "2026-05-01"}, {}])
def test_then_must_begin_before_now(then: dict[str, str]) -> None:
    asked = then | ({"nu-van": "2026-03-01"} if then else {"nu-tot": "2026-03-01"})
    found = read_periods(asked, DAYS)
    assert found and found.day == day("2026-02-01") and found.notes == (LATER,)


def test_a_period_with_two_ends_is_said_from_and_until() -> None:
    assert Period(day("2026-03-01"), day("2026-06-03")).words == "van 1 maart 2026 tot en met 3 juni 2026"
