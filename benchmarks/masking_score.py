"""Counts what a masker hides of marked stories: whole details by type, style and origin, and ordinary words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from raamvertelling.core.privacy.annotated import Story
from raamvertelling.core.stats.intervals import wilson

Places = Sequence[tuple[int, int]]
WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(slots=True)
class Score:
    """How many of how many, by subject: a type, ("PER", style), ("PER", origin), "hidden"."""

    found: Counter[object] = field(default_factory=Counter)
    asked: Counter[object] = field(default_factory=Counter)

    def add(self, subjects: Iterable[object], hit: bool) -> None:
        """Count one for all these subjects."""
        for subject in subjects:
            self.asked[subject] += 1
            self.found[subject] += hit

    def cell(self, *subjects: object) -> str:
        """Write the share of some subjects together with its 95% interval: '97.1% (93.4-98.8, n=170)'."""
        found, asked = sum(self.found[each] for each in subjects), sum(self.asked[each] for each in subjects)
        if not asked:
            return "-"
        estimate = wilson(found, asked)
        low, high = estimate.interval or (0.0, 1.0)
        return f"{100 * found / asked:.1f}% ({100 * low:.1f}-{100 * high:.1f}, n={asked})"


def score(stories: Sequence[Story], hidden: Sequence[Places]) -> Score:
    """Compare what was hidden with what was marked; a detail counts when every letter and digit of it is hidden."""
    counted = Score()
    for story, places in zip(stories, hidden, strict=True):
        covered = {k for start, end in places for k in range(start, end)}
        marked = {k for start, end, _ in story.details for k in range(start, end)}
        for start, end, type_ in story.details:
            hit = all(k in covered for k in range(start, end) if story.text[k].isalnum())
            counted.add(subjects_of(story, type_, start, end), hit)
        for match in WORD.finditer(story.text):
            inside = set(range(*match.span()))
            if not inside & marked:
                counted.add(("hidden", ("hidden", story.style)), bool(inside & covered))
    return counted


def subjects_of(story: Story, type_: str, start: int, end: int) -> list[object]:
    """Return under which headings a detail counts; a name counts as small when nobody of the story types capitals."""
    subjects: list[object] = [type_, (type_, story.style)]
    if type_ == "PER":
        subjects.append("PER small" if story.text[start:end].islower() else "PER capital")
        subjects += [("origin", origin.strip().lower()) for origin in story.origins.split(",")]
    return subjects
