"""A copy is whole or refused, comes back whole, and brings nothing back that was withdrawn."""

import datetime as dt
import importlib
import io
import shutil
import signal
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from raamvertelling.config import halfway, upkeep, wsgi
from raamvertelling.config.copies import making, restoring
from raamvertelling.config.copies.file import CopyProblem, checked, writing
from raamvertelling.config.copies.restoring import Restored, restore
from raamvertelling.config.copies.sealed import HEAD
from raamvertelling.config.environment import WrongSetting
from raamvertelling.config.halfway import refuse_half_restored
from raamvertelling.config.prepare import prepare
from raamvertelling.config.tests.copying import TODAY, Tell, before_sealing, forget_everything, inside, make, put_back
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.heads import check_log, kept_heads, write_heads
from raamvertelling.stories.keeping.terms import carry_out
from raamvertelling.stories.keystore.models import LedgerEntry, Pepper, StoryKey
from raamvertelling.stories.media import media_of, read_media
from raamvertelling.stories.models import AuditEvent, SealedText, Story, Terms
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.sealing import open_keys, unseal_with
from raamvertelling.stories.services.receiving import WithdrawnBefore
from raamvertelling.stories.services.teller import Withdrawn, find_by_code, withdraw_story
from raamvertelling.stories.tests.media_maker import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_place")]


def fingerprint(story: Story) -> str:
    texts = texts_for_teller(story)
    return sha256(repr((texts, [read_media(each) for each in media_of(story)])).encode()).hexdigest()


def test_everything_comes_back(tell: Tell, inquiry: Inquiry, copies: Path, settings: Settings) -> None:
    stories = [tell(f"Verhaal {each}.", key=f"sleutel {each}", media=(photo(),)) for each in range(3)]
    before = {story.pk: fingerprint(story) for story in stories}
    made = make(copies)
    forget_everything()
    shutil.rmtree(settings.MEDIA_ROOT)
    done = put_back(made, keys=True)
    assert done == Restored(3, 0, 0, old_keys=False)
    assert {story.pk: fingerprint(story) for story in Story.objects.all()} == before
    assert find_by_code(code_for("sleutel 1")) == stories[1]
    assert verify_chain(inquiry) and verify_chain(None)
    assert AuditEvent.objects.filter(inquiry=None, action="reservekopie teruggezet").count() == 1


def test_a_story_that_was_withdrawn_since_stays_gone(tell: Tell, inquiry: Inquiry, copies: Path) -> None:
    story, other = tell("Kanarie.", key="canary", media=(photo(),)), tell()
    made = make(copies)
    withdraw_story(story=story, today=TODAY)
    assert put_back(made) == Restored(1, 1, 0, old_keys=False)
    assert list(Story.objects.all()) == [other]
    assert find_by_code(code_for("canary")) == Withdrawn(TODAY)
    with pytest.raises(WithdrawnBefore):
        tell("Kanarie.", key="canary", media=(photo(),))


def test_nor_do_older_keys_bring_it_back(tell: Tell, inquiry: Inquiry, copies: Path) -> None:
    """Both copies are from before the withdrawal: together they can be read, and yet they are not."""
    story = tell("Kanarie.", key="canary", media=(photo(),))
    tell()
    made = make(copies)
    withdraw_story(story=story, today=TODAY)
    assert put_back(made, keys=True) == Restored(1, 1, 0, old_keys=False)
    assert not StoryKey.objects.filter(story_id=story.pk).exists()
    assert find_by_code(code_for("canary")) == Withdrawn(TODAY)


def test_a_list_of_withdrawals_that_lies_beside_is_used(tell: Tell, inquiry: Inquiry, copies: Path) -> None:
    """The disk with the newest keystore is lost; yesterday's list of withdrawals is not."""
    story = tell("Kanarie.", key="canary")
    tell()
    old = make(copies)
    withdraw_story(story=story, today=TODAY)
    newer = make(copies, TODAY + dt.timedelta(days=1))
    newer.stories.unlink()
    newer.keys.unlink()
    forget_everything()
    done = restore(stories=old.stories, keys=old.keys, ledgers=[], today=TODAY)
    assert (done.stories, done.withdrawn) == (1, 1)


def test_without_any_list_the_old_pair_would_be_readable(tell: Tell, copies: Path) -> None:
    """The control: what the ledger prevents would really happen without it."""
    story = tell("Kanarie.", key="canary")
    made = make(copies)
    withdraw_story(story=story, today=TODAY)
    forget_everything()
    assert put_back(made, keys=True) == Restored(1, 0, 0, old_keys=False)
    assert texts_for_teller(Story.objects.get()).text == "Kanarie."


def test_an_original_that_went_stays_gone(tell: Tell, inquiry: Inquiry, copies: Path) -> None:
    day = dt.date(2026, 6, 1)
    Terms.objects.create(inquiry=inquiry, set_on=day)
    story = tell("Noor belde.", on=day, media=(photo(),))
    made = make(copies)
    due = day + dt.timedelta(days=30)
    carry_out(today=due)
    assert put_back(made, keys=True, today=due) == Restored(1, 0, 2, old_keys=True)
    assert texts_for_teller(story).original is None
    assert not media_of(story)
    assert not SealedText.objects.filter(stage="original").exclude(sealed=b"").exists()


