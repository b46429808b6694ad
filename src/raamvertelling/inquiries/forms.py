"""What a team fills in: an inquiry, its settings, storypoints and invitations."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify

from raamvertelling.core.framework import Framework, InvalidFramework, Problem, load
from raamvertelling.inquiries.access import may_start_in
from raamvertelling.inquiries.models import Channel, Inquiry
from raamvertelling.inquiries.queries import slugs_beginning_with, team_of
from raamvertelling.inquiries.starters import starters
from raamvertelling.people.models import Organisation, Role, User
from raamvertelling.web.forms import RaamForm, RaamModelForm

FILE_LIMIT = 1_000_000
PERIOD_ERROR = "De laatste dag ligt voor de eerste dag. Draai de twee dagen om."
OWN_FILE = "bestand"


class DayInput(forms.DateInput):
    """A calendar where the browser has one, else year-month-day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def period_is_wrong(opens: date | None, closes: date | None) -> bool:
    """Whether the last day lies before the first."""
    return bool(opens and closes and closes < opens)


class FrameworkFileField(forms.FileField):
    """A YAML file with questions; every problem is kept, so that all of them can be shown at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}), max_length=200, **kwargs)


def read_framework_file(file: Any) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Read an uploaded file: the framework, or everything that must change."""
    if file.size > FILE_LIMIT:
        return None, (Problem("", "Het bestand is te groot. Het mag 1 MB zijn."),)
    try:
        return load(file.read().decode("utf-8")), ()
    except UnicodeDecodeError:
        return None, (Problem("", "Dit bestand is geen tekst in UTF-8. Bewaar het opnieuw als UTF-8."),)
    except InvalidFramework as invalid:
        return None, invalid.problems


