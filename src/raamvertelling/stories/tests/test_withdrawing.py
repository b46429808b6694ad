"""A withdrawn story can be read nowhere: the canary is found while the key exists, and not after."""

import base64
import datetime as dt
import gzip
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections

from raamvertelling.people.models import User
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.keystore.models import LedgerEntry, StoryKey
from raamvertelling.stories.models import (
    Purpose,
    Receipt,
    SealedText,
    State,
    Story,
    StoryReference,
    StoryToken,
    Teller,
)
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.sealing import KeyDestroyed, open_keys, unseal_with
from raamvertelling.stories.search import tokens_of
from raamvertelling.stories.services.moderation import save_released_text
from raamvertelling.stories.services.receiving import WithdrawnBefore
from raamvertelling.stories.services.references import refer
from raamvertelling.stories.services.teller import (
    TooLate,
    Withdrawn,
    agree_to_text,
    correct_text,
    find_by_code,
    withdraw_story,
)
from raamvertelling.stories.services.withdrawing import clean_files, finish_withdrawals, without_key

TODAY = dt.date(2026, 6, 3)
CANARIES = ("Kanariegeel verhaal van Xandrijn", "Kanarietitel Quozimir", "Kanarieregel Zwartewaterpad")


def told(tell: Callable[..., Story], **more: object) -> Story:
    text, title, rule = CANARIES
    return tell(text, title=title, free_texts={"barrier_rule": rule}, key="canary", **more)


