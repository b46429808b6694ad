"""Keep, find and remove recordings of questions."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.http import Http404

from raamvertelling.core.framework import Framework
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.audio import Sound
from raamvertelling.telling.models import QuestionAudio
from raamvertelling.telling.spoken.words import Spot, mark_of, spots, words_of


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One page with its recordings, for the team; `stale` are those of other words than the page has now."""

    spot: Spot
    recordings: tuple[QuestionAudio, ...]
    stale: frozenset[int]


@transaction.atomic
def keep_recording(*, inquiry: Inquiry, spot: Spot, language: str, sound: Sound, today: date) -> QuestionAudio:
    """Keep the recording of a page in one language, in place of the one before."""
    QuestionAudio.objects.filter(inquiry=inquiry, spot=spot.id, language=language).delete()
    return QuestionAudio.objects.create(
        inquiry=inquiry,
        spot=spot.id,
        language=language,
        words_mark=mark_of(spot.words),
        data=sound.data,
        mime=sound.mime,
        seconds=sound.seconds,
        made_on=today,
    )


@transaction.atomic
def remove_recording(*, recording: QuestionAudio) -> None:
    """Remove a recording; the device's own voice reads again."""
    recording.delete()


def find_recording(
    inquiry: Inquiry, framework: Framework, spot_id: str, language: str, role: str = ""
) -> QuestionAudio | None:
    """Return the recording that says exactly what this teller reads on this page."""
    rows = QuestionAudio.objects.filter(inquiry=inquiry, spot=spot_id, language=language).defer("data")
    recording = rows.first()
    if recording is None:
        return None
    if any(each.id == spot_id for each in framework.signifiers):
        words = words_of(framework, spot_id, language, role)
    else:
        words = next((each.words for each in spots(framework, language) if each.id == spot_id), ())
    return recording if recording.words_mark == mark_of(words) else None


def get_recording_or_404(inquiry: Inquiry, number: int) -> QuestionAudio:
    """Return one recording of an inquiry."""
    recording = QuestionAudio.objects.filter(inquiry=inquiry, pk=number).first()
    if recording is None:
        raise Http404
    return recording


def spoken_lines(inquiry: Inquiry) -> list[SpokenLine]:
    """Return every page with its recordings."""
    framework = inquiry.framework
    rows = list(QuestionAudio.objects.filter(inquiry=inquiry).defer("data").order_by("language"))
    marks = {code: {each.id: mark_of(each.words) for each in spots(framework, code)} for code in framework.languages}
    lines = []
    for spot in spots(framework, framework.language):
        mine = tuple(each for each in rows if each.spot == spot.id)
        stale = {each.pk for each in mine if marks.get(each.language, {}).get(spot.id) != each.words_mark}
        lines.append(SpokenLine(spot, mine, frozenset(stale)))
    return lines
