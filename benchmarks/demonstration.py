"""A demonstration of any size in a folder of its own: the 120 stories, told again and again by the same door."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import django


@contextmanager
def in_a_folder(kept: Path | None = None) -> Iterator[Path]:
    """Point the settings at a folder (thrown away unless given) and make the tables; nothing is safe at a power cut."""
    with TemporaryDirectory(prefix="raam-bench-") as temporary:
        folder = kept or Path(temporary)
        os.environ["DJANGO_SETTINGS_MODULE"] = "raamvertelling.config.settings"
        os.environ.update(RAAM_DATA=str(folder), RAAM_DEMO="1", RAAM_HOSTS="testserver")
        django.setup()
        from django.conf import settings
        from django.db import connections

        from raamvertelling.config.prepare import prepare

        for database in settings.DATABASES.values():
            options = database["OPTIONS"]
            assert isinstance(options, dict)
            options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
        prepare()
        import_module("raamvertelling.config.wsgi")  # what it does for the collector counts here too
        try:
            yield folder
        finally:
            connections.close_all()


def grow_to(size: int) -> None:
    """Make the demonstration if it is not there, and tell its stories again until `size` were told."""
    from django.db import transaction

    from raamvertelling.demo import seed
    from raamvertelling.inquiries.models import Inquiry
    from raamvertelling.people.models import User
    from raamvertelling.sensemaking.services import refresh_outside_view
    from raamvertelling.stories.models import Story

    if not seed.is_seeded():
        seed.seed(progress=_say)
    inquiry = Inquiry.objects.get(slug=seed.SLUG)
    moderator = User.objects.get(email="els@veldhaven.example")
    points = {point.channel: point for point in inquiry.storypoints.filter(is_test=False)}
    lines = (seed.DATA / "stories.jsonl").read_text(encoding="utf-8").splitlines()
    told = Story.objects.filter(inquiry=inquiry).count()
    rows = islice(cycle(map(json.loads, lines)), told, size)
    for done, row in enumerate(rows, start=told + 1):
        told_on = dt.date.fromisoformat(row["told_on"])
        with transaction.atomic():
            story = seed.tell(inquiry, points[row["channel"]], row, told_on)
            if done % 10:  # one in ten keeps waiting, as in the demonstration
                seed.moderate(story, moderator, row, [], told_on)
        _say(done, size)
    refresh_outside_view(inquiry=inquiry, today=seed.LAST_DAY)


def _say(done: int, total: int) -> None:
    if done % 100 == 0 or done == total:
        print(f"\r{done} van {total} verhalen", end="" if done < total else "\n", flush=True)
