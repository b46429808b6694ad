"""Hints for plain Dutch: what is found, where, and what is left alone."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.text import LABELS, hints
from raamvertelling.core.text.passive import passives
from raamvertelling.core.text.pieces import sentences

PASSIVE = Path(__file__).parent / "passive_sentences.csv"


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in hints(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat gebeurde er toen u om hulp vroeg?", []),
        ("Wij willen een integrale aanpak.", [("jargon", "integrale aanpak")]),
        ("De indicaties faciliteerden dat.", [("jargon", "indicaties"), ("jargon", "faciliteerden")]),
        ("Uw verhaal wordt gelezen.", [("passive", "wordt gelezen")]),
        ("Wie hielp u en wat deed hij?", [("double_question", "Wie hielp u en wat deed hij?")]),
        ("Hoe snel en vriendelijk was de hulp?", [("double_question", "Hoe snel en vriendelijk was de hulp?")]),
        ("Kwam u daar nooit zonder afspraak?", [("double_negation", "nooit zonder")]),
        ("Dat is niet onbelangrijk.", [("double_negation", "niet onbelangrijk")]),
        ("Vindt u ook niet dat het beter kan?", [("leading", "u ook niet dat")]),
        ("Hoe tevreden bent u?", [("leading", "Hoe tevreden bent")]),
        ("Denk aan een moment (klein of groot).", [("brackets", "(klein of groot)")]),
        ("Vertel bijv. over thuis.", [("abbreviation", "bijv.")]),
        ("Vroeg u hulp bij de GGZ?", [("abbreviation", "GGZ")]),
        ("Scan de QR of bel. Kijkt u tv op TV?", []),
        ("U vertelt en wij luisteren naar je.", [("address", "je")]),
        ("Wat vind jij? Vertel jouw verhaal aan u.", [("address", "u")]),
        ("", []),
    ],
)
def test_what_is_found_and_where(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Niemand kwam, en ik kon niet weg.",
        "Wie was erbij? Wat werd er toen anders?",
        "Was er niet genoeg, of nooit genoeg?",
        "Bent u ook naar het buurthuis gegaan?",
        "Hoe ging dat?",
        "Wanneer dacht u: zo hoort het?",
        "Uw opa zei: ga maar.",
    ],
)
def test_ordinary_questions_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_long_sentence_says_how_long_it_is_and_what_to_do() -> None:
    thirteen, sixteen = ("Vertel over " + "nog een " * n + "keer." for n in (5, 7))
    (soft,) = hints(thirteen)
    assert soft.message == "Deze zin heeft 13 woorden. Probeer het met 12 woorden of minder."
    (hard,) = hints(sixteen.replace("keer", "goede keer"))
    assert hard.message == "Deze zin heeft 18 woorden. Maak er twee zinnen van."
    assert hints(thirteen, longest=15) == ()


def test_a_suggestion_can_stand_in_the_place_of_the_word() -> None:
    (hint,) = hints("Dat is een knelpunt.")
    assert (hint.suggestion, hint.label) == ("probleem", "vakwoord")
    assert "probleem" in hint.message


def test_places_are_code_points_also_after_an_emoji() -> None:
    text = "👩‍👧 🙂 Het doel is participatie."
    (hint,) = hints(text)
    assert text[hint.start : hint.end] == "participatie"


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert [each.text for each in sentences("Dhr. Jansen kwam o.a. om 9 uur. Wie nog? Ik...")] == [
        "Dhr. Jansen kwam o.a. om 9 uur.",
        "Wie nog?",
        "Ik...",
    ]


def test_passive_sentences_are_found_as_well_as_the_docstring_says() -> None:
    with PASSIVE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["passive"] == "1", row["sentence"]) for row in csv.DictReader(lines)]
    flagged = [any(passives(each) for each in sentences(text)) for _, text in rows]
    right = sum(is_passive and flag for (is_passive, _), flag in zip(rows, flagged, strict=True))
    assert len(rows) >= 110
    assert right / sum(flagged) >= 0.95
    assert right / sum(is_passive for is_passive, _ in rows) >= 0.95


@given(st.text())
def test_any_text_gives_hints_inside_it_in_order(text: str) -> None:
    all_hints = hints(text)
    assert all(0 <= each.start < each.end <= len(text) and each.kind in LABELS for each in all_hints)
    assert list(all_hints) == sorted(all_hints, key=lambda each: (each.start, each.end, each.kind))


def test_a_message_never_claims_a_language_level() -> None:
    text = "Vindt u ook niet dat (bijv.) je participatie nooit zonder indicatie wordt geregeld door de GGZ?"
    kinds = {each.kind for each in hints(text)}
    assert kinds >= {"leading", "brackets", "abbreviation", "address", "jargon", "passive", "double_negation"}
    assert not any("B1" in each.message for each in hints(text))
