"""What is in a database, to compare before and after: how many rows each table has, and a hash of each story."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = tuple[Any, ...]
Ask = Callable[[str], Iterable[Row]]
# Of each table that holds what a teller told: by which column its rows belong to a story.
OF_A_STORY = {
    "stories_story": "id",
    "stories_sealedtext": "story_id",
    "stories_consent": "story_id",
    "stories_receipt": "story_id",
    "stories_storymedia": "story_id",
}


@dataclass(frozen=True, slots=True)
class Contents:
    """Rows per table, and per story a hash of its own rows, texts, consents, receipt and media, all as stored."""

    rows: dict[str, int] = field(default_factory=dict)
    stories: dict[str, str] = field(default_factory=dict)


NOTHING = Contents()


def contents_of(ask: Ask, tables: Sequence[str], quote: Callable[[str], str]) -> Contents:
    """Count and hash what is in these tables; `ask` carries out a query on one moment of the database."""
    counted = {}
    for table in sorted(tables):
        ((counted[table],),) = ask(f"SELECT count(*) FROM {quote(table)}")  # noqa: S608  # a name of the database
    hashes: dict[str, Any] = {}
    for table, column in OF_A_STORY.items() if "stories_story" in tables else ():
        query = f"SELECT {quote(column)}, t.* FROM {quote(table)} t ORDER BY {quote('id')}"  # noqa: S608  # our own
        for story, *values in ask(query):
            found = hashes.setdefault(_plain(story).decode(), hashlib.sha256())
            for value in (table, *values):
                found.update(_framed(_plain(value)))
    return Contents(counted, {story: found.hexdigest() for story, found in hashes.items()})


def differences(before: Contents, after: Contents) -> Iterator[str]:
    """Say in Dutch what is not the same; nothing for a copy from before contents were kept."""
    if before == NOTHING:
        return
    tables = [name for name, number in before.rows.items() if after.rows.get(name) != number]
    if tables:
        yield f"andere aantallen rijen in {', '.join(tables)}"
    if other := sum(after.stories.get(story) != hashed for story, hashed in before.stories.items()):
        yield f"{other} verhalen zijn niet gelijk aan de kopie"


def _plain(value: object) -> bytes:
    """Return a value as bytes, alike for every library that may hand it over."""
    if isinstance(value, bytes | memoryview | bytearray):
        return bytes(value)
    return str(value).encode()


def _framed(data: bytes) -> bytes:
    """Put the length in front, so that values cannot flow into one another."""
    return len(data).to_bytes(8, "big") + data
