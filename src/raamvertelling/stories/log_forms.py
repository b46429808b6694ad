"""What a beheerder fills in about the log: a head that was kept elsewhere."""

from typing import Any

from django import forms

from raamvertelling.stories.heads import BadHead, Head, read_head
from raamvertelling.web.forms import RaamForm

A_HEAD = 4000


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
