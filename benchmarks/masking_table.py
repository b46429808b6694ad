"""The table of `./run bench masking`."""

from collections.abc import Callable, Sequence
from typing import Protocol

from benchmarks.masking_score import Score

TYPES = {
    "PER": "naam van een persoon", "LOC_STREET": "straat, adres", "LOC_PLACE": "plaats, wijk",
    "ORG": "kleine organisatie",
    "ID": "nummer", "CONTACT": "contact", "DATE": "datum", "AGE": "leeftijd", "OTHER": "anders",
}  # fmt: skip
STYLES = {
    "neat": "verzorgd", "lower": "zonder hoofdletters", "typos": "met typefouten", "spoken": "gesproken",
    "trap": "met valkuilen",
}  # fmt: skip
MADE = {
    "phone": "telefoonnummer", "email": "e-mailadres", "iban": "rekeningnummer", "citizen number": "bsn",
    "address": "adres", "case number": "zaaknummer", "plate": "kenteken", "day": "datum", "age": "leeftijd",
}  # fmt: skip
ORIGINS = {
    "afghan": "Afghaans", "amazigh": "Amazigh", "moroccan amazigh": "Amazigh", "antillean": "Antilliaans",
    "chinese": "Chinees", "chinese-indonesian": "Chinees", "creole": "Creools", "dutch": "Nederlands",
    "surinamese creole": "Creools", "eritrean": "Eritrees", "frisian": "Fries", "ghanaian": "Ghanees",
    "hindustani": "Hindoestaans", "hindustani-surinamese": "Hindoestaans", "surinamese hindustani": "Hindoestaans",
    "indonesian": "Indonesisch", "javanese": "Javaans", "javanese surinamese": "Javaans", "kurdish": "Koerdisch",
    "javanese-surinamese": "Javaans", "surinamese javanese": "Javaans", "moluccan": "Moluks",
    "moroccan": "Marokkaans", "arabic moroccan": "Marokkaans", "polish": "Pools", "somali": "Somalisch",
    "surinamese": "Surinaams", "syrian": "Syrisch", "turkish": "Turks", "ukrainian": "Oekraïens",
}  # fmt: skip
KINDS = ("naam", "adres", "organisatie", "datum", "leeftijd", "telefoon", "email", "postcode", "overig")
TIMES = 16  # that the held-out half was scored, this time included: who measures it again adds one
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


def as_markdown(runs: Sequence[Measured], stories: int) -> str:
    """Return all tables, a column for each engine; `stories` is how many there are in the held-out half."""
    lines = [
        "# Hoeveel afgedekt wordt",
        "",
        f"Gemaakt met `./run bench masking`, alles in één keer, op dezelfde teksten: de {stories} verhalen van de",
        "achtergehouden helft in `benchmarks/gold` (verzonnen, met de hand geschreven, nooit gebruikt om van te leren",
        "of regels te maken). Een gegeven telt als gevonden wanneer elke letter en elk cijfer ervan afgedekt is.",
        "Tussen haakjes het 95%-interval (Wilson). Beide machines doen alleen voorstellen; een mens beslist.",
        f"De achtergehouden helft is nu {TIMES} keer gemeten. Wie vaak meet en bijstelt, maakt cijfers te mooi.",
        "",
        *_table("Gegevens", runs, _rows(runs, lambda run: run.held_out)),
        *_table("Dezelfde verhalen, alles in kleine letters", runs, _rows(runs, lambda run: run.small)[2:]),
        *_table(
            "Namen, per stijl", runs,
            [
                (text, [run.held_out.cell(("PER", style)) for run in runs])
                for style, text in STYLES.items() if style != "trap"
            ],
        ),
        *_table(
            "Gewone woorden die afgedekt worden, per stijl", runs,
            [(text, [run.held_out.cell(("hidden", style)) for run in runs]) for style, text in STYLES.items()],
        ),
        *_table(
            "Namen, naar herkomst van de namen in het verhaal", runs,
            [
                (text, [run.held_out.cell(*subjects) for run in runs])
                for text, subjects in _origins(runs[0].held_out)
            ],
        ),
        *_table(
            "Gemaakte nummers, datums en adressen", runs,
            [
                *((text, [run.generated.cell(("ID", kind)) for run in runs]) for kind, text in MADE.items()),
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


def as_speed(rows: Sequence[tuple[str, int, float, float]]) -> str:
    """Return the table of the speed alone: what kind of text, how many, and how many a second each engine does."""
    lines = [
        "# Hoe snel afgedekt wordt",
        "",
        "Gemaakt met `./run bench masking --speed`: teksten per seconde van één processor, Raamvertelling en Deduce",
        "3.0.6 om de beurt, zonder het starten, van twee keer de snelste. De achtergehouden helft blijft ongelezen.",
        "Wat voor het eerst gezien wordt kost het meest: hoe meer teksten in één keer, hoe sneller het per tekst gaat.",
        "",
        "| | teksten | Raamvertelling | Deduce 3.0.6 | zoveel keer zo snel |",
        "|---|--:|--:|--:|--:|",
    ]
    return "\n".join(
        [
            *lines,
            *(f"| {name} | {n} | {mine:.0f} | {other:.0f} | {mine / other:.2f} |" for name, n, mine, other in rows),
            "",
        ]
    )


def _origins(held_out: Score) -> list[tuple[str, list[object]]]:
    """Return the Dutch word of every origin with enough names, and what is counted under it."""
    found: dict[str, list[object]] = {}
    for english, text in ORIGINS.items():
        found.setdefault(text, []).append(("origin", english))
    counted = {text: sum(held_out.asked[each] for each in subjects) for text, subjects in found.items()}
    return sorted((text, subjects) for text, subjects in found.items() if counted[text] >= SMALLEST)


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
