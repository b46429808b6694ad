"""Writing out: what was spoken or photographed becomes the text that is protected and read."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories import transcription
from raamvertelling.stories.media import media_of
from raamvertelling.stories.models import AuditEvent, MediaKind, Purpose, SealedText, State, Story, TextStage
from raamvertelling.stories.pauses import sentences_of, starts_of
from raamvertelling.stories.queries import media as media_queries
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.moderation import NoTranscript, bulk_release, hold, release
from raamvertelling.stories.services.teller import agree_to_text, correct_text
from raamvertelling.stories.services.transcribing import finish_transcript, propose_transcript, save_concept
from raamvertelling.stories.services.withdrawing import withdraw_story
from raamvertelling.stories.tests.media_maker import photo, spoken, voice
from raamvertelling.stories.transcription import NoEngine, Segment, engine, proposal_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 10)
Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]


@pytest.fixture
def told(tell: Tell) -> Story:
    """A story that was spoken, and not written out yet."""
    return tell("", release=False, media=(voice(),))


def desk_url(story: Story, name: str = "transcribe") -> str:
    return reverse(f"stories:{name}", args=[story.inquiry.slug, story.number])


def press(browser: Client, story: Story, do: str, text: str, version: str | None = None) -> Any:
    shown = media_queries.transcription(story).version if version is None else version
    return browser.post(desk_url(story), {"do": do, "text": text, "version": shown})


def test_it_works(told: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    queue = reverse("stories:queue", args=[told.inquiry.slug])
    page = els.get(f"{queue}?lijst=uitschrijven").content.decode()
    assert "Nog niet uitgeschreven" in page and desk_url(told) in page
    assert desk_url(told) not in els.get(queue).content.decode()
    page = els.get(desk_url(told)).content.decode()
    assert "<audio" in page and 'lang="nl"' in page and "Alt" in page
    answer = press(els, told, "done", "Noor hielp mij.\nToen was het goed.")
    assert answer["Location"] == desk_url(told, "story")
    assert texts_for_teller(told).text == "Noor hielp mij.\nToen was het goed."
    told.refresh_from_db()
    assert (told.state, told.word_count) == (State.IN_PROGRESS, 7)
    assert AuditEvent.objects.filter(action="uitgeschreven").count() == 1
    desk = els.get(desk_url(told, "story")).content.decode()
    assert "Noor hielp mij." in desk and "nog niet uitgeschreven" not in desk
    assert els.get(f"{queue}?lijst=uitschrijven").content.decode().count(desk_url(told)) == 0


@pytest.mark.parametrize("name", ["amina", "bart", "joke", "bram", "karin", "corrie"])
def test_others_find_nothing_there(told: Story, as_person: AsPerson, name: str) -> None:
    file = reverse("stories:media", args=[told.inquiry.slug, told.number, media_of(told)[0].pk])
    for url in (desk_url(told), file):
        assert as_person(name).get(url).status_code == 404
    assert as_person(name).post(desk_url(told), {"do": "done", "text": "Iets."}).status_code == 404


def test_only_a_moderator_may_write(told: Story, people: dict[str, User]) -> None:
    for name in ("amina", "bart", "joke"):
        with pytest.raises(PermissionDenied):
            save_concept(story=told, actor=people[name], text="Iets.")
        with pytest.raises(PermissionDenied):
            finish_transcript(story=told, actor=people[name], text="Iets.", today=TODAY)


def test_a_concept_is_sealed_and_is_not_yet_the_story(told: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    answer = press(els, told, "autosave", "De buurvrouw belde")
    assert answer.status_code == 200
    assert answer.json()["version"] == media_queries.transcription(told).version
    assert texts_for_teller(told).text == ""
    assert b"buurvrouw" not in bytes(SealedText.objects.get(kind="transcript").sealed)
    assert "De buurvrouw belde" in els.get(desk_url(told)).content.decode()


def test_two_moderators_do_not_overwrite_each_other(told: Story, as_person: AsPerson) -> None:
    before = media_queries.transcription(told).version
    press(as_person("els"), told, "save", "Van de eerste.")
    late = press(as_person("els"), told, "done", "Van de tweede.", before)
    assert late.status_code == 422 and "Van de tweede." in late.content.decode()
    assert press(as_person("els"), told, "autosave", "Van de tweede.", before).status_code == 409
    assert media_queries.transcription(told).text == "Van de eerste."


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_transcript_is_refused_with_a_sentence(told: Story, as_person: AsPerson, text: str) -> None:
    answer = press(as_person("els"), told, "done", text)
    assert answer.status_code == 422 and "Typ wat u hoort" in answer.content.decode()


def test_nothing_is_released_before_it_is_written_out(
    told: Story, people: dict[str, User], as_person: AsPerson
) -> None:
    with pytest.raises(NoTranscript):
        release(story=told, actor=people["els"], withheld=(), today=TODAY)
    together = bulk_release(inquiry=told.inquiry, stories=[told], actor=people["els"], reason="Samen", today=TODAY)
    assert together == 0
    answer = as_person("els").post(desk_url(told, "story"), {"do": "release", "text_0": "", "version": ""})
    assert answer.status_code == 422 and "uitschrijven" in answer.content.decode()
    finish_transcript(story=told, actor=people["els"], text="Het kwam goed.", today=TODAY)
    assert release(story=told, actor=people["els"], withheld=(), today=TODAY).state == State.RELEASED
    kinds = set(SealedText.objects.filter(story=told, stage=TextStage.RELEASED).values_list("kind", flat=True))
    assert kinds <= {"story", "title"}


def test_a_released_story_keeps_its_words(told: Story, people: dict[str, User], as_person: AsPerson) -> None:
    finish_transcript(story=told, actor=people["els"], text="Het kwam goed.", today=TODAY)
    release(story=told, actor=people["els"], withheld=(), today=TODAY)
    answer = press(as_person("els"), told, "done", "Iets heel anders.")
    assert answer.status_code == 422 and "Iets heel anders." in answer.content.decode()
    hold(story=told, actor=people["els"], reason="advice", today=TODAY)
    assert press(as_person("els"), told, "done", "Iets heel anders.").status_code == 302


def test_the_teller_may_correct_the_transcript(told: Story, people: dict[str, User]) -> None:
    finish_transcript(story=told, actor=people["els"], text="Het kwam goed.", today=TODAY)
    correct_text(story=told, text="Het kwam niet goed.", title="", today=TODAY)
    assert texts_for_teller(told).text == "Het kwam niet goed."


def test_the_recording_is_played_in_parts(told: Story, as_person: AsPerson) -> None:
    media = media_of(told)[0]
    url = reverse("stories:media", args=[told.inquiry.slug, told.number, media.pk])
    whole = as_person("els").get(url)
    part = as_person("els").get(url, headers={"Range": "bytes=4-11"})
    assert whole["Content-Type"] == "audio/wav" and len(whole.content) == media.size
    assert part.status_code == 206 and part.content == whole.content[4:12]


def test_after_withdrawal_nothing_is_left_to_hear_or_write(told: Story, as_person: AsPerson) -> None:
    url = reverse("stories:media", args=[told.inquiry.slug, told.number, media_of(told)[0].pk])
    withdraw_story(story=told, today=TODAY)
    assert as_person("els").get(url).status_code == 404
    assert as_person("els").get(desk_url(told)).status_code == 404


def test_publishing_waits_until_the_teller_agreed_to_the_words(tell: Tell, people: dict[str, User]) -> None:
    told = tell("", release=False, media=(voice(),), consents={"openbaar": True, "citaat": True})
    els = people["els"]
    finish_transcript(story=told, actor=els, text="Het kwam goed.", today=TODAY)
    save_concept(story=told, actor=els, text="Een begin van iets anders.")
    released = release(story=told, actor=els, withheld=(), today=TODAY)
    assert released.waits_for_teller and released.state == State.RELEASED
    Inquiry.objects.update(is_public=True)
    public = Story.objects.usable_for(AnonymousUser(), Purpose.PUBLIC)
    assert not public.exists() and Story.objects.countable().count() == 1
    agree_to_text(story=told, agrees=True, today=TODAY)
    assert public.count() == 1
    assert not release(story=told, actor=els, withheld=(), today=TODAY).waits_for_teller, "agreed is agreed"


def test_words_that_the_teller_corrected_are_her_own(tell: Tell, people: dict[str, User]) -> None:
    told = tell("", release=False, media=(voice(),), consents={"openbaar": True})
    finish_transcript(story=told, actor=people["els"], text="Het kwam goed.", today=TODAY)
    correct_text(story=told, text="Het kwam niet goed.", title="", today=TODAY)
    assert not release(story=told, actor=people["els"], withheld=(), today=TODAY).waits_for_teller


def test_a_photographed_paper_is_typed_over(tell: Tell, as_person: AsPerson) -> None:
    paper = tell("", release=False, media=(photo("Een blad met mijn verhaal."),))
    page = as_person("els").get(desk_url(paper)).content.decode()
    assert 'alt="Een blad met mijn verhaal."' in page and "<audio" not in page
    assert press(as_person("els"), paper, "done", "Ik schreef dit op.").status_code == 302


def test_a_typed_story_has_nothing_to_write_out(tell: Tell, as_person: AsPerson) -> None:
    typed = tell(release=False)
    assert as_person("els").get(desk_url(typed))["Location"] == desk_url(typed, "story")


# ------------------------------------------------------------------ sentences


def test_sentences_begin_after_pauses() -> None:
    found = sentences_of(spoken([(1.5, True), (0.7, False), (1.8, True), (0.6, False), (1.4, True)]))
    assert found == pytest.approx([0.0, 2.1, 4.5], abs=0.15)


def test_a_hesitation_is_no_pause_and_endless_speech_is_cut() -> None:
    assert sentences_of(spoken([(1.5, True), (0.2, False), (1.5, True)])) == [0.0]
    assert len(starts_of([200] * 2_000, 0.02)) == 3


@pytest.mark.parametrize("data", [b"", b"geen geluid"])
def test_what_cannot_be_measured_is_one_sentence(data: bytes) -> None:
    assert sentences_of(data) == [0.0]


def test_sentences_are_measured_once(told: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    first = media_queries.transcription(told).media.recordings[0].starts
    monkeypatch.setattr(media_queries, "sentences_of", None)
    assert media_queries.transcription(told).media.recordings[0].starts == first


# ------------------------------------------------------------------ a computer that listens


class Fake:
    """An engine that hears two sentences, and doubts the second."""

    def transcribe(self, recording: bytes, language: str) -> list[Segment]:
        assert recording[:4] == b"RIFF" and language == "nl"
        return [Segment(0, 2, " De buurvrouw belde. ", 0.9), Segment(2, 4, "Zij zei niets.", 0.3)]


def test_a_proposal_waits_for_a_person(told: Story, as_person: AsPerson) -> None:
    assert propose_transcript(story_id=told.pk, engine=Fake())
    assert texts_for_teller(told).text == ""
    page = as_person("els").get(desk_url(told)).content.decode()
    assert "Voorstel van de computer" in page and "Zij zei niets. [onduidelijk]" in page
    press(as_person("els"), told, "done", "De buurvrouw belde. Zij zei iets.")
    assert not SealedText.objects.filter(story=told, kind="proposal").exists()


def test_a_withdrawn_story_gets_no_proposal(told: Story) -> None:
    withdraw_story(story=told, today=TODAY)
    assert not propose_transcript(story_id=told.pk, engine=Fake())


def test_nothing_is_proposed_when_nothing_is_heard() -> None:
    assert proposal_of([Segment(0, 1, "  ", 0.9)]) == ""


def test_it_is_off_unless_an_operator_sets_it(told: Story, as_person: AsPerson, settings: Any) -> None:
    assert "computer" not in as_person("els").get(desk_url(told)).content.decode()
    with pytest.raises(NoEngine, match="RAAM_WHISPER_MODEL"):
        engine()
    settings.RAAM_WHISPER_MODEL = "/bestaat/niet"
    assert "Laat de computer een voorstel maken" in as_person("els").get(desk_url(told)).content.decode()
    with pytest.raises(NoEngine, match="geen model"):
        engine()


def model_folder(path: Path) -> str:
    for name in ("model.bin", "tokenizer.json"):
        (path / name).touch()
    return str(path)


def test_a_model_that_would_have_to_be_fetched_is_refused(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    settings.RAAM_WHISPER_MODEL = str(tmp_path)
    with pytest.raises(NoEngine, match=r"tokenizer\.json"):
        engine()


def test_the_package_may_be_absent(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.RAAM_WHISPER_MODEL = model_folder(tmp_path)
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(NoEngine, match=r"raamvertelling\[whisper\]"):
        engine()


def test_the_adapter_speaks_to_faster_whisper(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package as it answers: segments with words and their probability."""
    asked: dict[str, Any] = {}

    class Model:
        supported_languages = ("en", "nl")

        def __init__(self, folder: str, **options: Any) -> None:
            asked.update(options, folder=folder)

        def transcribe(self, audio: Any, **options: Any) -> tuple[list[Any], None]:
            asked.update(options, audio=audio.read())
            words = [SimpleNamespace(word=" Ik", probability=0.9), SimpleNamespace(word=" belde", probability=0.2)]
            return [SimpleNamespace(start=0.0, end=1.5, text=" Ik belde", words=words)], None

    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    settings.RAAM_WHISPER_MODEL = model_folder(tmp_path)
    transcription._whisper.cache_clear()
    heard = engine().transcribe(b"geluid", "nl-NL")
    transcription._whisper.cache_clear()
    assert heard == [Segment(0.0, 1.5, "Ik [onduidelijk: belde]", 1.0)]
    assert asked["local_files_only"] is True and asked["language"] == "nl" and asked["audio"] == b"geluid"
    assert asked["folder"] == str(tmp_path)
    transcription.Whisper(Model("")).transcribe(b"geluid", "tig")
    assert asked["language"] is None


def test_the_button_puts_the_work_in_the_queue(
    told: Story, as_person: AsPerson, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.RAAM_WHISPER_MODEL = "/bestaat/niet"
    answer = press(as_person("els"), told, "propose", "Wat ik al had.")
    assert answer.status_code == 422 and "kan nog niet luisteren" in answer.content.decode()
    settings.RAAM_WHISPER_MODEL = model_folder(tmp_path)
    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace())
    answer = press(as_person("els"), told, "propose", "Wat ik al had.")
    assert answer.status_code == 302
    assert media_queries.transcription(told).text == "Wat ik al had."


def test_only_recordings_are_listened_to(tell: Tell) -> None:
    both = tell("", release=False, media=(voice(), photo()))
    assert propose_transcript(story_id=both.pk, engine=Fake())
    assert len(media_of(both, kind=MediaKind.VOICE)) == 1
