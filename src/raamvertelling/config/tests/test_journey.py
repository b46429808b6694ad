"""A whole journey of fifty visitors: afterwards nothing says who came, and no word or key of theirs lies anywhere.

Every table of both databases is read, every session opened, every file of the data folder searched, and every line
that reaches the log as it is set up in production.
"""

import io
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from raamvertelling.accountability.models import Snapshot
from raamvertelling.config.tests.traces import every_file, everything_kept, found_in, log
from raamvertelling.config.upkeep import enqueue_upkeep
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import State, Story
from raamvertelling.stories.tasks import propose_transcript
from raamvertelling.telling.attempts import CODES
from raamvertelling.telling.tests.walking import ANSWERS, Teller

__all__ = ["log"]

VISITORS = 50
SLUG, PASSWORD = "vroeg-erbij", "een lang wachtwoord"
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORDS = ("Kanariezwaan", "Wapperbuurman", "Titelkanarie")
STORY = "Kanariezwaan zei aan de balie niets. De Wapperbuurman hielp mij en toen kwam het goed."

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


@dataclass
class Crowd:
    """Browsers that each come from an address and a device of their own, directly or through a proxy."""

    made: int = 0
    addresses: list[str] = field(default_factory=list)
    devices: list[str] = field(default_factory=list)

    def browser(self) -> Client:
        """Return the next visitor's browser; every third comes by IPv6."""
        self.made += 1
        outer = f"203.0.113.{self.made}" if self.made % 3 else f"2001:db8:{self.made:x}::77"
        inner = f"198.51.100.{self.made}"
        device = f"Proefvogel/{self.made}.{self.made * 7919} (Kraaiphone {self.made})"
        self.addresses += [outer, inner]
        self.devices += [device, f"Kraaiphone {self.made})"]
        return Client(REMOTE_ADDR=outer, HTTP_USER_AGENT=device, HTTP_X_FORWARDED_FOR=f"{inner}, {outer}")


@dataclass
class Secrets:
    """What only its owner may have: codes, tokens of links and cookies, addresses of mail that are no account's."""

    codes: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def forms(self) -> list[str]:
        """Return each code as it is shown, together, and with dashes; and each token."""
        shown = [between.join(code.split()) for code in self.codes for between in (" ", "", "-")]
        return [*shown, *self.tokens]


