"""The files that are given away: rows with a codebook, and stories to read."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

from raamvertelling.accountability.giving.queries.rows import RowsFile
from raamvertelling.accountability.giving.queries.uses import Given
from raamvertelling.accountability.models import Export
from raamvertelling.core.text import plain_cell
from raamvertelling.web.templatetags.raam import dutch_date

BOM = "\ufeff"  # without it a spreadsheet reads é as two signs
CODEBOOK = ("kolom", "vraag", "wat ermee is gedaan")
ROWS = """rijen.csv      een rij per verteller; puntkomma tussen de kolommen, komma in een getal, UTF-8
codeboek.csv   per kolom de vraag, en wat ermee is gedaan

Zo is dit bestand gemaakt
- Elke combinatie van wat vertellers over zichzelf zeiden, met de periode, geldt voor minstens {minimum} vertellers.
- Een * is een waarde die te weinig vertellers delen. Een lege cel: overgeslagen, of niet gevraagd.
- Een plek in een driehoek, op een lijn of in een veld is het midden van minstens vijf vertellers die dicht bij elkaar
  staan. Gemiddelden blijven bijna gelijk; spreiding en verbanden worden iets kleiner.
- Er staat geen vrije tekst in, geen nummer en geen dag. De volgorde van de rijen zegt niets.

Wat u moet weten
- Dit beschermt niet alles: antwoordde iedereen in een groep hetzelfde, dan weet u dat van iedereen in die groep.
- Probeer niemand te herkennen. Leg dit bestand niet naast andere gegevens over dezelfde mensen.
- Een verteller kan een verhaal intrekken. Vraag voor u verder rekent of er een nieuw bestand is, en vernietig dan dit.
"""
STORIES = """Dit zijn de woorden zoals anderen ze mogen lezen. De vertellers vonden dit ene gebruik goed, en geen ander.
Een verteller kan dat terugnemen. Vraag voor u iets gebruikt of er een nieuw bestand is, en vernietig dan dit.
"""
LINE = "-" * 60


def rows_zip(export: Export, file: RowsFile, use: str) -> bytes:
    """Return the rows with their codebook and what to know about them."""
    heads = [(each.head, each.question, each.how) for each in file.written]
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as made:
        made.writestr("LEESMIJ.txt", _head(export, use) + ROWS.format(minimum=file.minimum))
        made.writestr("rijen.csv", _csv([each.head for each in file.written], file.lines))
        made.writestr("codeboek.csv", _csv(CODEBOOK, heads))
    return packed.getvalue()


def stories_text(export: Export, given: Iterable[Given], use: str) -> str:
    """Return the stories as one text, each with what may be said of who told it."""
    parts = [_head(export, use) + STORIES]
    for each in given:
        about = ", ".join(each.about) or "een verteller"
        parts.append(f"{LINE}\n{each.texts.title or 'Zonder titel'}\n({about})\n\n{each.texts.text}\n")
    return BOM + "\n".join(parts)


def _head(export: Export, use: str) -> str:
    inquiry = export.inquiry
    return (
        f"{inquiry.title}, {inquiry.organisation.name}\n"
        f"Gemaakt op {dutch_date(export.made_on)} met Raamvertelling, voor: {export.receiver}\n"
        f"Waarvoor: {use}\n\n"
    )


def _csv(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(each) for each in line] for line in lines)
    return BOM + file.getvalue()


def _cell(text: str) -> str:
    return text if text.removeprefix("-").isdecimal() else plain_cell(text)
