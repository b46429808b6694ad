"""Stories as JSON lines: the demonstration's own form."""

import os
from pathlib import Path

import pytest

from raamvertelling.core.framework import load
from raamvertelling.exchange.jsonl import read_jsonl

KADER = load((Path(__file__).parent / "data" / "kader.yaml").read_text(encoding="utf-8"))


def test_lines_become_stories_and_broken_ones_have_a_reason() -> None:
    lines = [
        '{"id": "a", "title": "T", "text": "Een verhaal", "prompt": "mooi", "language": "nl", "told_on": "2026-01-16",'
        ' "channel": "kiosk", "consent": {"analyse": true, "groep": false}, "answers": {"role": "inwoner",'
        ' "heard": 0.3, "about": "not_applicable", "wens": "Rust", "cijfer": 99}}',
        "{kapot",
        '{"id": "b"}',
        "",
        '{"text": "Alleen tekst"}',
    ]
    imported = read_jsonl("\n".join(lines).encode(), KADER)
    first, last = imported.stories
    assert first.answers == {
        "prompt": "mooi",
        "role": "inwoner",
        "about": "not_applicable",
        "heard": {"at": 0.3, "mode": "import"},
        "wens": {"written": True},
    }
    assert (first.uses, first.channel, first.role, first.texts) == (("analyse",), "kiosk", "inwoner", {"wens": "Rust"})
    assert (last.uses, last.told_on) == (None, None)
    assert [each.row for each in imported.report.skipped_rows] == [2, 3]
    assert [each.column for each in imported.report.unmatched_values] == ["cijfer"]


@pytest.mark.skipif("RAAM_TEST_DATA" not in os.environ, reason="RAAM_TEST_DATA is not set")
def test_the_demonstration_counts_as_its_readme_says() -> None:
    demo = Path(os.environ["RAAM_TEST_DATA"]) / "demo"
    imported = read_jsonl(
        (demo / "stories.jsonl").read_bytes(), load((demo / "framework.yaml").read_text(encoding="utf-8"))
    )
    found = {each.id: (each.skipped, each.not_applicable) for each in imported.report.signifiers}
    assert imported.report.rows_used == 120
    assert (found["helped"], found["leeway"], found["network"]) == ((4, 3), (9, 8), (3, 3))
    assert imported.report.unmatched_values == []
