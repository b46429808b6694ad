"""Where sentences begin in a recording, measured by its pauses; good enough to jump back to what was just said."""

from collections.abc import Sequence
from pathlib import Path

from raamvertelling.stories.apart import work_apart

WORKER = Path(__file__).with_name("pauses_worker.py")
STEP = 0.02
PAUSE = 0.4
SHORTEST = 1.0
LONGEST = 15.0
# How far below loud speech it is silent: a third of the way up from the softest to the loudest.
SILENCE_SHARE = 0.33


def sentences_of(recording: bytes) -> list[float]:
    """Return the seconds at which sentences begin, the first at 0; only that if it cannot be measured."""
    told, data = work_apart(WORKER, {"step": STEP}, [recording])
    return [0.0] if "problem" in told else starts_of(list(data), STEP)


def starts_of(levels: Sequence[int], step: float) -> list[float]:
    """Return where sentences begin, from loudness per step (0 to 255): after each pause, and at least every 15 s."""
    if not levels:
        return [0.0]
    ordered = sorted(levels)
    soft, loud = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    silent = soft + SILENCE_SHARE * (loud - soft)
    starts, quiet = [0.0], 0
    for place, level in enumerate(levels):
        here = place * step
        if level <= silent and loud > soft:
            quiet += 1
            continue
        paused = quiet * step >= PAUSE and here - starts[-1] >= SHORTEST
        if paused or here - starts[-1] >= LONGEST:
            starts.append(round(max(here - 0.1, 0.0), 2))
        quiet = 0
    return starts
