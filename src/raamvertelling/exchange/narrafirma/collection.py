"""A NarraFirma story form with its stories, as a framework, stories and a report."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from raamvertelling.core.framework import Prompt
from raamvertelling.exchange.building import (
    Draft,
    Source,
    cleaned,
    content_digest,
    count_answers,
    finished,
    row_keys,
)
from raamvertelling.exchange.narrafirma.answers import Answers, Asked
from raamvertelling.exchange.narrafirma.columns import Column, Columns, match_columns
from raamvertelling.exchange.narrafirma.form import Form, read_form
from raamvertelling.exchange.narrafirma.questions import ask, build_framework
from raamvertelling.exchange.reading import Table, extra_cells, read_table
from raamvertelling.exchange.report import Imported, ImportedStory, ImportProblem, ImportReport
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.values import iso_date, language_code

TEST_WORD = "testing123"


@dataclass(slots=True)
class _Told:
    """One row on its way to a story."""

    draft: Draft
    cells: list[str]
    language: str = ""
    participant: str = ""
    told_on: date | None = None
    appended: list[str] = field(default_factory=list)
    skip: str = ""


@dataclass(slots=True)
class _Collection:
    form: Form
    columns: Columns
    report: ImportReport
    language: str
    asked: dict[str, Asked]
    prompts: dict[str, str]
    answers: Answers
    header: list[str]
    unmangled: int = 0


def read_narrafirma(
    form: bytes | BinaryIO,
    stories: bytes | BinaryIO,
    *,
    limit: int | None = None,
    name: str = "",
    language: str = "nl",
) -> Imported:
    """Read a NarraFirma story form and its stories.

    Parameters
    ----------
    form, stories : the two CSV files (or XLSX), each with a delimiter of its own.
    limit : the largest number of bytes of each file; None: no limit.
    name : a name for the framework if the form has no title.
    language : of the form, if it does not say (`Default language`).

    Raises
    ------
    ImportProblem : one of the files cannot be read, or lacks a column that it must have.

    Notes
    -----
    As in NarraFirma: decimals of a scale are cut off, a scale with a range is stretched to 0..100, answers with the
    same shown name are one answer, rows with the same participant are one teller of whom the last row's answers win.
    """
    report = ImportReport("NarraFirma")
    read = read_form(form, report, limit)
    fixed = [each.column for each in read.questions]
    fixed += [
        read.option("Story title column name", "Story title"),
        read.option("Story text column name", "Story text"),
    ]
    table = read_table(stories, expected=fixed, with_comments=True, limit=limit, name="het verhalenbestand")
    report.notes[:0] = table.notes
    table.notes = report.notes
    language = language_code(read.option("Default language"), language)
    asked, sources, prompt = ask(read, language, report)
    columns = match_columns(read, table.header)
    _check_columns(read, columns)
    collection = _Collection(
        form=read,
        columns=columns,
        report=report,
        language=language,
        asked={each.question.column: each for each in asked},
        prompts=_prompt_names(read, prompt),
        answers=Answers(read, report, table.delimiter),
        header=table.header,
    )
    told = _read_rows(collection, table.rows)
    _share_participants(collection, told)
    return _imported(collection, told, sources, table, name)


def _check_columns(form: Form, columns: Columns) -> None:
    for use, option, default, words in (
        ("title", "Story title column name", "Story title", "de titel van het verhaal"),
        ("text", "Story text column name", "Story text", "de tekst van het verhaal"),
    ):
        if not columns.has(use):
            named = form.option(option, default)
            raise ImportProblem(
                f"De kolom met {words} ontbreekt: '{named}'. Geef die kolom deze naam, "
                f"of noem de goede naam in het formulier bij '{option}'."
            )


def _prompt_names(form: Form, prompt: Prompt | None) -> dict[str, str]:
    """Lead from data names, and from short names and whole questions as its own export writes them, to our ids."""
    if prompt is None:
        return {}
    data_names = list(dict.fromkeys(data for data, _, _ in form.eliciting))
    ids = dict(zip(data_names, (each.id for each in prompt.options), strict=True))
    names: dict[str, str] = {}
    for place in range(3):
        for each in form.eliciting:
            names.setdefault(each[place], ids[each[0]])
    return names


def _read_rows(collection: _Collection, rows: Iterable[Row]) -> list[_Told]:
    report, kept = collection.report, []
    for row in rows:
        report.rows_read += 1
        told = _read_row(collection, row)
        if not told.skip and told.draft.is_empty:
            told.skip = "er staat geen verhaal en geen antwoord in"
        if told.skip:
            report.skip(row.number, told.skip)
        else:
            kept.append(told)
    return kept


def _read_row(collection: _Collection, row: Row) -> _Told:
    told = _Told(Draft(row.number), row.cells)
    for index, column in collection.columns.found.items():
        if (cell := row.cell(index)) and not told.skip:
            _read_cell(collection, told, index, column, cell)
    for place, value in extra_cells(row, len(collection.header)):
        collection.report.unmatched(row.number, f"(kolom {place})", value, "deze kolom heeft geen kop")
    if told.appended and not told.skip:
        told.draft.text = " ".join([told.draft.text, *told.appended]).strip()
    return told


def _read_cell(collection: _Collection, told: _Told, index: int, column: Column, cell: str) -> None:
    draft, report, name = told.draft, collection.report, collection.header[index]
    match column.use:
        case "title" | "text":
            _read_text(collection, told, column.use, cell)
        case "date":
            told.told_on = iso_date(cell)
            if told.told_on is None:
                report.unmatched(draft.row, name, cell, "hier hoort een datum als 2026-01-31")
        case "language":
            told.language = cell
        case "participant":
            told.participant = cell
        case "eliciting":
            draft.prompt = collection.prompts.get(cell, "")
            if draft.prompt:
                draft.answers["prompt"] = draft.prompt
            else:
                report.unmatched(draft.row, name, cell, "deze startvraag staat niet in het formulier")
        case "append":
            told.appended.append(f"{_before(collection.form, column.answer)} {cleaned(cell)}")
        case _:
            question = column.question
            asked = collection.asked.get(question.column) if question is not None else None
            if asked is not None:
                collection.answers.put(draft, asked, column, name, cell)


def _read_text(collection: _Collection, told: _Told, use: str, cell: str) -> None:
    if cell.lower() == TEST_WORD:
        told.skip = f"de {'titel' if use == 'title' else 'tekst'} is '{TEST_WORD}': een proef"
    elif use == "title":
        told.draft.title = cleaned(_unmangled(collection, cell))
    else:
        text = cleaned(_unmangled(collection, cell))
        least = collection.form.option("Minimum words to include story")
        words = len(text.split(" "))
        if least.isdecimal() and words < int(least):
            told.skip = f"het verhaal heeft {words} woorden, en het formulier vraagt er {least}"
        else:
            told.draft.text = text


def _before(form: Form, column: str) -> str:
    for cell in form.listed("Data columns to append to story text"):
        name, _, before = cell.partition("|")
        if name.strip() == column:
            return before.strip() or "---"
    return "---"


def _unmangled(collection: _Collection, text: str) -> str:
    """Undo what NarraFirma's own export does to a text with a line end: quoted twice, with a delimiter three times."""
    if not collection.columns.is_own_export or not ("\n" in text or "\r" in text):
        return text
    if not (len(text) > 2 and text.startswith('"') and text.endswith('"')):
        return text
    collection.unmangled += 1
    inner = text[1:-1]
    if inner.startswith('""') and inner.endswith('""') and len(inner) > 4:
        return inner.replace('""', '"')[1:-1]
    return inner


