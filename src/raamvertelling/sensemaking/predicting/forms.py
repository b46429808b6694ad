"""The form that begins a round."""

from typing import Any

from django import forms

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.predicting.asking import predictable
from raamvertelling.web.forms import RaamForm


class RoundForm(RaamForm):
    """Which sign, and for which meeting."""

    signifier = forms.ChoiceField(label="Over welk teken voorspelt de groep?")
    occasion = forms.CharField(
        label="Waar of met wie?", required=False, max_length=120, help_text="Bijvoorbeeld: avond in De Brug, 3 juni."
    )

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signs = self.fields["signifier"]
        assert isinstance(signs, forms.ChoiceField)
        signs.choices = [(each.id, title_of(each)) for each in predictable(inquiry.framework)]
