"""SenseMaker projects in every layout: definitions, header styles, scales, empties."""

import json
from datetime import date
from pathlib import Path

import pytest

from raamvertelling.core.answers import read_answers
from raamvertelling.core.framework import Dyad, MultipleChoice, PictureChoice, SingleChoice, Stones, Triad, dump, parse
from raamvertelling.exchange.report import Imported, ImportProblem
from raamvertelling.exchange.sensemaker import read_sensemaker

DATA = Path(__file__).parent / "data"
STORY = "aaaaaaaa-0000-4000-8000-000000000001"
TRIAD = "bbbbbbbb-0000-4000-8000-000000000001"
DYAD = "cccccccc-0000-4000-8000-000000000001"
FEELING = "dddddddd-0000-4000-8000-000000000001"
HELPERS = "eeeeeeee-0000-4000-8000-000000000001"
STONES = "ffffffff-0000-4000-8000-000000000001"
TRIAD_OURS = "bbbbbbbb_0000_4000_8000_000000000001"


@pytest.fixture
def new() -> Imported:
    return read_sensemaker((DATA / "sm_flat.json").read_bytes(), (DATA / "sm_new.csv").read_bytes())


@pytest.fixture
def old() -> Imported:
    return read_sensemaker((DATA / "sm_sections.json").read_bytes(), (DATA / "sm_old.csv").read_bytes())


def counts(imported: Imported) -> dict[str, tuple[int, int, int]]:
    return {each.original_id: (each.answered, each.skipped, each.not_applicable) for each in imported.report.signifiers}


def test_counts_keep_skipped_and_not_applicable_apart(new: Imported) -> None:
    assert counts(new) == {
        STORY: (5, 0, 0),
        "aaaaaaaa-0000-4000-8000-000000000002": (2, 3, 0),
        TRIAD: (2, 2, 1),
        DYAD: (2, 2, 1),
        FEELING: (2, 3, 0),
        HELPERS: (2, 3, 0),
        STONES: (2, 3, 0),
    }


def test_json_report_has_the_promised_form(new: Imported) -> None:
    report = json.loads(json.dumps(new.report.to_json()))
    assert report["stories"] == 5
    assert report["signifiers"][TRIAD] == {
        "id": TRIAD_OURS,
        "title": "Dit ging vooral over …",
        "kind": "triad",
        "answered": 2,
        "skipped": 2,
        "not_applicable": 1,
    }
    assert [each["row"] for each in report["skipped_rows"]] == [6, 7]
    assert "hetzelfde nummer als rij 2" in report["skipped_rows"][1]["reason"]
    assert report["unknown_columns"] == ["zelf_toegevoegd"]


def test_values_that_do_not_fit_are_named_with_row_and_column(new: Imported) -> None:
    found = [(each.row, each.column, each.value) for each in new.report.unmatched_values]
    assert found == [(5, FEELING, "onbekend"), (8, f"{TRIAD}_b1000000-0000-4000-8000-000000000001", "0.3")]


def test_answers_of_the_first_story(new: Imported) -> None:
    story = new.stories[0]
    assert (story.title, story.text) == ("Stilte", "Ik belde, niemand nam op.")
    assert (story.told_on, story.language, story.teller) == (date(2026, 1, 2), "nl", "anna")
    assert story.answers[TRIAD_OURS] == {
        "b1000000_0000_4000_8000_000000000001": 0.5,
        "b1000000_0000_4000_8000_000000000002": 0.4,
        "b1000000_0000_4000_8000_000000000003": 0.1,
        "mode": "import",
    }
    assert story.answers["cccccccc_0000_4000_8000_000000000001"] == {"at": 0.25, "mode": "import"}
    assert story.answers["dddddddd_0000_4000_8000_000000000001"] == "d1000000_0000_4000_8000_000000000001"
    assert story.answers["eeeeeeee_0000_4000_8000_000000000001"] == [
        "e1000000_0000_4000_8000_000000000001",
        "e1000000_0000_4000_8000_000000000003",
    ]
    assert story.answers["ffffffff_0000_4000_8000_000000000001"] == {
        "f1000000_0000_4000_8000_000000000001": {"x": 0.2, "y": 0.8},
        "mode": "import",
    }


