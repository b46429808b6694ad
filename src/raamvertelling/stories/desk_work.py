"""What a moderator did on one story so far: what stays, what can be undone, what is typed and not kept yet.

It is sealed with the words as they were told, for it is full of them, and goes when those go.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

MOST_STEPS = 40
MOST_LETTERS = 600_000  # of all steps together: long stories have fewer of them


@dataclass(frozen=True, slots=True)
class Step:
    """The texts and the decisions at one moment."""

    texts: dict[str, str]
    kept: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    @property
    def letters(self) -> int:
        """How much room it takes."""
        return sum(map(len, self.texts.values()))


@dataclass(frozen=True, slots=True)
class Added:
    """Words that the moderator masked herself. `sentence` is where they stood; `is_miss`: the engine was silent."""

    words: str
    label: str
    sentence: str
    is_miss: bool
    is_case: bool = False


@dataclass(frozen=True, slots=True)
class DeskWork:
    """All of it. `names` are the labels that names got; `ticked` what was looked at; `draft` is typed and not kept."""

    kept: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    added: tuple[Added, ...] = ()
    ticked: tuple[str, ...] = ()
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()
    draft: dict[str, str] = field(default_factory=dict)

    def after(self, texts: Mapping[str, str], **changes: Any) -> "DeskWork":
        """Return the work with one step more behind it: the texts as they were, and these changes."""
        past = [*self.past, Step(dict(texts), self.kept, self.names)][-MOST_STEPS:]
        while len(past) > 1 and sum(step.letters for step in past) > MOST_LETTERS:
            past.pop(0)
        return replace(self, past=tuple(past), future=(), draft={}, **changes)

    def back(self, texts: Mapping[str, str]) -> "tuple[DeskWork, dict[str, str]]":
        """Return the work and the texts of one step ago; IndexError when there is none."""
        step, here = self.past[-1], Step(dict(texts), self.kept, self.names)
        future = (here, *self.future)
        return replace(self, past=self.past[:-1], future=future, kept=step.kept, names=step.names, draft={}), step.texts

    def forth(self, texts: Mapping[str, str]) -> "tuple[DeskWork, dict[str, str]]":
        """Return the work and the texts that were undone last; IndexError when nothing was."""
        step, here = self.future[0], Step(dict(texts), self.kept, self.names)
        past = (*self.past, here)
        return replace(self, past=past, future=self.future[1:], kept=step.kept, names=step.names, draft={}), step.texts

    def finished(self, *, names_go: bool = False) -> "DeskWork":
        """Return what may stay when the story is released: the decisions, without a way back.

        `names_go`: the words as they were told are gone already, so nothing may stay in which a name stands.
        """
        done = replace(self, past=(), future=(), draft={})
        return replace(done, added=(), names={}) if names_go else done


def dump_work(work: DeskWork) -> str:
    """Write it as text, to be sealed."""
    return json.dumps(asdict(work), ensure_ascii=False)


def parse_work(text: str) -> DeskWork:
    """Read what `dump_work` wrote; nothing is the beginning."""
    if not text:
        return DeskWork()
    raw = json.loads(text)
    return DeskWork(
        kept=tuple(raw["kept"]),
        names=raw["names"],
        added=tuple(Added(**each) for each in raw["added"]),
        ticked=tuple(raw["ticked"]),
        past=tuple(map(_step, raw["past"])),
        future=tuple(map(_step, raw["future"])),
        draft=raw["draft"],
    )


def _step(raw: dict[str, Any]) -> Step:
    return Step(raw["texts"], tuple(raw["kept"]), raw["names"])
