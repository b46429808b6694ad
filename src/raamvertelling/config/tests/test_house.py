"""The rules of the house that a machine can check: what templates, views and files may not contain."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2]
ROOT = PACKAGE.parents[1]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
VIEWS = sorted(
    path
    for path in PACKAGE.rglob("*.py")
    if "tests" not in path.parts and (path.stem in {"views", "forms"} or path.parent.name in {"views", "forms"})
)
SOURCES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)

INLINE = re.compile(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|<script(?![^>]*\bsrc=)|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"(src|href)\s*=\s*[\"'](https?:)?//", re.IGNORECASE)
UNSAFE = re.compile(r"\|\s*safe\b|{%\s*autoescape off")
AROUND_THE_DOOR = re.compile(r"\.objects\.(?!visible_to\(|usable_for\(|none\(|with_role\()|\b_default_manager\b")
DAYTIME = re.compile(r"\bDateTimeField\(|\bTimeField\(|\bGenericIPAddressField\(")
# A lease on the desk runs out within minutes; it is of a moderator at work, and the row goes when the work ends.
MAY_KEEP_A_TIME = {"stories/models/desk.py": 1}

# Written in pieces, so that this file does not find itself.
FOREIGN = {
    "a package index": r"python" r"hosted\.|pypi\." r"org|index" r"-url\s*=|registry\.npm" r"js\.org",
    # Where the guide for operators puts the program, on their own server, is no machine of ours.
    "a folder of one machine": r"(?<![\w.~])/(work|root|opt|home)/(?!\*|raamvertelling\b)[\w.-]+",
    "a folder outside the project": r"\.\./" r"shared\b",
    "how the work is organised": r"\b(prompt " r"engineer|co-authored" r"-by|sub-?" r"agent|work" r"tree)\b",
}
# Legal text, and the places that only a test or the gate may name: decision 22 tells the gate where test data lies.
MAY_NAME = {".ci/run": {"a folder outside the project"}, "LICENSE": set(FOREIGN)}


def named(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    for path in paths:
        yield path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")


def tracked() -> list[str]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        return [path.relative_to(ROOT).as_posix() for path in SOURCES]
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [name for name in listed.stdout.split("\0") if name]


def test_templates_hold_no_script_and_no_style() -> None:
    assert len(TEMPLATES) > 30
    assert [name for name, text in named(TEMPLATES) if INLINE.search(text)] == []


def test_templates_load_nothing_from_elsewhere_and_escape_everything() -> None:
    assert [name for name, text in named(TEMPLATES) if ELSEWHERE.search(text) or UNSAFE.search(text)] == []


@pytest.mark.parametrize(
    "bad",
    ['<p style="x">', "<script>a()</script>", '<a onclick="b()">', "<style>", '<a href="javascript:c()">'],
)
def test_a_bad_template_would_be_seen(bad: str) -> None:
    assert INLINE.search(bad)


def test_views_and_forms_reach_rows_only_through_a_door() -> None:
    """Rows come from `visible_to`, `usable_for`, access helpers or queries: listing and opening are then one rule."""
    assert len(VIEWS) >= 5
    assert [name for name, text in named(VIEWS) if AROUND_THE_DOOR.search(text)] == []
    assert AROUND_THE_DOOR.search("Story.objects.get(pk=1)")
    assert not AROUND_THE_DOOR.search("Story.objects.visible_to(user)")


def test_no_model_keeps_a_time_of_day_or_an_address() -> None:
    models = [path for path in SOURCES if path.stem == "models" or path.parent.name == "models"]
    found = {name: len(times) for name, text in named(models) if (times := DAYTIME.findall(text))}
    assert found == MAY_KEEP_A_TIME


def test_views_are_functions_and_signals_do_not_exist() -> None:
    wrong = re.compile(r"class \w+\((\w+, )*(View|TemplateView|FormView|ListView|DetailView)\)|@receiver\(|post_save")
    assert [name for name, text in named(SOURCES) if "test" not in name and wrong.search(text)] == []


def test_files_stay_short() -> None:
    long = {name: text.count("\n") for name, text in named(SOURCES) if text.count("\n") >= 400}
    tall = {name: text.count("\n") for name, text in named(TEMPLATES) if text.count("\n") >= 150}
    assert (long, tall) == ({}, {})


def test_no_file_names_a_place_outside_the_project() -> None:
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        for what, pattern in FOREIGN.items():
            hit = re.search(pattern, text, re.IGNORECASE)
            if hit and what not in MAY_NAME.get(name, set()):
                found.append(f"{name}: {what} ({hit.group(0)})")
    assert found == []


@pytest.mark.parametrize(
    ("what", "bad"),
    [
        ("a package index", "https://files.python" + "hosted.org/x"),
        ("a folder of one machine", "see /wo" + "rk/x"),
        ("a folder outside the project", "../sha" + "red/demo"),
    ],
)
def test_a_foreign_place_would_be_seen(what: str, bad: str) -> None:
    assert re.search(FOREIGN[what], bad)


def test_every_setting_has_a_line_in_the_documentation() -> None:
    used = set()
    for _, text in named(path for path in SOURCES if "tests" not in path.parts and path.name != "settings_test.py"):
        used |= set(
            re.findall(r"(?:environ(?:\.get)?[\[(]|flag\(|issuer\(|secret\(|database\()\s*\"(RAAM_[A-Z_]+)\"", text)
        )
    assert len(used) >= 10
    page = (ROOT / "docs" / "instellingen.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`(RAAM_[A-Z_]+)`", page))
    assert {"missing": used - described} == {"missing": set()}
