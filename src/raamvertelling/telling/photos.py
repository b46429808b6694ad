"""Photos and drawings of a draft: added, described, removed; each is made anew before it is kept."""

from dataclasses import dataclass
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from raamvertelling.core.text import clean_text
from raamvertelling.stories.audio import most_bytes, too_large
from raamvertelling.stories.models import MediaKind
from raamvertelling.stories.photo import MOST_PHOTOS, BadPhoto, clean_photo
from raamvertelling.stories.submission import NewMedia
from raamvertelling.telling import draft_media
from raamvertelling.telling.access import Visit
from raamvertelling.telling.draft_key import draft_key
from raamvertelling.telling.models import Draft, DraftMedia
from raamvertelling.telling.reading import BadAnswer
from raamvertelling.web.uploads import was_too_much

FILES, ADD, DROP = "foto", "foto", "foto-weg:"
PAPER, WORDS = "foto-papier", "foto-tekst-"
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Shot:
    """A photo of a draft or of one's own story, as a page shows it."""

    id: str
    url: str
    width: int
    height: int
    words: str
    number: int

    @property
    def alt(self) -> str:
        """What is on it, else which one it is."""
        return self.words or _("Uw foto %(number)s") % {"number": self.number}


def too_large_together() -> str:
    """Say what to do when several photos do not fit in one go."""
    return _("Deze foto’s zijn samen te groot. Kies er één. Voeg daarna de volgende toe.")


def shots_of(visit: Visit) -> tuple[Shot, ...]:
    """Return the photos of this draft, in the order in which they came."""
    draft, code = _draft(visit), visit.storypoint.code
    key = draft_key(visit.token, visit.storypoint)
    return tuple(
        Shot(
            each.pk.hex,
            reverse("telling:photo", args=[code, each.pk]),
            each.width or 0,
            each.height or 0,
            draft_media.description_of(media=each, key=key),
            number,
        )
        for number, each in enumerate(_photos(draft), start=1)
    )


def photo_of(visit: Visit, id: UUID) -> tuple[bytes, str] | None:
    """Return one photo of this draft with its media type."""
    media = _photos(_draft(visit)).filter(pk=id).first()
    if media is None:
        return None
    return draft_media.read_media(media=media, key=draft_key(visit.token, visit.storypoint)), media.mime


def take(visit: Visit, request: HttpRequest) -> bool:
    """Remove a photo or add new ones; whether the teller should look at them first."""
    draft, key = _draft(visit), draft_key(visit.token, visit.storypoint)
    action = request.POST.get("actie", "")
    if action.startswith(DROP):
        _photos(draft).filter(pk=_id(action.removeprefix(DROP))).delete()
        return True
    files = [each.read() for each in request.FILES.getlist(FILES) if isinstance(each, UploadedFile) and each.size]
    try:
        is_short = was_too_much(request, FILES)
        if action == ADD and not files and not is_short:
            raise BadPhoto(_("Kies eerst een foto. Daarna kunt u verder."))
        _add(draft, key, visit.framework.story.id, files, is_paper=request.POST.get(PAPER) == "1")
        if is_short:
            raise BadPhoto(too_large_together())
    except BadPhoto as bad:
        raise BadAnswer(str(bad), request.POST.get(visit.framework.story.id), "foto") from bad
    return bool(files)


def _add(draft: Draft, key: bytes, place: str, files: list[bytes], *, is_paper: bool) -> None:
    """Add these photos; the good ones stay when one of them is refused."""
    words = _("Een foto van een verhaal op papier.") if is_paper else ""
    for file in files:
        if _photos(draft).count() >= MOST_PHOTOS:
            raise BadPhoto(_("U kunt %(most)s foto’s toevoegen. Haal er eerst een weg.") % {"most": MOST_PHOTOS})
        made = clean_photo(file)
        if draft_media.used_bytes(draft) + len(made.data) > most_bytes():
            raise BadPhoto(too_large())
        item = NewMedia(
            kind=MediaKind.PHOTO,
            data=made.data,
            mime=made.mime,
            place=place,
            width=made.width,
            height=made.height,
            description=words,
        )
        draft_media.add_media(draft=draft, key=key, item=item)


def describe(visit: Visit, request: HttpRequest) -> None:
    """Keep what was typed about the photos that are here."""
    key = draft_key(visit.token, visit.storypoint)
    for media in _photos(_draft(visit)):
        told = request.POST.get(f"{WORDS}{media.pk.hex}")
        words = clean_text(told)[:LONGEST_WORDS] if told is not None else None
        if words is not None and words != draft_media.description_of(media=media, key=key):
            draft_media.describe_media(media=media, key=key, description=words)


def _photos(draft: Draft) -> "QuerySet[DraftMedia]":
    return DraftMedia.objects.filter(draft=draft, kind=MediaKind.PHOTO).order_by("number", "pk")


def _id(written: str) -> UUID:
    """Return the id on a button; one of nobody if it is none."""
    try:
        return UUID(written)
    except ValueError:
        return UUID(int=0)


def _draft(visit: Visit) -> Draft:
    assert visit.opened is not None
    return visit.opened.draft
