"""Cleaning a recording: only its sound is kept, measured by listening; the work is done in a process of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from raamvertelling.stories.apart import CUT_OFF, work_apart

WORKER = Path(__file__).with_name("audio_worker.py")
SMALLEST = 1_000
MARGIN = 20  # a recording that stopped by itself at the limit is a little longer than the limit
SHORTEST = 0.3


class BadRecording(ValueError):
    """This cannot be kept as a recording; the message is a sentence for the teller."""


class NotNow(BadRecording):
    """The work was cut off, which says nothing about the recording: whoever keeps it, keeps it."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording without anything around it."""

    data: bytes
    mime: str
    seconds: float


def clean_sound(parts: Sequence[bytes]) -> Sound:
    """Return the sound of these recordings as one, without their metadata; BadRecording if there is none.

    NotNow when that could not be found out.
    """
    if sum(map(len, parts)) < SMALLEST:
        raise BadRecording(nothing_heard())
    if sum(map(len, parts)) > most_bytes():
        raise BadRecording(too_large())
    most = settings.RAAM_RECORDING_MINUTES * 60 + MARGIN
    told, data = work_apart(WORKER, {"most_seconds": most}, parts)
    if told.get("problem") == "long":
        minutes = {"minutes": settings.RAAM_RECORDING_MINUTES}
        raise BadRecording(_("De opname is te lang. %(minutes)s minuten is het meeste. Maak hem korter.") % minutes)
    if told.get("problem") == CUT_OFF:
        raise NotNow(_("Wij kunnen uw opname nu niet klaarmaken. Probeer het over een paar minuten nog eens."))
    if "problem" in told:
        raise BadRecording(_("Dit is geen geluid dat wij kunnen lezen. Kies een ander bestand, of neem opnieuw op."))
    seconds = float(str(told["seconds"]))
    if seconds < SHORTEST:
        raise BadRecording(nothing_heard())
    return Sound(data, str(told["mime"]), seconds)


def most_bytes() -> int:
    """Return how large a recording may be."""
    return int(settings.RAAM_MEDIA_MB) * 1_000_000


def too_large() -> str:
    """Say that it is too much, and how much is not."""
    size = {"size": settings.RAAM_MEDIA_MB}
    return _("Het bestand is te groot. %(size)s MB is het meeste. Kies een korter stuk.") % size


def nothing_heard() -> str:
    """Say that there is no sound in it."""
    return _("Er staat niets op de opname. Probeer het nog eens, of typ uw verhaal.")