class StartForm(RaamForm):
    """A new inquiry, from a framework on the shelf or from a file."""

    organisation = forms.ModelChoiceField(label="Organisatie", queryset=Organisation.objects.none(), empty_label=None)
    title = forms.CharField(label="Hoe heet het onderzoek?", max_length=160, help_text="Tellers zien deze naam.")
    question = forms.CharField(
        label="Welke vraag wilt u beantwoorden?",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    opens = forms.DateField(label="Eerste dag", required=False, widget=DayInput())
    closes = forms.DateField(label="Laatste dag", required=False, widget=DayInput())
    start = forms.ChoiceField(
        label="Met welke vragen begint u?",
        help_text="Onder aan deze pagina leest u wat erin staat. U kunt de vragen daarna aanpassen.",
        widget=forms.RadioSelect,
    )
    file = FrameworkFileField(label="Uw eigen bestand", required=False, help_text="Een YAML-bestand, tot 1 MB.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file_problems: tuple[Problem, ...] = ()
        self.framework: Framework | None = None
        organisations = may_start_in(user)
        organisation, start = self.fields["organisation"], self.fields["start"]
        assert isinstance(organisation, forms.ModelChoiceField) and isinstance(start, forms.ChoiceField)
        organisation.queryset = organisations
        if len(organisations) == 1:
            organisation.initial = organisations[0]
            organisation.widget = forms.HiddenInput()
        start.choices = [*((each.id, each.title) for each in starters()), (OWN_FILE, "Een eigen bestand")]

    def clean(self) -> dict[str, Any]:
        """Read the questions and check the period."""
        data = super().clean() or self.cleaned_data
        if period_is_wrong(data.get("opens"), data.get("closes")):
            self.add_error("closes", PERIOD_ERROR)
        if data.get("start") == OWN_FILE:
            self._read_own_file(data.get("file"))
        else:
            self.framework = next((each.framework for each in starters() if each.id == data.get("start")), None)
        return data

    def _read_own_file(self, file: Any) -> None:
        if file is None:
            self.add_error("file", "Kies een bestand, of begin met een van de andere vragenlijsten.")
            return
        self.framework, self.file_problems = read_framework_file(file)
        if self.file_problems:
            self.add_error("file", "Dit bestand kan nog niet gebruikt worden. In de tabel staat wat er anders moet.")

    def free_slug(self) -> str:
        """Return a word for the address that no other inquiry has."""
        start = slugify(self.cleaned_data["title"])[:40].strip("-") or "onderzoek"
        taken = slugs_beginning_with(start)
        return next(each for each in (start, *(f"{start}-{n}" for n in range(2, 10_000))) if each not in taken)


class SettingsForm(RaamModelForm):
    """What a beheerder sets: name, question, period, group sizes, public page."""

    class Meta:
        model = Inquiry
        fields = (
            "title",
            "question",
            "opens",
            "closes",
            "minimum_group",
            "minimum_team",
            "is_public",
            "readers_see_professionals",
        )
        labels: ClassVar[dict[str, str]] = {
            "title": "Naam van het onderzoek",
            "question": "De vraag",
            "opens": "Eerste dag",
            "closes": "Laatste dag",
            "minimum_group": "Kleinste groep naar buiten",
            "minimum_team": "Kleinste groep in het team",
            "is_public": "Dit onderzoek heeft een openbare pagina",
            "readers_see_professionals": "Lezers mogen ook verhalen van professionals lezen",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "minimum_group": "Voor lezers, de openbare pagina, rapporten en bestanden. Ten minste 10 verhalen.",
            "minimum_team": "Voor onderzoekers en moderators, als waarschuwing. Ten minste 5 verhalen.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "question": forms.Textarea(attrs={"rows": 3}),
            "opens": DayInput(),
            "closes": DayInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, least, sentence in (
            ("minimum_group", 10, "Vul 10 of meer in. Een kleinere groep is naar buiten te herkennen."),
            ("minimum_team", 5, "Vul 5 of meer in. Een kleinere groep is te herkennen."),
        ):
            field = forms.IntegerField(
                label=self.fields[name].label,
                help_text=self.fields[name].help_text,
                min_value=least,
                max_value=1000,
                error_messages={"min_value": sentence, "invalid": "Vul een heel getal in."},
            )
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Check the period."""
        data = super().clean() or self.cleaned_data
        if period_is_wrong(data.get("opens"), data.get("closes")):
            self.add_error("closes", PERIOD_ERROR)
        return data


class ConceptUploadForm(RaamForm):
    """Questions for the concept, from a file."""

    file = forms.FileField(
        label="Bestand met vragen",
        help_text="YAML van Raamvertelling, of een XLSForm (.xlsx) van KoboToolbox of ODK.",
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.xlsx"}),
    )


class StoryPointForm(RaamForm):
    """A new way in."""

    name = forms.CharField(label="Naam voor het team", max_length=80, help_text="Bijvoorbeeld: leeszaal Noord.")
    place = forms.CharField(
        label="Naam boven de pagina", max_length=80, required=False, help_text="Die ziet wie vertelt."
    )
    channel = forms.ChoiceField(
        label="Hoe vertellen mensen hier?",
        choices=[each for each in Channel.choices if each[0] != Channel.IMPORT],
        initial=Channel.WEB,
    )
    is_test = forms.BooleanField(label="Om te oefenen: deze verhalen tellen niet mee", required=False)


class InviteForm(RaamForm):
    """Somebody new, by link."""

    email = forms.EmailField(
        label="E-mailadres", error_messages={"invalid": "Vul een heel e-mailadres in, zoals naam@voorbeeld.nl."}
    )
    role = forms.ChoiceField(label="Rol", choices=Role.choices, initial=Role.READER)


class RoleForm(RaamForm):
    """A role for somebody of the team."""

    user = forms.ModelChoiceField(label="Wie", queryset=User.objects.none(), empty_label=None)
    role = forms.ChoiceField(label="Rol", choices=Role.choices)

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.fields["user"]
        assert isinstance(user, forms.ModelChoiceField)
        user.queryset = team_of(inquiry)
