"""Mirror and window: two voices on one sign, what was expected beside it, and nothing of a group that is too small."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from scipy.stats import mannwhitneyu

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.predicting import services
from raamvertelling.sensemaking.queries.mirrors import MirrorPage, mirror
from raamvertelling.sensemaking.services import refresh_outside_view
from raamvertelling.sensemaking.tests.conftest import demo_rows
from raamvertelling.stories.models import Story

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 10)
HERE = "/team/vroeg-erbij/spiegelen/"
MONEY = {"mens": 0.1, "regels": 0.1, "geld": 0.8, "mode": "drag"}


@pytest.fixture
def seen(demo: Inquiry) -> Inquiry:
    refresh_outside_view(inquiry=demo, today=TODAY)
    return demo


def look(inquiry: Inquiry, viewer: User, sign: str = "about", ours: str = "inwoner", theirs: str = "manager",
         filters: Filters | None = None) -> MirrorPage:  # fmt: skip
    page = mirror(
        viewer=viewer, inquiry=inquiry, signifier_id=sign, ours=ours, theirs=theirs, filters=filters or Filters()
    )
    assert page is not None
    return page


def predicted(inquiry: Inquiry, people: dict[str, User], voices: list[str], *, reveal: bool = True) -> None:
    round = services.open_round(inquiry=inquiry, signifier="about", occasion="", actor=people["bram"], today=TODAY)
    for voice in voices:
        services.predict(round=round, answer=MONEY, voice=voice, sending=str(uuid.uuid4()))
    if reveal:
        services.reveal(round=round, actor=people["bram"], today=TODAY)


def told(sign: str, voice: str) -> list[float]:
    rows = (row["answers"] for row in demo_rows() if row["answers"].get("role") == voice)
    found = (row.get(sign) for row in rows)
    places = [each["at"] if isinstance(each, dict) else each for each in found]
    return [each for each in places if isinstance(each, float | int)]


def test_the_difference_equals_an_independent_calculation(seen: Inquiry, people: dict[str, User]) -> None:
    page = look(seen, people["amina"], sign="heard", ours="inwoner", theirs="professional")
    first, second = told("heard", "inwoner"), told("heard", "professional")
    statistic = mannwhitneyu(first, second).statistic
    assert page.compared and page.compared.result
    assert page.compared.result.effect.value == pytest.approx(2 * statistic / (len(first) * len(second)) - 1)
    assert page.compared.result.sizes == (len(first), len(second))
    ours = page.ours.result
    assert ours.median.value == pytest.approx(float(np.median(first)))  # type: ignore[union-attr]  # an open line


def test_what_does_not_exist_becomes_the_first_that_does(seen: Inquiry, people: dict[str, User]) -> None:
    page = look(seen, people["amina"], sign="bestaat-niet", ours="koning", theirs="koning")
    assert (page.ours.id, page.theirs.id) == ("inwoner", "professional")
    assert page.signifier.id == "about", "the first sign with dots"
    same = look(seen, people["amina"], ours="manager", theirs="manager")
    assert (same.ours.id, same.theirs.id) == ("manager", "inwoner")
    assert {"role", "prompt", "neighbourhood", "age_band", "story"} & {id for id, _ in page.signs} == set()


def test_without_a_round_the_mirror_asks_for_one(as_person: Callable[[str], Client], seen: Inquiry) -> None:
    body = as_person("bram").get(HERE).content.decode()
    assert "Nog niemand voorspelde dit teken" in body and "voorspellen/?teken=" in body
    reader = as_person("karin").get(HERE).content.decode()
    assert "Nog niemand voorspelde dit teken" in reader and "voorspellen/?teken=" not in reader


def test_a_round_that_is_not_revealed_is_no_mirror(seen: Inquiry, people: dict[str, User]) -> None:
    predicted(seen, people, ["inwoner"] * 12, reveal=False)
    assert look(seen, people["amina"]).mirror.round is None


@pytest.mark.parametrize(
    ("person", "voices", "is_own", "n"),
    [
        ("amina", ["inwoner"] * 6 + ["manager"] * 5, True, 6),
        ("bram", ["inwoner"] * 6 + ["manager"] * 5, False, 11),
        ("bram", ["inwoner"] * 12 + ["manager"] * 3, False, 15),
        ("bram", ["inwoner"] * 12, True, 12),
    ],
)
def test_the_mirror_is_of_this_voice_when_enough_said_so(
    seen: Inquiry, people: dict[str, User], person: str, voices: list[str], is_own: bool, n: int
) -> None:
    predicted(seen, people, voices)
    held = look(seen, people[person]).mirror
    assert held.expected and held.measured
    assert (held.is_own, held.expected.n_shown) == (is_own, f"{n} voorspellingen")
    assert held.measured.sentence.lower().startswith("deze groep" if is_own else "de zaal")


def test_a_mirror_of_another_question_under_the_same_name_does_not_exist(
    seen: Inquiry, people: dict[str, User]
) -> None:
    predicted(seen, people, ["inwoner"] * 12)
    old = seen.framework_version
    definition = dict(old.definition)
    changed = [dict(each) for each in definition["items"]]
    about = next(each for each in changed if each["id"] == "about")
    corners = next(key for key, value in about.items() if isinstance(value, list))
    about[corners] = list(reversed(about[corners]))
    FrameworkVersion.objects.create(inquiry=seen, number=2, definition={**definition, "items": changed}, made_on=TODAY)
    fresh = Inquiry.objects.get()
    assert look(fresh, people["amina"]).mirror.round is None


def test_a_small_voice_is_not_drawn_outside_and_the_page_says_why(
    as_person: Callable[[str], Client], seen: Inquiry, people: dict[str, User]
) -> None:
    page = look(seen, people["karin"], theirs="bestuurder")
    assert page.theirs.is_closed and page.compared is None and page.numbers == ()
    assert page.sentence.startswith("Bestuurder: Deze groep heeft minder dan 10 vertellers")
    body = as_person("karin").get(HERE, {"teken": "about", "zij": "bestuurder"}).content.decode()
    assert "raam-chart--closed" in body and "Waarom ziet u dit niet?" in body
    assert not look(seen, people["amina"], theirs="bestuurder").theirs.is_closed


def test_a_reader_chooses_no_subject(as_person: Callable[[str], Client], seen: Inquiry) -> None:
    reader, subject = as_person("karin"), {"teken": "about", "onderwerp": "a.life_domain=zorg"}
    assert "Onderwerp</label>" not in reader.get(HERE).content.decode()
    hidden = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
    one, other = (reader.get(HERE, asked).content for asked in (subject, {"teken": "about"}))
    assert hidden.sub(b"", one) == hidden.sub(b"", other)


def test_the_team_narrows_to_a_subject(as_person: Callable[[str], Client], seen: Inquiry) -> None:
    rows = [row for row in demo_rows() if "zorg" in (row["answers"].get("life_domain") or [])]
    chosen = rows[0]["answers"]["life_domain"][0] if rows else demo_rows()[0]["answers"]["life_domain"][0]
    wanted = [
        row for row in demo_rows()
        if chosen in (row["answers"].get("life_domain") or []) and row["answers"]["role"] == "inwoner"
        and isinstance(row["answers"].get("about"), dict)
    ]  # fmt: skip
    page = as_person("amina").get(HERE, {"teken": "about", "onderwerp": f"a.life_domain={chosen}"})
    body = page.content.decode()
    assert "Alleen verhalen over: " in body
    assert f'value="a.life_domain={chosen}" selected' in body
    assert f'<span class="raam-n">{len(wanted)} verhalen</span>' in body


@pytest.mark.parametrize("look_at", ["naast-elkaar", "over-elkaar"])
def test_two_voices_beside_or_over_each_other(as_person: Callable[[str], Client], seen: Inquiry, look_at: str) -> None:
    asked = {"teken": "about", "wij": "inwoner", "zij": "manager", "beeld": look_at}
    section = as_person("karin").get(HERE, asked).content.decode().partition('id="venster"')[2].partition("<details")[0]
    assert section.count("raam-chart--triad") == (1 if look_at == "over-elkaar" else 2)
    assert "#0b6470" in section and "#7a3b86" in section
    line = as_person("karin").get(HERE, {**asked, "teken": "heard"}).content.decode()
    assert line.count("raam-chart--dyad") == 3 and "beeld=" not in line


def test_three_stories_of_the_other_voice_and_no_more(seen: Inquiry, people: dict[str, User]) -> None:
    numbers = look(seen, people["bram"], theirs="professional").numbers
    found = Story.objects.filter(number__in=numbers)
    assert len(numbers) == 3
    assert set(found.values_list("role", "may_group")) == {("professional", True)}
    assert look(seen, people["karin"], theirs="professional").numbers == (), "a reader reads no professional"


def test_the_minority_lies_farthest_from_the_middle_of_its_voice(seen: Inquiry, people: dict[str, User]) -> None:
    page = look(seen, people["amina"], sign="heard", theirs="inwoner", ours="manager")
    rows = [(i + 1, row["answers"]) for i, row in enumerate(demo_rows()) if row["answers"].get("role") == "inwoner"]
    middle = float(np.median(told("heard", "inwoner")))
    away = {number: abs(placed(row["heard"]) - middle) for number, row in rows if placed(row.get("heard")) is not None}
    assert sorted((away[each] for each in page.minority), reverse=True) == sorted(away.values(), reverse=True)[:3]
    assert len(page.numbers) == 3 and not set(page.numbers) & set(page.minority), "no story stands on the page twice"


def placed(answer: object) -> Any:
    found = answer["at"] if isinstance(answer, dict) else answer
    return found if isinstance(found, float | int) else None


def test_a_reader_meets_a_minority_of_what_she_may_read(seen: Inquiry, people: dict[str, User]) -> None:
    page = look(seen, people["karin"], theirs="manager")
    found = Story.objects.filter(number__in=page.minority)
    assert len(page.minority) == 3 and set(found.values_list("role", "may_group")) == {("manager", True)}
    Story.objects.filter(number=page.minority[0]).update(may_group=False)
    assert page.minority[0] not in look(seen, people["karin"], theirs="manager").minority
    for closed in ("professional", "bestuurder"):
        assert look(seen, people["karin"], theirs=closed).minority == ()
    assert look(seen, people["amina"], sign="emotion").minority == (), "a choice has no middle"


def without_voices(definition: dict[str, Any]) -> dict[str, Any]:
    items = [{key: value for key, value in each.items() if key != "wording_by_role"} for each in definition["items"]]
    return {**definition, "voices": None, "items": items}


def test_without_voices_there_is_no_window(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    version = inquiry.framework_version
    FrameworkVersion.objects.filter(pk=version.pk).update(definition=without_voices(version.definition))
    for page in (HERE, f"{HERE}vier-stemmen/"):
        answer = as_person("amina").get(page)
        assert (answer.status_code, "Hier zijn geen stemmen" in answer.content.decode()) == (200, True)


def test_nobody_told_yet_is_a_sentence(as_person: Callable[[str], Client], inquiry: Inquiry) -> None:
    for person in ("amina", "karin"):
        for page in (HERE, f"{HERE}vier-stemmen/"):
            assert as_person(person).get(page).status_code == 200


def test_four_voices_are_for_outside_whoever_opens_them(as_person: Callable[[str], Client], seen: Inquiry) -> None:
    body = as_person("amina").get(f"{HERE}vier-stemmen/", {"teken": "about"}).content.decode()
    assert body.count("raam-voice-card__name") == 4 and body.count("raam-chart--closed") == 1
    sizes = [int(each) for each in re.findall(r"ongeveer (\d+) verhalen</p>", body)]
    assert len(sizes) == 3 and all(each % 5 == 0 for each in sizes)
    assert "Aantallen zijn afgerond" in body and "Let op" not in body


def test_the_number_of_queries_does_not_grow(
    as_person: Callable[[str], Client],
    seen: Inquiry,
    people: dict[str, User],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    predicted(seen, people, ["inwoner"] * 30)
    amina = as_person("amina")
    for page in (f"{HERE}?teken=about", f"{HERE}vier-stemmen/?teken=about", "/team/vroeg-erbij/voorspellen/1/"):
        amina.get(page)
        with django_assert_max_num_queries(32, using="default"):
            amina.get(page)
