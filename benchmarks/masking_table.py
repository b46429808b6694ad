"""The table of `./run bench masking`."""

from collections.abc import Callable, Sequence
from typing import Protocol

from benchmarks.masking_score import Score
from raamvertelling.core.tests.identifier_maker import MAKERS

TYPES = {
    "PER": "naam van een persoon", "LOC_STREET": "straat, adres", "LOC_PLACE": "plaats, wijk",
    "ORG": "kleine organisatie",
    "ID": "nummer", "CONTACT": "contact", "DATE": "datum", "AGE": "leeftijd", "OTHER": "anders",
}  # fmt: skip
STYLES = ("neat", "lower", "typos", "spoken", "trap")
KINDS = ("naam", "adres", "organisatie", "datum", "leeftijd", "telefoon", "email", "postcode", "overig")
SMALLEST = 5  # names; fewer tell nothing about an origin


class Measured(Protocol):
    """What the table needs of a run."""

    @property
    def name(self) -> str: ...
    @property
    def held_out(self) -> Score: ...
    @property
    def small(self) -> Score: ...
    @property
    def generated(self) -> Score: ...
    @property
    def demonstration(self) -> Score: ...
    @property
    def speed(self) -> float: ...
    @property
    def processor_speed(self) -> float: ...
    @property
    def ready(self) -> float: ...
    @property
    def megabytes(self) -> float: ...


def as_markdown(runs: Sequence[Measured]) -> str:
    """Return all tables, a column for each engine."""
    first = runs[0]
    origins = sorted(
        subject[1]
        for subject, count in first.held_out.asked.items()
        if isinstance(subject, tuple) and subject[0] == "origin" and count >= SMALLEST
    )
    lines = [
        "# Hoeveel afgedekt wordt",
        "",
        "Gemaakt met `./run bench masking`, alles in één keer, op dezelfde teksten: de 156 verhalen van de",
        "achtergehouden helft in `benchmarks/gold` (verzonnen, met de hand geschreven, nooit gebruikt om van te leren",
        "of regels te maken). Een gegeven telt als gevonden wanneer elke letter en elk cijfer ervan afgedekt is.",
        "Tussen haakjes het 95%-interval (Wilson). Beide machines doen alleen voorstellen; een mens beslist.",
        "",
        *_table("Gegevens", runs, _rows(runs, lambda run: run.held_out)),
        *_table("Dezelfde verhalen, alles in kleine letters", runs, _rows(runs, lambda run: run.small)[2:]),
        *_table(
            "Namen, per stijl", runs,
            [(style, [run.held_out.cell(("PER", style)) for run in runs]) for style in STYLES[:-1]],
        ),
        *_table(
            "Gewone woorden die afgedekt worden, per stijl", runs,
            [(style, [run.held_out.cell(("hidden", style)) for run in runs]) for style in STYLES],
        ),
        *_table(
            "Namen, naar herkomst van de namen in het verhaal", runs,
            [(origin, [run.held_out.cell(("origin", origin)) for run in runs]) for origin in origins],
        ),
        *_table(
            "Gemaakte nummers, datums en adressen", runs,
            [
                *((kind, [run.generated.cell(("ID", kind)) for run in runs]) for kind in MAKERS),
                ("samen", [run.generated.cell("ID") for run in runs]),
            ],
        ),
        *_table(
            "De eigen lijst van de demonstratie", runs,
            [
                *((kind, [run.demonstration.cell(kind) for run in runs]) for kind in KINDS),
                ("gewone woorden afgedekt", [run.demonstration.cell("hidden") for run in runs]),
            ],
        ),
        *_table("Snelheid en geheugen", runs, _machine(runs)),
    ]  # fmt: skip
    return "\n".join(lines)


def _rows(runs: Sequence[Measured], of: Callable[[Measured], Score]) -> list[tuple[str, list[str]]]:
    return [
        ("namen met hoofdletter", [of(run).cell("PER capital") for run in runs]),
        ("namen zonder hoofdletter", [of(run).cell("PER small") for run in runs]),
        *((text, [of(run).cell(type_) for run in runs]) for type_, text in TYPES.items()),
        ("**gewone woorden afgedekt**", [of(run).cell("hidden") for run in runs]),
    ]


def _machine(runs: Sequence[Measured]) -> list[tuple[str, list[str]]]:
    return [
        ("verhalen per seconde op twee kernen, volgens de klok", [f"{run.speed:.0f}" for run in runs]),
        ("verhalen per seconde op twee kernen, volgens de processor", [f"{run.processor_speed:.0f}" for run in runs]),
        ("seconden tot het eerste verhaal klaar is", [f"{run.ready:.2f}" for run in runs]),
        ("geheugen per proces, MB", [f"{run.megabytes:.0f}" for run in runs]),
    ]


def _table(title: str, runs: Sequence[Measured], rows: Sequence[tuple[str, list[str]]]) -> list[str]:
    names = " | ".join(run.name for run in runs)
    lines = [f"## {title}", "", f"| | {names} |", f"|---|{'--:|' * len(runs)}"]
    return [*lines, *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows), ""]
