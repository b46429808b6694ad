"""A chain of rows: whatever somebody changes in it is seen, with a kept head also what they could hash anew."""

import hashlib
import hmac
import random
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.stories.chain import Mark, Row, canonical, faults

MUTATIONS = 10_000
Rows = list[Row]


def digest(text: str) -> str:
    return hmac.new(b"only this installation knows it", text.encode(), hashlib.sha256).hexdigest()


def chained(said: list[tuple[object, ...]]) -> Rows:
    """Return rows that follow each other as the log makes them."""
    rows: Rows = []
    for inquiry, actor, on, action, subject, detail in said:
        row = Row(inquiry, actor, on, action, subject, detail, rows[-1].hash if rows else "", "")  # type: ignore[arg-type]  # drawn values
        rows.append(replace(row, hash=digest(canonical(row))))
    return rows


def rehashed(rows: Rows) -> Rows:
    """Return the rows bound anew, as somebody would who knows our secret."""
    return chained([(row.inquiry, row.actor, row.on, row.action, row.subject, row.detail) for row in rows])


def a_log(length: int) -> Rows:
    actions = ("verhaal ontvangen", "vrijgegeven", "gelezen", "ingetrokken")
    said = [
        (7, n % 3 or None, f"2026-03-{n % 28 + 1:02}", actions[n % 4], f"verhaal {n}", {"n": n}) for n in range(length)
    ]
    return chained(said)  # type: ignore[arg-type]  # tuples of the same shape


def flipped(text: str, rng: random.Random) -> str:
    """Change one bit of one byte of a text, or add a byte to an empty one."""
    if not text:
        return "x"
    data = bytearray(text.encode())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(7)
    return data.decode("latin-1")


def change_a_byte(rows: Rows, rng: random.Random) -> Rows:
    place, name = rng.randrange(len(rows)), rng.choice([each.name for each in fields(Row)])
    value = getattr(rows[place], name)
    if isinstance(value, str):
        changed: object = flipped(value, rng)
    elif name == "detail":
        changed = {"n": rng.randrange(1000, 2000)}
    else:
        changed = (value or 0) + 1
    one: dict[str, Any] = {name: changed}
    return [*rows[:place], replace(rows[place], **one), *rows[place + 1 :]]


def take_a_row_out(rows: Rows, rng: random.Random) -> Rows:
    place = rng.randrange(len(rows))
    return rows[:place] + rows[place + 1 :]


def swap_two(rows: Rows, rng: random.Random) -> Rows:
    one, other = rng.sample(range(len(rows)), 2)
    changed = list(rows)
    changed[one], changed[other] = changed[other], changed[one]
    return changed


def double_a_row(rows: Rows, rng: random.Random) -> Rows:
    place = rng.randrange(len(rows))
    return [*rows[: place + 1], rows[place], *rows[place + 1 :]]


def cut_the_tail(rows: Rows, rng: random.Random) -> Rows:
    return rows[: rng.randrange(len(rows))]


def write_it_anew(rows: Rows, rng: random.Random) -> Rows:
    """Do one of the above and hash everything again: the rows then fit each other.

    Only adding at the end is left out: that is what the program itself does, and no head can know of it.
    """
    changed = rows
    while changed[: len(rows)] == rows:
        changed = rehashed(rng.choice(BEHIND_OUR_BACK)(rows, rng))
    return changed


BEHIND_OUR_BACK: tuple[Callable[[Rows, random.Random], Rows], ...] = (
    change_a_byte,
    take_a_row_out,
    swap_two,
    double_a_row,
)


def test_a_log_that_nobody_touched_is_whole() -> None:
    rows = a_log(30)
    assert faults(rows, digest, [Mark(n, rows[n - 1].hash) for n in (1, 17, 30)]) == []
    assert faults([], digest, [Mark(0, "")]) == []


def test_ten_thousand_mutations_are_all_seen() -> None:
    rng = random.Random(20260304)
    rows = a_log(24)
    mark = Mark(len(rows), rows[-1].hash)
    ways = (*BEHIND_OUR_BACK, cut_the_tail, write_it_anew)
    seen = dict.fromkeys((way.__name__ for way in ways), 0)
    for number in range(MUTATIONS):
        way = ways[number % len(ways)]
        changed = way(rows, rng)
        assert changed != rows, way.__name__
        assert faults(changed, digest, [mark]), (way.__name__, number)
        seen[way.__name__] += 1
    assert sum(seen.values()) == MUTATIONS and min(seen.values()) > 1600


def test_without_a_kept_head_a_cut_tail_and_a_new_log_would_pass() -> None:
    """The control: the head is what sees these two, not luck."""
    rng, rows = random.Random(7), a_log(24)
    assert faults(rows[:9], digest) == []
    assert faults(write_it_anew(rows, rng), digest) == []


def test_a_head_of_an_earlier_day_says_nothing_of_later_rows() -> None:
    rows = a_log(24)
    early = Mark(10, rows[9].hash)
    assert faults(rehashed([*rows[:10], *rows[11:]]), digest, [early]) == []
    assert faults(rehashed([*rows[:9], *rows[10:]]), digest, [early]) != []


words = st.text(max_size=12)
said = st.tuples(
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
    st.dates().map(str),
    words,
    words,
    st.dictionaries(words, words | st.integers() | st.lists(st.integers(), max_size=3), max_size=2),
)


@given(st.lists(said, min_size=1, max_size=8), st.lists(said, min_size=1, max_size=8))
def test_two_logs_that_differ_never_fit_one_head(
    one: list[tuple[object, ...]], other: list[tuple[object, ...]]
) -> None:
    first, second = chained(one), chained(other)
    assert faults(first, digest, [Mark(len(first), first[-1].hash)]) == []
    fits = faults(second, digest, [Mark(len(first), first[-1].hash)]) == []
    assert fits == ([canonical(row) for row in second[: len(first)]] == [canonical(row) for row in first])
