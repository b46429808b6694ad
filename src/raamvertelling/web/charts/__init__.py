"""Charts as SVG text, made on the server: the same picture on a page and in a report, with a sentence and a table."""

from typing import Unpack

from raamvertelling.core.results import (
    ChoiceSummary,
    Distribution,
    DyadSummary,
    ScaleSummary,
    StonesSummary,
    Suppressed,
    TriadSummary,
)
from raamvertelling.core.sentences import describe
from raamvertelling.web.charts.bars import bars_chart
from raamvertelling.web.charts.closed import closed_window
from raamvertelling.web.charts.line import are_bars, dyad_chart, scale_chart
from raamvertelling.web.charts.look import Options
from raamvertelling.web.charts.stones import stones_chart
from raamvertelling.web.charts.table import Table, chart_table
from raamvertelling.web.charts.triad import triad_chart

__all__ = [
    "Options",
    "Table",
    "are_bars",
    "bars_chart",
    "chart",
    "chart_table",
    "closed_window",
    "describe",
    "dyad_chart",
    "scale_chart",
    "stones_chart",
    "triad_chart",
]


def chart(summary: Distribution | Suppressed, **options: Unpack[Options]) -> str:
    """Draw any summary with the chart of its kind, a suppressed one as a closed window."""
    if isinstance(summary, Suppressed):
        return closed_window(summary, **options)
    if isinstance(summary, TriadSummary):
        return triad_chart(summary, **options)
    if isinstance(summary, DyadSummary):
        return dyad_chart(summary, **options)
    if isinstance(summary, StonesSummary):
        return stones_chart(summary, **options)
    if isinstance(summary, ScaleSummary):
        return scale_chart(summary, **options)
    assert isinstance(summary, ChoiceSummary)
    return bars_chart(summary, **options)
