"""How results show themselves in a notebook: a plain sentence, the numbers with their margin, and the drawing."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from raamvertelling.core.results import Comparison, Distribution, Estimate, Suppressed
    from raamvertelling.core.results_scan import Pattern, Scan
    from raamvertelling.core.stats.coverage import Coverage

Drawing = Callable[["Distribution | Suppressed"], str]
SHARES = frozenset({"aandeel", "verschil-aandelen", "wie-ontbreekt"})
MOST = 25
_drawings: list[Drawing] = []


def draw_with(drawing: Drawing) -> None:
    """Use this function to draw summaries and closed windows as SVG; the core by itself draws nothing.

    `raamvertelling.web.charts.chart` draws what the pages draw.
    """
    _drawings[:] = [drawing]


def svg_of(result: "Distribution | Suppressed") -> str | None:
    """Return a summary as SVG, None when nothing was imported that draws."""
    return _drawings[0](result) if _drawings else None


class Shown:
    """What Jupyter asks a result for. `_html` returns the parts, one a line."""

    __slots__ = ()

    def _html(self) -> Sequence[str]:
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return "\n".join(self._html())


def paragraph(text: str) -> str:
    """Return one paragraph of plain text as HTML."""
    return f"<p>{escape(text)}</p>" if text else ""


def estimate_words(estimate: "Estimate") -> str:
    """Say a number with its margin and n: "Aandeel met marge (Wilson): 41% (tussen 30% en 53%, n = 66)."."""
    from raamvertelling.core.sentences import decimal, percent
    from raamvertelling.core.stats.methods import METHODS

    written = percent if estimate.method in SHARES else decimal
    margin = "geen marge bij zo weinig verhalen"
    if estimate.interval:
        margin = f"tussen {written(estimate.interval[0])} en {written(estimate.interval[1])}"
    about = "ongeveer " if estimate.about else ""
    return f"{METHODS[estimate.method].title}: {about}{written(estimate.value)} ({margin}, n = {estimate.n})."


def summary_html(summary: "Distribution") -> Sequence[str]:
    """Return a summary: drawing, sentence, counts and a table of its areas."""
    from raamvertelling.core.sentences import describe, left_out
    from raamvertelling.core.stats.summaries import shares_of

    return (
        svg_of(summary) or "",
        paragraph(describe(summary)),
        paragraph(f"n = {summary.n}. {left_out(summary)}"),
        areas_table([("Alle", shares_of(summary))]),
        explained(summary.method, summary.source),
    )


def comparison_html(comparison: "Comparison") -> Sequence[str]:
    """Return a comparison: a drawing a group, what differs, how sure that is, and a table."""
    from raamvertelling.core.sentences_compared import chance_words, effect_words, explain
    from raamvertelling.core.stats.summaries import shares_of

    drawn = [f"<figure>{svg}<figcaption>{escape(id)}</figcaption></figure>"
             for id, summary in comparison.groups if (svg := svg_of(summary))]  # fmt: skip
    return (
        f'<div style="display:flex;flex-wrap:wrap;gap:1rem">{"".join(drawn)}</div>' if drawn else "",
        paragraph(explain(comparison)),
        paragraph(f"{effect_words(comparison)} n = {comparison.n}."),
        paragraph(chance_words(comparison)),
        areas_table([(f"{id} (n = {summary.n})", shares_of(summary)) for id, summary in comparison.groups]),
        explained(comparison.method, comparison.source),
    )


def areas_table(columns: Sequence[tuple[str, Sequence[object]]]) -> str:
    """Return areas against groups, each share with its margin."""
    from raamvertelling.core.results import Share
    from raamvertelling.core.sentences import share_words

    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head, _ in columns)
    rows = []
    for line in zip(*(shares for _, shares in columns), strict=True):
        shares = [each for each in line if isinstance(each, Share)]
        cells = "".join(f"<td>{escape(share_words(each))}</td>" for each in shares)
        rows.append(f'<tr><th scope="row">{escape(shares[0].area.label)}</th>{cells}</tr>')
    return f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def pattern_words(pattern: "Pattern") -> str:
    """Say of a pattern, without the words of the questions, which two they are and how strong it is."""
    from raamvertelling.core.sentences import decimal
    from raamvertelling.core.sentences_scan import strength_words

    sure = "groter dan toeval" if pattern.stands_out else "niet groter dan toeval"
    return f"{pattern.a} en {pattern.b}: {sure} (q = {decimal(pattern.q, 3)}). {strength_words(pattern)}"


def scan_html(scan: "Scan") -> Sequence[str]:
    """Return what a look at all pairs found, the strongest first."""
    from raamvertelling.core.sentences_scan import left_out_words, scan_summary

    strongest = scan.standing_out[:MOST]
    listed = "".join(f"<li>{escape(pattern_words(each))}</li>" for each in strongest)
    return (
        paragraph(scan_summary(scan)),
        f"<ol>{listed}</ol>" if listed else "",
        paragraph(left_out_words(scan)),
        *map(paragraph, scan.notes),
        explained("overzicht"),
    )


def coverage_html(found: "Coverage") -> Sequence[str]:
    """Return who is missing, first who is missing most surely."""
    from raamvertelling.core.sentences_coverage import coverage_notes, coverage_sentence, group_sentence

    listed = "".join(f"<li>{escape(group_sentence(each))}</li>" for each in found.groups)
    notes = map(paragraph, coverage_notes(found))
    return (paragraph(coverage_sentence(found)), f"<ul>{listed}</ul>", *notes, explained("wie-ontbreekt"))


def explained(method: str, source: str = "") -> str:
    """Return where a method is explained, and its source."""
    from raamvertelling.core.stats.methods import source_of

    return f"<p><small>Uitleg: docs/methods/{escape(method)}.md. {escape(source or source_of(method))}.</small></p>"
