"""Predict, then look: one dot a person without a trace of who, nothing shown before the reveal, then the gap."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import Prediction, PredictionRound
from raamvertelling.sensemaking.predicting import queries, services
from raamvertelling.sensemaking.predicting.views.room import CODES
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.models import AuditEvent, Story
from raamvertelling.telling.attempts import MOST
from raamvertelling.web.language_list import KNOWN

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 10)
RULES = {"about-rij-mens": "0", "about-rij-regels": "3", "about-rij-geld": "1"}
PLACED = {"mens": 0.0, "regels": 0.75, "geld": 0.25, "mode": "rows"}


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    CODES.wrong.clear()


@pytest.fixture
def round(inquiry: Inquiry, people: dict[str, User]) -> PredictionRound:
    return open_about(inquiry, people, "about")


def open_about(inquiry: Inquiry, people: dict[str, User], sign: str) -> PredictionRound:
    return services.open_round(inquiry=inquiry, signifier=sign, occasion="De Brug", actor=people["bram"], today=TODAY)


def fill(round: PredictionRound, n: int, answer: object, voice: str = "") -> None:
    for _ in range(n):
        services.predict(round=round, answer=answer, voice=voice, sending=str(uuid.uuid4()))


def corner(id: str) -> dict[str, object]:
    return {each: 0.8 if each == id else 0.1 for each in ("mens", "regels", "geld")} | {"mode": "drag"}


def door(round: PredictionRound) -> str:
    return reverse("sensemaking:predict", args=[round.code])


def number_on(page: Any) -> str:
    found = re.search(r'name="merk" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_a_dot_comes_in_from_rows_without_an_account(client: Client, round: PredictionRound) -> None:
    page = client.get(door(round))
    body = page.content.decode()
    assert "Waar denkt u dat de stippen komen?" in body and "uw verhaal daarover" not in body
    sent = client.post(door(round), {**RULES, "stem": "inwoner", "merk": number_on(page)})
    assert sent.status_code == 302
    kept = Prediction.objects.get()
    assert (kept.answer, kept.voice, kept.on_paper) == (PLACED, "inwoner", False)
    assert "uw stip is binnen" in client.get(sent["Location"]).content.decode()
    assert Story.objects.count() == 0


def test_a_dot_leaves_no_trace_of_who(client: Client, round: PredictionRound) -> None:
    number = number_on(client.get(door(round)))
    client.post(door(round), {**RULES, "merk": number}, headers={"user-agent": "Kanarietelefoon"})
    assert {each.name for each in Prediction._meta.fields} == {
        "id", "round", "answer", "voice", "sending_hash", "on_paper"
    }  # fmt: skip
    assert number not in Prediction.objects.get().sending_hash
    assert set(client.cookies) <= {"csrftoken"}


def test_sending_twice_moves_the_dot_and_adds_none(client: Client, round: PredictionRound) -> None:
    number = number_on(client.get(door(round)))
    client.post(door(round), {**RULES, "merk": number})
    client.post(door(round), {**RULES, "about-rij-mens": "3", "about-rij-regels": "0", "merk": number})
    assert Prediction.objects.get().answer["mens"] == 0.75
    client.post(door(round), {**RULES, "merk": number_on(client.get(door(round)))})
    assert Prediction.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Zet eerst uw stip"),
        ({"about-rij-mens": "1"}, "Kies bij elk woord een antwoord"),
        ({"about-gezet": "1", "about-gewicht-mens": "nan"}, "kwam niet goed over"),
        ({"about-nvt": "1"}, "Zet eerst uw stip"),
    ],
)
def test_a_dot_that_is_none_is_refused_with_what_to_do(
    client: Client, round: PredictionRound, sent: dict[str, str], sentence: str
) -> None:
    number = number_on(client.get(door(round)))
    answer = client.post(door(round), {**sent, "stem": "manager", "merk": number})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert sentence in body and 'value="manager" checked' in body
    assert number_on(answer) == number and Prediction.objects.count() == 0


def test_a_form_without_its_number_keeps_the_dot_on_the_page(client: Client, round: PredictionRound) -> None:
    answer = client.post(door(round), {**RULES, "merk": "kapot"})
    assert answer.status_code == 422
    assert 'name="about-rij-regels" value="3" checked' in answer.content.decode()
    assert client.post(door(round), {**RULES, "merk": number_on(answer)}).status_code == 302


def test_an_unknown_voice_is_no_voice(client: Client, round: PredictionRound) -> None:
    number = number_on(client.get(door(round)))
    client.post(door(round), {**RULES, "stem": "koning", "merk": number})
    assert Prediction.objects.get().voice == ""


def test_who_guesses_codes_is_stopped(client: Client, round: PredictionRound) -> None:
    for _ in range(MOST):
        assert client.get("/voorspel/bestaat-niet/").status_code == 404
    assert client.get("/voorspel/bestaat-niet/").status_code == 429
    assert client.get(door(round)).status_code == 429


def test_a_full_round_takes_no_more(client: Client, round: PredictionRound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST", 2)
    first = str(uuid.uuid4())
    services.predict(round=round, answer=PLACED, voice="", sending=first)
    fill(round, 1, PLACED)
    answer = client.post(door(round), {**RULES, "merk": str(uuid.uuid4())})
    assert (answer.status_code, "Het is vol" in answer.content.decode()) == (410, True)
    assert client.post(door(round), {**RULES, "merk": first}).status_code == 302
    assert Prediction.objects.count() == 2


def test_after_the_reveal_and_in_the_archive_nobody_predicts(
    client: Client, round: PredictionRound, inquiry: Inquiry
) -> None:
    number = number_on(client.get(door(round)))
    inquiry.life = Life.ARCHIVED
    inquiry.save()
    assert client.post(door(round), {**RULES, "merk": number}).status_code == 410
    inquiry.life = Life.OPEN
    inquiry.save()
    services.reveal(round=round, actor=round.made_by, today=TODAY)
    assert client.post(door(round), {**RULES, "merk": number}).status_code == 410
    assert "al onthuld" in client.get(door(round)).content.decode()
    assert Prediction.objects.count() == 0


def test_a_round_is_opened_for_a_sign_that_one_dot_can_predict(
    as_person: Callable[[str], Client], inquiry: Inquiry
) -> None:
    bram = as_person("bram")
    page = bram.get("/team/vroeg-erbij/voorspellen/?teken=heard").content.decode()
    assert 'value="heard" selected' in page
    for refused in ("network", "barriers", "role", "prompt", "story", "x"):
        assert f'<option value="{refused}"' not in page
        assert bram.post("/team/vroeg-erbij/voorspellen/", {"signifier": refused}).status_code == 422
    made = bram.post("/team/vroeg-erbij/voorspellen/", {"signifier": "emotion", "occasion": "De Brug, 3 juni"})
    round = PredictionRound.objects.get()
    assert made["Location"].endswith(f"/voorspellen/{round.pk}/")
    assert re.fullmatch(r"[a-km-np-z2-9]{6}", round.code) and not re.search("[01ilo]", round.code)
    assert "Welk antwoord kozen de vertellers het vaakst" in bram.get(door(round)).content.decode()


def test_before_the_reveal_the_screen_says_how_many_and_not_where(
    as_person: Callable[[str], Client], round: PredictionRound, demo: Inquiry
) -> None:
    fill(round, 7, corner("regels"))
    bram, here = as_person("bram"), f"/team/vroeg-erbij/voorspellen/{round.pk}/"
    for page in (bram.get(here), bram.get(f"{here}scherm/")):
        body = page.content.decode()
        assert ">7</b>" in body and round.code in body
        assert "raam-chart" not in body and "gat" not in body
    assert bram.get(f"{here}aantal/").content == b"7"


def test_the_reveal_is_one_press_and_stays(
    as_person: Callable[[str], Client], round: PredictionRound, demo: Inquiry
) -> None:
    fill(round, 12, corner("geld"))
    refresh_outside_view(inquiry=demo, today=TODAY)
    bram, here = as_person("bram"), f"/team/vroeg-erbij/voorspellen/{round.pk}/"
    shown = bram.post(f"{here}onthul/", {"naar": "scherm"})
    assert shown["Location"] == f"{here}scherm/"
    body = bram.get(shown["Location"]).content.decode()
    assert "De zaal zocht de stip vaker" in body and "procentpunt (tussen" in body
    assert "De ringen zijn voorspellingen" in body
    day = PredictionRound.objects.get().revealed_on
    assert day
    services.reveal(round=round, actor=round.made_by, today=day + dt.timedelta(days=1))
    assert PredictionRound.objects.get().revealed_on == day


def revealed_about(inquiry: Inquiry, people: dict[str, User], sign: str, n: int, answer: object) -> PredictionRound:
    round = open_about(inquiry, people, sign)
    fill(round, n, answer)
    services.reveal(round=round, actor=round.made_by, today=TODAY)
    return PredictionRound.objects.select_related("inquiry", "framework_version").get(pk=round.pk)


def test_the_team_measures_exactly_and_the_room_on_what_it_sees(demo: Inquiry, people: dict[str, User]) -> None:
    refresh_outside_view(inquiry=demo, today=TODAY)
    round = revealed_about(demo, people, "about", 18, corner("geld"))
    team = queries.result(viewer=people["amina"], round=round)
    room = queries.result(viewer=people["amina"], round=round, outside=True)
    assert team.measured.gap and room.measured.gap
    assert not team.measured.gap.size.about and room.measured.gap.size.about
    assert room.measured.gap.told.n % 5 == 0
    assert queries.result(viewer=people["bram"], round=round).measured == room.measured
    area = team.measured.unforeseen
    assert area and area.id != "geld" and len(team.numbers) == queries.READ_IN_GAP


@pytest.mark.parametrize(("sign", "answer"), [("heard", {"at": 0.95, "mode": "drag"}), ("emotion", "boos")])
def test_other_signs_are_drawn_above_each_other(
    demo: Inquiry, people: dict[str, User], as_person: Callable[[str], Client], sign: str, answer: object
) -> None:
    refresh_outside_view(inquiry=demo, today=TODAY)
    round = revealed_about(demo, people, sign, 15, answer)
    for person in ("amina", "bram"):
        body = as_person(person).get(f"/team/vroeg-erbij/voorspellen/{round.pk}/").content.decode()
        assert body.count('class="predict-figure"') == 2
        assert "De zaal" in body and "Het gat:" in body


def test_fewer_than_five_predictions_are_drawn_for_nobody(
    demo: Inquiry, people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    round = revealed_about(demo, people, "about", 4, corner("geld"))
    body = as_person("amina").get(f"/team/vroeg-erbij/voorspellen/{round.pk}/").content.decode()
    assert "dan is te zien wie wat dacht" in body
    assert "De ringen" not in body and "#b3123c" not in body


def test_a_room_that_sees_no_stories_is_told_why(
    inquiry: Inquiry, people: dict[str, User], many: Callable[..., list[Story]]
) -> None:
    many(4, answers={"about": {"mens": 0.2, "regels": 0.5, "geld": 0.3, "mode": "drag"}})
    round = revealed_about(inquiry, people, "about", 9, corner("geld"))
    room = queries.result(viewer=people["bram"], round=round)
    assert room.measured.gap is None and "minder dan 10 vertellers" in room.measured.sentence
    team = queries.result(viewer=people["amina"], round=round)
    assert "minstens 5" in team.measured.sentence


def test_predictions_are_never_counted_as_stories(
    demo: Inquiry, people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    before = as_person("amina").get("/team/vroeg-erbij/patronen/about/").content
    revealed_about(demo, people, "about", 40, corner("geld"))
    after = as_person("amina").get("/team/vroeg-erbij/patronen/about/").content
    hidden = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
    assert hidden.sub(b"", before) == hidden.sub(b"", after)


def test_paper_dots_come_in_one_by_one_and_the_last_goes_back(
    as_person: Callable[[str], Client], round: PredictionRound
) -> None:
    bram, here = as_person("bram"), f"/team/vroeg-erbij/voorspellen/{round.pk}/papier/"
    fill(round, 1, PLACED)
    for _ in range(2):
        sent = bram.post(here, {**RULES, "stem": "manager", "merk": number_on(bram.get(here))})
        assert sent["Location"] == here
    assert list(round.predictions.filter(on_paper=True).values_list("voice", flat=True)) == ["manager"] * 2
    assert "Papieren stip 3" in bram.get(here).content.decode()
    wrong = bram.post(here, {"merk": str(uuid.uuid4())})
    assert (wrong.status_code, "Zet eerst uw stip" in wrong.content.decode()) == (422, True)
    for left in (1, 0, 0):
        bram.post(f"{here}terug/")
        assert round.predictions.filter(on_paper=True).count() == left
    assert round.predictions.count() == 1
    services.reveal(round=round, actor=round.made_by, today=TODAY)
    assert bram.get(here).status_code == 302


def test_throwing_a_round_away_takes_its_dots_and_no_story(
    as_person: Callable[[str], Client], round: PredictionRound, demo: Inquiry
) -> None:
    fill(round, 6, PLACED)
    bram, here = as_person("bram"), f"/team/vroeg-erbij/voorspellen/{round.pk}/weg/"
    assert "gaan weg" in bram.get(here).content.decode() and Prediction.objects.count() == 6
    bram.post(here)
    assert (Prediction.objects.count(), PredictionRound.objects.count()) == (0, 0)
    assert Story.objects.count() == 120


@pytest.mark.parametrize(
    ("said", "minimum", "shown"),
    [
        ({"inwoner": 12}, 10, {"inwoner"}),
        ({"inwoner": 12, "manager": 3}, 10, set()),
        ({"inwoner": 12, "manager": 3, "": 8}, 10, {"inwoner"}),
        ({"inwoner": 12, "professional": 10, "bestuurder": 2}, 10, {"inwoner"}),
        ({"inwoner": 9}, 10, set()),
        ({"": 30}, 5, set()),
    ],
)
def test_a_voice_is_apart_only_when_no_small_rest_can_be_worked_out(
    said: dict[str, int], minimum: int, shown: set[str]
) -> None:
    assert queries.open_voices([id for id, n in said.items() for _ in range(n)], minimum) == shown


def test_every_act_of_who_leads_is_in_the_log_and_no_dot_from_a_phone(
    as_person: Callable[[str], Client], client: Client, inquiry: Inquiry, people: dict[str, User]
) -> None:
    bram, here = as_person("bram"), "/team/vroeg-erbij/voorspellen/"
    made = bram.post(here, {"signifier": "about", "occasion": "bij Fatma thuis"})
    round, page = PredictionRound.objects.get(), f"{made['Location']}papier/"
    client.post(door(round), {**RULES, "merk": number_on(client.get(door(round)))})
    bram.post(page, {**RULES, "merk": number_on(bram.get(page))})
    for act in ("papier/terug/", "papier/terug/", "onthul/", "onthul/", "weg/"):
        bram.post(f"{made['Location']}{act}")
    rows = AuditEvent.objects.filter(subject=f"voorspelling {round.pk}").order_by("pk")
    assert [row.action for row in rows] == [
        "ronde geopend", "papieren stip ingevoerd", "papieren stip weggehaald", "ronde onthuld", "ronde weggegooid"
    ]  # fmt: skip
    assert {row.actor for row in rows} == {people["bram"]}
    assert "Fatma" not in str([(row.subject, row.detail) for row in rows])
    assert verify_chain(inquiry)


def test_a_phone_is_spoken_to_in_its_own_language_and_the_wall_in_dutch(
    as_person: Callable[[str], Client], client: Client, round: PredictionRound, settings: Settings
) -> None:
    settings.LANGUAGES = [(code, each.name) for code, each in KNOWN.items()]
    page = client.get(door(round), headers={"accept-language": "en"})
    body = page.content.decode()
    assert '<html lang="en" dir="ltr">' in body and "Where do you think the dots will be?" in body
    assert 'href="?taal=nl"' in body and 'href="?taal=tr"' not in body, "only what the questions are written in"
    wrong = client.post(f"{door(round)}?taal=en", {"merk": number_on(page)})
    assert (wrong.status_code, "Put your dot first" in wrong.content.decode()) == (422, True)
    sent = client.post(f"{door(round)}?taal=en", {**RULES, "merk": number_on(page)})
    assert "we have your dot" in client.get(sent["Location"]).content.decode()
    for other in ("tr", "nl"):
        assert (
            '<html lang="nl" dir="ltr">' in client.get(door(round), headers={"accept-language": other}).content.decode()
        )
    here = f"/team/vroeg-erbij/voorspellen/{round.pk}/scherm/"
    assert "Waar denkt u" in as_person("bram").get(here, headers={"accept-language": "en"}).content.decode()
