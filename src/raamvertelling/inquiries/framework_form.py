"""The form of what stands around the questions: title, introduction, who tells, consent."""

import copy
import re
from typing import Any

from django import forms

from raamvertelling.core.framework.editing import Definition, items_of
from raamvertelling.core.framework.layout import ALONE_AGE, MAX_TEXT, TOO_LOW
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
NEW = "nieuw"
OTHER = re.compile(r"[^a-z0-9]+")


class FrameworkForm(RaamForm):
    """Everything around the questions. What is missing is listed on the overview."""

    mark_optional = False

    def __init__(self, data: Any = None, *, definition: Definition) -> None:
        super().__init__(data, auto_id="k-%s")
        self.definition = definition
        self._add_texts()
        self._add_choices()
        self._add_consent()
        self._add_own_uses()

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
            help_text=f"{ALONE_AGE} jaar of ouder. Wie jonger is, vertelt met iemand van het team, als een ouder of "
            "voogd het ook goedvindt (UAVG, artikel 5).",
            min_value=ALONE_AGE,
            max_value=120,
            error_messages={
                "invalid": f"Vul een heel getal in, zoals {ALONE_AGE}.",
                "min_value": TOO_LOW["min_age"],
                "max_value": "Vul 120 of minder in.",
            },
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

    def _add_own_uses(self) -> None:
        """Add the uses that the inquiry asks in its own words, and room for one more."""
        for id, use in self._own_purposes().items():
            self.fields[f"own_{id}"] = _words(
                f"Eigen gebruik: {id}",
                "Vraagt u dit niet meer? Maak het leeg. Wie al ja zei, zei dat tegen de woorden van toen.",
            )
            self.initial[f"own_{id}"] = use.get("text") or ""
        self.fields[NEW] = forms.CharField(
            label="Nog een gebruik toevoegen: korte naam",
            help_text="Alleen als u het verhaal nog ergens anders voor wilt gebruiken, zoals: training.",
            required=False,
            max_length=40,
        )
        self.fields[f"{NEW}_text"] = _words(
            "De woorden bij dit gebruik", "Zoals: Mag uw verhaal in een training voor medewerkers, zonder uw naam?"
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a new use without a name or without words, and a name that is taken."""
        data = super().clean() or self.cleaned_data
        name, text = str(data.get(NEW, "")).strip(), str(data.get(f"{NEW}_text", "")).strip()
        if name and not text:
            self.add_error(f"{NEW}_text", "Schrijf op wat u de verteller vraagt. Of maak de korte naam leeg.")
        if text and not self._new_id(name):
            self.add_error(NEW, "Geef dit gebruik een korte naam met letters, zoals: training.")
        if self._new_id(name) in {*PURPOSES, *self._purposes()}:
            self.add_error(NEW, "Dit gebruik vraagt u al. Kies een andere korte naam.")
        return data

    @staticmethod
    def _new_id(name: str) -> str:
        return OTHER.sub("_", name.lower()).strip("_0123456789")

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

    def _own_purposes(self) -> dict[str, Definition]:
        return {id: each for id, each in self._purposes().items() if id not in PURPOSES}

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
        consent["purposes"] += self._changed_own_uses()
        return consent

    def _changed_own_uses(self) -> list[Definition]:
        """Return the inquiry's own uses with their words; the id of a use stays, so that what was said to it stays."""
        data = self.cleaned_data
        kept = [{**copy.deepcopy(each), "text": data[f"own_{id}"].strip()} for id, each in self._own_purposes().items()]
        if data[NEW].strip():
            kept.append({"id": self._new_id(data[NEW]), "text": data[f"{NEW}_text"].strip(), "required": False})
        return [each for each in kept if each["text"]]


def _words(label: str, help_text: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget, max_length=1000)
