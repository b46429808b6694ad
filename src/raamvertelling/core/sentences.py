"""The one place where numbers become plain Dutch sentences; no sentence here says what caused what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from raamvertelling.core.privacy.disclosure import fineness
from raamvertelling.core.results import (
    ChoiceSummary,
    Comparison,
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
from raamvertelling.core.stats.intervals import share_gap
from raamvertelling.core.stats.zones import noun

PLURALS = {
    "inwoner": "inwoners",
    "professional": "professionals",
    "manager": "managers",
    "bestuurder": "bestuurders",
    "onbekend": "vertellers van wie wij de stem niet kennen",
}
EFFECTS = {
    "energie": "deel van de spreiding dat tussen de groepen ligt (0 is geen verschil, 1 is helemaal anders)",
    "cramer-v": "Cramérs V (0 is geen verschil, 1 is helemaal anders)",
    "kruskal-wallis": "deel van de spreiding dat tussen de groepen ligt (0 is geen verschil, 1 is helemaal anders)",
    "mann-whitney": "hoe vaak de ene groep hoger ligt min hoe vaak lager (0 is gelijk, -1 of 1 is altijd)",
    "ilr": "spoor van Pillai (0 is geen verschil, 2 is helemaal anders)",
}
# What is said when no number of a chart may be shown: of places (False) and of answers (True).
NOTHING_SHOWN = {
    False: "De stippen liggen verspreid: in geen enkel deel liggen er 10 of meer.",
    True: "Wij tonen hier geen aantallen: de antwoorden zijn te klein of te eenzijdig verdeeld.",
}
SURELY_MOST = 0.5
CHANCE_WORDS = {0.001: "1 op de 1000", 0.01: "1 op de 100", 0.0499: "1 op de 20", 0.1: "1 op de 10", 0.25: "1 op de 4"}
Names = Mapping[str, str]


def percent(share: float) -> str:
    """Write a share as a whole percentage: 0.405 becomes "41%"."""
    return f"{int(share * 100 + 0.5)}%"


def decimal(value: float, digits: int = 2) -> str:
    """Write a number with a Dutch comma: 0.314 becomes "0,31"."""
    return f"{value:.{digits}f}".replace(".", ",")


def listing(words: Sequence[str], word: str = "en") -> str:
    """Join words the Dutch way: "a, b en c"."""
    return f"{', '.join(words[:-1])} {word} {words[-1]}" if len(words) > 1 else "".join(words)


def plural(group: str, names: Names | None = None) -> str:
    """Return how a group is called in a sentence.

    The four voices have their plural; `names` may give others ("vrijwilligers"); any other group is called by its
    option: "vertellers met ‘Rivierenwijk’".
    """
    named = dict(names or {})
    if group in PLURALS and group not in named:
        return PLURALS[group]
    label = named.get(group, group)
    return label if label.islower() and label.endswith(("s", "en")) else f"vertellers met ‘{label}’"


def share_percent(share: Estimate) -> str:
    """Write a share as a percentage; a rounded one never says that nobody or everybody did."""
    if share.about and share.value in {0, 1}:
        edge = max(0.05, fineness(share.n) / 2)
        return f"meer dan {int(20 * (1 - edge)) * 5}%" if share.value else f"minder dan {percent(edge)}"
    return percent(share.value)


def share_shown(share: Share) -> str:
    """Write the share of an area as a percentage, or in words why there is none."""
    if share.closed:
        return share.closed.n_shown
    return f"minstens {percent(share.share.value)}" if share.at_least else share_percent(share.share)


def _roughly(share: Estimate) -> str:
    return f"ongeveer {percent(share.value)}" if share.about and 0 < share.value < 1 else share_percent(share)


def _about(share: Estimate) -> str:
    if share.interval is None:
        return _roughly(share)
    return f"{_roughly(share)} (tussen {percent(share.interval[0])} en {percent(share.interval[1])})"


def share_words(share: Share) -> str:
    """Write a share with its margin: "27 van de 66 (41%, tussen 30% en 53%)".

    A rounded share stands without the count, which was rounded by itself: "ongeveer 40% (tussen 30% en 55%)".
    """
    if share.at_least:
        return share_shown(share)
    if share.share.about:
        return _about(share.share)
    text = f"{share.count} van de {share.share.n}"
    if share.share.interval is None:
        return text
    low, high = share.share.interval
    return f"{text} ({percent(share.share.value)}, tussen {percent(low)} en {percent(high)})"


def describe(summary: Distribution | Suppressed, *, voice: str = "", names: Names | None = None) -> str:
    """Say in one sentence what a summary shows.

    Parameters
    ----------
    summary : of any kind; a suppressed one gives its reason.
    voice : id of the group; empty for all stories.
    names : what groups are called, see `plural`.
    """
    if isinstance(summary, Suppressed):
        return summary.reason
    who = plural(voice, names) if voice else ""
    if summary.n == 0:
        return f"Nog geen antwoorden van {who}." if who else "Nog geen antwoorden op deze vraag."
    if isinstance(summary, TriadSummary):
        subject = f"Bij {who} ligt de stip" if who else "De stip ligt"
        return _most(f"{subject} het vaakst ", summary.zones, quoted=False)
    if isinstance(summary, DyadSummary):
        return _dyad(summary, who)
    if isinstance(summary, StonesSummary):
        return _stones(summary, who)
    if isinstance(summary, ChoiceSummary):
        return _most(
            f"{_capital(who)} kozen het vaakst " if who else "Het vaakst gekozen: ", summary.options, quoted=True
        )
    return _scale(summary, who)


def left_out(summary: Distribution) -> str:
    """Say who gave no usable answer, empty if everyone did."""
    parts = []
    about = "ongeveer " if summary.about else ""
    if summary.missing:
        parts.append(
            f"{about}{_tellers(summary.missing)} {'sloeg' if summary.missing == 1 else 'sloegen'} deze vraag over"
        )
    if summary.not_applicable:
        verb = "zei" if summary.not_applicable == 1 else "zeiden"
        parts.append(f"{about}{_tellers(summary.not_applicable)} {verb} dat de vraag niet bij het verhaal past")
    return f"{_capital(listing(parts))}." if parts else ""


def stories(n: int) -> str:
    """Write a number of stories: "1 verhaal", "66 verhalen"."""
    return f"{n} verhaal" if n == 1 else f"{n} verhalen"


def _tellers(n: int) -> str:
    return f"{n} verteller" if n == 1 else f"{n} vertellers"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _most(start: str, shares: Sequence[Share], *, quoted: bool) -> str:
    shown = [share for share in shares if not share.closed]
    if not shown:
        return NOTHING_SHOWN[quoted]
    best = max(share.share.value for share in shown)
    leading = [share for share in shown if share.share.value == best]
    labels = [f"‘{share.area.label}’" if quoted else share.area.label for share in leading]
    if len(leading) > 3:
        told = f"{'ongeveer ' if leading[0].share.about else ''}{stories(leading[0].share.n)}"
        return f"{start}nergens in het bijzonder: de antwoorden liggen verspreid, over {told}."
    each = "allebei " if len(leading) == 2 else "elk " if len(leading) > 2 else ""
    # What is not shown may be more, unless what is shown is more than half.
    hides = any(share.closed or share.at_least for share in shares) and best <= SURELY_MOST
    if hides:
        start = start.replace("het vaakst ", "van wat wij tonen het vaakst ")
        start = start.replace("Het vaakst ", "Van wat wij tonen het vaakst ")
    return f"{start}{listing(labels)}: {each}{_shared(leading)}."


def _shared(leading: Sequence[Share]) -> str:
    """Write the share that these areas have in common; after rounding their margins may differ, so take the widest."""
    first = leading[0]
    margins = [share.share.interval for share in leading if share.share.interval]
    if not (first.share.about and margins):
        return share_words(first)
    widest = min(low for low, _ in margins), max(high for _, high in margins)
    return _about(replace(first.share, interval=widest))


def _place(value: Estimate, factor: float = 100) -> str:
    middle = f"{value.value * factor:.0f}" if factor == 100 else decimal(value.value, 1).removesuffix(",0")
    if value.interval is None:
        return middle
    low, high = (f"{bound * factor:.0f}" if factor == 100 else f"{bound:.0f}" for bound in value.interval)
    return f"{middle} (tussen {low} en {high})"


def _dyad(summary: DyadSummary, who: str) -> str:
    assert summary.median is not None
    left, right = summary.signifier.left.in_language("nl"), summary.signifier.right.in_language("nl")
    subject = f"De middelste stip van {who}" if who else "De middelste stip"
    return f"{subject} ligt op {_place(summary.median)}; 0 is ‘{left}’, 100 is ‘{right}’."


def _stones(summary: StonesSummary, who: str) -> str:
    best = max(summary.stones, key=lambda stone: stone.placed.value)
    if best.is_hidden:
        return "Elke steen is te weinig geplaatst om te tonen."
    subject = f"{_capital(who)} plaatsten het vaakst de steen" if who else "Het vaakst geplaatst is de steen"
    if best.placed.about:
        return f"{subject} ‘{best.stone.text.in_language('nl')}’: in {_of_stories(best.placed)}."
    assert best.placed.interval is not None
    low, high = best.placed.interval
    margin = f"{percent(best.placed.value)}, tussen {percent(low)} en {percent(high)}"
    return f"{subject} ‘{best.stone.text.in_language('nl')}’: in {best.n} van de {summary.n} verhalen ({margin})."


def _of_stories(share: Estimate) -> str:
    first, space, margin = _about(share).partition(" (")
    return f"{first} van de verhalen{space}{margin}"


def describe_stone(stone: StoneSummary, *, voice: str = "", names: Names | None = None) -> str:
    """Say in one sentence how often one stone was placed and where it lies in the middle."""
    who = f" bij {plural(voice, names)}" if voice else ""
    label = stone.stone.text.in_language("nl")
    if stone.is_hidden:
        return f"De steen ‘{label}’ is{who} te weinig geplaatst om te tonen."
    if stone.median_x is None or stone.median_y is None:
        return f"De steen ‘{label}’ is{who} nergens geplaatst."
    across, upward = _place(stone.median_x), _place(stone.median_y)
    told = f"{'ongeveer ' if stone.placed.about else ''}{stories(stone.n)}"
    return f"De steen ‘{label}’ ligt{who} in {told}, in het midden op {across} opzij en {upward} omhoog."


def _scale(summary: ScaleSummary, who: str) -> str:
    assert summary.median is not None
    scale = summary.signifier
    ends = f"{scale.minimum} is ‘{scale.left.in_language('nl')}’, {scale.maximum} is ‘{scale.right.in_language('nl')}’"
    subject = f"Het middelste cijfer van {who}" if who else "Het middelste cijfer"
    return f"{subject} is {_place(summary.median, 1)}; {ends}."


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
        detail = f"{_capital(listing(who))} antwoorden verschillend."
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
        return (
            f"{_capital(who[0])} geven een {'hoger' if comparison.effect.value > 0 else 'lager'} cijfer dan {who[1]}."
        )
    if isinstance(first, StonesSummary):
        stone, side = _stone_end(comparison, first)
        return f"De steen ‘{stone}’ ligt bij {who[0]} meer aan de kant van ‘{side}’ dan bij {who[1]}."
    if isinstance(first, ChoiceSummary) and isinstance(second, ChoiceSummary):
        pair = _headline_option(comparison, first, second)
        if pair:
            most, least = _most_first(pair, who)
            return f"{_capital(most)} kozen vaker ‘{pair[0].area.label}’ dan {least}."
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
        return f"{_capital(most)} zetten {noun(anchor)} vaker centraal dan {least}."
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
        return start + listing([f"{name} {preposition}{_place(value, factor)}" for name, value in known]) + "."
    if isinstance(each[0], StonesSummary):
        return ""
    shares = _areas(comparison)
    place = _widest(comparison, shares)
    if place is None:
        return ""
    label, triad = shares[0][place].area.label, isinstance(each[0], TriadSummary)
    figures = [f"{_roughly(row[place].share)} van de {name}" for row, name in zip(shares, who, strict=True)]
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
