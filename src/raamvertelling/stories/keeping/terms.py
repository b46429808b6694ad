"""How long an inquiry keeps what: choosing it, seeing when what goes, and letting it go when its day has come."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import Coalesce

from raamvertelling.core.privacy.retention import due_after, due_at, started_by
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.keeping.destroying import destroy_parts
from raamvertelling.stories.models import State, Story, StoryMedia, StoryQuerySet, Terms, TextStage
from raamvertelling.stories.sealing import MEDIA, ORIGINAL
from raamvertelling.stories.services.withdrawing import end_stories

STORIES = "stories"
WORDS = {
    ORIGINAL: ("oorspronkelijke tekst", "oorspronkelijke teksten"),
    MEDIA: ("verhaal met opname of foto", "verhalen met opname of foto"),
    STORIES: ("verhaal met alle antwoorden", "verhalen met alle antwoorden"),
}
A_BATCH = 100


@dataclass(frozen=True, slots=True)
class Going:
    """What goes on a day, and how much of it: never which."""

    on: date
    part: str
    number: int

    @property
    def words(self) -> str:
        """The number with what it counts."""
        one, many = WORDS[self.part]
        return f"{self.number} {one if self.number == 1 else many}"

    @property
    def verb(self) -> str:
        """The verb that goes with the number."""
        return "verdwijnt" if self.number == 1 else "verdwijnen"


def terms_of(inquiry: Inquiry, *, today: date) -> Terms:
    """Return the terms of an inquiry; those that hold without a choice when nobody chose any."""
    return Terms.objects.filter(inquiry=inquiry).first() or Terms(inquiry=inquiry, set_on=today)


@transaction.atomic
def set_terms(
    *, inquiry: Inquiry, original_days: int, media_days: int, stories_until: date | None, actor: User, today: date
) -> Terms:
    """Keep what somebody chose, and write it down; the same choice again changes nothing and starts no new week."""
    Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    terms = terms_of(inquiry, today=today)
    chosen = {"original_days": original_days, "media_days": media_days, "stories_until": stories_until}
    if terms.pk is not None and all(getattr(terms, name) == value for name, value in chosen.items()):
        return terms
    for name, value in chosen.items():
        setattr(terms, name, value)
    terms.set_on = today
    terms.save()
    until = stories_until.isoformat() if stories_until else "geen dag gekozen"
    detail: dict[str, object] = {
        "oorspronkelijke teksten": f"{original_days} dagen",
        "opnamen en foto's": f"{media_days} dagen",
        "verhalen tot": until,
    }
    record(inquiry=inquiry, actor=actor, action="bewaartermijnen gekozen", detail=detail, today=today)
    return terms


def going(terms: Terms, *, today: date) -> list[Going]:
    """Return what goes when under these terms, soonest first, in a fixed number of queries."""
    found = [
        Going(on, part, number)
        for part, days in ((ORIGINAL, terms.original_days), (MEDIA, terms.media_days))
        for on, number in _days(holding(terms.inquiry, part), days, terms.set_on, today).items()
    ]
    end = end_of(terms)
    if end and (number := terms.inquiry.stories.count()):
        found.append(Going(max(end, today), STORIES, number))
    return sorted(found, key=lambda each: (each.on, each.part))


def end_of(terms: Terms) -> date | None:
    """Return the day on which whole stories go; none without a choice, nor while the inquiry has no last day."""
    closes = last_day(terms.inquiry)
    return due_at(terms.stories_until, terms.set_on, closes) if terms.stories_until and closes else None


def last_day(inquiry: Inquiry) -> date | None:
    """Return the last day on which people may tell: none while that is open, long ago when the inquiry is closed."""
    return inquiry.closes or (None if inquiry.rules.may_tell else date.min)


def original_goes_on(story: Story) -> date | None:
    """Return the day on which the words of a story as they were told go; none while nobody released it."""
    terms = Terms.objects.filter(inquiry_id=story.inquiry_id).first()
    if terms is None or story.moderated_on is None or story.state != State.RELEASED or story.original_gone_on:
        return None
    return due_after(story.moderated_on, terms.original_days, terms.set_on)


def holding(inquiry: Inquiry, part: str) -> StoryQuerySet:
    """Return the released stories of which this part is still kept."""
    released = Story.objects.filter(inquiry=inquiry, state=State.RELEASED)
    if part == ORIGINAL:
        return released.filter(original_gone_on=None)
    media = StoryMedia.objects.filter(story=OuterRef("pk"), stage=TextStage.ORIGINAL)
    # What nobody wrote out yet is all there is of the story.
    return released.filter(media_gone_on=None, word_count__gt=0).filter(Exists(media))


def carry_out(*, today: date) -> int:
    """Let everything go of which the day has come, in every inquiry; how much that was."""
    return sum(_carry_out(inquiry, today) for inquiry in Inquiry.objects.order_by("pk"))


def _carry_out(inquiry: Inquiry, today: date) -> int:
    terms, _ = Terms.objects.get_or_create(inquiry=inquiry, defaults={"set_on": today})
    terms.inquiry = inquiry
    # Released before releases were dated: the term runs from the day on which that is seen.
    Story.objects.filter(inquiry=inquiry, state=State.RELEASED, moderated_on=None).update(moderated_on=today)
    gone = sum(_end(inquiry, terms, today))
    for part, days in ((ORIGINAL, terms.original_days), (MEDIA, terms.media_days)):
        last = started_by(today, days, terms.set_on)
        if last is not None:
            due = holding(inquiry, part).filter(moderated_on__lte=last)
            ground = f"{days} {'dag' if days == 1 else 'dagen'} na het vrijgeven"
            gone += destroy_parts(inquiry=inquiry, part=part, due=due, ground=ground, today=today)
    return gone


def _end(inquiry: Inquiry, terms: Terms, today: date) -> Iterator[int]:
    end = end_of(terms)
    while end and today >= end and (stories := list(inquiry.stories.order_by("number")[:A_BATCH])):
        yield end_stories(inquiry=inquiry, stories=stories, today=today)


def _days(stories: StoryQuerySet, days: int, set_on: date, today: date) -> Counter[date]:
    """Return how many go on which day; what is late already goes today."""
    per_day = stories.annotate(start=Coalesce("moderated_on", today)).values_list("start").annotate(number=Count("pk"))
    found: Counter[date] = Counter()
    for start, number in per_day.order_by("start"):
        found[max(due_after(start, days, set_on), today)] += number
    return found