def test_an_old_copy_of_the_stories_alone_cannot_be_read(tell: Tell, copies: Path, tmp_path: Path) -> None:
    """Somebody holds the file of last month and all keys of today."""
    story = tell("Kanarie.")
    made = make(copies)
    with inside(made.stories) as tar:
        assert b"Kanarie" not in before_sealing(made.stories)
        names = tar.getnames()
        tar.extract(names[0], tmp_path, filter="data")
    rows = [(row.story_id, row.kind, row.stage, bytes(row.sealed)) for row in SealedText.objects.exclude(sealed=b"")]
    keys = open_keys([story.pk])[story.pk]
    assert {unseal_with(keys, story.pk, kind, stage, sealed) for _, kind, stage, sealed in rows} == {"Kanarie."}
    withdraw_story(story=story, today=TODAY)
    assert open_keys([story.pk]) == {}
    assert any(row[3] in (tmp_path / names[0]).read_bytes() for row in rows) or names[0].endswith(".dump")


def test_a_copy_is_made_while_somebody_writes(tell: Tell, copies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that comes in, and one that is withdrawn, between the copies of stories and of keys."""
    first = tell("Eerste.", key="een", media=(photo(),))
    stories_done = making._add_media

    def meanwhile(file: object) -> None:
        tell("Tweede.", key="twee")
        withdraw_story(story=first, today=TODAY)
        stories_done(file)  # type: ignore[arg-type]  # the writer is passed on

    monkeypatch.setattr(making, "_add_media", meanwhile)
    made = make(copies)
    forget_everything()
    done = restore(stories=made.stories, keys=made.keys, ledgers=[], today=TODAY)
    assert (done.stories, done.withdrawn) == (0, 1)


def test_every_change_to_a_copy_is_refused_and_changes_nothing(tell: Tell, copies: Path) -> None:
    tell()
    made = make(copies)
    good = made.stories.read_bytes()
    before = Story.objects.count(), LedgerEntry.objects.count()
    for place in (0, HEAD - 1, 700, len(good) // 2, len(good) - 1):
        bad = bytearray(good)
        bad[place] ^= 1
        made.stories.write_bytes(bytes(bad))
        with pytest.raises(CopyProblem, match="Er is niets veranderd"):
            put_back(made)
    for length in (0, 5, HEAD, len(good) // 2, len(good) - 1):
        made.stories.write_bytes(good[:length])
        with pytest.raises(CopyProblem, match="Er is niets veranderd"):
            put_back(made)
    assert before == (Story.objects.count(), LedgerEntry.objects.count())
    refuse_half_restored()


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(data=st.data())
def test_no_byte_of_any_member_can_change(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "verhalen-2026-06-03-1.raamkopie"
    with writing(path, kind="verhalen", on=TODAY, pepper="x", database="sqlite") as file:
        file.add_bytes("a", b"eerste" * 50)
        file.add_bytes("media/b", b"tweede" * 50)
    assert checked(path, "verhalen").day == TODAY
    # Inside, as a copy from before they were sealed: the fingerprints and the signature hold by themselves.
    content = bytearray(before_sealing(path))
    with inside(path) as tar:
        places = [m.offset_data + n for m in tar.getmembers() for n in range(m.size)]
    sealed = bytearray(path.read_bytes())
    path.write_bytes(bytes(content))
    assert checked(path, "verhalen").day == TODAY
    content[data.draw(st.sampled_from(places))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(content))
    with pytest.raises(CopyProblem):
        checked(path, "verhalen")
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(bytes(sealed))
    with pytest.raises(CopyProblem):
        checked(path, "verhalen")


def test_something_that_was_added_or_left_out_is_refused(copies: Path, tell: Tell) -> None:
    tell()
    made = make(copies)
    made.stories.write_bytes(before_sealing(made.stories))
    checked(made.stories, "verhalen")
    with tarfile.open(made.stories, "a") as tar:
        extra = tarfile.TarInfo("../../etc/x")
        extra.size = 1
        tar.addfile(extra, io.BytesIO(b"x"))
    with pytest.raises(CopyProblem):
        checked(made.stories, "verhalen")


def test_files_of_another_place_are_refused(tell: Tell, copies: Path) -> None:
    story = tell()
    made = make(copies)
    withdraw_story(story=story, today=TODAY)
    Pepper.objects.all().delete()
    with pytest.raises(CopyProblem, match="hoort niet bij deze verhalen"):
        put_back(made)
    tell()
    with pytest.raises(CopyProblem, match="van een andere plek"):
        put_back(made, keys=True)
    with pytest.raises(CopyProblem, match="is een kopie van sleutels, niet van verhalen"):
        restore(stories=made.keys, keys=None, ledgers=[], today=TODAY)


def test_another_master_key_is_named(tell: Tell, copies: Path, settings: Settings) -> None:
    tell()
    made = make(copies)
    settings.RAAM_MASTER_KEY = "een andere hoofdsleutel die lang genoeg is"
    with pytest.raises(CopyProblem, match="hoofdsleutel"):
        put_back(made)


def test_nobody_is_served_until_it_was_put_back_whole(
    tell: Tell, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut after the older keystore is in place and before the withdrawals were carried out; then done again."""
    story = tell("Kanarie.", key="canary")
    made = make(copies)
    withdraw_story(story=story, today=TODAY)

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as cut, pytest.raises(SystemExit):
        cut.setattr(restoring, "_add_entries", killed)
        put_back(made, keys=True)
    assert not LedgerEntry.objects.exists(), "the older keystore knows of no withdrawal"
    for serving in (refuse_half_restored, prepare):
        with pytest.raises(WrongSetting, match="half teruggezet"):
            serving()
    assert put_back(made, keys=True) == Restored(0, 1, 0, old_keys=False)
    refuse_half_restored()
    assert find_by_code(code_for("canary")) == Withdrawn(TODAY)


def test_the_server_looks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    (halfway._mark()).touch()
    with pytest.raises(WrongSetting):
        importlib.reload(wsgi)
    halfway._mark().unlink()


def test_a_server_that_runs_serves_nothing_meanwhile() -> None:
    def answered() -> tuple[str, str]:
        said: list[str] = []

        def start(status: str, headers: list[tuple[str, str]], problem: object = None, /) -> Callable[[bytes], object]:
            said.append(status)
            return print

        environ: dict[str, object] = {"PATH_INFO": "/hulp/", "HTTP_HOST": "testserver"}
        setup_testing_defaults(environ)
        body = wsgi.application(environ, start)
        return said[0], b"".join(body).decode()

    with halfway.half_restored(b""):
        assert answered() == ("503 Service Unavailable", halfway.CLOSED)
    assert answered()[0] == "200 OK"


def test_a_worker_that_runs_ends_as_the_system_would_end_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: ended.append(number))
    monkeypatch.setattr(upkeep, "SECOND", 0)
    try:
        with halfway.half_restored(b""):
            upkeep.leave_when_restoring(threading.Event())
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ended == [signal.SIGTERM]


