"""A table of stories with one header row, read by a framework of our own."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from raamvertelling.core.framework import Framework, LongText, ShortText
from raamvertelling.exchange.building import Draft, Source, cleaned, content_digest, count_answers, row_keys
from raamvertelling.exchange.reading import extra_cells, read_table
from raamvertelling.exchange.report import Imported, ImportedStory, ImportProblem, ImportReport
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.tabel.answers import Answers
from raamvertelling.exchange.tabel.columns import Columns, match_columns
from raamvertelling.exchange.values import any_date, language_code

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(slots=True)
class _Read:
    draft: Draft
    digest: bytes
    identity: str
    told_on: date | None
    language: str
    teller: str


def read_tabel(
    source: bytes | BinaryIO,
    framework: Framework,
    *,
    limit: int | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Imported:
    """Read a CSV or XLSX table, also an export of KoboToolbox or LimeSurvey.

    Parameters
    ----------
    source : the file; one header row. Columns are named by a question's id or words; parts as `about.mens`,
        `about_mens`, `about/mens` or `about[mens]`, stones as `network.wijkteam.x`. Several answers stand in a 0/1
        column each, or in one cell with spaces, semicolons or commas between them.
    framework : the questions.
    limit : the largest number of bytes; None: no limit.
    mapping : by header, the place that a person chose (`about.mens`, `date`, empty: leave out).

    Raises
    ------
    ImportProblem : the file cannot be read, no column fits, or the story's column is missing.

    Notes
    -----
    Shares may count to 1 or to 100. A line or field is taken to count to 100 if any of its values is above 1.
    """
    expected = [name for each in framework.signifiers for name in (each.id, each.text.in_language(framework.language))]
    table = read_table(source, expected=expected, limit=limit, name="de tabel")
    report = ImportReport("Tabel", notes=table.notes)
    columns = match_columns(framework, table.header, mapping)
    _check(framework, columns, table.header)
    answers = Answers(framework, columns, report)
    kept: list[_Read] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        report.rows_read += 1
        read = _read(row, framework, columns, answers)
        for column, value in extra_cells(row, len(table.header)):
            report.unmatched(row.number, f"(kolom {column})", value, "deze kolom heeft geen kop")
        if read.identity and read.identity in seen:
            report.skip(row.number, f"heeft hetzelfde nummer als rij {seen[read.identity]} ({read.identity[:40]})")
            continue
        seen[read.identity] = row.number
        kept.append(read)
    answers.finish()
    return _imported(framework, columns, report, kept)


def _check(framework: Framework, columns: Columns, header: Sequence[str]) -> None:
    if not columns.parts and "text" not in columns.row:
        names = ", ".join(name for name in header[:8] if name)
        raise ImportProblem(
            f"Geen enkele kolom past bij dit duidingskader. In het bestand staan: {names}. "
            "Noem de kolommen naar de id's of de woorden van de vragen."
        )
    story = framework.story
    if story.id not in columns.parts and "text" not in columns.row:
        raise ImportProblem(
            f"De kolom met het verhaal ontbreekt. Noem die kolom '{story.id}' of "
            f"'{story.text.in_language(framework.language)}'."
        )


def _read(row: Row, framework: Framework, columns: Columns, answers: Answers) -> _Read:
    draft = Draft(row.number)

    def fact(use: str) -> str:
        return next((cell for index in columns.row.get(use, ()) if (cell := row.cell(index))), "")

    for signifier in framework.signifiers:
        if not isinstance(signifier, LongText | ShortText):
            answers.read(draft, row, signifier)
            continue
        index = columns.parts.get(signifier.id, {}).get("value")
        text = "" if index is None else cleaned(row.cell(index))
        if isinstance(signifier, LongText) and signifier.is_story:
            draft.text = text or cleaned(fact("text"))
        elif isinstance(signifier, ShortText) and signifier.is_title:
            draft.title = text or cleaned(fact("title"))
        elif text:
            draft.write(signifier.id, text)
    day = _day(draft, row, columns, answers.report)
    digest = content_digest(row.cells, draft, fact("teller"))
    return _Read(draft, digest, fact("row_id"), day, fact("language"), fact("teller"))


def _day(draft: Draft, row: Row, columns: Columns, report: ImportReport) -> date | None:
    """Return the first date that can be read; a filled cell that cannot is named only if no other gives a day."""
    unread = []
    for index in columns.row.get("date", ()):
        if not (cell := row.cell(index)):
            continue
        if (day := any_date(cell)) is not None:
            return day
        unread.append((columns.name(index), cell))
    for name, cell in unread[:1]:
        report.unmatched(draft.row, name, cell, "hier hoort een datum als 2026-01-31 of 31-01-2026")
    return None


def _imported(framework: Framework, columns: Columns, report: ImportReport, kept: list[_Read]) -> Imported:
    used = []
    for each in kept:
        if each.draft.is_empty:
            report.skip(each.draft.row, "er staat geen verhaal en geen antwoord in")
        else:
            used.append(each)
    report.skipped_rows.sort(key=lambda skipped: skipped.row)
    keys = row_keys(each.digest for each in used)
    stories = [_story(framework, each, key) for each, key in zip(used, keys, strict=True)]
    report.rows_used = len(stories)
    report.unknown_columns = columns.unknown
    report.set_aside = columns.set_aside
    report.signifiers = count_answers([Source(each, each.id) for each in framework.signifiers], stories, Counter())
    report.unmatched_values.sort(key=lambda value: value.row)
    absent = [
        each.id for each in framework.signifiers if each.id not in columns.parts and each.id != framework.story.id
    ]
    if absent:
        report.note(f"Vragen zonder kolom in dit bestand: {', '.join(absent)}.")
    silent = sum(1 for each in stories if not each.text)
    if silent:
        report.note(f"Verhalen met antwoorden maar zonder tekst: {silent}.")
    return Imported(framework, stories, report)


def _story(framework: Framework, read: _Read, content_key: bytes) -> ImportedStory:
    draft = read.draft
    # A number like 17 is given anew in every file, so it counts together with the text; a UUID stands on its own.
    key = content_key
    if read.identity:
        text = "" if _UUID.search(read.identity) else draft.text
        key = f"{framework.id}\0{read.identity}\0{text}".encode("utf-8", "surrogatepass")
    role = draft.answers.get(framework.voices, "")
    return ImportedStory(
        row=draft.row,
        row_key=hashlib.sha256(b"tabel\0" + key).digest(),
        text=draft.text,
        title=draft.title,
        prompt=draft.prompt,
        language=language_code(read.language, framework.language),
        told_on=read.told_on,
        role=role if isinstance(role, str) and role != "not_applicable" else "",
        answers=draft.answers,
        texts=draft.texts,
        teller=read.teller,
        reference=read.identity,
    )
