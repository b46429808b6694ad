"""All pairs of questions: the strongest first, in words, for the team alone; and marks that outlive a withdrawal."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.connecting import looking
from raamvertelling.sensemaking.connecting.queries import connection, connections, looked_at
from raamvertelling.sensemaking.models import MarkedPattern
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.withdrawing import withdraw_story

pytestmark = pytest.mark.django_db
Browser = Callable[[str], Client]
People = dict[str, User]
Put = Callable[..., list[Story]]
HERE = "/team/vroeg-erbij/verbanden/"
PAIR = f"{HERE}role/emotion/"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The very first look makes machine code, which takes as long as it takes."""
    monkeypatch.setattr(looking, "PATIENCE", 600.0)


@pytest.fixture
def linked(many: Put) -> list[Story]:
    """Residents are angry and managers proud; how somebody was heard depends on nothing."""
    told = []
    for n in range(24):
        told += many(1, answers={"emotion": "trots" if n % 8 == 0 else "boos", "heard": (n * 7 % 12) / 12})
        told += many(
            1, role="manager", answers={"emotion": "boos" if n % 8 == 0 else "trots", "heard": (n * 7 % 12) / 12}
        )
    return told


def test_it_works(linked: list[Story], as_person: Browser) -> None:
    page = as_person("amina").get(HERE).content.decode()
    assert "<strong>1 verband springt eruit.</strong>" in page
    assert (
        "Wij keken 3 keer of twee antwoorden samenhangen, in 48 verhalen. 1 keer is het verband groter dan toeval"
        in page
    )
    assert "Van de inwoners koos 88% ‘" in page and "van de anderen 13%." in page
    assert "Lees deze 21 verhalen" in page
    assert "Met correctie is van dit ene verband naar verwachting hooguit 1 toeval." in page
    assert "n</dt><dd>48" in page and "q</dt>" in page


def test_the_way_to_the_stories_leads_to_exactly_those(linked: list[Story], inquiry: Inquiry, people: People) -> None:
    page = connections(viewer=people["amina"], inquiry=inquiry)
    [found] = page.shown
    assert found.filters.answers == (("role", ("inwoner",)), ("emotion", ("boos",)))
    assert found.in_contrast == 21 and found.contrast and found.contrast.inside.share.n == 24
    one = connection(viewer=people["amina"], inquiry=inquiry, a="emotion", b="role")
    assert one.found and one.found.pattern == found.pattern, "either question may come first"
    assert len(one.numbers) == 3


