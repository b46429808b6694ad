"""What is done before serving: tables brought up to date, and no more counted than may outlive a withdrawal."""

from collections.abc import Callable

import pytest
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from raamvertelling.config.prepare import count_stories, tables_are_old
from raamvertelling.stories.models import Story


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases count by themselves")
def test_only_averages_are_kept(tell: Callable[..., Story]) -> None:
    story = tell()
    count_stories()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'stories_story'")
        kept = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'")
        assert [row[0] for row in cursor.fetchall()] == ["sqlite_stat1"]
    assert kept
    assert all(each.replace(" ", "").isdigit() for each in kept)
    assert not any(story.pk.hex in each for each in kept)


@pytest.mark.django_db
@pytest.mark.parametrize("alias", ["default", "keystore"])
def test_tables_of_an_older_version_are_seen_in_each_database(alias: str) -> None:
    assert not tables_are_old()
    recorder = MigrationRecorder(connections[alias])
    recorder.record_unapplied(*max(recorder.applied_migrations()))
    assert tables_are_old()
