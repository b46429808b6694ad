"""What all charts share: their options, the heading, the areas one can choose, and the finished picture."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypedDict

from raamvertelling.core.results import Area, ChoiceSummary, Distribution, Share, StonesSummary
from raamvertelling.core.sentences import describe, percent, plural, share_shown, stories
from raamvertelling.core.stats import shares_of
from raamvertelling.web.charts.svg import (
    ACCENT,
    QUIET,
    SHEET,
    Attributes,
    clean,
    fitted,
    frame,
    identifier,
    paragraph,
    tag,
    text,
)
from raamvertelling.web.charts.voices import Voice, dot, voice_of

WIDTH = 340
AreaHref = Callable[[Area], str | None]


class Options(TypedDict, total=False):
    """Options of every chart.

    voice: id of the voice (colour and shape); title: heading, else the voice or the question; labels: other words per
    anchor, option or stone id; names: what groups are called in sentences; width: 180 to 340 units, at which the
    picture is meant to be seen (text keeps its size); heading: draw title and number of stories inside the picture
    (off when the page does it); font: font family for print; uid: start of the ids, needed when the same picture is
    twice on a page; area_href: address per area, makes the areas links; selected: id of the chosen area; own: place of
    one story that is set apart: three weights in a triangle, one position on a line; beside: what is drawn next to it,
    so that columns have one scale.
    """

    voice: str
    title: str
    labels: Mapping[str, str]
    names: Mapping[str, str]
    width: float
    heading: bool
    font: str
    uid: str
    area_href: AreaHref | None
    selected: str
    own: Sequence[float]
    beside: Sequence[Distribution]
    over: Distribution
    over_voice: str
    counted: str


@dataclass(frozen=True, slots=True)
class Look:
    """The options of one chart with their defaults."""

    voice: str = ""
    title: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    width: float = WIDTH
    heading: bool = True
    font: str = ""
    uid: str = ""
    area_href: AreaHref | None = None
    selected: str = ""
    own: Sequence[float] = ()
    beside: Sequence[Distribution] = ()
    over: Distribution | None = None
    over_voice: str = ""
    counted: str = ""

    @property
    def mark(self) -> Voice:
        """Return colour and shape."""
        return voice_of(self.voice)

    @property
    def size(self) -> float:
        """Return the size of labels."""
        return 15 if self.width >= 300 else 13

    def number(self, n: int) -> str:
        """Write how many are drawn: stories, unless it is something else."""
        return f"{n} {self.counted}" if self.counted else stories(n)

    def label(self, id: str, own: str) -> str:
        """Return the words for an anchor, option or stone."""
        return self.labels.get(id) or own

    def heading_of(self, summary: Distribution) -> str:
        """Return the title: the given one, else the voice, else the question."""
        if self.title:
            return self.title
        if self.voice:
            name = plural(self.voice, self.names)
            return name[:1].upper() + name[1:]
        return summary.signifier.text.in_language("nl")

    def chart_id(self, kind: str, summary: Distribution, *more: object) -> str:
        """Return the start of the ids in this picture."""
        shown = (kind, self.voice, self.heading_of(summary), self.width, self.heading, tuple(self.own))
        return self.uid or identifier(shown, _signature(summary), more)


def _signature(summary: Distribution) -> tuple[object, ...]:
    """Return what tells one summary from another, without writing out every dot."""
    base = (summary.signifier.id, summary.n, summary.missing, summary.not_applicable)
    if isinstance(summary, StonesSummary):
        return base, [(stone.n, [share.count for share in stone.cells]) for stone in summary.stones]
    counts = [(share.count, share.closed is None) for share in shares_of(summary)]
    if isinstance(summary, ChoiceSummary):
        return base, counts, []
    # Many dots lie in arrays that have a short name of their own.
    return base, counts, list(summary.points) if isinstance(summary.points, tuple) else summary.points


def heading(look: Look, summary: Distribution, n: int) -> tuple[str, float]:
    """Return the title with the mark of the voice and the number of stories, and the height they take."""
    if not look.heading:
        return "", 0
    size = look.size + 2
    indent = size * 1.45 if look.voice else 0
    lines, size = fitted(look.heading_of(summary), look.width - indent, size, bold=True)
    parts = [paragraph(indent, size, lines, size=size, weight="600")]
    if look.voice:
        parts.insert(0, dot(look.mark, size * 0.6, size * 0.64, size * 0.42, opacity=None, class_="raam-chart-mark"))
    below = size * (1 + 1.22 * (len(lines) - 1)) + size * 1.25
    parts.append(text(indent, below, look.number(n), size=look.size, fill=QUIET, class_="raam-chart-n"))
    return "".join(parts), below + size * 0.95


def link(look: Look, share: Share, shape: str, words: str = "") -> str:
    """Draw an area as a link that opens its stories; nothing when areas lead nowhere.

    `shape` is path data.
    """
    href = look.area_href(share.area) if look.area_href else None
    chosen = look.selected == share.area.id
    if not href and not chosen:
        return ""
    edge: Attributes = {"stroke": ACCENT, "stroke_width": 2, "stroke_linejoin": "round"} if chosen else {}
    seen: Attributes = {"fill": ACCENT, "fill_opacity": 0.14 if chosen else 0.0, "pointer_events": "all"}
    drawn = tag("path", d=shape, class_="raam-chart-area__shape", **seen, **edge)
    if not href:
        return drawn
    name = words or f"{share.area.label}: {area_words(share)}"
    current = "true" if chosen else None
    return tag(
        "a",
        tag("title", clean(name)),
        drawn,
        href=href,
        aria_label=name,
        aria_current=current,
        class_="raam-chart-area",
    )


def area_words(share: Share) -> str:
    """Return how many stories an area holds; of rounded numbers only the share."""
    told = share.share
    return share_shown(share) if told.about else f"{stories(share.count)} ({percent(told.value)})"


def finish(
    look: Look, kind: str, summary: Distribution, body: str, height: float, uid: str, *, n: int, words: str = ""
) -> str:
    """Return the whole picture; `n` stories are drawn, `words` describe it when not the whole summary is drawn."""
    return frame(
        body,
        width=look.width,
        height=height,
        title=f"{look.heading_of(summary)}: {look.number(n)}",
        description=words or describe(summary, voice=look.voice, names=look.names, counted=look.counted),
        uid=uid,
        links=look.area_href is not None,
        font=look.font,
        kind=kind,
    )


def radius(n: int, width: float) -> float:
    """Return the size of a dot: smaller when there are many."""
    size = 4.4 if n <= 60 else 3.8 if n <= 150 else 3.0 if n <= 500 else 2.2
    return size * (0.84 if width < 300 else 1)


def nudge(story: str, scale: float) -> tuple[float, float]:
    """Return a small shift that is always the same for a story; for display only."""
    first, second = blake2b(story.encode(), digest_size=2).digest()
    return (first / 255 - 0.5) * 2 * scale, (second / 255 - 0.5) * 2 * scale


def own_mark(look: Look, x: float, y: float) -> str:
    """Draw the one dot that is set apart: large, with a wide white rim and a ring."""
    ring = tag("circle", cx=x, cy=y, r=13, fill="none", stroke=ACCENT, stroke_width=2, class_="raam-chart-own")
    rim = tag("circle", cx=x, cy=y, r=10, fill=SHEET)
    middle = dot(look.mark, x, y, 7.5, opacity=None, class_="raam-chart-own")
    # Never in the way of a click on the area under it.
    return tag("g", rim, ring, middle, pointer_events="none")


def empty(look: Look, y: float) -> str:
    """Say that nobody answered yet."""
    return text(look.width / 2, y, "Nog geen antwoorden", size=look.size, anchor="middle", fill=QUIET)
