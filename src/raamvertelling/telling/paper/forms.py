"""The forms of the paper pages that are not a sheet."""

from typing import Any

from django import forms

from raamvertelling.core.framework import labels
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.stories.services.slips import MOST_AT_ONCE
from raamvertelling.telling.access import languages
from raamvertelling.telling.paper.sheet import printable_languages
from raamvertelling.web.forms import RaamForm
from raamvertelling.web.templatetags.raam import language_name


class PrintForm(RaamForm):
    """What to print: for which storypoint, in which language and wording, how many."""

    mark_optional = False
    kind = forms.ChoiceField(
        label="Wat wilt u printen?",
        choices=[("vellen", "Vellen om op te schrijven"), ("strookjes", "Strookjes met een code, voor bij een zuil")],
    )
    storypoint: "forms.ModelChoiceField[StoryPoint]" = forms.ModelChoiceField(
        StoryPoint.objects.none(), label="Vertelpunt", empty_label=None
    )
    language = forms.ChoiceField(label="Taal", choices=())
    role = forms.ChoiceField(label="Woorden voor", choices=(), required=False)
    count = forms.IntegerField(
        label="Aantal",
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=10,
        error_messages={
            "min_value": "Print er minstens één.",
            "max_value": f"Print er hoogstens {MOST_AT_ONCE} tegelijk.",
            "invalid": "Vul een heel getal in.",
        },
    )

    def __init__(self, inquiry: Inquiry, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        framework = inquiry.framework
        points = self.fields["storypoint"]
        assert isinstance(points, forms.ModelChoiceField)
        points.queryset = inquiry.storypoints.order_by("is_test", "name")
        offered = languages(framework)
        names = printable_languages(framework, offered)
        self.unprintable = [language_name(each) for each in offered if each not in names]
        self._choices("language", [(each, language_name(each)) for each in names or [framework.language]])
        everybody = ("", "iedereen")
        self._choices("role", [everybody, *labels(framework.voice_question, framework.language).items()])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
