"""The moderator's form: one form for the whole page, so that nothing typed is lost whichever button is pressed."""

from typing import Any
from uuid import UUID

from django import forms

from raamvertelling.stories.masking import KNOWN, LABELS
from raamvertelling.stories.models import HoldReason
from raamvertelling.stories.queries.desk import DeskStory, EditableText
from raamvertelling.stories.queries.media import DeskMedia, Picture
from raamvertelling.web.forms import RaamForm

GROUPED = [(group, list(choices)) for group, choices in LABELS.items()]


class DeskForm(RaamForm):
    """Texts to edit, words to mask, uses to withhold and a reason to hold."""

    mark_optional = False
    words = forms.CharField(
        label="Welke woorden?",
        required=False,
        max_length=200,
        help_text="Typ de woorden zoals ze in het verhaal staan.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    label = forms.ChoiceField(label="Vervang door", choices=GROUPED, required=False)
    withheld = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    seen = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    reason = forms.ChoiceField(
        label="Waarom houdt u dit verhaal aan?",
        required=False,
        choices=[("", "Kies een reden"), *((c.value, c.label) for c in HoldReason if c != HoldReason.SECOND)],
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: DeskStory, media: DeskMedia, **kwargs: Any) -> None:
        super().__init__(
            *args, initial={"version": page.version, "withheld": page.story.withheld, "label": "naam"}, **kwargs
        )
        self.kinds = [each.kind for each in page.texts]
        for name, uses in (("withheld", page.given), ("seen", page.given + page.asked + page.refused)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(use.value, use.label) for use in uses]
        for place, each in enumerate(page.texts):
            self.fields[f"text_{place}"] = _text_field(each)
        self.pictures = media.pictures
        for place, picture in enumerate(media.pictures):
            self.fields[f"photo_{place}"] = _picture_field(picture)
            self.fields[f"alt_{place}"] = _alt_field(picture)
        for group in page.groups:
            choices = [(each.text, each.text) for each in group.proposals]
            self.fields[f"chosen_{group.kind}"] = _Chosen(choices=choices, required=False)
            self.fields[f"label_{group.kind}"] = forms.ChoiceField(
                choices=_with(group.label), initial=group.label, required=False, label="Vervang door"
            )

    def texts(self) -> dict[str, str]:
        """Return what is in the text fields, by kind."""
        return {kind: self.cleaned_data[f"text_{place}"] for place, kind in enumerate(self.kinds)}

    def chosen_pictures(self) -> dict[UUID, str]:
        """Return what is on each picture that others may see."""
        return {
            each.id: self.cleaned_data[f"alt_{place}"].strip()
            for place, each in enumerate(self.pictures)
            if self.cleaned_data[f"photo_{place}"]
        }

    def label_for(self, name: str) -> str:
        """Return a chosen label; what the page proposed if none was chosen."""
        return str(self.cleaned_data.get(name) or self.fields[name].initial or "naam")


def _with(label: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the labels to choose from, the proposed one among them."""
    return GROUPED if label in KNOWN else [("Voorstel", [(label, label)]), *GROUPED]


class _Chosen(forms.MultipleChoiceField):
    def valid_value(self, value: object) -> bool:
        """Accept words that were edited away meanwhile: masking them then does nothing."""
        return len(str(value)) <= 400


def _picture_field(picture: Picture) -> forms.BooleanField:
    return forms.BooleanField(
        label="Anderen mogen deze foto zien", required=False, initial=picture.is_released and bool(picture.alt)
    )


def _alt_field(picture: Picture) -> forms.CharField:
    return forms.CharField(
        label="Wat is er op de foto te zien?",
        required=False,
        max_length=500,
        initial=picture.alt,
        help_text="Wie de foto niet ziet, leest dit. Noem geen namen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _text_field(text: EditableText) -> forms.CharField:
    widget: forms.Widget = forms.TextInput()
    if text.is_long:
        rows = min(26, max(4, len(text.released) // 55 + text.released.count("\n") + 2))
        widget = forms.Textarea(attrs={"rows": rows, "data-mask": ""})
    else:
        widget.attrs["data-mask"] = ""
    return forms.CharField(label=text.label, required=False, strip=False, initial=text.released, widget=widget)
