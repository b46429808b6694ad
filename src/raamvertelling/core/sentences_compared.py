"""Whether groups differ, in plain Dutch sentences; no sentence here says what caused what."""

from collections.abc import Sequence

from raamvertelling.core.results import (
    ChoiceSummary,
    Comparison,
    DyadSummary,
    ScaleSummary,
    Share,
    StonesSummary,
    TriadSummary,
)
from raamvertelling.core.sentences import Names, capital, decimal, listing, place_words, plural, roughly
from raamvertelling.core.stats.intervals import share_gap
from raamvertelling.core.stats.zones import noun

EFFECTS = {
    "energie": "deel van de spreiding dat tussen de groepen ligt (0 is geen verschil, 1 is helemaal anders)",
    "cramer-v": "Cramérs V (0 is geen verschil, 1 is helemaal anders)",
    "kruskal-wallis": "deel van de spreiding dat tussen de groepen ligt (0 is geen verschil, 1 is helemaal anders)",
    "mann-whitney": "hoe vaak de ene groep hoger ligt min hoe vaak lager (0 is gelijk, -1 of 1 is altijd)",
    "spearman": "rangcorrelatie van Spearman (0 is geen verband, -1 of 1 is een volkomen verband)",
    "afstandscorrelatie": "afstandscorrelatie in het kwadraat (0 is geen verband, 1 is een volkomen verband)",
    "ilr": "spoor van Pillai (0 is geen verschil, 2 is helemaal anders)",
}
CHANCE_WORDS = {0.001: "1 op de 1000", 0.01: "1 op de 100", 0.0499: "1 op de 20", 0.1: "1 op de 10", 0.25: "1 op de 4"}


def explain(comparison: Comparison, *, names: Names | None = None) -> str:
    """Say in plain Dutch whether groups differ, and where the difference is largest.

    A place in a triangle or an option is only named as "vaker" when its own interval, corrected for the number of
    places, leaves out zero.
    """
    who = [plural(id, names) for id, _ in comparison.groups]
    is_about = any(summary.about for _, summary in comparison.groups)
    sizes = f"(n {'is ongeveer' if is_about else '='} {listing([str(n) for n in comparison.sizes])})"
    if not comparison.differs:
        return f"Wij zien geen verschil tussen {listing(who)} dat groter is dan toeval {sizes}."
    detail = _pair(comparison, who) if len(who) == 2 else ""
    if not detail:
        detail = f"{capital(listing(who))} antwoorden verschillend."
    more = _figures(comparison, who)
    return " ".join(part for part in (detail, f"Dat verschil is groter dan toeval {sizes}.", more) if part)


def effect_words(comparison: Comparison) -> str:
    """Say how large the difference is: measure, value and margin."""
    effect = comparison.effect
    digits = 1 if effect.about else 2
    text = f"Grootte van het verschil: {'ongeveer ' if effect.about else ''}{decimal(effect.value, digits)}"
    if effect.interval:
        text += f" (tussen {decimal(effect.interval[0], digits)} en {decimal(effect.interval[1], digits)})"
    return f"{text}, {EFFECTS[effect.method]}."


def chance_words(comparison: Comparison) -> str:
    """Say how often chance alone would give a difference this large."""
    if any(summary.about for _, summary in comparison.groups):
        if comparison.p not in CHANCE_WORDS:
            return "Door toeval alleen komt een verschil zo groot als dit vaak voor."
        return f"Door toeval alleen komt een verschil zo groot als dit hooguit {CHANCE_WORDS[comparison.p]} keer voor."
    if comparison.p < 0.0015:
        return "Door toeval alleen komt een verschil zo groot als dit hooguit 1 op de 1000 keer voor."
    times = max(2, round(comparison.p * 1000))
    return f"Door toeval alleen komt een verschil zo groot als dit ongeveer {times} van de 1000 keer voor."


def _clearest(first: Sequence[Share], second: Sequence[Share]) -> tuple[Share, Share] | None:
    """Return the area whose shares differ most among those that differ clearly."""
    level = 1 - 0.05 / len(first)
    clear = []
    for one, other in zip(first, second, strict=True):
        gap = share_gap((one.count, one.share.n), (other.count, other.share.n), level=level)
        if gap.interval and (gap.interval[0] > 0 or gap.interval[1] < 0):
            clear.append((one, other))
    return max(clear, key=lambda pair: abs(pair[0].share.value - pair[1].share.value)) if clear else None


def clearest(comparison: Comparison) -> str:
    """Return the id of the area whose shares differ most among those that differ clearly between two groups.

    Empty when there is none, or when there are no two groups with areas.
    """
    shares = _areas(comparison)
    pair = _clearest(shares[0], shares[1]) if len(shares) == 2 else None
    return pair[0].area.id if pair else ""


def _areas(comparison: Comparison) -> list[Sequence[Share]]:
    each = [summary for _, summary in comparison.groups]
    return [one.zones if isinstance(one, TriadSummary) else one.options for one in each
            if isinstance(one, TriadSummary | ChoiceSummary)]  # fmt: skip


def _named(comparison: Comparison) -> tuple[Share, Share] | None:
    """Return the clearest area of both groups; none where rounding made their shares equal."""
    shares = _areas(comparison)
    if len(shares) != 2:
        return None
    id = clearest(comparison) if comparison.clearest is None else comparison.clearest
    both = next(((one, other) for one, other in zip(*shares, strict=True) if one.area.id == id), None)
    return _open_pair(both)


