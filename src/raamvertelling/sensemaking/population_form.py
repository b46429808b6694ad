"""What the team gives to see who is missing: a file with numbers of people, and the question it is about."""

from typing import Any

from django import forms

from raamvertelling.core.stats.coverage import matched
from raamvertelling.exchange.population import read_population
from raamvertelling.exchange.report import ImportProblem
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.queries.missing import countable_groups
from raamvertelling.web.forms import RaamForm

LIMIT = 1_000_000


class PopulationForm(RaamForm):
    """A table of two columns and a question; what does not fit is said in one sentence."""

    question = forms.ChoiceField(label="Over welke vraag gaat het bestand?")
    file = forms.FileField(
        label="Bevolkingsbestand",
        help_text="CSV of Excel, tot 1 MB. Twee kolommen: een code of antwoord, en een aantal mensen.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt"}),
        max_length=200,
        allow_empty_file=True,
    )
    people: dict[str, int]

    def __init__(self, *data: Any, inquiry: Inquiry, **more: Any) -> None:
        super().__init__(*data, **more)
        self.asked = {each.id: each for each in countable_groups(inquiry.framework)}
        field = self.fields["question"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(id, title_of(each)) for id, each in self.asked.items()]

    @property
    def example(self) -> str:
        """Return the first lines of a file that would fit the chosen question, or the first."""
        asked = self.asked.get(str(self["question"].value())) or next(iter(self.asked.values()), None)
        rows = [f"{each.id};{1200 - 100 * place}" for place, each in enumerate(asked.options[:3])] if asked else []
        return "\n".join(["code;aantal", *rows])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            if file.size > LIMIT:
                raise ImportProblem(
                    f"Het bevolkingsbestand is te groot: {file.size / 1_000_000:.1f} MB, en hier mag 1 MB. "
                    "Geef alleen de groepen van uw vraag."
                )
            self.people = read_population(file.read(), limit=LIMIT)
            if "question" in self.cleaned_data:
                matched(self.asked[self.cleaned_data["question"]].options, self.people)
        except (ImportProblem, ValueError) as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file
