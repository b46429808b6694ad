"""Writes for paper: print a batch, type a sheet in, type it a second time, settle what differs."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from raamvertelling.inquiries.models import Channel, FrameworkVersion, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import Purpose, Slip, SlipState, Story
from raamvertelling.stories.services import teller
from raamvertelling.stories.services.correcting import correct_answers
from raamvertelling.stories.services.receiving import Received, receive_story
from raamvertelling.stories.services.slips import issue_slips, set_slip_state, used_among
from raamvertelling.telling.models import PaperEntry
from raamvertelling.telling.paper.access import others_type
from raamvertelling.telling.paper.comparing import Comparison, compare
from raamvertelling.telling.paper.sheet import render_sheets
from raamvertelling.telling.paper.strips import render_strips
from raamvertelling.telling.paper.submitting import submission_of
from raamvertelling.telling.paper.typed import TypedSheet

SHEETS = "vellen"


class NoConsent(ValueError):
    """The teller did not say yes to being read and counted: this sheet is no story."""

    def __init__(self) -> None:
        super().__init__(
            "Op dit vel staat geen ja bij de toestemming. Dan mogen wij het verhaal niet bewaren."
            " Kies 'Geen toestemming' en vernietig het vel."
        )


class TooYoung(ValueError):
    """The teller is too young to tell alone, and no parent or guardian agreed: this sheet is no story."""

    def __init__(self) -> None:
        super().__init__(
            "Op dit vel staat dat de verteller te jong is om alleen te vertellen, en er staat geen ja van een ouder of"
            " voogd. Dan mogen wij het verhaal niet bewaren. Kies 'Geen toestemming' en vernietig het vel."
        )


class NotDouble(ValueError):
    """This sheet was not typed in, was typed in by this person, or was typed twice already."""


@transaction.atomic
def print_sheets(
    *,
    storypoint: StoryPoint,
    version: FrameworkVersion,
    language: str,
    role: str,
    count: int,
    actor: User,
    today: date,
    kind: str = SHEETS,
) -> bytes:
    """Issue the slips of a batch and return its PDF: without the PDF there are no slips either."""
    slips = issue_slips(
        storypoint=storypoint,
        version=version,
        channel=Channel.PAPER if kind == SHEETS else Channel.KIOSK,
        count=count,
        today=today,
        actor=actor,
        language=language,
    )
    if kind != SHEETS:
        return render_strips(slips=slips, storypoint=storypoint, version=version, language=language, today=today)
    return render_sheets(slips=slips, storypoint=storypoint, version=version, language=language, role=role, today=today)


def enter_sheet(*, slip: Slip, sheet: TypedSheet, actor: User, today: date) -> Received:
    """Keep the story of a sheet under the code on its strip; typing the same again adds nothing."""
    if not sheet.consents.get(Purpose.ANALYSE.value):
        raise NoConsent
    if sheet.is_young and not sheet.guardian:
        raise TooYoung
    received = receive_story(
        storypoint=slip.storypoint,
        framework_version=slip.framework_version,
        submission=submission_of(slip, sheet),
        slip=slip,
        today=today,
    )
    entry, is_new = PaperEntry.objects.get_or_create(
        story=received.story, defaults={"slip": slip, "entered_by": actor, "entered_on": today}
    )
    if is_new:
        _note(entry, actor, "vel ingevoerd", today)
    return received


def enter_second(*, entry: PaperEntry, sheet: TypedSheet, actor: User, today: date) -> Comparison:
    """Keep what a second person typed beside the first, and return how they compare; no second story is made."""
    with transaction.atomic():
        kept = PaperEntry.objects.select_for_update().get(pk=entry.pk)
        check_may_double(entry=kept, actor=actor)
        kept.second_by, kept.second_on = actor, today
        kept.second_answers, kept.second_uses = sheet.answers, sheet.consents
        found = comparison_of(kept)
        if not found.differences:
            kept.settled_by, kept.settled_on = actor, today
        kept.save()
        _note(kept, actor, "vel voor de tweede keer ingevoerd", today)
    return found


def check_may_double(*, entry: PaperEntry, actor: User) -> None:
    """Raise NotDouble when this sheet was typed twice, or was typed by this person and others can do it too."""
    if entry.second_on:
        raise NotDouble(f"Vel {entry.slip.number} is al twee keer ingevoerd.")
    if entry.entered_by_id == actor.pk and others_type(entry.slip.inquiry, actor):
        raise NotDouble(f"U typte vel {entry.slip.number} zelf in. Vraag iemand anders om het nog een keer te typen.")


def settle(*, entry: PaperEntry, second: Mapping[str, bool], actor: User, today: date) -> None:
    """Decide each difference: `second` says by id whether the second person was right."""
    story = entry.story
    differing = {each.id: each.second for each in comparison_of(entry).differences if second.get(each.id)}
    purposes = {each.id for each in story.framework_version.framework.consent.purposes}
    if Purpose.ANALYSE.value in differing:
        # The paper says no: then this story may not be here at all, and everything that hangs on it goes with it.
        teller.withdraw_story(story=story, today=today)
        return
    answers = {id: value for id, value in differing.items() if id not in purposes}
    if answers:
        correct_answers(story=story, changes=answers, actor=actor, today=today)
    for purpose in purposes & set(differing):
        given, language = bool(differing[purpose]), entry.slip.language
        teller.set_use(story=story, purpose=purpose, given=given, today=today, language=language)
    PaperEntry.objects.filter(pk=entry.pk).update(settled_by=actor, settled_on=today)
    _note(entry, actor, "verschil op papier beslist", today)


@transaction.atomic
def void_batch(*, slips: list[Slip], actor: User, today: date) -> int:
    """Declare what is still out of a batch void: a print that failed or paper that was lost."""
    used = used_among(slips)
    out = [each for each in slips if each.state == SlipState.ISSUED and each.idempotency_hash not in used]
    for each in out:
        set_slip_state(slip=each, state=SlipState.VOID, actor=actor, today=today)
    return len(out)


def comparison_of(entry: PaperEntry) -> Comparison:
    """Compare both entries of a sheet; the first is what the story holds, with the uses as they were typed."""
    story: Story = entry.story
    first_uses: dict[str, bool] = {}
    for each in story.consents.order_by("pk"):
        first_uses.setdefault(each.purpose, each.given)
    framework = story.framework_version.framework
    return compare(framework, story.answers, entry.second_answers, first_uses, entry.second_uses)


def _note(entry: PaperEntry, actor: User, action: str, today: date) -> None:
    inquiry = entry.slip.inquiry
    record(inquiry=inquiry, actor=actor, action=action, subject=str(entry.slip), today=today)