def forms(text: str) -> Iterator[bytes]:
    """Every form in which a text could have been left behind."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(encoding)
        yield raw
        yield raw.lower()
        for shift in range(3):
            yield base64.b64encode(b"\0" * shift + raw)[4:-4]


def left_behind() -> dict[str, bytes]:
    """All bytes in the data folder, and all rows of both databases."""
    found = {}
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found[str(path)] = data + (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else b"")
    for alias in ("default", "keystore"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # names come from the database itself
                rows = [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
                found[f"{alias}.{table}"] = repr(rows).encode()
    return found


def readable(rows: list[tuple[UUID, str, str, bytes]]) -> list[str]:
    """What somebody who holds these rows can open now."""
    keys = open_keys({row[0] for row in rows})
    return [unseal_with(keys[id], id, kind, stage, sealed) for id, kind, stage, sealed in rows if id in keys]


def sealed_rows() -> list[tuple[UUID, str, str, bytes]]:
    return [(row.story_id, row.kind, row.stage, bytes(row.sealed)) for row in SealedText.objects.all()]


@pytest.mark.django_db(transaction=True)
def test_the_canary_is_found_before_and_nowhere_after(tell: Callable[..., Story]) -> None:
    story = told(tell)
    tokens = tokens_of(story.inquiry, CANARIES)
    key = bytes(StoryKey.objects.get().wrapped)
    rows = sealed_rows()
    assert sorted(set(readable(rows))) == sorted(CANARIES)
    assert StoryToken.objects.filter(token__in=tokens).count() == len(tokens)
    before = left_behind()
    assert any(rows[0][3] in data or repr(rows[0][3]).encode() in data for data in before.values())

    withdraw_story(story=story, today=TODAY)

    assert readable(rows) == []
    after = left_behind()
    sealed = [row[3] for row in rows] + [key] + [token.encode() for token in tokens]
    for name, data in after.items():
        for canary in CANARIES:
            assert not any(form in data for form in forms(canary)), name
        for piece in sealed:
            assert piece not in data and repr(piece).encode() not in data, name
    assert not Story.objects.exists() and not Receipt.objects.exists() and not Teller.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_no_plain_word_is_on_disk_while_the_story_lives(tell: Callable[..., Story]) -> None:
    told(tell)
    for name, data in left_behind().items():
        assert not any(form in data for canary in CANARIES for form in forms(canary)), name


@pytest.mark.django_db(transaction=True)
def test_an_old_copy_of_the_database_stays_unreadable(tell: Callable[..., Story], tmp_path: Path) -> None:
    story = told(tell)
    copy = sealed_rows()
    if connections["default"].vendor == "sqlite":
        file = tmp_path / "old.sqlite3"
        shutil.copy(connections["default"].settings_dict["NAME"], file)
        shutil.copy(f"{connections['default'].settings_dict['NAME']}-wal", f"{file}-wal")
        with sqlite3.connect(file) as old:
            found = old.execute("SELECT story_id, kind, stage, sealed FROM stories_sealedtext").fetchall()
        copy = [(UUID(id), kind, stage, sealed) for id, kind, stage, sealed in found]
    assert sorted(set(readable(copy))) == sorted(CANARIES)
    withdraw_story(story=story, today=TODAY)
    assert readable(copy) == []


@pytest.mark.django_db
def test_the_code_says_withdrawn(tell: Callable[..., Story]) -> None:
    story = told(tell)
    code = code_for("canary")
    assert find_by_code(code) == story
    assert find_by_code(code.replace(" ", "-")) == story
    withdraw_story(story=story, today=TODAY)
    assert find_by_code(code) == Withdrawn(TODAY)
    assert find_by_code("0000 0000 0000 0000") is None
    assert find_by_code("geen code") is None
    assert find_by_code("") is None
    assert {entry.kind for entry in LedgerEntry.objects.all()} == {"story", "sending", "code"}
    assert str(story.pk) not in repr(list(LedgerEntry.objects.values()))


@pytest.mark.django_db
def test_withdrawing_twice_is_withdrawing_once(tell: Callable[..., Story]) -> None:
    story = told(tell)
    withdraw_story(story=Story.objects.get(), today=TODAY)
    withdraw_story(story=story, today=TODAY)
    assert story.inquiry.audit_events.filter(action="ingetrokken").count() == 1


@pytest.mark.django_db
def test_sending_again_never_revives_a_story(tell: Callable[..., Story]) -> None:
    withdraw_story(story=told(tell), today=TODAY)
    with pytest.raises(WithdrawnBefore):
        told(tell)
    assert not Story.objects.exists() and not StoryKey.objects.exists()


@pytest.mark.django_db
def test_no_word_stays_in_the_memory_of_the_program(tell: Callable[..., Story]) -> None:
    story = told(tell)
    assert sys.modules["raamvertelling.core.text.stems"]._stem.cache_info().currsize > 0
    withdraw_story(story=story, today=TODAY)
    assert sys.modules["raamvertelling.core.text.stems"]._stem.cache_info().currsize == 0


@pytest.mark.django_db
def test_a_number_is_never_given_twice(tell: Callable[..., Story]) -> None:
    tell()
    withdraw_story(story=tell(), today=TODAY)
    assert tell().number == 3


def flagged() -> list[tuple[str, dt.date | None]]:
    """Return what uses a story that was withdrawn, and the day of that."""
    return [(each.object_id, each.withdrawn_on) for each in StoryReference.objects.exclude(withdrawn_on=None)]


@pytest.mark.django_db
def test_what_uses_the_story_is_told(tell: Callable[..., Story]) -> None:
    story, other = told(tell), tell()
    refer(inquiry=story.inquiry, story_id=story.pk, kind="claim", object_id=7, use=Purpose.QUOTE)
    refer(inquiry=story.inquiry, story_id=other.pk, kind="claim", object_id=8, use=Purpose.QUOTE)
    withdraw_story(story=story, today=TODAY)
    assert flagged() == [("7", TODAY)]


@pytest.mark.django_db
def test_a_withdrawal_that_stopped_halfway_is_finished(
    tell: Callable[..., Story], monkeypatch: pytest.MonkeyPatch
) -> None:
    story, other = told(tell), tell()

    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as cut, pytest.raises(SystemExit):
        cut.setattr("raamvertelling.stories.services.withdrawing._delete", killed)
        withdraw_story(story=story, today=TODAY)
    with pytest.raises(KeyDestroyed):
        texts_for_teller(story)
    assert find_by_code(code_for("canary")) == Withdrawn(TODAY)
    assert finish_withdrawals(today=TODAY) == 1
    assert list(Story.objects.all()) == [other]


@pytest.mark.django_db
def test_a_wrong_keystore_deletes_nothing(tell: Callable[..., Story]) -> None:
    """An address that points at an empty keystore is a mistake to mend, not a hundred withdrawals."""
    told(tell), tell()
    StoryKey.objects.all().delete()
    assert finish_withdrawals(today=TODAY) == 0
    assert Story.objects.count() == 2
    assert without_key() == 2


@pytest.mark.django_db
def test_what_was_being_made_while_a_story_went_is_told_too(tell: Callable[..., Story]) -> None:
    story, other = told(tell), tell()
    withdraw_story(story=story, today=TODAY)
    refer(inquiry=other.inquiry, story_id=story.pk, kind="claim", object_id=7, use=Purpose.QUOTE)
    refer(inquiry=other.inquiry, story_id=other.pk, kind="claim", object_id=8, use=Purpose.QUOTE)
    assert flagged() == [("7", TODAY)]


@pytest.mark.django_db
def test_a_reference_that_came_too_late_is_told_at_the_daily_upkeep(tell: Callable[..., Story]) -> None:
    story, other = told(tell), tell()
    late = refer(inquiry=other.inquiry, story_id=story.pk, kind="claim", object_id=7, use=Purpose.QUOTE)
    withdraw_story(story=story, today=TODAY)
    StoryReference.objects.filter(pk=late.pk).update(withdrawn_on=None)
    finish_withdrawals(today=TODAY)
    assert flagged() == [("7", TODAY)]


@pytest.mark.django_db(transaction=True)
def test_upkeep_wipes_what_a_cut_withdrawal_left(tell: Callable[..., Story], monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the rows went and before the files were cleaned."""
    story = told(tell)
    key = bytes(StoryKey.objects.get().wrapped)
    with monkeypatch.context() as cut:
        cut.setattr("raamvertelling.stories.services.withdrawing.clean_files", lambda: None)
        withdraw_story(story=story, today=TODAY)
    assert finish_withdrawals(today=TODAY) == 0
    assert [name for name, data in left_behind().items() if key in data] == []


