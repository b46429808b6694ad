"""Every page that a resident can meet, with how to get there: one list for the accessibility matrix and its proof."""

import copy
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client

from raamvertelling.conftest import demo_definition
from raamvertelling.inquiries.models import FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import PredictionRound
from raamvertelling.telling.tests.walking import ANSWERS, Teller, code_on
from raamvertelling.web.language_list import KNOWN

LANGUAGES = tuple(KNOWN)
TELLING, SENT = "de-brug", "plein"
QUESTIONS = ("prompt", "story", "title", "role", "life_domain", "emotion", "about", "heard", "network", "should_know")
PAGES = {
    "begin": "/",
    "hulp": "/hulp/",
    "toegankelijkheid": "/toegankelijkheid/",
    "veiligheid": "/veiligheid/",
    "dpia": "/veiligheid/dpia/",
    "bewaartermijnen": "/veiligheid/bewaren/",
    "waarom-niet": "/waarom-ziet-u-dit-niet/",
    "niet-gevonden": "/bestaat-niet/",
    "onbekend-vertelpunt": "/vertel/bestaat-niet/",
    "taal": "/vertel/nieuw/",
    "welkom": "/vertel/nieuw/?taal={language}",
    "voor-u-begint": "/vertel/nieuw/voor-u-begint/?taal={language}",
    "voor-iemand-anders": "/vertel/nieuw/voor-iemand-anders/?taal={language}",
    "samen": "/vertel/nieuw/samen-vertellen/?taal={language}",
    "te-jong": "/vertel/nieuw/samen-vertellen/?te-jong=1&taal={language}",
    "niet-meedoen": "/vertel/nieuw/niet-meedoen/?taal={language}",
    "hulp-en-contact": "/vertel/nieuw/hulp-en-contact/?taal={language}",
    "tot-ziens": "/vertel/nieuw/tot-ziens/?taal={language}",
    **{f"vraag-{name}": f"/vertel/{TELLING}/{name}/" for name in QUESTIONS},
    "wat-mag-ermee": f"/vertel/{TELLING}/wat-mag-ermee/",
    "nakijken": f"/vertel/{TELLING}/alles-nakijken/",
    "code": f"/vertel/{SENT}/uw-code/",
    "code-op-papier": f"/vertel/{SENT}/op-papier/",
    "mijn-code": "/mijn-verhaal/?taal={language}",
    "mijn-verhaal": "/mijn-verhaal/bekijken/",
    "mijn-tekst": "/mijn-verhaal/tekst/",
    "mijn-gebruik": "/mijn-verhaal/gebruik/groep/",
    "mijn-papier": "/mijn-verhaal/afdrukken/",
    "intrekken": "/mijn-verhaal/intrekken/",
    "ingetrokken": "/mijn-verhaal/ingetrokken/",
    "openbaar": "/openbaar/vroeg-erbij/",
    "voorspellen": "/voorspel/zaal22/?taal={language}",
    "voorspeld": "/voorspel/zaal22/dank/?taal={language}",
}

MISSING = ("niet-gevonden", "onbekend-vertelpunt")


@dataclass(frozen=True)
class Resident:
    """Somebody who is telling at one storypoint and has sent a story at another."""

    cookies: list[dict[str, Any]]
    code: str


def in_every_language(node: Any) -> Any:
    """Copy the English words to the languages in which the demonstration was not written: the lengths are real."""
    if isinstance(node, list):
        return [in_every_language(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: in_every_language(value) for key, value in node.items()}
    if "en" in found:
        found |= {code: found["en"] for code in LANGUAGES if code != "nl" and code not in found}
    return found


def many_languages(inquiry: Inquiry) -> None:
    """Offer the questions in every language that the program speaks."""
    definition = in_every_language(copy.deepcopy(demo_definition()))
    definition["languages"] = list(LANGUAGES)
    FrameworkVersion.objects.filter(inquiry=inquiry).update(definition=definition)
    inquiry.is_public = True
    inquiry.save()
    for code in (SENT, "nieuw"):
        StoryPoint.objects.get_or_create(inquiry=inquiry, code=code, defaults={"name": code, "place": "De Brug"})
    PredictionRound.objects.create(
        inquiry=inquiry,
        framework_version=inquiry.framework_versions.get(),
        signifier="about",
        occasion="Avond in De Brug",
        code="zaal22",
        made_by=User.objects.create_user("zaal@veldhaven.example", "Zaal", None),
        made_on=dt.date(2026, 6, 10),
    )


def resident(language: str) -> Resident:
    """Tell up to the check at one storypoint, and to the receipt at another."""
    client = Client()
    for code in (TELLING, SENT):
        teller = Teller(client, code)
        location = teller.post("voor-u-begint", {"old_enough": "ja", "analyse": "ja", "taal": language})["Location"]
        while "alles-nakijken" not in location:
            name = location.rstrip("/").rsplit("/", 1)[1]
            location = teller.post(name, ANSWERS.get(name) or {"actie": "over"})["Location"]
    teller.send()
    code = code_on(teller.get("uw-code"))
    client.post("/mijn-verhaal/", {"code": code})
    cookies = [
        {"name": name, "value": morsel.value, "domain": "localhost", "path": morsel["path"] or "/"}
        for name, morsel in client.cookies.items()
    ]
    return Resident(cookies, code)
