"""All stories of an inquiry as arrays and bits, kept in memory until they change: a page asks them thousands of times.

Nothing of a story's words is kept, and who may count what is never kept: each page asks the only door for its own
stories and takes those out of what lies here. A story that the door does not give any more counts nowhere.
"""

import json
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import NamedTuple

import numpy as np
from django.db.models import CharField, Count, Sum, TextField
from django.db.models.functions import Cast, Coalesce
from numpy.typing import NDArray

from raamvertelling.core.answers import Answer
from raamvertelling.core.area_bits import AreaBits, Bits, Mask, bits_of_columns, packed, sift, unpacked
from raamvertelling.core.framework import LongText, ShortText, Signifier
from raamvertelling.core.stats.columns import AnswerColumn, column_of
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries import rows
from raamvertelling.sensemaking.queries.rows import Scope, asked_in, story_ids
from raamvertelling.sensemaking.queries.stored import reader_of
from raamvertelling.stories.models import Story, StoryQuerySet, StoryToken
from raamvertelling.stories.search import FEW

INQUIRIES = 4
WORDS = 200


class Stored(NamedTuple):
    """One story as it lies in the database; `raw` is the text of its answers, `point` 0 without a storypoint."""

    id: str
    number: int
    teller: str
    told_on: date
    voice: str
    version: int
    point: int
    raw: str

    @property
    def mark(self) -> int:
        """Return a number that changes when anything about the story does."""
        return hash(self)


@dataclass(frozen=True, slots=True)
class Told:
    """The stories of an inquiry, newest first: where each stands, who told it, when, and its answers, also as bits.

    `teller_codes` and `voice_codes` number the different tellers and voices (`voice_names`).
    """

    places: Mapping[str, int]
    marks: tuple[int, ...]
    numbers: NDArray[np.int64]
    tellers: tuple[str, ...]
    teller_codes: NDArray[np.int64]
    days: tuple[date, ...]
    voices: tuple[str, ...]
    voice_codes: NDArray[np.int64]
    voice_names: tuple[str, ...]
    versions: NDArray[np.int64]
    points: NDArray[np.int64]
    columns: Mapping[str, AnswerColumn]
    bits: AreaBits
    words: dict[str, Bits] = field(default_factory=dict, repr=False)

    def mask(self, ids: Iterable[str]) -> Mask:
        """Return which stories these are, shape (n,); KeyError for one that is not here."""
        mask = np.zeros(self.bits.n, dtype=bool)
        mask[[self.places[id] for id in ids]] = True
        return mask

    def having(self, token: str) -> Mask:
        """Return which stories have a word, shape (n,): kept under its keyed hash, and no longer than the stories."""
        if token not in self.words:
            if len(self.words) >= WORDS:
                self.words.clear()
            found = StoryToken.objects.filter(token=token).annotate(as_text=Cast("story_id", CharField()))
            places = [self.places.get(id, -1) for id in found.values_list("as_text", flat=True)]
            mask = np.zeros(self.bits.n, dtype=bool)
            mask[[place for place in places if place >= 0]] = True
            self.words[token] = packed(mask)
        return unpacked(self.words[token], self.bits.n)

    def given(self, stories: StoryQuerySet) -> Mask | None:
        """Return which of the stories are among these, shape (n,); None when these hold one that is not here.

        When they are as many, with the same sum of their numbers, they are all of them: as the database counts them.
        """
        counted = stories.order_by().aggregate(n=Count("number"), total=Sum("number"))
        if (counted["n"], counted["total"] or 0) == (self.bits.n, int(self.numbers.sum())):
            return np.ones(self.bits.n, dtype=bool)
        numbers = np.array(stories.order_by().values_list("number", flat=True), dtype=np.int64)
        mask = np.isin(self.numbers, numbers)
        return mask if int(mask.sum()) == len(numbers) else None


_kept: "OrderedDict[int, tuple[tuple[int, int], Told]]" = OrderedDict()
_lock = Lock()


def told(scope: Scope, ids: Sequence[str]) -> Told:
    """Return the stories of an inquiry as bits, with at least these.

    Read again when the inquiry's revision went up, and when one of `ids` is not in it; then only stories that are new
    or changed are looked at, the others are taken over.
    """
    if len(ids) < rows.KEPT_FROM:
        return renewed(None, _stored(scope), scope)
    state = (scope.inquiry.revision, scope.versions[0][0])
    with _lock:
        before = _kept.get(scope.inquiry.pk)
        if before is not None and before[0] == state and all(id in before[1].places for id in ids):
            _kept.move_to_end(scope.inquiry.pk)
            return before[1]
        same_questions = before is not None and before[0][1] == state[1]
        found = renewed(before[1] if before and same_questions else None, _stored(scope), scope)
        _kept[scope.inquiry.pk] = (state, found)
        _kept.move_to_end(scope.inquiry.pk)
        while len(_kept) > INQUIRIES:
            _kept.popitem(last=False)
        return found


