"""What the measurements say must be right before their numbers mean anything."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from benchmarks.engine import Row as Measured
from benchmarks.engine import as_markdown as engine_table
from benchmarks.engine_data import invent
from benchmarks.engine_filter import cross_filter
from benchmarks.engine_reference import loop
from benchmarks.reading_room import Row as Opened
from benchmarks.reading_room import as_markdown as reading_table
from benchmarks.table import Row, as_markdown
from benchmarks.weighing import compressed, loaded_by, weight
from django.test import override_settings

from raamvertelling.core.codes import from_columns
from raamvertelling.core.stats.scanning import scan


def row(name: str, **given: Any) -> Row:
    values: dict[str, Any] = {"person": "amina", "p50": 10.0, "p95": 20.0, "queries": (3, 3), "size": 1, "weight": 2}
    return Row(**{"name": name, **values, **given})


def last_cell(table: str, name: str) -> str:
    line = next(line for line in table.splitlines() if line.startswith(f"| {name} |"))
    return line.split("|")[-2].strip()


@pytest.mark.parametrize(
    ("small", "large", "mark"),
    [
        ({}, {}, ""),
        ({"p95": 201.0}, {}, "traag"),
        ({}, {"p95": 900.0}, ""),
        ({}, {"queries": (3, 4)}, "vragen"),
        ({"queries": (3, 9)}, {"queries": (4, 4)}, "vragen"),
        ({}, {"weight": 60_001}, "zwaar"),
    ],
)
def test_the_table_marks_what_is_wrong(small: dict[str, Any], large: dict[str, Any], mark: str) -> None:
    pages = [row("health", p50=2.0), row("page", **small)], [row("health"), row("page", **large)]
    table = as_markdown(*pages, (120, 5000), "Proef.")
    assert last_cell(table, "page") == mark
    assert "| 5x |" in table


def test_a_page_weighs_what_it_loads_with_imports_each_once(tmp_path: Path) -> None:
    files = {
        "raam/css/a.css": b"body { color: black }",
        "raam/js/one.js": b'import { b } from "./parts/two.js";\nb();',
        "raam/js/parts/two.js": b'import "../three.js";\nexport const b = 1;',
        "raam/js/three.js": b"export const c = 2;",
        "raam/js/other.js": b"not loaded",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    html = (
        b'<link rel="icon" href="/static/raam/x.svg"><link rel="stylesheet" href="/static/raam/css/a.css">'
        b'<script type="module" src="/static/raam/js/one.js"></script>'
        b'<script type="module" src="/static/raam/js/three.js"></script>'
    )
    used = [name for name in files if name != "raam/js/other.js"]
    with override_settings(STATIC_ROOT=tmp_path):
        assert sorted(loaded_by(html)) == sorted(used)
        assert weight(html) == compressed(html) + sum(compressed(files[name]) for name in used)


def test_the_engine_and_the_loop_it_is_measured_against_give_the_same() -> None:
    data = invent(300)
    names = [f"{kind}{k}" for kind in ("slider", "choice") for k in (0, 2, 5)] + [f"several2:{k}" for k in range(3)]
    kept = [place for place, column in enumerate(data.matrix.columns) if column.id in names]
    columns = [data.matrix.columns[place] for place in kept]
    exact = {id: data.matrix.exact[id] for id in names if id in data.matrix.exact}
    seen = scan(from_columns(columns, data.matrix.by_column[kept], exact), rng=np.random.default_rng(1))
    expected = loop(data.frame[names])
    assert seen.looks == len(expected) == 33
    for pattern in seen.patterns:
        pair = (pattern.a, pattern.b) if (pattern.a, pattern.b) in expected else (pattern.b, pattern.a)
        statistic, effect, p = expected[pair]
        assert (pattern.statistic, pattern.effect.value) == pytest.approx((statistic, effect), abs=1e-9)
        assert pattern.p_asymptotic == pytest.approx(p, rel=1e-8)


def test_the_table_of_the_engine_gives_ratios_and_what_was_checked() -> None:
    rows = [Measured("lus", 10, 3.0, 0.01, "gelijk"), Measured("alleen wij", 10, 0.0, 0.5, "n²")]
    table = engine_table(rows, "")
    assert "| lus | 10 | 3.00 | 0.0100 | 300x | gelijk |" in table
    assert "| alleen wij | 10 | – | 0.5000 | – | n² |" in table


def test_the_cross_filter_and_pandas_count_the_same() -> None:
    reference, ours, checked = cross_filter(300)  # it asserts that both are equal
    assert reference > 0 and ours > 0
    assert checked.startswith("308 aantallen gelijk bij 10 keuzes")


def test_a_page_of_the_reading_room_that_takes_more_than_a_second_is_marked() -> None:
    rows = [
        Opened("bevindingen/", 200, 100, 50),
        Opened("patronen/", 900, 1001, 900),
        Opened("filteren/", 2000, 999, 9),
    ]
    table = reading_table(rows, {"‘huur’": [1.0, 2.0, 9.0]}, 50_000, 100_000)
    assert "| patronen/ | 900 | 1001 | 900 | 10.0x | traag |" in table
    assert "| filteren/ | 2000 | 999 | 9 | 10.0x |  |" in table
    assert "| ‘huur’ | 2.0 | 9.0 |" in table
