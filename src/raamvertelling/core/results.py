"""What every statistic returns: value, interval, number of stories, method and source, or the reason why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from raamvertelling.core.display import (
    Shown,
    comparison_html,
    estimate_words,
    paragraph,
    summary_html,
    svg_of,
)
from raamvertelling.core.framework.kinds import Anchor, Choice, Dyad, Scale, Signifier, Stones, Triad

Interval = tuple[float, float]
Weights = tuple[float, float, float]


class TooFew(ValueError):
    """Raised when there are too few stories to calculate with; the message is a Dutch sentence for the page."""


@dataclass(frozen=True, slots=True)
class Estimate(Shown):
    """A number with its uncertainty.

    Attributes
    ----------
    value : the number itself.
    interval : 95% interval (low, high); None when there are too few stories for one.
    n : number of stories behind it.
    method : name of the page in docs/methods that explains it.
    source : publication of the formula.
    about : whether the value, the interval and n were rounded, because they leave the team.
    """

    value: float
    interval: Interval | None
    n: int
    method: str
    source: str
    about: bool = False

    def _html(self) -> list[str]:
        return [paragraph(estimate_words(self))]


@dataclass(frozen=True, slots=True)
class Suppressed(Shown):
    """A result that is not shown to protect people. A page must draw it: a closed window with the reason."""

    reason: str
    n_shown: str = "minder dan 10"

    def _html(self) -> list[str]:
        return [svg_of(self) or "", paragraph(f"Gesloten raam ({self.n_shown}). {self.reason}")]


@dataclass(frozen=True, slots=True)
class Area:
    """A named part of a chart that stands for a set of answers.

    Attributes
    ----------
    id : unique within the signifier, safe in a URL.
    label : short Dutch text, fits after "bij", "in" or as a row head.
    kind : "corner", "edge", "centre", "band", "cell", "option" or "number".
    key : anchor or option id; empty for "centre" and "band".
    place : corner: (index,); edge: the two indexes; centre: (0, 1, 2); band: (0..4,); cell: (column, row) from the
        bottom left; option: (index,); number: (the number,).
    """

    id: str
    label: str
    kind: str
    key: str = ""
    place: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n stories lie in an area, with the share as an estimate in 0..1.

    `closed`: why the number may not be shown; count and value are then 0 and mean nothing. `at_least`: of some groups
    the number is closed, so the whole is this or more.
    """

    area: Area
    count: int
    share: Estimate
    closed: Suppressed | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class TriadPoint:
    """One dot in a triangle: which story, its weights in anchor order, and how it was placed."""

    story: str
    weights: Weights
    mode: str


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One dot on a line: 0 is left, 1 is right; for a scale the number itself."""

    story: str
    position: float
    mode: str


@dataclass(frozen=True, slots=True)
class FieldPoint:
    """One placed stone: x and y in 0..1 from the bottom left."""

    story: str
    x: float
    y: float
    mode: str


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse in the plane of a triangle: its centre as weights, two half axes as differences of weights."""

    centre: Weights
    axes: tuple[Weights, Weights]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Shown):
    """What all summaries share: what was asked, how many answered, and how it was calculated.

    `n` stories gave a usable answer, `missing` skipped the question, `not_applicable` said it does not fit; with
    `about` these counts are rounded.
    """

    signifier: Signifier
    n: int
    missing: int
    not_applicable: int
    method: str
    source: str
    about: bool = False

    def _html(self) -> Sequence[str]:
        assert isinstance(self, Distribution)
        return summary_html(self)

    def _repr_svg_(self) -> str | None:
        assert isinstance(self, Distribution)
        return svg_of(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriadSummary(Summary):
    """A triangle: the dots, the mean with its 95% ellipse, an ellipse of spread and the shares of the seven zones.

    `corners` and `edges` count the stories exactly in a corner (in anchor order) and exactly on an edge (the edge
    opposite each anchor, corners left out).
    """

    signifier: Triad
    points: Sequence[TriadPoint]
    centroid: Weights | None
    mean_ellipse: Ellipse | None
    spread_ellipse: Ellipse | None
    zones: tuple[Share, ...]
    corners: tuple[int, int, int]
    edges: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadSummary(Summary):
    """A line between two poles: the dots, 20 bins of equal width, five bands, and the median."""

    signifier: Dyad
    points: Sequence[LinePoint]
    bins: tuple[int, ...]
    bands: tuple[Share, ...]
    median: Estimate | None


@dataclass(frozen=True, slots=True)
class StoneSummary:
    """One stone: where it was placed, in how many stories, its nine cells and the medians of both axes.

    `counted` is the number to show where the exact one may not be shown; 0 where too few placed the stone.
    """

    stone: Anchor
    points: Sequence[FieldPoint]
    placed: Estimate
    cells: tuple[Share, ...]
    median_x: Estimate | None
    median_y: Estimate | None
    counted: int | None = None

    @property
    def n(self) -> int:
        """Return the number of stories in which this stone was placed."""
        return len(self.points) if self.counted is None else self.counted

    @property
    def is_hidden(self) -> bool:
        """Whether too few placed this stone to show where."""
        return self.counted == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StonesSummary(Summary):
    """A field with stones; `n` counts stories that placed at least one stone."""

    signifier: Stones
    stones: tuple[StoneSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceSummary(Summary):
    """A choice: per option how many stories, and the share. With `multiple` the shares need not sum to 1."""

    signifier: Choice
    options: tuple[Share, ...]
    multiple: bool
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleSummary(Summary):
    """A number on a scale: per number how many stories, and the median."""

    signifier: Scale
    points: Sequence[LinePoint]
    numbers: tuple[Share, ...]
    median: Estimate | None


Distribution = TriadSummary | DyadSummary | StonesSummary | ChoiceSummary | ScaleSummary


@dataclass(frozen=True, slots=True)
class Part:
    """One test inside a comparison: of an option, a stone's axis, or one view of a triangle.

    `p` stands alone; `p_adjusted` is corrected for the other parts (equal to `p` when there is one question).
    """

    id: str
    label: str
    p: float
    p_adjusted: float
    p_asymptotic: float | None
    statistic: float
    effect: Estimate | None
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Shown):
    """One honest answer to "do these groups differ?": one p, one effect size, and the parts it was made of.

    Attributes
    ----------
    groups : (group id, summary) in the order given.
    p : the one to show and to decide by: exact, Monte-Carlo or by permutation for small groups.
    p_asymptotic : from the textbook formula where there is one.
    effect : size of the difference; its `method` names the measure.
    headline : id of the part that carries the result; empty if there is only one.
    clearest : of numbers that were rounded: id of the area that differs most, decided before rounding, empty if none
        differs clearly. None where the numbers are exact.
    """

    signifier: Signifier
    groups: tuple[tuple[str, Distribution], ...]
    p: float
    p_asymptotic: float | None
    effect: Estimate
    headline: str
    parts: tuple[Part, ...]
    n: int
    missing: int
    not_applicable: int
    method: str
    source: str
    level: float = 0.05
    clearest: str | None = None

    def _html(self) -> Sequence[str]:
        return comparison_html(self)

    @property
    def differs(self) -> bool:
        """Return whether the difference is larger than chance at the chosen level."""
        return self.p < self.level

    @property
    def sizes(self) -> tuple[int, ...]:
        """Return the number of answers per group."""
        return tuple(summary.n for _, summary in self.groups)


@dataclass(frozen=True, slots=True)
class AreaGap:
    """One area as a group expected it and as it was told; `gap` is told minus expected, with its margin."""

    area: Area
    expected: Share
    told: Share
    gap: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far what a group expected lies from what was told.

    Attributes
    ----------
    comparison : the test between the two; its groups are what was expected and what was told, in that order.
    size : the one number: energy share of a triangle, difference of medians of a line or a scale (told minus
        expected), largest difference of shares of a choice (told minus expected).
    areas : every area in the order of the chart; the margins hold together (95% for all of them).
    """

    comparison: Comparison
    size: Estimate
    areas: tuple[AreaGap, ...]

    @property
    def expected(self) -> Distribution:
        """Return what the group expected."""
        return self.comparison.groups[0][1]

    @property
    def told(self) -> Distribution:
        """Return what was told."""
        return self.comparison.groups[1][1]

    @property
    def widest(self) -> AreaGap:
        """Return the area with the largest difference, whichever way it goes."""
        return max(self.areas, key=lambda each: abs(each.gap.value))

    @property
    def unforeseen(self) -> AreaGap | None:
        """Return the area in which most more was told than was expected; None when nowhere."""
        most = max(self.areas, key=lambda each: each.gap.value)
        return most if most.gap.value > 0 else None
