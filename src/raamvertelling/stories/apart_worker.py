"""A process that can open no file and no line: it loads one of our workers, shuts itself in, and only then reads.

Run as a script by `stories.apart`, with the path of a worker. In: a line of JSON with the length of each part, then the
parts. Out: a line of JSON, then bytes. A worker knows nothing of the program and has `PROCESSOR_SECONDS`, `warm_up()`
and `work(asked, parts)`; what it is given may be made by somebody who means harm.
"""

import importlib.util
import json
import resource
import sys
from types import ModuleType

MEMORY = 1_500_000_000


def load(path: str) -> ModuleType:
    """Return the worker in this file; it is no part of a package here."""
    spec = importlib.util.spec_from_file_location("worker", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    worker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(worker)
    return worker


def shut_in(processor_seconds: int) -> None:
    """Allow no more memory, time, files or lines than this work needs."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # Standard in, out and error stay; nothing can be opened besides: no file, no address.
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def main() -> None:
    """Read the work, do it, and write what came of it."""
    worker = load(sys.argv[1])
    worker.warm_up()
    shut_in(worker.PROCESSOR_SECONDS)
    asked = json.loads(sys.stdin.buffer.readline())
    told, made = worker.work(asked, [sys.stdin.buffer.read(length) for length in asked["parts"]])
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + made)


if __name__ == "__main__":
    main()
