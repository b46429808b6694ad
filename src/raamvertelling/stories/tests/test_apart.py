"""What work on files of strangers can reach: nothing; and what is said when it is cut off."""

from pathlib import Path

import pytest

from raamvertelling.stories.apart import CUT_OFF, work_apart

TRIES = {
    "a file": "open(__file__)",
    "a line": "socket.socket()",
    "another program": "os.pipe()",
    "more memory than it gets": "bytearray(3_000_000_000)",
}
WORKER = """
import os
import socket

PROCESSOR_SECONDS = 5


def warm_up():
    open(__file__).close()


def work(asked, parts):
    if asked["try"]:
        try:
            {attempt}
        except (OSError, MemoryError) as error:
            return {{"refused": type(error).__name__}}, b""
    return {{"parts": len(parts)}}, b"+".join(parts)
"""


@pytest.mark.parametrize("attempt", TRIES.values(), ids=TRIES)
def test_the_process_reaches_nothing(tmp_path: Path, attempt: str) -> None:
    told, made = work_apart(worker(tmp_path, attempt), {"try": True}, [b"x"])
    assert told.get("refused") in {"OSError", "MemoryError"} and made == b""


def test_parts_arrive_apart_and_what_is_made_comes_back(tmp_path: Path) -> None:
    told, made = work_apart(worker(tmp_path, "pass"), {"try": False}, [b"een\n", b"", b"twee"])
    assert (told, made) == ({"parts": 3}, b"een\n++twee")


@pytest.mark.parametrize("attempt", ["os.abort()", "raise ValueError", "os._exit(0)"])
def test_a_process_that_breaks_off_is_a_problem_and_no_failure(tmp_path: Path, attempt: str) -> None:
    assert work_apart(worker(tmp_path, attempt), {"try": True}, [b"x"]) == ({"problem": CUT_OFF}, b"")


def worker(folder: Path, attempt: str) -> Path:
    """Write a worker that attempts this."""
    made = folder / "worker.py"
    made.write_text(WORKER.format(attempt=attempt), encoding="utf-8")
    return made
