"""Who is missing, on a page: a file that fits says it in one sentence, a file that does not changes nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from raamvertelling.inquiries.models import Inquiry, Population
from raamvertelling.people.models import User
from raamvertelling.sensemaking.queries.missing import missing
from raamvertelling.stories.models import Story, Teller

pytestmark = pytest.mark.django_db
URL = "/team/vroeg-erbij/wie-ontbreekt/"
WIJK = b"code;aantal\nrivierenwijk;3.000\nOud-Noord;7.000\nwest;12\n"
LARGE = b"code;aantal\n" + b"x" * 1_000_001


def put(browser: Client, content: bytes = WIJK, question: str = "neighbourhood") -> Any:
    return browser.post(URL, {"question": question, "file": SimpleUploadedFile("mensen.csv", content)})


@pytest.fixture
def planted(inquiry: Inquiry, many: Callable[..., list[Story]]) -> Inquiry:
    many(36, answers={"neighbourhood": "rivierenwijk"})
    many(4, role="manager", answers={"neighbourhood": "oud_noord"})
    many(3, answers={"neighbourhood": "havenkwartier"})
    many(2)
    return inquiry


def test_who_is_missing_comes_first_in_words_bars_and_table(
    planted: Inquiry, as_person: Callable[[str], Client]
) -> None:
    browser = as_person("els")
    assert put(browser).headers["Location"] == f"{URL}?vraag=neighbourhood"
    html = browser.get(URL).content.decode()
    lead = (
        "Te weinig gehoord: ‘Oud-Noord’. Bij ‘Oud-Noord’ hoort 70% van de mensen, en 4 van de 40 vertellers "
        "(10%, tussen 3% en 25%): dat zijn er 24 minder dan bij dat deel past."
    )
    assert f"<strong>{lead}</strong>" in html and f"{lead}</desc>" in html
    assert html.index('scope="row">Oud-Noord') < html.index('scope="row">Rivierenwijk')
    assert "<td>24 te weinig</td>" in html and "<td>meer dan past</td>" in html
    assert 'href="/team/vroeg-erbij/verhalen/?a.neighbourhood=oud_noord"' in html
    assert "40 vertellers, 10.000 mensen. Niet meegeteld, want geen antwoord: 2 vertellers." in html
    assert "staat niet in het bevolkingsbestand: 3 vertellers" in html and "‘west’ (12)" in html


def test_everybody_counts_once_by_the_last_answer_and_a_withdrawn_story_not_at_all(
    planted: Inquiry, people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    put(as_person("amina"))
    teller = Teller.objects.filter(stories__answers__neighbourhood="oud_noord").order_by("pk")[0]
    Story.objects.filter(answers__neighbourhood="rivierenwijk", number__lte=5).update(teller=teller)
    Story.objects.filter(number=6).update(may_analyse=False)
    found = missing(viewer=people["els"], inquiry=planted).found
    assert found is not None
    assert {each.id: each.told for each in found.groups} == {"oud_noord": 4, "rivierenwijk": 30}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is leeg"),
        (b"code;aantal\n1;10\n2;20\n", "Onbekend zijn: 1, 2. De codes van de vraag zijn: rivierenwijk"),
        (b"code;aantal\nrivierenwijk;-3\noud_noord;1\n", "staat ‘-3’ waar een aantal mensen hoort"),
        (b"code;aantal\nrivierenwijk;veel\noud_noord;1\n", "In rij 2 van het bevolkingsbestand staat ‘veel’"),
        (b"code;aantal\nrivierenwijk;0\noud_noord;0\n", "alleen nullen"),
        (b"code;aantal\n" + b"y" * 201 + b";1\n", "hoogstens 200 tekens"),
        (b"\xff\xd8\xff\xe0 een foto", "bestand"),
        (LARGE, "te groot: 1.0 MB, en hier mag 1 MB"),
    ],
)
def test_a_file_that_does_not_fit_is_a_sentence_and_loses_nothing(
    planted: Inquiry, as_person: Callable[[str], Client], content: bytes, words: str
) -> None:
    browser = as_person("els")
    put(browser)
    answer = put(browser, content)
    html = answer.content.decode()
    assert answer.status_code == 422 and words in html and "Te weinig gehoord" in html
    assert '<option value="neighbourhood" selected>' in html, "the chosen question stays chosen"
    assert Population.objects.get().people["rivierenwijk"] == 3000


def test_a_question_that_is_none_is_refused_and_one_without_a_file_is_asked_for(
    inquiry: Inquiry, as_person: Callable[[str], Client]
) -> None:
    browser = as_person("els")
    assert put(browser, question="tags").status_code == put(browser, question="").status_code == 422
    assert browser.post(URL, {"question": "role"}).status_code == 422
    html = browser.get(URL, {"vraag": "%%<b>"}).content.decode()
    assert "Geef een bestand" in html and "inwoner;1200" in html and "<b>" not in html.partition("<main")[2]
    put(browser)
    assert "minstens 10 vertellers met een antwoord nodig. Nu zijn het er 0." in browser.get(URL).content.decode()


def test_each_question_has_its_file_which_is_replaced_and_removed_alone(
    planted: Inquiry, people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    browser = as_person("amina")
    put(browser)
    put(browser, b"inwoner;100\nmanager;900\n", "role")
    put(browser, b"rivierenwijk;50\noud_noord;50\n")
    assert Population.objects.count() == 2
    page = missing(viewer=people["amina"], inquiry=planted, question_id="role")
    assert page.found is not None and page.found.absent[0].id == "manager" and len(page.given) == 2
    browser.post(URL, {"do": "remove", "question": "role"})
    browser.post(URL, {"do": "remove", "question": "nooit"})
    assert Population.objects.get().people == {"rivierenwijk": 50, "oud_noord": 50}


def test_a_question_that_is_gone_says_so(planted: Inquiry, as_person: Callable[[str], Client]) -> None:
    browser = as_person("els")
    put(browser)
    Population.objects.update(question="vroeger")
    html = browser.get(URL).content.decode()
    assert "‘vroeger’ wordt niet meer gesteld" in html and 'name="question" value="vroeger"' in html


def test_outside_the_team_there_is_no_page_and_no_link(planted: Inquiry, as_person: Callable[[str], Client]) -> None:
    put(as_person("els"))
    for name in ("karin", "bram", "bart"):
        assert put(as_person(name), b"rivierenwijk;1\noud_noord;1\n").status_code == 404
        assert URL.encode() not in as_person(name).get("/team/vroeg-erbij/").content
    assert URL.encode() in as_person("els").get("/team/vroeg-erbij/").content
    assert Population.objects.get().people["rivierenwijk"] == 3000


def test_the_number_of_queries_does_not_grow(
    planted: Inquiry,
    many: Callable[..., list[Story]],
    as_person: Callable[[str], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = as_person("els")
    put(browser)
    put(browser, b"inwoner;100\nmanager;900\n", "role")
    many(200, answers={"neighbourhood": "oud_noord"})
    browser.get(URL)
    with django_assert_max_num_queries(12, using="default"):
        assert "Te weinig gehoord: ‘Manager’" in browser.get(URL).content.decode()