def test_tiny_negative_share_becomes_zero(new: Imported) -> None:
    placed = new.stories[2].answers[TRIAD_OURS]
    assert isinstance(placed, dict)
    assert placed["b1000000_0000_4000_8000_000000000001"] == 0
    assert placed["b1000000_0000_4000_8000_000000000003"] == pytest.approx(0.5505 / 1.0009)


def test_html_is_gone_and_entities_are_read(new: Imported) -> None:
    triad = new.framework.signifier(TRIAD_OURS)
    assert isinstance(triad, Triad)
    assert [each.text.in_language("nl") for each in triad.anchors] == ["de mens zelf", "regels < wetten", "geld"]
    assert triad.help.in_language("nl") == "Zet de stip"
    assert triad.not_applicable
    assert new.framework.title.in_language("nl") == "Buurt & zorg"
    assert not new.framework.story.help


def test_kinds_follow_the_definition(new: Imported) -> None:
    kinds = {type(each) for each in new.framework.signifiers}
    assert {Triad, Dyad, SingleChoice, MultipleChoice, Stones} <= kinds
    several = new.framework.signifier("eeeeeeee_0000_4000_8000_000000000001")
    assert isinstance(several, MultipleChoice)
    assert several.maximum is None
    assert "8888" not in str(new.framework)


def test_photo_is_noted_and_not_a_question(new: Imported) -> None:
    assert "88888888-0000-4000-8000-000000000001 (foto)" in new.report.set_aside
    assert any("ook foto: 1." in note for note in new.report.notes)


@pytest.mark.parametrize("which", ["new", "old"])
def test_core_accepts_framework_and_answers(which: str, request: pytest.FixtureRequest) -> None:
    imported: Imported = request.getfixturevalue(which)
    assert parse(dump(imported.framework)) == imported.framework
    for story in imported.stories:
        answers, mistakes = read_answers(imported.framework, dict(story.answers))
        assert mistakes == ()
        assert answers


def test_old_style_with_workbench_scale_and_decimal_comma(old: Imported) -> None:
    first, second, _ = old.stories
    assert first.answers["bbbbbbbb_0000_4000_8000_000000000009"] == {"t": 0.5, "l": 0.25, "r": 0.25, "mode": "import"}
    assert first.answers["cccccccc_0000_4000_8000_000000000009"] == {"at": 0.75, "mode": "import"}
    assert first.answers["ffffffff_0000_4000_8000_000000000009"] == {"p1": {"x": 0.4, "y": 0.6}, "mode": "import"}
    placed = second.answers["bbbbbbbb_0000_4000_8000_000000000009"]
    assert isinstance(placed, dict)
    assert placed["t"] == pytest.approx(0.5, abs=1e-4)
    assert placed["l"] == pytest.approx(0.25, abs=1e-4)
    assert first.told_on == date(2015, 7, 28)
    assert second.told_on is None
    assert any("0,866" in note for note in old.report.notes)


def test_derived_columns_are_set_aside_and_named(old: Imported) -> None:
    assert old.report.set_aside == ["NarrID", "EntryYrMth", "wordCloud", "bbbbbbbb-0000-4000-8000-000000000009_Zone"]
    assert old.report.unknown_columns == []


def test_sections_come_in_order_and_linked_frameworks_count(old: Imported) -> None:
    assert old.framework.signifiers[0].id == "story"
    assert old.stories[2].text == "Een idee uit het andere kader"
    assert counts(old)["aaaaaaaa-0000-4000-8000-000000000010"] == (1, 2, 0)
    assert counts(old)["aaaaaaaa-0000-4000-8000-000000000009"] == (2, 1, 0)


def test_row_keys_stay_the_same_when_rows_move() -> None:
    definition, data = (DATA / "sm_sections.json").read_bytes(), (DATA / "sm_old.csv").read_text()
    header, *rows = data.splitlines()
    turned = "\n".join([header, *reversed(rows)]).encode("utf-16")
    keys = {each.row_key for each in read_sensemaker(definition, data.encode()).stories}
    again = {each.row_key for each in read_sensemaker(definition, turned).stories}
    assert len(keys) == 3
    assert keys == again


