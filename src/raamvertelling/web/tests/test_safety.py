"""Every promise has a test that exists, every paper has one source, and no figure is typed by hand."""

import ast
import csv
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from raamvertelling.core.text.douma import douma
from raamvertelling.web.safety import measured
from raamvertelling.web.safety.measured import Table, read_tables
from raamvertelling.web.safety.papers import (
    FOLDER,
    NOT_MEASURED,
    as_documents,
    find_paper,
    paper_as_text,
    papers,
    threats,
    threats_as_text,
)

ROOT = Path(__file__).parents[4]
ACTORS = {
    "collega",
    "thuis",
    "opdrachtgever",
    "storing",
    "bestand",
    "gestolen",
    "wachtwoord",
    "server",
    "justitie",
    "uitgegeven",
}
FIGURES = """# Maskeren

| soort | gevonden | 95% |
|---|---|---|
| **namen** | 98,4% | 97,1-99,2 |

## Per stijl

| stijl | gevonden |
|---|---|
| `typefouten` | 91,0% |

Los | streepje
"""


def functions_in(path: Path) -> set[str]:
    return {each.name for each in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(each, ast.FunctionDef)}


def test_nobody_of_the_list_is_forgotten_and_each_has_both_sides() -> None:
    found = threats().threats
    assert {each.id for each in found} == ACTORS
    assert [each.id for each in found if not each.promises or not each.not_promised] == []


@pytest.mark.skipif(not (ROOT / "run").exists(), reason="an installed copy has no browser tests")
def test_every_promise_names_tests_that_exist() -> None:
    named = [test for each in threats().threats for promise in each.promises for test in promise.tests]
    assert len(named) >= 30
    assert [promise.text for each in threats().threats for promise in each.promises if not promise.tests] == []
    missing = []
    for test in named:
        file, _, name = test.partition("::")
        if not (ROOT / file).is_file() or not name.startswith("test_") or name not in functions_in(ROOT / file):
            missing.append(test)
    assert missing == []


@pytest.mark.skipif(not (ROOT / "run").exists(), reason="an installed copy has no documents")
def test_the_documents_are_made_of_the_same_source() -> None:
    wanted = as_documents()
    there = {path.name: path.read_text("utf-8") for path in (ROOT / "docs" / "veiligheid").glob("*.md")}
    assert sorted(there) == sorted(wanted)
    assert [name for name, text in wanted.items() if there[name] != text] == [], "python scripts/safety.py"


def test_the_tables_of_the_measurement_are_read_with_their_headings() -> None:
    assert read_tables(FIGURES) == (
        Table("Maskeren", ("soort", "gevonden", "95%"), (("namen", "98,4%", "97,1-99,2"),)),
        Table("Per stijl", ("stijl", "gevonden"), (("typefouten", "91,0%"),)),
    )
    assert read_tables("") == ()


def test_figures_come_from_the_measurement_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = find_paper("algoritmeregister")
    assert paper is not None
    monkeypatch.setattr(measured, "PLACES", (tmp_path / "masking.md",))
    assert NOT_MEASURED in paper_as_text(paper)
    (tmp_path / "masking.md").write_text(FIGURES, encoding="utf-8")
    assert "| namen | 98,4% | 97,1-99,2 |" in paper_as_text(paper)
    page = Client().get(reverse("safety_paper", args=["algoritmeregister"])).content.decode()
    assert "98,4%" in page and "Per stijl" in page
    # Only the source of the measurement may hold a share: nobody types one into a text.
    typed = [path.name for path in FOLDER.glob("*.yaml") if re.search(r"\d\s*%", path.read_text("utf-8"))]
    assert typed == []


@pytest.mark.parametrize("id", [each.id for each in papers()])
def test_every_paper_has_a_page_and_a_file(id: str) -> None:
    paper = find_paper(id)
    assert paper is not None
    page = Client().get(reverse("safety_paper", args=[id]))
    assert page.status_code == 200
    assert f"<h1>{paper.title}</h1>" in page.content.decode()
    file = Client().get(reverse("safety_paper_text", args=[id]))
    assert file["Content-Disposition"] == f'attachment; filename="{id}.md"'
    assert all(f"## {each.title}" in file.content.decode() for each in paper.sections)


def test_the_page_says_what_we_do_and_what_we_cannot() -> None:
    page = Client().get(reverse("safety"), headers={"accept-language": "tr"}).content.decode()
    assert page.count("Dit doen wij") == page.count("Dit kunnen wij niet") == len(ACTORS)
    text = Client().get(reverse("safety_text")).content.decode()
    assert text.startswith(threats_as_text(threats()))
    assert 'href="/veiligheid/"' in Client().get(reverse("help")).content.decode()


def test_another_word_has_no_paper() -> None:
    assert Client().get("/veiligheid/iets/").status_code == 404


def test_the_sentences_for_tellers_are_plain_dutch() -> None:
    """Douma 70 is the level of easy reading; see docs/methods/douma.md."""
    found = threats()
    said = [*found.short]
    for each in found.threats:
        said += [each.who, *each.not_promised, each.yourself, *(promise.text for promise in each.promises)]
    score = douma(" ".join(said))
    assert score is not None and score.value >= 70


def test_every_class_of_records_says_everything() -> None:
    with (FOLDER / "records.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["id"] for row in rows}) == len(rows) >= 12
    assert [row["id"] for row in rows if not all(row.values())] == []
    assert {row["besluit"] for row in rows} == {"bewaren", "vernietigen"}
