"""What must hold after any crash: acknowledged means kept, whole or not at all, and sending again adds nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from soak.known import Known
from soak.place import POINT, TODAY, Told, send

if TYPE_CHECKING:
    from raamvertelling.stories.models import Story

DAY = 24 * 3600
USES = 4


@dataclass
class Findings:
    """Keys of stories that were acknowledged and are not there as sent, and what else is wrong.

    `unknown` counts stories that were kept although nobody was told: for them sending again must work.
    """

    lost: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    unknown: int = 0


def look(sent: Sequence[Told], known: Known, point: str = POINT) -> Findings:
    """Look at a place after a crash, when it has done what it does at every start; `sent` names all that was sent."""
    from django.db import DatabaseError

    from raamvertelling.stories.services.withdrawing import finish_withdrawals

    try:
        _settle()
        finish_withdrawals(today=TODAY)
        staying = [told for told in sent if told.key not in known.going]
        unknown = _kept([told for told in staying if told.key not in known.codes])
        gone = list(lost(staying, known.codes))
        broken = [*_unsound(), *_half(point), *came_back(known)]
        # Last: sending again would bring back what is missing.
        return Findings(gone, [*broken, *_again(staying, known.codes, point)], unknown)
    except DatabaseError as error:
        return Findings(list(known.codes), [f"onleesbaar: {error}"])


def came_back(known: Known) -> Iterator[str]:
    """Name what was taken back, and said to be gone, and can be found with its code all the same."""
    from raamvertelling.stories.services.teller import Withdrawn, find_by_code

    for key in known.withdrawn:
        if not isinstance(find_by_code(known.codes[key]), Withdrawn):
            yield f"{key} was ingetrokken en is er weer"


def _settle() -> None:
    """Wait until PostgreSQL noticed that its visitor is gone: it may still be finishing what was asked."""
    from django.db import connections

    for connection in connections.all() if connections["default"].vendor == "postgresql" else ():
        with connection.cursor() as cursor:
            while True:
                cursor.execute(
                    "SELECT pg_sleep(0.02), count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
                    " AND datname = current_database() AND pid <> pg_backend_pid()"
                )
                if not cursor.fetchone()[1]:
                    break


def _kept(sent: Sequence[Told]) -> int:
    from raamvertelling.stories.codes import sending_hash
    from raamvertelling.stories.models import Receipt

    return Receipt.objects.filter(idempotency_hash__in=[sending_hash(told.key) for told in sent]).count()


def lost(sent: Sequence[Told], codes: dict[str, str]) -> Iterator[str]:
    """Look for every acknowledged story as its teller would: with the code that she was given."""
    from raamvertelling.stories.media import MediaLost, media_of, read_media
    from raamvertelling.stories.models import Story
    from raamvertelling.stories.queries import texts_for_teller
    from raamvertelling.stories.sealing import BrokenSeal, KeyDestroyed
    from raamvertelling.stories.services.teller import find_by_code

    for told in sent:
        if told.key not in codes:
            continue
        story = find_by_code(codes[told.key])
        try:
            kept = isinstance(story, Story) and (
                texts_for_teller(story).text == told.text.strip()
                and [read_media(each) for each in media_of(story)] == [each.data for each in told.media()]
            )
        except (KeyDestroyed, BrokenSeal, MediaLost):
            kept = False
        if not kept:
            yield told.key


def _unsound() -> Iterator[str]:
    """Ask SQLite itself; PostgreSQL has no such question and answers with its own recovery."""
    from django.db import connections

    for connection in connections.all():
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            for question in ("integrity_check", "foreign_key_check"):
                cursor.execute(f"PRAGMA {question}")
                if (rows := cursor.fetchall()) not in ([], [("ok",)]):
                    yield f"{connection.alias}: {question} {rows[:3]}"


def _half(point: str) -> Iterator[str]:
    """Look at every story of the inquiry, acknowledged or not: all of it is there, and its row in the log."""
    from raamvertelling.inquiries.models import Inquiry
    from raamvertelling.stories.audit import chain_faults
    from raamvertelling.stories.models import AuditEvent, Story

    inquiry = Inquiry.objects.get(storypoints__code=point)
    yield from chain_faults(inquiry)
    stories = list(Story.objects.filter(inquiry=inquiry).order_by("number"))
    events = AuditEvent.objects.filter(inquiry=inquiry).order_by("pk")
    came, went = (
        list(events.filter(action=action).values_list("subject", flat=True))
        for action in ("verhaal ontvangen", "ingetrokken")
    )
    if [each for each in came if each not in went] != [str(story) for story in stories]:
        yield "het logboek noemt andere verhalen dan er zijn"
    for story in stories:
        if what := missing(story):
            yield f"{story}: {what}"


def missing(story: "Story") -> str:
    """Say what of a story is not there; empty when it is whole."""
    from raamvertelling.stories.media import MediaLost, media_of, read_media
    from raamvertelling.stories.models import Receipt
    from raamvertelling.stories.queries import texts_for_teller
    from raamvertelling.stories.sealing import BrokenSeal, KeyDestroyed

    if not Receipt.objects.filter(story=story).exists() or story.consents.count() != USES or not story.may_group:
        return "ontvangstbewijs of toestemming ontbreekt"
    try:
        texts = texts_for_teller(story)
        sounds = [read_media(each) for each in media_of(story)]
    except (KeyDestroyed, BrokenSeal) as error:
        return f"niet te lezen ({error!r})"
    except MediaLost:
        return "een rij zonder bestand"
    whole = texts.title and texts.text and len(texts.answers) == 1 and all(sounds)
    return "" if whole else "tekst of opname ontbreekt"


def _again(sent: Sequence[Told], codes: dict[str, str], point: str) -> Iterator[str]:
    """Send everything again, as a device does that got no answer: the same code, and one story for each key."""
    from raamvertelling.stories.media import media_files, sweep_media
    from raamvertelling.stories.models import StoryMedia

    for told in sent:
        code = send(told, point).code
        if code != codes.get(told.key, code) or not code:
            yield f"{told.key}: een andere code bij opnieuw versturen"
    if _kept(sent) != len(sent):
        yield "niet één verhaal per sleutel na opnieuw versturen"
    sweep_media(now=_tomorrow())
    rows = StoryMedia.objects.filter(story__inquiry__storypoints__code=point).values_list("pk", flat=True)
    if {path.name for path in media_files()} != {id.hex for id in rows}:
        yield "bestanden en rijen van opnamen horen niet bij elkaar na het opruimen"


def _tomorrow() -> float:
    """A day from now, and a bit: what a crash left behind is old by then."""
    from time import time

    return time() + 2 * DAY
