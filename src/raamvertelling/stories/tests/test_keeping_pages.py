"""The pages about keeping, by the people who have them."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.keeping import archive_file
from raamvertelling.stories.keeping.archive import hand_out
from raamvertelling.stories.keeping.archive_file import opened
from raamvertelling.stories.keeping.log import Gone, as_csv
from raamvertelling.stories.keeping.terms import carry_out
from raamvertelling.stories.models import Archive, Story, Terms
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.stories.services.teller import withdraw_story

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()  # noqa: TID251  # the pages look at the real day
BASE = "/team/vroeg-erbij/bewaren/"
CHOICE = {"original_days": "60", "media_days": "10", "stories_until": ""}
SECRET = {"passphrase": "vijf losse woorden bij elkaar", "again": "vijf losse woorden bij elkaar"}
As = Callable[[str], Client]
Tell = Callable[..., Story]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_file, "LOG_N", 4)


def test_bart_sees_what_goes_and_when(as_person: As, tell: Tell, inquiry: Inquiry) -> None:
    Terms.objects.create(inquiry=inquiry, set_on=TODAY - dt.timedelta(days=100))
    for _ in range(3):
        tell(on=TODAY)
    page = as_person("bart").get(BASE).content.decode()
    assert "verdwijnen 3 oorspronkelijke teksten." in page
    assert "buurvrouw" not in page


def test_looking_changes_nothing_and_shows_both(as_person: As, tell: Tell, inquiry: Inquiry) -> None:
    tell(on=TODAY)
    answer = as_person("bart").post(BASE, {**CHOICE, "do": "look"})
    page = answer.content.decode()
    assert (answer.status_code, Terms.objects.count()) == (200, 0)
    assert page.index("Met deze termijnen") < page.index("Zoals het nu staat")
    assert 'value="60"' in page


def test_saving_is_logged_with_who(as_person: As, inquiry: Inquiry, people: dict[str, User]) -> None:
    assert as_person("bart").post(BASE, {**CHOICE, "do": "save"}).status_code == 302
    terms = Terms.objects.get()
    assert (terms.original_days, terms.media_days, terms.stories_until, terms.set_on) == (60, 10, None, TODAY)
    assert inquiry.audit_events.get(action="bewaartermijnen gekozen").actor == people["bart"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"original_days": "0"}, "Vul een aantal dagen in van 1 tot en met 3650."),
        ({"media_days": "x"}, "Vul een aantal dagen in van 1 tot en met 3650."),
        ({"original_days": ""}, "Vul “Oorspronkelijke teksten: dagen na het vrijgeven” in."),
        ({"stories_until": "morgen"}, "Kies een dag uit de kalender, of schrijf jaar-maand-dag."),
        ({"stories_until": "2030-12-31"}, "Kies een dag na de laatste dag van het onderzoek."),
    ],
)
def test_a_wrong_choice_is_explained_and_kept(as_person: As, change: dict[str, str], sentence: str) -> None:
    answer = as_person("bart").post(BASE, {**CHOICE, **change, "do": "save"})
    page = answer.content.decode()
    assert (answer.status_code, Terms.objects.count()) == (422, 0)
    assert sentence in page
    assert all(f'value="{value}"' in page for value in change.values() if value)


def test_an_end_needs_a_last_day_and_a_week(as_person: As, inquiry: Inquiry) -> None:
    soon = {**CHOICE, "stories_until": (TODAY + dt.timedelta(days=6)).isoformat(), "do": "save"}
    Inquiry.objects.update(closes=None)
    page = as_person("bart").post(BASE, soon).content.decode()
    assert "Kies eerst bij Instellingen de laatste dag van het onderzoek." in page
    Inquiry.objects.update(closes=TODAY)
    assert "Kies een dag die minstens een week weg is." in as_person("bart").post(BASE, soon).content.decode()
    later = {**soon, "stories_until": (TODAY + dt.timedelta(days=7)).isoformat()}
    assert as_person("bart").post(BASE, later).status_code == 302


@pytest.mark.parametrize("person", ["bart", "els", "amina"])
def test_the_destruction_log_is_shown_and_downloaded(as_person: As, tell: Tell, inquiry: Inquiry, person: str) -> None:
    day = dt.date(2026, 6, 1)
    Terms.objects.create(inquiry=inquiry, set_on=day)
    tell(on=day)
    withdraw_story(story=tell(on=day), today=day)
    carry_out(today=day + dt.timedelta(days=30))
    page = as_person(person).get(f"{BASE}vernietigd/").content.decode()
    assert "Oorspronkelijke teksten" in page and "ingetrokken met de code" in page
    file = as_person(person).get(f"{BASE}vernietigd.csv")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["dag", "wat", "hoeveel", "grond", "door"],
        ["2026-07-01", "oorspronkelijke teksten", "1", "30 dagen na het vrijgeven", "volgens de regel"],
        ["2026-06-01", "heel verhaal", "1", "ingetrokken met de code", "de verteller"],
    ]


def test_an_archive_is_made_handed_over_and_not_kept(
    as_person: As, tell: Tell, settings: Settings, people: dict[str, User]
) -> None:
    tell("De brug was dicht.")
    answer = as_person("bart").post(f"{BASE}archief/", {"receiver": "e-depot", **SECRET})
    assert answer["Content-Disposition"].endswith('.raamarchief"')
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a file is streamed
    file = ZipFile(io.BytesIO(b"".join(opened(io.BytesIO(data), SECRET["passphrase"]))))
    assert "De brug was dicht." in file.read("verhalen.jsonl").decode()
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*")) == []
    assert (Archive.objects.get().made_by, Archive.objects.get().receiver) == (people["bart"], "e-depot")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"again": "iets heel anders dan net"}, "De twee wachtzinnen zijn niet gelijk."),
        ({"passphrase": "kort", "again": "kort"}, "Kies een wachtzin van minstens 16 tekens."),
        ({"receiver": ""}, "Vul “Voor wie is het bestand?” in."),
        ({}, "Er zijn nog geen vrijgegeven verhalen."),
    ],
)
def test_what_is_wrong_is_said_and_no_passphrase_is_shown(
    as_person: As, inquiry: Inquiry, change: dict[str, str], sentence: str
) -> None:
    answer = as_person("bart").post(f"{BASE}archief/", {"receiver": "e-depot", **SECRET, **change})
    page = answer.content.decode()
    assert (answer.status_code, Archive.objects.count()) == (422, 0)
    assert sentence in page and SECRET["passphrase"] not in page


def test_what_left_is_listed_and_marked(as_person: As, tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    story, _ = tell(), tell()
    archive = hand_out(inquiry=inquiry, receiver="e-depot", actor=people["bart"], today=TODAY).archive
    page = as_person("amina").get("/team/vroeg-erbij/uitgegeven/").content.decode()
    assert "Archiefbestand voor e-depot" in page and "Erin: 2 verhalen" in page and "ook in uw kopie" not in page
    withdraw_story(story=story, today=TODAY)
    page = as_person("amina").get("/team/vroeg-erbij/uitgegeven/").content.decode()
    assert "1 verhaal, het laatst op" in page and "Vernietig dit ook in uw kopie." in page
    assert "De lijst" not in page, "the ids are for the beheerder"
    file = as_person("bart").get(f"{BASE}archief/{archive.pk}/").content.decode("utf-8-sig")
    assert file == f"id;ingetrokken op\r\n{story.pk};{TODAY.isoformat()}\r\n"


def test_the_pages_ask_a_fixed_number_of_questions(as_person: As, tell: Tell, inquiry: Inquiry) -> None:
    bart = as_person("bart")
    counted = []
    for _ in range(2):
        for each in range(3):
            tell(on=TODAY - dt.timedelta(days=each))
            hand_out(inquiry=inquiry, receiver="e-depot", actor=None, today=TODAY)
        seen = []
        for page in (BASE, f"{BASE}vernietigd/", f"{BASE}archief/", "/team/vroeg-erbij/uitgegeven/"):
            with CaptureQueriesContext(connection) as asked:
                assert bart.get(page).status_code == 200
            seen.append(len(asked))
        counted.append(seen)
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 14


def test_the_desk_and_the_teller_are_told_that_the_own_words_are_gone(
    as_person: As, tell: Tell, inquiry: Inquiry, people: dict[str, User]
) -> None:
    day = dt.date(2026, 6, 1)
    Terms.objects.create(inquiry=inquiry, set_on=day)
    story = tell("Noortje belde.", release=False, key="eigen", consents={"citaat": True}, on=day)
    save_released_text(story=story, actor=people["els"], texts={"story": "[naam 1] belde."}, today=day)
    release(story=story, actor=people["els"], withheld=(), today=day)
    owner = Client()
    owner.post("/mijn-verhaal/", {"code": code_for("eigen")})
    before = owner.get("/mijn-verhaal/bekijken/").content.decode()
    assert "Noortje belde." in before and "verdwijnen op 1 juli 2026" in before
    carry_out(today=dt.date(2026, 7, 1))
    desk = as_person("els").get(f"/team/vroeg-erbij/bord/{story.number}/").content.decode()
    assert "zijn op 1 juli 2026 vernietigd" in desk and "Noortje" not in desk
    after = owner.get("/mijn-verhaal/bekijken/").content.decode()
    assert "zijn verwijderd op 1 juli 2026" in after and "Noortje" not in after and "[naam 1] belde." in after
    file = owner.get("/mijn-verhaal/bewaren/txt/").content.decode()
    assert "zijn verwijderd op 1 juli 2026" in file and "[naam 1] belde." in file
    asked = owner.get(reverse("telling:my_story_agree")).content.decode()
    assert "Uw eigen woorden bewaren wij niet meer." in asked and "Noortje" not in asked
    seen = asked.split('name="gezien" value="')[1].split('"')[0]
    owner.post(reverse("telling:my_story_agree"), {"antwoord": "ja", "gezien": seen})
    assert Story.objects.get().teller_agreed


def test_a_code_says_that_the_term_was_over(tell: Tell, inquiry: Inquiry) -> None:
    end = dt.date(2026, 9, 1)
    Inquiry.objects.update(closes=dt.date(2026, 8, 1))
    Terms.objects.create(inquiry=inquiry, set_on=dt.date(2026, 6, 1), stories_until=end)
    tell(key="einde")
    carry_out(today=end)
    page = Client().post("/mijn-verhaal/", {"code": code_for("einde")}).content.decode()
    assert "Dit verhaal is verwijderd op 1 september 2026" in page and "ingetrokken" not in page


def test_no_name_becomes_a_formula() -> None:
    line = Gone(TODAY, "hele verhalen", 1, "prullenbak", "=HYPERLINK(1)")
    assert as_csv([line]).splitlines()[1].endswith(";'=HYPERLINK(1)")