@pytest.mark.parametrize(
    ("definition", "data", "words"),
    [
        (b"{", b"id\n1\n", "geen geldige JSON bij regel 1"),
        (b"[1, 2]", b"id\n1\n", "geen definitie"),
        (b"{}", b"id\n1\n", "'signifiers' en 'sections' ontbreken"),
        (b'{"signifiers": []}', b"id\n1\n", "geen enkele vraag"),
        (b"", b"id\n1\n", "De definitie is leeg"),
        (b"[" * 100_000, b"id\n1\n", "geen geldige JSON"),
    ],
)
def test_broken_definition_gets_a_sentence(definition: bytes, data: bytes, words: str) -> None:
    with pytest.raises(ImportProblem, match=words):
        read_sensemaker(definition, data)


def test_data_of_another_project_and_a_missing_story_column() -> None:
    definition = (DATA / "sm_flat.json").read_bytes()
    with pytest.raises(ImportProblem, match="hetzelfde project"):
        read_sensemaker(definition, b"naam,kleur\nx,rood\n")
    with pytest.raises(ImportProblem, match=f"'{STORY}'"):
        read_sensemaker(definition, f"id,{FEELING}\n1,\n".encode())


def test_header_only_gives_no_stories() -> None:
    imported = read_sensemaker((DATA / "sm_flat.json").read_bytes(), f"id,{STORY}\n".encode())
    assert (imported.report.rows_read, imported.stories) == (0, [])


def test_dyad_with_percentages_beside_its_share_and_a_text_that_does_not_apply() -> None:
    header = f"id,{STORY},aaaaaaaa-0000-4000-8000-000000000002,aaaaaaaa-0000-4000-8000-000000000002_NA,{DYAD}X,{DYAD}XR"
    data = f"{header}\n1,Een verhaal,,1,0.3,30\n2,Nog een,Titel,,,\n"
    imported = read_sensemaker((DATA / "sm_flat.json").read_bytes(), data.encode())
    assert imported.stories[0].answers == {"cccccccc_0000_4000_8000_000000000001": {"at": 0.3, "mode": "import"}}
    assert counts(imported)["aaaaaaaa-0000-4000-8000-000000000002"] == (1, 0, 1)
    assert imported.report.set_aside == [f"{DYAD}XR"]


def test_more_answers_than_the_maximum_all_count() -> None:
    labels = [f"e1000000-0000-4000-8000-00000000000{number}" for number in (1, 2, 3)]
    data = f"id,{STORY}," + ",".join(f"{HELPERS}_{label}" for label in labels) + "\n1,Een verhaal,1,1,1\n"
    imported = read_sensemaker((DATA / "sm_flat.json").read_bytes(), data.encode())
    chosen = imported.stories[0].answers["eeeeeeee_0000_4000_8000_000000000001"]
    assert isinstance(chosen, list)
    assert len(chosen) == 3
    assert any("mochten 2 antwoorden" in note for note in imported.report.notes)
    later = read_sensemaker((DATA / "sm_flat.json").read_bytes(), f"id,{STORY},{HELPERS}_{labels[0]}\n2,x,1\n".encode())
    assert later.framework == imported.framework


def test_picture_choice_by_the_address_of_the_picture() -> None:
    pictures = ["https://beelden.example/a/huis_aan-water.jpg", "https://beelden.example/a/bos.jpg"]
    definition = {
        "id": ["p"],
        "signifiers": [
            {"id": "verhaal", "type": "freetext", "fragment": True, "title": "Vertel", "content": {"multiline": True}},
            {
                "id": "beeld",
                "type": "imageselect",
                "title": "Welk beeld past?",
                "content": {"items": [{"default": address} for address in pictures]},
            },
        ],
    }
    data = f"id,verhaal,beeld,beeld_NA\n1,a,{pictures[1]},\n2,b,,1\n3,c,https://elders.example/x.jpg,\n"
    imported = read_sensemaker(json.dumps(definition).encode(), data.encode())
    assert [each.answers.get("beeld") for each in imported.stories] == ["bos_jpg", "not_applicable", None]
    assert counts(imported)["beeld"] == (1, 1, 1)
    question = imported.framework.signifier("beeld")
    assert isinstance(question, PictureChoice)
    assert question.options[0].text.in_language("en") == "huis aan water"
