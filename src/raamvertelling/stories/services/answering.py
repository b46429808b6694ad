"""What a teller says about the changed text: yes, no, or other words, which go back to the moderator."""

from datetime import date
from hashlib import sha256

from django.db import transaction

from raamvertelling.core.text import clean_text
from raamvertelling.stories.audit import record
from raamvertelling.stories.consent import INSIDE, ask_moderator, consents_for, in_order, recompute_uses
from raamvertelling.stories.models import (
    Consent,
    SealedText,
    State,
    Story,
    StoryReference,
    TellerAnswer,
    TextStage,
)
from raamvertelling.stories.queries.texts import StoryTexts, texts_for_teller
from raamvertelling.stories.sealing import open_key
from raamvertelling.stories.services.locking import lock_story
from raamvertelling.stories.services.receiving import seal_texts, touch
from raamvertelling.stories.submission import Unacceptable, text_problems


class ChangedAgain(ValueError):
    """The text is not the one that the teller had before her: a moderator works on it, so she looks again."""


def mark_of(texts: StoryTexts) -> str:
    """Return a mark of these words, so that nobody says yes to words that she did not see."""
    return sha256(repr((texts.title, texts.text, sorted(texts.answers.items()))).encode()).hexdigest()[:16]


@transaction.atomic
def agree_to_text(*, story: Story, agrees: bool, today: date, seen: str | None = None) -> Story:
    """Let the changed text be used outside the team, or take those uses back.

    `seen` is the mark of the words on the page; None when the caller knows that they are these.
    """
    locked = _answered(story, seen, TellerAnswer.AGREED if agrees else TellerAnswer.REFUSED, today)
    locked.teller_agreed = agrees or not locked.text_changed
    if not agrees:
        _take_back(locked, today)
    locked.save()
    _log(locked, "verteller akkoord" if agrees else "verteller niet akkoord", today)
    touch(locked.inquiry)
    return locked


@transaction.atomic
def propose_words(*, story: Story, title: str, text: str, today: date) -> Story:
    """Keep how the teller wants it, sealed beside the text; nothing is quoted or published before both agree."""
    locked = _answered(story, None, TellerAnswer.CORRECTED, today)
    if not locked.text_changed:
        raise ChangedAgain
    title, text = clean_text(title), clean_text(text)
    if problems := text_problems(text, title, {}, locked.framework_version.framework, may_be_empty=False):
        raise Unacceptable(problems)
    locked.teller_agreed = False
    locked.texts.filter(stage=TextStage.WISHED).delete()
    words = {"story": text, "title": title}
    SealedText.objects.bulk_create(seal_texts(locked, open_key(locked.pk), words, TextStage.WISHED))
    locked.save()
    _log(locked, "verteller stelt andere woorden voor", today)
    touch(locked.inquiry)
    return locked


def ask_again(story: Story) -> None:
    """Put a text before its teller anew: the moderator looked at what she said; the caller saves."""
    story.teller_answer = ""
    story.texts.filter(stage=TextStage.WISHED).delete()


def _answered(story: Story, seen: str | None, answer: TellerAnswer, today: date) -> Story:
    locked = lock_story(story)
    if locked.state != State.RELEASED or (seen is not None and seen != mark_of(texts_for_teller(locked))):
        raise ChangedAgain
    locked.teller_answer, locked.answered_on = answer, today
    return locked


def _take_back(story: Story, today: date) -> None:
    """Add a no for every use outside the team that was ever answered."""
    answered = set(story.consents.exclude(purpose__in=INSIDE).values_list("purpose", flat=True))
    framework, uses = story.framework_version.framework, dict.fromkeys(in_order(answered), False)
    Consent.objects.bulk_create(consents_for(story, uses, framework=framework, language=story.language, on=today))
    for purpose in uses:
        ask_moderator(story, purpose, given=False)
    recompute_uses(story)
    references = StoryReference.objects.filter(story_id=story.pk, use__in=list(uses), withdrawn_on=None)
    references.update(withdrawn_on=today)


def _log(story: Story, action: str, today: date) -> None:
    record(inquiry=story.inquiry, actor=None, action=action, subject=str(story), today=today)
