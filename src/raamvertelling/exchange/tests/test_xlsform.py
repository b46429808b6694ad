"""XLSForm: a form made by hand in the way of KoboToolbox, our own export through pyxform, hostile workbooks."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pyxform.xls2xform import convert

from raamvertelling.core.framework import (
    Framework,
    MultipleChoice,
    PictureChoice,
    Prompt,
    Signifier,
    SingleChoice,
    Wording,
    load,
    parse,
    problems,
    sketch,
)
from raamvertelling.exchange.report import ImportProblem
from raamvertelling.exchange.xlsform import ReadForm, read_xlsform, write_xlsform
from raamvertelling.exchange.xlsform.relevant import TooMuch, Wanted, read_relevant

OWN = Path(__file__).parent / "data" / "kader.yaml"
DEMO = Path(__file__).parents[2] / "demo" / "data" / "framework.yaml"

# Written by hand after the way in which KoboToolbox lays out a form.
SURVEY = [
    ["type", "name", "label::Nederlands (nl)", "label::English (en)", "hint::Nederlands (nl)", "required", "relevant",
     "constraint", "appearance", "parameters", "calculation"],
    ["start", "start", "", "", "", "", "", "", "", "", ""],
    ["note", "welkom", "Welkom bij dit onderzoek.", "Welcome to this study.", "", "", "", "", "", "", ""],
    ["acknowledge", "consent", "Ik doe mee.", "I take part.", "", "yes", "", "", "", "", ""],
    ["begin group", "verhaal_deel", "Uw verhaal", "Your story", "", "", "${consent} = 'OK'", "", "", "", ""],
    ["text", "Verhaal", "Wat gebeurde er?", "What happened?", "Een paar zinnen.", "yes", "", "", "multiline", "", ""],
    ["audio", "stem_opname", "Of spreek het in.", "Or say it.", "", "", "", "", "", "", ""],
    ["end group", "", "", "", "", "", "", "", "", "", ""],
    ["select_one rollen", "rol", "Wie bent u?", "Who are you?", "", "true", "", "", "", "", ""],
    ["select_multiple hulp or_other", "hulp", "Welke hulp?", "Which help?", "", "", "${rol} = 'Inwoner'",
     "count-selected(.) <= 2", "", "", ""],
    ["integer", "cijfer", "Welk cijfer?", "Which mark?", "", "", "${rol} != 'Inwoner' and ${cijfer} > 3",
     ". >= 1 and . <= 10", "", "", ""],
    ["range", "gehoord", "Hoe gehoord?", "How heard?", "", "", "not(selected(${hulp}, 'geen')) ", "", "",
     "start=0 end=100 step=5", ""],
    ["begin_group", "ging_om", "Waar ging het om?", "What about?", "", "", "", "", "field-list triad", "", ""],
    ["decimal", "mens", "de mens", "people", "", "", "", "", "", "", ""],
    ["decimal", "regels", "de regels", "the rules", "", "", "", "", "", "", ""],
    ["decimal", "geld", "het geld", "the money", "", "", "", "", "", "", ""],
    ["end_group", "", "", "", "", "", "", "", "", "", ""],
    ["rank hulp", "volgorde", "Zet op volgorde.", "Rank.", "", "", "", "", "", "", ""],
    ["begin repeat", "kinderen", "Kinderen", "Children", "", "", "", "", "", "", ""],
    ["text", "naam_kind", "Naam", "Name", "", "", "", "", "", "", ""],
    ["end repeat", "", "", "", "", "", "", "", "", "", ""],
    ["calculate", "som", "", "", "", "", "", "", "", "", "1 + 1"],
    ["geopoint", "plek", "Waar?", "Where?", "", "", "", "", "", "", ""],
    ["text", "tip", "Een tip?", "A tip?", "", "", "${hulp} = ''", "string-length(.) < 81", "", "", ""],
]  # fmt: skip
CHOICES = [
    ["list_name", "name", "label::Nederlands (nl)", "label::English (en)"],
    ["rollen", "Inwoner", "Inwoner", "Resident"],
    ["rollen", "prof", "Professional", "Professional"],
    ["hulp", "wmo", "Wmo", "Wmo"],
    ["hulp", "geen", "Geen", "None"],
]
SETTINGS = [["form_title", "form_id", "default_language"], ["Hulp in de buurt", "Hulp-1", "Nederlands (nl)"]]


def workbook(**sheets: list[list[Any]]) -> io.BytesIO:
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


@pytest.fixture
def form() -> ReadForm:
    return read_xlsform(workbook(survey=SURVEY, choices=CHOICES, settings=SETTINGS, entities=[["list_name"]]))


def items(form: ReadForm) -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in form.definition["items"]}


def test_the_form_of_somebody_else_can_be_asked(form: ReadForm) -> None:
    assert [each.path for each in problems(form.definition)] == ["items[0].en.help"]
    framework, _ = sketch(form.definition)
    assert framework is not None
    assert [each.id for each in framework.signifiers] == [
        "verhaal", "rol", "hulp", "cijfer", "gehoord", "ging_om", "tip"
    ]  # fmt: skip
    assert (framework.story.id, framework.voices, framework.languages) == ("verhaal", "rol", ("nl", "en"))
    assert framework.title.in_language("nl") == "Hulp in de buurt"
    assert framework.introduction.in_language("en") == "Welcome to this study."
    assert framework.signifier("hulp").text.in_language("en") == "Which help?"
    assert framework.consent.purposes[0].text.in_language("nl") == "Ik doe mee."


def test_kinds_conditions_and_limits(form: ReadForm) -> None:
    found = items(form)
    assert found["hulp"]["show_if"] == {"rol": "inwoner"}
    assert found["hulp"]["maximum"] == 2
    assert [each["id"] for each in found["hulp"]["options"]] == ["wmo", "geen", "anders"]
    assert (found["cijfer"]["type"], found["cijfer"]["minimum"], found["cijfer"]["maximum"]) == ("scale", 1, 10)
    assert found["gehoord"]["type"] == "dyad"
    assert found["gehoord"]["show_unless"] == {"hulp": "geen"}
    assert [each["id"] for each in found["ging_om"]["anchors"]] == ["mens", "regels", "geld"]
    assert found["tip"]["max_length"] == 80
    assert found["tip"]["show_unless"] == {"hulp": ["wmo", "geen"]}


def test_nothing_is_lost_in_silence(form: ReadForm) -> None:
    report = "\n".join(form.report)
    for words in (
        "Rij 2 (start): dit houden wij met opzet niet bij",
        "Rij 7 (stem_opname): inspreken",
        "Rij 11 (cijfer): de voorwaarde",
        "Rij 18 (volgorde): een vraag van de soort 'rank hulp'",
        "Rij 19 (kinderen): een herhaling met 1 rijen",
        "Rij 22 (som)",
        "Rij 23 (plek)",
        "'Inwoner' van lijst 'rollen' heet bij ons 'inwoner'",
        "Iets anders",
        "Rij 5 (verhaal_deel): de kop van deze groep",
        "Werkblad 'entities'",
        "schrijf woorden bij de uiteinden",
    ):
        assert words in report, words


@pytest.mark.parametrize("path", [OWN, DEMO], ids=lambda path: path.stem)
def test_pyxform_accepts_what_we_write_and_we_read_it_back(path: Path, tmp_path: Path) -> None:
    framework = load(path.read_text(encoding="utf-8"))
    written = write_xlsform(framework)
    target = tmp_path / "form.xlsx"
    target.write_bytes(written.content)
    result = convert(str(target), validate=False)
    for signifier in framework.signifiers:
        assert f"{signifier.id}" in result.xform
    back = read_xlsform(io.BytesIO(written.content))
    assert problems(back.definition) == []
    assert _plain(parse(back.definition)) == _plain(framework)


def test_who_a_question_is_for_comes_back() -> None:
    framework = load(DEMO.read_text(encoding="utf-8"))
    own = replace(framework.signifier("neighbourhood"), interviewer=True)
    signifiers = tuple(own if each.id == own.id else each for each in framework.signifiers)
    back = read_xlsform(io.BytesIO(write_xlsform(replace(framework, signifiers=signifiers)).content))
    assert [each.id for each in parse(back.definition).signifiers if each.interviewer] == ["neighbourhood"]


def _plain(framework: Framework) -> list[Any]:
    """Return what an XLSForm can hold of each question: all but words by voice and the help of an answer."""
    found: list[Signifier] = []
    for each in framework.signifiers:
        plain = replace(each, wording_by_role=())
        if isinstance(plain, Prompt | SingleChoice | MultipleChoice | PictureChoice):
            plain = replace(plain, options=tuple(replace(option, help=Wording()) for option in plain.options))
        found.append(plain)
    purposes = [(each.id, each.text, each.required) for each in framework.consent.purposes]
    around = (framework.title.in_language("nl"), framework.introduction, framework.privacy_note, framework.voices)
    return [found, purposes, framework.languages, around, framework.consent.text]


def test_what_does_not_fit_is_named_in_the_workbook() -> None:
    written = write_xlsform(load(DEMO.read_text(encoding="utf-8")))
    for lost in ("woorden per stem", "de opdrachtgever", "de eerste en de laatste dag"):
        assert any(lost in note for note in written.notes)
    back = read_xlsform(io.BytesIO(written.content))
    assert sum(line.startswith("Stond al niet in het bestand") for line in back.report) == len(written.notes)


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("${a} = 'x'", Wanted("a", ("x",))),
        ("${a}='x' or ${a}='y'", Wanted("a", ("x", "y"))),
        ("selected(${a}, 'x') or selected(${a}, \"y\")", Wanted("a", ("x", "y"))),
        ("${a} != 'x' and ${a} != 'y'", Wanted("a", ("x", "y"), negated=True)),
        ("not(selected(${a}, 'x') or ${a} = 'y')", Wanted("a", ("x", "y"), negated=True)),
        ("(${a} = 3)", Wanted("a", ("3",))),
    ],
)
def test_conditions_that_we_know(expression: str, wanted: Wanted) -> None:
    assert read_relevant(expression) == wanted


@pytest.mark.parametrize(
    "expression",
    [
        "${a} = 'x' or ${b} = 'y'",
        "${a} = 'x' and ${b} = 'y'",
        "${a} != 'x' or ${a} != 'y'",
        "${a} = 'x' and ${a} = 'y'",
        "${a} > 3",
        "count-selected(${a}) = 2",
        "pulldata('x')",
        "${a} = ",
        "(" * 500,
        "'x' = ${a}",
        "",
    ],
)
def test_conditions_that_say_more(expression: str) -> None:
    with pytest.raises(TooMuch):
        read_relevant(expression)


def test_a_form_without_a_story_gets_one_and_no_row_makes_it_fall() -> None:
    odd = [
        ["type", "name", "label"],
        ["select_one weg", "a", "A?"],
        ["begin group", "g", ""],
        ["text", "", "Zonder naam"],
        ["begin_group", "t", "T"],
        ["range", "r", "R"],
        ["", "", "los"],
    ]
    form = read_xlsform(workbook(survey=odd, settings=[["form_title"], ["Vreemd"]]))
    assert "de lijst met antwoorden is er niet" in "\n".join(form.report)
    assert form.definition["items"][0]["id"] == "story"
    framework, _ = sketch(form.definition)
    assert framework is not None
    assert framework.story.id == "story"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 geen zip", b"<html>", b"\x00" * 2000])
def test_what_is_no_workbook_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(ImportProblem, match="Excel"):
        read_xlsform(io.BytesIO(content))


def test_a_workbook_without_survey_is_refused() -> None:
    with pytest.raises(ImportProblem, match="survey"):
        read_xlsform(workbook(blad1=[["a", "b"]]))


def test_too_much_is_refused() -> None:
    with pytest.raises(ImportProblem, match="5000 rijen"):
        read_xlsform(workbook(survey=[["type", "name"], *([["text", f"v{n}"] for n in range(5_100)])]))
    with pytest.raises(ImportProblem, match="5000 tekens"):
        read_xlsform(workbook(survey=[["type", "name", "label"], ["text", "a", "x" * 6_000]]))
