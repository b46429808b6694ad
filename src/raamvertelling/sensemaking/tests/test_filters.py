"""The filter: the same value in an address and back, and nonsense that costs nothing."""

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.framework import Framework, load
from raamvertelling.core.stats import areas
from raamvertelling.sensemaking.filters import Filters, chips, choices_of, parse, to_query, with_area

FRAMEWORK = load((Path(__file__).parents[2] / "demo" / "data" / "framework.yaml").read_text(encoding="utf-8"))
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31))
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60).map(
    lambda text: " ".join(text.split())
)


@pytest.fixture
def framework() -> Framework:
    return FRAMEWORK


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    answers = []
    for signifier in FRAMEWORK.signifiers:
        if not areas(signifier) or not draw(st.booleans()):
            continue
        possible = [area.id for area in choices_of(signifier)]
        chosen = draw(st.sets(st.sampled_from(possible), max_size=4))
        if chosen:
            answers.append((signifier.id, tuple(id for id in possible if id in chosen)))
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if since and until and until < since:
        since, until = until, since
    code = draw(st.from_regex(r"\A[a-z0-9-]{0,40}\Z"))
    return Filters(answers=tuple(answers), words=draw(WORDS), since=since, until=until, storypoint=code)


@given(filters())
def test_a_filter_survives_the_address(wanted: Filters) -> None:
    parsed = parse(parse_qsl(to_query(wanted)), FRAMEWORK)
    assert parsed.filters == wanted
    assert parsed.ignored == ()


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=300))))
def test_any_address_can_be_read(pairs: list[tuple[str, str]]) -> None:
    found = parse(pairs, FRAMEWORK).filters
    assert parse(parse_qsl(to_query(found)), FRAMEWORK).filters == found


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("a.bestaat_niet", "x"), "vraag die hier niet bestaat"),
        (("a.story", "x"), "vraag die hier niet bestaat"),
        (("a.role", "koning"), "‘Vanuit welke rol vertelt u dit verhaal?’"),
        (("van", "gisteren"), "2026-07-01"),
        (("woorden", "x" * 300), "200 tekens"),
    ],
)
def test_nonsense_is_left_out_with_a_sentence(framework: Framework, pair: tuple[str, str], words: str) -> None:
    parsed = parse([pair, ("a.role", "inwoner")], framework)
    assert parsed.filters.of("role") == ("inwoner",)
    assert len(parsed.ignored) == 1
    assert words in parsed.ignored[0]


def test_an_end_before_the_start_is_left_out(framework: Framework) -> None:
    parsed = parse([("van", "2026-07-01"), ("tot", "2026-06-01")], framework)
    assert (parsed.filters.since, parsed.filters.until) == (dt.date(2026, 7, 1), None)
    assert "ligt voor de eerste dag" in parsed.ignored[0]


def test_order_and_repeats_do_not_matter(framework: Framework) -> None:
    one = parse([("a.role", "manager"), ("a.about", "regels"), ("a.role", "inwoner")], framework).filters
    other = parse([("a.about", "regels"), ("a.role", "inwoner"), ("a.role", "manager"), ("pagina", "3")], framework)
    assert one == other.filters
    assert one.of("role") == ("inwoner", "manager")


def test_every_part_has_words_and_a_way_back(framework: Framework) -> None:
    wanted = Filters(
        answers=(("role", ("inwoner", "manager")), ("about", ("regels.geld",))),
        words="huur brief",
        since=dt.date(2026, 7, 1),
        storypoint="de-brug",
    )
    found = chips(wanted, framework, [("de-brug", "De Brug")])
    assert [chip.label for chip in found] == [
        "stem: Inwoner of Manager",
        "In dit verhaal ging het vooral om: tussen de regels en het geld",
        "met de woorden ‘huur brief’",
        "verteld vanaf 1 juli 2026",
        "verteld bij De Brug",
    ]
    assert found[0].without.answers == (("about", ("regels.geld",)),)
    assert found[2].without.words == ""
    assert with_area(wanted, framework, "about").answers == (("role", ("inwoner", "manager")),)
