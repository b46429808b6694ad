"""The one place where numbers become plain Dutch sentences; no sentence here says what caused what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from raamvertelling.core.privacy.disclosure import fineness
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

PLURALS = {
    "inwoner": "inwoners",
    "professional": "professionals",
    "manager": "managers",
    "bestuurder": "bestuurders",
    "onbekend": "vertellers van wie wij de stem niet kennen",
}
# What is said when no number of a chart may be shown: of places (False) and of answers (True).
NOTHING_SHOWN = {
    False: "De stippen liggen verspreid: in geen enkel deel liggen er 10 of meer.",
    True: "Wij tonen hier geen aantallen: de antwoorden zijn te klein of te eenzijdig verdeeld.",
}
SURELY_MOST = 0.5
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
        # The count and the group were rounded too, each by at most 2: in a small group together that is more.
        edge = max(fineness(share.n), 4 / (share.n + 2))
        return f"meer dan {int(20 * (1 - edge)) * 5}%" if share.value else f"minder dan {percent(edge)}"
    return percent(share.value)


def share_shown(share: Share) -> str:
    """Write the share of an area as a percentage, or in words why there is none."""
    if share.closed:
        return share.closed.n_shown
    return f"minstens {percent(share.share.value)}" if share.at_least else share_percent(share.share)


def roughly(share: Estimate) -> str:
    """Write a share as a percentage, with "ongeveer" when it was rounded."""
    return f"ongeveer {percent(share.value)}" if share.about and 0 < share.value < 1 else share_percent(share)


def _about(share: Estimate) -> str:
    if share.interval is None:
        return roughly(share)
    return f"{roughly(share)} (tussen {percent(share.interval[0])} en {percent(share.interval[1])})"


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


def describe(
    summary: Distribution | Suppressed, *, voice: str = "", names: Names | None = None, counted: str = ""
) -> str:
    """Say in one sentence what a summary shows.

    Parameters
    ----------
    summary : of any kind; a suppressed one gives its reason.
    voice : id of the group; empty for all stories.
    names : what groups are called, see `plural`.
    counted : what was counted when it is no stories ("voorspellingen").
    """
    if isinstance(summary, Suppressed):
        return summary.reason
    who = plural(voice, names) if voice else ""
    if summary.n == 0:
        return f"Nog geen antwoorden van {who}." if who else "Nog geen antwoorden op deze vraag."
    if isinstance(summary, TriadSummary):
        subject = f"Bij {who} ligt de stip" if who else "De stip ligt"
        return _most(f"{subject} het vaakst ", summary.zones, quoted=False, counted=counted)
    if isinstance(summary, DyadSummary):
        return _dyad(summary, who)
    if isinstance(summary, StonesSummary):
        return _stones(summary, who)
    if isinstance(summary, ChoiceSummary):
        start = f"{capital(who)} kozen het vaakst " if who else "Het vaakst gekozen: "
        return _most(start, summary.options, quoted=True, counted=counted)
    return _scale(summary, who)


def left_out(summary: Distribution) -> str:
    """Say who gave no usable answer, empty if everyone did."""
    parts = []
    about = "ongeveer " if summary.about else ""
    if summary.missing:
        parts.append(
            f"{about}{tellers(summary.missing)} {'sloeg' if summary.missing == 1 else 'sloegen'} deze vraag over"
        )
    if summary.not_applicable:
        verb = "zei" if summary.not_applicable == 1 else "zeiden"
        parts.append(f"{about}{tellers(summary.not_applicable)} {verb} dat de vraag niet bij het verhaal past")
    return f"{capital(listing(parts))}." if parts else ""


def stories(n: int) -> str:
    """Write a number of stories: "1 verhaal", "66 verhalen"."""
    return f"{n} verhaal" if n == 1 else f"{n} verhalen"


def tellers(n: int) -> str:
    """Write a number of tellers: "1 verteller", "66 vertellers"."""
    return f"{n} verteller" if n == 1 else f"{n} vertellers"


def capital(text: str) -> str:
    """Begin with a capital."""
    return text[:1].upper() + text[1:]


def _most(start: str, shares: Sequence[Share], *, quoted: bool, counted: str) -> str:
    shown = [share for share in shares if not share.closed]
    if not shown:
        return NOTHING_SHOWN[quoted]
    best = max(share.share.value for share in shown)
    leading = [share for share in shown if share.share.value == best]
    labels = [f"‘{share.area.label}’" if quoted else share.area.label for share in leading]
    if len(leading) > 3:
        n = leading[0].share.n
        told = f"{'ongeveer ' if leading[0].share.about else ''}{f'{n} {counted}' if counted else stories(n)}"
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


def place_words(value: Estimate, factor: float = 100) -> str:
    """Write a median with its margin: in hundredths of a line, or as a number with factor 1."""
    middle = f"{value.value * factor:.0f}" if factor == 100 else decimal(value.value, 1).removesuffix(",0")
    if value.interval is None:
        return middle
    low, high = (f"{bound * factor:.0f}" if factor == 100 else f"{bound:.0f}" for bound in value.interval)
    return f"{middle} (tussen {low} en {high})"


def _dyad(summary: DyadSummary, who: str) -> str:
    assert summary.median is not None
    left, right = summary.signifier.left.in_language("nl"), summary.signifier.right.in_language("nl")
    subject = f"De middelste stip van {who}" if who else "De middelste stip"
    return f"{subject} ligt op {place_words(summary.median)}; 0 is ‘{left}’, 100 is ‘{right}’."


def _stones(summary: StonesSummary, who: str) -> str:
    best = max(summary.stones, key=lambda stone: stone.placed.value)
    if best.is_hidden:
        return "Elke steen is te weinig geplaatst om te tonen."
    subject = f"{capital(who)} plaatsten het vaakst de steen" if who else "Het vaakst geplaatst is de steen"
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
    across, upward = place_words(stone.median_x), place_words(stone.median_y)
    told = f"{'ongeveer ' if stone.placed.about else ''}{stories(stone.n)}"
    return f"De steen ‘{label}’ ligt{who} in {told}, in het midden op {across} opzij en {upward} omhoog."


def _scale(summary: ScaleSummary, who: str) -> str:
    assert summary.median is not None
    scale = summary.signifier
    ends = f"{scale.minimum} is ‘{scale.left.in_language('nl')}’, {scale.maximum} is ‘{scale.right.in_language('nl')}’"
    subject = f"Het middelste cijfer van {who}" if who else "Het middelste cijfer"
    return f"{subject} is {place_words(summary.median, 1)}; {ends}."
