"""One small world for the walk over all addresses, and an example for every part of an address.

A room that adds an address with a new part adds its example to `examples`, as `part` or as `url name:part`.
"""

import copy
import datetime as dt
from dataclasses import dataclass
from time import time
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from raamvertelling.accountability.queries import document
from raamvertelling.accountability.services import add_pattern, create_account, make_snapshot
from raamvertelling.conftest import seen
from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, StoryPoint
from raamvertelling.inquiries.services import add_help_line, add_official, create_storypoint, invite
from raamvertelling.people.models import Role, User
from raamvertelling.people.sessions import COOKIE, mark_for
from raamvertelling.sensemaking.predicting.services import open_round, predict, reveal
from raamvertelling.sensemaking.services import save_observation
from raamvertelling.stories.audio import Sound
from raamvertelling.stories.keeping.archive import hand_out
from raamvertelling.stories.media import media_of, released_id
from raamvertelling.stories.models import Story
from raamvertelling.stories.services.moderation import release
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.receiving import receive_story
from raamvertelling.stories.services.slips import issue_slips
from raamvertelling.stories.submission import NewMedia, Submission
from raamvertelling.stories.tests.media_maker import photo, voice
from raamvertelling.telling.kiosk.services import make_kiosk
from raamvertelling.telling.models import PaperEntry
from raamvertelling.telling.paper.services import enter_second, enter_sheet
from raamvertelling.telling.paper.typed import read_sheet
from raamvertelling.telling.spoken.services import keep_recording
from raamvertelling.telling.spoken.words import spots

ANONYMOUS = "anonymous"
OWN_USE = "training"
INTERVIEW_PAGES = ("device", "slips", "interview_service", "interview_manifest", "talk")
PERSONS = (ANONYMOUS, "amina", "els", "bart", "joke", "bram", "karin", "corrie")


@dataclass(frozen=True, slots=True)
class World:
    """An inquiry with a way in, an open invitation and everybody in their role."""

    inquiry: Inquiry
    people: dict[str, User]
    examples: dict[str, object]
    sessions: dict[str, str]

    def browser(self, person: str, *, enforce_csrf_checks: bool = False) -> Client:
        """Return a new browser of somebody, signed in unless anonymous."""
        client = Client(raise_request_exception=False, enforce_csrf_checks=enforce_csrf_checks)
        if person != ANONYMOUS:
            key = self.sessions[person]
            client.cookies[settings.SESSION_COOKIE_NAME] = key
            client.cookies[COOKIE] = mark_for(key, int(time()))
        return client


@dataclass(frozen=True, slots=True)
class Address:
    """One address of the program, with the parts that must be filled in."""

    name: str
    parts: tuple[str, ...]

    def examples(self, world: World) -> dict[str, object]:
        """Return what this address is filled in with."""
        found = {}
        for part in self.parts:
            key = f"{self.name}:{part}"
            found[part] = world.examples[key if key in world.examples else part]
        return found


def build_world(inquiry: Inquiry, people: dict[str, User]) -> World:
    """Fill the shared fixtures with one of everything that has an address."""
    today = dt.date.today()  # noqa: TID251 - the views look at the real day too
    ask_own_use(inquiry)
    practice = create_storypoint(inquiry=inquiry, name="Oefenen", channel=Channel.WEB, code="oefenen", is_test=True)
    square = create_storypoint(inquiry=inquiry, name="Plein", channel=Channel.WEB, code="plein")
    told = tell_story(practice, "Een oefenverhaal.", ("analyse",), today)
    shown = tell_story(
        square, "Een verhaal om samen te lezen.", ("analyse", "groep", "citaat", OWN_USE), today, (photo(),)
    )
    release(story=shown, actor=people["els"], withheld=(), today=today)
    assert get_user_model() is User
    examples: dict[str, object] = {
        "slug": inquiry.slug,
        "code": "oefenen",
        "number": 1,
        "question": "emotion",
        "language": "en",
        "entry": "same_face",
        "signifier_id": "about",
        "uidb36": "1",
        "key": "set-password",
        "telling:step:name": "story",
        "telling:my_story_save:kind": "txt",
        "telling:my_story_use:purpose": "groep",
        "inquiries:editor_file:kind": "xlsform",
        "stories:head_file:day": "2026-06-04",
        "stories:story:number": told.number,
        "stories:preview:number": told.number,
        "stories:set_aside:number": told.number,
        "sensemaking:story:number": shown.number,
    }
    examples |= team_examples(inquiry, people, today)
    examples |= prediction_examples(inquiry, people["bram"], today)
    examples |= interview_examples(inquiry)
    examples |= media_examples(practice, shown, people, today)
    examples |= paper_examples(square, people, today)
    examples |= account_examples(inquiry, people["amina"], shown.number, today)
    examples["archive"] = hand_out(inquiry=inquiry, receiver="e-depot", actor=people["bart"], today=today).archive.pk
    sessions = {name: sign_in(user) for name, user in people.items()}
    return World(inquiry=inquiry, people=people, examples=examples, sessions=sessions)


