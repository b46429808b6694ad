"""The one masking engine: what could identify somebody in the texts of a story, in order, with label and reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from raamvertelling.core.privacy.identifiers import FINDERS, Finder, find_identifiers
from raamvertelling.core.privacy.names import find_names
from raamvertelling.core.privacy.spans import Span

Certainty = Literal["zeker", "waarschijnlijk", "misschien"]
SURE, LIKELY = 0.85, 0.6

REASONS = {
    "hoofdletter": "heeft een hoofdletter midden in een zin",
    "aanspreking": "staat waar een naam staat",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One place that could identify somebody; a person decides about it.

    Attributes
    ----------
    part : the key of the text in which it stands.
    span : where; its label is the role that takes its place, the same for the same name: "naam 1", "straat", "datum".
    words : the words as they stand in the text.
    kind : the type, one of `spans.TYPES`.
    explanation : why it is proposed, in Dutch, as the end of a sentence: "staat na ‘mevrouw’".
    certainty : "zeker", "waarschijnlijk" or "misschien".
    """

    part: str
    span: Span
    words: str
    kind: str
    explanation: str
    certainty: Certainty


def propose_masks(texts: Mapping[str, str], finders: Sequence[Finder] = ()) -> tuple[Proposal, ...]:
    """Return everything that could identify somebody in the texts of one story.

    Parameters
    ----------
    texts : the parts of one story by name (title, story, answers). A name has the same label in all parts.
    finders : other engines; what they find is added, never taken away.

    Returns
    -------
    Proposals in the order of the parts and of the text; within a part they do not overlap.
    """
    found = {part: find_identifiers(text, [*FINDERS, find_names, *finders]) for part, text in texts.items()}
    return tuple(_proposals(texts, found))


def _proposals(texts: Mapping[str, str], found: Mapping[str, Sequence[Span]]) -> Iterator[Proposal]:
    numbers: dict[str, int] = {}
    for part, spans in found.items():
        for span in spans:
            words = texts[part][span.start : span.end]
            label = span.label
            if label == "naam":
                label = f"naam {numbers.setdefault(words.casefold(), len(numbers) + 1)}"
            yield Proposal(
                part=part,
                span=replace(span, label=label),
                words=words,
                kind=span.type,
                explanation=explain(span),
                certainty=certainty(span.score),
            )


def explain(span: Span) -> str:
    """Say why a place is proposed, in Dutch, as the end of a sentence."""
    return span.reason or REASONS.get(span.source, f"lijkt op: {span.label}")


def certainty(score: float) -> Certainty:
    """Say how sure a score is."""
    if score >= SURE:
        return "zeker"
    return "waarschijnlijk" if score >= LIKELY else "misschien"
