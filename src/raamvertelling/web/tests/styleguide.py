"""The styleguide with invented content, for tests and for looking at the design."""

from dataclasses import dataclass

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from raamvertelling.core.results import Suppressed
from raamvertelling.web.charts import closed_window
from raamvertelling.web.forms import RaamForm
from raamvertelling.web.pages import Crumb, NavItem


class ExampleForm(RaamForm):
    name = forms.CharField(label="Naam van het vertelpunt", help_text="Tellers zien deze naam boven elke vraag.")
    place = forms.CharField(label="Plaats", required=False)
    kind = forms.ChoiceField(
        label="Soort vertelpunt", widget=forms.RadioSelect, choices=[("web", "Een link"), ("kiosk", "Een kiosk")]
    )
    text = forms.CharField(label="Uitleg", widget=forms.Textarea, required=False)
    agreed = forms.BooleanField(label="Ik heb de tekst nagekeken")
    file = forms.FileField(label="Bestand", required=False)


@dataclass
class Card:
    role: str
    who: str
    title: str
    paragraphs: list[SafeString]
    url: str = "#verhalen"
    foot: str = ""


STORIES = [
    Card(
        "inwoner",
        "Inwoner · wil niet gezegd hebben waar",
        "Drie loketten, één huurbrief",
        [
            mark_safe(
                "Ik had de brief bij me, van <mark>[naam 1]</mark> van de corporatie. Bij het eerste loket "
                "zeiden ze dat het schuldhulp was. Ik ben toen maar bij <mark>[buurvrouw]</mark> op de "
                "bank gaan zitten."
            )
        ],
    ),
    Card(
        "professional",
        "Professional · Rivierenwijk",
        "Ik heb het gewoon gedaan",
        [mark_safe("Vierhonderd euro had de deur dicht kunnen houden. Ik mocht het nergens van betalen.")],
        foot="Toestemming: tellen, groep en citaat",
    ),
]


class Reader:
    is_authenticated = True
    email = "amina@example.org"

    def get_short_name(self) -> str:
        return "Amina"


def render_styleguide(data: dict[str, str] | None = None) -> str:
    return render_to_string(
        "raam/styleguide.html",
        {
            "user": Reader(),
            "inquiry_title": "Vroeg erbij in Veldhaven",
            "inquiries_url": "/team/",
            "nav": [
                NavItem("Overzicht", "#", is_current=True),
                NavItem("Verhalen", "#verhalen"),
                NavItem("Bord", "#log", count=8),
                NavItem("Duiden", "#tabel"),
                NavItem("Verantwoording", "#tabel"),
                NavItem("Instellingen", "#knoppen"),
            ],
            "crumbs": [Crumb("Onderzoeken", "/team/"), Crumb("Vroeg erbij in Veldhaven")],
            "tabs": [NavItem("Naast elkaar", "#", is_current=True), NavItem("Samen", "#tabel")],
            "tabs_label": "Weergave",
            "roles": [
                ("inwoner", "Inwoner", "64 verhalen"),
                ("professional", "Professional", "31 verhalen"),
                ("manager", "Manager", "15 verhalen"),
                ("bestuurder", "Bestuurder", "minder dan 10 verhalen"),
            ],
            "stories": STORIES,
            "closed": closed_window(
                Suppressed("Niet getekend: deze groep is te klein om in op te gaan."), heading=False, width=300
            ),
            "form": ExampleForm(data),
            "page": Paginator(range(200), 10).page(5),
            "page_query": "",
        },
    )
