"""What a look at all pairs of questions returns."""

from collections.abc import Sequence
from dataclasses import dataclass

from raamvertelling.core.display import Shown, explained, paragraph, pattern_words, scan_html
from raamvertelling.core.results import Estimate, Share

# Measures that are a share of the spread; their root compares with a correlation.
SHARES_OF_SPREAD = frozenset({"kruskal-wallis", "energie", "afstandscorrelatie"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Shown):
    """One pair of questions in a scan: how strongly they hang together, and how sure that is.

    Attributes
    ----------
    a, b : column ids: a signifier's id, `id:option` of a multiple choice, `id:stone.x` of a stone.
    kind : the two kinds, such as "choice x dyad".
    effect : size with its interval; its `method` names the measure.
    p : the one to show: exact or by shuffling below 200 stories.
    p_asymptotic : from the textbook formula.
    q : p corrected for all tests of the same scan (Benjamini-Hochberg).
    n, missing, not_applicable : stories that answered both; the others by reason, not applicable first.
    exact : whether coordinates decided; else codes of whole percents and cells of 5%.
    """

    a: str
    b: str
    kind: str
    statistic: float
    effect: Estimate
    p: float
    p_asymptotic: float
    q: float
    n: int
    missing: int
    not_applicable: int
    method: str
    source: str
    exact: bool
    level: float = 0.05

    def _html(self) -> list[str]:
        return [paragraph(pattern_words(self)), explained(self.method, self.source)]

    @property
    def stands_out(self) -> bool:
        """Whether the pattern is larger than chance, also when all looks of the scan count."""
        return self.q < self.level

    @property
    def strength(self) -> float:
        """What the effect is at least, by its interval, on the scale of a correlation 0..1.

        Shares of spread count by their root. A large effect in a few stories has a wide interval, and so stands behind
        a smaller one that is sure.
        """
        low, high = self.effect.interval or (0.0, 0.0)
        least = max(0.0, low, -high)
        return least**0.5 if self.effect.method in SHARES_OF_SPREAD else least


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A pair of questions that could not be tested, with the reason in Dutch."""

    a: str
    b: str
    n: int
    reason: str


@dataclass(frozen=True, slots=True)
class Scan(Shown):
    """All pairs looked at once: what stands out first, each group from strong to weak.

    `looks` is the number of tests that were corrected together; `notes` say what could not be coded whole; `tellers` is
    how many people told the stories, as far as is known.
    """

    patterns: tuple[Pattern, ...]
    left_out: tuple[LeftOut, ...]
    stories: int
    notes: tuple[str, ...] = ()
    tellers: int = 0

    def _html(self) -> Sequence[str]:
        return scan_html(self)

    @property
    def looks(self) -> int:
        """Return how many tests were done."""
        return len(self.patterns)

    @property
    def standing_out(self) -> tuple[Pattern, ...]:
        """Return the patterns that are larger than chance, strongest first."""
        return tuple(pattern for pattern in self.patterns if pattern.stands_out)

    @property
    def by_chance(self) -> tuple[float, float]:
        """Return how many are to be expected by chance alone: single tests below 0.05, and among what stands out."""
        return 0.05 * self.looks, sum(pattern.level for pattern in self.standing_out)

    def between(self, a: str, b: str) -> Pattern | None:
        """Return the pattern of two columns, whichever comes first; None if the pair was not tested."""
        return next((each for each in self.patterns if {each.a, each.b} == {a, b}), None)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the answers to one column: an option, an end of a slider, a zone of a triangle.

    Attributes
    ----------
    column : the column's id. key : option or zone id; "ja" and "nee"; "laag", "midden" and "hoog".
    areas : ids of the question's areas that together are this part; empty where no filter can say it.
    """

    column: str
    key: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many stories lie in each part of one column (rows) and each part of another."""

    rows: tuple[Part, ...]
    columns: tuple[Part, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def n(self) -> int:
        """Number of stories in the table."""
        return sum(map(sum, self.counts))


@dataclass(frozen=True, slots=True)
class Contrast:
    """Where a pattern shows most clearly: how often `outcome` was answered inside `group`, and outside it."""

    group: Part
    outcome: Part
    inside: Share
    others: Share


@dataclass(frozen=True, slots=True)
class NoiseCheck:
    """What a scan calls a pattern when nothing hangs together: `times` scans of the same answers, dealt out anew.

    `single`: share of single tests with p below 0.05. `looks`: share of scans in which anything stood out.
    """

    times: int
    tests: int
    single: Estimate
    looks: Estimate
