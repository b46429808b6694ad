"""The form of one question of the concept: from the definition to fields and back, with nothing lost on the way."""

import copy
from dataclasses import dataclass
from typing import Any

from django import forms

from raamvertelling.core.framework.editing import (
    OPENING,
    Definition,
    Item,
    anchor_key,
    find_item,
    fresh_id,
    options_of,
    part_of,
)
from raamvertelling.core.framework.layout import MAX_LIST, MAX_TEXT, NUMBER_RANGES
from raamvertelling.core.pictures import FACE_SCALE, PICTURES
from raamvertelling.inquiries.concept import is_required, text_of
from raamvertelling.inquiries.question_parts import (
    ALWAYS,
    ONLY_IF,
    UNLESS,
    condition_of,
    dig,
    earlier_choices,
    put_end,
    put_role_words,
    role_words,
    set_or_drop,
    voices_for,
)
from raamvertelling.inquiries.shelf import key_of
from raamvertelling.inquiries.writing_help import FieldNotes, notes_on_form
from raamvertelling.web.forms import RaamForm

ENDS = {
    "dyad": (("left", "Links"), ("right", "Rechts")),
    "scale": (("left", "Bij het laagste getal"), ("right", "Bij het hoogste getal")),
    "stones": (
        ("x_axis.left", "Links"),
        ("x_axis.right", "Rechts"),
        ("y_axis.bottom", "Onder"),
        ("y_axis.top", "Boven"),
    ),
}
NUMBERS = {
    "multiple_choice": (("maximum", "Hoeveel antwoorden mag men kiezen?", "Leeg: zoveel als men wil."),),
    "scale": (("minimum", "Laagste getal", ""), ("maximum", "Hoogste getal", "")),
    "short_text": (("max_length", "Hoeveel tekens mag het zijn?", "Leeg: 200."),),
    "long_text": (("max_words", "Hoeveel woorden mag het zijn?", "Leeg: 20.000, ruim genoeg."),),
}
FLAGS = {
    "single_choice": (("ordered", "De antwoorden hebben een volgorde, van weinig naar veel"),),
    "picture_choice": (("ordered", "De plaatjes hebben een volgorde, van weinig naar veel"),),
}
CORNERS = ("Boven", "Links", "Rechts")
ROW_NAMES = {"triad": "Hoek", "stones": "Steen"}
MOST_EXTRA_ROWS = 20


@dataclass(frozen=True, slots=True)
class RowFields:
    """The fields of one answer, corner or stone, ready to be drawn; `id` is empty in a row that is still free."""

    number: int
    id: str
    name: str
    text: forms.BoundField
    help: forms.BoundField
    image: forms.BoundField | None
    flag: forms.BoundField | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class RoleFields:
    """One piece of the question in the words of each voice, side by side."""

    name: str
    common: str
    fields: tuple[forms.BoundField, ...]


def _picture_field(label: str, chosen: str) -> forms.ChoiceField:
    """Offer our drawings; the name of another file, from an import, stays as it is."""
    drawings = [(id, f"gezicht: {each.words}" if id in FACE_SCALE else each.words) for id, each in PICTURES.items()]
    other = [(chosen, chosen)] if chosen and chosen not in PICTURES else []
    return forms.ChoiceField(label=label, required=False, choices=[("", "geen plaatje"), *drawings, *other])


def _text(label: str, *, rows: int = 0, help: str = "", limit: int = MAX_TEXT) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=False, max_length=limit, help_text=help, widget=widget)


