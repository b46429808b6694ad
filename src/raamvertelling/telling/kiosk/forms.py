"""The form of a new kiosk, and the number of a strip at a kiosk."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Case, When

from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint
from raamvertelling.web.forms import RaamForm

DAYS = 31


class KioskForm(RaamForm):
    """Where, from when until when, and how many stories a day."""

    mark_optional = False
    storypoint: "forms.ModelChoiceField[StoryPoint]" = forms.ModelChoiceField(
        StoryPoint.objects.none(), label="Vertelpunt", empty_label=None
    )
    name = forms.CharField(label="Naam van de zuil", max_length=80, help_text="Bijvoorbeeld: bibliotheek, ingang.")
    from_day = forms.DateField(label="Vanaf", widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label="Tot en met", widget=forms.DateInput(attrs={"type": "date"}))
    quota = forms.IntegerField(
        label="Hoogstens zoveel verhalen per dag",
        min_value=1,
        max_value=5000,
        initial=200,
        help_text="Wie al begonnen is, mag altijd afmaken.",
    )

    def __init__(self, inquiry: Inquiry, today: date, *args: Any, **kwargs: Any) -> None:
        days = {"from_day": today.isoformat(), "last_day": today.isoformat()}
        super().__init__(*args, initial=days, **kwargs)
        points = self.fields["storypoint"]
        assert isinstance(points, forms.ModelChoiceField)
        # A storypoint that was made for a kiosk comes first: it is what most people mean.
        meant = Case(When(channel=Channel.KIOSK, then=0), default=1)
        points.queryset = inquiry.storypoints.order_by("is_test", meant, "name")

    def clean(self) -> dict[str, Any]:
        """The days must follow each other, and an event does not last for ever."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("from_day"), cleaned.get("last_day")
        if first and last and not first <= last <= first + timedelta(days=DAYS):
            self.add_error("last_day", f"Kies een dag na het begin, hoogstens {DAYS} dagen later.")
        return cleaned
