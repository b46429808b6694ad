"""Is this place set up well? Each problem is a sentence that says what to do."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils.timezone import now

from raamvertelling.config.environment import WrongSetting
from raamvertelling.config.operating import signs
from raamvertelling.config.operating.figures import free_bytes, tasks_late
from raamvertelling.config.prepare import check_keystore, tables_are_old

LITTLE_ROOM = 2 * 1024**3
HERE = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must be mended (`is_wrong`) or that deserves a thought."""

    is_wrong: bool
    sentence: str


def find_problems() -> list[Finding]:
    """Look at settings, files, databases and signs of life; what must be mended comes first."""
    parts: tuple[Callable[[], Iterator[Finding]], ...] = (_web, _mail, _files, _databases, _life)
    found = [each for part in parts for each in part()]
    return sorted(found, key=lambda each: not each.is_wrong)


def _wrong(sentence: str) -> Finding:
    return Finding(is_wrong=True, sentence=sentence)


def _note(sentence: str) -> Finding:
    return Finding(is_wrong=False, sentence=sentence)


def _web() -> Iterator[Finding]:
    if settings.DEBUG:
        yield _wrong("RAAM_DEBUG staat aan: bezoekers zien dan hoe het programma werkt. Zet RAAM_DEBUG=0.")
    address = urlsplit(settings.RAAM_ADDRESS)
    name = address.hostname or ""
    if not name or address.scheme not in {"http", "https"}:
        yield _wrong("RAAM_ADDRESS is geen webadres. Schrijf het als https://verhalen.uwgemeente.nl")
        return
    if name in HERE:
        yield _note("RAAM_ADDRESS is alleen deze computer: QR-codes en mails werken dan nergens anders.")
    elif address.scheme != "https":
        yield _wrong("RAAM_ADDRESS begint niet met https://. Verhalen gaan dan leesbaar over het net.")
    if not any(_fits(name, allowed) for allowed in settings.ALLOWED_HOSTS):
        yield _wrong(f"RAAM_HOSTS noemt {name} niet: dan antwoordt het niet op zijn eigen adres. Zet het erbij.")
    if "*" in settings.ALLOWED_HOSTS:
        yield _wrong("RAAM_HOSTS is *: dan antwoordt het platform op elke naam. Noem alleen uw eigen namen.")
    if address.scheme == "https" and not settings.RAAM_PROXIES:
        yield _wrong(
            "RAAM_PROXIES is 0, terwijl het adres met https begint. Zet RAAM_PROXIES=1 als er een webserver voor staat:"
            " anders telt iedereen als één bezoeker bij de grens op pogingen om in te loggen."
        )
    if settings.RAAM_CONTACT.endswith(".example"):
        yield _wrong("RAAM_CONTACT is nog het voorbeeld: wie een lek vindt, kan niemand bereiken. Vul een adres in.")
    if not settings.RAAM_SECOND_STEP_REQUIRED:
        yield _note("Een tweede stap bij het inloggen is niet verplicht. Zet RAAM_SECOND_STEP_REQUIRED=1.")


def _fits(name: str, allowed: str) -> bool:
    return allowed in {name, "*"} or (allowed.startswith(".") and f".{name}".endswith(allowed))


def _mail() -> Iterator[Finding]:
    if not settings.RAAM_SENDS_MAIL:
        yield _note("Er gaat geen mail uit: u geeft uitnodigingen zelf door, en niemand herstelt zelf een wachtwoord.")
    elif settings.DEFAULT_FROM_EMAIL.endswith(".example"):
        yield _wrong("RAAM_EMAIL_FROM is nog het voorbeeld: mail komt dan niet aan. Vul uw eigen adres in.")


def _files() -> Iterator[Finding]:
    data = Path(str(settings.DATA))
    for path in (data, *(data / name for name in ("master.key", "django.key", "raam.sqlite3", "keystore.sqlite3"))):
        if path.exists() and path.stat().st_mode & 0o077:
            yield _wrong(f"Anderen op deze machine kunnen bij {path}. Draai: chmod go= {path}")
    if (heads := Path(str(settings.RAAM_HEADS)).resolve()).is_relative_to(data.resolve()):
        yield _note(
            f"De koppen van de logboeken staan op dezelfde plek als de logboeken ({heads}). Laat een andere"
            " machine ze ophalen: dan ziet u het ook als iemand hier iets verandert. Zie docs/beheer/reservekopie.md."
        )
    if (free := free_bytes()) < LITTLE_ROOM:
        room = f"{free / 1024**3:.1f} GB"
        yield _wrong(f"Er is nog maar {room} vrij bij {data}. Maak ruimte: op een volle schijf komt niets binnen.")


def _databases() -> Iterator[Finding]:
    default, keystore = (settings.DATABASES[each] for each in ("default", "keystore"))
    if all(default.get(each) == keystore.get(each) for each in ("NAME", "HOST", "PORT")):
        yield _wrong("RAAM_KEYSTORE_URL en RAAM_DATABASE_URL zijn dezelfde database: in elke kopie is alles te lezen.")
    if connections["keystore"].vendor == "postgresql":
        yield _note("De sleutelkast staat in PostgreSQL: een vernietigde sleutel blijft daar even. Liever SQLite.")
    try:
        if tables_are_old():
            yield _wrong("De tabellen zijn van een oudere versie. Start de server opnieuw: die werkt ze bij.")
            return
        check_keystore()
    except DatabaseError as error:
        yield _wrong(f"Een database antwoordt niet: {_without_password(str(error))}")
    except WrongSetting as problem:
        yield _wrong(str(problem))


def _without_password(text: str) -> str:
    return re.sub(r"://[^@\s]+@", "://…@", " ".join(text.split()))


def _life() -> Iterator[Finding]:
    if not signs.is_fresh(signs.WORKER):
        yield _wrong("De worker draait niet: termijnen, intrekkingen die bleven steken en taken wachten. Start hem.")
    try:
        if late := tasks_late():
            yield _wrong(f"{late} taken wachten langer dan een uur. Kijk of de worker draait en het bijhoudt.")
    except DatabaseError:
        return  # said already
    made = signs.last(signs.COPY)
    if made is None:
        yield _wrong("Er is hier nog nooit een reservekopie gemaakt. Zie docs/beheer/reservekopie.md.")
    elif not signs.is_fresh(signs.COPY):
        yield _wrong(f"De laatste reservekopie is van {(now() - made).days} dagen geleden. Kijk waarom er geen kwam.")
