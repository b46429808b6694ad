"""NarraFirma forms and stories: every question type, every encoding of a choice, and the quirks of its import."""

import os
from datetime import date
from pathlib import Path

import pytest

from raamvertelling.core.answers import read_answers
from raamvertelling.core.framework import LongText, MultipleChoice, PictureChoice, Scale, SingleChoice, dump, parse
from raamvertelling.exchange.narrafirma import read_narrafirma
from raamvertelling.exchange.narrafirma.answers import stretched
from raamvertelling.exchange.report import Imported, ImportProblem

DATA = Path(__file__).parent / "data"
HEADER = "Data column name,Type,About,Short name,Long name,Options,Answers"


@pytest.fixture
def told() -> Imported:
    return read_narrafirma((DATA / "nf_form.csv").read_bytes(), (DATA / "nf_stories.csv").read_bytes())


def simple(rows: str, data: str) -> Imported:
    return read_narrafirma(f"{HEADER}\n{rows}\n".encode(), data.encode())


def counts(imported: Imported) -> dict[str, tuple[int, int, int]]:
    return {each.original_id: (each.answered, each.skipped, each.not_applicable) for each in imported.report.signifiers}


def test_every_encoding_of_the_first_row(told: Imported) -> None:
    story = told.stories[0]
    assert story.text == "Dit is een verhaal. En toen: Het ging beter. --- Klaar."
    assert (story.title, story.prompt, story.language, story.told_on) == ("De eerste", "goed", "nl", date(2026, 3, 5))
    assert story.answers == {
        "prompt": "goed",
        "afloop": "matig",
        "bron": "van_mijzelf",
        "onthouden": 44,
        "kracht": 80,
        "gevoel": ["blij", "bang"],
        "gevoel_anders": {"written": True},
        "nodig": ["geld"],
        "hulp_van": ["buren", "team"],
        "hulp_van_anders": {"written": True},
        "verrast": ["gemeente", "niemand"],
        "geld": "ja",
        "opgelost": "ja",
        "vaker": "ja",
        "uitleg": {"written": True},
        "functie": "werker",
        "wens": {"written": True},
    }
    assert story.texts == {
        "gevoel_anders": "trots",
        "hulp_van_anders": "tante",
        "uitleg": "Meer uitleg",
        "wens": "rust",
    }


def test_second_row_shares_its_teller_and_lumps_equal_names(told: Imported) -> None:
    first, second, _ = told.stories
    assert first.teller == second.teller == "p1"
    assert second.answers["afloop"] == first.answers["afloop"] == "matig"
    assert second.answers["functie"] == "werker"
    assert second.texts["wens"] == "rust"
    assert second.answers["kracht"] == "not_applicable"
    assert second.answers["onthouden"] == 100
    assert second.answers["nodig"] == ["hulp", "rust"]
    assert second.answers["opgelost"] == "nee"
    assert (second.prompt, second.language, second.told_on) == ("goed", "en", None)


def test_skipped_rows_have_their_reason_and_nothing_is_lost(told: Imported) -> None:
    report = told.report
    assert [(each.row, each.reason) for each in report.skipped_rows] == [
        (5, "de titel is 'testing123': een proef"),
        (6, "het verhaal heeft 2 woorden, en het formulier vraagt er 3"),
    ]
    assert report.rows_read == report.rows_used + len(report.skipped_rows) == 5
    assert report.unknown_columns == ["Onbekend"]
    assert report.set_aside == ["Volgnummer"]
    assert "Rijen die met een puntkomma beginnen (uitleg, geen verhaal): 1." in report.notes


def test_unmatched_values_are_named_with_row_and_column(told: Imported) -> None:
    found = {(each.row, each.column, each.value) for each in told.report.unmatched_values}
    assert found == {
        (4, "Datum", "2026-13-45"),
        (4, "Bron", "4"),
        (5, "Vraag", "Weet niet"),
        (7, "Q: Afloop", "weg"),
        (7, "Onthouden", "veel"),
        (7, "Gevoel", "paars"),
        (7, "Verrast", "9"),
        (7, "Geld", "misschien"),
    }


def test_counts_by_data_column_name(told: Imported) -> None:
    found = counts(told)
    assert found["Vraag"] == (3, 0, 0)
    assert found["Kracht"] == (1, 0, 2)
    assert found["Onthouden"] == (2, 1, 0)
    assert found["Gevoel"] == (2, 1, 0)
    assert found["Functie"] == (2, 1, 0)
    assert found["Verhaal"] == (3, 0, 0)


