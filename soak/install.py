"""`./run soak install`: do what docs/beheer says, as a new user in an empty folder, and look whether it holds.

The units, the settings and the commands are those of the documents, with other folders and another port. So a line in a
document that does not work fails here. Needs root (it makes a user) and packages from the network.
"""

import argparse
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "beheer" / "voorbeelden"
USER = "raam-proef"
PATIENCE = 900
OWN = {
    "/opt/raamvertelling": "programma",
    "/var/lib/raamvertelling": "gegevens",
    "/etc/raamvertelling.env": "instellingen.env",
    "/usr/local/bin/raam": "raam",
}
# What the example leaves to the operator.
FILLED_IN = {"RAAM_CONTACT": "security@veldhaven.nl", "RAAM_HOSTS": "verhalen.gemeente.example,127.0.0.1"}


class Failed(Exception):
    """Something that the documents promise did not happen."""


class Place:
    """An installation in a folder of its own, run as a user of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.environment = self._settings()

    def own(self, text: str) -> str:
        """Put the folders and the port of this trial in a line of a document."""
        for standard, name in OWN.items():
            text = text.replace(standard, str(self.folder / name))
        return text.replace("--port 8000", f"--port {self.port}").replace("-u raam ", f"-u {USER} ")

    def _settings(self) -> dict[str, str]:
        lines = (EXAMPLES / "raamvertelling.env").read_text(encoding="utf-8").splitlines()
        found = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        return {name: FILLED_IN.get(name, self.own(value)) for name, value in found.items()}

    def unit(self, name: str) -> list[str]:
        """Return the command of a unit of systemd."""
        return self._line(name, r"^ExecStart=(.+)$")[0]

    def _line(self, name: str, pattern: str) -> list[list[str]]:
        text = (EXAMPLES / f"{name}.service").read_text(encoding="utf-8")
        return [self.own(found).split() for found in re.findall(pattern, text, re.MULTILINE)]

    def start(self, command: list[str]) -> subprocess.Popen[str]:
        """Start a command of a unit: as the user of the trial, with the settings and nothing else."""
        return self._start(command, self.environment, user=USER, group=USER, extra_groups=[])

    def _start(self, command: list[str], environment: Mapping[str, str], **who: Any) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.folder / "programma",
            env={**_passed(), "HOME": str(self.folder / "gegevens"), **environment},
            umask=0o077,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **who,
        )

    def run(self, name: str) -> str:
        """Run a unit that comes to an end by itself."""
        return self._ended(self.start(self.unit(name)))

    def raam(self, *words: str, goes_well: bool = True) -> str:
        """Type `raam ...` as root, which knows no settings; Failed when it says that something is wrong."""
        return self._ended(self._start([str(self.folder / "raam"), *words], {}), goes_well=goes_well)

    def _ended(self, process: subprocess.Popen[str], *, goes_well: bool = True) -> str:
        told, _ = process.communicate(timeout=PATIENCE)
        if (process.returncode == 0) != goes_well:
            raise Failed(f"{process.args!r} eindigde met {process.returncode}:\n{told}")
        return told

    @contextmanager
    def running(self, *names: str) -> Iterator[None]:
        """Start these units at once, each after what root does first, and stop them, as systemd would."""
        for command in (line for name in names for line in self._line(name, r"^ExecStartPre=\+(.+)$")):
            self._ended(self._start(command, self.environment))
        started = [self.start(self.unit(name)) for name in names]
        try:
            self.wait()
            yield
        finally:
            for process in started:
                os.killpg(process.pid, signal.SIGTERM)
            for process in started:
                process.communicate(timeout=60)

    def ask(self, path: str) -> tuple[int, str]:
        """Ask for a page as the proxy of the documents would."""
        headers = {"Host": "verhalen.gemeente.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
        try:
            with urlopen(Request(f"http://127.0.0.1:{self.port}{path}", headers=headers), timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def wait(self) -> None:
        """Wait until the server answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                if self.ask("/gezond/")[0] == 200:
                    return
            except (URLError, ConnectionError):
                time.sleep(0.5)
        raise Failed("De server antwoordt niet.")


def _passed() -> Mapping[str, str]:
    """Only what tells where packages come from on this machine."""
    found = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "RAAM_PYTHON"))}
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", **found}


