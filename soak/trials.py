"""Running one trial in processes of its own: who tells, and after the crash who looks."""

import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict

from soak.checking import Findings

Work = Callable[[int], None]


def start(work: Work) -> tuple[int, int]:
    """Start a process of our own that may write to a pipe; return its number and the end to read from."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(writing)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def finish(child: int, reading: int) -> tuple[bytes, int]:
    """Read until the other end is closed; return what was said, and how the process ended (negative: by a signal)."""
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    return said, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def looked(look: Callable[[], Findings]) -> Findings:
    """Look in a clean process: nothing of what was open at the crash is left there."""

    def say(pipe: int) -> None:
        os.write(pipe, json.dumps(asdict(look())).encode())

    said, code = finish(*start(say))
    if code:
        return Findings(broken=[f"wie keek stopte met {code}"])
    return Findings(**json.loads(said))
