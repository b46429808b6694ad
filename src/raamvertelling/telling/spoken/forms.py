"""A recording of one page, as the organisation hands it in."""

from typing import Any

from django import forms

from raamvertelling.core.framework import Framework
from raamvertelling.stories.audio import BadRecording, Sound, clean_sound
from raamvertelling.telling.spoken.words import Spot, spots
from raamvertelling.web.forms import RaamForm
from raamvertelling.web.language_list import dutch_name

LARGEST = 2_500_000
LONGEST = 180
PLAYED_EVERYWHERE = "audio/mp4"


class RecordingForm(RaamForm):
    """Which page, in which language, and the file."""

    spot = forms.ChoiceField(label="Welke pagina?")
    language = forms.ChoiceField(label="In welke taal?")
    file = forms.FileField(
        label="Geluidsbestand",
        help_text="Een mp3-, m4a- of wav-bestand van hoogstens 2,5 MB en 3 minuten.",
        widget=forms.FileInput(attrs={"accept": "audio/*"}),
    )

    def __init__(self, framework: Framework, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.framework = framework
        pages, languages = self.fields["spot"], self.fields["language"]
        assert isinstance(pages, forms.ChoiceField) and isinstance(languages, forms.ChoiceField)
        pages.choices = [(each.id, each.label) for each in spots(framework, framework.language)]
        languages.choices = [(code, dutch_name(code)) for code in framework.languages]
        self.sound: Sound | None = None

    def clean_file(self) -> Any:
        """Listen to the file; what is written around the sound does not come along."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "Het bestand is te groot. 2,5 MB is het meeste. Kies mp3 of m4a, dat is kleiner."
            )
        try:
            sound = clean_sound([file.read()])
        except BadRecording as bad:
            raise forms.ValidationError(str(bad)) from bad
        if sound.seconds > LONGEST:
            raise forms.ValidationError("De opname is te lang. 3 minuten is het meeste. Lees alleen voor wat er staat.")
        if sound.mime != PLAYED_EVERYWHERE:
            raise forms.ValidationError("Niet elke telefoon speelt dit soort bestand af. Kies mp3, m4a of wav.")
        self.sound = sound
        return file

    @property
    def chosen(self) -> Spot:
        """The page, with its words in the language of the recording."""
        pages = spots(self.framework, self.cleaned_data["language"])
        return next(each for each in pages if each.id == self.cleaned_data["spot"])
