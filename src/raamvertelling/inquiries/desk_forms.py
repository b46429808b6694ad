"""What a beheerder fills in for the desk: a second reader, care for moderators, protocol cards, officials."""

from typing import ClassVar

from django import forms

from raamvertelling.inquiries.help_forms import check_telephone
from raamvertelling.inquiries.models import Inquiry, Official, ProtocolCard
from raamvertelling.web.forms import RaamModelForm


class DeskSettingsForm(RaamModelForm):
    """Whether a second moderator releases, and to whom moderators can go themselves."""

    class Meta:
        model = Inquiry
        fields = ("second_reader", "care_text")
        labels: ClassVar[dict[str, str]] = {
            "second_reader": "Een tweede moderator geeft elk verhaal vrij",
            "care_text": "Bij wie kunnen moderators zelf terecht?",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "second_reader": "De een maskeert, een ander leest mee en geeft vrij. U hebt dan twee moderators nodig.",
            "care_text": "Bijvoorbeeld: Nel van Dam, teamleider, 0123-456789, elke werkdag. Staat op ‘Even stoppen’.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"care_text": forms.Textarea(attrs={"rows": 3})}


class ProtocolCardForm(RaamModelForm):
    """What a moderator does about one kind of danger, and whom she calls."""

    class Meta:
        model = ProtocolCard
        fields = ("steps", "contact_name", "contact_phone", "contact_hours")
        labels: ClassVar[dict[str, str]] = {
            "steps": "Wat doet de moderator?",
            "contact_name": "Wie belt zij?",
            "contact_phone": "Telefoon",
            "contact_hours": "Wanneer is die te bereiken?",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "steps": "Eén stap op een regel. Kort, zoals u het zelf zou zeggen.",
            "contact_name": "Een naam en een functie. Bijvoorbeeld: Anja, aandachtsfunctionaris.",
            "contact_hours": "En wie daarbuiten? Bijvoorbeeld: op werkdagen; ’s avonds de wachtdienst, 0123-456780.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {"steps": forms.Textarea(attrs={"rows": 6})}

    def clean_contact_phone(self) -> str:
        """Refuse what no telephone can dial."""
        return check_telephone(self.cleaned_data["contact_phone"])


class OfficialForm(RaamModelForm):
    """Somebody whose name may stay because the office is public."""

    class Meta:
        model = Official
        fields = ("name", "office")
        labels: ClassVar[dict[str, str]] = {"name": "Naam", "office": "Functie"}
        help_texts: ClassVar[dict[str, str]] = {
            "name": "Zoals mensen hem noemen. Bijvoorbeeld: Jansma, of Karin Jansma.",
            "office": "Bijvoorbeeld: wethouder zorg.",
        }

    def clean_name(self) -> str:
        """Write a name with single spaces."""
        return " ".join(self.cleaned_data["name"].split())
