"""Work on files of strangers, in a process of its own that can open no file and no line."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 180


def work_apart(
    worker: Path, asked: dict[str, object], parts: Sequence[bytes], *, patience: float = PATIENCE
) -> tuple[dict[str, object], bytes]:
    """Run one of our worker scripts on these bytes; return what it told and made.

    It gets a line of JSON (`asked`, with the length of each part) and the parts; it answers a line of JSON and bytes.
    A worker that is cut off by a limit, or takes too long, gives `{"problem": "unreadable"}`.
    """
    head = json.dumps({**asked, "parts": [len(part) for part in parts]}).encode()
    try:
        done = subprocess.run(  # noqa: S603  # our own script; nothing of the teller is in the command
            [sys.executable, "-I", str(worker)],
            input=b"\n".join((head, b"".join(parts))),
            capture_output=True,
            timeout=patience,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"problem": "unreadable"}, b""
    line, found, data = done.stdout.partition(b"\n")
    if done.returncode != 0 or not found:
        return {"problem": "unreadable"}, b""
    told: dict[str, object] = json.loads(line)
    return told, data