def _open_pair(both: tuple[Share, Share] | None) -> tuple[Share, Share] | None:
    """Return two shares that can be told apart: both shown, and not equal by rounding."""
    if both is None or both[0].closed or both[1].closed or both[0].share.value == both[1].share.value:
        return None
    return both


def _pair(comparison: Comparison, who: Sequence[str]) -> str:
    first, second = comparison.groups[0][1], comparison.groups[1][1]
    if isinstance(first, TriadSummary) and isinstance(second, TriadSummary):
        return _triad_pair(comparison, first, who)
    if isinstance(first, DyadSummary):
        end = first.signifier.right if comparison.effect.value > 0 else first.signifier.left
        return f"De stip van {who[0]} ligt meer aan de kant van ‘{end.in_language('nl')}’ dan die van {who[1]}."
    if isinstance(first, ScaleSummary):
        return f"{capital(who[0])} geven een {'hoger' if comparison.effect.value > 0 else 'lager'} cijfer dan {who[1]}."
    if isinstance(first, StonesSummary):
        stone, side = _stone_end(comparison, first)
        return f"De steen ‘{stone}’ ligt bij {who[0]} meer aan de kant van ‘{side}’ dan bij {who[1]}."
    if isinstance(first, ChoiceSummary) and isinstance(second, ChoiceSummary):
        pair = _headline_option(comparison, first, second)
        if pair:
            most, least = _most_first(pair, who)
            return f"{capital(most)} kozen vaker ‘{pair[0].area.label}’ dan {least}."
    return ""


def _most_first(pair: tuple[Share, Share], who: Sequence[str]) -> tuple[str, str]:
    return (who[0], who[1]) if pair[0].share.value > pair[1].share.value else (who[1], who[0])


def _triad_pair(comparison: Comparison, first: TriadSummary, who: Sequence[str]) -> str:
    pair = _named(comparison)
    if pair is None:
        return f"De stippen van {listing(who)} liggen op andere plekken in de driehoek."
    most, least = _most_first(pair, who)
    area = pair[0].area
    if area.kind == "corner":
        anchor = first.signifier.anchors[area.place[0]].text.in_language("nl")
        return f"{capital(most)} zetten {noun(anchor)} vaker centraal dan {least}."
    return f"Bij {most} ligt de stip vaker {area.label} dan bij {least}."


def _headline_option(comparison: Comparison, first: ChoiceSummary, second: ChoiceSummary) -> tuple[Share, Share] | None:
    if not first.multiple:
        return _named(comparison)
    both = next(((one, other) for one, other in zip(first.options, second.options, strict=True)
                 if one.area.id == comparison.headline), None)  # fmt: skip
    return _open_pair(both)


def _stone_end(comparison: Comparison, field: StonesSummary) -> tuple[str, str]:
    id, _, axis = comparison.headline.rpartition(".")
    stone = next(each.stone for each in field.stones if each.stone.id == id)
    asked, up = field.signifier, comparison.effect.value > 0
    sides = (asked.x_left, asked.x_right) if axis == "x" else (asked.y_bottom, asked.y_top)
    return stone.text.in_language("nl"), sides[int(up)].in_language("nl")


def _figures(comparison: Comparison, who: Sequence[str]) -> str:
    """Give the figure of each group where the difference is largest."""
    each = [summary for _, summary in comparison.groups]
    medians = [one.median for one in each if isinstance(one, DyadSummary | ScaleSummary)]
    if medians:
        factor = 100 if isinstance(each[0], DyadSummary) else 1
        known = [(name, value) for name, value in zip(who, medians, strict=True) if value]
        word = "stip ligt" if factor == 100 else "cijfer is"
        start = f"{'De' if factor == 100 else 'Het'} middelste {word} bij "
        preposition = "op " if factor == 100 else ""
        return start + listing([f"{name} {preposition}{place_words(value, factor)}" for name, value in known]) + "."
    if isinstance(each[0], StonesSummary):
        return ""
    shares = _areas(comparison)
    place = _widest(comparison, shares)
    if place is None:
        return ""
    label, triad = shares[0][place].area.label, isinstance(each[0], TriadSummary)
    figures = [f"{roughly(row[place].share)} van de {name}" for row, name in zip(shares, who, strict=True)]
    return (
        f"De stip ligt {label} bij {listing(figures)}." if triad else f"‘{label}’ is gekozen door {listing(figures)}."
    )


def _widest(comparison: Comparison, shares: Sequence[Sequence[Share]]) -> int | None:
    """Return the place named in the sentence, or else the one with the largest gap; None when no place is open."""
    places = [i for i in range(len(shares[0])) if not any(row[i].closed for row in shares)]
    if comparison.headline and comparison.method != "acat":
        headline = next(i for i, share in enumerate(shares[0]) if share.area.id == comparison.headline)
        return headline if headline in places else None
    if pair := _named(comparison):
        return shares[0].index(pair[0])
    spread = {i: max(row[i].share.value for row in shares) - min(row[i].share.value for row in shares) for i in places}
    return max(spread, key=lambda i: spread[i]) if spread else None
