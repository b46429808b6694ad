"""The sheet `choices`: lists of answers with ids that a framework accepts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from raamvertelling.core.framework.layout import IMAGE, RESERVED_IDS
from raamvertelling.exchange.ids import Ids
from raamvertelling.exchange.xlsform.sheets import FormRow
from raamvertelling.exchange.xlsform.words import put_words


@dataclass(slots=True)
class ChoiceLists:
    """Lists by name: for each answer its name in the form and its option."""

    lists: dict[str, list[tuple[str, dict[str, Any]]]]
    languages: tuple[str, ...] = ("nl",)

    def options(self, name: str) -> list[dict[str, Any]]:
        """Return the options of a list; nothing when it does not exist."""
        return [{**option} for _, option in self.lists.get(name, [])]

    def ids_of(self, question: str, survey: Sequence[FormRow]) -> dict[str, str]:
        """Return our ids by the names in the form, for the list that a question uses."""
        row = next((each for each in survey if each.get("name") == question), None)
        parts = row.get("type").split() if row else []
        return {name: option["id"] for name, option in self.lists.get(parts[1], [])} if len(parts) > 1 else {}


def read_choices(rows: Sequence[FormRow], own: str, languages: list[str], report: list[str]) -> ChoiceLists:
    """Return all lists; an answer whose name is no id gets another, and the report says which."""
    lists: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    taken: dict[str, Ids] = {}
    for row in rows:
        name, value = row.get("list_name") or row.get("list name"), row.get("name") or row.get("value")
        if not name or not value:
            report.append(f"Antwoord op rij {row.number} van 'choices' heeft geen lijst of naam. Niet overgenomen.")
            continue
        ids = taken.setdefault(name, Ids(*RESERVED_IDS))
        id = value if value.isdigit() and len(value) < 10 else ids.give(value)
        if id != value:
            report.append(f"Antwoord '{value[:40]}' van lijst '{name[:40]}' heet bij ons '{id}'.")
        option = put_words({"id": id}, "text", row.words("label") or {own: value}, languages)
        image = row.get("media::image") or row.get("image")
        if image and IMAGE.match(image):
            option["image"] = image
        elif image:
            report.append(f"Het plaatje '{image[:40]}' van antwoord '{value[:40]}' is niet overgenomen.")
        option |= {flag: True for flag in row.get("raam").split() if flag in ("exclusive", "unordered")}
        lists.setdefault(name, []).append((value, option))
    return ChoiceLists(lists, tuple(languages))
