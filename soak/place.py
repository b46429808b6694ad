"""A place to break: two databases and a folder for recordings, with an inquiry that receives stories."""

import datetime as dt
import gc
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from raamvertelling.stories.services.receiving import Received
    from raamvertelling.stories.submission import NewMedia, Submission

TODAY = dt.date(2026, 6, 1)
NAMES = {"default": "raam.sqlite3", "keystore": "keystore.sqlite3"}
POINT = "de-brug"
SPOKEN = "-opname"
MEMORY = "/dev/shm"  # noqa: S108  # a folder of our own with a name that nobody knows is made in it
SENTENCE = "De buurvrouw belde op tijd, en daarna kwam het goed met de brief en de huur. "


@contextmanager
def made(base: Path | None = None, databases: Mapping[str, str] | None = None) -> Iterator[Path]:
    """Point the settings at a folder that is thrown away, with tables (those of `base`, if given) and an inquiry.

    `databases` are addresses of PostgreSQL; without them SQLite lies in the folder.
    """
    # In memory where that can be: the disk that matters here is the one that we make ourselves.
    with TemporaryDirectory(prefix="raam-soak-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as temporary:
        folder = Path(temporary)
        os.environ["DJANGO_SETTINGS_MODULE"] = "raamvertelling.config.settings"
        os.environ.update(databases or {}, RAAM_DATA=str(folder / "start"))
        (folder / "start").mkdir()
        for name in NAMES.values() if base else ():
            shutil.copy(base / name if base else name, folder / "start" / name)
        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections

        # No browser looks at these pages: they need no files with hashed names.
        settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        for alias in () if base else settings.DATABASES:
            call_command("migrate", database=alias, interactive=False, verbosity=0)
        make_inquiry(POINT)
        _warm_up()
        connections.close_all()
        yield folder


def _warm_up() -> None:
    """Load all that receiving needs, once: what is started from here has it already."""
    make_inquiry("warm")
    send(Told("warm"), "warm")
    gc.collect()
    gc.freeze()


def make_inquiry(point: str) -> None:
    """Make an open inquiry with the questions of the demonstration, and one storypoint with this code."""
    import yaml

    from raamvertelling.demo.seed import DATA
    from raamvertelling.inquiries.models import Channel, Life, StoryPoint
    from raamvertelling.inquiries.services import create_inquiry
    from raamvertelling.people.models import Organisation

    organisation, _ = Organisation.objects.get_or_create(slug="veldhaven", defaults={"name": "Gemeente Veldhaven"})
    inquiry = create_inquiry(
        organisation=organisation,
        title="Vroeg erbij in Veldhaven",
        slug=point,
        definition=yaml.safe_load((DATA / "framework.yaml").read_text(encoding="utf-8")),
        actor=None,
        today=TODAY,
        with_storypoints=False,
        life=Life.OPEN,
    )
    StoryPoint.objects.create(inquiry=inquiry, code=point, name="De Brug", channel=Channel.WEB)


def copy_of(start: Path, target: Path) -> None:
    """Copy the databases of a place that nobody uses now."""
    target.mkdir()
    for name in NAMES.values():
        if (start / name).exists():
            shutil.copy(start / name, target / name)


def move_to(folder: Path, *, synchronous: str = "FULL") -> None:
    """Use the place in this folder from here on, in this process; our settings say FULL, and may be made worse."""
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    for alias, name in NAMES.items() if connections["default"].vendor == "sqlite" else ():
        values = connections[alias].settings_dict
        values["NAME"] = folder / name
        values["OPTIONS"]["init_command"] = values["OPTIONS"]["init_command"].replace("=FULL", f"={synchronous}")
    settings.DATA, settings.MEDIA_ROOT = folder, folder / "media"


@dataclass(frozen=True, slots=True)
class Told:
    """One story of a trial: everything follows from its key, so that whoever checks knows what was sent."""

    key: str

    @property
    def with_media(self) -> bool:
        """Whether a recording goes with it."""
        return self.key.endswith(SPOKEN)

    @property
    def text(self) -> str:
        """Return about 1.8 kB of which the first words name this story."""
        return f"Verhaal {self.key}. " + SENTENCE * 23

    def media(self) -> "tuple[NewMedia, ...]":
        """Return a small recording, or none."""
        from raamvertelling.stories.models import MediaKind
        from raamvertelling.stories.submission import NewMedia

        if not self.with_media:
            return ()
        sound = f"geluid van {self.key}".encode() * 300
        return (NewMedia(kind=MediaKind.VOICE, data=sound, mime="audio/ogg", place="story", seconds=2.0),)

    def submission(self) -> "Submission":
        """Return what is sent."""
        from raamvertelling.stories.submission import Submission

        answers: Mapping[str, Any] = {
            "prompt": "vroeg_erbij",
            "role": "inwoner",
            "about": {"mens": 0.2, "regels": 0.3, "geld": 0.5},
        }
        return Submission(
            text=self.text,
            title=f"Titel {self.key}",
            answers=dict(answers),
            free_texts={"barrier_rule": f"Regel {self.key}."},
            consents={"analyse": True, "groep": True, "citaat": False, "openbaar": False},
            media=self.media(),
        )


def send(told: Told, point: str = POINT) -> "Received":
    """Hand a story over as the pages do."""
    from raamvertelling.inquiries.models import StoryPoint
    from raamvertelling.stories.services.receiving import receive_story

    storypoint = StoryPoint.objects.select_related("inquiry__organisation").get(code=point)
    return receive_story(
        storypoint=storypoint,
        framework_version=storypoint.inquiry.framework_version,
        submission=told.submission(),
        idempotency_key=told.key,
        today=TODAY,
    )
