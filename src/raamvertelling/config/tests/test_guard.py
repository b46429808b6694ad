"""What every answer carries, what is too large to take in, and what somebody sees while a database is away."""

import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.db.utils import OperationalError
from django.test import Client
from pytest_django import Settings

from raamvertelling.config.environment import WrongSetting, secret
from raamvertelling.config.prepare import check_keystore
from raamvertelling.config.tests.test_permissions import weaknesses
from raamvertelling.stories.keystore.models import Pepper, StoryKey
from raamvertelling.stories.models import Story
from raamvertelling.stories.upload_box import sweep_box

HUGE = 4_000_000


def send(client: Client, path: str, length: int) -> int:
    """Announce a body of this length; the test server never reads more than it gets."""
    kind = "multipart/form-data; boundary=x"
    return client.generic("POST", path, b"--x--\r\n", content_type=kind, CONTENT_LENGTH=str(length)).status_code


@pytest.mark.django_db
def test_nobody_fills_the_disk(as_person: Callable[[str], Client], client: Client) -> None:
    """A stranger's file is refused before it is written down, also when its name is that of the import page."""
    assert send(client, "/vertel/de-brug/vooraf/", HUGE) == 413
    assert send(client, "/team/vroeg-erbij/inlezen/", HUGE) == 413
    assert send(as_person("amina"), "/team/", HUGE) == 413
    assert send(as_person("amina"), "/team/vroeg-erbij/inlezen/", 2_000_000_000) == 413
    file = SimpleUploadedFile("groot.csv", b"x" * HUGE)
    taken = as_person("amina").post("/team/vroeg-erbij/inlezen/", {"second": file})
    assert taken.status_code == 422


@pytest.mark.django_db
def test_no_page_stays_in_a_cache(as_person: Callable[[str], Client], client: Client) -> None:
    for answer in (client.get("/"), client.get("/bestaat/niet/"), as_person("amina").get("/team/vroeg-erbij/")):
        assert "no-store" in answer.headers["Cache-Control"]
        assert "camera=()" in answer.headers["Permissions-Policy"]


@contextmanager
def away(alias: str) -> Iterator[None]:
    """Let every question to this database fail."""

    def refuse(*_: object) -> None:
        raise OperationalError("connection refused")

    with connections[alias].execute_wrapper(refuse):
        yield


