"""The one form renderer, and the base class whose errors say what to do."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting


class RaamRenderer(TemplatesSetting):
    """Render forms with raam/form.html and fields with raam/field.html."""

    form_template_name = "raam/form.html"
    field_template_name = "raam/field.html"


class ClearMessages:
    """Mixin for forms: a missing answer is named, with what to do; labels carry no colon.

    `heading_field` names the only question of a page (its label is the h1); `mark_optional` marks what may stay empty.
    """

    fields: dict[str, forms.Field]
    heading_field = ""
    mark_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if str(field.error_messages.get("required")) == str(forms.Field.default_error_messages["required"]):
                field.error_messages["required"] = _missing(field, str(field.label or name.replace("_", " ")))


def _missing(field: forms.Field, label: str) -> str:
    if isinstance(field, forms.BooleanField):
        return f"Zet een vinkje bij “{label}”."
    if isinstance(field, forms.FileField):
        return f"Kies een bestand bij “{label}”."
    if isinstance(field, forms.ChoiceField):
        return f"Kies een antwoord bij “{label}”."
    return f"Vul “{label}” in."


class RaamForm(ClearMessages, forms.Form):
    """The form to start from."""


class RaamModelForm(ClearMessages, forms.ModelForm):  # type: ignore[type-arg]  # the model comes with the subclass
    """The form to start from when it writes one model."""
