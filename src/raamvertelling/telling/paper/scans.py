"""A photo or scan of what was written: kept with the story, to be written out later."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile

from raamvertelling.stories.models import MediaKind
from raamvertelling.stories.photo import MOST_PHOTOS, BadPhoto, clean_photo
from raamvertelling.stories.submission import NewMedia

SCANS = "foto"
WORDS = "Een foto van een verhaal op papier."


def read_scans(files: "Sequence[UploadedFile[bytes]]", place: str) -> tuple[NewMedia, ...]:
    """Return each photo made anew, as the answer to the question `place`; BadPhoto with what to do."""
    if len(files) > MOST_PHOTOS:
        raise BadPhoto(f"Kies hoogstens {MOST_PHOTOS} foto’s van een vel.")
    return tuple(_scan(each, place) for each in files if each.size)


def _scan(file: "UploadedFile[bytes]", place: str) -> NewMedia:
    made = clean_photo(file.read())
    return NewMedia(
        kind=MediaKind.PHOTO,
        data=made.data,
        mime=made.mime,
        place=place,
        width=made.width,
        height=made.height,
        description=WORDS,
    )
