"""The forms of the import page: the files with what their tellers agreed to, and the yes after the dry run."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from raamvertelling.core.framework import Framework
from raamvertelling.exchange.report import Imported
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.consent import named_uses
from raamvertelling.stories.models import Purpose
from raamvertelling.web.forms import RaamForm

MOST_BYTES = 50 * 1024 * 1024
KINDS = [
    ("sensemaker", "SenseMaker: definitie (JSON) en gegevens (CSV of Excel)"),
    ("narrafirma", "NarraFirma: formulier (CSV) en verhalen (CSV)"),
    ("tabel", "Tabel met de vragen van dit onderzoek (CSV of Excel)"),
]
NEEDS_TWO = ("sensemaker", "narrafirma")


class ImportForm(RaamForm):
    """What to read, and on which ground."""

    kind = forms.ChoiceField(label="Wat leest u in?", choices=KINDS, widget=forms.RadioSelect)
    first = forms.FileField(
        label="Definitie of formulier",
        required=False,
        help_text="Bij SenseMaker de definitie, bij NarraFirma het formulier. Leeg bij een tabel.",
    )
    second = forms.FileField(label="Verhalen", help_text="Het bestand met de verhalen. Hoogstens 50 MB.")
    uses = forms.MultipleChoiceField(
        label="Waar zeiden de vertellers nog meer ja tegen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Meetellen en lezen door onderzoekers hoort er altijd bij. Een bestand bewaart geen toestemming.",
    )
    ground = forms.CharField(
        label="Waar staat die toestemming?",
        max_length=300,
        help_text="Bijvoorbeeld: formulier van mei 2025, bewaard bij de gemeente. Dit komt in het logboek.",
    )

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [each for each in named_uses(framework) if each.value != Purpose.ANALYSE]
        uses = self.fields["uses"]
        assert isinstance(uses, forms.MultipleChoiceField)
        uses.choices = [(use.value, use.label) for use in offered]

    def clean(self) -> dict[str, Any]:
        """Refuse a file above the limit, and a kind whose first file is missing."""
        data = super().clean() or self.cleaned_data
        for name in ("first", "second"):
            file = data.get(name)
            if isinstance(file, UploadedFile) and (file.size or 0) > MOST_BYTES:
                self.add_error(name, "Dit bestand is groter dan 50 MB. Lees het in met de opdrachtregel: raam import.")
        if data.get("kind") in NEEDS_TWO and not data.get("first") and "first" not in self.errors:
            self.add_error("first", "Kies ook het bestand met de definitie of het formulier.")
        return data

    def files_read(self) -> list[bytes]:
        """Return the bytes of the files: the definition first, if this kind has one."""
        names = ("first", "second") if self.cleaned_data["kind"] in NEEDS_TWO else ("second",)
        return [self.cleaned_data[name].read() for name in names]


class ConfirmForm(RaamForm):
    """The yes after the dry run; the ticket opens the files that were read."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput)
    ticket = forms.CharField(widget=forms.HiddenInput)
    uses = forms.CharField(required=False, widget=forms.HiddenInput)
    ground = forms.CharField(widget=forms.HiddenInput)


class BulkForm(RaamForm):
    """Why these stories may be used without each being read here."""

    reason = forms.CharField(
        label="Waarom mag dat zonder dat u elk verhaal hier leest?",
        max_length=200,
        help_text="Bijvoorbeeld: de namen zijn al door de bron weggehaald. Dit komt in het logboek.",
    )


def read_import(kind: str, files: list[bytes], inquiry: Inquiry) -> Imported:
    """Read the files; ImportProblem with one sentence if that cannot be done."""
    match kind, files:
        case "sensemaker", [definition, data]:
            from raamvertelling.exchange.sensemaker import read_sensemaker

            return read_sensemaker(definition, data, limit=MOST_BYTES, name=inquiry.title)
        case "narrafirma", [form, stories]:
            from raamvertelling.exchange.narrafirma import read_narrafirma

            return read_narrafirma(form, stories, limit=MOST_BYTES, name=inquiry.title)
        case _, [table]:
            from raamvertelling.exchange.tabel import read_tabel

            return read_tabel(table, inquiry.framework, limit=MOST_BYTES)
    raise ValueError("this kind needs other files")
