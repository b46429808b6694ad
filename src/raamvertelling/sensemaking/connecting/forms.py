"""The form that calls a pattern remarkable."""

from typing import ClassVar

from raamvertelling.sensemaking.models import MarkedPattern
from raamvertelling.web.forms import RaamModelForm


class MarkForm(RaamModelForm):
    """A few words on what is remarkable."""

    class Meta:
        model = MarkedPattern
        fields = ("words",)
        help_texts: ClassVar = {
            "words": "Een paar woorden, zonder uitleg waarom. Schrijf geen zinnen uit een verhaal over."
        }