def test_nothing_found_is_said_as_gladly(many: Put, as_person: Browser) -> None:
    for n in range(20):
        many(1, role=("inwoner", "manager")[n % 2], answers={"emotion": ("boos", "trots")[n // 2 % 2]})
    page = as_person("amina").get(HERE).content.decode()
    assert "<strong>Niets gevonden.</strong>" in page
    assert "Niets gevonden: er is geen verband groter dan toeval. Ook dat is een uitkomst" in page
    assert "Lees de verhalen" in page
    assert "Dit verband is niet groter dan toeval." in as_person("amina").get(PAIR).content.decode()
    assert "hangen samen" in as_person("amina").get(f"{HERE}?alles=ja").content.decode()


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([], "Minder dan 10 verhalen met een antwoord op allebei: n = 0"),
        ([("inwoner", "boos")], "Minder dan 10 verhalen met een antwoord op allebei: n = 1"),
        ([("inwoner", "boos")] * 12, "Iedereen gaf op een van de twee hetzelfde antwoord: n = 12"),
        ([("inwoner", "boos"), ("inwoner", "trots")] * 6, "Iedereen gaf op een van de twee hetzelfde antwoord: n = 12"),
    ],
    ids=["nobody", "one story", "all the same", "one voice"],
)
def test_what_cannot_be_compared_is_said(
    many: Put, inquiry: Inquiry, as_person: Browser, told: list[tuple[str, str]], reason: str
) -> None:
    for role, emotion in told:
        many(1, role=role, answers={"emotion": emotion})
    amina = as_person("amina")
    assert "Nog te weinig om te vergelijken" in amina.get(HERE).content.decode()
    assert reason in amina.get(PAIR).content.decode()
    assert amina.post(PAIR, {"words": "Toch"}).status_code == 422 and not MarkedPattern.objects.exists()


def test_unknown_pairs_do_not_exist_and_nonsense_breaks_nothing(linked: list[Story], as_person: Browser) -> None:
    amina = as_person("amina")
    for pair in ("role/role", "role/koning", "barriers:x/role", "network:team.x/network:team.y"):
        assert amina.get(f"{HERE}{pair}/").status_code == 404
    assert amina.get(f"{HERE}?met=koning&pagina=-7&alles=%00").status_code == 200
    assert "Niets gevonden bij deze vraag" in amina.get(f"{HERE}?met=heard").content.decode()


@pytest.mark.parametrize("name", ["karin", "bram", "bart", "joke", "corrie"])
def test_outside_the_team_there_is_nothing(linked: list[Story], as_person: Browser, name: str) -> None:
    as_person("amina").post(PAIR, {"words": "Managers zijn trots."})
    browser = as_person(name)
    assert [browser.get(page).status_code for page in (HERE, PAIR)] == [404, 404]
    assert browser.post(PAIR, {"words": "x"}).status_code == 404
    assert browser.post(f"{PAIR}gewoon/").status_code == 404 and MarkedPattern.objects.count() == 1


def test_marked_on_top_with_the_figures_of_then_and_unmarked(
    linked: list[Story], as_person: Browser, people: People
) -> None:
    amina = as_person("amina")
    assert amina.post(PAIR, {"words": " "}).status_code == 422
    assert amina.post(PAIR, {"words": "Managers zijn trots."}).status_code == 302
    mark = MarkedPattern.objects.get()
    assert (mark.made_by, mark.seed, mark.figures["n"], mark.figures["looks"]) == (people["amina"], 2026, 48, 3)
    assert mark.figures["low"] < mark.figures["effect"] < mark.figures["high"]
    top = as_person("els").get(HERE).content.decode()
    assert top.index("Managers zijn trots.") < top.index("De verbanden")
    assert "n = 48" in top and "Dat is nu nog zo." in top
    amina.post(PAIR, {"words": "Managers zijn trots, inwoners niet."})
    assert MarkedPattern.objects.get().words == "Managers zijn trots, inwoners niet."
    as_person("els").post(f"{HERE}emotion/role/gewoon/")
    assert not MarkedPattern.objects.exists()


def test_a_withdrawn_story_is_in_no_figure_and_behind_no_mark(
    linked: list[Story], inquiry: Inquiry, people: People, as_person: Browser
) -> None:
    amina = as_person("amina")
    amina.post(PAIR, {"words": "Managers zijn trots."})
    gone = connection(viewer=people["amina"], inquiry=inquiry, a="role", b="emotion").numbers[0]
    before = looked_at(viewer=people["amina"], inquiry=inquiry).version
    withdraw_story(story=Story.objects.get(number=gone), today=dt.date(2026, 11, 21))
    after = connection(viewer=people["amina"], inquiry=inquiry, a="role", b="emotion")
    assert gone not in after.numbers and after.looked.version != before
    assert after.found and after.found.pattern.n == 47
    page = amina.get(PAIR).content.decode()
    assert "n = 48" in page and "n = 47" in page and "dezelfde als nu" not in page


def test_a_mark_becomes_a_finding_and_readers_do_not_see_the_figures(linked: list[Story], as_person: Browser) -> None:
    amina = as_person("amina")
    amina.post(PAIR, {"words": "Managers zijn trots."})
    new = f"/team/vroeg-erbij/bevindingen/nieuw/?merk={MarkedPattern.objects.get().pk}"
    assert 'value="Managers zijn trots."' in amina.get(new).content.decode()
    assert 'value="Managers zijn trots."' not in as_person("bram").get(new).content.decode()
    saved = amina.post(new, {"title": "Managers zijn trots.", "meaning_1": "Zij zien meer."})
    assert f'href="{PAIR.replace("role/emotion", "emotion/role")}"' in amina.get(saved["Location"]).content.decode()
    assert "Bekijk het verband" not in as_person("karin").get(saved["Location"]).content.decode()
    assert "Naar de bevinding hierover" in amina.get(PAIR).content.decode()


def test_a_look_is_made_once_for_each_version_of_the_data(
    linked: list[Story], inquiry: Inquiry, people: People, many: Put
) -> None:
    one, two = (looked_at(viewer=people["amina"], inquiry=inquiry) for _ in range(2))
    assert one.scan is two.scan and one.version == two.version
    many(1, answers={"emotion": "boos"})
    assert looked_at(viewer=people["amina"], inquiry=inquiry).scan is not one.scan


def test_a_look_that_is_not_ready_is_said(
    linked: list[Story], as_person: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("raamvertelling.sensemaking.connecting.queries.look", lambda *asked: None)
    for page in (HERE, PAIR):
        assert "Wij vergelijken alle vragen met elkaar" in as_person("amina").get(page).content.decode()


def test_a_small_group_is_warned_about(many: Put, as_person: Browser) -> None:
    many(9, answers={"emotion": "boos"})
    many(7, role="manager", answers={"emotion": "trots"})
    assert "7 vertellers: te weinig om veel over te zeggen" in as_person("amina").get(PAIR).content.decode() or (
        "9 vertellers: te weinig" in as_person("amina").get(PAIR).content.decode()
    )


def test_pages_ask_the_database_no_more_with_more_patterns(
    linked: list[Story], as_person: Browser, django_assert_max_num_queries: Callable[..., object]
) -> None:
    amina = as_person("amina")
    amina.get(HERE)
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]  # a context manager
        amina.get(HERE)
