"""Copies and archive files by command: from an inquiry to a copy and back, and to a file that opens without Django."""

import datetime as dt
import getpass
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from raamvertelling.cli.main import main
from raamvertelling.stories.keeping import archive_file
from raamvertelling.stories.models import Archive, Story
from raamvertelling.stories.services.teller import withdraw_story

Output = pytest.CaptureFixture[str]
Tell = Callable[..., Story]
PASSPHRASE = "vijf losse woorden bij elkaar"


@pytest.fixture(autouse=True)
def own_place(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DATA = tmp_path
    monkeypatch.setattr(archive_file, "LOG_N", 4)


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    path = tmp_path / "wachtzin.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return str(path)


@pytest.mark.django_db(transaction=True)
def test_a_copy_and_back(tell: Tell, tmp_path: Path, capsys: Output) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the tools of PostgreSQL are tested with the copies")
    story, _ = tell(), tell()
    assert main(["backup", "--uit", str(tmp_path / "kopie")]) == 0
    stories, keys, _ledger, about = capsys.readouterr().out.splitlines()
    assert "hoofdsleutel" in about
    withdraw_story(story=story, today=dt.date(2026, 6, 3))
    assert main(["restore", stories, "--sleutels", keys]) == 0
    printed = capsys.readouterr().out
    assert "Teruggezet: 1 verhalen." in printed and "Opnieuw ingetrokken: 1 verhalen." in printed
    assert Story.objects.count() == 1
    with Path(stories).open("r+b") as file:
        file.seek(700)
        file.write(b"!!!!")
    assert main(["restore", stories]) == 1
    assert "is veranderd of niet heel" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_archive_file_and_open_it(tell: Tell, tmp_path: Path, phrase: str, capsys: Output) -> None:
    tell("De brug was dicht.")
    target = str(tmp_path / "vroeg.raamarchief")
    command = ["archief", "vroeg-erbij", "--voor", "e-depot", "--uit", target, "--wachtzin", phrase]
    assert main(command) == 0
    assert "1 verhalen in" in capsys.readouterr().out
    assert Archive.objects.get().receiver == "e-depot"
    assert main(command) == 1
    assert "bestaat al" in capsys.readouterr().err
    opening = ["archief-openen", target, "--uit", str(tmp_path / "open"), "--wachtzin", phrase]
    code = (
        "import sys; from raamvertelling.cli.main import main; code = main(sys.argv[1:]);"
        "sys.exit(code or (3 if 'django' in sys.modules else 0))"
    )
    done = subprocess.run([sys.executable, "-c", code, *opening], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (line,) = (tmp_path / "open" / "verhalen.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["tekst"] == "De brug was dicht."
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "open").rglob("*")} == {0}
    assert main(opening) == 1
    assert "is niet leeg" in capsys.readouterr().err


@pytest.mark.django_db
def test_mistakes_say_what_to_do_and_leave_nothing(
    tell: Tell, tmp_path: Path, phrase: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.raamarchief"
    make = ["archief", "vroeg-erbij", "--voor", "e-depot", "--uit", str(target)]
    assert main([*make, "--wachtzin", phrase]) == 1
    assert "nog geen vrijgegeven verhalen" in capsys.readouterr().err
    tell()
    nowhere = ["archief", "vroeg-erbij", "--voor", "e-depot", "--uit", str(tmp_path / "nergens" / "a.raamarchief")]
    assert main([*nowhere, "--wachtzin", phrase]) == 1
    assert "Kies een map die er is" in capsys.readouterr().err
    assert not Archive.objects.exists()
    answers = iter([PASSPHRASE, "iets anders"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
    assert main(make) == 1
    assert "niet gelijk" in capsys.readouterr().err
    answers = iter(["kort", "kort"])
    assert main(make) == 1
    assert "minstens 16 tekens" in capsys.readouterr().err
    assert not target.exists()
    target.write_bytes(b"iets anders")
    assert main(["archief-openen", str(target), "--uit", str(tmp_path / "open"), "--wachtzin", phrase]) == 1
    assert "geen archiefbestand" in capsys.readouterr().err
    assert main(["restore", "nergens.raamkopie"]) == 1
    assert "'nergens.raamkopie' is er niet" in capsys.readouterr().err
