"""A SenseMaker definition with its data, as a framework, stories and a report."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from raamvertelling.core.framework import (
    Framework,
    LongText,
)
from raamvertelling.exchange.building import (
    RESERVED_QUESTIONS,
    Draft,
    Source,
    cleaned,
    consent_text,
    content_digest,
    count_answers,
    finished,
    note_maximum,
    row_keys,
    wording,
)
from raamvertelling.exchange.ids import Ids, stable_id
from raamvertelling.exchange.reading import Table, extra_cells, peek, read_table, read_text
from raamvertelling.exchange.report import Imported, ImportedStory, ImportProblem, ImportReport
from raamvertelling.exchange.rows import Row
from raamvertelling.exchange.sensemaker.answers import HEIGHT, Asked, Cells
from raamvertelling.exchange.sensemaker.columns import MOMENTS, ROW_IDS, Columns, match_columns
from raamvertelling.exchange.sensemaker.definition import (
    LAYOUT,
    MEDIA_WORDS,
    QUESTIONS,
    Definition,
    Question,
    read_definition,
)
from raamvertelling.exchange.sensemaker.questions import labels_of, make_signifier
from raamvertelling.exchange.values import epoch_date, language_code, number

_TITLE = re.compile(r"\btit(le|el)\b|\bheadline\b|\bkop\b", re.IGNORECASE)
LOOK_AHEAD = 300


@dataclass(frozen=True, slots=True)
class _Read:
    """What is kept of one row, so that the row itself can go."""

    draft: Draft
    digest: bytes
    identity: str
    project_id: str
    told_on: date | None
    language: str
    teller: str


@dataclass(slots=True)
class _Project:
    """What is known once the header is read; `texts` and `titles` in the order in which they are tried."""

    definition: Definition
    columns: Columns
    report: ImportReport
    language: str
    asked: list[Asked] = field(default_factory=list)
    texts: list[Asked] = field(default_factory=list)
    titles: list[Asked] = field(default_factory=list)
    workbench: bool = False
    moved: Counter[str] = field(default_factory=Counter)
    media: Counter[str] = field(default_factory=Counter)


def read_sensemaker(
    definition: bytes | BinaryIO, data: bytes | BinaryIO, *, limit: int | None = None, name: str = ""
) -> Imported:
    """Read a SenseMaker project.

    Parameters
    ----------
    definition : the project's definition, JSON, with the questions in `signifiers` or in `sections`.
    data : the exported rows, CSV or XLSX, with headers of the new (`_percentX`) or the old style (`X`).
    limit : the largest number of bytes of each file; None: no limit.
    name : a name for the framework if the definition has none.

    Raises
    ------
    ImportProblem : one of the files cannot be read, or they do not belong together.

    Notes
    -----
    Corner values may be shares (sum 1) or percentages (sum 100); tiny negative values are noise of the drawing and
    become 0. An empty triad was skipped; `_NA` = 1 means that the question did not fit. Days are in UTC.
    """
    read = read_definition(read_text(definition, limit=limit, name="de definitie"))
    table = read_table(data, expected=[each.id for each in read.questions], limit=limit, name="het gegevensbestand")
    report = ImportReport("SenseMaker", notes=table.notes)
    columns = match_columns(read, table.header)
    project = _Project(read, columns, report, language_code(read.language, "en"))
    _check_belongs(project)
    _ask(project, name)
    first, rows = peek(table.rows, LOOK_AHEAD)
    project.workbench = _draws_true_triangle(project, first)
    return _imported(project, _read_rows(project, rows, table), name)


def _check_belongs(project: _Project) -> None:
    if not project.columns.parts:
        raise ImportProblem(
            "Geen enkele kolom past bij een vraag van deze definitie. "
            "Kies de definitie en de gegevens van hetzelfde project."
        )
    main = next((each for each in project.definition.questions if each.id == project.definition.own_story_id), None)
    other = any(
        each.type == "freetext" and each.is_fragment and each.id in project.columns.parts
        for each in project.definition.questions
    )
    if main is not None and main.type == "freetext" and main.id not in project.columns.parts and not other:
        raise ImportProblem(f"De kolom met het verhaal ontbreekt: '{main.id}'. Exporteer de gegevens opnieuw.")


def _ask(project: _Project, name: str) -> None:
    """Make a question of ours from each of theirs; the story and the title get their own ids."""
    texts = [each for each in project.definition.questions if each.type == "freetext"]
    titles = [each for each in texts if _TITLE.search(each.title) and not each.is_multiline]
    main = _story_question(project, [each for each in texts if each not in titles] or texts)
    titles = [each for each in titles if each is not main]
    ids = Ids(*RESERVED_QUESTIONS)
    for question in project.definition.questions:
        if question.type not in QUESTIONS:
            continue
        special = "story" if question is main else "title" if titles and question is titles[0] else ""
        parts = project.columns.parts.get(question.id, {})
        id = special or ids.give(question.id, "s")
        made = make_signifier(question, id, special, language=project.language, parts=parts)
        if made is None:
            project.report.note(f"Vraag '{question.title or question.id}' heeft te weinig antwoorden om te lezen.")
            continue
        labels = [each.id for each in labels_of(made)]
        keys = dict(zip((label for label, _ in question.labels), labels, strict=False))
        by_words = {text.casefold(): keys[label] for label, text in question.labels if text and label in keys}
        lower = {label.casefold(): id for label, id in keys.items()}
        asked = Asked(question, made, parts, {**by_words, **lower, **keys})
        project.asked.append(asked)
        if made.kind == "multiple_choice":
            note_maximum(project.report, question.title, question.maximum, len(labels))
        if question is main:
            project.texts.insert(0, asked)
        elif question in titles:
            project.titles.append(asked)
        elif question.type == "freetext" and _may_be_story(question, project.definition):
            project.texts.append(asked)
    if project.titles:
        project.report.note(f"Als titel gelezen: '{project.titles[0].question.title}'.")


def _may_be_story(question: Question, definition: Definition) -> bool:
    return question.id in definition.story_ids or (question.is_fragment and question.is_multiline)


def _story_question(project: _Project, texts: Sequence[Question]) -> Question | None:
    definition = project.definition
    order = [each for each in texts if each.id == definition.own_story_id]
    order += [each for each in texts if each.is_fragment and each.is_multiline]
    order += [each for id in definition.story_ids for each in texts if each.id == id]
    order += [each for each in texts if each.is_fragment]
    order += [each for each in texts if each.is_multiline]
    if order:
        project.report.note(f"Als verhaal gelezen: '{order[0].title or order[0].id}'.")
        return order[0]
    project.report.note("Dit project heeft geen vraag naar een geschreven verhaal; de verhalen zijn zonder tekst.")
    return None


def _draws_true_triangle(project: _Project, rows: Sequence[Row]) -> bool:
    """Tell from the data whether Y is 0.866 times the top share (Workbench) or that share itself."""
    report, columns = project.report, project.columns
    near = {True: 0, False: 0}
    highest, percent = 0.0, False
    for asked in project.asked:
        index = asked.parts.get("y")
        if asked.question.type != "triad" or index is None:
            continue
        top = asked.parts.get(f"label:{asked.question.labels[0][0]}")
        for row in rows:
            y, share = number(row.cell(index)), None if top is None else number(row.cell(top))
            highest = max(highest, y or 0.0)
            percent = percent or (share or 0) > 1.5
            if y and share:
                ratio = y / (share / 100 if share > 1.5 else share)
                near[abs(ratio - HEIGHT) < abs(ratio - 1)] += 1
    if columns.new_style or columns.old_style:
        report.note("Kopstijl: nieuw (_percentX)." if columns.new_style else "Kopstijl: oud (X, Y, XRight).")
    if percent:
        report.note("Hoeken van driehoeken staan in procenten (som 100); omgerekend naar aandelen (som 1).")
    if near[True] or near[False]:
        workbench = near[True] > near[False]
    else:
        workbench = columns.new_style == 0 and highest <= HEIGHT + 0.001
    if highest:
        report.note("Schaal van Y: 0 tot 0,866 (Workbench)." if workbench else "Schaal van Y: 0 tot 1.")
    return workbench


def _read_rows(project: _Project, rows: Iterable[Row], table: Table) -> list[_Read]:
    report, columns = project.report, project.columns
    id_column = next((columns.row[name] for name in ROW_IDS if name in columns.row), None)
    kept: list[_Read] = []
    seen: dict[str, int] = {}
    for row in rows:
        report.rows_read += 1
        identity = "" if id_column is None else row.cell(id_column)
        if identity and identity in seen:
            report.skip(row.number, f"heeft hetzelfde nummer als rij {seen[identity]} ({identity[:40]})")
            continue
        draft = _draft(project, row)
        for column, value in extra_cells(row, len(table.header)):
            report.unmatched(row.number, f"(kolom {column})", value, "deze kolom heeft geen kop")
        if draft.is_empty and not any(row.cell(index) for index in columns.media):
            report.skip(row.number, "er staat geen verhaal en geen antwoord in")
            continue
        if identity:
            seen[identity] = row.number
        kept.append(_facts(project, draft, row, identity))
    return kept


def _facts(project: _Project, draft: Draft, row: Row, identity: str) -> _Read:
    def cell(name: str) -> str:
        return row.cell(project.columns.row[name]) if name in project.columns.row else ""

    moments = (epoch_date(cell(name)) for name in MOMENTS)
    return _Read(
        draft=draft,
        digest=content_digest(row.cells, draft, cell("responder_id")),
        identity=identity,
        project_id=cell("project_id") or project.definition.id,
        told_on=next((each for each in moments if each), None),
        language=language_code(cell("language") or cell("meta_selectedlanguage"), project.language),
        teller=cell("responder_id"),
    )


def _draft(project: _Project, row: Row) -> Draft:
    cells = Cells(row, project.columns, project.report, project.workbench)
    draft = Draft(row.number)
    for asked in project.asked:
        if asked.question.type == "freetext":
            if text := cleaned(cells.text(asked, "value")):
                draft.write(asked.signifier.id, text)
            elif cells.says_not_applicable(asked):
                draft.unfit.add(asked.signifier.id)
        elif (answer := cells.answer(asked)) is not None:
            draft.answers[asked.signifier.id] = answer
    draft.text = _take(project, draft, project.texts, "story")
    draft.title = _take(project, draft, project.titles, "title")
    for index, kind in project.columns.media.items():
        project.media[kind] += bool(row.cell(index))
    return draft


def _take(project: _Project, draft: Draft, sources: Sequence[Asked], own: str) -> str:
    """Return the first text of these questions; linked frameworks each have a story question of their own."""
    for asked in sources:
        id = asked.signifier.id
        if id in draft.texts:
            draft.answers.pop(id, None)
            if id != own:
                project.moved[id] += 1
                project.moved[own] -= 1
            return draft.texts.pop(id)
    return ""


def _imported(project: _Project, kept: list[_Read], name: str) -> Imported:
    report, columns, definition = project.report, project.columns, project.definition
    signifiers = [each.signifier for each in project.asked]
    sources = [Source(each.signifier, each.question.id) for each in project.asked]
    if not any(isinstance(each, LongText) and each.is_story for each in signifiers):
        signifiers.append(LongText(id="story", text=wording(project.language, "Verhaal"), is_story=True))
    title = definition.name or name or "SenseMaker"
    framework = Framework(
        id=stable_id(title, prefix="kader"),
        version=1,
        language=project.language,
        languages=(project.language,),
        title=wording(project.language, title, "SenseMaker"),
        introduction=wording(project.language, definition.introduction),
        voices="",
        signifiers=tuple(signifiers),
        consent=consent_text(project.language),
    )
    keys = row_keys(each.digest for each in kept)
    stories = [_story(each, key) for each, key in zip(kept, keys, strict=True)]
    report.rows_used = len(stories)
    report.unknown_columns = columns.unknown
    report.set_aside = [
        *columns.derived,
        *(f"{columns.name(i)} ({MEDIA_WORDS.get(k, k)})" for i, k in columns.media.items()),
    ]
    report.signifiers = count_answers(sources, stories, project.moved)
    unfit = Counter(id for each in kept for id in each.draft.unfit)
    for count in report.signifiers:
        count.not_applicable += unfit[count.id]
        count.skipped -= unfit[count.id]
    _last_notes(project, stories)
    return Imported(finished(framework, report), stories, report)


def _story(read: _Read, content_key: bytes) -> ImportedStory:
    key = f"{read.project_id}\0{read.identity}".encode() if read.identity else content_key
    return ImportedStory(
        row=read.draft.row,
        row_key=hashlib.sha256(b"sensemaker\0" + key).digest(),
        text=read.draft.text,
        title=read.draft.title,
        language=read.language,
        told_on=read.told_on,
        answers=read.draft.answers,
        texts=read.draft.texts,
        teller=read.teller,
        reference=read.identity,
    )


def _last_notes(project: _Project, stories: Sequence[ImportedStory]) -> None:
    report = project.report
    report.note(f"De definitie is {project.definition.layout}; taal: {project.language}.")
    for kind, count in sorted(project.media.items()):
        if count:
            report.note(f"Rijen met ook {MEDIA_WORDS.get(kind, kind)}: {count}. Dat staat niet in dit bestand.")
    silent = sum(1 for each in stories if not each.text)
    if silent:
        report.note(f"Verhalen met antwoorden maar zonder tekst: {silent}.")
    undated = sum(1 for each in stories if each.told_on is None)
    if undated:
        report.note(f"Verhalen zonder datum: {undated}.")
    absent = [each for each in project.asked if not each.parts and each.question.type not in LAYOUT]
    for each in absent:
        report.note(f"Vraag '{each.question.title or each.question.id}' heeft geen kolom in dit bestand.")
    for title in project.definition.broken:
        report.note(f"Vraag '{title}' heeft geen id of geen soort en is niet gelezen.")
