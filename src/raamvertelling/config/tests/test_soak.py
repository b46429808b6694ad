"""The short form of the long proofs: what `./run soak` does hundreds of times, a few dozen times."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from soak.table import Line

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Copies of the two empty test databases: making their tables anew takes longer than breaking them ten times."""
    for alias, name in {"default": "raam.sqlite3", "keystore": "keystore.sqlite3"}.items():
        source, copy = sqlite3.connect(connections[alias].settings_dict["NAME"]), sqlite3.connect(tmp_path / name)
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
        copy.close()
        source.close()
    return tmp_path


def soak(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("RAAM_", "DJANGO"))}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "raamvertelling.config.settings"}
    return subprocess.run(
        [sys.executable, "-m", "soak", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_power_cut_takes_no_acknowledged_story_and_lesser_ways_of_writing_do_lose(tables: Path) -> None:
    done = soak("power", "--short", "--base", str(tables))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("controle: verliest, zoals het hoort") == 4
    assert "| zoals het is (FULL) | 40 |" in done.stdout


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_process_that_is_killed_leaves_every_story_whole_or_not_at_all(tables: Path) -> None:
    done = soak("kill", "--short", "--base", str(tables))
    assert done.returncode == 0, done.stdout + done.stderr
    assert " | 30 | " in done.stdout


@pytest.mark.any_database
@pytest.mark.django_db
def test_a_full_disk_gives_a_page_loses_nothing_and_needs_no_restart(tables: Path) -> None:
    done = soak("full", "--short", "--base", str(tables))
    assert done.returncode == 0, done.stdout + done.stderr
    row = next(line for line in done.stdout.splitlines() if line.startswith("| nagedaan |"))
    tried, sent = (int(cell) for cell in row.split("|")[2:4])
    assert tried - sent >= 5, "the disk was full too late to matter"


@pytest.mark.any_database
@pytest.mark.django_db
def test_the_newest_migrations_go_back_and_forth_and_keep_every_row(tables: Path) -> None:
    done = soak("migrations", "--short", "--base", str(tables))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| SQLite | 6 |" in done.stdout


@pytest.mark.parametrize(
    ("given", "is_wrong", "said"),
    [
        ({}, False, "hoogstens 1.0% (95%)"),
        ({"by_chance": False}, False, "niets verloren |"),
        ({"lost": 1, "trials_that_lost": 1}, True, "**FOUT**"),
        ({"broken": 1}, True, "**FOUT**"),
        ({"must_lose": True}, True, "verloor niets"),
        ({"must_lose": True, "broken": 3}, True, "verloor niets"),
        ({"must_lose": True, "lost": 3}, False, "controle"),
    ],
)
def test_the_line_says_what_may_be_said(given: dict[str, Any], is_wrong: bool, said: str) -> None:
    values = {"name": "x", "trials": 300, "acknowledged": 900, "lost": 0, "trials_that_lost": 0, "broken": 0, **given}
    line = Line(**values)
    assert line.is_wrong == is_wrong
    assert said in line.text()
