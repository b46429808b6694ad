"""Templates to start from: our own frameworks, ready to be adapted, made of questions from the library."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from raamvertelling.core.framework import Framework, Signifier, parse, signs_of
from raamvertelling.inquiries.concept import minutes_in_words
from raamvertelling.inquiries.library import common, library_prompts, library_questions, read_file
from raamvertelling.inquiries.question_text import KIND_WORDS, QuestionText, questions_of

FOLDER = Path(__file__).parent / "starters"
ORDER = (
    "clientervaring_wmo",
    "preventie_in_de_wijk",
    "waarde_van_een_voorziening",
    "verhalen_van_professionals",
    "kracht_van_het_alledaagse",
)


@dataclass(frozen=True, slots=True)
class Starter:
    """One framework on the shelf: `use` says when to choose it, `purpose` names its shelf in the library."""

    id: str
    use: str
    purpose: str
    framework: Framework

    @property
    def title(self) -> str:
        """The name on the shelf."""
        return self.framework.title.in_language("nl")

    @property
    def introduction(self) -> str:
        """What tellers would read first; it says what the questions are about."""
        return self.framework.introduction.in_language("nl")

    @property
    def questions(self) -> list[QuestionText]:
        """Every question as a person reads it."""
        return questions_of(self.framework, "nl")

    @property
    def signs(self) -> list[Signifier]:
        """The questions that come with the story: what it means, and who tells."""
        return signs_of(self.framework)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of question in it, in words, in the order in which they come."""
        return tuple(dict.fromkeys(KIND_WORDS[each.kind] for each in self.signs))

    @property
    def minutes(self) -> str:
        """About how long telling takes; an estimate, not measured with people."""
        return minutes_in_words(self.framework)


@cache
def starters() -> tuple[Starter, ...]:
    """Return every framework on the shelf."""
    return tuple(_starter(id) for id in ORDER)


def _starter(id: str) -> Starter:
    data = read_file(FOLDER / f"{id}.yaml")
    shelf = data.pop("shelf")
    items = [_resolved(each) for each in data["items"]]
    return Starter(id, shelf["use"], shelf["purpose"], parse({**common(), **data, "items": items}))


def _resolved(item: dict[str, Any]) -> dict[str, Any]:
    """Put the question of the library where a template names it; what the template says itself goes first."""
    if "options" in item:
        item = {**item, "options": [_resolved_option(each) for each in item["options"]]}
    if "library" not in item:
        return item
    own = {key: value for key, value in item.items() if key not in ("library", "keep")}
    found = {**library_questions()[item["library"]].item, **own}
    if "keep" in item:
        found["options"] = [each for each in found["options"] if each["id"] in item["keep"]]
    return found


def _resolved_option(option: dict[str, Any]) -> dict[str, Any]:
    if "library" not in option:
        return option
    prompt = library_prompts()[option["library"]]
    return {"id": prompt.id, "text": prompt.text}
