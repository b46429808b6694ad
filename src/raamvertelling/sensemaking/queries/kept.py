"""The rows of a large inquiry, taken out of what lies in memory: the same as those of the database, counted by array.

Which stories these are, only the door says: this holds no story that it did not give for this viewer.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from raamvertelling.core.answers import Answer
from raamvertelling.core.area_bits import sift
from raamvertelling.core.codes import AnswerMatrix, code_columns
from raamvertelling.core.framework import Signifier
from raamvertelling.core.stats.columns import AnswerColumn
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries.rows import Answered, Grouping, KeptAnswers, KeptRows, Row, Scope
from raamvertelling.sensemaking.queries.told import Told, told

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Answers(Mapping[str, Answer]):
    """All answers of one story, each made when it is asked for."""

    told: Told
    place: int

    def __getitem__(self, id: str) -> Answer:
        return self.told.columns[id].answer(self.place)

    def __iter__(self) -> Iterator[str]:
        return iter(self.told.columns)

    def __len__(self) -> int:
        return len(self.told.columns)


@dataclass(frozen=True, slots=True, eq=False)
class ToldRows(KeptRows):
    """Some of the stories in memory, newest first: `places` are those that the door gave."""

    told: Told
    places: Places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> "ToldRows": ...
    def __getitem__(self, place: int | slice) -> "Row | ToldRows":
        if isinstance(place, slice):
            return ToldRows(self.told, self.places[place])
        at, told = int(self.places[place]), self.told
        number, version = int(told.numbers[at]), int(told.versions[at])
        return Row(number, uuid.UUID(told.tellers[at]), told.voices[at], told.days[at], version, _Answers(told, at))

    def of_versions(self, versions: set[int]) -> "ToldRows":
        """Return those told in one of these versions of the framework."""
        return ToldRows(self.told, self.places[np.isin(self.told.versions[self.places], list(versions))])

    def answers_to(self, signifier: Signifier) -> "ToldAnswers":
        """Return the rows with their answers to one question."""
        return ToldAnswers(self, self.told.columns[signifier.id].taking(self.places))

    def tellers(self) -> int:
        """Count people, not stories."""
        return int((np.bincount(self.told.teller_codes[self.places]) > 0).sum())

    def who(self) -> list[int]:
        """Return a number for the teller of each story, from 0 in the order in which they come up."""
        found, firsts, codes = np.unique(self.told.teller_codes[self.places], return_index=True, return_inverse=True)
        order = np.empty(len(found), dtype=np.int64)
        order[np.argsort(firsts)] = np.arange(len(found))
        numbers: list[int] = order[codes.reshape(-1)].tolist()
        return numbers

    def where(self, mask: NDArray[np.bool_]) -> "ToldRows":
        """Return some of the rows, by a mask of them all."""
        return ToldRows(self.told, self.places[mask])

    def matrix(self, asked: Mapping[Signifier, set[int]]) -> AnswerMatrix:
        """Return the answers to these questions side by side, of stories told in these versions of each."""
        versions = self.told.versions[self.places]
        columns = (
            self.told.columns[each.id].taking(self.places).passed_over(~np.isin(versions, list(same)))
            for each, same in asked.items()
        )
        return code_columns(columns, len(self))

    def days(self) -> list[dt.date]:
        """Return when each story was told."""
        days = self.told.days
        return [days[place] for place in self.places.tolist()]

    def by_group(self, group: Grouping) -> dict[str, "ToldRows"]:
        """Divide the rows over groups, in the order in which they come up."""
        return {id: ToldRows(self.told, self.places[mask]) for id, mask in self._groups(group)}

    def of_groups(self, group: Grouping, ids: Collection[str]) -> "ToldRows":
        """Return the rows of some of the groups."""
        codes, names = self._codes(group)
        wanted = [code for code, name in names.items() if name in ids]
        return ToldRows(self.told, self.places[np.isin(codes, wanted)])

    def by_point(self) -> dict[int | None, "ToldRows"]:
        """Divide the rows over storypoints; None for stories without one."""
        points = self.told.points[self.places]
        return {int(each) or None: ToldRows(self.told, self.places[points == each]) for each in np.unique(points)}

    def _groups(self, group: Grouping) -> list[tuple[str, NDArray[np.bool_]]]:
        """Return each group with its rows as a mask."""
        codes, names = self._codes(group)
        found, firsts = np.unique(codes, return_index=True)
        order = found[np.argsort(firsts)].tolist()
        together: dict[str, NDArray[np.bool_]] = {}
        for code in order:
            mask, name = np.asarray(codes == code), names[code]
            together[name] = together[name] | mask if name in together else mask
        return list(together.items())

    def _codes(self, group: Grouping) -> tuple[Places, Mapping[int, str]]:
        if group.voices is not None:
            names = {code: group.named(name) for code, name in enumerate(self.told.voice_names)}
            return self.told.voice_codes[self.places], names
        column = self.told.columns[group.question].taking(self.places)
        options = _options(column.signifier)
        codes = np.where(column.given, column.values[:, 0], -1)
        return codes, {-1: "", **dict(enumerate(options))}


def _options(signifier: Any) -> list[str]:
    return [option.id for option in signifier.options]


@dataclass(frozen=True, slots=True, eq=False)
class ToldAnswers(KeptAnswers):
    """Rows with their answers to one question."""

    rows: ToldRows
    column: AnswerColumn

    def __len__(self) -> int:
        return len(self.column)

    @overload
    def __getitem__(self, place: int) -> Answered: ...
    @overload
    def __getitem__(self, place: slice) -> "ToldAnswers": ...
    def __getitem__(self, place: int | slice) -> "Answered | ToldAnswers":
        if isinstance(place, slice):
            return ToldAnswers(self.rows[place], self.column[place])
        return self.rows[place], self.column.answer(place)

    def every_row(self) -> ToldRows:
        """Return the rows without their answers."""
        return self.rows

    def gathered(self) -> AnswerColumn:
        """Return the answers, each named by the number of its story."""
        return self.column

    def told_by(self) -> list[int]:
        """Return how many usable answers each teller gave."""
        who = self.rows.told.teller_codes[self.rows.places][self.column.given]
        counts = np.bincount(who)
        return [int(each) for each in counts[counts > 0]]

    def usable(self) -> ToldRows:
        """Return the rows whose answer says something."""
        return ToldRows(self.rows.told, self.rows.places[self.column.given])

    def by_group(self, group: Grouping) -> dict[str, "ToldAnswers"]:
        """Divide the answers over groups, in the order in which they come up."""
        return {
            id: ToldAnswers(ToldRows(self.rows.told, self.rows.places[mask]), self.column.taking(mask))
            for id, mask in self.rows._groups(group)
        }


def team_rows(scope: Scope, ids: Sequence[str], filters: Filters) -> ToldRows:
    """Return the rows of these stories, which the door gave, whose answers match the filter."""
    every = told(scope, ids)
    return ToldRows(every, sift(every.bits, dict(filters.answers), every.mask(ids)).passing.nonzero()[0])


def outside_rows(scope: Scope, ids: Sequence[str]) -> ToldRows:
    """Return the newest of these stories of each teller, in the order in which tellers told their first."""
    every = told(scope, ids)
    places = every.mask(ids).nonzero()[0]
    who = every.teller_codes[places]
    _, newest = np.unique(who, return_index=True)
    _, oldest = np.unique(who[::-1], return_index=True)
    return ToldRows(every, places[newest[np.argsort(-oldest)]])
