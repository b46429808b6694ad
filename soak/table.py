"""The outcome of a soak run as one line, with what may be said on the ground of it."""

import json
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

REPORTS = Path(__file__).parent
RULE_OF_THREE = 3
COLUMNS = ("manier", "keren", "bevestigde verhalen", "daarvan weg", "keren met verlies", "keren stuk", "uitkomst")
HEAD = f"| {' | '.join(COLUMNS)} |\n|---|--:|--:|--:|--:|--:|---|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What came of many trials of one kind."""

    name: str
    trials: int
    acknowledged: int
    lost: int
    trials_that_lost: int
    broken: int
    must_lose: bool = False
    by_chance: bool = True

    @property
    def is_wrong(self) -> bool:
        """Whether anything was lost that may not be, or a control lost nothing."""
        return not self.lost if self.must_lose else bool(self.lost or self.broken)

    def as_bytes(self) -> bytes:
        """Return the line as one process tells it to another."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, said: bytes) -> "Line":
        """Read what `as_bytes` made."""
        return cls(**json.loads(said))

    def text(self) -> str:
        """Return the line as a row of a Markdown table."""
        if self.is_wrong:
            verdict = "**FOUT: verloor niets**" if self.must_lose else "**FOUT**"
        elif self.must_lose:
            verdict = "controle: verliest, zoals het hoort"
        else:
            verdict = "niets verloren"
            if self.by_chance:
                verdict += f"; kans per keer hoogstens {min(100, 100 * RULE_OF_THREE / self.trials):.1f}% (95%)"
        cells = [self.name, self.trials, self.acknowledged, self.lost, self.trials_that_lost, self.broken, verdict]
        return f"| {' | '.join(map(str, cells))} |"


def report(name: str, title: str, notes: Sequence[str], lines: Sequence[Line]) -> None:
    """Write the outcome of a long run beside the code that made it."""
    head = f"Gemaakt met `./run soak {name}`. Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    chance = "Nul keer verlies in n keren zegt: met 95% zekerheid is de kans per keer hoogstens 3/n."
    listed = [f"- {note}" for note in (*notes, *[chance] * any(line.by_chance for line in lines))]
    text = "\n".join([f"# {title}", "", head, "", *listed, "", HEAD, *(line.text() for line in lines), ""])
    (REPORTS / f"{name}.md").write_text(text, encoding="utf-8")