class QuestionForm(RaamForm):
    """Everything about one question. Nearly all may stay empty: what is missing is listed on the overview."""

    mark_optional = False

    def __init__(self, data: Any = None, *, definition: Definition, item: Item, extra_rows: int = 1) -> None:
        super().__init__(data, auto_id="k-%s")
        self.definition, self.item = definition, item
        self.kind, self.key = str(item.get("type")), key_of(item)
        self.rows = self._count_rows(extra_rows)
        self.voices = voices_for(definition, item)
        self.others = earlier_choices(definition, item)
        self._add_words()
        self._add_rows()
        self._add_settings()
        self._add_condition()
        self._add_roles()

    def _count_rows(self, extra: int) -> list[Item]:
        """Return the rows that there are, and the free ones at the end.

        A posted form says itself which rows it had, in its own order; what somebody else added meanwhile comes behind.
        """
        if anchor_key(self.item) is None:
            return []
        known = options_of(self.item)
        if self.is_bound:
            posted = self._posted_rows({str(each.get("id")): each for each in known})
            return [*posted, *(each for each in known if each not in posted)]
        free = 3 - len(known) if self.kind == "triad" else min(extra, MOST_EXTRA_ROWS, MAX_LIST - len(known))
        return [*known, *({} for _ in range(max(free, 0)))]

    def _posted_rows(self, known: dict[str, Item]) -> list[Item]:
        count = 0
        while f"a{count}-text" in self.data and count < MAX_LIST:
            count += 1
        return [known.pop(str(self.data.get(f"a{number}", "")), {}) for number in range(count)]

    def _add_words(self) -> None:
        self.fields["text"] = _text("De vraag", rows=2)
        self.fields["help"] = _text("Uitleg onder de vraag", rows=2, help="Mag leeg blijven. Kort is beter.")
        self.initial.update({"text": self.item.get("text") or "", "help": self.item.get("help") or ""})
        for path, label in ENDS.get(self.kind, ()):
            name = path.replace(".", "_")
            self.fields[name] = _text(label, limit=300)
            self.initial[name] = (dig(self.item, path) or {}).get("text") or ""

    def _add_rows(self) -> None:
        for number, row in enumerate(self.rows):
            prefix, name = f"a{number}", f"{self.row_name} {number + 1}"
            self.fields[prefix] = forms.CharField(required=False, widget=forms.HiddenInput())
            self.fields[f"{prefix}-text"] = _text(CORNERS[number] if self.kind == "triad" else name, limit=500)
            self.fields[f"{prefix}-help"] = _text(f"Uitleg bij {name.lower()}", limit=500)
            self.initial.update(
                {
                    prefix: row.get("id") or "",
                    f"{prefix}-text": row.get("text") or "",
                    f"{prefix}-help": row.get("help") or "",
                }
            )
            if self.kind == "picture_choice":
                self.fields[f"{prefix}-image"] = _picture_field(
                    f"Plaatje bij {name.lower()}", str(row.get("image") or "")
                )
                self.initial[f"{prefix}-image"] = row.get("image") or ""
            if flag := self._row_flag:
                key, label = flag
                self.fields[f"{prefix}-flag"] = forms.BooleanField(label=label, required=False)
                self.initial[f"{prefix}-flag"] = bool(row.get(key))

    @property
    def language_notes(self) -> tuple[FieldNotes, ...]:
        """The hints for plain language about what is in the fields."""
        return notes_on_form(self, self.definition)

    @property
    def row_name(self) -> str:
        """What one answer of this kind is called."""
        return ROW_NAMES.get(self.kind, "Antwoord")

    @property
    def _row_flag(self) -> tuple[str, str] | None:
        if self.kind == "multiple_choice":
            return "exclusive", "Sluit de andere uit, zoals “geen van deze”"
        if self.kind in ("single_choice", "picture_choice"):
            return "unordered", "Staat buiten de volgorde, zoals “weet ik niet”"
        return None

    def _add_settings(self) -> None:
        for name, label, help in NUMBERS.get(self.kind, ()):
            low, high = NUMBER_RANGES[name]
            self.fields[name] = forms.IntegerField(
                label=label,
                help_text=help,
                required=False,
                min_value=low,
                max_value=high,
                error_messages={
                    "invalid": f"Vul bij “{label}” een heel getal in.",
                    "min_value": f"Vul bij “{label}” {low} of meer in.",
                    "max_value": f"Vul bij “{label}” {high} of minder in.",
                },
            )
            self.initial[name] = self.item.get(name)
        flags = [*FLAGS.get(self.kind, ()), ("required", "De verteller moet deze vraag beantwoorden")]
        if self.part != OPENING:
            flags.append(("not_applicable", "“Past niet bij mijn verhaal” kan"))
            flags.append(("about_you", "Dit gaat over de verteller zelf"))
            flags.append(("interviewer", "Voor de interviewer: wie alleen vertelt, krijgt deze vraag niet"))
        for name, label in flags:
            self.fields[name] = forms.BooleanField(label=label, required=False)
            self.initial[name] = is_required(self.item) if name == "required" else bool(self.item.get(name))

    @property
    def part(self) -> str:
        """In which part of telling this question is met."""
        return part_of(self.definition, self.item)

    def _add_condition(self) -> None:
        key, id, wanted = condition_of(self.item)
        if self.part == OPENING or not (self.others or key):
            return
        choices = [(ALWAYS, "Altijd"), (ONLY_IF, "Alleen als …"), (UNLESS, "Altijd, behalve als …")]
        self.fields["when"] = forms.ChoiceField(
            label="Wanneer komt deze vraag?", choices=choices, required=False, widget=forms.RadioSelect
        )
        named = [(each["id"], f"“{text_of(each)}”") for each in self.others]
        if id and id not in dict(named):
            named.append((id, f"{id} (bestaat niet meer, of komt later)"))
        self.fields["of"] = forms.ChoiceField(
            label="… bij deze vraag", choices=[("", "Kies een vraag"), *named], required=False
        )
        self.initial.update({"when": key, "of": id})
        chosen = find_item(self.definition, str(self.data.get("of", "")) if self.is_bound else id)
        if chosen is not None and (options := options_of(chosen)):
            answers = [(str(each.get("id")), str(each.get("text") or each.get("id"))) for each in options]
            self.fields["answers"] = forms.MultipleChoiceField(
                label="… een van deze antwoorden gekozen is",
                choices=answers,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.initial["answers"] = [each for each in wanted if each in dict(answers)]

    def _add_roles(self) -> None:
        kept = self.item.get("wording_by_role")
        for role, label in self.voices:
            words = kept.get(role) if isinstance(kept, dict) else None
            for piece, _, _ in self._pieces():
                name = f"r-{role}-{piece}"
                self.fields[name] = _text(label, rows=2 if piece in ("text", "help") else 0)
                self.initial[name] = role_words(words, piece)

    def _pieces(self) -> list[tuple[str, str, str]]:
        """Return what may be worded by voice: how it is named in a field, to a person, and its common words."""
        found = [
            ("text", "De vraag", str(self.item.get("text") or "")),
            ("help", "Uitleg", str(self.item.get("help") or "")),
        ]
        for each in options_of(self.item):
            found.append((f"a-{each.get('id')}", self.row_name, str(each.get("text") or "")))
        for path, label in ENDS.get(self.kind, ()):
            if self.kind != "stones":
                found.append((f"a-{path}", label, (dig(self.item, path) or {}).get("text") or ""))
        return found

    def row_fields(self) -> list[RowFields]:
        """Return the answers as the page draws them."""
        known = len(options_of(self.item))
        return [
            RowFields(
                number=number,
                id=str(row.get("id") or ""),
                name=CORNERS[number] if self.kind == "triad" else f"{self.row_name} {number + 1}",
                text=self[f"a{number}-text"],
                help=self[f"a{number}-help"],
                image=self[f"a{number}-image"] if f"a{number}-image" in self.fields else None,
                flag=self[f"a{number}-flag"] if f"a{number}-flag" in self.fields else None,
                is_first=number == 0,
                is_last=number >= known - 1,
            )
            for number, row in enumerate(self.rows)
        ]

    def end_fields(self) -> list[forms.BoundField]:
        """Return the words at the ends."""
        return [self[path.replace(".", "_")] for path, _ in ENDS.get(self.kind, ())]

    def setting_fields(self) -> list[forms.BoundField]:
        """Return the numbers and ticks."""
        own = (*(name for name, *_ in NUMBERS.get(self.kind, ())), *(name for name, _ in FLAGS.get(self.kind, ())))
        names = (*own, "required", "not_applicable", "about_you", "interviewer")
        return [self[name] for name in names if name in self.fields]

    def condition_fields(self) -> list[forms.BoundField]:
        """Return when the question is asked."""
        return [self[name] for name in ("when", "of", "answers") if name in self.fields]

    @property
    def condition_is_open(self) -> bool:
        """Tell whether the page shows at once when the question is asked: there is something to see or to mend."""
        fields = self.condition_fields()
        return bool(fields and fields[0].value()) or any(each.errors for each in fields)

    @property
    def roles_are_open(self) -> bool:
        """Tell whether the page shows the words by voice at once: there is something to mend."""
        return any(name.startswith("r-") for name in self.errors)

    @property
    def own_voices(self) -> int:
        """How many voices get words of their own."""
        kept = self.item.get("wording_by_role")
        return len(kept) if isinstance(kept, dict) else 0

    def role_fields(self) -> list[RoleFields]:
        """Return the words by voice, piece by piece."""
        if not self.voices:
            return []
        return [
            RoleFields(name, common, tuple(self[f"r-{role}-{piece}"] for role, _ in self.voices))
            for piece, name, common in self._pieces()
        ]

    def clean(self) -> dict[str, Any]:
        """Check what cannot be stored at all."""
        data = super().clean() or self.cleaned_data
        if data.get("when") and not data.get("of"):
            self.add_error("of", "Kies bij welke vraag. Of kies hierboven “Altijd”.")
        return data

    def changed_item(self) -> Item:
        """Return the question as it was filled in; translations and what has no field here stay as they were."""
        item, data = copy.deepcopy(self.item), self.cleaned_data
        set_or_drop(item, "text", data["text"].strip(), keep=True)
        set_or_drop(item, "help", data["help"].strip())
        for path, _ in ENDS.get(self.kind, ()):
            put_end(item, path, data[path.replace(".", "_")].strip())
        if key := anchor_key(self.item):
            item[key] = self._changed_rows()
        for name, *_ in NUMBERS.get(self.kind, ()):
            set_or_drop(item, name, data[name])
        for name in ("required", "skippable"):
            item.pop(name, None)
        item["required" if data["required"] else "skippable"] = True
        for name in ("ordered", "not_applicable", "about_you", "interviewer"):
            if name in self.fields:
                set_or_drop(item, name, data[name])
        self._change_condition(item)
        self._change_roles(item)
        return item

    def _changed_rows(self) -> list[Item]:
        rows, data = [], self.cleaned_data
        taken = {str(each.get("id")) for each in self.rows if each.get("id")}
        for number, before in enumerate(self.rows):
            if f"a{number}-text" not in self.data:
                rows.append(before)
                continue
            text = data[f"a{number}-text"].strip()
            if not text and not before:
                continue
            row = copy.deepcopy(before)
            if text and not str(before.get("text") or "").strip():
                row["id"] = fresh_id(text, taken, self.row_name.lower())
                taken.add(row["id"])
            set_or_drop(row, "text", text, keep=True)
            set_or_drop(row, "help", data[f"a{number}-help"].strip())
            if f"a{number}-image" in self.fields:
                set_or_drop(row, "image", data[f"a{number}-image"].strip())
            if flag := self._row_flag:
                set_or_drop(row, flag[0], data[f"a{number}-flag"])
            rows.append(row)
        return rows

    def _change_condition(self, item: Item) -> None:
        if "when" not in self.fields:
            return
        for key in (ONLY_IF, UNLESS):
            item.pop(key, None)
        when, id = self.cleaned_data["when"], self.cleaned_data["of"]
        if when:
            wanted = self.cleaned_data.get("answers") or []
            item[when] = {id: wanted[0] if len(wanted) == 1 else wanted}

    def _change_roles(self, item: Item) -> None:
        if not self.voices:
            return
        kept = item.get("wording_by_role")
        roles: Item = kept if isinstance(kept, dict) else {}
        for role, _ in self.voices:
            kept_words = roles.get(role)
            words: Item = kept_words if isinstance(kept_words, dict) else {}
            for piece, _, _ in self._pieces():
                put_role_words(words, piece, self.cleaned_data[f"r-{role}-{piece}"].strip())
            roles[role] = words
        item["wording_by_role"] = {role: words for role, words in roles.items() if words}
        if not item["wording_by_role"]:
            del item["wording_by_role"]
