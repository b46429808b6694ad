"""`./run bench start`: seconds from a fresh clone to the first page, with and without a filled package cache."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 900  # seconds for a fresh start on a slow line
MARKS = {
    "1/2": "omgeving maken",
    "2/2": "onderdelen ophalen",
    "Tabellen": "tabellen en bestanden",
    " van 120": "verhalen",
}


def main(arguments: list[str]) -> int:
    """Clone this project, start the demonstration three times, and say what took the time."""
    with TemporaryDirectory(prefix="raam-start-") as folder:
        cache, clones = Path(folder) / "cache", [Path(folder) / name for name in ("one", "two")]
        for clone in clones:
            subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(clone)], check=True)
        _report("verse kloon, leeg pakketgeheugen", _start(clones[0], cache))
        _report("verse kloon, gevuld pakketgeheugen", _start(clones[1], cache))
        _report("tweede start", _start(clones[1], cache))
    return 0


def _report(name: str, steps: dict[str, float]) -> None:
    total = sum(steps.values())
    longest = max(steps, key=lambda step: steps[step])
    parts = ", ".join(f"{step} {seconds:.1f}" for step, seconds in steps.items())
    print(f"{name}: {total:.1f} s ({parts}); het meest: {longest}", flush=True)


def _start(clone: Path, cache: Path) -> dict[str, float]:
    """Run `./run demo` until the page of a storypoint is there; return the seconds of each step."""
    port = _free_port()
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("RAAM_", "PYTHON", "DJANGO", "PIP_NO_CACHE"))
    }
    environment |= {"PIP_CACHE_DIR": str(cache), "RAAM_PYTHON": getattr(sys, "_base_executable", sys.executable)}
    with _running([str(clone / "run"), "demo", "--port", str(port)], clone, environment) as log:
        return _watch(log, f"http://127.0.0.1:{port}/vertel/de-brug/")


@contextmanager
def _running(words: list[str], folder: Path, environment: dict[str, str]) -> Iterator[Path]:
    log = folder / "start.log"
    with log.open("wb") as file:
        process = subprocess.Popen(words, cwd=folder, env=environment, stdout=file, stderr=file, start_new_session=True)
        try:
            yield log
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
            log.unlink()


def _watch(log: Path, address: str) -> dict[str, float]:
    """Follow the log: each known word begins the next step, and the first good answer ends the last."""
    begun = time.monotonic()
    moments = {"opstarten": begun}
    while time.monotonic() - begun < PATIENCE:
        text = log.read_text(encoding="utf-8", errors="replace")
        for mark, step in MARKS.items():
            if mark in text:
                moments.setdefault(step, time.monotonic())
        if "Stoppen: Ctrl-C" in text:
            moments.setdefault("server", time.monotonic())
            if _answers(address):
                break
        time.sleep(0.05)
    else:
        raise TimeoutError(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    ends = [*list(moments.values())[1:], time.monotonic()]
    return {step: end - start for (step, start), end in zip(moments.items(), ends, strict=True)}


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # our own server
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number