def test_framework_says_what_the_form_says(told: Imported) -> None:
    framework = told.framework
    assert framework.title.in_language("nl") == "Verhalen uit de buurt"
    assert framework.prompt is not None
    assert [each.text.in_language("nl") for each in framework.prompt.options][:2] == [
        "Wat ging er goed?",
        "Wat was lastig?",
    ]
    outcome = framework.signifier("afloop")
    assert isinstance(outcome, SingleChoice)
    assert [each.text.in_language("nl") for each in outcome.options] == ["Goed afgelopen", "Niet goed"]
    several = framework.signifier("gevoel")
    assert isinstance(several, MultipleChoice)
    assert several.maximum is None
    assert any("mochten 2 antwoorden" in note for note in told.report.notes)
    assert isinstance(framework.signifier("onthouden"), Scale)
    assert isinstance(framework.signifier("uitleg"), LongText)
    money = framework.signifier("geld")
    assert isinstance(money, SingleChoice | PictureChoice)
    assert [each.image for each in money.options] == ["plaatjes/ja.png", ""]


def test_core_accepts_framework_and_answers(told: Imported) -> None:
    assert parse(dump(told.framework)) == told.framework
    for story in told.stories:
        assert read_answers(told.framework, dict(story.answers))[1] == ()


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [(3, 1, 10, 22), (7, 1, 10, 67), (9, 1, 10, 89), (0, 1, 10, 0), (11, 1, 10, 100), (5, 0, 8, 63), (-2, -5, 5, 30)],
)
def test_scale_is_stretched_as_in_narrafirma(value: int, low: int, high: int, expected: int) -> None:
    assert stretched(value, low, high) == expected


def test_range_of_the_form_holds_for_scales_without_their_own() -> None:
    rows = "Hoe,Scale,story,Hoe,Hoe ging het?,,slecht,goed\n,Scale range,import,,,,1,5"
    imported = simple(rows, "Story title,Story text,Hoe\na,een verhaal,2\nb,nog een,5.9\n")
    assert [each.answers["hoe"] for each in imported.stories] == [25, 100]
    assert any("achter de komma" in note for note in imported.report.notes)


def test_number_outside_the_scale_without_range_is_named() -> None:
    imported = simple("Hoe,Scale,story,Hoe,Hoe?,,slecht,goed", "Story title,Story text,Hoe\na,een verhaal,250\n")
    assert imported.report.unmatched_values[0].value == "250"
    assert "hoe" not in imported.stories[0].answers


def test_minimum_in_third_cell_is_no_does_not_apply_answer() -> None:
    imported = simple("Hoe,Scale,story,Hoe,Hoe?,,slecht,goed,1,5", "Story title,Story text,Hoe\na,een verhaal,1\n")
    assert imported.stories[0].answers == {"hoe": 0}
    question = imported.framework.signifier("hoe")
    assert not question.not_applicable


def test_separator_that_also_stands_in_a_question_name() -> None:
    rows = (
        "Nodig: nu,Multi-choice multi-column yes/no,story,Nodig,Wat?,,geld,rust\n"
        ",Yes no questions Q-A separator,import,,,,: \nTijd: dag,Text,story,Tijd,Wanneer?,,"
    )
    data = "Story title,Story text,Nodig: nu: geld,Nodig: nu: rust,Tijd: dag\na,een verhaal,Yes,yes,maandag\n"
    imported = simple(rows, data)
    assert imported.stories[0].answers == {"nodig_nu": ["geld"], "tijd_dag": {"written": True}}
    assert imported.report.unknown_columns == []


def test_own_export_with_line_ends_is_made_whole() -> None:
    data = (
        "Story title,Story text,Collection date,Language,Eliciting question,Hoe\n;,,,,,\n"
        'a,"""Hij zei ""nee"".\nToen ging ik.""",2026-01-02,nl,,x\n'
        'b,"""""""Eerst dit,\nen hij zei """"ja"""".""""""",2026-01-02,nl,,x\n'
        'c,"""Wij"" zeiden zij, ""samen""",2026-01-02,nl,,x\n'
    )
    imported = simple("Hoe,Text,story,Hoe,Hoe?,,", data)
    assert [each.text for each in imported.stories] == [
        'Hij zei "nee".\nToen ging ik.',
        'Eerst dit,\nen hij zei "ja".',
        '"Wij" zeiden zij, "samen"',
    ]
    assert any("zijn hersteld: 2." in note for note in imported.report.notes)


