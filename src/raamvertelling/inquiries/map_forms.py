"""What a team fills in for its map: the file, the columns, and which area is which answer."""

from typing import Any

from django import forms

from raamvertelling.core.framework import labels
from raamvertelling.exchange.geojson import LIMIT, FlatMap, NoMap, read_map
from raamvertelling.inquiries.models import NeighbourhoodMap
from raamvertelling.inquiries.neighbourhoods import codes, properties, questions, split_codes, unknown
from raamvertelling.web.forms import RaamForm


class MapFileForm(RaamForm):
    """A GeoJSON file; what is wrong with it is said in one sentence."""

    file = forms.FileField(
        label="Kaartbestand",
        help_text="Een GeoJSON-bestand met wijken of buurten, tot 5 MB. Bijvoorbeeld van CBS of PDOK.",
        widget=forms.FileInput(attrs={"accept": ".geojson,.json"}),
        max_length=200,
    )
    flat: FlatMap

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        content = file.read() if file.size <= LIMIT else b" " * (LIMIT + 1)
        try:
            self.flat = read_map(content)
        except NoMap as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file


class MapColumnsForm(RaamForm):
    """Which question asks for the neighbourhood, and which property of an area holds its code."""

    question = forms.ChoiceField(label="Welke vraag gaat over de wijk of buurt?")
    code_property = forms.ChoiceField(
        label="Waar staat de code van een gebied?", help_text="Vaak BU_CODE, WK_CODE, buurtcode of statcode."
    )

    def __init__(self, *data: Any, map: NeighbourhoodMap, **more: Any) -> None:
        more.setdefault("initial", {"question": map.question, "code_property": map.code_property})
        super().__init__(*data, **more)
        areas = map.shapes["areas"]
        asked = [(each.id, each.text.in_language("nl")) for each in questions(map.inquiry.framework)]
        named = [(name, f"{name} (bijvoorbeeld {next(iter(codes(areas, name)), '')})") for name in properties(areas)]
        for name, choices in (("question", asked), ("code_property", named)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class MatchForm(RaamForm):
    """For each answer the codes of its areas; empty for an answer that lies nowhere on the map."""

    def __init__(self, *data: Any, map: NeighbourhoodMap, **more: Any) -> None:
        super().__init__(*data, **more)
        asked = next((each for each in questions(map.inquiry.framework) if each.id == map.question), None)
        self.options = labels(asked)
        self.known = codes(map.shapes["areas"], map.code_property)
        for id, label in self.options.items():
            self.fields[f"optie-{id}"] = forms.CharField(
                label=label,
                required=False,
                max_length=2000,
                initial=", ".join(map.matches.get(id, [])),
                widget=forms.TextInput(attrs={"list": "gebieden", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for id in self.options:
            name = f"optie-{id}"
            typed = split_codes(cleaned.get(name, ""))
            wrong = unknown(typed, self.known)
            if wrong:
                self.add_error(name, f"De code {wrong[0][:40]} staat niet in de kaart.")
            twice = [code for code in typed if code in taken]
            if twice:
                self.add_error(name, f"Het gebied {twice[0]} hoort al bij ‘{taken[twice[0]]}’.")
            taken.update(dict.fromkeys(typed, self.options[id]))
        return cleaned

    @property
    def matches(self) -> dict[str, list[str]]:
        """Return the codes of each answer."""
        return {id: split_codes(self.cleaned_data[f"optie-{id}"]) for id in self.options}