@pytest.mark.django_db(transaction=True)
def test_somebody_who_reads_long_delays_the_wiping_and_the_next_hour_does_it(tell: Callable[..., Story]) -> None:
    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL has no write-ahead log that is emptied")
    story = told(tell)
    reader = sqlite3.connect(connections["default"].settings_dict["NAME"])
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM stories_story").fetchone()
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=20")
    withdraw_story(story=story, today=TODAY)
    assert not clean_files()
    reader.close()
    assert clean_files()
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=20000")


@pytest.mark.django_db
def test_a_teller_of_two_stories_keeps_the_other(tell: Callable[..., Story]) -> None:
    teller = Teller.objects.create()
    story, other = told(tell, teller=teller), tell(teller=teller)
    withdraw_story(story=story, today=TODAY)
    assert other.teller == Teller.objects.get()
    assert texts_for_teller(other).text


@pytest.mark.django_db
def test_a_text_is_corrected_before_release_only(tell: Callable[..., Story], people: dict[str, User]) -> None:
    story = told(tell, release=False)
    save_released_text(story=story, actor=people["els"], texts={"story": "Bewerkt."}, today=TODAY)
    story = correct_text(story=story, text="Toch\0 anders.", title="", today=TODAY)
    assert (story.state, story.word_count) == (State.RECEIVED, 2)
    texts = texts_for_teller(story)
    assert (texts.text, texts.title, texts.answers) == ("Toch anders.", "", {"barrier_rule": CANARIES[2]})
    with pytest.raises(TooLate):
        correct_text(story=tell(), text="Te laat.", title="", today=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("agrees", [True, False])
def test_a_changed_text_waits_for_its_teller(tell: Callable[..., Story], people: dict[str, User], agrees: bool) -> None:
    story = tell(consents={"citaat": True})
    story = save_released_text(story=story, actor=people["els"], texts={"story": "[buurvrouw] belde."}, today=TODAY)
    quotes = Story.objects.usable_for(people["amina"], Purpose.QUOTE)
    assert (story.text_changed, story.teller_agreed, quotes.count()) == (True, False, 0)
    story = agree_to_text(story=story, agrees=agrees, today=TODAY)
    assert quotes.count() == int(agrees)
    assert story.may_quote == agrees