def install(place: Place) -> None:
    """Do chapters 1 to 3: a folder for what is kept, a clone that is root's, the command `raam`, settings."""
    (place.folder / "gegevens").mkdir(mode=0o700)
    shutil.chown(place.folder / "gegevens", USER, USER)
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place.folder / "programma")], check=True, umask=0o022)
    command, settings = place.folder / "raam", place.folder / "instellingen.env"
    command.write_text(place.own((EXAMPLES / "raam").read_text(encoding="utf-8")), encoding="utf-8")
    command.chmod(0o755)
    settings.touch(mode=0o600)
    settings.write_text("".join(f'{name}="{value}"\n' for name, value in place.environment.items()), encoding="utf-8")


def first_start(place: Place) -> None:
    """Chapters 4 to 7: units start, the copy is made, everything is well, an inquiry begins."""
    with place.running("raam-web", "raam-worker"):
        place.run("raam-kopie")
        wait_until(lambda: place.ask("/gezond/alles/")[0] == 200, "niet alles is gezond")
        said = place.raam("check")
        told = place.raam(
            *("onderzoek", "buurt", "--titel", "Onze buurt", "--organisatie", "Gemeente Veldhaven"),
            *("--email", "an@veldhaven.nl"),
        )
        assert_that("Wachtwoord" in told, f"geen wachtwoord: {told}")
        assert_that("0 fout" in said, said)
        refused = place.raam("keys", "rotate", goes_well=False)
        assert_that("Stop beide eerst" in refused, "een nieuwe sleutel terwijl de server draait")


def later(place: Place) -> None:
    """A new master key, a restart, and a copy put back."""
    place.raam("keys", "rotate")
    kept = place.folder / "gegevens" / "kopie"
    kept.rename(kept.with_name("kopie-oude-sleutel"))
    made = place.run("raam-kopie").splitlines()
    copy = next(line for line in made if "/verhalen-" in line)
    with place.running("raam-web"):
        assert_that(place.ask("/gezond/")[0] == 200, "na een nieuwe sleutel antwoordt het niet")
    assert_that("Teruggezet" in place.raam("restore", copy), "de kopie is niet teruggezet")
    with place.running("raam-web", "raam-worker"):
        wait_until(lambda: place.ask("/gezond/alles/")[0] == 200, "na terugzetten is niet alles gezond")


def only_for_its_user(place: Place) -> None:
    """Nobody else can read what is kept, save what every browser gets; its user cannot change the program."""
    data = place.folder / "gegevens"
    kept = [path for path in data.rglob("*") if "static" not in path.parts and not path.is_symlink()]
    open_ones = [path for path in [data, *kept] if path.stat().st_mode & 0o077]
    assert_that(not open_ones, f"anderen kunnen bij {open_ones[:5]}")
    user = pwd.getpwnam(USER).pw_uid
    others = [path for path in [data, *data.rglob("*")] if path.lstat().st_uid != user]
    assert_that(not others, f"niet van de eigen gebruiker: {others[:5]}")
    changeable = [path for path in (place.folder / "programma").rglob("*") if path.lstat().st_uid == user]
    assert_that(not changeable, f"het programma is te veranderen: {changeable[:5]}")


def wait_until(is_so: Callable[[], bool], otherwise: str) -> None:
    """Wait at most two minutes."""
    until = time.monotonic() + 120
    while not is_so():
        if time.monotonic() > until:
            raise Failed(otherwise)
        time.sleep(0.5)


def assert_that(is_so: bool, otherwise: str) -> None:
    """Fail with this sentence unless it is so."""
    if not is_so:
        raise Failed(otherwise)


def main(arguments: list[str]) -> int:
    """Install, use, rotate, copy and put back; print a line a step."""
    argparse.ArgumentParser(prog="./run soak install", description=__doc__).parse_args(arguments)
    if os.geteuid() or not shutil.which("useradd"):
        print("Dit maakt een gebruiker aan: draai het als root op een machine om weg te gooien.", file=sys.stderr)
        return 2
    subprocess.run(["useradd", "--system", "--shell", "/usr/sbin/nologin", USER], check=False, capture_output=True)
    with socket.socket() as free, tempfile.TemporaryDirectory(prefix="raam-proef-") as folder:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        Path(folder).chmod(0o755)
        place = Place(Path(folder), port)
        try:
            for step in (install, first_start, later, only_for_its_user):
                step(place)
                print(f"goed  {' '.join((step.__doc__ or '').split())}", flush=True)
        except Failed as failed:
            print(f"FOUT  {failed}", file=sys.stderr)
            return 1
        finally:
            subprocess.run(["userdel", USER], check=False, capture_output=True)
    return 0
