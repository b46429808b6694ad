"""Where a pattern shows most clearly: the parts of every kind agree with the areas, and the clearest pair is found."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from raamvertelling.core.answer_kinds import (
    Answer,
    Chosen,
    DyadPlacement,
    Rated,
    Skipped,
    StonesPlacement,
    TriadPlacement,
)
from raamvertelling.core.codes import code_answers
from raamvertelling.core.framework import (
    Anchor,
    ConsentText,
    Framework,
    MultipleChoice,
    Option,
    Scale,
    Signifier,
    Stones,
)
from raamvertelling.core.results_scan import Crossed, Part
from raamvertelling.core.sentences_scan import contrast_sentence
from raamvertelling.core.stats.contrasts import contrast, crossed, parts_of, sides
from raamvertelling.core.stats.tests.makers import CHOICE, DYAD, TRIAD, words
from raamvertelling.core.stats.zones import areas, in_area

SEVERAL = MultipleChoice(id="thema", text=words("Waarover?"), options=tuple(Option(id, words(id)) for id in "abc"))
SCALE = Scale(id="cijfer", text=words("Cijfer?"), left=words("slecht"), right=words("goed"), minimum=1, maximum=10)
FIELD = Stones(
    id="netwerk",
    text=words("Wie?"),
    stones=(Anchor("team", words("het team")),),
    x_left=words("hielp niet"),
    x_right=words("hielp"),
    y_bottom=words("weinig invloed"),
    y_top=words("veel invloed"),
)
GRID = [0, 0.2, 1 / 3, 0.4, 0.5, 0.6, 2 / 3, 0.8, 1]
TRIPLES = [(a / 20, b / 20, (20 - a - b) / 20) for a, b in product(range(21), repeat=2) if a + b <= 20]
ASKED: list[tuple[Signifier, str, list[Answer]]] = [
    (DYAD, DYAD.id, [DyadPlacement(at) for at in GRID]),
    (SCALE, SCALE.id, [Rated(number) for number in range(1, 11)]),
    (TRIAD, TRIAD.id, [TriadPlacement(each) for each in TRIPLES]),
    (FIELD, "netwerk:team.x", [StonesPlacement((("team", x, y),)) for x, y in product(GRID, repeat=2)]),
    (FIELD, "netwerk:team.y", [StonesPlacement((("team", x, y),)) for x, y in product(GRID, repeat=2)]),
    (CHOICE, CHOICE.id, [Chosen((each.id,)) for each in CHOICE.options]),
    (SEVERAL, "thema:b", [Chosen(("a",)), Chosen(("a", "b")), Chosen(("b", "c"))]),
]


@pytest.mark.parametrize(("signifier", "column", "answers"), ASKED, ids=[each[1] for each in ASKED])
def test_a_part_is_exactly_what_its_filter_finds(signifier: Signifier, column: str, answers: list[Answer]) -> None:
    told = [{signifier.id: each} for each in [*answers, Skipped()]]
    named = {area.id: area for area in areas(signifier)}
    found = parts_of(code_answers([signifier], told), column, signifier)
    for part, mask in found:
        if part.areas:
            expected = [any(in_area(named[id], each) for id in part.areas) for each in answers]
            assert mask.tolist() == [*expected, False], part
    assert np.sum([mask for _, mask in found], axis=0).tolist() == [1] * len(answers) + [0]


def table(counts: np.ndarray) -> Crossed:
    rows, columns = counts.shape
    return Crossed(
        tuple(Part("a", str(k), (str(k),)) for k in range(rows)),
        tuple(Part("b", str(k), (str(k),)) for k in range(columns)),
        tuple(tuple(map(int, row)) for row in counts),
    )


@given(
    st.tuples(st.integers(2, 5), st.integers(2, 5)).flatmap(lambda s: arrays(np.int64, s, elements=st.integers(0, 30)))
)
def test_the_clearest_pair_is_more_often_inside_than_outside_and_counts_add_up(counts: np.ndarray) -> None:
    found = contrast(table(counts))
    if found is None:
        return
    assert found.inside.share.value > found.others.share.value
    assert found.inside.share.n >= 5 and found.others.share.n >= 5
    assert found.inside.share.n + found.others.share.n == counts.sum()
    assert found.inside.count == counts[int(found.group.key), int(found.outcome.key)]


def test_no_difference_and_too_few_lead_nowhere() -> None:
    assert contrast(table(np.full((2, 2), 10))) is None
    assert contrast(table(np.array([[4, 0], [0, 90]]))) is None
    assert contrast(table(np.zeros((2, 3), dtype=np.int64))) is None


def test_who_tells_comes_first() -> None:
    assert sides("thema:a", "rol", ["rol"]) == ("rol", "thema:a")
    assert sides("rol", "thema:a", ["rol"]) == ("rol", "thema:a") and sides("x", "y", ["rol"]) == ("x", "y")


def opposites(low: bool) -> dict[str, Answer]:
    return {
        SCALE.id: Rated(2 if low else 9),
        DYAD.id: DyadPlacement(0.05 if low else 0.9),
        TRIAD.id: TriadPlacement((1, 0, 0) if low else (0, 0, 1)),
        "netwerk": StonesPlacement((("team", 0.9, 0.1 if low else 0.9),)),
        "thema": Chosen(("a",) if low else ("b",)),
    }


def test_every_kind_is_said_in_dutch() -> None:
    told = [opposites(n < 6) for n in range(12)]
    asked = (SCALE, DYAD, TRIAD, FIELD, SEVERAL)
    framework = Framework(
        id="x",
        version=1,
        language="nl",
        languages=("nl",),
        title=words("x"),
        consent=ConsentText(words("x"), words("x"), ()),
        signifiers=asked,
    )
    matrix = code_answers(asked, told)
    said = []
    for first, second in (
        (SCALE.id, DYAD.id),
        ("netwerk:team.y", TRIAD.id),
        ("thema:a", SCALE.id),
        (DYAD.id, "thema:b"),
    ):
        named = [(each, framework.signifier(each.partition(":")[0])) for each in (first, second)]
        found = contrast(crossed(matrix, named[0], named[1]))
        assert found
        said.append(contrast_sentence(found, framework))
    assert said == [
        "Van wie een cijfer van 1 tot en met 4 gaf, zette 100% de stip aan de kant van ‘niet gehoord’; "
        "van de anderen 0%.",
        "Van wie de steen ‘het team’ aan de kant van ‘weinig invloed’ legde, zette 100% de stip bij de mens; "
        "van de anderen 0%.",
        "Van wie ‘a’ koos, gaf 100% een cijfer van 1 tot en met 4; van de anderen 0%.",
        "Van wie de stip aan de kant van ‘gehoord’ zette, koos 100% ‘b’; van de anderen 0%.",
    ]
