"""How the collecting goes: per storypoint and voice against the aim, per week, and who is missing.

The researcher and the moderator see every number. A beheerder, who reads no stories, sees what may leave the team:
tellers instead of stories, whole weeks only, in steps of the smallest group, and no number in which somebody could be
recognised.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from raamvertelling.core.framework import labels
from raamvertelling.core.privacy.disclosure import protect_counts
from raamvertelling.core.results import Suppressed
from raamvertelling.core.sentences import listing
from raamvertelling.inquiries.access import roles_of
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import TEAM
from raamvertelling.sensemaking.queries.overview import Bar
from raamvertelling.stories.models import State, Story
from raamvertelling.web.templatetags.raam import MONTHS, dutch_date

MOST_WEEKS = 26
Told = tuple[int | None, str, object, dt.date]


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """One storypoint or voice. `count` is None where it may not be shown, `aim` is 0 where there is none."""

    key: str
    label: str
    voice: str
    count: int | None
    shown: str
    aim: int
    is_small: bool = False

    @property
    def share(self) -> float:
        """The length of the bar: towards the aim, at most whole."""
        return min(1.0, (self.count or 0) / self.aim) if self.aim else 0.0

    @property
    def is_reached(self) -> bool:
        """Whether the aim was reached."""
        return bool(self.aim) and self.count is not None and self.count >= self.aim

    @property
    def missing(self) -> str:
        """Who is missing here, in one sentence; nothing when nobody is."""
        if not self.aim or self.is_reached:
            return ""
        if self.count is None:
            return f"{self.label}: te weinig om te tonen. Het doel is {self.aim}."
        if not self.count:
            return f"{self.label}: nog niemand. Het doel is {self.aim}."
        return f"{self.label}: {self.shown} van {self.aim}. Er ontbreken er nog {self._about}{self.aim - self.count}."

    @property
    def _about(self) -> str:
        return "ongeveer " if self.shown.startswith("ongeveer") else ""


@dataclass(frozen=True, slots=True)
class Progress:
    """The page of the collecting, protected for one viewer."""

    is_team: bool
    lead: str
    noun: str
    by_point: tuple[ProgressLine, ...]
    by_voice: tuple[ProgressLine, ...]
    weeks: tuple[Bar, ...]
    silent: str
    minimum: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Everybody who is missing, voices first."""
        return tuple(each.missing for each in (*self.by_voice, *self.by_point) if each.missing)

    @property
    def has_aims(self) -> bool:
        """Whether anybody set an aim."""
        return any(each.aim for each in (*self.by_voice, *self.by_point))


def progress(*, viewer: Viewer, inquiry: Inquiry, today: dt.date) -> Progress:
    """Return how many stories came in, against the aims, for somebody with a role in the inquiry."""
    is_team = bool(roles_of(viewer, inquiry) & set(TEAM))
    found = Story.objects.real().filter(inquiry=inquiry).exclude(state=State.HELD)
    monday = today - dt.timedelta(days=today.weekday())
    if not is_team:
        found = found.filter(received_on__lt=monday)
    told: list[Told] = list(found.values_list("storypoint_id", "role", "teller_id", "received_on"))
    points, voices = _points(inquiry, told, is_team), _voices(inquiry, told, is_team)
    noun = "verhalen" if is_team else "vertellers"
    return Progress(
        is_team=is_team,
        lead=_lead(inquiry, told, monday, is_team),
        noun=noun,
        by_point=points,
        by_voice=voices,
        weeks=_weeks(told, monday) if is_team else (),
        silent=_silent(voices),
        minimum=inquiry.minimum_team if is_team else inquiry.minimum_group,
    )


def _lead(inquiry: Inquiry, told: Sequence[Told], monday: dt.date, is_team: bool) -> str:
    if is_team:
        recent = sum(1 for *_, day in told if day >= monday)
        count = "Er is 1 verhaal" if len(told) == 1 else f"Er zijn {len(told)} verhalen"
        return f"{count} binnen, waarvan {recent} deze week."
    until = dutch_date(monday - dt.timedelta(days=1))
    total = protect_counts({"alle": _tellers(told)}, inquiry.minimum_group, inquiry.minimum_group)
    if isinstance(total, Suppressed):
        return f"Tot en met {until} waren er {total.n_shown} vertellers."
    return f"Tot en met {until} waren er ongeveer {total.total} vertellers."


def _tellers(told: Iterable[Told]) -> int:
    return len({teller for _, _, teller, _ in told})


def _points(inquiry: Inquiry, told: Sequence[Told], is_team: bool) -> tuple[ProgressLine, ...]:
    aims = {each.storypoint_id: each.number for each in inquiry.aims.exclude(storypoint=None)}
    named = [(pk, name) for pk, name in inquiry.storypoints.filter(is_test=False).values_list("pk", "name")]
    groups = [(str(pk), name, "", [each for each in told if each[0] == pk], aims.get(pk, 0)) for pk, name in named]
    if read_in := [each for each in told if each[0] is None]:
        groups.append(("", "Ingelezen", "", read_in, 0))
    return _lines(inquiry, sorted(groups, key=lambda each: each[1]), is_team)


def _voices(inquiry: Inquiry, told: Sequence[Told], is_team: bool) -> tuple[ProgressLine, ...]:
    aims = {each.voice: each.number for each in inquiry.aims.filter(storypoint=None)}
    named = labels(inquiry.framework.voice_question)
    groups = [(id, name, id, [each for each in told if each[1] == id], aims.get(id, 0)) for id, name in named.items()]
    if named and (unknown := [each for each in told if each[1] not in named]):
        groups.append(("", "Stem onbekend", "onbekend", unknown, 0))
    return _lines(inquiry, groups, is_team)


def _lines(
    inquiry: Inquiry, groups: Sequence[tuple[str, str, str, list[Told], int]], is_team: bool
) -> tuple[ProgressLine, ...]:
    if is_team:
        return tuple(
            ProgressLine(key, name, voice, len(rows), str(len(rows)), aim, 0 < len(rows) < inquiry.minimum_team)
            for key, name, voice, rows, aim in groups
        )
    step = inquiry.minimum_group
    safe = protect_counts({key: _tellers(rows) for key, _, _, rows, _ in groups}, step, round_to=step)
    counts = {} if isinstance(safe, Suppressed) else safe.counts
    return tuple(
        ProgressLine(key, name, voice, counts.get(key), _about(counts.get(key)), aim)
        for key, name, voice, _, aim in groups
    )


def _about(count: int | None) -> str:
    return "niet getoond" if count is None else f"ongeveer {count}" if count else "0"


def _weeks(told: Sequence[Told], monday: dt.date) -> tuple[Bar, ...]:
    """Count per week up to this one, with the empty weeks in between; at most the last half year."""
    if not told:
        return ()
    starts = [day - dt.timedelta(days=day.weekday()) for *_, day in told]
    first = max(min(starts), monday - dt.timedelta(weeks=MOST_WEEKS - 1))
    days = [first + dt.timedelta(weeks=step) for step in range((monday - first).days // 7 + 1)]
    counts = [starts.count(day) for day in days]
    highest = max(counts, default=0) or 1
    return tuple(
        Bar(f"week van {day.day} {MONTHS[day.month - 1]} {day.year}", str(count), count / highest, count=count)
        for day, count in zip(days, counts, strict=True)
    )


def _silent(voices: Sequence[ProgressLine]) -> str:
    names = [each.label.lower() for each in voices if each.key and each.count == 0]
    return f"Nog niemand vertelde als {listing(names)}." if names else ""
