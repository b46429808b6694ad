"""What a beheerder fills in about help: the contact person, where a complaint goes, and places for help."""

import re
from typing import Any, ClassVar

from django import forms

from raamvertelling.inquiries.models import HelpLine, Inquiry
from raamvertelling.web.forms import RaamModelForm

TELEPHONE = re.compile(r"[0-9+() -]{3,40}")
TELEPHONE_ERROR = "Vul een telefoonnummer in met alleen cijfers, spaties en streepjes, zoals 0800-1234."


def check_telephone(value: str) -> str:
    """Return a number; refuse what no telephone can dial."""
    if value and not TELEPHONE.fullmatch(value):
        raise forms.ValidationError(TELEPHONE_ERROR)
    return value


class ContactForm(RaamModelForm):
    """Whom a teller may ask something, and where a complaint or an application goes."""

    class Meta:
        model = Inquiry
        fields = ("contact_name", "contact_phone", "contact_email", "complaint_text")
        labels: ClassVar[dict[str, str]] = {
            "contact_name": "Naam van de contactpersoon",
            "contact_phone": "Telefoon",
            "contact_email": "E-mailadres",
            "complaint_text": "Waar kan een klacht of aanvraag heen?",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "contact_name": "Tellers zien deze naam. Een voornaam of een afdeling mag ook.",
            "complaint_text": "Leeg? Dan staat er een zin van Raamvertelling. Schrijf kort, met een nummer of adres.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"complaint_text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_email"].error_messages["invalid"] = "Vul een heel e-mailadres in, zoals naam@voorbeeld.nl."

    def clean_contact_phone(self) -> str:
        """Refuse what no telephone can dial."""
        return check_telephone(self.cleaned_data["contact_phone"])

    def clean(self) -> dict[str, Any]:
        """A name alone helps nobody: there must be a way to reach the person."""
        data = super().clean() or self.cleaned_data
        reachable = data.get("contact_phone") or data.get("contact_email")
        if data.get("contact_name") and not reachable and not self.errors:
            self.add_error("contact_phone", "Vul ook een telefoonnummer of een e-mailadres in.")
        return data


class HelpLineForm(RaamModelForm):
    """One place for help near the tellers."""

    url = forms.URLField(
        label="Website",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Vul een heel adres in, zoals https://www.voorbeeld.nl."},
    )

    class Meta:
        model = HelpLine
        fields = ("name", "what", "telephone", "url", "hours")
        labels: ClassVar[dict[str, str]] = {
            "name": "Naam",
            "what": "Waarvoor?",
            "telephone": "Telefoon",
            "hours": "Wanneer?",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "name": "Bijvoorbeeld: wijkteam Noord.",
            "what": "Eén korte zin. Bijvoorbeeld: bij vragen over zorg en geld.",
            "hours": "Bijvoorbeeld: op werkdagen van 9 tot 17 uur, gratis.",
        }

    def clean_telephone(self) -> str:
        """Refuse what no telephone can dial."""
        return check_telephone(self.cleaned_data["telephone"])

    def clean(self) -> dict[str, Any]:
        """There must be a number or a website."""
        data = super().clean() or self.cleaned_data
        if not (data.get("telephone") or data.get("url")) and not {"telephone", "url"} & set(self.errors):
            self.add_error("telephone", "Vul een telefoonnummer of een website in.")
        return data
