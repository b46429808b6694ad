"""Work on files of strangers, in a process of its own that can open no file and no line."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import BoundedSemaphore

RUNNER = Path(__file__).with_name("apart_worker.py")
PATIENCE = 180
# A server has a few threads for everybody: two people with heavy files may not keep all others waiting.
AT_ONCE = BoundedSemaphore(2)
WAITS = 10.0
CUT_OFF = "cut off"


def work_apart(
    worker: Path, asked: dict[str, object], parts: Sequence[bytes], *, patience: float = PATIENCE
) -> tuple[dict[str, object], bytes]:
    """Let one of our workers work on these bytes in `apart_worker`; return what it told and made.

    A worker that is cut off by a limit, takes too long, or finds no free place gives `{"problem": CUT_OFF}`: that says
    nothing about the file.
    """
    if not AT_ONCE.acquire(timeout=WAITS):
        return {"problem": CUT_OFF}, b""
    try:
        return _run(worker, asked, parts, patience)
    finally:
        AT_ONCE.release()


def _run(
    worker: Path, asked: dict[str, object], parts: Sequence[bytes], patience: float
) -> tuple[dict[str, object], bytes]:
    head = json.dumps({**asked, "parts": [len(part) for part in parts]}).encode()
    try:
        done = subprocess.run(  # noqa: S603  # our own script; nothing of the teller is in the command
            [sys.executable, "-I", str(RUNNER), str(worker)],
            input=b"\n".join((head, b"".join(parts))),
            capture_output=True,
            timeout=patience,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"problem": CUT_OFF}, b""
    line, found, data = done.stdout.partition(b"\n")
    if done.returncode != 0 or not found:
        return {"problem": CUT_OFF}, b""
    told: dict[str, object] = json.loads(line)
    return told, data
