"""Ask a page many times, and keep the time, the number of queries and the bytes."""

import statistics
from collections.abc import Sequence
from contextlib import ExitStack
from time import process_time
from typing import Any

from django.db import connections
from django.test.utils import CaptureQueriesContext

from benchmarks.examples import Example
from benchmarks.table import Row
from benchmarks.weighing import compressed, weight


def measure(page: Sequence[Example], calls: int) -> Row:
    """Ask a page for everybody who may see it, then `calls` times for whom it is slowest."""
    trials = []
    for example in page:
        answer, content = _ask(example)
        if answer.status_code != 200:
            raise LookupError(f"{example.name} ({example.person}) gaf {answer.status_code} op {example.path}")
        trials.append((_milliseconds(example), example, answer, content))
    _, example, answer, content = max(trials, key=lambda trial: trial[0])
    times = sorted(_milliseconds(example) for _ in range(calls))
    html = "html" in answer.headers.get("Content-Type", "")
    return Row(
        name=example.name,
        person=example.person,
        p50=statistics.median(times),
        p95=times[min(calls - 1, round(0.95 * calls))],
        queries=tuple(_count(each) for each in page),
        size=compressed(content) if html else len(content),
        weight=weight(content) if html else 0,
    )


def _ask(example: Example) -> tuple[Any, bytes]:
    answer: Any = example.client.get(example.path)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def _milliseconds(example: Example) -> float:
    """Return the time that this process works on one page: a busy machine does not make it longer."""
    begun = process_time()
    _ask(example)
    return 1000 * (process_time() - begun)


def _count(example: Example) -> int:
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connection)) for connection in connections.all()]
        _ask(example)
    return sum(len(each) for each in captured)
