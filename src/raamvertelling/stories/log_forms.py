"""What a beheerder fills in about the log: a head that was kept elsewhere, and what to look up after a breach."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.heads import BadHead, Head, read_head
from raamvertelling.stories.queries.breach import Search
from raamvertelling.web.forms import RaamForm

A_HEAD = 4000
MOST_NUMBERS = 5000
NUMBERS = re.compile(r"\d{1,7}(-\d{1,7})?")


class HeadForm(RaamForm):
    """A head that somebody kept, as the file."""

    head = forms.FileField(
        label="Bestand met de kop",
        help_text="Het bestand eindigt op .json.",
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )

    def clean_head(self) -> Head:
        """Read the head; what is something else gets a sentence."""
        file: Any = self.cleaned_data["head"]
        try:
            return read_head(file.read(A_HEAD + 1)[:A_HEAD].decode("utf-8"))
        except (BadHead, UnicodeDecodeError) as error:
            sentence = str(error) if isinstance(error, BadHead) else "Dit is geen kop van een logboek."
            raise forms.ValidationError(sentence) from error


class Day(forms.DateInput):
    """A calendar where the browser has one, else year-month-day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class BreachForm(RaamForm):
    """Whose account, which days, which stories."""

    reader = forms.ModelChoiceField(
        label="Van wie is het account?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Iedereen",
        help_text="Ook wie nu geen rol meer heeft, staat in de lijst.",
    )
    since = forms.DateField(label="Eerste dag", widget=Day())
    until = forms.DateField(label="Laatste dag", widget=Day())
    numbers = forms.CharField(
        label="Welke verhalen?",
        required=False,
        max_length=500,
        help_text="Nummers, zoals 3, 7-12. Leeg betekent: alle verhalen.",
    )

    def __init__(self, *args: Any, inquiry: Inquiry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = self.fields["reader"]
        assert isinstance(reader, forms.ModelChoiceField)
        known = Q(memberships__inquiry=inquiry) | Q(auditevent__inquiry=inquiry)
        reader.queryset = User.objects.filter(known).distinct().order_by("name", "pk")

    def clean_numbers(self) -> tuple[int, ...]:
        """Read "3, 7-12"."""
        found: set[int] = set()
        for part in self.cleaned_data["numbers"].replace(",", " ").split():
            if not NUMBERS.fullmatch(part):
                raise forms.ValidationError(f"“{part}” is geen nummer. Schrijf nummers zo: 3, 7-12.")
            first, _, last = part.partition("-")
            if int(last or first) - int(first) >= MOST_NUMBERS:
                raise forms.ValidationError(f"Vraag hoogstens {MOST_NUMBERS} verhalen tegelijk op.")
            found.update(range(int(first), int(last or first) + 1))
        if self.cleaned_data["numbers"].strip() and not found:
            raise forms.ValidationError("In deze reeks zit geen verhaal. Zet het laagste nummer voorop.")
        return tuple(sorted(found))

    def clean(self) -> dict[str, Any]:
        """Check the period."""
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", "De laatste dag ligt voor de eerste dag. Draai de twee dagen om.")
        return data

    @property
    def search(self) -> Search:
        """What was asked; only after the form was found valid."""
        data = self.cleaned_data
        return Search(data["since"], data["until"], data["reader"], data["numbers"])
