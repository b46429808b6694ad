"""What the pages of this room show, as plain dataclasses."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from raamvertelling.core.framework import Framework, Signifier
from raamvertelling.core.framework import Purpose as FrameworkPurpose
from raamvertelling.core.framework.wording import worded
from raamvertelling.stories.consent import uses_of
from raamvertelling.stories.keeping.terms import original_goes_on
from raamvertelling.stories.media import descriptions_of, media_of
from raamvertelling.stories.models import MediaKind, Purpose, State, Story, StoryMedia, TellerAnswer
from raamvertelling.stories.queries import StoryTexts, texts_for_teller
from raamvertelling.stories.queries.translations import ReadingVersion, released_translations
from raamvertelling.telling import steps
from raamvertelling.telling.access import Visit
from raamvertelling.telling.draft_media import places_with_media
from raamvertelling.telling.manner import Manner, in_words
from raamvertelling.telling.photos import Shot, shots_of
from raamvertelling.telling.told import Told
from raamvertelling.telling.ways import Kept, draft_of, kept_recording
from raamvertelling.telling.words import answer_in_words, length_in_words
from raamvertelling.web.language_list import KNOWN, Language, direction
from raamvertelling.web.pages import ErrorLine


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language as somebody who speaks nothing else recognises it: its own name, and what it is for."""

    code: str
    name: str
    direction: str
    invitation: str