class Fields(HTMLParser):
    """What a browser would send of the forms on a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._area = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name, kind = said.get("name") or "", said.get("type") or "text"
        if tag == "textarea":
            self._area = name
            self.sent[name] = ""
        elif tag == "input" and name and kind in ("hidden", "text"):
            self.sent[name] = said.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        self._area = "" if tag == "textarea" else self._area


def tell_one(crowd: Crowd, secrets: Secrets, uses: dict[str, str]) -> Client:
    """Tell from the welcome to the receipt, and look back with the code."""
    client = crowd.browser()
    teller = Teller(client)
    answers = {**ANSWERS, "story": {"story": STORY}, "title": {"title": "Titelkanarie"}, "ook-gebruiken": uses}
    assert teller.get().status_code == 200
    teller.tell(answers)  # type: ignore[arg-type]  # the same kind of answers
    code = teller.told_code()
    secrets.codes.append(code)
    secrets.tokens += [
        each.value for name, each in client.cookies.items() if "csrf" not in name and len(each.value) > 20
    ]
    other = crowd.browser()
    assert other.post("/mijn-verhaal/", {"code": "1111 2222 3333 4444"}).status_code == 422
    assert other.post("/mijn-verhaal/", {"code": code}).status_code == 302
    assert other.get("/mijn-verhaal/bekijken/").status_code == 200
    return other


def sign_in(client: Client, name: str) -> None:
    email = f"{name}@veldhaven.example"
    client.post("/account/login/", {"login": email, "password": "helemaal fout"})
    assert client.post("/account/login/", {"login": email, "password": PASSWORD}).status_code == 302


def moderate(client: Client) -> None:
    """Look at the pile, mask a name, release: the way of the buttons."""
    sign_in(client, "els")
    assert client.get(f"/team/{SLUG}/bord/").status_code == 200
    for story in Story.objects.exclude(state=State.RELEASED).order_by("number"):
        address = f"/team/{SLUG}/bord/{story.number}/"
        sent = Fields(client.get(f"{address}?lees=1").content.decode()).sent
        sent |= {"words": "Kanariezwaan", "label": "naam", "do": "own"}
        assert client.post(address, sent).status_code == 302
        sent = Fields(client.get(address).content.decode()).sent
        sent |= {"do": "release-anyway", "recognisable": "no"}
        assert client.post(address, sent).status_code == 302
    client.post("/account/logout/")


def study(client: Client) -> None:
    """Read, search, look at patterns, and write an account with an edition and its PDF."""
    sign_in(client, "amina")
    number = Story.objects.filter(state=State.RELEASED).values_list("number", flat=True)[0]
    pages = ["", "verhalen/", "verhalen/?zoek=balie", f"verhalen/{number}/", "patronen/about/", "bevindingen/"]
    for page in pages:
        assert client.get(f"/team/{SLUG}/{page}").status_code == 200, page
    made = client.post(f"/team/{SLUG}/verantwoording/nieuw/", {"title": "Wat wij hoorden", "question": ""})
    account = made["Location"]
    assert client.get(f"{account}citaat/").status_code == 200
    assert client.get(f"{account}voorbeeld.pdf").status_code == 200
    assert client.post(f"{account}vastleggen/", {}).status_code == 302
    assert Snapshot.objects.count() == 1


def manage(client: Client, crowd: Crowd, secrets: Secrets) -> None:
    """Invite somebody who makes an account, look up a breach, ask for passwords, also for who has no account."""
    sign_in(client, "bart")
    invited = {"email": "nieuw@veldhaven.example", "role": "reader"}
    shown = client.post(f"/team/{SLUG}/mensen/", invited, follow=True)
    link = re.search(r"/uitnodiging/([\w-]{20,})/", shown.content.decode())
    assert link
    secrets.tokens.append(link.group(1))
    joining = crowd.browser()
    assert joining.get(link.group(0)).status_code == 200
    assert joining.post(link.group(0), {"name": "Nieuw", "password": PASSWORD})["Location"] == "/team/"
    assert client.get(f"/team/{SLUG}/datalek/").status_code == 200
    asker = crowd.browser()
    asker.post("/account/password/reset/", {"email": "onbekende@elders.example"})
    asker.post("/account/password/reset/", {"email": "karin@veldhaven.example"})
    opened = re.search(r"/password/reset/key/([^/\s]+)/", "".join(str(each.body) for each in mail.outbox))
    assert opened
    secrets.tokens.append(opened.group(1))
    assert asker.get(f"/account{opened.group(0)}", follow=True).status_code == 200
    asker.get(f"/uitnodiging/{'x' * 43}/")
    client.get("/team/bestaat-niet/")
    client.post("/account/logout/")


@pytest.fixture
def journey(
    settings: Settings, storypoint: StoryPoint, people: dict[str, User], log: io.StringIO
) -> tuple[Crowd, Secrets]:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.RAAM_PROXIES = 1
    cache.clear()
    CODES.wrong.clear()
    crowd, secrets = Crowd(), Secrets()
    openly = {"groep": "ja", "citaat": "ja", "openbaar": "nee"}
    tellers = [tell_one(crowd, secrets, openly) for _ in range(12)]
    moderate(crowd.browser())
    study(crowd.browser())
    manage(crowd.browser(), crowd, secrets)
    tellers[0].post("/mijn-verhaal/gebruik/groep/", {"antwoord": "nee"})
    tellers[1].post("/mijn-verhaal/intrekken/", {})
    propose_transcript.enqueue(str(Story.objects.values_list("pk", flat=True)[0]))
    enqueue_upkeep()
    while crowd.made < VISITORS:
        client = crowd.browser()
        for address in ("/", "/hulp/", "/veiligheid/", "/vertel/de-brug/", "/vertel/bestaat-niet/", "/mijn-verhaal/"):
            client.get(address)
    return crowd, secrets


def ends_with(text: str, endings: set[str]) -> bool:
    return any(text.endswith(each) for each in endings)


def test_a_whole_journey_leaves_no_trace_of_who_came(
    journey: tuple[Crowd, Secrets], log: io.StringIO, inquiry: Inquiry
) -> None:
    crowd, secrets = journey
    assert crowd.made >= VISITORS and len(secrets.codes) == 12 and len(secrets.tokens) >= 14
    assert Story.objects.filter(state=State.RELEASED).count() >= 11 and DBTaskResult.objects.count() >= 5
    places = {**everything_kept(), **every_file(), "log": log.getvalue()}
    assert len(places) > 40
    assert found_in(places, ["els@veldhaven.example"]), "the search looks in the right places"
    assert found_in(places, [*crowd.addresses, *crowd.devices]) == []
    assert found_in(places, secrets.forms()) == []
    assert found_in(places, list(WORDS)) == []
    known = set(User.objects.values_list("email", flat=True))
    assert "nieuw@veldhaven.example" in known
    strangers = {(place, each) for place, text in places.items() for each in EMAIL.findall(text)}
    # In the file of a database columns touch: a number before an address can look like its first letter.
    told = {(place, each) for place, each in strangers if not ends_with(each, known)}
    assert {(place, each) for place, each in told if each.endswith("example")} == set()


def test_a_trace_would_be_found(
    settings: Settings, storypoint: StoryPoint, people: dict[str, User], log: io.StringIO, tell: Callable[..., Story]
) -> None:
    """The control: an address in a session, a device in a name, a code in the log and a word in a file are all seen."""
    client = Crowd().browser()
    client.force_login(people["els"], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["last_address"] = "203.0.113.1"
    session.save()
    User.objects.filter(pk=people["bart"].pk).update(name="Proefvogel/1.7919")
    logging.getLogger("raamvertelling").warning("code 1234 5678 9012 3456 for onbekende@elders.example")
    (Path(site.DATA) / "vergeten.txt").write_text("Kanariezwaan zei niets", encoding="utf-8")
    try:
        places = {**everything_kept(), **every_file(), "log": log.getvalue()}
        wanted = ["203.0.113.1", "Proefvogel/1.7919", "1234 5678 9012 3456", "Kanariezwaan"]
        assert {each for _, each in found_in(places, wanted)} == set(wanted)
        assert ("log", "onbekende@elders.example") in {
            (place, each) for place, text in places.items() for each in EMAIL.findall(text)
        }
    finally:
        (Path(site.DATA) / "vergeten.txt").unlink()
