"""What there is to read aloud: the pages of a teller that the organisation words itself."""

import hashlib
import json
from dataclasses import dataclass

from raamvertelling.core.framework import Framework, in_order
from raamvertelling.core.framework.wording import worded
from raamvertelling.telling import steps

WELCOME = "welkom"


@dataclass(frozen=True, slots=True)
class Spot:
    """One page that can be read aloud, with its words in one language."""

    id: str
    label: str
    words: tuple[str, ...]


def spots(framework: Framework, language: str) -> list[Spot]:
    """Return every page that can be read aloud, in the order of telling."""
    agree = steps.analyse_purpose(framework)
    opening = [framework.title.in_language(language), framework.introduction.in_language(language)]
    consent = framework.consent
    uses = [consent.text.in_language(language), consent.help.in_language(language)]
    uses += [each.text.in_language(language) for each in steps.other_purposes(framework)]
    found = [
        Spot(WELCOME, "De eerste pagina", tuple(opening)),
        Spot(steps.BEFORE, "Voor u begint", (agree.text.in_language(language),) if agree else ()),
    ]
    for each in in_order(framework):
        found.append(Spot(each.id, each.text.in_language(framework.language), words_of(framework, each.id, language)))
    return [*found, Spot(steps.USES, "Wat mag ermee", tuple(uses))]


def words_of(framework: Framework, id: str, language: str, role: str = "") -> tuple[str, ...]:
    """Return the words of one question as somebody in this role reads them."""
    signifier = next(each for each in framework.signifiers if each.id == id)
    said = worded(signifier, role, language)
    anchors = [text for each in (*said.anchors, *said.axes) for text in (each.text, each.help)]
    return tuple(text for text in (said.text, said.help, *anchors) if text)


def mark_of(words: tuple[str, ...]) -> str:
    """Return a mark of these words: a recording of other words is not played."""
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()
