"""Starting on a machine where something is missing: one clear line each, and nothing half done."""

import socket
import subprocess
from pathlib import Path

import pytest

from raamvertelling.demo import seed
from raamvertelling.demo.__main__ import main
from raamvertelling.people.models import User

RUN = Path(__file__).resolve().parents[4] / "run"


def run(tmp_path: Path, python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Call ./run with a Python of our own making and an environment that is not there yet."""
    fake = tmp_path / "python3"
    fake.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    fake.chmod(0o755)
    environment = {"PATH": "/usr/bin:/bin", "RAAM_PYTHON": str(fake), "RAAM_VENV": str(tmp_path / "venv")}
    return subprocess.run(
        ["sh", str(RUN), *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("python", "words"),
    [
        ('case "$2" in *version_info*) exit 1;; esac', "te oud"),
        ('case "$2" in *ensurepip*) exit 1;; esac', "apt install python3-venv"),
    ],
    ids=["old Python", "no venv"],
)
def test_a_python_that_will_not_do_gets_one_line(tmp_path: Path, python: str, words: str) -> None:
    done = run(tmp_path, python, "demo")
    assert done.returncode == 1
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "venv").exists()


def test_no_python_at_all_gets_one_line(tmp_path: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "RAAM_PYTHON": "geen-python", "RAAM_VENV": str(tmp_path / "venv")}
    done = subprocess.run(
        ["sh", str(RUN), "demo"], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (1, 1)
    assert "Python ontbreekt" in done.stderr


def test_an_unknown_verb_shows_the_verbs(tmp_path: Path) -> None:
    done = run(tmp_path, "exit 0", "dans")
    assert done.returncode == 1
    assert "Onbekend werkwoord: dans" in done.stderr and "demo [--check]" in done.stderr


def test_a_taken_port_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 1
    assert capsys.readouterr().err == f"Poort {port} is bezet. Kies een andere: ./run demo --port {port + 1}\n"


@pytest.mark.django_db
def test_the_demonstration_never_mixes_with_what_is_there() -> None:
    User.objects.create_user("er-was@al.example", "Er Was Al")
    with pytest.raises(seed.NotEmpty, match="lege map"):
        seed.seed(progress=lambda done, total: None)
    assert User.objects.count() == 1
