"""A kiosk belongs to an event, forgets who was there, and no address in the town can close a storypoint."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import Settings

from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import Slip, Story
from raamvertelling.stories.services.slips import IssuedSlip, issue_slips
from raamvertelling.stories.services.teller import find_by_code
from raamvertelling.telling.kiosk.services import NewKiosk, end_kiosk, make_kiosk
from raamvertelling.telling.models import Draft, Kiosk, Start

pytestmark = pytest.mark.django_db
HERE = "/vertel/de-brug/"
YES = {"old_enough": "ja", "analyse": "ja"}


def make(point: StoryPoint, actor: User, **changes: object) -> NewKiosk:
    day = localdate()
    parts = {"name": "Hal", "from_day": day, "last_day": day, "quota": 200, "actor": actor, "today": day, **changes}
    return make_kiosk(storypoint=point, **parts)  # type: ignore[arg-type]  # the parts are named as the arguments


@pytest.fixture
def hall(storypoint: StoryPoint, people: dict[str, User]) -> NewKiosk:
    return make(storypoint, people["bart"])


def start(client: Client, made: NewKiosk) -> None:
    assert client.get(f"/zuil/{made.token}/")["Location"] == HERE
    assert client.post(f"{HERE}voor-u-begint/", YES).status_code == 302


def to_the_check(client: Client) -> None:
    client.post(f"{HERE}prompt/", {"prompt": "vroeg_erbij", "actie": "verder"})
    client.post(f"{HERE}story/", {"story": "De buurvrouw belde.", "actie": "verder"})
    client.post(f"{HERE}role/", {"role": "inwoner", "actie": "verder"})


def test_a_story_of_a_kiosk_says_so_and_shows_its_code_as_a_picture(client: Client, hall: NewKiosk) -> None:
    start(client, hall)
    to_the_check(client)
    assert client.post(f"{HERE}alles-nakijken/")["Location"] == f"{HERE}uw-code/"
    page = client.get(f"{HERE}uw-code/").content.decode()
    assert Story.objects.get().channel == Channel.KIOSK
    assert "<svg" in page
    assert "kiosk-guard" in page
    assert "op-papier" not in page
    assert client.get(f"{HERE}op-papier/").status_code == 302


def test_the_token_is_kept_as_a_hash_only(hall: NewKiosk) -> None:
    assert hall.token not in repr(list(Kiosk.objects.values()))


def test_wiping_leaves_nothing_in_the_browser_and_the_next_one_starts_clean(client: Client, hall: NewKiosk) -> None:
    start(client, hall)
    client.post(f"{HERE}prompt/", {"prompt": "vroeg_erbij", "actie": "verder"})
    assert client.get(f"{HERE}story/").status_code == 200
    response = client.get(f"/zuil/{hall.token}/leeg/")
    assert response["Clear-Site-Data"] == '"cookies", "storage", "cache"'
    assert response["Location"] == f"/zuil/{hall.token}/"
    assert client.get(response["Location"])["Location"] == HERE
    assert client.cookies["raam_concept"].value == ""
    assert "Vertel uw verhaal" in client.get(HERE).content.decode()
    assert client.get(f"{HERE}story/").status_code == 302


@pytest.mark.parametrize("token, site", [("verzonnen", "same-origin"), (None, "cross-site"), (None, "same-site")])
def test_nobody_wipes_a_device_with_a_link(client: Client, hall: NewKiosk, token: str | None, site: str) -> None:
    response = client.get(f"/zuil/{token or hall.token}/leeg/", headers={"sec-fetch-site": site})
    assert response.status_code == 302
    assert "Clear-Site-Data" not in response and not response.cookies


def test_every_page_on_the_way_guards_and_leads_only_to_the_start(client: Client, hall: NewKiosk) -> None:
    start(client, hall)
    wipe = f"/zuil/{hall.token}/leeg/"
    for name in ("", "voor-u-begint/", "prompt/", "story/", "wat-mag-ermee/", "tot-ziens/", "hulp-en-contact/"):
        response = client.get(HERE + name)
        page = response.content.decode()
        assert f'data-wipe="{wipe}"' in page, name
        assert f'class="raam-button raam-exit" href="{wipe}"' in page
        assert 'href="https://' not in page
        assert 'href="/mijn-verhaal/"' not in page, "there nothing wipes itself, and a story can be saved as a file"
        assert response["Cache-Control"] == "no-store"
    page = client.get(f"{HERE}story/").content.decode()
    assert f'content="300;url={HERE}bent-u-er-nog/"' in page
    asked = client.get(f"{HERE}bent-u-er-nog/").content.decode()
    assert f'content="60;url={wipe}"' in asked
    assert "Ik ben er nog" in asked


def test_an_ordinary_device_is_no_kiosk(client: Client, hall: NewKiosk) -> None:
    assert "kiosk-guard" not in client.get(f"{HERE}voor-u-begint/").content.decode()
    assert client.get(f"{HERE}bent-u-er-nog/")["Location"] == HERE


def test_a_kiosk_of_elsewhere_is_no_kiosk_here(client: Client, inquiry: Inquiry, hall: NewKiosk) -> None:
    StoryPoint.objects.create(inquiry=inquiry, code="elders", name="Elders")
    client.get(f"/zuil/{hall.token}/")
    assert "kiosk-guard" not in client.get("/vertel/elders/voor-u-begint/").content.decode()


@pytest.mark.parametrize(
    ("days", "ended", "sentence"),
    [((-3, -1), False, "niet meer"), ((1, 2), False, "vanaf"), ((0, 0), True, "niet meer")],
)
def test_a_kiosk_is_open_on_its_days_only(
    client: Client, storypoint: StoryPoint, people: dict[str, User], days: tuple[int, int], ended: bool, sentence: str
) -> None:
    today = localdate()
    first, last = (today + dt.timedelta(days=each) for each in days)
    made = make(storypoint, people["bart"], from_day=first, last_day=last)
    if ended:
        client.get(f"/zuil/{made.token}/")
        end_kiosk(kiosk=made.kiosk, actor=people["bart"], today=today)
        assert client.get(f"{HERE}voor-u-begint/")["Location"] == f"/zuil/{made.token}/"
    assert sentence in client.get(f"/zuil/{made.token}/").content.decode()
    assert client.get("/zuil/zomaar/").status_code == 404


def test_a_kiosk_has_a_quota_of_its_own_and_who_began_may_finish(
    storypoint: StoryPoint, people: dict[str, User]
) -> None:
    made = make(storypoint, people["bart"], quota=2)
    tellers = [Client() for _ in range(3)]
    for each in tellers[:2]:
        start(each, made)
    tellers[2].get(f"/zuil/{made.token}/")
    assert tellers[2].get(HERE).status_code == 429
    refused = tellers[2].post(f"{HERE}voor-u-begint/", YES)
    assert (refused.status_code, "vol" in refused.content.decode()) == (429, True)
    assert Client().post(f"{HERE}voor-u-begint/", YES).status_code == 302
    to_the_check(tellers[0])
    assert tellers[0].post(f"{HERE}alles-nakijken/").status_code == 302
    assert Story.objects.count() == 1


def test_five_hundred_people_behind_one_address_can_tell(storypoint: StoryPoint) -> None:
    library = "192.0.2.7"
    answers = {Client().post(f"{HERE}voor-u-begint/", YES, REMOTE_ADDR=library).status_code for _ in range(500)}
    assert answers == {302}
    assert Draft.objects.count() == 500
    assert Start.objects.get().number == 500


def test_a_flood_at_one_storypoint_stops_there(storypoint: StoryPoint, inquiry: Inquiry, settings: Settings) -> None:
    settings.RAAM_STARTS_A_DAY = 5
    StoryPoint.objects.create(inquiry=inquiry, code="elders", name="Elders")
    answers = [Client().post(f"{HERE}voor-u-begint/", YES).status_code for _ in range(8)]
    assert answers == [302] * 5 + [429] * 3
    assert Client().post("/vertel/elders/voor-u-begint/", YES).status_code == 302


@pytest.fixture
def strips(storypoint: StoryPoint) -> list[IssuedSlip]:
    version = storypoint.inquiry.framework_version
    return issue_slips(storypoint=storypoint, version=version, channel=Channel.KIOSK, count=2, today=localdate())


def test_a_strip_gives_the_story_its_code(client: Client, hall: NewKiosk, strips: list[IssuedSlip]) -> None:
    start(client, hall)
    to_the_check(client)
    response = client.post(f"{HERE}alles-nakijken/", {"strookje": f" {strips[0].name} "})
    assert response["Location"] == f"{HERE}uw-code/?strookje=1"
    page = client.get(response["Location"]).content.decode()
    assert "Uw code staat op uw strookje" in page
    assert strips[0].code not in page
    assert find_by_code(strips[0].code) == Story.objects.get()


def test_a_wrong_or_used_strip_is_said_and_the_story_stays(
    client: Client, hall: NewKiosk, strips: list[IssuedSlip], storypoint: StoryPoint
) -> None:
    start(client, hall)
    to_the_check(client)
    client.post(f"{HERE}alles-nakijken/", {"strookje": strips[0].name})
    client.post(f"{HERE}uw-code/")
    sheet = issue_slips(
        storypoint=storypoint,
        version=storypoint.inquiry.framework_version,
        channel=Channel.PAPER,
        count=1,
        today=localdate(),
    )[0]
    start(client, hall)
    to_the_check(client)
    for typed, sentence in (
        (strips[0].name, "al gebruikt"),
        ("99-1234", "kennen wij niet"),
        (sheet.name, "kennen wij"),
    ):
        response = client.post(f"{HERE}alles-nakijken/", {"strookje": typed})
        assert (response.status_code, sentence in response.content.decode()) == (422, True)
    assert client.post(f"{HERE}alles-nakijken/", {"strookje": strips[1].name}).status_code == 302
    assert Story.objects.count() == 2


def test_a_strip_typed_on_an_ordinary_device_is_passed_over(client: Client, strips: list[IssuedSlip]) -> None:
    client.post(f"{HERE}voor-u-begint/", YES)
    to_the_check(client)
    assert client.post(f"{HERE}alles-nakijken/", {"strookje": strips[0].name})["Location"] == f"{HERE}uw-code/"
    assert find_by_code(strips[0].code) is None
    assert Slip.objects.count() == 2


def test_the_team_makes_a_kiosk_and_sees_its_address_once(
    as_person: Callable[[str], Client], storypoint: StoryPoint
) -> None:
    bart, today = as_person("bart"), localdate().isoformat()
    fields = {"storypoint": storypoint.pk, "name": "Hal", "from_day": today, "last_day": today, "quota": "50"}
    page = bart.post("/team/vroeg-erbij/zuilen/", fields).content.decode()
    assert 'aria-label="Het adres als QR-code"><svg' in page
    token = page.partition("/zuil/")[2].partition("/")[0]
    assert f"{settings.RAAM_ADDRESS}{reverse('telling:kiosk', args=[token])}" in page
    assert Client().get(f"/zuil/{token}/").status_code == 302
    again = bart.get("/team/vroeg-erbij/zuilen/").content.decode()
    assert token not in again
    assert "0 van 50" in again
    wrong = bart.post("/team/vroeg-erbij/zuilen/", {**fields, "last_day": "2020-01-01"})
    assert (wrong.status_code, "Kies een dag na het begin" in wrong.content.decode()) == (422, True)
    bart.post(f"/team/vroeg-erbij/zuilen/{Kiosk.objects.get().pk}/stop/")
    assert Kiosk.objects.get().ended_on == localdate()
