"""The command `raam`, run as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from raamvertelling.cli.main import main

EXCHANGE = Path(__file__).parents[2] / "exchange" / "tests" / "data"
SENSEMAKER = ["import", "sensemaker", str(EXCHANGE / "sm_flat.json"), str(EXCHANGE / "sm_new.csv")]
NARRAFIRMA = ["import", "narrafirma", str(EXCHANGE / "nf_form.csv"), str(EXCHANGE / "nf_stories.csv")]
KADER = str(EXCHANGE / "kader.yaml")

Output = pytest.CaptureFixture[str]


def test_dry_run_prints_a_report_that_people_read(capsys: Output) -> None:
    assert main(SENSEMAKER) == 0
    printed = capsys.readouterr().out
    assert "SenseMaker: 7 rijen gelezen, 5 verhalen bruikbaar, 2 overgeslagen." in printed
    assert "rij 6: er staat geen verhaal en geen antwoord in" in printed
    assert "er is niets bewaard" in printed


def test_json_has_the_promised_form(capsys: Output) -> None:
    assert main([*NARRAFIRMA, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["stories"] == 3
    assert report["signifiers"]["Afloop"]["answered"] == 2
    assert {"title", "kind", "answered", "skipped", "not_applicable"} <= set(report["signifiers"]["Afloop"])
    assert [set(each) for each in report["skipped_rows"]] == [{"row", "reason"}] * 2
    assert report["unknown_columns"] == ["Onbekend"]


def test_table_with_a_framework(tmp_path: Path, capsys: Output) -> None:
    table = tmp_path / "verhalen.csv"
    table.write_text("story;role\nEen verhaal;Inwoner\n", encoding="cp1252")
    assert main(["import", "tabel", str(table), "--framework", KADER, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["signifiers"]["role"]["answered"] == 1


def test_dry_run_needs_neither_django_nor_numpy() -> None:
    code = (
        "import sys; from raamvertelling.cli.main import main; code = main(sys.argv[1:]);"
        "loaded = {'django', 'numpy'} & set(sys.modules); sys.exit(code or (3 if loaded else 0))"
    )
    done = subprocess.run([sys.executable, "-c", code, *SENSEMAKER], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_module_can_be_run() -> None:
    command = [sys.executable, "-m", "raamvertelling.cli", *NARRAFIRMA, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert json.loads(done.stdout)["format"] == "NarraFirma"


@pytest.mark.parametrize(
    ("content", "words"),
    [("{kapot", "geen geldige JSON"), ("", "is leeg"), ('{"a": 1}', "'signifiers' en 'sections' ontbreken")],
)
def test_bad_input_gives_one_sentence_and_code_1(tmp_path: Path, capsys: Output, content: str, words: str) -> None:
    definition = tmp_path / "definitie.json"
    definition.write_text(content)
    assert main(["import", "sensemaker", str(definition), str(EXCHANGE / "sm_new.csv")]) == 1
    caught = capsys.readouterr()
    assert words in caught.err
    assert caught.out == ""
    assert "Traceback" not in caught.err


def test_missing_file_and_folder_have_their_sentence(tmp_path: Path, capsys: Output) -> None:
    assert main(["import", "narrafirma", "bestaat-niet.csv", "ook-niet.csv"]) == 1
    assert "'bestaat-niet.csv' is er niet" in capsys.readouterr().err
    assert main(["check-framework", str(tmp_path)]) == 1
    assert "is een map" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["dansen"], ["import"], ["import", "tabel", "x.csv"]])
def test_wrong_command_gives_code_2(arguments: list[str], capsys: Output) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr().err
    assert "gebruik: raam" in printed
    assert "Dit commando klopt niet" in printed


def test_help_in_dutch_and_english(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAAM_LANG", raising=False)
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert "verhalen inlezen" in printed
    assert "usage" not in printed
    assert main(["--english", "--help"]) == 0
    assert "import stories" in capsys.readouterr().out
    monkeypatch.setenv("RAAM_LANG", "en")
    assert main(["import", "--help"]) == 0
    assert "a SenseMaker project" in capsys.readouterr().out


def test_check_framework_names_every_problem(tmp_path: Path, capsys: Output) -> None:
    assert main(["check-framework", KADER]) == 0
    assert "In orde: In de buurt, 10 vragen" in capsys.readouterr().out
    broken = tmp_path / "kader.yaml"
    broken.write_text(
        Path(KADER).read_text(encoding="utf-8").replace("type: triad", "type: driehoek"), encoding="utf-8"
    )
    assert main(["check-framework", str(broken)]) == 1
    assert "Dit soort vraag kennen wij niet" in capsys.readouterr().err
    assert main(["check-framework", str(broken), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["line"]


def test_schema_is_a_json_schema(capsys: Output) -> None:
    assert main(["schema"]) == 0
    assert "$schema" in json.loads(capsys.readouterr().out)


def test_into_without_a_ground_stores_nothing(capsys: Output) -> None:
    assert main([*SENSEMAKER, "--into", "vroeg-erbij"]) == 1
    assert "--grond" in capsys.readouterr().err


def test_a_framework_becomes_an_xlsform_and_comes_back(tmp_path: Path, capsys: Output) -> None:
    form, back = tmp_path / "form.xlsx", tmp_path / "terug.yaml"
    assert main(["xlsform", KADER, "--uit", str(form)]) == 0
    assert main(["xlsform", str(form), "--uit", str(back)]) == 0
    assert "is geschreven" in capsys.readouterr().out
    assert main(["check-framework", str(back)]) == 0
