"""The ways in which a story can be told: spoken, typed or photographed; none goes before the other."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from raamvertelling.core.framework import Signifier
from raamvertelling.stories.audio import BadRecording, too_large
from raamvertelling.stories.photo import MOST_PHOTOS, most_mb, photo_too_large
from raamvertelling.telling import draft_media, photos
from raamvertelling.telling.access import Visit
from raamvertelling.telling.draft_key import device_mark, draft_key
from raamvertelling.telling.models import Draft, DraftMedia
from raamvertelling.telling.photos import Shot
from raamvertelling.telling.reading import BadAnswer
from raamvertelling.telling.told import Told
from raamvertelling.telling.words import length_in_words
from raamvertelling.web.uploads import was_too_much

ADD, DROP = "opname", "opname-weg"
VOICE = "praten"
FILE = "geluid"


@dataclass(frozen=True, slots=True)
class Kept:
    """A recording that can be heard: where, how long, in seconds and in words."""

    url: str
    mime: str
    seconds: float
    length: str


@dataclass(frozen=True, slots=True)
class Ways:
    """What the page of the story needs besides the question."""

    action: str
    recording: Kept | None
    is_cut_off: bool
    mark: str
    most_minutes: int
    most_mb: int
    words: str
    photos: tuple[Shot, ...]
    most_photos: int
    photo_mb: int
    photo_words: str


def way_of(action: str) -> str:
    """Return the way to come back to after this button; empty for a button that leads on."""
    if action in (ADD, DROP):
        return VOICE
    return "foto" if action == photos.ADD or action.startswith(photos.DROP) else ""


def ways_of(visit: Visit) -> Ways:
    """Return what was recorded so far and what may be added."""
    draft = draft_of(visit)
    code = visit.storypoint.code
    return Ways(
        action=reverse("telling:tell_story", args=[code]),
        recording=kept_recording(visit),
        is_cut_off=draft_media.has_pieces(draft),
        mark=device_mark(visit.token, visit.storypoint),
        most_minutes=settings.RAAM_RECORDING_MINUTES,
        most_mb=settings.RAAM_MEDIA_MB,
        words=json.dumps(_recorder_words(), ensure_ascii=False),
        photos=photos.shots_of(visit),
        most_photos=MOST_PHOTOS,
        photo_mb=most_mb(),
        photo_words=json.dumps({"one": photo_too_large(), "together": photos.too_large_together()}, ensure_ascii=False),
    )


def kept_recording(visit: Visit) -> Kept | None:
    """Return the recording of this draft as a page shows it."""
    media = draft_media.voice_of(draft_of(visit))
    return as_kept(visit, media) if media else None


def as_kept(visit: Visit, media: DraftMedia) -> Kept:
    """Return where a recording can be heard, and how long it is."""
    seconds = media.seconds or 0.0
    # Another recording has another address, so that a player never mixes two.
    url = f"{reverse('telling:recording', args=[visit.storypoint.code])}?{media.pk.hex[:8]}"
    return Kept(url, media.mime, seconds, length_in_words(seconds))


def take(visit: Visit, request: HttpRequest) -> None:
    """Add the file of the page, throw away, or finish what was still coming in; BadAnswer says what is wrong."""
    draft, key = draft_of(visit), draft_key(visit.token, visit.storypoint)
    if request.POST.get("actie") == DROP:
        draft_media.drop_recording(draft=draft)
        return
    file = request.FILES.get(FILE)
    try:
        draft_media.finish_recordings(draft=draft, key=key)
        if isinstance(file, UploadedFile) and file.size:
            draft_media.add_recording(draft=draft, key=key, data=file.read())
        elif was_too_much(request, FILE):
            raise BadRecording(too_large())
        elif request.POST.get("actie") == ADD:
            raise BadRecording(_("Kies eerst een bestand met uw opname."))
    except BadRecording as bad:
        raise BadAnswer(str(bad), request.POST.get(visit.framework.story.id), VOICE) from bad


def finish(visit: Visit) -> str:
    """Make whole what a killed tab left, for somebody who came back to a later page; a sentence if that cannot be."""
    try:
        draft_media.finish_recordings(draft=draft_of(visit), key=draft_key(visit.token, visit.storypoint))
    except BadRecording as bad:
        return str(bad)
    return ""


def require_story(visit: Visit, signifier: Signifier, told: Told) -> None:
    """Refuse to go on when nothing was told in any way."""
    if signifier.required and signifier.id not in told.texts and not draft_media.places_with_media(draft_of(visit)):
        raise BadAnswer(
            _("U hebt nog niets verteld. Praat, schrijf een paar zinnen of kies een foto. Daarna kunt u verder."), None
        )


def _recorder_words() -> dict[str, str]:
    """Return the sentences that the recorder says while it is at work."""
    return {
        "asking": _("Kies Ja of Sta toe. Dan kunt u beginnen."),
        "recording": _("De opname loopt. U kunt praten."),
        "heard": _("Wij horen u."),
        "silent": _("Wij horen niets. Praat wat harder of typ uw verhaal."),
        "paused": _("Pauze. De opname staat stil."),
        "saving": _("Uw opname wordt bewaard. Even wachten."),
        "ready": _("Klaar. Luister terug of ga verder."),
        "stopped": _("De opname is gestopt. Wat u al zei, is bewaard."),
        "limit": _("De tijd is om. De opname is gestopt. Wat u al zei, is bewaard."),
        "kept": _("U was al begonnen met praten. {length} zijn bewaard."),
        "kept_one": _("U was al begonnen met praten. {length} is bewaard."),
        "refused": _("De microfoon mag niet of doet het niet. Kies een bestand met uw opname, of typ uw verhaal."),
        "elsewhere": _("U praat al in een ander venster. Ga daar verder, of sluit het en laad deze pagina opnieuw."),
        "too_large": too_large(),
        "here": _("Opname: op dit apparaat"),
        "sent": _("Opname: verstuurd"),
        "offline": _("Er is geen verbinding. Uw opname staat op dit apparaat. Wij proberen het steeds opnieuw."),
        "used": _("{used} van {most}"),
    }


def draft_of(visit: Visit) -> Draft:
    """Return the draft of somebody who is telling."""
    assert visit.opened is not None
    return visit.opened.draft
