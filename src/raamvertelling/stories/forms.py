"""The moderator's form: one form for the whole page, so that nothing typed is lost whichever button is pressed."""

from typing import Any
from uuid import UUID

from django import forms

from raamvertelling.inquiries.models import Danger
from raamvertelling.stories.masking import LABELS
from raamvertelling.stories.models import HoldReason, Recognisable
from raamvertelling.stories.queries.desk_story import DeskStory, EditableText
from raamvertelling.stories.queries.media import DeskMedia, Picture
from raamvertelling.stories.services.moderation import limits
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
    as_label = forms.ChoiceField(
        label="Vervang het volgende door", choices=[("", "zoals voorgesteld"), *GROUPED], required=False
    )
    recognisable = forms.ChoiceField(
        label="Herkenbaar in het dorp?", choices=Recognisable.choices, required=False, widget=forms.RadioSelect
    )
    danger = forms.MultipleChoiceField(
        label="Wat ziet u?", choices=Danger.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    withheld = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    seen = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    reason = forms.ChoiceField(
        label="Waarom houdt u dit verhaal aan?",
        required=False,
        choices=[("", "Kies een reden"), *((c.value, c.label) for c in HoldReason if c != HoldReason.SECOND)],
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: DeskStory, media: DeskMedia, **kwargs: Any) -> None:
        self.story = story = page.story
        initial: dict[str, Any] = {"version": page.version, "label": "naam", "recognisable": story.recognisable}
        initial |= {"withheld": set(story.withheld) - limits(story), "danger": story.danger}
        super().__init__(*args, initial=initial, **kwargs)
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

    def texts(self) -> dict[str, str]:
        """Return what is in the text fields, by kind."""
        typed = {kind: self.cleaned_data[f"text_{place}"] for place, kind in enumerate(self.kinds)}
        return {kind: text.replace("\r\n", "\n") for kind, text in typed.items()}

    def chosen_pictures(self) -> dict[UUID, str]:
        """Return what is on each picture that others may see."""
        return {
            each.id: self.cleaned_data[f"alt_{place}"].strip()
            for place, each in enumerate(self.pictures)
            if self.cleaned_data[f"photo_{place}"]
        }

    def withheld_before(self) -> list[str]:
        """Return the uses that were withheld when this page was opened, also when it comes back with an error."""
        return self._sent("withheld_before") if self.is_bound else self.story.withheld

    def ticked_lines(self) -> list[str]:
        """Return the lines of the list that have a tick."""
        return self._sent("ticked")

    def _sent(self, name: str) -> list[str]:
        return list(self.data.getlist(name)) if hasattr(self.data, "getlist") else []


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
        rows = min(26, max(4, len(text.shown) // 55 + text.shown.count("\n") + 2))
        widget = forms.Textarea(attrs={"rows": rows, "data-mask": ""})
    else:
        widget.attrs["data-mask"] = ""
    return forms.CharField(label=text.label, required=False, strip=False, initial=text.shown, widget=widget)
