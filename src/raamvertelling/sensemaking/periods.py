"""Then and now: two periods that share no day, read from an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from raamvertelling.web.templatetags.raam import dutch_date

DAY = "dag"
ENDS = ("toen-van", "toen-tot", "nu-van", "nu-tot")
ONE_DAY = timedelta(days=1)
NO_DATE = "Een datum klopt niet en telt niet mee. Schrijf hem zo: 2026-07-01."
TURNED = "Een periode eindigt vóór zij begint. Haar laatste dag telt niet mee."
LATER = "‘Toen’ begint niet vóór ‘nu’. Kies een vroegere periode voor ‘toen’, of een latere voor ‘nu’."
OVERLAP = "De twee perioden overlappen. Wat op die dagen is verteld, telt alleen bij ‘nu’."


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both counted; None is open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    @property
    def words(self) -> str:
        """Say it in Dutch: "van 1 maart tot en met 3 juni 2026"."""
        since = f"vanaf {dutch_date(self.since)}" if self.since else ""
        until = f"tot en met {dutch_date(self.until)}" if self.until else ""
        return " ".join(each for each in (since.replace("vanaf", "van") if until else since, until) if each)


@dataclass(frozen=True, slots=True)
class Periods:
    """Then and now; `day` is the first day of now when one day parts them. `notes` say what was not taken over."""

    then: Period
    now: Period
    day: date | None = None
    notes: tuple[str, ...] = ()


@dataclass
class _Reading:
    asked: Mapping[str, str]
    notes: list[str] = field(default_factory=list)

    def day(self, name: str) -> date | None:
        text = self.asked.get(name, "").strip()
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.notes.append(NO_DATE)
            return None

    def period(self, first: str, last: str) -> Period:
        found = Period(self.day(first), self.day(last))
        if found.since and found.until and found.until < found.since:
            self.notes.append(TURNED)
            return Period(found.since)
        return found


def read_periods(asked: Mapping[str, str], days: Sequence[date]) -> Periods | None:
    """Read two periods; None when nothing was asked and the stories have no two days to part.

    Two periods go before one day. Without either the day is taken that parts the stories of `days` most evenly. A day
    that lies in both counts as now, so that no story stands on both sides.
    """
    reading = _Reading(asked)
    if any(asked.get(name, "").strip() for name in ENDS):
        made = _two(reading)
        if made:
            return made
    day = reading.day(DAY) or middle(days)
    notes = tuple(dict.fromkeys(reading.notes))
    return Periods(Period(until=day - ONE_DAY), Period(since=day), day, notes) if day else None


def middle(days: Sequence[date]) -> date | None:
    """Return the day from which on about half of the stories were told; None when all are of one day."""
    ordered, best = sorted(days), None
    for place, day in enumerate(ordered):
        if day != ordered[place - 1] and place:
            away = abs(2 * place - len(ordered))
            best = min(best, (away, day)) if best else (away, day)
    return best[1] if best else None


def _two(reading: _Reading) -> Periods | None:
    then, now = reading.period(*ENDS[:2]), reading.period(*ENDS[2:])
    if now.since is None and then.until:
        now = replace(now, since=then.until + ONE_DAY)
    if now.since is None or (then.since and then.since >= now.since) or (now.until and now.until < now.since):
        reading.notes.append(LATER)
        return None
    if then.until is None or then.until >= now.since:
        if then.until:
            reading.notes.append(OVERLAP)
        then = replace(then, until=now.since - ONE_DAY)
    return Periods(then, now, None, tuple(dict.fromkeys(reading.notes)))
