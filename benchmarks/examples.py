"""Every page of the program with an example in the demonstration: who looks, and at which address."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from benchmarks.tellers import WAY_IN, Walker, walk_all_steps
from raamvertelling.accountability.models import Account
from raamvertelling.accountability.queries import document
from raamvertelling.accountability.services import make_snapshot
from raamvertelling.config.tests.test_permissions import read_table
from raamvertelling.config.tests.world import ANONYMOUS, Address, addresses
from raamvertelling.core.framework import LongText, ShortText
from raamvertelling.demo.seed import SLUG, TEAM
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.services import invite
from raamvertelling.people.models import Role, User
from raamvertelling.sensemaking.models import Observation
from raamvertelling.stories.models import Purpose, Story

REFERENCE = "health"


@dataclass(frozen=True, slots=True)
class Example:
    """One page as one person sees it."""

    name: str
    person: str
    path: str
    client: Client


def examples() -> list[Example]:
    """Return the pages of the team for each role that may see them, and the pages of tellers and visitors."""
    return [*_listed(), *_filtered(), *_of_tellers()]


@cache
def _client(person: str) -> Client:
    client = Client()
    if person != ANONYMOUS:
        user = User.objects.get(email=f"{person}@veldhaven.example")
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _listed() -> list[Example]:
    """Take from the table of permissions who may see which address."""
    shown = {row["url_name"]: row for row in read_table() if row["method"] == "GET"}
    parts = _parts()
    people = [ANONYMOUS, *(key for _, _, key in TEAM)]
    return [
        Example(address.name, person, _path(address, parts), _client(person))
        for address in addresses()
        for person in people
        if shown[address.name][person] == "200"
        and not (person != ANONYMOUS and shown[address.name][ANONYMOUS] == "200")
    ]


def _path(address: Address, parts: dict[str, object]) -> str:
    filled = {part: parts.get(f"{address.name}:{part}", parts.get(part)) for part in address.parts}
    if missing := [part for part, value in filled.items() if value is None]:
        raise LookupError(f"geef in benchmarks/examples.py een voorbeeld voor {missing} van {address.name}")
    return reverse(address.name, kwargs=filled)


def _parts() -> dict[str, object]:
    """Return what addresses are filled in with: the busiest example of each."""
    inquiry = Inquiry.objects.get(slug=SLUG)
    amina, bart = (User.objects.get(email=f"{each}@veldhaven.example") for each in ("amina", "bart"))
    account = Account.objects.get(inquiry=inquiry)
    today = localdate()
    edition = account.snapshots.first() or make_snapshot(
        account=account, document=document(account=account, viewer=amina, today=today), actor=amina, today=today
    )
    _, token = invite(inquiry=inquiry, email="nel@veldhaven.example", role=Role.READER, actor=bart, today=today)
    quotable = Story.objects.usable_for(amina, Purpose.QUOTE).filter(inquiry=inquiry).order_by("number")
    waiting = Story.objects.filter(inquiry=inquiry).exclude(pk__in=Story.objects.usable_for(amina, Purpose.ANALYSE))
    number = quotable[0].number
    pk = Observation.objects.filter(inquiry=inquiry)[0].pk
    found: dict[str, object] = {
        "slug": SLUG,
        "code": WAY_IN,
        "number": number,
        "stories:story:number": waiting.order_by("number")[0].number,
        "stories:preview:number": waiting.order_by("number")[0].number,
        "inquiries:framework_version:number": 1,
        "inquiries:framework_file:number": 1,
        "signifier_id": "about",
        "token": token,
        "uidb36": "1",
        "key": "set-password",
        "pk": pk,
        "kind": "patroon",
        "part": account.patterns.all()[0].pk,
    }
    for address in addresses():
        if address.name.startswith("accountability:"):
            found |= {f"{address.name}:pk": account.pk, f"{address.name}:number": number}
    return found | dict.fromkeys(("accountability:edition:number", "accountability:edition_pdf:number"), edition.number)


def _filtered() -> list[Example]:
    """Return the addresses with a question in them, and one pattern of each kind of sign."""
    base, amina = f"/team/{SLUG}", _client("amina")
    framework = Inquiry.objects.get(slug=SLUG).framework
    paths = {
        "zoeken": f"{base}/verhalen/?woorden=wijkteam",
        "zoeken, tweede pagina": f"{base}/verhalen/?pagina=2",
        "verhalen achter een gebied": f"{base}/verhalen/?a.about=bij-mens",
        "patroon, gefilterd": f"{base}/patronen/about/?a.role=inwoner",
    }
    paths |= {
        f"patroon {each.id} ({each.kind})": f"{base}/patronen/{each.id}/"
        for each in framework.signifiers
        if not isinstance(each, LongText | ShortText)
    }
    public = Example("openbare pagina", ANONYMOUS, f"/openbaar/{SLUG}/", _client(ANONYMOUS))
    return [public, *(Example(name, "amina", path, amina) for name, path in paths.items())]


def _of_tellers() -> list[Example]:
    """Return the steps of a story that is nearly sent, the receipt of another, and what its code opens."""
    going, paths = walk_all_steps()
    found = [Example(f"vertellen: {_step(path)}", "verteller", path, going.client) for path in paths]
    done, _ = walk_all_steps()
    done.submit(button="Verstuur")
    found.append(Example("vertellen: uw-code", "verteller", done.url.removeprefix("http://testserver"), done.client))
    code = re.search(r"\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}", done.text)
    if code is None:
        raise LookupError("er kwam geen code")
    back = Walker()
    back.get("/mijn-verhaal/").submit({"code": code.group()})
    names = ("my_story_view", "my_story_text", "my_story_withdraw")
    found += [Example(f"telling:{name}", "verteller", reverse(f"telling:{name}"), back.client) for name in names]
    use = reverse("telling:my_story_use", args=["groep"])
    return [*found, Example("telling:my_story_use", "verteller", use, back.client)]


def _step(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]
