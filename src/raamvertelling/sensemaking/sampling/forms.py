"""The form that draws: which way, how many, and by which lot."""

from django import forms

from raamvertelling.core.sentences_samples import LIKE_ALL, WAYS
from raamvertelling.web.forms import RaamForm

LEAST, MOST, USUAL = 6, 24, 12
LAST_LOT = 999_999
COUNT = f"Kies een aantal van {LEAST} tot en met {MOST}."
LOT = f"Een beginwaarde is een heel getal van 1 tot en met {LAST_LOT}."


class SampleForm(RaamForm):
    """How to draw; without a lot the page draws one."""

    mark_optional = False
    manier = forms.ChoiceField(
        label="Hoe trekt u?",
        widget=forms.RadioSelect,
        choices=[(each.id, each.name) for each in WAYS.values()],
        initial=LIKE_ALL,
        error_messages={"invalid_choice": "Kies een van de manieren."},
    )
    hoeveel = forms.IntegerField(
        label="Hoeveel verhalen?",
        min_value=LEAST,
        max_value=MOST,
        initial=USUAL,
        help_text=f"Van {LEAST} tot en met {MOST}.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), COUNT),
    )
    zaad = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LAST_LOT,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), LOT),
    )
