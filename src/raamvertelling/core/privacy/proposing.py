"""What a person decides about: every place that could identify somebody, with role label, reason and certainty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from raamvertelling.core.privacy.engine import find_details
from raamvertelling.core.privacy.identifiers import Finder
from raamvertelling.core.privacy.roles import Roles
from raamvertelling.core.privacy.spans import Span

Certainty = Literal["zeker", "waarschijnlijk", "misschien"]
SURE, LIKELY = 0.85, 0.6

FROM_MODEL = {
    "PER": "lijkt op een naam en staat waar een naam kan staan",
    "LOC_STREET": "lijkt op een straat of adres",
    "LOC_PLACE": "lijkt op een plaats",
    "ORG": "lijkt op de naam van een organisatie",
    "AGE": "lijkt op een leeftijd",
    "DATE": "lijkt op een datum",
    "ID": "lijkt op een nummer dat bij iemand hoort",
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


def propose_masks(texts: Mapping[str, str], engines: Sequence[Finder] = ()) -> tuple[Proposal, ...]:
    """Return everything that could identify somebody in the texts of one story.

    Parameters
    ----------
    texts : the parts of one story by name (title, story, answers). A name has the same label in all parts.
    engines : other finders; what they find is added, never taken away.

    Returns
    -------
    Proposals in the order of the parts and of the text; within a part they do not overlap.
    """
    return propose_many([texts], engines)[0]


def propose_many(stories: Sequence[Mapping[str, str]], engines: Sequence[Finder] = ()) -> list[tuple[Proposal, ...]]:
    """Do what `propose_masks` does for many stories at once, which is faster."""
    found = find_details(stories, engines)
    return [tuple(_proposals(texts, spans)) for texts, spans in zip(stories, found, strict=True)]


def _proposals(texts: Mapping[str, str], found: Mapping[str, Sequence[Span]]) -> Iterator[Proposal]:
    roles = Roles()
    for part, spans in found.items():
        for span in spans:
            label = roles.label(texts[part], span)
            yield Proposal(
                part=part,
                span=Span(span.start, span.end, span.type, label, span.score, span.source, span.reason),
                words=texts[part][span.start : span.end],
                kind=span.type,
                explanation=explain(span),
                certainty=certainty(span.score),
            )


def explain(span: Span) -> str:
    """Say why a place is proposed, in Dutch, as the end of a sentence."""
    if span.source == "model":
        return FROM_MODEL[span.type]
    return span.reason or f"lijkt op: {span.label}"


def certainty(score: float) -> Certainty:
    """Say how sure a score is."""
    if score >= SURE:
        return "zeker"
    return "waarschijnlijk" if score >= LIKELY else "misschien"
