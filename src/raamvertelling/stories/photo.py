"""Cleaning a photo or drawing: the picture is made anew, upright and not too large; all that was around it is gone."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from raamvertelling.stories.apart import CUT_OFF, work_apart

WORKER = Path(__file__).with_name("photo_worker.py")
MOST_MB = 15
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 2560
MOST_PHOTOS = 5
PATIENCE = 40


class BadPhoto(ValueError):
    """This cannot be kept as a picture; the message is a sentence for the teller."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture without anything around it: no place, no time, no device, no name."""

    data: bytes
    mime: str
    width: int
    height: int


def clean_photo(data: bytes) -> Photo:
    """Return this picture made anew as JPEG; BadPhoto with a sentence if it is none, or too large."""
    if not data:
        raise BadPhoto(_("Kies eerst een foto. Daarna kunt u verder."))
    if len(data) > most_mb() * 1_000_000:
        raise BadPhoto(photo_too_large())
    asked: dict[str, object] = {"most_pixels": MOST_PIXELS, "longest_side": LONGEST_SIDE}
    told, made = work_apart(WORKER, asked, [data], patience=PATIENCE)
    if told.get("problem") == "pixels":
        raise BadPhoto(_("Deze foto heeft te veel beeldpunten. Maak een foto met uw telefoon, of kies een kleinere."))
    if told.get("problem") == "heic":
        raise BadPhoto(
            _("Deze foto is een HEIC-bestand. Dat kunnen wij niet lezen. Bewaar de foto als JPEG en kies hem opnieuw.")
        )
    if told.get("problem") == CUT_OFF:
        raise BadPhoto(_("Wij kunnen uw foto nu niet klaarmaken. Probeer het over een paar minuten nog eens."))
    if "problem" in told or not made:
        raise BadPhoto(_("Dit bestand is geen foto die wij kunnen lezen. Kies een foto in JPEG, PNG of WebP."))
    return Photo(made, "image/jpeg", int(str(told["width"])), int(str(told["height"])))


def most_mb() -> int:
    """Return how large one photo may be, in MB: never more than all files of a story together."""
    return min(MOST_MB, int(settings.RAAM_MEDIA_MB))


def photo_too_large() -> str:
    """Say that it is too much, and how much is not."""
    return _("Deze foto is te groot. %(size)s MB is het meeste. Kies een kleinere foto.") % {"size": most_mb()}
