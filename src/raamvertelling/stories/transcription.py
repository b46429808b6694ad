"""A computer that listens: an optional engine that proposes a text for a recording. A person decides what was said."""

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings

UNCLEAR = "[onduidelijk]"
SURE_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of speech: from and to in seconds, the words, and how certain the engine is of them (0 to 1)."""

    start: float
    end: float
    text: str
    certainty: float


class Transcriber(Protocol):
    """What an engine must be able to do."""

    def transcribe(self, recording: bytes, language: str) -> list[Segment]:
        """Return what is said in a recording, in order."""
        ...


class NoEngine(RuntimeError):
    """The engine that was set cannot be used; the message tells the operator what to do."""


def has_engine() -> bool:
    """Whether the operator set an engine; that it works shows when it is used."""
    return bool(settings.RAAM_WHISPER_MODEL)


def engine_problem() -> str:
    """Say what the operator must mend before the engine can be used; nothing is loaded to find out."""
    if not has_engine():
        return "Er is geen model ingesteld. Zet RAAM_WHISPER_MODEL op de map van een model."
    folder = Path(settings.RAAM_WHISPER_MODEL)
    # Without the second file the package would look for it on the internet.
    if not all((folder / name).is_file() for name in ("model.bin", "tokenizer.json")):
        return (
            f"In de map {folder} staat geen model.bin met tokenizer.json. Zet RAAM_WHISPER_MODEL op de map van een"
            " faster-whisper-model."
        )
    if not _has_package():
        return (
            "Het pakket faster-whisper ontbreekt. Installeer raamvertelling[whisper], of haal RAAM_WHISPER_MODEL weg."
        )
    return ""


def engine() -> Transcriber:
    """Return the engine that the operator set; NoEngine says what is wrong with it."""
    if problem := engine_problem():
        raise NoEngine(problem)
    return _whisper(settings.RAAM_WHISPER_MODEL)


def _has_package() -> bool:
    if "faster_whisper" in sys.modules:
        return sys.modules["faster_whisper"] is not None
    return find_spec("faster_whisper") is not None


def proposal_of(segments: Sequence[Segment]) -> str:
    """Return the text that is proposed: a line for each piece; words that the engine doubts stand as unclear."""
    lines = []
    for each in segments:
        words = " ".join(each.text.split())
        if words:
            lines.append(words if each.certainty >= SURE_ENOUGH else f"{words} {UNCLEAR}")
    return "\n".join(lines)


class Whisper:
    """faster-whisper with a model from a folder of this machine; it fetches nothing."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def transcribe(self, recording: bytes, language: str) -> list[Segment]:
        """Return what is said; a word that the model doubts becomes a mark inside its sentence."""
        found, _ = self._model.transcribe(
            io.BytesIO(recording),
            language=self._known(language.partition("-")[0]),
            word_timestamps=True,
            vad_filter=True,
            condition_on_previous_text=False,
        )
        return [_segment(each) for each in found]

    def _known(self, language: str) -> str | None:
        """Return a language that the model knows; else it listens for itself which one it is."""
        return language if language in self._model.supported_languages else None


def _segment(found: Any) -> Segment:
    words = list(found.words or ())
    if not words:
        return Segment(float(found.start), float(found.end), str(found.text).strip(), 1.0)
    marked = "".join(
        str(each.word) if each.probability >= SURE_ENOUGH else f" [onduidelijk: {str(each.word).strip()}]"
        for each in words
    )
    # The doubt already stands at the word itself.
    return Segment(float(found.start), float(found.end), marked.strip(), 1.0)


@cache
def _whisper(folder: str) -> Whisper:
    """Load the model once a process: it takes seconds and much memory."""
    package: Any = import_module("faster_whisper")
    try:
        model = package.WhisperModel(folder, device="auto", compute_type="default", local_files_only=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise NoEngine(f"In de map {folder} staat geen model dat faster-whisper kan laden: {error}") from error
    return Whisper(model)