def passing(scope: Scope, stories: StoryQuerySet, filters: Filters) -> list[tuple[str, int]]:
    """Return voice and number of the stories whose answers match a filter, newest first; for the team."""
    ids = story_ids(stories)
    every = told(scope, ids)
    kept = sift(every.bits, dict(filters.answers), every.mask(ids)).passing
    return [(every.voices[place], int(every.numbers[place])) for place in kept.nonzero()[0]]


def searched(scope: Scope, stories: StoryQuerySet, tokens: Iterable[str]) -> list[int] | None:
    """Return the numbers of these stories that have all words, newest first; None when the database must say.

    The database looks at each story that has a word. So it is asked where few have it, and where nothing current lies
    in memory.
    """
    with _lock:
        before = _kept.get(scope.inquiry.pk)
    if before is None or before[0] != (scope.inquiry.revision, scope.versions[0][0]):
        return None
    having = [before[1].having(token) for token in tokens]
    if min((int(mask.sum()) for mask in having), default=0) <= FEW:
        return None
    given = before[1].given(stories)
    if given is None:
        return None
    numbers: list[int] = before[1].numbers[np.logical_and.reduce([given, *having])].tolist()
    return numbers


def _stored(scope: Scope) -> list[Stored]:
    stories = Story.objects.countable().filter(inquiry=scope.inquiry).order_by("-told_on", "-number")
    as_text = stories.annotate(
        id_text=Cast("pk", CharField()), teller_text=Cast("teller", CharField()), raw=Cast("answers", TextField()),
        point=Coalesce("storypoint_id", 0),
    )  # fmt: skip
    fields = ("id_text", "number", "teller_text", "told_on", "role", "framework_version_id", "point", "raw")
    return [Stored(*row) for row in as_text.values_list(*fields).iterator(chunk_size=5_000)]


def renewed(before: Told | None, stored: Sequence[Stored], scope: Scope) -> Told:
    """Return these stories, newest first; what is the same as before is not read again."""
    marks = tuple(each.mark for each in stored)
    old = before.places if before is not None else {}
    same = [before is not None and id in old and before.marks[old[id]] == mark
            for (id, *_), mark in zip(stored, marks, strict=True)]  # fmt: skip
    fresh = [each for each, is_same in zip(stored, same, strict=True) if not is_same]
    columns = _read(fresh, scope)
    if before is not None:
        kept = np.array([old[each.id] for each, is_same in zip(stored, same, strict=True) if is_same], dtype=np.int64)
        places = np.empty(len(stored), dtype=np.int64)
        is_kept = np.array(same, dtype=bool)
        places[is_kept] = np.arange(len(kept))
        places[~is_kept] = len(kept) + np.arange(len(fresh))
        columns = {id: (before.columns[id].taking(kept) + each).taking(places) for id, each in columns.items()}
    versions = np.array([each.version for each in stored], dtype=np.int64)
    teller_codes, _ = _codes([each.teller for each in stored])
    voice_codes, voice_names = _codes([each.voice for each in stored])
    return Told(
        places={each.id: place for place, each in enumerate(stored)},
        marks=marks,
        numbers=np.array([each.number for each in stored], dtype=np.int64),
        tellers=tuple(each.teller for each in stored),
        teller_codes=teller_codes,
        days=tuple(each.told_on for each in stored),
        voices=tuple(each.voice for each in stored),
        voice_codes=voice_codes,
        voice_names=voice_names,
        versions=versions,
        points=np.array([each.point for each in stored], dtype=np.int64),
        columns=columns,
        bits=_bits(columns, versions, scope),
    )


def _codes(names: Sequence[str]) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Number the different names; the second is the name of each number."""
    known: dict[str, int] = {}
    codes = np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)
    return codes, tuple(known)


def _read(stored: Sequence[Stored], scope: Scope) -> dict[str, AnswerColumn]:
    """Read the answers of stories, a column a question."""
    signifiers = _countable(scope)
    readers = [(each.id, reader_of(each)) for each in signifiers]
    answers: dict[str, list[Answer]] = {each.id: [] for each in signifiers}
    for story in stored:
        raw = json.loads(story.raw)
        for id, read in readers:
            answers[id].append(read(raw.get(id)))
    numbers = [each.number for each in stored]
    return {each.id: column_of(each, numbers, answers.pop(each.id)) for each in signifiers}


def _bits(columns: Mapping[str, AnswerColumn], versions: NDArray[np.int64], scope: Scope) -> AreaBits:
    other = {id: ~np.isin(versions, list(asked_in(scope, each.signifier))) for id, each in columns.items()}
    return bits_of_columns(columns.values(), len(versions), other)


def _countable(scope: Scope) -> list[Signifier]:
    return [each for each in scope.framework.signifiers if not isinstance(each, LongText | ShortText)]
