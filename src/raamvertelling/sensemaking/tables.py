"""The table beside each picture: one row an area, one column a group, the same numbers as the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from raamvertelling.core.privacy.disclosure import PUBLIC_MINIMUM, fewer_than
from raamvertelling.core.results import (
    ChoiceSummary,
    Distribution,
    DyadSummary,
    Estimate,
    ScaleSummary,
    Share,
    StonesSummary,
    StoneSummary,
    Suppressed,
    TriadSummary,
)
from raamvertelling.core.sentences import decimal, percent, share_percent, share_shown
from raamvertelling.sensemaking.queries.mixture import Mixture
from raamvertelling.sensemaking.queries.windows import Window
from raamvertelling.web.charts.table import left_of

CLOSED = "gesloten"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `voice` is set when the group is a voice."""

    label: str
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name and a text for each column."""

    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a page shows it."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


def table_of(windows: Sequence[Window], head: str = "Verhalen") -> Table:
    """Return the table of these windows; a closed one keeps its column and says so. `head` names the first row."""
    columns = tuple(Column(each.label, each.voice) for each in windows)
    results = [each.result for each in windows]
    opened = next((each for each in results if not isinstance(each, Suppressed)), None)
    first = Line(head, tuple(_n(each) for each in results))
    if opened is None:
        return Table(columns, (first,))
    names = [label for label, _ in _rows(opened)]
    drawn = [None if isinstance(each, Suppressed) else _rows(each) for each in results]
    body = [
        Line(name, tuple(CLOSED if column is None else column[place][1] for column in drawn))
        for place, name in enumerate(names)
    ]
    return Table(columns, (first, *body, *_rest(results)))


def mixture_table(mixture: Mixture, sides: Sequence[Window]) -> Table:
    """Return who told on each side: how many stories, and which part of that side."""
    lines = [
        Line(part.label, tuple(f"{count} · {percent(count / size)}"
                               for count, size in zip(part.counts, mixture.sizes, strict=True)))
        for part in mixture.parts
    ]  # fmt: skip
    return Table(tuple(Column(each.label, each.voice) for each in sides), tuple(lines))


def _n(result: Distribution | Suppressed) -> str:
    return result.n_shown if isinstance(result, Suppressed) else str(result.n)


def _rest(results: Sequence[Distribution | Suppressed]) -> list[Line]:
    known = [None if isinstance(each, Suppressed) else each for each in results]
    return [
        Line("Sloeg de vraag over", tuple(CLOSED if each is None else left_of(each, each.missing) for each in known)),
        Line(
            "Past niet bij het verhaal",
            tuple(CLOSED if each is None else left_of(each, each.not_applicable) for each in known),
        ),
    ]


def _rows(result: Distribution) -> list[tuple[str, str]]:
    if isinstance(result, TriadSummary):
        return _shares(result.zones)
    if isinstance(result, DyadSummary):
        return [*_shares(result.bands), ("Middelste stip (0 is links, 100 is rechts)", _median(result.median, 100))]
    if isinstance(result, StonesSummary):
        return [(each.stone.text.in_language("nl"), _placed(each)) for each in result.stones]
    if isinstance(result, ChoiceSummary):
        return _shares(result.options)
    assert isinstance(result, ScaleSummary)
    return [*_shares(result.numbers), ("Middelste cijfer", _median(result.median, 1))]


def _shares(shares: Sequence[Share]) -> list[tuple[str, str]]:
    return [(_capital(each.area.label), _counted(each)) for each in shares]


def _counted(share: Share) -> str:
    if share.closed:
        return _short(share.closed.n_shown)
    if share.at_least:
        return f"minstens {share.count} · {share_shown(share)}"
    return _share(share.count, share.share)


def _placed(stone: StoneSummary) -> str:
    return fewer_than(PUBLIC_MINIMUM) if stone.is_hidden else _share(stone.n, stone.placed)


def _share(count: int, share: Estimate) -> str:
    if share.interval is None:
        return str(count)
    low, high = (percent(end).removesuffix("%") for end in share.interval)
    return _short(f"{count} · {share_percent(share)} ({low}–{high})")


def _short(text: str) -> str:
    """Keep a column narrow; the words under the table say what the signs mean."""
    return text.replace("minder dan ", "<").replace("meer dan ", ">")


def _median(median: Estimate | None, factor: int) -> str:
    if median is None:
        return "–"
    text = decimal(median.value * factor, 0 if factor == 100 else 1)
    if median.interval is None:
        return text
    low, high = (decimal(end * factor, 0) for end in median.interval)
    return f"{text} ({low}–{high})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
