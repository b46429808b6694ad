"""What an operator asks of a place: is it set up well, how is it doing, and a new master key."""

import datetime as dt
import fcntl
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail as sent
from django.db import IntegrityError
from django.db.models.signals import post_save
from django.test import Client
from django.utils.timezone import now
from pytest_django import Settings

from raamvertelling.cli.main import main
from raamvertelling.config.environment import WrongSetting, mail
from raamvertelling.config.logs import Lines
from raamvertelling.config.operating import in_use, signs
from raamvertelling.config.operating.checks import find_problems
from raamvertelling.config.operating.figures import count_figures
from raamvertelling.config.operating.rotating import KEY_FILE, NEW_FILE, TURN, finish_rotation, rotate_master_key
from raamvertelling.stories.heads import make_head, read_head
from raamvertelling.stories.keystore.models import Pepper
from raamvertelling.stories.media import write_whole
from raamvertelling.stories.models import Story
from raamvertelling.stories.sealing import BrokenSeal, keyed_hash, open_key, rewrap_for

Output = pytest.CaptureFixture[str]
Tell = Callable[..., Story]
TODAY = dt.date(2026, 6, 3)
OLD, NEW = "o" * 40, "n" * 40

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, and a well set up place."""
    monkeypatch.delenv("RAAM_MASTER_KEY", raising=False)
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.RAAM_HEADS = tmp_path / "heads"
    settings.RAAM_MASTER_KEY = OLD
    settings.RAAM_ADDRESS = "https://verhalen.veldhaven.example"
    settings.ALLOWED_HOSTS = ["verhalen.veldhaven.example", "testserver"]
    settings.RAAM_PROXIES = 1
    settings.RAAM_CONTACT = "security@veldhaven.nl"
    settings.RAAM_SECOND_STEP_REQUIRED = True
    settings.RAAM_SENDS_MAIL = True
    settings.DEFAULT_FROM_EMAIL = "verhalen@veldhaven.nl"
    tmp_path.chmod(0o700)
    (tmp_path / KEY_FILE).write_text(OLD)
    (tmp_path / KEY_FILE).chmod(0o600)
    signs.leave(signs.WORKER)
    signs.leave(signs.COPY)
    return tmp_path


def told_of(settings: Settings, **changes: Any) -> str:
    """Return what is wrong when these settings are different, as one text."""
    for name, value in changes.items():
        setattr(settings, name, value)
    return "\n".join(each.sentence for each in find_problems() if each.is_wrong)


def test_a_place_that_is_set_up_well_has_nothing_wrong(settings: Settings, capsys: Output) -> None:
    assert told_of(settings) == ""
    assert main(["check"]) == 0
    assert "0 fout" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "value", "word"),
    [
        ("DEBUG", True, "RAAM_DEBUG=0"),
        ("RAAM_ADDRESS", "http://verhalen.veldhaven.example", "https://"),
        ("RAAM_ADDRESS", "veldhaven", "geen webadres"),
        ("ALLOWED_HOSTS", ["elders.example"], "RAAM_HOSTS noemt verhalen.veldhaven.example niet"),
        ("ALLOWED_HOSTS", ["*"], "RAAM_HOSTS is *"),
        ("RAAM_PROXIES", 0, "RAAM_PROXIES=1"),
        ("RAAM_CONTACT", "security@raamvertelling.example", "RAAM_CONTACT"),
        ("DEFAULT_FROM_EMAIL", "x@raamvertelling.example", "RAAM_EMAIL_FROM"),
    ],
)
def test_a_wrong_setting_is_a_sentence(settings: Settings, capsys: Output, name: str, value: Any, word: str) -> None:
    assert word in told_of(settings, **{name: value})
    assert main(["check"]) == 1
    assert word in capsys.readouterr().out


def test_a_domain_with_all_that_is_under_it_is_a_name(settings: Settings) -> None:
    assert told_of(settings, ALLOWED_HOSTS=[".veldhaven.example"]) == ""


def test_files_that_others_can_read_are_named(place: Path, settings: Settings) -> None:
    (place / KEY_FILE).chmod(0o644)
    assert f"chmod go= {place / KEY_FILE}" in told_of(settings)


def test_a_worker_and_a_copy_of_long_ago_are_named(place: Path, settings: Settings) -> None:
    long_ago = now().timestamp() - 5 * 24 * 3600
    for sign in (signs.WORKER, signs.COPY):
        os.utime(place / sign, (long_ago, long_ago))
    told = told_of(settings)
    assert "De worker draait niet" in told and "van 5 dagen geleden" in told
    (place / signs.COPY).unlink()
    assert "nog nooit een reservekopie" in told_of(settings)


def test_monitors_see_which_part_needs_a_person(client: Client, place: Path) -> None:
    answer = client.get("/gezond/alles/")
    assert (answer.status_code, answer.content.decode().count(": ok")) == (200, 4)
    (place / signs.WORKER).unlink()
    answer = client.get("/gezond/alles/")
    assert answer.status_code == 503 and "worker: niet ok" in answer.content.decode()
    assert client.get("/gezond/").status_code == 200, "a balancer must go on sending people here"


def test_figures_are_counts_and_nothing_of_anybody(tell: Tell, capsys: Output) -> None:
    first, _ = tell(release=False), tell()
    figures = count_figures(today=first.received_on + dt.timedelta(days=9))
    assert (figures.stories, figures.released, figures.waiting, figures.oldest_days) == (2, 1, 1, 9)
    assert figures.sync_ms >= 0 and figures.free_bytes > 0
    assert main(["stats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stories"] == 2
    assert main(["stats"]) == 0
    assert "2, waarvan 1 vrijgegeven" in capsys.readouterr().out


def test_a_new_master_key_changes_no_text_no_code_and_no_head(tell: Tell, place: Path, capsys: Output) -> None:
    story = tell()
    before = (open_key(story.pk), keyed_hash("code", "ABC"), make_head(inquiry=story.inquiry, today=TODAY).key)
    assert main(["keys", "rotate"]) == 0
    assert "opnieuw ingepakt" in capsys.readouterr().out
    new = (place / KEY_FILE).read_text()
    assert new != OLD and len(new) >= 32 and (place / KEY_FILE).stat().st_mode & 0o077 == 0
    assert not (place / NEW_FILE).exists()
    head = make_head(inquiry=story.inquiry, today=TODAY)
    assert (open_key(story.pk), keyed_hash("code", "ABC"), read_head(head.as_file()).key) == before


def test_the_old_key_opens_nothing_any_more(tell: Tell, settings: Settings) -> None:
    story = tell()
    rotate_master_key()
    settings.RAAM_MASTER_KEY = OLD
    with pytest.raises(BrokenSeal):
        open_key(story.pk)


def test_a_cut_after_the_keystore_changed_takes_the_new_key(tell: Tell, place: Path, settings: Settings) -> None:
    story = tell()
    write_whole(place / NEW_FILE, NEW.encode())
    rewrap_for(NEW)
    finish_rotation()
    assert (place / KEY_FILE).read_text() == settings.RAAM_MASTER_KEY == NEW
    assert not (place / NEW_FILE).exists()
    assert open_key(story.pk)


def test_a_cut_before_the_keystore_changed_throws_the_new_key_away(tell: Tell, place: Path, settings: Settings) -> None:
    story = tell()
    write_whole(place / NEW_FILE, NEW.encode())
    finish_rotation()
    assert (place / KEY_FILE).read_text() == settings.RAAM_MASTER_KEY == OLD
    assert not (place / NEW_FILE).exists()
    assert open_key(story.pk)


def test_a_key_that_fits_neither_way_deletes_nothing(tell: Tell, place: Path) -> None:
    tell()
    write_whole(place / NEW_FILE, NEW.encode())
    Pepper.objects.update(wrapped=b"x" * 40)
    finish_rotation()
    assert (place / NEW_FILE).read_text() == NEW and (place / KEY_FILE).read_text() == OLD


def test_a_key_from_the_environment_is_left_to_be_put_there(
    tell: Tell, place: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    story = tell()
    monkeypatch.setenv("RAAM_MASTER_KEY", OLD)
    done = rotate_master_key()
    assert done.to_place == place / NEW_FILE and (place / KEY_FILE).read_text() == OLD
    settings.RAAM_MASTER_KEY = (place / NEW_FILE).read_text()
    assert open_key(story.pk)


def test_a_new_key_that_nobody_put_in_the_environment_yet_is_never_written_over(
    tell: Tell, place: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings, capsys: Output
) -> None:
    """By then it is the only key that fits: losing it loses every story."""
    story = tell()
    monkeypatch.setenv("RAAM_MASTER_KEY", OLD)
    assert main(["keys", "rotate"]) == 0
    new = (place / NEW_FILE).read_text()
    assert main(["keys", "rotate"]) == 1
    assert str(place / NEW_FILE) in capsys.readouterr().err
    assert (place / NEW_FILE).read_text() == new
    settings.RAAM_MASTER_KEY = new
    assert open_key(story.pk)


def test_a_worker_that_read_its_settings_before_the_change_takes_the_new_key(
    tell: Tell, place: Path, settings: Settings
) -> None:
    story = tell()
    rotate_master_key()
    settings.RAAM_MASTER_KEY = OLD
    finish_rotation()
    assert (place / KEY_FILE).read_text() == settings.RAAM_MASTER_KEY != OLD
    assert open_key(story.pk)


def test_a_server_that_begins_while_the_key_changes_must_wait(tell: Tell, place: Path) -> None:
    """Halfway the old key still fits: who judged then would throw away the new one."""
    tell()
    must_wait = []

    def look(**told: object) -> None:
        handle = os.open(place / TURN, os.O_RDWR)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            must_wait.append(True)
        finally:
            os.close(handle)

    post_save.connect(look, sender=Pepper)
    try:
        rotate_master_key()
    finally:
        post_save.disconnect(look, sender=Pepper)
    assert must_wait == [True]


def test_no_new_key_while_anybody_serves(place: Path, capsys: Output) -> None:
    script = (
        "import fcntl, os, sys; h = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600);"
        " fcntl.flock(h, fcntl.LOCK_SH); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(place / in_use.LOCK)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout and server.stdout.readline() == b"held\n"
        assert main(["keys", "rotate"]) == 1
        assert "Stop beide eerst" in capsys.readouterr().err
        server.communicate()
    assert (place / KEY_FILE).read_text() == OLD
    assert main(["keys", "rotate"]) == 0


@pytest.mark.parametrize(("address", "backend"), [("https://a.example", "dummy"), ("http://127.0.0.1:8000", "console")])
def test_mail_that_nobody_sends_comes_in_no_log(place: Path, address: str, backend: str) -> None:
    """A mail about a new password holds a link that opens the account; only on one's own computer it is shown."""
    script = "from raamvertelling.config import settings; print(settings.EMAIL_BACKEND)"
    told = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "RAAM_DATA": str(place), "RAAM_ADDRESS": address, "RAAM_MAIL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == f"django.core.mail.backends.{backend}.EmailBackend"


