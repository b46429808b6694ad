"""Writing in the reading room: the weekly outside view, observations and their meanings."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from random import SystemRandom
from uuid import UUID

from django.db import transaction

from raamvertelling.core.privacy.disclosure import TEAM_MINIMUM
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import (
    OBSERVATION,
    Interpretation,
    MarkedPattern,
    Observation,
    OutsideStory,
    OutsideView,
)
from raamvertelling.sensemaking.queries.findings import readable_by, references_of
from raamvertelling.sensemaking.queries.pattern import closed_outside, read_ahead
from raamvertelling.sensemaking.queries.rows import UNKNOWN_VOICE, broken_blocks
from raamvertelling.sensemaking.queries.windows import voices
from raamvertelling.stories.models import Purpose, Story
from raamvertelling.stories.services.references import forget_reference, refer

DAYS_BETWEEN_VIEWS = 7


def refresh_outside_view(*, inquiry: Inquiry, today: dt.date) -> OutsideView | None:
    """Return the frozen set of stories that outsiders see counted, renewed when that is due.

    A voice grows by at least the minimum group of new tellers, at most once a week: who compares the page of today with
    that of last week never sees the difference that one teller makes. None while there are too few tellers.
    """
    view = OutsideView.objects.filter(inquiry=inquiry).first()
    if view and (today - view.made_on).days < DAYS_BETWEEN_VIEWS:
        return view
    if not inquiry.rules.may_change:
        return view
    if _ready(inquiry, view):
        read_ahead(inquiry)
    with transaction.atomic():
        inquiry.refresh_from_db(fields=["revision"])  # what was read ahead may be of a moment ago
        if view:
            # What its block took along may come back, but only with a batch.
            view.places.filter(block__in=broken_blocks(inquiry)).delete()
        ready = _ready(inquiry, view)
        if not ready:
            return view
        view, _ = OutsideView.objects.update_or_create(inquiry=inquiry, defaults={"made_on": today})
        _place(view, ready)
        view.closed = closed_outside(inquiry, view.closed)
        view.save()
    return view


def _ready(inquiry: Inquiry, view: OutsideView | None) -> list[dict[UUID, UUID]]:
    """Return the new stories (and their tellers) of each voice that has the minimum group of new tellers.

    Ten new tellers in all would not do: nine of one voice hide nothing of the single one of another. Nor does a teller
    who has a place with a story of any voice: she stays in her block, so the new ones would get a block of too few.
    """
    shown = dict(view.places.filter(story__isnull=False).values_list("story_id", "story__teller_id")) if view else {}
    placed, fresh, ready = set(shown.values()), defaultdict[str, dict[UUID, UUID]](dict), []
    named = voices(inquiry.framework)
    countable = Story.objects.countable().filter(inquiry=inquiry)
    # In the order of telling: which voice comes first decides for who told in two.
    for id, teller, role in countable.order_by("number").values_list("pk", "teller_id", "role"):
        if id not in shown:
            fresh[role if role in named else UNKNOWN_VOICE][id] = teller
    for new in fresh.values():
        if len({*new.values()} - placed) >= inquiry.minimum_group:
            ready.append(new)
            placed |= {*new.values()}
    return ready


def _place(view: OutsideView, ready: Sequence[dict[UUID, UUID]]) -> None:
    """Put the new stories of each voice in blocks of five to nine tellers; a teller has one block for all stories."""
    blocks = dict(view.places.filter(story__isnull=False).values_list("story__teller_id", "block"))
    following = max(blocks.values(), default=0) + 1
    for stories in ready:
        tellers = [*{*stories.values()} - blocks.keys()]
        SystemRandom().shuffle(tellers)
        count = max(1, len(tellers) // TEAM_MINIMUM)
        blocks |= {teller: following + place % count for place, teller in enumerate(tellers)}
        following += count
    OutsideStory.objects.bulk_create(
        OutsideStory(view=view, story_id=id, block=blocks[teller]) for new in ready for id, teller in new.items()
    )


def refresh_outside_views(*, today: dt.date) -> int:
    """Renew the outside view of every inquiry where it is due, and return how many were renewed; run once a day.

    Reading a page never does this: a page that writes would also be a page that shows each new story at once.
    """
    before = dict(OutsideView.objects.values_list("inquiry_id", "made_on"))
    views = [refresh_outside_view(inquiry=inquiry, today=today) for inquiry in Inquiry.objects.order_by("pk")]
    return sum(view is not None and before.get(view.inquiry_id) != view.made_on for view in views)


def save_observation(
    *,
    inquiry: Inquiry,
    actor: User,
    today: dt.date,
    title: str,
    seen: str = "",
    questions: str = "",
    idea: str = "",
    meanings: Sequence[str] = (),
    signifier: str = "",
    pattern_query: str = "",
    story_numbers: Sequence[int] = (),
    observation: Observation | None = None,
    mark: MarkedPattern | None = None,
) -> Observation:
    """Write an observation down, or change one; `meanings` are added to those it has. `mark` is what it is about."""
    with transaction.atomic():
        saved = observation or Observation(inquiry=inquiry, made_by=actor, made_on=today)
        saved.title, saved.seen, saved.questions, saved.idea = title, seen, questions, idea
        saved.signifier, saved.pattern_query = signifier, pattern_query
        saved.save()
        if mark:
            saved.marked_patterns.add(mark)
        for text in meanings:
            Interpretation.objects.create(observation=saved, made_by=actor, text=text)
        _refer_to(saved, actor, story_numbers)
    return saved


def add_meaning(*, observation: Observation, actor: User, text: str) -> Interpretation:
    """Add one thing that an observation may mean."""
    return Interpretation.objects.create(observation=observation, made_by=actor, text=text)


def delete_meaning(*, meaning: Interpretation) -> None:
    """Take a meaning away."""
    meaning.delete()


def delete_observation(*, observation: Observation) -> None:
    """Take an observation away, with its meanings and its references to stories."""
    with transaction.atomic():
        for reference in references_of(observation):
            forget_reference(story_id=reference.story_id, kind=OBSERVATION, object_id=observation.pk)
        observation.delete()


def _refer_to(observation: Observation, actor: User, numbers: Sequence[int]) -> None:
    """Let the references be exactly these stories.

    Those of withdrawn stories stay, with their mark, and so do those that this person cannot see.
    """
    inquiry = observation.inquiry
    mine = dict(readable_by(actor, inquiry).values_list("pk", "number"))
    wanted = {story_id for story_id, number in mine.items() if number in numbers}
    present = {each.story_id for each in references_of(observation) if each.story_id in mine}
    for story_id in present - wanted:
        forget_reference(story_id=story_id, kind=OBSERVATION, object_id=observation.pk)
    for story_id in wanted - present:
        refer(inquiry=inquiry, story_id=story_id, kind=OBSERVATION, object_id=observation.pk, use=Purpose.ANALYSE)