@pytest.mark.django_db
def test_a_keystore_that_is_away_says_come_back(client: Client, inquiry: object) -> None:
    client.raise_request_exception = False
    with away("keystore"):
        answer = client.post("/mijn-verhaal/", {"code": "1234 5678 1234 5678"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "Verhalen die verstuurd zijn, zijn veilig." in answer.content.decode()
    assert weaknesses(answer) == []


@pytest.mark.django_db
def test_a_database_that_is_away_says_come_back(client: Client, as_person: Callable[[str], Client]) -> None:
    browsers = (client, as_person("els"))
    for browser in browsers:
        browser.raise_request_exception = False
    with away("default"):
        assert [each.get("/vertel/de-brug/").status_code for each in browsers] == [503, 503]


@pytest.mark.django_db
def test_a_keystore_of_somewhere_else_is_refused(tell: Callable[..., Story]) -> None:
    tell()
    check_keystore()
    Pepper.objects.all().delete()
    StoryKey.objects.all().delete()
    with pytest.raises(WrongSetting, match="sleutelkast is leeg"):
        check_keystore()
    assert Story.objects.count() == 1


@pytest.mark.django_db
def test_another_master_key_is_refused(tell: Callable[..., Story], settings: Settings) -> None:
    tell()
    settings.RAAM_MASTER_KEY = "een andere sleutel"
    with pytest.raises(WrongSetting, match="hoofdsleutel past niet"):
        check_keystore()


@pytest.mark.django_db
def test_stories_without_key_are_counted_aloud(tell: Callable[..., Story], capsys: pytest.CaptureFixture[str]) -> None:
    tell(), tell()
    StoryKey.objects.filter(story_id=tell().pk).delete()
    check_keystore()
    assert "van 1 van de 3 verhalen ontbreekt de sleutel" in capsys.readouterr().err


def test_an_upload_that_was_cut_off_is_wiped() -> None:
    """Django writes a large file down as it comes in; killed half-way, that would stay there unsealed."""
    folder = Path(str(project.FILE_UPLOAD_TEMP_DIR))
    old, new = folder / "tmpabc.upload.csv", folder / "tmpdef.upload.csv"
    for path in (old, new):
        path.write_text("verhaal")
    os.utime(old, (time.time() - 7200,) * 2)
    sweep_box()
    left = [path.exists() for path in (old, new)]
    new.unlink()
    assert left == [False, True]


def test_secrets_and_data_are_for_the_program_alone(tmp_path: Path) -> None:
    """Also in a folder that was there before, open to everybody."""
    tmp_path.chmod(0o755)
    program = "import django; django.setup(); from django.core.management import call_command as c; " + " ".join(
        f"c('migrate', database='{alias}', verbosity=0);" for alias in ("default", "keystore")
    )
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RAAM_")},
        "DJANGO_SETTINGS_MODULE": "raamvertelling.config.settings",
        "RAAM_DATA": str(tmp_path),
    }
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {"master.key", "django.key", "keystore.sqlite3", "raam.sqlite3"} <= {path.name for path in files}
    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_with_https_the_browser_never_comes_without(tmp_path: Path) -> None:
    program = (
        "import django; django.setup(); from django.test import Client; "
        "print(Client().get('/robots.txt', headers={'host': 'raam.example', 'x-forwarded-proto': 'https'}).headers)"
    )
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RAAM_")},
        "DJANGO_SETTINGS_MODULE": "raamvertelling.config.settings",
        "RAAM_DATA": str(tmp_path),
        "RAAM_ADDRESS": "https://raam.example",
        "RAAM_HOSTS": "raam.example",
        "RAAM_PROXIES": "1",
    }
    ran = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert "max-age=31536000" in ran.stdout


def test_half_a_key_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between making the file and writing it: an empty key would seal everything with nothing."""
    monkeypatch.delenv("RAAM_MASTER_KEY", raising=False)
    path = tmp_path / "master.key"
    path.touch()
    with pytest.raises(WrongSetting, match="korter dan 32 tekens"):
        secret("RAAM_MASTER_KEY", path)
    monkeypatch.setenv("RAAM_MASTER_KEY", "geheim")
    with pytest.raises(WrongSetting, match="korter dan 32 tekens"):
        secret("RAAM_MASTER_KEY", tmp_path / "none.key")


def test_processes_that_start_together_get_one_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAAM_MASTER_KEY", raising=False)
    path = tmp_path / "master.key"
    with ThreadPoolExecutor(12) as pool:
        keys = set(pool.map(lambda _: secret("RAAM_MASTER_KEY", path), range(48)))
    assert keys == {path.read_text()}
    assert [each.name for each in tmp_path.iterdir()] == ["master.key"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_log_holds_no_link_that_opens_something(tmp_path: Path) -> None:
    program = (
        "import django; django.setup(); import logging; "
        "logging.getLogger('django.request').warning('Not Found: %s', '/vertel/wat-iemand-typte/'); "
        "logging.getLogger('django.request').error('Internal Server Error: %s', '/uitnodiging/GEHEIM-1/'); "
        "logging.getLogger('django.request').error('x %s', '/account/password/reset/key/3-GEHEIM-2/')"
    )
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RAAM_")},
        "DJANGO_SETTINGS_MODULE": "raamvertelling.config.settings",
        "RAAM_DATA": str(tmp_path),
        "RAAM_HOSTS": "testserver",
    }
    ran = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True)
    assert "Internal Server Error: /uitnodiging/…/" in ran.stderr
    assert "GEHEIM" not in ran.stderr
    assert "wat-iemand-typte" not in ran.stderr
