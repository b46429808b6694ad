"""What an operator sets from outside: read in one place, with a clear sentence when it is wrong."""

import os
import secrets
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote, urlsplit

SHORTEST_SECRET = 32


class WrongSetting(SystemExit):
    """A setting that cannot be used; the message says what to do."""


def flag(name: str, *, default: bool) -> bool:
    """Read a yes or no."""
    return os.environ.get(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "ja"}


def languages(name: str, known: Collection[str], own: str) -> list[str]:
    """Read which languages are switched on, in our own order; our own always is."""
    wanted = {own, *os.environ.get(name, "").replace(",", " ").split()}
    if unknown := sorted(wanted - set(known)):
        choices = ", ".join(known)
        raise WrongSetting(f"{name} noemt {', '.join(unknown)}. Die taal kennen wij niet. Kies uit: {choices}.")
    return [code for code in known if code in wanted]


def issuer(name: str) -> str:
    """Read the address of who says who somebody is; without https anybody on the way could say it."""
    address = os.environ.get(name, "").strip()
    parts = urlsplit(address)
    if address and not (parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1"}):
        raise WrongSetting(f"{name} moet beginnen met https://.")
    if address and not os.environ.get("RAAM_OIDC_CLIENT_ID", "").strip():
        raise WrongSetting(f"Bij {name} hoort RAAM_OIDC_CLIENT_ID: zo kent uw gemeente deze plek.")
    return address


def data_folder() -> Path:
    """The folder with everything that must be kept; only the program may read it, and each file in it."""
    os.umask(0o077)
    folder = Path(os.environ.get("RAAM_DATA", "data")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret(name: str, path: Path) -> str:
    """Read a secret from the environment, else from a file that is made once with mode 0600."""
    value = os.environ.get(name, "").strip()
    if not value:
        if not path.exists():
            _make_secret(path)
        value = path.read_text(encoding="ascii").strip()
    if len(value) < SHORTEST_SECRET:
        raise WrongSetting(
            f"{name} (of het bestand {path.name}) is korter dan {SHORTEST_SECRET} tekens. Zet de goede sleutel terug."
            " Een nieuwe sleutel maakt wat er al is onleesbaar."
        )
    return value


def _make_secret(path: Path) -> None:
    """Write the file apart and give it its name when it is whole and on disk: a lost or half key loses everything."""
    written = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(written, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    finally:
        written.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def mail(name: str) -> dict[str, object]:
    """Read a mail server (`smtp://user:password@host:587` with STARTTLS, `smtps://…:465`), as settings of Django."""
    address = os.environ.get(name, "").strip()
    if not address:
        return {}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise WrongSetting(f"{name} moet eruitzien als smtp://naam:wachtwoord@mail.gemeente.nl:587 of smtps://…:465.")
    is_local = parts.hostname in {"localhost", "127.0.0.1"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25 if is_local else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        # Only what stays on this machine may go unencrypted: an invitation is a key.
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_local,
    }


def database(name: str, fallback: Path) -> dict[str, object]:
    """Read a database address (`postgresql://user:password@host:port/name`), else use SQLite at `fallback`."""
    address = os.environ.get(name, "").strip()
    if not address:
        return sqlite(fallback)
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise WrongSetting(f"{name} moet beginnen met postgresql:// en eindigen op een databasenaam.")
    host = parts.hostname or next(
        (v for k, _, v in (q.partition("=") for q in parts.query.split("&")) if k == "host"), ""
    )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def sqlite(path: Path) -> dict[str, object]:
    """SQLite that loses nothing at a power cut: WAL with synchronous FULL, and deletes that erase."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Kept open: the first to open a database that nobody has open makes files beside it. On a full disk that
        # fails, and then nobody could read either.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                " PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
            ),
        },
    }
