"""Forms for observations, meanings and the aims of collecting."""

import re
from typing import Any, ClassVar

from django import forms

from raamvertelling.core.framework import labels
from raamvertelling.inquiries import services
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import ENOUGH_MEANINGS, Observation
from raamvertelling.sensemaking.queries.findings import readable_by
from raamvertelling.web.forms import RaamForm, RaamModelForm

LONG = forms.Textarea(attrs={"rows": 3})
MEANING_HELP = "Denk ook aan een betekenis waar u het zelf niet mee eens bent."


class ObservationForm(RaamModelForm):
    """What was seen; a new one also asks for its first two meanings."""

    story_numbers = forms.CharField(
        label="Welke verhalen laten dit zien?",
        required=False,
        max_length=400,
        help_text="Schrijf de nummers van de verhalen, met een komma ertussen. Bijvoorbeeld: 12, 40.",
    )

    class Meta:
        model = Observation
        fields = ("title", "seen", "questions", "idea")
        widgets: ClassVar = {"seen": LONG, "questions": LONG, "idea": LONG}
        help_texts: ClassVar = {
            "title": "Eén zin. Wat valt u op, zonder uitleg waarom?",
            "seen": "Iedereen die in dit onderzoek leest, ziet dit. Schrijf geen zinnen uit een verhaal over.",
            "idea": "Een eerste idee is genoeg.",
        }

    def __init__(self, *args: Any, inquiry: Inquiry, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inquiry, self.user = inquiry, user
        if self.instance.pk is None:
            for number in range(1, ENOUGH_MEANINGS + 1):
                self.fields[f"meaning_{number}"] = forms.CharField(
                    label="Wat kan dit betekenen?" if number == 1 else "En wat kan het óók betekenen?",
                    required=False,
                    widget=LONG,
                    help_text="" if number == 1 else MEANING_HELP,
                )
            self.order_fields(["title", "seen", "meaning_1", "meaning_2", "questions", "idea", "story_numbers"])

    def clean_story_numbers(self) -> list[int]:
        """Return the numbers; every one must be a story that this person may read."""
        text = str(self.cleaned_data["story_numbers"])
        pieces = [each for each in re.split(r"[\s,;]+", text) if each]
        wrong = [each for each in pieces if not each.isdecimal() or len(each) > 9]
        if wrong:
            raise forms.ValidationError(f"‘{wrong[0][:20]}’ is geen nummer van een verhaal. Schrijf alleen nummers.")
        numbers = sorted({int(each) for each in pieces})
        known = set(readable_by(self.user, self.inquiry).filter(number__in=numbers).values_list("number", flat=True))
        unknown = [number for number in numbers if number not in known]
        if unknown:
            raise forms.ValidationError(f"Verhaal {unknown[0]} is er niet, of u mag het niet lezen. Haal het weg.")
        return numbers

    def meanings(self) -> list[str]:
        """Return the meanings that were filled in."""
        filled = (self.cleaned_data.get(f"meaning_{number}", "") for number in range(1, ENOUGH_MEANINGS + 1))
        return [text for text in filled if text]


class MeaningForm(RaamForm):
    """One more meaning."""

    text = forms.CharField(label="Wat kan dit óók betekenen?", widget=LONG, help_text=MEANING_HELP)


class AimsForm(RaamForm):
    """One number for each storypoint and each voice; empty means no aim."""

    mark_optional = False

    def __init__(self, data: Any = None, *, inquiry: Inquiry) -> None:
        super().__init__(data)
        self.points = dict(inquiry.storypoints.filter(is_test=False).order_by("name").values_list("pk", "name"))
        self.voices = labels(inquiry.framework.voice_question)
        kept = {(each.storypoint_id, each.voice): each.number for each in inquiry.aims.all()}
        for id, label in self.voices.items():
            self._add(f"stem-{id}", f"Stem: {label}", kept.get((None, id)))
        for pk, name in self.points.items():
            self._add(f"punt-{pk}", f"Vertelpunt: {name}", kept.get((pk, "")))

    def _add(self, name: str, label: str, number: int | None) -> None:
        wrong = f"Vul bij “{label}” een heel getal in van 0 tot 100.000, of laat het leeg."
        self.fields[name] = forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=100_000,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        )
        self.initial[name] = number

    def save(self, inquiry: Inquiry) -> None:
        """Store the aims."""
        data = self.cleaned_data
        services.set_aims(
            inquiry=inquiry,
            by_point={pk: data[f"punt-{pk}"] or 0 for pk in self.points},
            by_voice={id: data[f"stem-{id}"] or 0 for id in self.voices},
        )
