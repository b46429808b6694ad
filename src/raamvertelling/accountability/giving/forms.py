"""What somebody chooses who gives a file away: for which use, to whom."""

from typing import Any, TypedDict

from django import forms

from raamvertelling.accountability.giving.columns import PERIOD
from raamvertelling.accountability.giving.queries.uses import own_uses
from raamvertelling.core.privacy.disclosure.rows import OPEN_DATA_MINIMUM
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.queries.windows import about_tellers
from raamvertelling.stories.models import Purpose
from raamvertelling.web.forms import RaamForm

SOME, EVERYBODY = "some", "everybody"
NO_RECEIVER = "Vul in voor wie het bestand is. Dat komt in het logboek."


class Wanted(TypedDict):
    """Which rows somebody wants."""

    use: str
    minimum: int
    about: list[str]


class ReceiverForm(RaamForm):
    """For whom a file is."""

    receiver = forms.CharField(
        label="Voor wie is het bestand?",
        max_length=160,
        help_text="Bijvoorbeeld: de makers van de podcast. Dit komt in het logboek.",
        error_messages={"required": NO_RECEIVER},
    )


class RowsForm(RaamForm):
    """Rows for which use, for whom; only making the file needs the last."""

    mark_optional = False
    use = forms.ChoiceField(label="Waarvoor?", widget=forms.RadioSelect)
    audience = forms.ChoiceField(
        label="Wie krijgt het?", widget=forms.RadioSelect, choices=((SOME, ""), (EVERYBODY, "")), initial=SOME
    )
    about = forms.MultipleChoiceField(
        label="Wat moet er over vertellers in staan?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Hoe minder u kiest, hoe preciezer het kan. Wat nu niet meegaat, kan later niet alsnog mee.",
    )
    receiver = forms.CharField(
        label="Naam van de ontvanger",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: onderzoekers van de hogeschool. Dit komt in het logboek.",
    )

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inquiry = inquiry
        own = [(each.value, each.label) for each in own_uses(inquiry)]
        use, audience, about = (self.fields[name] for name in ("use", "audience", "about"))
        assert isinstance(use, forms.ChoiceField) and isinstance(audience, forms.ChoiceField)
        assert isinstance(about, forms.MultipleChoiceField)
        asked = about_tellers(inquiry.framework)
        about.choices = [*((each.id, title_of(each)) for each in asked), (PERIOD, "In welk kwartaal het is verteld")]
        self.initial.setdefault("about", [each.id for each in asked[:1]])
        use.choices = [(Purpose.ANALYSE.value, Purpose.ANALYSE.label.capitalize()), *own]
        self.initial.setdefault("use", Purpose.ANALYSE.value)
        audience.choices = [
            (SOME, f"Mensen die wij kennen: minstens {self.minimums[SOME]} vertellers met hetzelfde profiel"),
            (EVERYBODY, f"Iedereen, als open data: minstens {self.minimums[EVERYBODY]}"),
        ]

    @property
    def minimums(self) -> dict[str, int]:
        """How many tellers share each combination, by who gets the file."""
        least = self.inquiry.minimum_group
        return {SOME: least, EVERYBODY: max(OPEN_DATA_MINIMUM, least)}

    @property
    def wanted(self) -> Wanted:
        """What was chosen, as the query takes it."""
        data = self.cleaned_data
        return {"use": data["use"], "minimum": self.minimums[data["audience"]], "about": data["about"]}

    @property
    def use_label(self) -> str:
        """The chosen use in words."""
        field = self.fields["use"]
        assert isinstance(field, forms.ChoiceField)
        return str(dict(field.choices)[self.cleaned_data["use"]])  # type: ignore[arg-type]  # pairs, set above

    def clean(self) -> dict[str, Any]:
        """Refuse open data for a use that tellers gave to researchers only."""
        data = super().clean() or self.cleaned_data
        if data.get("audience") == EVERYBODY and data.get("use") == Purpose.ANALYSE:
            self.add_error(
                "audience",
                "Vertellers zeiden ja tegen meetellen door onderzoekers, niet tegen open data. Vraag daar eerst een "
                "eigen gebruik voor: bij Vragen, rond de vragen.",
            )
        return data

    def needs_receiver(self) -> bool:
        """Say that the receiver is missing, when it is."""
        if not self.cleaned_data.get("receiver", "").strip():
            self.add_error("receiver", NO_RECEIVER)
        return bool(self.errors)
