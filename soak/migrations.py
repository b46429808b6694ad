"""`./run soak migrations`: every migration down, up and down again, with one of everything in the tables."""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from soak import place
from soak.server import postgres
from soak.table import Line, report
from soak.trials import finish, start

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

NEWEST = 3  # of each database in the short form: what landed before does not change any more
# What is computed from the rest, or said on purpose in another way, when a migration is taken back.
CHANGES_ROWS = {("sensemaking", "0002_outside_blocks"): "views for outside are thrown away and drawn again"}
NOTES = (
    "In de tabellen staat één van alles wat een adres heeft. Van de nieuwste naar de oudste gaat elke migratie terug,"
    " vooruit en weer terug.",
    "Goed is: terug houdt elke rij van wat er dan nog is; na vooruit zijn tabellen, kolommen, sleutels en indexen weer"
    " zoals ze waren; en na vooruit en weer terug is elke rij gelijk aan toen.",
    "De tabellen die alle migraties samen maken zijn gelijk aan wat de modellen zeggen.",
    "Keren zijn hier migraties; bevestigde verhalen zijn rijen die bij elke stap vergeleken zijn.",
)
Rows = dict[str, dict[str, str]]  # per table and row: a fingerprint of its values
Schema = dict[str, tuple[frozenset[Any], frozenset[Any]]]


def main(arguments: list[str]) -> int:
    """Run on both databases (in short: the newest on SQLite); 1 if a row or a table did not come back."""
    parser = argparse.ArgumentParser(prog="./run soak migrations")
    parser.add_argument("--short", action="store_true", help=f"alleen de nieuwste {NEWEST}, op SQLite")
    parser.add_argument("--base", type=Path, help="een map met lege databases waarin de tabellen al gemaakt zijn")
    options = parser.parse_args(arguments)
    lines = []
    for name in ("SQLite",) if options.short else ("SQLite", "PostgreSQL"):
        said, code = finish(*start(partial(_on, name, options.base, NEWEST if options.short else None)))
        if code:
            return code
        lines.append(Line.from_bytes(said))
        print(lines[-1].text(), flush=True)
    if not options.short:
        report("migrations", "Elke migratie heen en terug", NOTES, lines)
    return int(any(line.is_wrong for line in lines))


