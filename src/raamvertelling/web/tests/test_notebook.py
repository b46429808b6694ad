"""The notebook in docs runs from its first cell to its last, without Jupyter, and draws what the pages draw."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

PLACE = Path(__file__).parents[4] / "docs" / "notebook" / "verhalen.ipynb"


@pytest.fixture(scope="module")
def cells() -> list[dict[str, Any]]:
    notebook = json.loads(PLACE.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    found: list[dict[str, Any]] = notebook["cells"]
    return found


def test_it_is_a_notebook_without_outcomes_of_a_machine(cells: list[dict[str, Any]]) -> None:
    assert len({cell["id"] for cell in cells}) == len(cells)
    for cell in cells:
        assert cell["cell_type"] in {"markdown", "code"} and isinstance(cell["metadata"], dict)
        assert cell["source"] and all(isinstance(line, str) for line in cell["source"])
        assert cell["cell_type"] == "markdown" or (cell["outputs"], cell["execution_count"]) == ([], None)


def test_every_cell_runs_and_shows_a_sentence_n_and_the_drawing(
    cells: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("pandas")
    names: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop()
            if not isinstance(last, ast.Expr):
                tree.body.append(last)
            exec(compile(tree, cell["id"], "exec"), names)  # noqa: S102 - our own notebook
            if isinstance(last, ast.Expr):
                value = eval(compile(ast.Expression(last.value), cell["id"], "eval"), names)  # noqa: S307 - our own notebook
                shown[ast.unparse(last)] = value._repr_html_() if value is not None else ""
    summary, compared = shown["verhalen.summary('decided')"], shown["verschil"]
    assert summary.count("<svg") == 1 and "De stip ligt het vaakst" in summary and "n = " in summary
    assert (
        compared.count("<svg") == compared.count("<figure>") == 4
        and "Grootte van het verschil" in compared
        and "<table>" in compared
    )
    assert "tussen" in shown["verschil.effect"] and "Sterkte: " in shown["gevonden.patterns[0]"]
    assert shown["gevonden"].startswith("<p>Wij keken ")
    assert "Te weinig gehoord: " in shown["verhalen.missing('role', {'inwoner': 800, 'professional': 200})"]
    out = capsys.readouterr().out
    assert "Voor een vergelijking zijn twee groepen nodig." in out and "beginwaarde 1, gegevens " in out
    assert len(names["tabel"]) == len(names["verhalen"]) and names["tabel"]["heard"].dtype == float
