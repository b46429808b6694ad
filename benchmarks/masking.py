"""`./run bench masking`: what our masking engine and Deduce hide of the held-out stories, and how fast; one run."""

import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from benchmarks.masking_score import Places, Score, score
from benchmarks.masking_table import as_markdown, as_speed
from raamvertelling.core.privacy.annotated import Story, parse_stories
from raamvertelling.core.tests.identifier_maker import MAKERS, make

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(__file__).resolve().parent / "gold"
TARGET = Path(__file__).resolve().parent / "masking.md"
SPEED = Path(__file__).resolve().parent / "masking-speed.md"
REQUIREMENTS = ROOT / "requirements" / "bench.txt"
RUNNER = Path(__file__).resolve().parent / "deduce_runner.py"
GENERATED = 300  # identifiers of every kind


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine did: scores by set, stories a second on two cores (by the clock, and by what the processor
    counted, which other work on the machine disturbs less), seconds to be ready, megabytes."""

    name: str
    held_out: Score
    small: Score
    generated: Score
    demonstration: Score
    speed: float
    processor_speed: float
    ready: float
    megabytes: float


def main(arguments: list[str]) -> int:
    """Measure both engines, or with `--alone` ours only; print the table, and keep it when both ran.

    With `--speed` only how fast both are, on texts to learn from and made ones: the held-out half stays unread.
    """
    if hasattr(os, "sched_setaffinity"):  # on the same two cores, also on a machine with more
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    if "--speed" in arguments:
        return speed()
    sets = [held_out(), [lowered(each) for each in held_out()], generated(), demonstration()]
    runs = [ours(sets)] if "--alone" in arguments else [ours(sets), deduce(sets)]
    table = as_markdown(runs, len(sets[0]))
    print(table)
    if len(runs) > 1:
        TARGET.write_text(table, encoding="utf-8")
    return 0


def read_gold(pattern: str) -> list[Story]:
    """Return the gold stories of some files."""
    paths = sorted(GOLD.glob(pattern))
    return [story for path in paths for story in parse_stories(path.read_text(encoding="utf-8"))]


def held_out() -> list[Story]:
    """Return the held-out half of the gold stories."""
    return read_gold("held-out-*.txt")


def lowered(story: Story) -> Story:
    """Return the same story as somebody writes it who types no capitals (letters that get longer stay)."""
    text = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in story.text)
    return replace(story, text=text)


def generated() -> list[Story]:
    """Return generated identifiers, each in a sentence, as stories with one detail; the style is the kind."""
    return [
        Story(f"{kind} {number}", kind, "", text, ((start, end, "ID"),))
        for kind in MAKERS
        for number, (text, start, end) in enumerate(make(kind, GENERATED))
    ]


def demonstration() -> list[Story]:
    """Return the demonstration with its own list of details; the type is its kind, without title before a name."""
    data = files("raamvertelling.demo") / "data"
    listed = (data / "README.md").read_text(encoding="utf-8").split("```jsonl")[1].split("```")[0]
    details = {each["id"]: each["details"] for each in map(json.loads, listed.strip().splitlines())}
    return [
        _marked(json.loads(line), details) for line in (data / "stories.jsonl").read_text("utf-8").splitlines() if line
    ]


def _marked(told: dict[str, str], details: dict[str, list[dict[str, str]]]) -> Story:
    text, places = told["text"], []
    for each in details.get(told["id"], []):
        words = re.sub(r"^(?:meneer|mevrouw|dokter|de heer|tante) ", "", each["text"], flags=re.IGNORECASE)
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
        if each["field"] == "text" and found:
            places.append((*found.span(), each["kind"]))
    return Story(told["id"], "", "", text, tuple(sorted(places)))


def _lines(stories: Sequence[Story]) -> bytes:
    return "".join(json.dumps({"id": k, "text": each.text}) + "\n" for k, each in enumerate(stories)).encode()


def _different() -> list[Story]:
    """Return stories that are all different, for the speed: repeated words would make it look better."""
    return [*held_out(), *_learnt_from()]


def _learnt_from() -> list[Story]:
    """Return all stories that are there to learn from, and the demonstration."""
    extra = [each for path in sorted((ROOT / "training" / "stories").glob("*.txt")) for each in _parsed(path)]
    return [*read_gold("training-*.txt"), *demonstration(), *extra]


def _parsed(path: Path) -> list[Story]:
    return list(parse_stories(path.read_text(encoding="utf-8")))


def ours(sets: Sequence[Sequence[Story]]) -> Run:
    """Measure our engine as it is used: `raam mask --jsonl`."""
    _mask(_lines(held_out()[:1]))  # so that Python's own cache of compiled files is there
    ready = min(_seconds(_lines(held_out()[:1])) for _ in range(2))
    all_stories = _different()
    seconds = min(_seconds(_lines(all_stories)) for _ in range(2))
    busy = _busy(lambda: _mask(_lines(all_stories))) - _busy(lambda: _mask(_lines(held_out()[:1])))
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    scores = [score(stories, _mask(_lines(stories))) for stories in sets]
    return Run(
        "Raamvertelling",
        *_four(scores),
        len(all_stories) / (seconds - ready),
        2 * len(all_stories) / busy,
        ready,
        megabytes,
    )


def _four(scores: list[Score]) -> tuple[Score, Score, Score, Score]:
    held_out_score, small, made, demo = scores
    return held_out_score, small, made, demo


def _busy(work: Callable[[], object]) -> float:
    """Return the seconds that processors spent on a program that is started here, and on what it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    work()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _seconds(lines: bytes) -> float:
    begun = time.perf_counter()
    _mask(lines)
    return time.perf_counter() - begun


