"""Starting Django for the commands that need a database, with clear sentences when that fails."""

import contextlib
import os
from collections.abc import Iterator

from raamvertelling.exchange.report import ImportProblem


class Refused(ImportProblem):
    """A command that cannot be carried out; the message is a Dutch sentence that says what to do."""


@contextlib.contextmanager
def site() -> Iterator[None]:
    """Run the block with Django started; a missing package or database becomes a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raamvertelling.config.settings")
    try:
        import django
    except ImportError as error:
        raise Refused("Dit kan alleen met het webdeel. Installeer 'raamvertelling[web]'.") from error
    django.setup()
    from django.db import OperationalError, ProgrammingError

    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise Refused(
            f"De database is niet bereikbaar of nog niet gemaakt ({error}). Start eerst de server (op uw eigen "
            "computer: ./run demo). Er is niets bewaard."
        ) from error
