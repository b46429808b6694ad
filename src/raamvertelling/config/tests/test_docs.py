"""What the documents promise is there: versions, verbs, decisions, pictures and links."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from raamvertelling.version import VERSION

ROOT = Path(__file__).parents[4]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"")
VERB = re.compile(r"^  ([a-z0-9-]+)(?: \| [^)]*)?\) ", re.MULTILINE)
STATUS = re.compile(r"^Status: (proposed|accepted|superseded by \d{4}), \d{4}-\d{2}-\d{2}$", re.MULTILINE)

pytestmark = pytest.mark.skipif(not (ROOT / "run").exists(), reason="an installed copy has no documents")


def broken(document: Path, text: str) -> list[str]:
    """Return the links and pictures within the project that lead nowhere."""
    found = [one or other for one, other in LINK.findall(text)]
    inside = [each for each in found if not re.match(r"[a-z]+:", each)]
    return [each for each in inside if not (document.parent / each).exists()]


def test_the_version_is_the_newest_of_the_changelog() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert next(each for each in headings if each.lower() not in {"unreleased", "[unreleased]"}) == VERSION


def test_every_verb_of_run_is_explained_to_a_newcomer() -> None:
    verbs = set(VERB.findall((ROOT / "run").read_text(encoding="utf-8"))) - {"help"}
    assert {"demo", "test", "check", "bench"} <= verbs
    pages = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    assert {verb for verb in verbs if not re.search(rf"\./run {verb}\b", pages)} == set()


def test_run_tells_its_verbs_and_refuses_others() -> None:
    shell = shutil.which("sh")
    assert shell
    told = subprocess.run([shell, str(ROOT / "run"), "help"], capture_output=True, text=True, check=True).stdout
    verbs = VERB.findall((ROOT / "run").read_text(encoding="utf-8"))
    assert [verb for verb in verbs if verb != "help" and f"\n  {verb} " not in told] == []
    refused = subprocess.run([shell, str(ROOT / "run"), "dance"], capture_output=True, text=True, check=False)
    assert (refused.returncode, "Onbekend werkwoord: dance" in refused.stderr) == (1, True)


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_whether_it_holds(decision: Path) -> None:
    assert len(STATUS.findall(decision.read_text(encoding="utf-8"))) == 1


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.stem[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_and_pictures_lead_somewhere(document: Path) -> None:
    assert broken(document, document.read_text(encoding="utf-8")) == []


def test_a_broken_link_would_be_seen() -> None:
    text = '[a](nergens.md) ![b](docs/geen.png#x) <img src="weg.png"> [c](https://example.org/) [d](README.md#e)'
    assert broken(ROOT / "README.md", text) == ["nergens.md", "docs/geen.png", "weg.png"]


def test_the_manual_names_all_its_pages() -> None:
    index = (ROOT / "docs" / "handleiding" / "index.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs" / "handleiding").glob("*.md") if path.name != "index.md"]
    assert len(pages) >= 6
    assert [name for name in pages if f"]({name})" not in index] == []


def test_pictures_are_light_and_used() -> None:
    pictures = list((ROOT / "docs" / "beeld").glob("*"))
    assert pictures
    words = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    assert [path.name for path in pictures if path.stat().st_size > 150_000 or path.name not in words] == []


def test_every_package_of_a_place_is_listed_with_a_licence_that_we_may_build_on() -> None:
    locked = re.findall(
        r"^([A-Za-z0-9][\w.-]*)==", (ROOT / "requirements" / "web.txt").read_text("utf-8"), re.MULTILINE
    )
    rows = re.findall(
        r"^\| (\S+) \| (.+) \| (.+) \|$", (ROOT / "docs" / "licenties.md").read_text("utf-8"), re.MULTILINE
    )
    listed = {name: (licence, may) for name, licence, may in rows if name not in {"pakket", "---|---|---"}}
    assert set(locked) == set(listed)
    assert {name: told for name, told in listed.items() if told[1] != "ja" or "?" in told[0]} == {}


@pytest.mark.parametrize("part", ["core", "web", "whisper"])
def test_what_the_wheel_asks_for_can_be_read(part: str) -> None:
    """A wheel takes its requirements from these files; a reference to another file would stop its build."""
    lines = (ROOT / "requirements" / f"{part}.in").read_text(encoding="utf-8").splitlines()
    assert [Requirement(line).name for line in lines if line.strip()]
