"""What changed over time, in one plain sentence: from what to what, with the margin, and never why."""

from raamvertelling.core.framework.kinds import Dyad, Scale
from raamvertelling.core.sentences import decimal, percent, place_words
from raamvertelling.core.stats.trends import Trend, TrendLine

NO_CHANGE = "Over de tijd verandert hier niets dat groter is dan toeval."
OTHER_REASONS = (
    "Dat iets verandert, zegt niet waardoor. Soms vertellen er later andere mensen, bij andere vertelpunten of in een "
    "ander seizoen."
)


def trend_words(trend: Trend) -> str:
    """Say what changed most surely, or that nothing did."""
    line = trend.clearest
    if line is None:
        return NO_CHANGE
    if line.area is None:
        return _slider(trend, line)
    halves = f"{percent(line.early.value)} in de eerste helft van de verhalen, {percent(line.late.value)} in de tweede"
    return f"In de loop van de tijd {_happened(line)}: {halves}. {_gap(line)}"


def _happened(line: TrendLine) -> str:
    assert line.area is not None
    how = "vaker" if line.rising else "minder vaak"
    if line.area.kind in {"corner", "edge", "centre"}:
        return f"lag de stip {how} {line.area.label}"
    if line.area.kind == "stone":
        return f"werd de steen ‘{line.area.label}’ {how} geplaatst"
    return f"werd ‘{line.area.label}’ {how} gekozen"


def _gap(line: TrendLine) -> str:
    if line.gap.interval is None:
        return ""
    low, high = (f"{100 * bound:+.0f}".replace("-", "−") for bound in line.gap.interval)
    return f"Het verschil ligt tussen {low} en {high} procentpunt."


def _slider(trend: Trend, line: TrendLine) -> str:
    signifier = trend.signifier
    assert isinstance(signifier, Dyad | Scale)
    side = (signifier.right if line.rising else signifier.left).in_language("nl")
    factor = 100.0 if isinstance(signifier, Dyad) else 1.0
    what = "de middelste stip" if isinstance(signifier, Dyad) else "het middelste cijfer"
    early, late = place_words(line.early, factor), place_words(line.late, factor)
    halves = f"van {early} in de eerste helft van de verhalen naar {late} in de tweede"
    return f"In de loop van de tijd schoof {what} naar ‘{side}’: {halves}."


def trend_chance(trend: Trend) -> str:
    """Say how often chance alone gives a trend this sure."""
    p = min(line.p_adjusted for line in trend.lines)
    many = f", ook nu wij naar {len(trend.lines)} antwoorden tegelijk kijken" if len(trend.lines) > 1 else ""
    if p < 0.0015:
        return f"Door toeval alleen komt dit hooguit 1 op de 1000 keer voor{many}."
    return f"Kans op toeval: p = {decimal(p, 3)}{many}."
