"""What a maker of an account fills in."""

from django import forms
from django.db.models import QuerySet

from raamvertelling.accountability.models import Account, AccountPattern, Decision
from raamvertelling.accountability.passages import Sentence
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.models import Observation
from raamvertelling.sensemaking.queries.pattern import countable_signifiers
from raamvertelling.sensemaking.queries.rows import Scope
from raamvertelling.web.forms import RaamForm, RaamModelForm


class AccountForm(RaamModelForm):
    class Meta:
        model = Account
        fields = ("title", "question", "lead", "looks_again")


class StartForm(RaamModelForm):
    class Meta:
        model = Account
        fields = ("title", "question")


class PatternForm(RaamModelForm):
    signifier = forms.ChoiceField(label="Welke vraag?")

    class Meta:
        model = AccountPattern
        fields = ("signifier", "by_voice", "note")

    def __init__(self, *args: object, scope: Scope, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["signifier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Kies een vraag"), *((each.id, title_of(each)) for each in countable_signifiers(scope))]


class ObservationForm(RaamForm):
    observation = forms.ModelChoiceField(
        label="Welke bevinding?", queryset=Observation.objects.none(), empty_label="Kies een bevinding"
    )

    def __init__(self, *args: object, observations: QuerySet[Observation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["observation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = observations


class DecisionForm(RaamModelForm):
    class Meta:
        model = Decision
        fields = ("outcome", "text", "why", "who_when")


class QuoteForm(RaamForm):
    sentences = forms.TypedMultipleChoiceField(
        label="Welke zinnen?", coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één zin."},
    )  # fmt: skip

    def __init__(self, *args: object, sentences: tuple[Sentence, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sentences"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(index, sentence.text) for index, sentence in enumerate(sentences)]

    def clean_sentences(self) -> tuple[int, int]:
        """Return the first and the last sentence; a quote leaves out nothing in between."""
        chosen = sorted(self.cleaned_data["sentences"])
        if chosen[-1] - chosen[0] != len(chosen) - 1:
            raise forms.ValidationError(
                "Kies zinnen die op elkaar volgen. Wilt u meer uit dit verhaal? Maak er dan nog een citaat van."
            )
        return chosen[0], chosen[-1]
