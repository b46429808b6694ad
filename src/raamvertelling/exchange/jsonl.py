"""Reads stories as JSON lines, one object a line: the form of the demonstration's `stories.jsonl`."""

import hashlib
import json
from collections import Counter
from typing import BinaryIO

from raamvertelling.core.answers import dump_answer, read_answers
from raamvertelling.core.framework import Framework, LongText, ShortText
from raamvertelling.exchange.building import Source, cleaned, count_answers
from raamvertelling.exchange.reading import read_text
from raamvertelling.exchange.report import Imported, ImportedStory, ImportReport
from raamvertelling.exchange.values import iso_date, language_code


def read_jsonl(
    source: bytes | BinaryIO, framework: Framework, *, limit: int | None = None, only_answers: bool = False
) -> Imported:
    """Read stories as JSON lines.

    Each object may hold `id`, `text`, `title`, `prompt`, `language`, `told_on`, `channel`, `consent` and `answers`.

    Parameters
    ----------
    source : the file, UTF-8.
    framework : the questions; an answer that it does not accept is named in the report and left out.
    limit : the largest number of bytes; None: no limit.
    only_answers : whether a line without a text is a story too, because only its answers are looked at.

    Raises
    ------
    ImportProblem : the file is empty or too large. A broken line is a skipped row.

    Notes
    -----
    `consent` is a mapping of use to true or false; `uses` of the stories holds those that are true.
    """
    report = ImportReport("JSON-regels")
    stories = []
    for number, line in enumerate(read_text(source, limit=limit).split("\n"), start=1):
        if not line.strip():
            continue
        report.rows_read += 1
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            report.skip(number, "deze regel is geen geldige JSON")
            continue
        if not isinstance(raw, dict) or not (only_answers or _text(raw, "text")):
            report.skip(number, "in deze regel staat geen verhaal ('text')")
            continue
        stories.append(_story(number, raw, framework, report))
    report.rows_used = len(stories)
    report.signifiers = count_answers([Source(each, each.id) for each in framework.signifiers], stories, Counter())
    return Imported(framework, stories, report)


def _story(number: int, raw: dict[str, object], framework: Framework, report: ImportReport) -> ImportedStory:
    given = raw.get("answers")
    given = dict(given) if isinstance(given, dict) else {}
    asked = framework.prompt
    if asked is not None and _text(raw, "prompt"):
        given.setdefault(asked.id, _text(raw, "prompt"))
    found, mistakes = read_answers(framework, given)
    for mistake in mistakes:
        report.unmatched(number, mistake.signifier_id, str(given.get(mistake.signifier_id, "")), mistake.message)
    answers: dict[str, object] = {}
    texts: dict[str, str] = {}
    for id, answer in found.items():
        signifier = framework.signifier(id)
        value = dump_answer(signifier, answer)
        if value is not None:
            answers[id] = value
            if isinstance(signifier, LongText | ShortText):
                texts[id] = cleaned(str(given[id]))
    reference = _text(raw, "id")
    consent = raw.get("consent")
    uses = tuple(use for use, yes in consent.items() if yes is True) if isinstance(consent, dict) else None
    role = answers.get(framework.voices, "")
    key = reference or json.dumps(raw, sort_keys=True)
    return ImportedStory(
        row=number,
        row_key=hashlib.sha256(b"jsonl\0" + f"{framework.id}\0{key}".encode("utf-8", "surrogatepass")).digest(),
        text=cleaned(_text(raw, "text")),
        title=cleaned(_text(raw, "title")),
        prompt=str(answers.get(asked.id, "")) if asked is not None else "",
        language=language_code(_text(raw, "language"), framework.language),
        told_on=iso_date(_text(raw, "told_on")),
        role=role if isinstance(role, str) else "",
        answers=answers,
        texts=texts,
        teller=_text(raw, "teller"),
        channel=_text(raw, "channel") or "import",
        uses=uses,
        reference=reference,
    )


def _text(raw: dict[str, object], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""