def _share_participants(collection: _Collection, told: list[_Told]) -> None:
    """Give all stories of one participant the answers of the last row that has one, question by question."""
    about_teller = [each for each in collection.asked.values() if each.question.about == "participant"]
    ids = [id for each in about_teller for id in (each.signifier.id, each.write_in_id) if id]
    last: dict[str, dict[str, tuple[object, str]]] = {}
    for each in told:
        if each.participant:
            known = last.setdefault(each.participant, {})
            known |= {
                id: (each.draft.answers[id], each.draft.texts.get(id, "")) for id in ids if id in each.draft.answers
            }
    changed = 0
    for each in told:
        shared = last.get(each.participant, {}) if each.participant else {}
        for id, (answer, text) in shared.items():
            changed += id in each.draft.answers and each.draft.answers[id] != answer
            each.draft.answers[id] = answer
            if text:
                each.draft.texts[id] = text
    if changed:
        collection.report.note(
            f"Antwoorden over een verteller die per rij verschilden: {changed}. Het antwoord in de laatste rij telt."
        )


def _imported(collection: _Collection, told: list[_Told], sources: list[Source], table: Table, name: str) -> Imported:
    report = collection.report
    keys = row_keys(content_digest(each.cells, each.draft, each.participant) for each in told)
    stories = [_story(collection, each, key) for each, key in zip(told, keys, strict=True)]
    report.rows_used = len(stories)
    report.unknown_columns = collection.columns.unknown
    report.set_aside = collection.columns.set_aside
    report.signifiers = count_answers(sources, stories, Counter())
    _last_notes(collection, stories, table)
    framework = build_framework(collection.form, sources, collection.language, name)
    return Imported(finished(framework, report), stories, report)


def _story(collection: _Collection, told: _Told, key: bytes) -> ImportedStory:
    draft = told.draft
    return ImportedStory(
        row=draft.row,
        row_key=hashlib.sha256(b"narrafirma\0" + key).digest(),
        text=draft.text,
        title=draft.title,
        prompt=draft.prompt,
        language=language_code(told.language, collection.language),
        told_on=told.told_on,
        answers=draft.answers,
        texts=draft.texts,
        teller=told.participant,
    )


def _last_notes(collection: _Collection, stories: list[ImportedStory], table: Table) -> None:
    report = collection.report
    if table.comments:
        report.note(f"Rijen die met een puntkomma beginnen (uitleg, geen verhaal): {table.comments}.")
    if collection.answers.truncated:
        report.note(f"Schaalwaarden waarvan het deel achter de komma eraf is: {collection.answers.truncated}.")
    if collection.unmangled:
        report.note(f"Teksten waarvan de aanhalingstekens van de export zijn hersteld: {collection.unmangled}.")
    silent = sum(1 for each in stories if not each.text)
    if silent:
        report.note(f"Verhalen met antwoorden maar zonder tekst: {silent}.")
    present = {column.question.column for column in collection.columns.found.values() if column.question}
    for name in collection.asked:
        if name not in present:
            report.note(f"Vraag '{name}' heeft geen kolom in dit bestand.")
    tellers = {each.teller for each in stories if each.teller}
    if tellers:
        report.note(f"Vertellers met een eigen nummer: {len(tellers)}.")
