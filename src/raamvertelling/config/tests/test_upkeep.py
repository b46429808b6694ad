"""What happens every day without anybody asking."""

import datetime as dt
import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from raamvertelling.config.upkeep import enqueue_upkeep, every_day
from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.telling.models import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_heads(settings: Any, tmp_path: Path) -> None:
    """Heads of a log that only lives for one test must not lie where another test looks."""
    settings.RAAM_HEADS = tmp_path


EVERY_DAY = {"finish_withdrawals", "carry_out_terms", "purge_drafts", "sweep_media", "tidy_desk"}
EVERY_DAY |= {"forget_sessions", "forget_tasks", "close_ended", "refresh_outside_views", "write_heads"}


def leave_traces(storypoint: StoryPoint) -> None:
    """Keep one session and one draft that are over, and one of each that is not."""
    now = timezone.now()
    for name, days in (("over", -1), ("now", 1)):
        ends = now + dt.timedelta(days=days)
        Session.objects.create(session_key=name, session_data="x", expire_date=ends)
        version = storypoint.inquiry.framework_version
        Draft.objects.create(
            id=uuid4(), storypoint=storypoint, framework_version=version, sealed=b"x", expires_on=ends.date()
        )


def test_what_is_over_goes_and_what_is_not_stays(storypoint: StoryPoint) -> None:
    leave_traces(storypoint)
    enqueue_upkeep()
    assert [each.session_key for each in Session.objects.all()] == ["now"]
    assert Draft.objects.count() == 1


def test_doing_it_twice_does_no_harm(storypoint: StoryPoint) -> None:
    leave_traces(storypoint)
    enqueue_upkeep()
    enqueue_upkeep()
    assert [each.session_key for each in Session.objects.all()] == ["now"]
    assert Draft.objects.count() == 1


def test_the_worker_finds_every_task_and_does_it(settings: Any, storypoint: StoryPoint) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    leave_traces(storypoint)
    enqueue_upkeep()
    asked = DBTaskResult.objects.all()
    assert {each.task_path.rsplit(".", 1)[1] for each in asked} == EVERY_DAY
    assert Session.objects.count() == 2
    for each in asked:
        import_string(each.task_path).call()
    assert [each.session_key for each in Session.objects.all()] == ["now"]


def test_upkeep_starts_at_once_and_stops_when_told(storypoint: StoryPoint) -> None:
    leave_traces(storypoint)
    told_to_stop = threading.Event()
    told_to_stop.set()
    every_day(told_to_stop)
    assert Draft.objects.count() == 1
