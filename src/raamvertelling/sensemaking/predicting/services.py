"""Opening a round, taking dots in, showing them, and throwing them away."""

import datetime as dt
import secrets

from django.db import IntegrityError, transaction

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.models import Prediction, PredictionRound
from raamvertelling.sensemaking.predicting.asking import Placed, signifier_of
from raamvertelling.stories.audit import lock_journal, record
from raamvertelling.stories.sealing import keyed_hash

# Without letters and digits that look alike: the code is read from a screen and typed on a phone.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 6
TRIES = 5
# More than any room holds; who would fill the table stops here.
MOST = 1000
# Words of the log. Dots from phones are not in it: nothing may say when somebody sent one.
OPENED, REVEALED, THROWN_AWAY = "ronde geopend", "ronde onthuld", "ronde weggegooid"
ON_PAPER, OFF_PAPER = "papieren stip ingevoerd", "papieren stip weggehaald"


class Closed(Exception):
    """The dots were shown, or the inquiry is in the archive: nobody predicts any more."""


class Full(Exception):
    """There are as many dots as a round takes."""


@transaction.atomic
def open_round(*, inquiry: Inquiry, signifier: str, occasion: str, actor: User, today: dt.date) -> PredictionRound:
    """Begin a round about one sign of the newest questions, with a short code of its own."""
    lock_journal(inquiry)
    made = _with_a_code(inquiry, signifier, occasion, actor, today)
    _log(made, actor, OPENED, today)
    return made


def _with_a_code(inquiry: Inquiry, signifier: str, occasion: str, actor: User, today: dt.date) -> PredictionRound:
    for _ in range(TRIES):
        code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
        try:
            with transaction.atomic():
                return PredictionRound.objects.create(
                    inquiry=inquiry,
                    framework_version=inquiry.framework_version,
                    signifier=signifier,
                    occasion=occasion,
                    code=code,
                    made_by=actor,
                    made_on=today,
                )
        except IntegrityError:
            continue
    raise RuntimeError("no free code found")


@transaction.atomic
def predict(*, round: PredictionRound, answer: object, voice: str, sending: str, on_paper: bool = False) -> None:
    """Keep one dot; the same sending again moves that dot. Raises Closed or Full, and keeps nothing then."""
    held = PredictionRound.objects.select_for_update().select_related("inquiry").get(pk=round.pk)
    if held.is_revealed or not held.inquiry.rules.may_change:
        raise Closed
    known = keyed_hash("prediction", f"{round.pk}/{sending}")
    if held.predictions.count() >= MOST and not held.predictions.filter(sending_hash=known).exists():
        raise Full
    said = {"answer": answer, "voice": voice, "on_paper": on_paper}
    Prediction.objects.update_or_create(round=held, sending_hash=known, defaults=said)


@transaction.atomic
def enter_paper(*, round: PredictionRound, placed: Placed, actor: User, today: dt.date) -> None:
    """Keep one dot that was typed over from paper, and say in the log who typed. Raises Closed or Full."""
    lock_journal(round.inquiry)
    predict(round=round, answer=placed.answer, voice=placed.voice, sending=placed.sending, on_paper=True)
    _log(round, actor, ON_PAPER, today)


@transaction.atomic
def take_back_paper(*, round: PredictionRound, actor: User, today: dt.date) -> bool:
    """Take the last dot that was typed over from paper away; whether there was one."""
    lock_journal(round.inquiry)
    held = PredictionRound.objects.select_for_update().get(pk=round.pk)
    last = held.predictions.filter(on_paper=True).last()
    if held.is_revealed or last is None:
        return False
    last.delete()
    _log(round, actor, OFF_PAPER, today)
    return True


@transaction.atomic
def reveal(*, round: PredictionRound, actor: User, today: dt.date) -> None:
    """Show the dots; a second press changes nothing."""
    lock_journal(round.inquiry)
    if PredictionRound.objects.filter(pk=round.pk, revealed_on=None).update(revealed_on=today):
        _log(round, actor, REVEALED, today)


@transaction.atomic
def delete_round(*, round: PredictionRound, actor: User, today: dt.date) -> None:
    """Throw a round away with all its dots."""
    lock_journal(round.inquiry)
    _log(round, actor, THROWN_AWAY, today)
    round.delete()


def _log(round: PredictionRound, actor: User, action: str, today: dt.date) -> None:
    """Say in the log what was done with which round; never a dot, and nothing of who sent one."""
    detail: dict[str, object] = {"over": title_of(signifier_of(round))}
    subject = f"voorspelling {round.pk}"
    record(inquiry=round.inquiry, actor=actor, action=action, subject=subject, detail=detail, today=today)
