"""An account as a document: what the page shows, the PDF prints and the manifest keeps, in one shape."""

from dataclasses import asdict, dataclass, field
from typing import Any

from raamvertelling.web.charts import Table
from raamvertelling.web.language_list import dutch_name


@dataclass(frozen=True, slots=True)
class Window:
    """One voice's chart, or the reason why it stays closed (then `svg` is the closed window)."""

    label: str
    n: str
    svg: str
    alt: str
    voice: str = ""


@dataclass(frozen=True, slots=True)
class PatternSection:
    """A pattern: the sentence first, then the windows, then the table."""

    title: str
    sentence: str
    note: str
    windows: tuple[Window, ...]
    tables: tuple[Table, ...]
    method: str


@dataclass(frozen=True, slots=True)
class ObservationSection:
    """What was seen and at least two things that it may mean."""

    title: str
    seen: str
    meanings: tuple[str, ...]
    questions: str
    idea: str


@dataclass(frozen=True, slots=True)
class QuoteSection:
    """Words of a teller. In a manifest `text` is empty and only the place and a keyed hash are kept."""

    story_id: str
    start: int
    end: int
    quote_hash: str
    caption: str
    text: str = ""
    is_withdrawn: bool = False
    voice: str = ""
    language: str = "nl"

    @property
    def told_in(self) -> str:
        """The language to name beside the words; nothing for Dutch, also easy Dutch."""
        return "" if self.language.partition("-")[0] == "nl" else dutch_name(self.language)


@dataclass(frozen=True, slots=True)
class DecisionSection:
    """What was decided, or not, and why."""

    text: str
    outcome: str
    why: str
    who_when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The whole account."""

    title: str
    question: str
    organisation: str
    inquiry: str
    period: str
    edition: str
    day: str
    lead: str
    spoke_sentence: str
    spoke: Table | None
    absent: tuple[str, ...]
    patterns: tuple[PatternSection, ...] = ()
    observations: tuple[ObservationSection, ...] = ()
    quotes: tuple[QuoteSection, ...] = ()
    decisions: tuple[DecisionSection, ...] = ()
    looks_again: str = ""
    fictional: bool = False
    counted: tuple[str, ...] = field(default=(), repr=False)

    def manifest(self) -> dict[str, Any]:
        """Return the document without a word of a story: places and keyed hashes stand for the quotes."""
        kept = asdict(self)
        for quote in kept["quotes"]:
            quote["text"] = ""
        return kept

    @property
    def withdrawn_quotes(self) -> int:
        """How many quotes may no longer be shown."""
        return sum(quote.is_withdrawn for quote in self.quotes)


def from_manifest(kept: dict[str, Any], quotes: tuple[QuoteSection, ...]) -> Document:
    """Return the document of a manifest, with the quotes as they may be shown now."""
    spoke = kept["spoke"]
    return Document(
        **{
            **kept,
            "spoke": _table(spoke) if spoke else None,
            "absent": tuple(kept["absent"]),
            "counted": tuple(kept["counted"]),
            "patterns": tuple(_pattern(each) for each in kept["patterns"]),
            "observations": tuple(
                ObservationSection(**{**each, "meanings": tuple(each["meanings"])}) for each in kept["observations"]
            ),
            "decisions": tuple(DecisionSection(**each) for each in kept["decisions"]),
            "quotes": quotes,
        }
    )


def _pattern(kept: dict[str, Any]) -> PatternSection:
    windows = tuple(Window(**each) for each in kept["windows"])
    return PatternSection(**{**kept, "windows": windows, "tables": tuple(_table(each) for each in kept["tables"])})


def _table(kept: dict[str, Any]) -> Table:
    return Table(kept["caption"], tuple(kept["headers"]), tuple(tuple(row) for row in kept["rows"]))
