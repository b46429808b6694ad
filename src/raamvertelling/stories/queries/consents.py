"""What a teller said yes or no to: the words themselves, found back in the frozen questions by their hash."""

from dataclasses import dataclass
from datetime import date

from raamvertelling.stories.consent import asked_words, text_hash
from raamvertelling.stories.models import Story


@dataclass(frozen=True, slots=True)
class Agreement:
    """One yes or no with the words it was said to; empty words when a file brought the consent along."""

    purpose: str
    question: str
    words: str
    given: bool
    on: date
    language: str
    text_hash: str
    version: int


def agreements(story: Story) -> tuple[Agreement, ...]:
    """Return everything that the teller of this story decided about its uses, the newest last."""
    version = story.framework_version
    found = []
    for row in story.consents.order_by("pk"):
        is_ours = text_hash(version.framework, row.purpose, row.language) == row.text_hash
        question, words = asked_words(version.framework, row.purpose, row.language) if is_ours else ("", "")
        found.append(
            Agreement(row.purpose, question, words, row.given, row.on, row.language, row.text_hash, version.number)
        )
    return tuple(found)
