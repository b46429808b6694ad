"""Questions and answers that the tests of statistics share."""

import json
import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from raamvertelling.core.answer_kinds import Answer, DyadPlacement, TriadPlacement
from raamvertelling.core.answers import parse_answers
from raamvertelling.core.framework import Anchor, Dyad, Framework, Option, SingleChoice, Triad, Wording, load

Told = list[tuple[str, dict[str, Answer]]]


def words(text: str) -> Wording:
    return Wording((("nl", text),))


TRIAD = Triad(
    id="om",
    text=words("Waar ging het om?"),
    anchors=(
        Anchor("mens", words("de mens")),
        Anchor("regels", words("de regels")),
        Anchor("geld", words("het geld")),
    ),
)
DYAD = Dyad(id="gehoord", text=words("Ik voelde mij..."), left=words("niet gehoord"), right=words("gehoord"))
CHOICE = SingleChoice(
    id="toon",
    text=words("Wat voor verhaal is het?"),
    options=tuple(Option(id, words(id)) for id in ("succes", "worsteling", "uitdaging")),
)


def triads(rows: Sequence[Sequence[float]], *, mode: str = "tap", start: int = 0) -> list[tuple[str, Answer]]:
    return [(f"s{i}", TriadPlacement((row[0], row[1], row[2]), mode)) for i, row in enumerate(rows, start)]


def dyads(positions: Sequence[float], *, start: int = 0) -> list[tuple[str, Answer]]:
    return [(f"s{i}", DyadPlacement(float(position), "slider")) for i, position in enumerate(positions, start)]


def demo(folder: Path | None = None) -> tuple[Framework, Told]:
    """Return the demonstration's framework and its stories with parsed answers, from the project or from a folder."""
    source = folder or Path(str(files("raamvertelling.demo") / "data"))
    framework = load((source / "framework.yaml").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (source / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    told = [(line["id"], parse_answers(framework, {**line["answers"], "prompt": line["prompt"]})) for line in lines]
    return framework, told


def shared_demo() -> Path | None:
    """Return the folder with the original files, if this machine has it."""
    base = os.environ.get("RAAM_TEST_DATA")
    return Path(base) / "demo" if base else None
