"""Opening a round, taking dots in, showing them, and throwing them away."""

import datetime as dt
import secrets

from django.db import IntegrityError, transaction

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.models import Prediction, PredictionRound
from raamvertelling.stories.sealing import keyed_hash

# Without letters and digits that look alike: the code is read from a screen and typed on a phone.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 6
TRIES = 5
# More than any room holds; who would fill the table stops here.
MOST = 1000


class Closed(Exception):
    """The dots were shown, or the inquiry is in the archive: nobody predicts any more."""


class Full(Exception):
    """There are as many dots as a round takes."""


def open_round(*, inquiry: Inquiry, signifier: str, occasion: str, actor: User, today: dt.date) -> PredictionRound:
    """Begin a round about one sign of the newest questions, with a short code of its own."""
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
def take_back_paper(*, round: PredictionRound) -> bool:
    """Take the last dot that was typed over from paper away; whether there was one."""
    last = round.predictions.filter(on_paper=True).last()
    if round.is_revealed or last is None:
        return False
    last.delete()
    return True


def reveal(*, round: PredictionRound, today: dt.date) -> None:
    """Show the dots; a second press changes nothing."""
    PredictionRound.objects.filter(pk=round.pk, revealed_on=None).update(revealed_on=today)


def delete_round(*, round: PredictionRound) -> None:
    """Throw a round away with all its dots."""
    round.delete()