def test_text_in_quotes_of_another_program_keeps_its_quotes() -> None:
    imported = simple("Hoe,Text,story,Hoe,Hoe?,,", 'Story text,Story title\n"""Nee.\nEcht niet.""",a\n')
    assert imported.stories[0].text == '"Nee.\nEcht niet."'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    form = f"{HEADER}\nGevoel,Single choice,story,Gevoel,Wat voelde u?,,geïrriteerd,blij\n".replace(",", delimiter)
    data = "Story title,Story text,Gevoel\nCafé,Eén verhaal,geïrriteerd\n".replace(",", delimiter)
    imported = read_narrafirma(form.encode(encoding), data.encode(encoding))
    assert imported.stories[0].title == "Café"
    assert imported.stories[0].answers == {"gevoel": "geirriteerd"}


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (b"", "verhaalformulier is leeg"),
        (b"Type,About,Answers\n", "mist: Short name, Long name"),
        (b"Type,About,Short name,Long name,Answers,Options\nText,story,a,b,,\n", "'Answers' de laatste"),
        (b"Type,About,Short name,,Long name,Answers\nText,story,a,,b,\n", "kolom 4 leeg"),
        (f"{HEADER}\n".encode(), "geen enkele vraag"),
    ],
)
def test_broken_form_gets_a_sentence(form: bytes, words: str) -> None:
    with pytest.raises(ImportProblem, match=words):
        read_narrafirma(form, b"Story title,Story text\na,b\n")


def test_missing_title_or_text_column_is_named() -> None:
    with pytest.raises(ImportProblem, match="'Story title'"):
        simple("Hoe,Text,story,Hoe,Hoe?,,", "Story text,Hoe\na,b\n")
    with pytest.raises(ImportProblem, match="'Story text'"):
        simple("Hoe,Text,story,Hoe,Hoe?,,", "Story title,Hoe\na,b\n")


def test_participant_answers_of_the_last_row_win_and_stories_keep_their_own() -> None:
    rows = "Rol,Single choice,participant,Rol,Wie?,,inwoner,werker\nHoe,Single choice,story,Hoe,Hoe?,,goed,slecht"
    data = "Participant ID,Story title,Story text,Rol,Hoe\n7,a,een,inwoner,goed\n"
    data += "8,b,twee,inwoner,\n7,c,drie,werker,slecht\n"
    imported = simple(rows, data)
    assert [(each.answers["rol"], each.answers.get("hoe")) for each in imported.stories] == [
        ("werker", "goed"),
        ("inwoner", None),
        ("werker", "slecht"),
    ]


def test_later_export_with_more_columns_keeps_the_keys() -> None:
    form = "Hoe,Text,story,Hoe,Hoe?,,\nWat,Text,story,Wat,Wat?,,"
    before = simple(form, "Story title,Story text,Hoe\na,een,x\nb,geen,y\nc,geen,z\na,,q\n")
    after = simple(form, "Wat,Story text,Story title,Hoe\nnieuw,geen,b,y\nnieuw,geen,c,z\n,een,a,anders\n")
    keys = {each.title: each.row_key for each in before.stories if each.text}
    assert {each.title: each.row_key for each in after.stories} == keys
    assert len({each.row_key for each in before.stories}) == 4


SAMPLE = Path(os.environ.get("RAAM_TEST_DATA", "")) / "samples" / "narrafirma"


@pytest.mark.skipif("RAAM_TEST_DATA" not in os.environ, reason="RAAM_TEST_DATA is not set")
def test_the_sample_pair_of_the_import_guide() -> None:
    form = (SAMPLE / "import_guide_story_form.csv").read_bytes()
    imported = read_narrafirma(form, (SAMPLE / "import_guide_stories.csv").read_bytes())
    _check_import_guide(imported)


def test_the_twin_of_the_import_guide() -> None:
    """The same encodings as the program's own import guide, written by hand in Dutch."""
    imported = read_narrafirma((DATA / "nf_guide_form.csv").read_bytes(), (DATA / "nf_guide_stories.csv").read_bytes())
    _check_import_guide(imported)


def _check_import_guide(imported: Imported) -> None:
    assert imported.report.rows_used == 3
    assert (imported.report.skipped_rows, imported.report.unmatched_values) == ([], [])
    assert imported.report.unknown_columns == []
    assert [count[0] for count in counts(imported).values()] == [3] * 11
    assert [each.answers["remember"] for each in imported.stories] == [22, 67, 89]
    chosen = [each.answers["surprised"] for each in imported.stories]
    assert [len(each) for each in chosen if isinstance(each, list)] == [2, 1, 2]
    assert [each.teller for each in imported.stories] == ["2554", "1543", "532"]
