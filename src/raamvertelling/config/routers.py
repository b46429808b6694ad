"""Which database holds what: keys live apart from stories."""

from typing import Any

from django.db.models import Model


class KeystoreRouter:
    """Send the keystore's tables to the keystore, and nothing else."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """Return the keystore for its own models."""
        return "keystore" if model._meta.app_label == "keystore" else None

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Keys only in the keystore, all else only outside it."""
        return (db == "keystore") == (app_label == "keystore")
