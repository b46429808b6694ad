"""The table of `./run bench pages`: one line a page, for the person for whom it is slowest."""

from collections.abc import Sequence
from dataclasses import dataclass

SLOW_MS = 200
HEAVY = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What was measured of one page; times in milliseconds, sizes in compressed bytes, queries for each person."""

    name: str
    person: str
    p50: float
    p95: float
    queries: tuple[int, ...]
    size: int
    weight: int


def as_markdown(small: Sequence[Row], large: Sequence[Row], sizes: tuple[int, int], head: str) -> str:
    """Return the table; the first row of both lists is the reference page."""
    reference = small[0]
    lines = [
        "# Elke pagina gemeten",
        "",
        f"Gemaakt met `./run bench pages`. {head}",
        "",
        "- Tijden in milliseconden: wat de server rekent aan één pagina. Het netwerk, en wachten op ander werk van de",
        "  machine, tellen niet mee. Per pagina de persoon voor wie die het langzaamst is.",
        f"- Verhouding: de mediaan, gedeeld door die van `/gezond/` in dezelfde meting ({reference.p50:.2f} ms).",
        "- Vragen: vragen aan de database. kB: na gzip; *alles* is de pagina met haar stijl en scripts.",
        f"- Let op: *traag* = p95 boven {SLOW_MS} ms bij {sizes[0]} verhalen; *vragen* = meer vragen bij {sizes[1]}",
        f"  verhalen; *zwaar* = meer dan {HEAVY // 1000} kB met stijl en scripts.",
        "",
        f"| pagina | wie | p50 {sizes[0]} | p95 {sizes[0]} | verhouding | p50 {sizes[1]} | p95 {sizes[1]} "
        f"| vragen {sizes[0]} | vragen {sizes[1]} | kB pagina {sizes[0]} | kB pagina {sizes[1]} | kB alles | let op |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|",
    ]
    later = {row.name: row for row in large}
    lines += [_line(row, later[row.name], reference.p50) for row in small if row.name in later]
    return "\n".join([*lines, ""])


def _line(small: Row, large: Row, reference: float) -> str:
    marks = ["traag"] * (small.p95 > SLOW_MS)
    marks += ["vragen"] * any(after > before for before, after in zip(small.queries, large.queries, strict=True))
    marks += ["zwaar"] * (max(small.weight, large.weight) > HEAVY)
    cells = [
        small.name,
        small.person,
        *(f"{small.p50:.1f}", f"{small.p95:.1f}", f"{small.p50 / reference:.0f}x"),
        *(f"{large.p50:.1f}", f"{large.p95:.1f}"),
        *(str(max(small.queries)), str(max(large.queries))),
        *(f"{small.size / 1000:.1f}", f"{large.size / 1000:.1f}", f"{large.weight / 1000:.1f}"),
        ", ".join(marks),
    ]
    return f"| {' | '.join(cells)} |"
