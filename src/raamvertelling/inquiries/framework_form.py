"""The form of what stands around the questions: title, introduction, who tells, consent."""

import copy
from typing import Any

from django import forms

from raamvertelling.core.framework.editing import Definition, items_of
from raamvertelling.core.framework.layout import MAX_TEXT
from raamvertelling.inquiries.concept import text_of
from raamvertelling.inquiries.question_parts import set_or_drop
from raamvertelling.inquiries.writing_help import FieldNotes, notes_on_form
from raamvertelling.web.forms import RaamForm

TEXTS = (
    ("title", "Titel voor tellers", 0, ""),
    ("introduction", "Inleiding", 5, "Waarom u om verhalen vraagt, en wat u ermee doet."),
    ("privacy_note", "Over namen en adressen", 3, "Staat bij het verhaal."),
    ("help_note", "Wie nu hulp nodig heeft", 3, "Staat onderaan elke pagina."),
    ("commissioner", "Opdrachtgever", 0, "Wie vraagt om de verhalen?"),
)
PURPOSES = {
    "analyse": ("Lezen en meetellen (altijd nodig)", "Mogen wij uw verhaal lezen en meetellen?"),
    "groep": ("Lezen in een groep", "Mag een groep uw verhaal lezen, zonder uw naam?"),
    "citaat": ("Zinnen in een rapport", "Mogen er zinnen uit uw verhaal in een rapport?"),
    "openbaar": ("Op de openbare website", "Mag uw verhaal op de openbare website?"),
}


class FrameworkForm(RaamForm):
    """Everything around the questions. What is missing is listed on the overview."""

    mark_optional = False

    def __init__(self, data: Any = None, *, definition: Definition) -> None:
        super().__init__(data, auto_id="k-%s")
        self.definition = definition
        self._add_texts()
        self._add_choices()
        self._add_consent()

    def _add_texts(self) -> None:
        for name, label, rows, help in TEXTS:
            widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
            limit = MAX_TEXT if rows else 200
            self.fields[name] = forms.CharField(
                label=label, help_text=help, required=False, widget=widget, max_length=limit
            )
            self.initial[name] = self.definition.get(name) or ""

    def _add_choices(self) -> None:
        self.fields["min_age"] = forms.IntegerField(
            label="Vanaf hoe oud mag men alleen meedoen?",
            min_value=0,
            max_value=120,
            error_messages={"invalid": "Vul een heel getal in, zoals 16.", "max_value": "Vul 120 of minder in."},
        )
        self.initial["min_age"] = self.definition.get("min_age", 16)
        voices = [
            (each["id"], text_of(each)) for each in items_of(self.definition) if each.get("type") == "single_choice"
        ]
        named = str(self.definition.get("voices", "role") or "")
        if named and named not in dict(voices):
            voices.append((named, f"{named} (bestaat niet)"))
        self.fields["voices"] = forms.ChoiceField(
            label="Welke vraag zegt wie er vertelt?",
            help_text="Bijvoorbeeld inwoner of professional. Daarmee vergelijkt u stemmen.",
            choices=[("", "Geen: dit onderzoek onderscheidt geen stemmen"), *voices],
            required=False,
        )
        self.initial["voices"] = named

    def _add_consent(self) -> None:
        consent = self.consent
        for name, label in (("text", "De vraag om toestemming"), ("help", "Uitleg bij de toestemming")):
            self.fields[f"consent_{name}"] = forms.CharField(
                label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=MAX_TEXT
            )
            self.initial[f"consent_{name}"] = consent.get(name) or ""
        asked = self._purposes()
        for id, (label, example) in PURPOSES.items():
            if id != "analyse":
                self.fields[f"purpose_{id}"] = forms.BooleanField(label=f"Vraag toestemming: {label}", required=False)
                self.initial[f"purpose_{id}"] = id in asked
            self.fields[f"purpose_{id}_text"] = forms.CharField(
                label=label if id == "analyse" else f"De woorden bij: {label.lower()}",
                help_text=f"Zoals: {example}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=1000,
            )
            self.initial[f"purpose_{id}_text"] = asked.get(id, {}).get("text") or ""

    @property
    def language_notes(self) -> tuple[FieldNotes, ...]:
        """The hints for plain language about what is in the fields."""
        return notes_on_form(self, self.definition)

    @property
    def consent(self) -> Definition:
        """The consent as it stands."""
        found = self.definition.get("consent")
        return found if isinstance(found, dict) else {}

    def _purposes(self) -> dict[str, Definition]:
        found = self.consent.get("purposes")
        return (
            {str(each.get("id")): each for each in found if isinstance(each, dict)} if isinstance(found, list) else {}
        )

    def changed_definition(self) -> Definition:
        """Return the definition as it was filled in; questions and translations stay as they were."""
        changed, data = copy.deepcopy(self.definition), self.cleaned_data
        for name, *_ in TEXTS:
            set_or_drop(changed, name, data[name].strip(), keep=name == "title")
        changed["min_age"] = data["min_age"]
        changed["voices"] = data["voices"] or None
        changed["consent"] = self._changed_consent()
        return changed

    def _changed_consent(self) -> Definition:
        consent, data, asked = copy.deepcopy(self.consent), self.cleaned_data, self._purposes()
        set_or_drop(consent, "text", data["consent_text"].strip(), keep=True)
        set_or_drop(consent, "help", data["consent_help"].strip())
        wanted = [id for id in PURPOSES if id == "analyse" or data[f"purpose_{id}"]]
        consent["purposes"] = [
            {
                **copy.deepcopy(asked.get(id, {})),
                "id": id,
                "text": data[f"purpose_{id}_text"].strip(),
                "required": id == "analyse",
            }
            for id in wanted
        ]
        return consent
