"""The log tells what was done and by whom; nobody changes it unseen, and it holds no word of a story."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record, verify_chain
from raamvertelling.stories.codes import code_for, normalise
from raamvertelling.stories.models import AppendOnly, AuditEvent, Story
from raamvertelling.stories.services.moderation import hold, mark_urgent, release, save_released_text
from raamvertelling.stories.services.teller import correct_text, set_use, withdraw_story

TODAY = dt.date(2026, 6, 4)

pytestmark = pytest.mark.django_db


def five(inquiry: Inquiry) -> list[AuditEvent]:
    return [record(inquiry=inquiry, actor=None, action=f"stap {n}", detail={"n": n}, today=TODAY) for n in range(5)]


def test_it_works(inquiry: Inquiry, people: dict[str, User]) -> None:
    first = record(inquiry=inquiry, actor=people["els"], action="aangehouden", subject="verhaal 3", today=TODAY)
    second = record(inquiry=inquiry, actor=None, action="ingetrokken", today=TODAY)
    assert (first.previous_hash, second.previous_hash) == ("", first.hash)
    assert verify_chain(inquiry)


def test_an_empty_log_is_whole(inquiry: Inquiry) -> None:
    assert verify_chain(inquiry)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE stories_auditevent SET action = 'iets anders' WHERE id = %s",
        "UPDATE stories_auditevent SET detail = '{\"n\": 9}' WHERE id = %s",
        "UPDATE stories_auditevent SET \"on\" = '2026-06-05' WHERE id = %s",
        "UPDATE stories_auditevent SET subject = 'verhaal 9' WHERE id = %s",
        "DELETE FROM stories_auditevent WHERE id = %s",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_change_behind_our_back_is_seen(inquiry: Inquiry, change: str, place: int) -> None:
    events = five(inquiry)
    with connection.cursor() as cursor:
        cursor.execute(change, [events[place].pk])
    assert not verify_chain(inquiry)


def test_another_inquiry_has_its_own_chain(inquiry: Inquiry) -> None:
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="ander", title="Ander")
    five(inquiry)
    record(inquiry=other, actor=None, action="stap", today=TODAY)
    record(inquiry=None, actor=None, action="stap", today=TODAY)
    five(inquiry)
    assert verify_chain(inquiry) and verify_chain(other) and verify_chain(None)


def test_nothing_is_changed_or_deleted_by_our_own_code(inquiry: Inquiry) -> None:
    event = five(inquiry)[0]
    event.action = "anders"
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        AuditEvent.objects.all().delete()
    with pytest.raises(AppendOnly):
        AuditEvent.objects.update(action="anders")


def test_a_whole_life_leaves_no_word_in_the_log(tell: Callable[..., Story], people: dict[str, User]) -> None:
    els = people["els"]
    story = tell("Kanarietekst over Noor.", title="Kanarietitel", release=False, key="k")
    story = correct_text(story=story, text="Kanarietekst over Mo.", title="Kanarietitel", today=TODAY)
    story = save_released_text(story=story, actor=els, texts={"story": "Tekst over [naam 1]."}, today=TODAY)
    story = hold(story=story, actor=els, reason="recognisable", today=TODAY)
    story = mark_urgent(story=story, actor=els, urgent=True, today=TODAY)
    story = release(story=story, actor=els, withheld=["openbaar"], today=TODAY)
    story = set_use(story=story, purpose="groep", given=False, today=TODAY, language="nl")
    withdraw_story(story=story, today=TODAY)
    rows = repr(list(AuditEvent.objects.values()))
    for word in ("anarie", "Noor", "naam 1", normalise(code_for("k")), code_for("k"), str(story.pk)):
        assert word not in rows
    assert AuditEvent.objects.count() == 8
    assert verify_chain(story.inquiry)
