"""One dot, asked with the widgets of telling: the question in other words, and what was posted read back."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from raamvertelling.core.answers import InvalidAnswer, NotApplicable, Skipped
from raamvertelling.core.framework import (
    Dyad,
    Framework,
    PictureChoice,
    Scale,
    Signifier,
    SingleChoice,
    Triad,
    labels,
)
from raamvertelling.sensemaking.filters import title_of
from raamvertelling.sensemaking.models import PredictionRound
from raamvertelling.sensemaking.queries.windows import about_tellers
from raamvertelling.telling.reading import as_posted
from raamvertelling.web.signifier_forms import SignifierField, read_answer, signifier_field

Predictable = Triad | Dyad | Scale | SingleChoice | PictureChoice
VOICE, SENDING = "stem", "merk"


class BadPrediction(ValueError):
    """This cannot be kept; the message says what to do, `raw` is what was placed already.

    `keeps_number`: whether the number of the form was good, so that the next sending is the same one.
    """

    def __init__(self, message: str, raw: object = None, *, keeps_number: bool = False) -> None:
        super().__init__(message)
        self.raw = raw
        self.keeps_number = keeps_number


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of one dot shows: the question, and the voices one may say to speak for."""

    field: SignifierField
    voices: tuple[tuple[str, str], ...]
    voice: str
    sending: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What was sent: the raw answer, the voice if it was said, and the number of the form."""

    answer: object
    voice: str
    sending: str


def predictable(framework: Framework) -> list[Signifier]:
    """Return the signs that one dot can predict: what is about a story, and takes one place or one answer."""
    personal = {each.id for each in about_tellers(framework)}
    return [each for each in framework.signifiers if isinstance(each, Predictable) and each.id not in personal]


def signifier_of(round: PredictionRound) -> Signifier:
    """Return the sign that a round is about, as it was asked then."""
    return round.framework_version.framework.signifier(round.signifier)


def ask(round: PredictionRound, *, raw: object = None, voice: str = "", sending: str = "", error: str = "") -> Asked:
    """Return the page of one dot, in the language that is spoken; without a number of the form it gets a new one."""
    signifier, framework, language = _one_dot(round), round.framework_version.framework, get_language() or "nl"
    field = signifier_field(signifier, language=language, raw=raw, errors=(error,) if error else ())
    one = _("Kies één antwoord.") if _picks(signifier) else _("Zet één stip.")
    asked = _("De vraag aan de vertellers was: ‘{question}’.").format(question=title_of(signifier, language))
    help = f"{asked} {one}"
    return Asked(
        field=replace(field, text=asks(signifier), help=help),
        voices=tuple(labels(framework.voice_question, language).items()),
        voice=voice,
        sending=sending or str(uuid4()),
    )


def asks(signifier: Signifier) -> str:
    """Return what the room is asked about a sign."""
    if _picks(signifier):
        return _("Welk antwoord kozen de vertellers het vaakst, denkt u?")
    return _("Waar denkt u dat de stippen komen?")


def read(round: PredictionRound, posted: QueryDict) -> Placed:
    """Read one dot; raises BadPrediction with a sentence when it is not there or cannot be."""
    signifier, sending = _one_dot(round), posted.get(SENDING, "")
    known = _is_number_of_a_form(sending)
    try:
        raw = read_answer(signifier, posted)
    except InvalidAnswer as mistake:
        kept = as_posted(signifier, posted)
        raise BadPrediction(mistake.message, kept, keeps_number=known) from mistake
    if isinstance(raw, Skipped | NotApplicable):
        raise BadPrediction(_missing(signifier), keeps_number=known)
    if not known:
        stale = _("Deze pagina was niet compleet. Kijk of uw stip nog goed staat en verstuur hem opnieuw.")
        raise BadPrediction(stale, raw)
    return Placed(raw, voice_in(round, posted), sending)


def voice_in(round: PredictionRound, posted: QueryDict) -> str:
    """Return the voice that was said, empty for none and for one that does not exist."""
    said = posted.get(VOICE, "")
    return said if said in labels(round.framework_version.framework.voice_question) else ""


def _missing(signifier: Signifier) -> str:
    if _picks(signifier):
        return _("Kies eerst een antwoord. Daarna kunt u het versturen.")
    return _("Zet eerst uw stip. Daarna kunt u hem versturen.")


def _picks(signifier: Signifier) -> bool:
    return isinstance(signifier, SingleChoice | PictureChoice | Scale)


def _one_dot(round: PredictionRound) -> Predictable:
    signifier = signifier_of(round)
    assert isinstance(signifier, Predictable), "a round is only opened about such a sign"
    return replace(signifier, required=True, not_applicable=False)


def _is_number_of_a_form(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