def _mask(lines: bytes) -> list[Places]:
    command = [sys.executable, "-m", "raamvertelling.cli", "mask", "--jsonl"]
    done = subprocess.run(command, input=lines, capture_output=True, check=True)
    return [[(s["start"], s["end"]) for s in json.loads(line)["spans"]] for line in done.stdout.splitlines()]


def deduce(sets: Sequence[Sequence[Story]]) -> Run:
    """Measure Deduce in an environment of its own, on two cores too: one process for each half."""
    python, one = _environment(), held_out()[:1]
    if not (python.parent.parent / "gebouwd").exists():
        _one_deduce(python, one)  # it builds its lists at the first start, which takes minutes
        (python.parent.parent / "gebouwd").touch()
    _, first = _one_deduce(python, one)
    all_stories = _different()
    halves = _deduce(python, [all_stories[::2], all_stories[1::2]])
    slowest = max(told["seconds"] for _, told in halves)
    busy = sum(told["busy"] for _, told in halves)
    hidden, told = _one_deduce(python, [story for stories in sets for story in stories])
    if told["failed"]:
        print(f"Deduce liep vast op {told['failed']:.0f} teksten; daar telt het als niets afgedekt.", file=sys.stderr)
    scores = [score(stories, part) for stories, part in zip(sets, _parts(hidden, sets), strict=True)]
    speeds = len(all_stories) / slowest, 2 * len(all_stories) / busy
    megabytes = max(told["megabytes"] for _, told in halves)
    return Run("Deduce 3.0.6", *_four(scores), *speeds, first["ready"], megabytes)


def speed() -> int:
    """Measure how many texts both engines do in a second of the processor, in turns; print the table and keep it."""
    sets = {"verhalen": _learnt_from(), "gemaakte zinnen": generated()}
    python = _environment()
    rows = []
    for name, texts in sets.items():
        both = [(_our_work(texts), _their_work(python, texts)) for _ in range(2)]
        mine, theirs = (len(texts) / min(seconds) for seconds in zip(*both, strict=True))
        rows.append((name, len(texts), mine, theirs))
    table = as_speed(rows)
    print(table)
    SPEED.write_text(table, encoding="utf-8")
    return 0


def _our_work(texts: Sequence[Story]) -> float:
    """Return the seconds of the processor that our engine works on texts, without what its start takes."""
    return _busy(lambda: _mask(_lines(texts))) - _busy(lambda: _mask(_lines(texts[:1])))


def _their_work(python: Path, texts: Sequence[Story]) -> float:
    """Return the seconds of the processor that Deduce works on texts, without what its start takes."""
    return sum(told["busy"] for _, told in _deduce(python, [texts[::2], texts[1::2]]))


def _parts(hidden: Sequence[Places], sets: Sequence[Sequence[Story]]) -> Iterator[Sequence[Places]]:
    done = 0
    for stories in sets:
        yield hidden[done : done + len(stories)]
        done += len(stories)


def _deduce(python: Path, parts: Sequence[Sequence[Story]]) -> list[tuple[list[Places], dict[str, float]]]:
    """Run Deduce on several parts at the same time, a process for each."""
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(lambda part: _one_deduce(python, part), parts))


def _one_deduce(python: Path, stories: Sequence[Story]) -> tuple[list[Places], dict[str, float]]:
    done = subprocess.run([python, RUNNER], input=_lines(stories), capture_output=True, check=True)
    # While Deduce builds its lists it says so among its answers.
    found = [json.loads(line)["spans"] for line in done.stdout.splitlines() if line.startswith(b"{")]
    hidden: list[Places] = [[(start, end) for start, end, _ in spans] for spans in found]
    told: dict[str, float] = json.loads(done.stderr.splitlines()[-1])
    return hidden, told


def _environment() -> Path:
    """Return the Python of an environment with Deduce in it, made once and again when its requirements change."""
    code = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = Path(os.environ.get("RAAM_BENCH_VENV") or Path(tempfile.gettempdir()) / f"raam-bench-{code}")
    python = folder / "bin" / "python"
    if not (folder / "klaar").exists():
        print("Omgeving met Deduce maken (enkele minuten) ...", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        options = ["--disable-pip-version-check", "-q", "--require-hashes", "-r", str(REQUIREMENTS)]
        subprocess.run([str(python), "-m", "pip", "install", *options], check=True)
        (folder / "klaar").touch()
    return python
