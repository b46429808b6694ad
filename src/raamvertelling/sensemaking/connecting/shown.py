"""A pattern as a page shows it: its bars, its figures in words, its table, and the ways to its stories."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from raamvertelling.core.framework import Framework, Option, SingleChoice, Wording
from raamvertelling.core.results import Area, ChoiceSummary
from raamvertelling.core.results_scan import Contrast, LeftOut, Pattern
from raamvertelling.core.sentences import capital, decimal, percent
from raamvertelling.core.sentences_compared import EFFECTS
from raamvertelling.core.sentences_scan import column_name, group_name, part_name
from raamvertelling.core.stats.methods import METHODS, Method
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.connecting.queries import Connection
from raamvertelling.sensemaking.models import MarkedPattern
from raamvertelling.sensemaking.pictures import NARROW, stories_url
from raamvertelling.sensemaking.tables import Column, Line, Table
from raamvertelling.web.charts import chart

SURE = 0.0001


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a template needs of one pattern; `fact` is the line of figures under the picture."""

    connection: Connection
    url: str
    svg: SafeString
    stories_url: str
    facts: tuple[tuple[str, str], ...]
    method: Method
    then: str = ""


def connection_url(inquiry: Inquiry, a: str, b: str) -> str:
    """Return the address of a pair of columns."""
    return reverse("sensemaking:connection", args=[inquiry.slug, a, b])


def shown(inquiry: Inquiry, framework: Framework, found: Connection, *, place: int = 0, width: float = NARROW) -> Shown:
    """Return a pattern ready to be drawn; `place` tells pictures on one page apart."""
    url = stories_url(inquiry, found.filters) if found.contrast else ""
    return Shown(
        connection=found,
        url=connection_url(inquiry, found.pattern.a, found.pattern.b),
        svg=_bars(found.contrast, framework, url, f"verband-{place}", width) if found.contrast else SafeString(""),
        stories_url=url,
        facts=facts_of(found.pattern),
        method=METHODS[found.pattern.method],
        then=then(found.mark, found.pattern) if found.mark else "",
    )


def _bars(found: Contrast, framework: Framework, url: str, uid: str, width: float) -> SafeString:
    """Draw the two shares as bars with their margins; the first leads to its stories."""
    who = group_name(found.group, framework)
    names = (capital(who), "Alle anderen")
    parts = tuple(
        replace(share, area=Area(share.area.id, name, "option", share.area.id, (place,)))
        for place, (share, name) in enumerate(zip((found.inside, found.others), names, strict=True))
    )
    voice = found.group.key if found.group.column == framework.voices else ""
    asked = SingleChoice(
        id="groep",
        text=Wording((("nl", column_name(found.outcome.column, framework)),)),
        options=tuple(Option(part.area.id, Wording((("nl", part.area.label),))) for part in parts),
    )
    n = sum(part.share.n for part in parts)
    summary = ChoiceSummary(signifier=asked, n=n, missing=0, not_applicable=0, method="aandeel",
                            source=METHODS["aandeel"].source, options=parts, multiple=False, ordered=True)  # fmt: skip
    drawn = chart(summary, title=capital(part_name(found.outcome, framework)), voice=voice, width=width, heading=False,
                  uid=uid, area_href=lambda area: url if area.id == "in" else None)  # fmt: skip
    return mark_safe(drawn)  # noqa: S308 - escaped by the chart itself


def facts_of(pattern: Pattern) -> tuple[tuple[str, str], ...]:
    """Return the figures of a pattern, each with its name."""
    low, high = pattern.effect.interval or (pattern.effect.value, pattern.effect.value)
    margin = f"{decimal(pattern.effect.value)} (tussen {decimal(low)} en {decimal(high)})"
    return (("Sterkte", margin), ("n", str(pattern.n)), ("q", small(pattern.q)))


def small(chance: float) -> str:
    """Write a chance: four digits, and no smaller than anybody can mean."""
    return "minder dan 0,0001" if chance < SURE else decimal(chance, 4)


def nothing(left_out: LeftOut | None) -> str:
    """Say why there is no pattern between two questions."""
    if left_out is None:
        return "Deze twee vragen vergelijken wij niet met elkaar."
    return f"{capital(left_out.reason)}: n = {left_out.n}. Een verband zien wij pas bij 10 verhalen die verschillen."


def meaning_of(pattern: Pattern) -> str:
    """Return what the number of a pattern measures."""
    return capital(EFFECTS[pattern.effect.method])


def then(mark: MarkedPattern, now: Pattern | None) -> str:
    """Say what the figures were when a pattern was marked, and whether they are other figures now."""
    held: Mapping[str, float] = mark.figures
    low, high = (decimal(float(held[each])) for each in ("low", "high"))
    words = f"sterkte {decimal(float(held['effect']))} (tussen {low} en {high}), n = {int(held['n'])}"
    words += f", q = {small(float(held['q']))}"
    if now is None:
        return f"{words}. Nu zijn er te weinig antwoorden om het te zien."
    same = now.n == held["n"] and abs(now.effect.value - float(held["effect"])) < 0.005
    return f"{words}. Dat is nu nog zo." if same else f"{words}. Nu: {decimal(now.effect.value)}, n = {now.n}."


def crossed_table(found: Connection, framework: Framework) -> Table:
    """Return how often each two answers occur together, with the share within each row."""
    columns = [Column(capital(part_name(part, framework))) for part in found.crossed.columns]
    lines = []
    for part, counts in zip(found.crossed.rows, found.crossed.counts, strict=True):
        n = sum(counts)
        cells = [f"{count} · {percent(count / n)}" if n else "0" for count in counts]
        lines.append(Line(capital(part_name(part, framework)), (*cells, str(n))))
    return Table((*columns, Column("Samen")), tuple(lines))
