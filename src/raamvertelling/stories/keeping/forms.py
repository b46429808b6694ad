"""What a beheerder chooses about keeping, and what is asked before an archive file is made."""

from datetime import date, timedelta
from typing import Any

from django import forms

from raamvertelling.core.privacy.retention import NOTICE_DAYS
from raamvertelling.inquiries.forms import DayInput
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.keeping.archive_file import SHORTEST_PASSPHRASE
from raamvertelling.stories.keeping.terms import last_day
from raamvertelling.stories.models.keeping import MOST_DAYS
from raamvertelling.web.forms import RaamForm


class DaysField(forms.IntegerField):
    """A number of days after the release."""

    def __init__(self, label: str, help_text: str) -> None:
        sentence = f"Vul een aantal dagen in van 1 tot en met {MOST_DAYS}."
        messages = {"invalid": sentence, "min_value": sentence, "max_value": sentence}
        super().__init__(label=label, help_text=help_text, min_value=1, max_value=MOST_DAYS, error_messages=messages)


class TermsForm(RaamForm):
    """How long what is kept."""

    original_days = DaysField(
        "Oorspronkelijke teksten: dagen na het vrijgeven",
        "De woorden zoals verteld, met namen erin. Wat anderen lezen, blijft.",
    )
    media_days = DaysField(
        "Opnamen en foto's: dagen na het vrijgeven",
        "Pas als het verhaal is uitgeschreven. Een vrijgegeven foto blijft.",
    )
    stories_until = forms.DateField(
        label="Hele verhalen: tot deze dag",
        required=False,
        widget=DayInput(),
        help_text="Op die dag verdwijnen alle verhalen en antwoorden. Niets gekozen? Dan blijven zij.",
        error_messages={"invalid": "Kies een dag uit de kalender, of schrijf jaar-maand-dag."},
    )

    def __init__(self, *args: Any, inquiry: Inquiry, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._inquiry, self._today = inquiry, today

    def clean_stories_until(self) -> date | None:
        """Refuse a day that would surprise: too soon, or while people may still tell."""
        until: date | None = self.cleaned_data["stories_until"]
        if until is None or until == self.initial.get("stories_until"):
            return until
        closes = last_day(self._inquiry)
        if closes is None:
            raise forms.ValidationError("Kies eerst bij Instellingen de laatste dag van het onderzoek.")
        if until <= closes:
            raise forms.ValidationError("Kies een dag na de laatste dag van het onderzoek.")
        if until < self._today + timedelta(days=NOTICE_DAYS):
            raise forms.ValidationError("Kies een dag die minstens een week weg is.")
        return until


class ArchiveForm(RaamForm):
    """For whom an archive file is, and the passphrase that seals it."""

    receiver = forms.CharField(
        label="Voor wie is het bestand?",
        max_length=160,
        help_text="Bijvoorbeeld: e-depot van de gemeente. Dit komt in het logboek.",
    )
    passphrase = forms.CharField(
        label="Wachtzin",
        min_length=SHORTEST_PASSPHRASE,
        max_length=200,
        help_text=f"Minstens {SHORTEST_PASSPHRASE} tekens, bijvoorbeeld vijf losse woorden. Wij bewaren hem niet.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"min_length": f"Kies een wachtzin van minstens {SHORTEST_PASSPHRASE} tekens."},
    )
    again = forms.CharField(
        label="Wachtzin, nog een keer",
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Check that the passphrase was typed twice the same: a typing error would lose the whole file."""
        data = super().clean() or self.cleaned_data
        if data.get("passphrase") and data.get("again") and data["passphrase"] != data["again"]:
            self.add_error("again", "De twee wachtzinnen zijn niet gelijk. Typ ze allebei opnieuw.")
        return data
