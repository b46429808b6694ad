"""Tables for a framework of our own: by id, by words, from KoboToolbox, from LimeSurvey, from Excel."""

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from raamvertelling.core.answers import read_answers
from raamvertelling.core.framework import Framework, load
from raamvertelling.exchange.report import Imported, ImportProblem
from raamvertelling.exchange.tabel import read_tabel

DATA = Path(__file__).parent / "data"


@pytest.fixture
def framework() -> Framework:
    return load((DATA / "kader.yaml").read_text(encoding="utf-8"))


def counts(imported: Imported) -> dict[str, tuple[int, int, int]]:
    return {each.id: (each.answered, each.skipped, each.not_applicable) for each in imported.report.signifiers}


def test_columns_by_id(framework: Framework) -> None:
    data = (
        "id,datum,prompt,story,title,role,domein,cijfer,about.mens,about_regels,about/geld,heard,"
        "network.wijkteam.x,network.wijkteam.y,wens,eigen\n"
        "a,2026-02-03,mooi,Een verhaal,Titel,inwoner,wonen geld_schulden,7,0.5,0.3,0.2,0.25,0.1,0.9,Meer rust,z\n"
        "b,03-02-2026,,Nog een,,,,,,,,,,,,\n"
    )
    imported = read_tabel(data.encode(), framework)
    first, second = imported.stories
    assert first.answers == {
        "prompt": "mooi",
        "role": "inwoner",
        "domein": ["wonen", "geld_schulden"],
        "cijfer": 7,
        "about": {"mens": 0.5, "regels": 0.3, "geld": 0.2, "mode": "import"},
        "heard": {"at": 0.25, "mode": "import"},
        "network": {"wijkteam": {"x": 0.1, "y": 0.9}, "mode": "import"},
        "wens": {"written": True},
    }
    assert (first.prompt, first.role, first.texts) == ("mooi", "inwoner", {"wens": "Meer rust"})
    assert first.told_on == second.told_on == date(2026, 2, 3)
    assert second.answers == {}
    assert imported.report.unknown_columns == ["eigen"]
    assert counts(imported)["about"] == (1, 1, 0)
    assert read_answers(framework, dict(first.answers))[1] == ()


def test_columns_by_words_with_dutch_numbers(framework: Framework) -> None:
    data = (
        "Vertel uw verhaal.;Wie bent u?;Het ging om [de mens];Het ging om [de regels];Het ging om [het geld];"
        "Ik voelde mij;Waar gaat het over?;Welk cijfer geeft u?\n"
        "Een verhaal;Professional;12,5;37,5;50;80;Zorg, ziekte;8\n"
        "Twee;inwoner;;;;nvt;Wonen, Geld en schulden;\n"
    )
    imported = read_tabel(data.encode("cp1252"), framework)
    first, second = imported.stories
    assert first.answers["about"] == {"mens": 0.125, "regels": 0.375, "geld": 0.5, "mode": "import"}
    assert first.answers["heard"] == {"at": 0.8, "mode": "import"}
    assert first.answers["domein"] == ["zorg"]
    assert second.answers == {"role": "inwoner", "heard": "not_applicable", "domein": ["wonen", "geld_schulden"]}
    assert any("gedeeld door 100" in note for note in imported.report.notes)


def test_kobotoolbox_with_groups_and_both_forms_of_several_answers(framework: Framework) -> None:
    data = (
        "start,deviceid,blok1/story,blok2/domein,blok2/domein/wonen,blok2/domein/geld_schulden,blok2/domein/zorg,"
        "blok2/about/mens,blok2/about/regels,blok2/about/geld,blok2/about/nvt,_id,_uuid,_submission_time,_index\n"
        "2026-03-01T10:11:12.000+01:00,ee,Kobo,wonen zorg,1,0,1,,,,1,5,uuid-5,2026-03-04T01:00:00,1\n"
        "2026-03-02T10:11:12.000+01:00,ee,Kobo 2,,0,1,0,20,30,50,,6,uuid-6,2026-03-04T01:00:00,2\n"
        "2026-03-02T10:11:12.000+01:00,ee,Kobo 2,,0,1,0,20,30,50,,6,uuid-6,2026-03-04T01:00:00,2\n"
    )
    imported = read_tabel(data.encode(), framework)
    assert [each.answers["domein"] for each in imported.stories] == [["wonen", "zorg"], ["geld_schulden"]]
    assert imported.stories[0].answers["about"] == "not_applicable"
    assert imported.stories[1].answers["about"] == {"mens": 0.2, "regels": 0.3, "geld": 0.5, "mode": "import"}
    assert [each.reference for each in imported.stories] == ["uuid-5", "uuid-6"]
    assert [(each.row, "rij 3" in each.reason) for each in imported.report.skipped_rows] == [(4, True)]
    assert imported.report.set_aside == ["deviceid", "_index"]
    assert imported.stories[0].told_on == date(2026, 3, 4)