def _on(name: str, base: Path | None, most: int | None, pipe: int) -> None:
    with ExitStack() as stack:
        databases = stack.enter_context(postgres()) if name == "PostgreSQL" else None
        folder = stack.enter_context(place.made(base if databases is None else None, databases))
        place.move_to(folder / "start", synchronous="OFF")
        _fill()
        from django.db import connections

        both = [connections[alias] for alias in ("keystore", "default")]
        faults = [fault for each in both for fault in _against_models(each, folder)]
        steps = [step for each in both for step in _walk(each, most)]
        faults += [fault for step in steps for fault in step.faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    line = Line(
        name=name,
        trials=len(steps),
        acknowledged=sum(step.rows for step in steps),
        lost=len(faults),
        trials_that_lost=sum(bool(step.faults) for step in steps),
        broken=len(faults),
        by_chance=False,
    )
    assert line.acknowledged, "there were no rows to lose"
    os.write(pipe, line.as_bytes())


def _fill() -> None:
    """Put one of everything in the tables."""
    from raamvertelling.config.tests.world import build_world
    from raamvertelling.conftest import PEOPLE
    from raamvertelling.inquiries.models import Inquiry, Membership
    from raamvertelling.people.models import OrganisationMember, Role, User

    inquiry = Inquiry.objects.get(storypoints__code=place.POINT)
    people = {}
    for key, (role, name) in PEOPLE.items():
        people[key] = User.objects.create_user(f"{key}@veldhaven.example", name, "een lang wachtwoord")
        Membership.objects.create(inquiry=inquiry, user=people[key], role=role)
        OrganisationMember.objects.create(
            organisation=inquiry.organisation, user=people[key], can_start=role == Role.ADMIN
        )
    people["corrie"] = User.objects.create_user("corrie@elders.example", "Corrie", "een lang wachtwoord")
    place.send(place.Told("een" + place.SPOKEN))
    build_world(inquiry, people)


@dataclass(frozen=True, slots=True)
class Step:
    """What one migration did to rows and tables when it went back and forth."""

    rows: int
    faults: tuple[str, ...]


def _walk(connection: "BaseDatabaseWrapper", most: int | None) -> Iterator[Step]:
    """Take back every migration of ours, the newest first, trying each before the next."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = [each for each, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)]
    tried = 0
    for migration in reversed(plan):
        if most is not None and tried >= most:
            return
        # Those of libraries stay: not all of theirs can go back, and ours do not build on each of them.
        if not _is_ours(migration.__module__) or (migration.app_label == "keystore") != (
            connection.alias == "keystore"
        ):
            continue
        tried += 1
        yield _try(connection, (migration.app_label, migration.name))


def _is_ours(module: str) -> bool:
    return module.startswith("raamvertelling.")


def _try(connection: "BaseDatabaseWrapper", key: tuple[str, str]) -> Step:
    """Take a migration back, put it on and take it back again; the last time it stays off."""
    rows, schema = _rows(connection), _schema(connection)
    _go(connection, key, forward=False)
    before = _rows(connection)
    faults = [] if key in CHANGES_ROWS else [f"{key}: terug: {each}" for each in _gone(rows, before)]
    _go(connection, key, forward=True)
    faults += [f"{key}: vooruit: {each}" for each in _unlike(schema, _schema(connection))]
    _go(connection, key, forward=False)
    if _rows(connection) != before:
        faults.append(f"{key}: na vooruit en terug zijn er andere rijen")
    return Step(sum(map(len, before.values())), tuple(faults))


def _go(connection: "BaseDatabaseWrapper", key: tuple[str, str], *, forward: bool) -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    app, name = key
    node = executor.loader.graph.node_map[key]
    earlier = [parent.key for parent in node.parents if parent.key[0] == app]
    target = (app, name) if forward else (earlier[0] if earlier else (app, None))
    executor.migrate([target])


def _rows(connection: "BaseDatabaseWrapper") -> Rows:
    """Return a fingerprint of every row of our tables, by its key."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables(connection):
            names = sorted(each.name for each in connection.introspection.get_table_description(cursor, table))
            key, found[table] = connection.introspection.get_primary_key_column(cursor, table), {}
            listed = ", ".join(map(connection.ops.quote_name, names))
            cursor.execute(f"SELECT {listed} FROM {connection.ops.quote_name(table)}")  # noqa: S608  # names of tables
            for row in cursor.fetchall():
                values = dict(zip(names, (_plain(each) for each in row), strict=True))
                found[table][values[key or "id"]] = "\n".join(f"{k}={v}" for k, v in values.items())
    return found


def _plain(value: object) -> str:
    """Return a value so that equal ones are equal on both sides; long ones as their hash."""
    data = bytes(value) if isinstance(value, memoryview | bytes) else repr(value).encode()
    return hashlib.sha256(data).hexdigest() if len(data) > 64 else data.decode(errors="replace")


def _gone(rows: Rows, after: Rows) -> Iterator[str]:
    """Name the rows that went, or of which a value changed that both sides have."""
    for table in rows.keys() & after.keys():
        for id, row in rows[table].items():
            kept = after[table].get(id)
            if kept is None or not _agree(row, kept):
                yield f"{table} {id}"


def _agree(row: str, kept: str) -> bool:
    one, other = (dict(line.partition("=")[::2] for line in each.split("\n")) for each in (row, kept))
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def _tables(connection: "BaseDatabaseWrapper") -> list[str]:
    from django.apps import apps

    ours = tuple(f"{each.label}_" for each in apps.get_app_configs() if each.name.startswith("raamvertelling."))
    with connection.cursor() as cursor:
        return sorted(each for each in connection.introspection.table_names(cursor) if each.startswith(ours))


def _schema(connection: "BaseDatabaseWrapper") -> Schema:
    """Return what our tables are: columns with their type, and every key, index and rule, whatever its name."""
    look, found = connection.introspection, {}
    with connection.cursor() as cursor:
        for table in _tables(connection):
            columns = frozenset(
                (each.name, look.get_field_type(each.type_code, each), each.null_ok)
                for each in look.get_table_description(cursor, table)
            )
            rules = frozenset(
                (tuple(rule["columns"] or ()), rule["primary_key"], rule["unique"], rule["foreign_key"], rule["check"])
                for rule in look.get_constraints(cursor, table).values()
            )
            found[table] = (columns, rules)
    return found


def _unlike(one: Schema, other: Schema) -> Iterator[str]:
    for table in sorted(one.keys() | other.keys()):
        if one.get(table) != other.get(table):
            yield f"tabel {table}: {_difference(one.get(table), other.get(table))}"


def _difference(one: Any, other: Any) -> str:
    if one is None or other is None:
        return "is er maar aan één kant"
    return "; ".join(str(sorted(map(str, a ^ b))) for a, b in zip(one, other, strict=True) if a != b)


def _against_models(connection: "BaseDatabaseWrapper", folder: Path) -> Iterator[str]:
    """Make the tables of the models anew, and compare them with what all migrations together made."""
    from django.apps import apps
    from django.db import router

    name = f"anew_{connection.alias}"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    where = name if connection.vendor == "postgresql" else folder / name
    anew = type(connection)({**connection.settings_dict, "NAME": where}, connection.alias)
    try:
        with anew.schema_editor() as editor:
            for model in apps.get_models():
                if router.allow_migrate_model(connection.alias, model) and not model._meta.proxy:
                    editor.create_model(model)
        yield from (f"modellen: {each}" for each in _unlike(_schema(connection), _schema(anew)))
    finally:
        anew.close()