def ask_own_use(inquiry: Inquiry) -> None:
    """Let the inquiry ask a use in its own words, unless it does already."""
    version = FrameworkVersion.objects.get(inquiry=inquiry)
    definition = copy.deepcopy(version.definition)
    purposes = definition["consent"]["purposes"]
    if OWN_USE not in {each["id"] for each in purposes}:
        words = {"text": "Mag het in een training?", "en": {"text": "May it be used in a training?"}}
        purposes.append({"id": OWN_USE, **words})
        FrameworkVersion.objects.filter(pk=version.pk).update(definition=definition)
        inquiry.__dict__.pop("framework_version", None)


def team_examples(inquiry: Inquiry, people: dict[str, User], today: dt.date) -> dict[str, object]:
    """Observe something, invite somebody, add a help line and read a text out; return what their pages need."""
    seen = save_observation(
        inquiry=inquiry, actor=people["amina"], today=today, title="Wij zagen iets.", meanings=["A"]
    )
    email = "nel@x.example"
    invitation, token = invite(inquiry=inquiry, email=email, role=Role.READER, actor=people["bart"], today=today)
    line = add_help_line(inquiry=inquiry, name="Wijkteam Noord", telephone="0800-1234")
    official = add_official(inquiry=inquiry, name="Jansma", office="wethouder")
    sound = Sound(b"geluid", "audio/mp4", 2.0)
    spot = spots(inquiry.framework, "nl")[0]
    read_out = keep_recording(inquiry=inquiry, spot=spot, language="nl", sound=sound, today=today)
    return {
        "pk": seen.pk,
        "meaning": seen.interpretations.get().pk,
        "token": token,
        "a": "role",
        "b": "emotion",
        "inquiries:invitation_revoke:number": invitation.pk,
        "inquiries:help_line_remove:number": line.pk,
        "inquiries:official_remove:number": official.pk,
        "person": people["els"].pk,
        "danger": "self",
        "paper": "dpia",
        "use": OWN_USE,
        "telling:spoken_audio:number": read_out.pk,
        "telling:spoken_remove:number": read_out.pk,
    }


def prediction_examples(inquiry: Inquiry, bram: User, today: dt.date) -> dict[str, object]:
    """Predict twice, and reveal one of the two; return the round that each address is about."""
    about = dict(inquiry=inquiry, signifier="about", occasion="De Brug", actor=bram, today=today)
    waiting, shown = open_round(**about), open_round(**about)  # type: ignore[arg-type]  # a plain dict
    for number in range(6):
        dot = {"mens": 0.1, "regels": 0.1, "geld": 0.8, "mode": "drag"}
        predict(round=shown, answer=dot, voice="inwoner", sending=str(UUID(int=number)))
    reveal(round=shown, actor=bram, today=today)
    before = ("count", "reveal", "paper_dots", "paper_back", "round_delete")
    return {
        "sensemaking:predict:code": waiting.code,
        "sensemaking:predicted:code": waiting.code,
        **{f"sensemaking:{name}:number": waiting.pk for name in before},
        **{f"sensemaking:{name}:number": shown.pk for name in ("round", "screen")},
    }


def interview_examples(inquiry: Inquiry) -> dict[str, object]:
    """Make a storypoint for conversations, and return it for the pages of a device."""
    kitchen = create_storypoint(inquiry=inquiry, name="Keukentafel", channel=Channel.INTERVIEWER, code="keukentafel")
    return {**{f"telling:{name}:code": kitchen.code for name in INTERVIEW_PAGES}, "telling:talk:language": "nl"}


