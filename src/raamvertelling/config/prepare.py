"""Bring a data folder up to date before serving: tables in both databases, static files with hashed names."""

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import localdate

from raamvertelling.config.environment import WrongSetting
from raamvertelling.config.halfway import refuse_half_restored
from raamvertelling.config.operating.rotating import finish_rotation, waiting_key
from raamvertelling.stories.keeping.destroying import finish_parts
from raamvertelling.stories.keeping.separating import separate_parts
from raamvertelling.stories.keystore.models import Pepper
from raamvertelling.stories.models import Story
from raamvertelling.stories.sealing import BrokenSeal, keyed_hash
from raamvertelling.stories.services.withdrawing import finish_withdrawals, without_key
from raamvertelling.stories.upload_box import sweep_box
from raamvertelling.web.language_list import warning


def prepare() -> None:
    """Migrate both databases, finish withdrawals that a crash cut short, and collect the static files."""
    refuse_half_restored()
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, interactive=False, verbosity=0)
    finish_rotation()
    check_keystore()
    count_stories()
    finish_withdrawals(today=localdate())
    finish_parts(today=localdate())
    separate_parts()
    sweep_box()
    call_command("collectstatic", interactive=False, verbosity=0)
    if unread := warning([code for code, _ in settings.LANGUAGES]):
        print(f"Let op: {unread}", file=sys.stderr)


def tables_are_old() -> bool:
    """Whether a database lacks what this version works with: it was not served yet since it was installed."""
    for alias in settings.DATABASES:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return True
    return False


def count_stories() -> None:
    """Let SQLite know how many stories lie behind each index: otherwise it looks at all of them for each search.

    It keeps averages. Samples of keys (stat4, which some builds have) would outlive a withdrawal, so those go.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE stories_story")
            cursor.execute("DROP TABLE IF EXISTS sqlite_stat4")


def check_keystore() -> None:
    """Refuse to serve with a master key or a keystore that does not belong to these stories.

    Serving would hand out receipt codes that do not work later, and seal new stories in the wrong place.
    """
    stories = Story.objects.count()
    if stories and not Pepper.objects.exists():
        raise WrongSetting(
            f"Er zijn {stories} verhalen, maar de sleutelkast is leeg. Er is niets veranderd. Kijk of RAAM_KEYSTORE_URL"
            " en RAAM_DATA kloppen, of zet de sleutelkast terug uit de reservekopie."
        )
    try:
        if Pepper.objects.exists():
            keyed_hash("check", "")
    except BrokenSeal as error:
        raise WrongSetting(
            "De hoofdsleutel past niet op de sleutelkast. Er is niets veranderd. Zet de goede sleutel terug in"
            f" RAAM_MASTER_KEY of in het bestand master.key.{waiting_key()}"
        ) from error
    if lost := without_key():
        print(
            f"Let op: van {lost} van de {stories} verhalen ontbreekt de sleutel. Die zijn niet te lezen en tellen wel"
            " mee. Is de sleutelkast een oude kopie? Zet dan een nieuwere terug.",
            file=sys.stderr,
        )
