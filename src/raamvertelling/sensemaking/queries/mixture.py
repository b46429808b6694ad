"""Who told on each of two sides: a difference between them may come from that, and is then said beside it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from raamvertelling.core.sentences import capital, percent, plural
from raamvertelling.core.stats.intervals import share_gap
from raamvertelling.inquiries.models import Channel
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.queries.rows import Row, Scope, counted, narrowed
from raamvertelling.sensemaking.queries.windows import voices


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of teller, and how many stories of it each side has."""

    label: str
    counts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mixture:
    """The voices and the ways of telling on two sides of `sizes` stories, with a warning when they clearly differ."""

    sizes: tuple[int, int]
    parts: tuple[Part, ...]
    caution: str = ""


def mixture(
    scope: Scope, filters: Filters, sides: Mapping[str, Sequence[Row]], names: Mapping[str, str]
) -> Mixture | None:
    """Return who told on two sides; None when one of them is empty."""
    first, second = sides.values()
    if not first or not second:
        return None
    known = voices(scope.framework)
    way = dict(narrowed(counted(scope), scope.inquiry, filters).values_list("number", "channel"))
    parts = [
        *_parts(known, (first, second), lambda row: row.voice if row.voice in known else next(reversed(known), "")),
        *_parts(dict(Channel.choices), (first, second), lambda row: way.get(row.number, "")),
    ]
    sizes = len(first), len(second)
    return Mixture(sizes, tuple(parts), _caution(parts, sizes, [plural(id, names) for id in names]))


def _parts(
    labels: Mapping[str, str], sides: tuple[Sequence[Row], Sequence[Row]], kind: Callable[[Row], str]
) -> list[Part]:
    counts = [Counter(map(kind, side)) for side in sides]
    found = [Part(capital(label), (counts[0][id], counts[1][id])) for id, label in labels.items()]
    return [each for each in found if any(each.counts)]


def _caution(parts: Sequence[Part], sizes: tuple[int, int], who: Sequence[str]) -> str:
    """Name the part whose share differs most among those that differ clearly, looked at together (Bonferroni)."""
    level = 1 - 0.05 / max(1, len(parts))
    gaps = [(share_gap((one, sizes[0]), (other, sizes[1]), level=level), each)
            for each in parts for one, other in (each.counts,)]  # fmt: skip
    clear = [(abs(gap.value), each) for gap, each in gaps if gap.interval and gap.interval[0] * gap.interval[1] > 0]
    if not clear:
        return ""
    part = max(clear, key=lambda pair: pair[0])[1]
    shares = [f"{percent(count / size)} bij {name}" for count, size, name in zip(part.counts, sizes, who, strict=True)]
    return (
        f"Let op: wie vertellen, verschilt ook. ‘{part.label}’ is {' en '.join(shares)}. "
        "Het verschil hierboven kan daarvan komen."
    )
