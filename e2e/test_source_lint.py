"""WCAG criteria that are met by leaving something out: what must not be in any page, style or script."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from raamvertelling.conftest import demo_definition
from raamvertelling.core.framework import parse

pytestmark = pytest.mark.browser

SOURCE = Path(__file__).parents[1] / "src" / "raamvertelling"


def found(pattern: str, suffix: str) -> list[str]:
    """Return where this occurs in files of our own with this suffix."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{path.relative_to(SOURCE)}: {hit.group()}" for path, text in files(suffix) for hit in wanted.finditer(text)
    ]


def files(suffix: str) -> Iterator[tuple[Path, str]]:
    for path in sorted(SOURCE.rglob(f"*{suffix}")):
        yield path, path.read_text(encoding="utf-8")


def test_the_search_would_find_something() -> None:
    assert found(r"<main\b", ".html") and found(r"outline:", ".css") and found(r"addEventListener", ".js")


def test_1_3_3_no_instruction_by_place_or_colour() -> None:
    places = r"klik hier|rechtsboven|linksboven|rechtsonder|linksonder|aan de (rechter|linker)kant"
    buttons = r"de (groene|rode|blauwe|ronde) knop"
    hits = found(rf"\b({places}|{buttons})\b", ".html")
    # A sheet of paper has a corner; the page beside it has none.
    assert [each for each in hits if "/paper.html" not in each] == []


def test_1_3_4_no_fixed_orientation() -> None:
    assert found(r"\(orientation:[^)]*\)|orientation\.lock", ".css") + found(r"orientation\.lock", ".js") == []


def test_1_4_2_nothing_plays_by_itself() -> None:
    assert found(r"<(?:audio|video)[^>]*\bautoplay", ".html") + found(r"\.autoplay\b", ".js") == []


def test_1_4_13_nothing_appears_on_hover() -> None:
    shown = r":hover[^{},]*\{[^}]*\b(?<![-\w])(?:display|visibility|opacity|content)\s*:"
    assert found(shown, ".css") + found(r"mouse(?:enter|over)|pointer(?:enter|over)", ".js") == []


def test_2_2_2_and_2_3_1_nothing_moves_or_flashes() -> None:
    assert found(r"@keyframes|\banimation(?:-name)?\s*:\s*(?!none)", ".css") == []
    moved = found(r"<(?:marquee|blink)\b|http-equiv=.refresh", ".html")
    # A kiosk asks after five minutes whether somebody is still there, and waits for "Ik ben er nog" (2.2.1).
    assert [each for each in moved if not each.startswith("telling/templates/telling/base.html")] == []


def test_2_5_4_no_motion_of_the_device() -> None:
    assert found(r"devicemotion|deviceorientation|Accelerometer|Gyroscope", ".js") == []


def test_3_3_7_nothing_is_asked_twice() -> None:
    framework = parse(demo_definition())
    asked = Counter(each.text.in_language("nl") for each in framework.signifiers)
    assert [text for text, times in asked.items() if times > 1] == []
