"""`raam mask`: texts on standard input, what could identify somebody as JSON lines on standard output; no database."""

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any

BATCH = 128  # stories that are looked at together
ALONE = 500_000  # letters that one process does before others join: half a second, and they have what it met of words
SPREAD = 3  # so many batches must wait before a second process pays off
LONGEST = 20 * 1024 * 1024  # bytes of one line


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a story, or what is wrong with it."""

    id: Any
    text: str
    problem: str = ""


def run_mask(*, jsonl: bool, engines: Sequence[str]) -> int:
    """Read standard input and write a line for every story; 1 when a line could not be read, and the rest is done."""
    from raamvertelling.core.privacy.plugins import EngineMissing, load_engines

    # The matrices are small and the processes share the cores already: threads only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        load_engines(engines)
    except EngineMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    gc.disable()  # nothing here goes round in circles, and looking for circles took a sixth of the time
    if not jsonl:
        return _write(_one_text(sys.stdin.buffer), engines, processes=1)
    return _write(_entries(sys.stdin.buffer), engines, processes=min(_cores(), 8))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _one_text(stream: IO[bytes]) -> Iterator[Entry]:
    text, problem = _decoded(stream.read())
    yield Entry(None, text, problem and f"{problem} Sla het op als UTF-8.")


def _decoded(raw: bytes) -> tuple[str, str]:
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return "", "De tekst is geen UTF-8."


def _entries(stream: IO[bytes]) -> Iterator[Entry]:
    for number, raw in enumerate(stream, 1):
        if raw.strip():
            yield _entry(number, raw)


def _entry(number: int, raw: bytes) -> Entry:
    if len(raw) > LONGEST:
        return Entry(None, "", f"Regel {number} is te lang: ten hoogste {LONGEST // 1024**2} MB. Deel het verhaal op.")
    text, problem = _decoded(raw)
    if problem:
        return Entry(None, "", f"Regel {number} is geen UTF-8. Sla het bestand op als UTF-8.")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Entry(
            None, "", f'Regel {number} is geen JSON. Zet op elke regel één verhaal: {{"id": 1, "text": "..."}}.'
        )
    if not isinstance(value, dict) or "id" not in value or not isinstance(value.get("text"), str):
        return Entry(
            None, "", f'Regel {number} mist "id" of "text". Geef beide; "text" is tekst tussen aanhalingstekens.'
        )
    return Entry(value["id"], value["text"])


def masked_lines(entries: Sequence[Entry], engines: Sequence[str]) -> list[str]:
    """Return the line of output of every story that could be read."""
    from raamvertelling.core.privacy import masked, propose_many
    from raamvertelling.core.privacy.plugins import load_engines

    found = propose_many([{"text": each.text} for each in entries], load_engines(engines))
    lines = []
    for each, proposals in zip(entries, found, strict=True):
        spans = [proposal.span for proposal in proposals]
        told = [
            {"start": s.start, "end": s.end, "type": s.type, "label": s.label, "score": s.score, "source": s.source}
            for s in spans
        ]
        lines.append(_as_json({"id": each.id, "spans": told, "masked": masked(each.text, spans)}))
    return lines


def _as_json(value: dict[str, Any]) -> str:
    """Write JSON; a half of a surrogate pair, which UTF-8 has no place for, stays escaped as it came."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_whole(text) else json.dumps(value)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _write(entries: Iterator[Entry], engines: Sequence[str], *, processes: int) -> int:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # always a text file here
    code = 0
    for lines, problems in _results(entries, engines, processes):
        for problem in problems:
            print(problem, file=sys.stderr)
            code = 1
        for line in lines:
            print(line)
        sys.stdout.flush()
    return code


def _results(
    entries: Iterator[Entry], engines: Sequence[str], processes: int, alone: int = ALONE
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield lines and problems batch by batch, in order; more processes only when there is work for them."""
    batches = _batches(entries)
    for batch in batches:
        yield _done(batch, engines)
        alone -= sum(len(each.text) for each in batch)
        if alone < 0:
            break
    begin = list(islice(batches, SPREAD))
    if processes < 2 or len(begin) < SPREAD:
        for batch in chain(begin, batches):
            yield _done(batch, engines)
        return
    with ProcessPoolExecutor(processes, initializer=gc.disable) as pool:
        waiting = [pool.submit(_done, batch, engines) for batch in begin]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(_done, batch, engines) for batch in islice(batches, 1)]


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    entries = iter(entries)
    while batch := list(islice(entries, BATCH)):
        yield batch


def _done(batch: list[Entry], engines: Sequence[str]) -> tuple[list[str], list[str]]:
    good = [each for each in batch if not each.problem]
    return masked_lines(good, engines), [each.problem for each in batch if each.problem]
