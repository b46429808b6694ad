"""`raam wie-ontbreekt`: who is missing first; an odd file is a sentence and no number."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from raamvertelling.cli.main import main

FRAMEWORK = Path(str(files("raamvertelling.demo") / "data" / "framework.yaml"))


def missing(folder: Path, people: str | bytes, *words: str, by: str = "tone") -> int:
    stories = [{"teller": f"t{k // 2}", "answers": {"tone": "succes" if k < 90 else "worsteling"}} for k in range(100)]
    (folder / "s.jsonl").write_text("\n".join(map(json.dumps, stories)), encoding="utf-8")
    (folder / "p.csv").write_bytes(people if isinstance(people, bytes) else people.encode())
    place = ["--stories", str(folder / "s.jsonl"), "--population", str(folder / "p.csv")]
    return main(["wie-ontbreekt", "--framework", str(FRAMEWORK), "--by", by, *place, *words])


@pytest.mark.parametrize("people", ["code;aantal\nsucces;1.000\nworsteling;3.000\n", "succes,10\nworsteling,30\n"])
def test_tellers_count_once_and_who_is_missing_comes_first(
    people: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert missing(tmp_path, people) == 0
    out = capsys.readouterr().out
    assert out.startswith("Te weinig gehoord: ") and "hoort 75% van de mensen, en 5 van de 50 vertellers" in out
    assert out.index("hoort 75%") < out.index("hoort 25%") and ", gegevens " in out
    assert missing(tmp_path, people, "--csv") == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("worsteling,")


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("", "leeg"),
        ("code;aantal\n", "alleen een kopregel"),
        ("alleen een code\nsucces\n", "maar één kolom"),
        ("code;aantal\nsucces;veel\n", "In rij 2 van het bevolkingsbestand staat ‘veel’"),
        ("code;aantal\nsucces;-3\n", "staat ‘-3’"),
        ("code;aantal\nsucces;NaN\n", "staat ‘NaN’"),
        ("code;aantal\nsucces;1,5\n", "staat ‘1,5’"),
        ("code;aantal\nsucces;\n", "staat niets"),
        ("code;aantal\nsucces;1\nsucces;2\n", "staat twee keer"),
        ("code;aantal\nsucces;99999999999\n", "te groot"),
        ("code;aantal\n1;10\n2;20\n", "minder dan twee antwoorden gemeen"),
        (b"\xff\xd8\xff\xe0 een foto", ""),
    ],
)
def test_an_odd_file_is_a_sentence(
    people: str | bytes, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert missing(tmp_path, people) == 1
    said = capsys.readouterr()
    assert words in said.err and not said.out and "Traceback" not in said.err


def test_a_question_that_is_no_choice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert missing(tmp_path, "succes;1\nworsteling;2\n", by="heard") == 1
    assert "geen vraag met één antwoord. U kunt kiezen uit: " in capsys.readouterr().err
