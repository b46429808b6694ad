"""The papers on safety as dataclasses; page, download and documentation are made of the files beside this one."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from raamvertelling.web.safety.measured import Table, tables

FOLDER = Path(__file__).parent
NOT_MEASURED = "In deze versie is nog geen meting vastgelegd. Wij noemen geen getal dat niet gemeten is."
MEASURED = (
    "Gemeten op verhalen waarvan de computer niet leerde. Dit is de tabel van de laatste meting, niet overgetypt."
)
RECORDS_TITLE = "Bewaren en vernietigen"
RECORDS_LEAD = (
    "Wat bewaart u, hoe lang, en mag iemand het met de Wet open overheid opvragen? Dit is een voorstel. Uw archivaris "
    "legt het naast uw selectielijst en beslist."
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences, a list or a table; `measured` when the last measurement stands here."""

    title: str
    text: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    table: Table | None = None
    measured: bool = False

    @property
    def measured_tables(self) -> tuple[Table, ...]:
        """The tables of the last measurement; none when nothing was measured yet."""
        return tables() if self.measured else ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that an organisation can take over."""

    id: str
    title: str
    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that we promise, with the tests that show it."""

    text: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Threat:
    """Somebody against whom a teller wants to be safe: what we promise, what we cannot, what she can do herself."""

    id: str
    title: str
    who: str
    promises: tuple[Promise, ...]
    not_promised: tuple[str, ...]
    yourself: str


@dataclass(frozen=True, slots=True)
class Threats:
    """What we protect against and what we do not."""

    title: str
    lead: str
    short: tuple[str, ...]
    threats: tuple[Threat, ...]


@cache
def threats() -> Threats:
    """Read the threat model."""
    said = _yaml("threats.yaml")
    return Threats(said["title"], said["lead"], tuple(said["short"]), tuple(map(_threat, said["threats"])))


@cache
def papers() -> tuple[Paper, ...]:
    """Read every paper that an organisation can take over, in the order of the page."""
    return (*(_paper(_yaml(name)) for name in ("dpia.yaml", "register.yaml", "algorithm.yaml")), _records())


def find_paper(id: str) -> Paper | None:
    """Return the paper with this word in its address."""
    return next((each for each in papers() if each.id == id), None)


def _yaml(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def _threat(said: Mapping[str, Any]) -> Threat:
    promises = tuple(Promise(each["text"], tuple(each["tests"])) for each in said["promises"])
    return Threat(said["id"], said["title"], said["who"], promises, tuple(said["not"]), said["yourself"])


def _paper(said: Mapping[str, Any]) -> Paper:
    return Paper(said["id"], said["title"], said["lead"], tuple(map(_section, said["sections"])))


def _section(said: Mapping[str, Any]) -> Section:
    rows = tuple(tuple(map(str, row)) for row in said.get("rows", ()))
    table = Table("", tuple(said["header"]), rows) if rows else None
    return Section(
        title=said["title"],
        text=tuple(said.get("text", ())),
        list=tuple(said.get("list", ())),
        table=table,
        measured=bool(said.get("measured")),
    )


def _records() -> Paper:
    """Return the classes of records; one section each, because seven columns do not fit a telephone."""
    with (FOLDER / "records.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Paper("bewaren", RECORDS_TITLE, RECORDS_LEAD, tuple(map(_record, rows)))


def _record(row: Mapping[str, str]) -> Section:
    said = tuple((name, value) for name, value in row.items() if name not in ("id", "soort"))
    title = row["soort"][:1].upper() + row["soort"][1:]
    return Section(title, table=Table("", ("onderdeel", "tekst"), said))


def threats_as_text(found: Threats) -> str:
    """Return what we protect against as Markdown, which also reads well as it is."""
    lines = [f"# {found.title}", "", found.lead, "", *_listed(found.short)]
    for each in found.threats:
        lines += ["", f"## {each.title}", "", each.who, "", "### Dit doen wij", ""]
        for promise in each.promises:
            lines += [f"- {promise.text}", *(f"  - getoetst met `{test}`" for test in promise.tests)]
        lines += ["", "### Dit kunnen wij niet", "", *_listed(each.not_promised)]
        if each.yourself:
            lines += ["", "### Wat u zelf kunt doen", "", each.yourself]
    return "\n".join(lines) + "\n"


def paper_as_text(found: Paper, *, with_figures: bool = True) -> str:
    """Return a paper as Markdown; without figures it points to where they stand, for a copy that could grow old."""
    lines = [f"# {found.title}", "", found.lead]
    for each in found.sections:
        lines += ["", f"## {each.title}", *_spaced(each.text)]
        lines += ["", *_listed(each.list)] if each.list else []
        lines += ["", *_rows(each.table)] if each.table else []
        if each.measured:
            lines += ["", *_figures(each.measured_tables, with_figures=with_figures)]
    return "\n".join(lines) + "\n"


def _figures(found: Iterable[Table], *, with_figures: bool) -> list[str]:
    if not with_figures:
        return ["De getallen staan in `benchmarks/masking.md` en op de pagina in het programma."]
    lines = [MEASURED]
    for table in found:
        lines += ["", *([table.caption, ""] if table.caption else []), *_rows(table)]
    return lines if len(lines) > 1 else [NOT_MEASURED]


def _spaced(text: Iterable[str]) -> list[str]:
    return [line for each in text for line in ("", each)]


def _listed(items: Iterable[str]) -> list[str]:
    return [f"- {each}" for each in items]


def _rows(table: Table) -> list[str]:
    shown = [table.header, tuple("---" for _ in table.header), *table.rows]
    return [f"| {' | '.join(row)} |" for row in shown]


def as_documents() -> dict[str, str]:
    """Return every page of docs/veiligheid by its name."""
    made = "\nGemaakt met `python scripts/safety.py`; niet met de hand veranderen.\n"
    pages = {"index.md": threats_as_text(threats())}
    pages |= {f"{each.id}.md": paper_as_text(each, with_figures=False) for each in papers()}
    others = "\n".join(f"- [{each.title}]({each.id}.md)" for each in papers())
    pages["index.md"] += f"\n## Voor organisaties\n\n{others}\n"
    return {name: text + made for name, text in pages.items()}