def test_who_was_signed_in_then_is_not_now(tell: Tell, copies: Path, people: dict[str, User]) -> None:
    tell()
    Session.objects.create(session_key="x", session_data="x", expire_date=timezone.now() + dt.timedelta(hours=1))
    made = make(copies)
    put_back(made)
    assert not Session.objects.exists()


def test_the_log_goes_on_from_an_older_copy_and_says_so(tell: Tell, inquiry: Inquiry, copies: Path) -> None:
    tell()
    made = make(copies)
    tell()
    write_heads(today=TODAY)
    (head,) = kept_heads(inquiry)
    put_back(made)
    assert check_log(inquiry=inquiry, heads=kept_heads(inquiry)) == []
    assert check_log(inquiry=inquiry, heads=[head]) != [], "who kept a head elsewhere sees what is missing"
    assert inquiry.audit_events.get(action="reservekopie teruggezet").detail["kopie van"] == TODAY.isoformat()
    assert write_heads(today=TODAY) == 1


def test_keys_are_kept_a_week(tell: Tell, copies: Path) -> None:
    tell()
    old = make(copies, TODAY - dt.timedelta(days=7))
    week = make(copies, TODAY - dt.timedelta(days=6))
    made = make(copies)
    assert made.thrown_away == (old.keys,)
    assert not old.keys.exists() and old.stories.exists() and old.ledger.exists() and week.keys.exists()
    assert put_back(made, keys=True, today=TODAY + dt.timedelta(days=6)).old_keys is False
    assert put_back(made, keys=True, today=TODAY + dt.timedelta(days=7)).old_keys is True


def test_two_on_a_day_have_their_own_names_and_only_we_read_them(tell: Tell, copies: Path) -> None:
    tell()
    make(copies)
    make(copies)
    kinds = ("verhalen", "sleutels", "intrekkingen")
    expected = {f"{kind}-2026-06-03-{number}.raamkopie" for kind in kinds for number in (1, 2)}
    assert {path.name for path in copies.iterdir()} == expected
    assert {path.stat().st_mode & 0o777 for path in copies.iterdir()} == {0o600}


def test_without_its_tools_postgresql_says_what_to_do(
    tell: Tell, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connections["default"].vendor == "sqlite":
        pytest.skip("SQLite needs no tools")
    monkeypatch.setenv("PATH", "/nergens")
    with pytest.raises(CopyProblem, match="apt install postgresql-client"):
        make(copies)
    assert list(copies.iterdir()) == []


def test_the_copy_of_sqlite_is_whole_by_itself(tell: Tell, copies: Path, tmp_path: Path) -> None:
    if connections["default"].vendor != "sqlite":
        pytest.skip("PostgreSQL has a file of its own kind")
    tell()
    with inside(make(copies).stories) as tar:
        tar.extract("database.sqlite3", tmp_path, filter="data")
    with sqlite3.connect(tmp_path / "database.sqlite3") as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert found.execute("SELECT count(*) FROM stories_story").fetchone() == (1,)
