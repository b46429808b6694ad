"""The table beside every chart: the same numbers in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from raamvertelling.core.privacy.disclosure import PUBLIC_MINIMUM, fewer_than
from raamvertelling.core.results import (
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
from raamvertelling.core.sentences import percent, share_shown
from raamvertelling.core.stats import shares_of


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under headers; the first cell of a row is its head."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def chart_table(summary: Distribution | Suppressed) -> Table:
    """Return the numbers of a chart; of a suppressed one only the reason."""
    if isinstance(summary, Suppressed):
        return Table("Niet getekend", ("Reden",), ((summary.reason,),))
    caption = summary.signifier.text.in_language("nl")
    if isinstance(summary, StonesSummary):
        return _stones(caption, summary)
    rows = [_row(share) for share in shares_of(summary)]
    if isinstance(summary, DyadSummary):
        rows.append(("Middelste stip (0 tot 100)", "", _hundred(summary.median), _margin(summary.median, 100)))
    if isinstance(summary, ScaleSummary):
        rows.append(("Middelste cijfer", "", _plain(summary.median), _margin(summary.median, 1)))
    first = "Waar" if isinstance(summary, TriadSummary | DyadSummary) else "Antwoord"
    about = " (ongeveer)" if summary.about else ""
    return Table(caption, (first, f"Verhalen{about}", f"Deel{about}", "Marge"), (*rows, *_rest(summary, 4)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _row(share: Share) -> tuple[str, ...]:
    if share.closed:
        return _capital(share.area.label), share.closed.n_shown, "", "–"
    count = f"minstens {share.count}" if share.at_least else str(share.count)
    return _capital(share.area.label), count, share_shown(share), _shares_margin(share.share)


def _shares_margin(estimate: Estimate) -> str:
    if estimate.interval is None:
        return "–"
    return f"{percent(estimate.interval[0])} tot {percent(estimate.interval[1])}"


def _margin(estimate: Estimate | None, factor: float) -> str:
    if estimate is None or estimate.interval is None:
        return "–"
    return f"{estimate.interval[0] * factor:.0f} tot {estimate.interval[1] * factor:.0f}"


def _hundred(estimate: Estimate | None) -> str:
    return f"{estimate.value * 100:.0f}" if estimate else "–"


def _plain(estimate: Estimate | None) -> str:
    return f"{estimate.value:g}".replace(".", ",") if estimate else "–"


def _rest(summary: Distribution, width: int) -> tuple[tuple[str, ...], ...]:
    padding: Sequence[str] = [""] * (width - 2)
    rows = [
        ("Alle antwoorden", str(summary.n), *padding),
        ("Overgeslagen", left_of(summary, summary.missing), *padding),
    ]
    if summary.not_applicable:
        rows.append(("Past niet bij het verhaal", left_of(summary, summary.not_applicable), *padding))
    return tuple(rows)


def left_of(summary: Distribution, count: int) -> str:
    """Write how many gave no answer; of rounded numbers, a small one and nobody look the same."""
    return str(count) if count or not summary.about else fewer_than(PUBLIC_MINIMUM)


def _stones(caption: str, summary: StonesSummary) -> Table:
    asked = summary.signifier
    across = f"{asked.x_left.in_language('nl')} (0) tot {asked.x_right.in_language('nl')} (100)"
    upward = f"{asked.y_bottom.in_language('nl')} (0) tot {asked.y_top.in_language('nl')} (100)"
    rows = [
        (_capital(stone.stone.text.in_language("nl")), _times(stone), _with(stone.median_x), _with(stone.median_y))
        for stone in summary.stones
    ]
    told = "Verhalen (ongeveer)" if summary.about else "Verhalen"
    return Table(caption, ("Steen", told, across, upward), (*rows, *_rest(summary, 4)))


def _times(stone: StoneSummary) -> str:
    return fewer_than(PUBLIC_MINIMUM) if stone.is_hidden else str(stone.n)


def _with(estimate: Estimate | None) -> str:
    margin = _margin(estimate, 100)
    return _hundred(estimate) if margin == "–" else f"{_hundred(estimate)} ({margin})"