def media_examples(practice: StoryPoint, shown: Story, people: dict[str, User], today: dt.date) -> dict[str, object]:
    """Return a story that was spoken, and the photo of a released one."""
    spoken = tell_story(practice, "", ("analyse",), today, (voice(),))
    Story.objects.filter(pk=spoken.pk).update(language="tr")
    seen = media_of(shown)[0]
    release_pictures(story=shown, actor=people["els"], chosen={seen.pk: "Een bank."}, today=today)
    return {
        "recording": UUID(int=7),
        "seq": 0,
        "media": UUID(int=7),
        "stories:transcribe:number": spoken.number,
        "stories:translate_story:number": spoken.number,
        "stories:media:number": spoken.number,
        "stories:media:media": media_of(spoken)[0].pk,
        "stories:picture:media": released_id(seen),
    }


def sign_in(user: User) -> str:
    """Sign somebody in once, and return the key that each of her browsers carries."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    seen(client)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def tell_story(
    storypoint: StoryPoint, text: str, uses: tuple[str, ...], today: dt.date, media: tuple[NewMedia, ...] = ()
) -> Story:
    """Tell a story as a resident."""
    submission = Submission(
        text=text, answers={"prompt": "vroeg_erbij", "role": "inwoner"}, consents=dict.fromkeys(uses, True), media=media
    )
    return receive_story(
        storypoint=storypoint,
        framework_version=storypoint.inquiry.framework_version,
        submission=submission,
        idempotency_key=text or "gesproken",
        today=today,
    ).story


def paper_examples(point: StoryPoint, people: dict[str, User], today: dt.date) -> dict[str, object]:
    """Print three sheets (one is out, one typed once, one twice with a difference) and put a kiosk down."""
    version = point.inquiry.framework_version
    issue_slips(storypoint=point, version=version, channel=Channel.PAPER, count=3, today=today)
    for slip in point.slips.filter(number__gt=1):
        typed = {"t-analyse": "j", "v-story": f"Het verhaal van {slip}.", "v-role": "1"}
        sheet = read_sheet(version.framework, typed)
        enter_sheet(slip=slip, sheet=sheet, actor=people["joke"], today=today)
    twice = PaperEntry.objects.get(slip__number=3)
    other = read_sheet(version.framework, {"t-analyse": "j", "v-role": "2"})
    enter_second(entry=twice, sheet=other, actor=people["els"], today=today)
    kiosk = make_kiosk(
        storypoint=point, name="Hal", from_day=today, last_day=today, quota=9, actor=people["bart"], today=today
    )
    return {
        "telling:paper_second:number": 2,
        "telling:paper_settle:number": 3,
        "telling:kiosk:token": kiosk.token,
        "telling:kiosk_wipe:token": kiosk.token,
        "telling:kiosk_end:number": kiosk.kiosk.pk,
    }


def account_examples(inquiry: Inquiry, amina: User, quotable: int, today: dt.date) -> dict[str, object]:
    """Begin an account with a pattern and an edition, and return what its addresses are filled in with."""
    account = create_account(inquiry=inquiry, title="Wat wij hoorden", question="", actor=amina, today=today)
    part = add_pattern(account=account, signifier="about", by_voice=True, note="")
    seen = document(account=account, viewer=amina, today=today)
    edition = make_snapshot(account=account, document=seen, actor=amina, today=today)
    names = [each.name for each in addresses() if each.name.startswith("accountability:")]
    return {
        **{f"{name}:pk": account.pk for name in names},
        "accountability:add_quote:number": quotable,
        "accountability:edition:number": edition.number,
        "accountability:edition_pdf:number": edition.number,
        "inquiries:handout:kind": "kaartjes",
        "kind": "patroon",
        "part": part.pk,
    }


def addresses() -> list[Address]:
    """Return every named address of the program, in the order of the URLconf."""
    return _walk(get_resolver().url_patterns, "", ())


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, parts: tuple[str, ...]) -> list[Address]:
    found = []
    for each in patterns:
        own = parts + tuple(each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            inner = f"{prefix}{each.namespace}:" if each.namespace else prefix
            found += _walk(each.url_patterns, inner, own)
        else:
            assert each.name, f"{each.pattern} heeft geen naam"
            found.append(Address(f"{prefix}{each.name}", own))
    return found
