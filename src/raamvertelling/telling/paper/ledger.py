"""Where every sheet is: printed is entered, void, blank or still out; and which sheets a second person types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from raamvertelling.inquiries.models import Channel, Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import Slip, SlipState
from raamvertelling.stories.sealing import keyed_hash
from raamvertelling.stories.services.slips import find_slip, used_among
from raamvertelling.telling.models import PaperEntry
from raamvertelling.telling.paper.access import others_type
from raamvertelling.telling.paper.comparing import BAR, median_distance
from raamvertelling.telling.paper.services import comparison_of

# Of every twenty sheets in a row one is typed twice: 5%.
BLOCK = 20


@dataclass(frozen=True, slots=True)
class Batch:
    """The sheets that were printed together."""

    number: int
    storypoint: str
    issued_on: date
    first: int
    last: int
    entered: int
    void: int
    blank: int
    out: int

    @property
    def printed(self) -> int:
        """All sheets of the batch: the sum of the four."""
        return self.entered + self.void + self.blank + self.out


@dataclass(frozen=True, slots=True)
class Quality:
    """What double entry says about typing: n sheets, n crosses, the middle distance, and what still waits."""

    sheets: int
    crosses: int
    median: float | None
    compared: int
    differing: int
    alone: int

    @property
    def sentence(self) -> str:
        """Return it in plain Dutch."""
        if not self.sheets:
            return "Er is nog geen vel twee keer ingevoerd. Daarom weten wij nog niet hoe precies het typen is."
        start = f"{self.sheets} {'vel is' if self.sheets == 1 else 'vellen zijn'} twee keer ingevoerd."
        rest = f"{self.differing} van {self.compared} antwoorden verschilden."
        if self.alone:
            count = "1 vel" if self.alone == 1 else f"{self.alone} vellen"
            rest += f" Wie het eerst typte, deed dat bij {count} ook de tweede keer: dat zegt minder."
        if self.median is None:
            return f"{start} {rest}"
        verdict = "goed" if self.median <= BAR else "niet goed genoeg: kijk samen hoe u de kruisen leest"
        shown = f"{100 * self.median:.1f}".replace(".", ",")
        return f"{start} De middelste afstand tussen {self.crosses} kruisen is {shown}% van de zijde: {verdict}. {rest}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole page: batches, the sum over all of them, and what to type twice or to settle."""

    batches: tuple[Batch, ...]
    total: Batch | None
    next_sheet: int | None
    to_double: tuple[int, ...]
    for_others: int
    to_settle: tuple[int, ...]
    quality: Quality


def ledger(*, inquiry: Inquiry, user: User) -> Ledger:
    """Return where the sheets of an inquiry are, and what this person can do now."""
    slips = list(inquiry.slips.filter(channel=Channel.PAPER).select_related("storypoint").order_by("number"))
    used = used_among(slips)
    entries = list(_entries(inquiry))
    batches = _batches(slips, used)
    waiting = [entry for entry in entries if entry.second_on and not entry.settled_on]
    to_double = _to_double(slips, used, entries)
    mine = [each.slip.number for each in to_double if each.entered_by_id == user.pk and others_type(inquiry, user)]
    return Ledger(
        batches=tuple(reversed(batches)),
        total=_batch(slips, used) if slips else None,
        next_sheet=next((each.number for each in slips if _is_out(each, used)), None),
        to_double=tuple(each.slip.number for each in to_double if each.slip.number not in mine),
        for_others=len(mine),
        to_settle=tuple(entry.slip.number for entry in waiting),
        quality=_quality([entry for entry in entries if entry.second_on]),
    )


def next_out(inquiry: Inquiry, after: int) -> int | None:
    """Return the next sheet that is still out, counting on from this one."""
    slips = list(
        inquiry.slips.filter(channel=Channel.PAPER, number__gt=after, state=SlipState.ISSUED).order_by("number")
    )
    used = used_among(slips)
    return next((each.number for each in slips if each.idempotency_hash not in used), None)


def find_sheet(inquiry: Inquiry, typed: str) -> Slip | None:
    """Return the sheet of what was typed or scanned: `17`, `vel 17`, `17 - 4829`, or the text of its QR code."""
    name = typed.split()[-1] if typed[:1].isalpha() else typed
    slip = find_slip(inquiry=inquiry, name=name, needs_check=False)
    return slip if slip and slip.channel == Channel.PAPER else None


def chosen_for_double(slips: Sequence[Slip], used: set[str], seed: str) -> list[int]:
    """Return which sheets are typed twice: one of every twenty, drawn by a rule that nobody can steer.

    The draw of a block starts at a place that follows from the seed. A void or blank sheet passes the turn on; a sheet
    that is still out makes the block wait, so that the choice never changes afterwards.
    """
    chosen = []
    blocks: dict[int, list[Slip]] = {}
    for each in slips:
        blocks.setdefault((each.number - 1) // BLOCK, []).append(each)
    for block, sheets in sorted(blocks.items()):
        start = int(keyed_hash("double entry", f"{seed}/{block}"), 16) % len(sheets)
        for each in sheets[start:] + sheets[:start]:
            if _is_out(each, used):
                break
            if each.idempotency_hash in used:
                chosen.append(each.number)
                break
    return chosen


def _to_double(slips: list[Slip], used: set[str], entries: list[PaperEntry]) -> list[PaperEntry]:
    """Return the first entries of the chosen sheets that nobody typed twice."""
    open_entries = {entry.slip.number: entry for entry in entries if not entry.second_on}
    seed = str(slips[0].inquiry_id) if slips else ""
    return [open_entries[number] for number in chosen_for_double(slips, used, seed) if number in open_entries]


def _entries(inquiry: Inquiry) -> Iterable[PaperEntry]:
    related = ("slip", "story__framework_version", "entered_by", "second_by")
    return PaperEntry.objects.filter(slip__inquiry=inquiry).select_related(*related).order_by("slip__number")


def _batches(slips: list[Slip], used: set[str]) -> list[Batch]:
    numbers = sorted({each.batch for each in slips})
    return [_batch([each for each in slips if each.batch == number], used) for number in numbers]


def _batch(slips: list[Slip], used: set[str]) -> Batch:
    entered = [each for each in slips if each.idempotency_hash in used]
    rest = [each for each in slips if each.idempotency_hash not in used]
    first, last = slips[0], slips[-1]
    return Batch(
        number=first.batch,
        storypoint=first.storypoint.name,
        issued_on=first.issued_on,
        first=first.number,
        last=last.number,
        entered=len(entered),
        void=sum(each.state == SlipState.VOID for each in rest),
        blank=sum(each.state == SlipState.BLANK for each in rest),
        out=sum(each.state == SlipState.ISSUED for each in rest),
    )


def _is_out(slip: Slip, used: set[str]) -> bool:
    return slip.state == SlipState.ISSUED and slip.idempotency_hash not in used


def _quality(entries: list[PaperEntry]) -> Quality:
    found = [comparison_of(each) for each in entries]
    return Quality(
        sheets=len(found),
        crosses=sum(len(each.distances) for each in found),
        median=median_distance(found),
        compared=sum(each.compared for each in found),
        differing=sum(len(each.differences) for each in found),
        alone=sum(each.entered_by_id == each.second_by_id for each in entries),
    )