def test_a_log_line_says_where_it_went_wrong_and_not_what_was_written() -> None:
    try:
        try:
            raise ValueError("Mijn naam is Fatma")
        except ValueError as error:
            raise IntegrityError("Key (code)=(KANARIE) already exists") from error
    except IntegrityError:
        record = logging.getLogger("x").makeRecord("x", logging.ERROR, "f", 1, "Het ging mis", (), sys.exc_info())
    told = json.loads(Lines().format(record))
    assert (told["what"], told["error"]) == ("Het ging mis", ["IntegrityError", "ValueError"])
    assert "test_a_log_line" in told["where"][-1]
    assert "KANARIE" not in json.dumps(told) and "Fatma" not in json.dumps(told)


@pytest.mark.parametrize(
    ("address", "port", "is_tls", "is_ssl"),
    [
        ("smtp://verhalen:w%40chtwoord@mail.veldhaven.nl", 587, True, False),
        ("smtps://verhalen:w%40chtwoord@mail.veldhaven.nl", 465, False, True),
        ("smtp://localhost", 25, False, False),
    ],
)
def test_a_mail_server_is_one_address(
    monkeypatch: pytest.MonkeyPatch, address: str, port: int, is_tls: bool, is_ssl: bool
) -> None:
    monkeypatch.setenv("RAAM_MAIL", address)
    found = mail("RAAM_MAIL")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, is_tls, is_ssl)
    assert found["EMAIL_HOST_PASSWORD"] == ("w@chtwoord" if "@" in address else "")


def test_a_wrong_mail_server_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAAM_MAIL", "mail.veldhaven.nl")
    with pytest.raises(WrongSetting, match="smtp://naam:wachtwoord@"):
        mail("RAAM_MAIL")


def test_a_trial_mail_is_sent_and_a_server_that_is_not_there_is_a_sentence(settings: Settings, capsys: Output) -> None:
    assert main(["check", "--mail", "bart@veldhaven.example"]) == 0
    assert [each.to for each in sent.outbox] == [["bart@veldhaven.example"]]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    assert main(["check", "--mail", "bart@veldhaven.example"]) == 1
    assert "Kijk RAAM_MAIL na" in capsys.readouterr().err