@dataclass(frozen=True, slots=True)
class Given:
    """One question with its answer in words; an empty answer was skipped or not given yet."""

    step: str
    question: str
    answer: str
    is_story: bool = False
    is_missing: bool = False
    recording: Kept | None = None
    photos: tuple[Shot, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that is about to be sent, and apart from it what was passed over."""

    given: tuple[Given, ...]
    skipped: tuple[Given, ...]
    uses: tuple[tuple[str, bool], ...]
    summary: tuple[ErrorLine, ...]
    manner: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a story that was sent: what the teller said, and the question to say it again."""

    id: str
    text: str
    given: bool
    is_required: bool = False
    is_waiting: bool = False


@dataclass(frozen=True, slots=True)
class MyStoryPage:
    """One's own story: what happens to it, who may do what with it, and how it would look to others."""

    story: Story
    place: str
    state: str
    state_text: str
    told: StoryTexts
    answers: tuple[Given, ...]
    uses: tuple[Use, ...] = field(default=())
    asks_agreement: bool = False
    may_correct: bool = False
    translation: ReadingVersion | None = None
    recordings: tuple[Kept, ...] = ()
    photos: tuple[Shot, ...] = ()
    manner: str = ""
    original_goes_on: date | None = None

    @property
    def is_changed(self) -> bool:
        """Whether others read another text than the one that was told."""
        return self.told.original is not None and self.told.original.text != self.told.text


def language_choices(codes: list[str]) -> list[LanguageChoice]:
    """Return what the choice of languages shows, each in its own language."""
    found = []
    for code in codes:
        known = KNOWN.get(code, Language(code, code, code))
        with translation.override(code):
            found.append(LanguageChoice(code, known.name, direction(code), _("Vertel uw verhaal")))
    return found


def check_page(visit: Visit, told: Told, problems: tuple[str, ...] = ()) -> CheckPage:
    """Play back all that was told; what must still be answered is named on top."""
    framework = visit.framework
    with_media = places_with_media(draft_of(visit))
    missing = {each.id for each in steps.missing(framework, told.answers, told.texts)} - with_media
    found = (_given(each, framework, told, missing) for each in steps.asked(framework, told.answers))
    recording, photos = kept_recording(visit), shots_of(visit)
    given = tuple(replace(each, recording=recording, photos=photos) if each.is_story else each for each in found)
    lines = [
        ErrorLine(_("Nog niet beantwoord: %(question)s") % {"question": each.question}, f"stap-{each.step}")
        for each in given
        if each.is_missing
    ]
    purposes = steps.other_purposes(framework)
    uses = tuple((each.text.in_language(told.language), told.consents.get(each.id, False)) for each in purposes)
    here = {each.id for each in steps.asked(framework, told.answers)} & with_media
    skipped = tuple(each for each in given if not each.answer and not each.is_missing and each.step not in here)
    answered = tuple(each for each in given if each not in skipped)
    return CheckPage(answered, skipped, uses, (*lines, *map(ErrorLine, problems)), in_words(told.manner))


def _given(signifier: Signifier, framework: Framework, told: Told, missing: set[str]) -> Given:
    role, language = told.role(framework), told.language
    if steps.is_text(signifier):
        answer = told.texts.get(signifier.id, "")
    elif signifier.id in told.answers:
        answer = answer_in_words(signifier, told.answers[signifier.id], language=language, role=role)
    else:
        answer = ""
    question = worded(signifier, role, language).text
    return Given(signifier.id, question, answer, signifier.id == framework.story.id, signifier.id in missing)


def my_story_page(story: Story, language: str) -> MyStoryPage:
    """Return what a teller sees with the code."""
    framework = story.framework_version.framework
    texts = texts_for_teller(story)
    state, state_text = _state_words(story)
    given = uses_of(story.consents.order_by("pk"), ())
    return MyStoryPage(
        story=story,
        place=story.storypoint.place if story.storypoint and story.storypoint.place else story.inquiry.title,
        state=state,
        state_text=state_text,
        told=texts,
        answers=_answers(story, framework, texts, language),
        uses=tuple(_use(each, story, given, language) for each in framework.consent.purposes),
        asks_agreement=story.waits_for_teller,
        may_correct=story.state != State.RELEASED,
        translation=released_translations([story]).get(story.pk) if story.state == State.RELEASED else None,
        recordings=tuple(_recording(each) for each in media_of(story, kind=MediaKind.VOICE)),
        photos=_photos(story),
        manner=in_words(Manner(story.told_as, story.told_with, story.owner_knows)),
        original_goes_on=original_goes_on(story),
    )


def _recording(media: StoryMedia) -> Kept:
    seconds = media.seconds or 0.0
    return Kept(reverse("telling:my_story_recording", args=[media.pk]), media.mime, seconds, length_in_words(seconds))


def _photos(story: Story) -> tuple[Shot, ...]:
    media = media_of(story, kind=MediaKind.PHOTO)
    told = descriptions_of(media)
    return tuple(
        Shot(
            each.pk.hex,
            reverse("telling:my_story_recording", args=[each.pk]),
            each.width or 0,
            each.height or 0,
            told.get(each.pk, ""),
            number,
        )
        for number, each in enumerate(media, start=1)
    )


def _use(purpose: FrameworkPurpose, story: Story, given: dict[str, bool], language: str) -> Use:
    is_given = given.get(purpose.id, False)
    is_required, is_waiting = purpose.id == Purpose.ANALYSE, purpose.id in story.asked
    return Use(purpose.id, purpose.text.in_language(language), is_given, is_required, is_waiting)


def _answers(story: Story, framework: Framework, texts: StoryTexts, language: str) -> tuple[Given, ...]:
    apart = {each.id for each in (framework.story, framework.title_question) if each}
    own = (texts.original or texts).answers
    found = []
    # What an interviewer noted is shown too: a teller sees everything that is kept.
    for each in (*steps.asked(framework, story.answers), *steps.for_interviewer(framework, story.answers)):
        if each.id in apart or (each.id not in story.answers and each.id not in own):
            continue
        question = worded(each, story.role, language).text
        words = own.get(each.id) or answer_in_words(each, story.answers[each.id], language=language, role=story.role)
        found.append(Given(each.id, question, words))
    return tuple(found)


def _state_words(story: Story) -> tuple[str, str]:
    """Return the state in one word, and in a sentence that says what happens next."""
    if story.state == State.RELEASED and story.teller_answer == TellerAnswer.CORRECTED:
        return _("in behandeling"), _("Een moderator kijkt naar uw woorden. Daarna ziet u de tekst opnieuw.")
    if story.waits_for_teller:
        return _("wacht op u"), _("Wij veranderden iets in uw tekst. Wilt u kijken of het zo goed is?")
    held = (_("aangehouden"), _("Uw verhaal wordt nu niet gebruikt. Alleen de moderator kan het lezen."))
    words = {
        State.RECEIVED: (_("ontvangen"), _("Uw verhaal is binnen. Een moderator leest het en haalt namen weg.")),
        State.IN_PROGRESS: (_("in behandeling"), _("Een moderator is met uw verhaal bezig en haalt namen weg.")),
        State.RELEASED: (_("vrijgegeven"), _("Uw verhaal telt mee. Hieronder ziet u wie het mag lezen.")),
        State.HELD: held,
        State.BINNED: held,
    }
    return words[State(story.state)]
