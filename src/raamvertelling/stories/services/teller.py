"""What a teller does with her receipt code: find, correct, decide about uses, agree, withdraw."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from raamvertelling.core.text import clean_text, count_words
from raamvertelling.stories import ledger
from raamvertelling.stories.audit import record
from raamvertelling.stories.codes import code_hash, normalise
from raamvertelling.stories.consent import ask_moderator, consents_for, recompute_uses
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import (
    DESK,
    WRITTEN_OUT,
    Consent,
    Purpose,
    Receipt,
    SealedText,
    State,
    Story,
    StoryReference,
    TextStage,
)
from raamvertelling.stories.sealing import open_key
from raamvertelling.stories.search import forget_tokens
from raamvertelling.stories.services.answering import ChangedAgain, agree_to_text, propose_words
from raamvertelling.stories.services.locking import lock_story
from raamvertelling.stories.services.receiving import seal_texts, touch
from raamvertelling.stories.services.withdrawing import withdraw_story
from raamvertelling.stories.submission import Unacceptable, text_problems

NOBODY = UUID(int=0)

__all__ = [
    "ChangedAgain",
    "TooLate",
    "WithdrawInstead",
    "Withdrawn",
    "agree_to_text",
    "correct_text",
    "find_by_code",
    "propose_words",
    "set_use",
    "withdraw_story",
]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """There was a story with this code; its teller took it back on this day, or its term was over (`by_term`)."""

    on: date
    by_term: bool = False


class WithdrawInstead(ValueError):
    """Without the use `analyse` there is no story: the teller is asked whether to withdraw all of it."""

    def __init__(self) -> None:
        super().__init__(
            "Zonder deze toestemming kunnen wij uw verhaal niet bewaren. Wilt u dat? Trek dan het hele verhaal in."
        )


class TooLate(ValueError):
    """The story was released: others may have read it, so its words stay; it can still be withdrawn.

    It stays too late when it is held afterwards and the words as they were told are gone.
    """

    def __init__(self) -> None:
        super().__init__(
            "Uw verhaal is al vrijgegeven. U kunt de tekst niet meer veranderen. U kunt het verhaal wel intrekken."
        )


def find_by_code(code: str) -> Story | Withdrawn | None:
    """Return the story of this code; every code, right or wrong, takes the same look-ups."""
    hashed = code_hash(code)
    receipt = (
        Receipt.objects.select_related("story__inquiry", "story__framework_version").filter(code_hash=hashed).first()
    )
    taken_back, ended = ledger.withdrawn_on("code", hashed), ledger.withdrawn_on("ended", hashed)
    readable = StoryKey.objects.filter(story_id=receipt.story_id if receipt else NOBODY).exists()
    if not normalise(code):
        return None
    if taken_back:
        return Withdrawn(taken_back, by_term=ended is not None)
    return receipt.story if receipt and readable else None


@transaction.atomic
def set_use(*, story: Story, purpose: str, given: bool, today: date, language: str) -> Story:
    """Add a yes or a no for one use; a no counts at once, a yes after the release when a moderator saw the text."""
    if purpose == Purpose.ANALYSE and not given:
        raise WithdrawInstead
    locked = lock_story(story)
    framework = locked.framework_version.framework
    if purpose not in {each.id for each in framework.consent.purposes}:
        raise Unacceptable(["Dit gebruik hoort niet bij dit onderzoek."])
    before = locked.consents.filter(purpose=purpose).order_by("pk").last()
    if before is None or before.given != given:
        rows = consents_for(locked, {purpose: given}, framework=framework, language=language, on=today)
        Consent.objects.bulk_create(rows)
        ask_moderator(locked, purpose, given=given)
        recompute_uses(locked)
        locked.save()
        if not given:
            StoryReference.objects.filter(story_id=locked.pk, use=purpose, withdrawn_on=None).update(withdrawn_on=today)
        _log(locked, "gebruik toegestaan" if given else "gebruik ingetrokken", today, {"gebruik": purpose})
        touch(locked.inquiry)
    return locked


@transaction.atomic
def correct_text(*, story: Story, text: str, title: str, today: date) -> Story:
    """Replace what was told, as long as it was not released; the moderator starts again."""
    locked = lock_story(story)
    if locked.state == State.RELEASED or locked.original_gone_on:
        raise TooLate
    text, title = clean_text(text), clean_text(title)
    framework, spoken = locked.framework_version.framework, locked.media.exists()
    if problems := text_problems(text, title, {}, framework, may_be_empty=spoken):
        raise Unacceptable(problems)
    locked.texts.filter(stage=TextStage.RELEASED).delete()
    # These are the teller's own words again, also when somebody else wrote them out.
    locked.texts.filter(kind__in=("story", "title", WRITTEN_OUT, DESK)).delete()
    told = seal_texts(locked, open_key(locked.pk), {"story": text, "title": title}, TextStage.ORIGINAL)
    SealedText.objects.bulk_create(told)
    forget_tokens(locked)
    locked.word_count = count_words(text)
    locked.text_changed = locked.teller_agreed = False
    locked.first_reader, locked.recognisable, locked.teller_answer = None, "", ""
    if locked.state not in (State.HELD, State.BINNED):
        locked.state = State.RECEIVED
    locked.save()
    _log(locked, "tekst verbeterd door de verteller", today)
    return locked


def _log(story: Story, action: str, today: date, detail: dict[str, object] | None = None) -> None:
    record(inquiry=story.inquiry, actor=None, action=action, subject=str(story), detail=detail, today=today)