def test_limesurvey_with_codes_and_yes_columns(framework: Framework) -> None:
    data = (
        '"Response ID","Date submitted","Start language","G01Q01. Vertel uw verhaal.","role","domein[wonen]",'
        '"domein[zorg]","IP address"\n'
        '"17","2026-04-05 12:00:00","nl","Lime","Inwoner","Ja","Nee","127.0.0.1"\n'
    )
    imported = read_tabel(data.encode(), framework)
    story = imported.stories[0]
    assert (story.reference, story.told_on, story.text) == ("17", date(2026, 4, 5), "Lime")
    assert story.answers == {"role": "inwoner", "domein": ["wonen"]}
    assert imported.report.set_aside == ["IP address"]


def test_excel_with_dates_numbers_and_a_formula(framework: Framework) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["story", "datum", "heard", "cijfer", "domein/wonen", "title"])
    sheet.append(["Uit Excel", datetime(2026, 5, 6), 0.4, 8, True, "=1+1"])
    sheet.append([None, None, None, None, None, None])
    book.create_sheet("Tweede")
    stream = io.BytesIO()
    book.save(stream)
    imported = read_tabel(stream.getvalue(), framework)
    story = imported.stories[0]
    assert (story.text, story.told_on, story.title) == ("Uit Excel", date(2026, 5, 6), "=1+1")
    assert story.answers == {"heard": {"at": 0.4, "mode": "import"}, "cijfer": 8, "domein": ["wonen"]}
    assert any("formule" in note for note in imported.report.notes)
    assert any("2 werkbladen" in note for note in imported.report.notes)


def test_what_does_not_fit_is_named_and_the_rest_is_kept(framework: Framework) -> None:
    data = (
        "story,role,cijfer,about.mens,about.regels,about.geld,heard,domein,datum,network.familie.x,network.familie.y\n"
        "a,burgemeester,11,0.5,0.5,0.5,=A1,wonen;zorg;geld_schulden,morgen,0.5,\n"
        "b,inwoner,3.5,0.5,0.5,,nvt,wonen;paarden,,2,3,te veel\n"
        ",,,,,,,,,,\n"
        "=HYPERLINK(1),,,,,,,,,,\n"
    )
    imported = read_tabel(data.encode(), framework)
    found = {(each.row, each.column): each.value for each in imported.report.unmatched_values}
    assert found == {
        (2, "role"): "burgemeester",
        (2, "cijfer"): "11",
        (2, "about.mens"): "0.5 / 0.5 / 0.5",
        (2, "heard"): "=A1",
        (2, "domein"): "wonen;zorg;geld_schulden",
        (2, "datum"): "morgen",
        (2, "network.familie.x"): "0.5 / ",
        (3, "cijfer"): "3.5",
        (3, "about.mens"): "0.5 / 0.5 / ",
        (3, "domein"): "paarden",
        (3, "(kolom 12)"): "te veel",
    }
    assert [each.text for each in imported.stories] == ["a", "b", "=HYPERLINK(1)"]
    assert imported.stories[1].answers["domein"] == ["wonen"]
    assert imported.report.rows_read == 3


def test_a_person_can_choose_the_columns(framework: Framework) -> None:
    data = "q1,q2,role\nEen verhaal,0.7,inwoner\n"
    imported = read_tabel(data.encode(), framework, mapping={"q1": "story", "q2": "heard", "role": ""})
    assert imported.stories[0].answers == {"heard": {"at": 0.7, "mode": "import"}}
    assert imported.report.set_aside == ["role"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"kleur,maat\nrood,3\n", "Geen enkele kolom past"),
        (b"role,heard\ninwoner,0.5\n", "kolom met het verhaal ontbreekt"),
        (b"", "De tabel is leeg"),
        (b"\n\n,,\n", "geen kopregel"),
        (b"%PDF-1.7 ...", "een PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "oud Excel-bestand"),
        (b"PK\x03\x04 kapot", "geen Excel-bestand dat wij kunnen lezen"),
        (b'story,title\n"een verhaal dat niet eindigt,x\nb,c\n', "aanhalingsteken"),
    ],
)
def test_bad_tables_get_a_sentence(framework: Framework, data: bytes, words: str) -> None:
    with pytest.raises(ImportProblem, match=words):
        read_tabel(data, framework)


def test_file_above_the_limit_is_refused_before_it_is_read(framework: Framework) -> None:
    with pytest.raises(ImportProblem, match="te groot"):
        read_tabel(b"story\n" + b"x" * 2_000_000, framework, limit=1_000_000)


def test_header_only_is_no_mistake(framework: Framework) -> None:
    imported = read_tabel(b"story,role\n", framework)
    assert (imported.report.rows_read, imported.stories) == (0, [])
    assert "0 rijen gelezen, 0 verhalen bruikbaar" in imported.report.to_text()


def test_numbers_that_start_anew_in_another_file_do_not_make_its_stories_the_same(framework: Framework) -> None:
    def keys(data: str) -> list[bytes]:
        return [each.row_key for each in read_tabel(data.encode(), framework).stories]

    first = keys("id,story\n1,Voorjaar\n")
    assert keys("id,story,role\n1,Voorjaar,inwoner\n") == first
    assert keys("id,story\n1,Najaar\n") != first
    uuid = "uuid:3f2504e0-4f89-11d3-9a0c-0305e82c3301"
    assert keys(f"_uuid,story\n{uuid},Voorjaar\n") == keys(f"_uuid,story\n{uuid},Voorjaar verbeterd\n")
