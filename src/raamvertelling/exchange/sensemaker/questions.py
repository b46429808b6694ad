"""Makes questions of ours out of those of a SenseMaker definition."""

from collections.abc import Mapping, Sequence

from raamvertelling.core.framework import (
    Anchor,
    Dyad,
    LongText,
    MultipleChoice,
    PictureChoice,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
)
from raamvertelling.exchange.building import anchors, options, wording
from raamvertelling.exchange.sensemaker.definition import Question


def make_signifier(
    question: Question, id: str, special: str, *, language: str, parts: Mapping[str, int]
) -> Signifier | None:
    """Return the question as ours; None if it has too few labels. `special` is `story`, `title` or empty."""
    labels = question.labels
    text, help = wording(language, question.title, "(zonder vraagtekst)"), wording(language, question.help)
    na = question.allow_na or "na" in parts
    match question.type:
        case "triad" if len(labels) == 3:
            top, left, right = anchors(language, labels, ("(boven)", "(links)", "(rechts)"))
            return Triad(id=id, text=text, help=help, not_applicable=na, anchors=(top, left, right))
        case "dyad" if len(labels) == 2:
            ends = [
                wording(language, words, f"({side})")
                for (_, words), side in zip(labels, ("links", "rechts"), strict=True)
            ]
            return Dyad(id=id, text=text, help=help, not_applicable=na, left=ends[0], right=ends[1])
        case "stones" if labels:
            names = ("(links)", "(rechts)", "(onder)", "(boven)")
            x_left, x_right, y_bottom, y_top = (
                wording(language, words, name) for words, name in zip(question.axes, names, strict=True)
            )
            return Stones(
                id=id,
                text=text,
                help=help,
                not_applicable=na,
                stones=anchors(language, labels),
                x_left=x_left,
                x_right=x_right,
                y_bottom=y_bottom,
                y_top=y_top,
            )
        case "list" | "imageselect" if labels:
            return _choice(question, id, parts, na, language)
        case "freetext" if special == "story" or (question.is_multiline and special != "title"):
            return LongText(id=id, text=text, help=help, required=special == "story", is_story=special == "story")
        case "freetext":
            return ShortText(id=id, text=text, help=help, max_length=2000, is_title=special == "title")
    return None


def _choice(question: Question, id: str, parts: Mapping[str, int], na: bool, language: str) -> Signifier:
    """Return a choice: several answers if the file has a column for each, or if the definition allows several."""
    text, help = wording(language, question.title, "(zonder vraagtekst)"), wording(language, question.help)
    items = options(language, question.labels)
    has_columns = any(part.startswith("label:") for part in parts)
    if has_columns or (question.maximum != 1 and "value" not in parts) or question.maximum > 1:
        return MultipleChoice(id=id, text=text, help=help, not_applicable=na, options=items)
    if question.type == "imageselect":
        return PictureChoice(id=id, text=text, help=help, not_applicable=na, options=items)
    return SingleChoice(id=id, text=text, help=help, not_applicable=na, options=items)


def labels_of(made: Signifier) -> Sequence[Anchor]:
    """Return the corners, stones or options of a question, in the order of the file."""
    match made:
        case Triad():
            return made.anchors
        case Stones():
            return made.stones
        case SingleChoice() | MultipleChoice() | PictureChoice():
            return made.options
    return ()
