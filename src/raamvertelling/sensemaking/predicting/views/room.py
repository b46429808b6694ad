"""What somebody in the room sees on a phone: one question, one dot, and thanks. No account, no name."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.people.visitors import visitor_mark
from raamvertelling.sensemaking.models import PredictionRound
from raamvertelling.sensemaking.predicting.access import find_round
from raamvertelling.sensemaking.predicting.asking import SENDING, BadPrediction, ask, read, voice_in
from raamvertelling.sensemaking.predicting.services import Closed, Full, predict
from raamvertelling.telling.access import languages, wanted_language
from raamvertelling.telling.attempts import Attempts
from raamvertelling.web.pages import ErrorLine

# As at the doors of telling: a wrong code counts against a mark of one day, never against an address.
CODES = Attempts()
UNKNOWN, GONE, BUSY, INVALID = 404, 410, 429, 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def predict_dot(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for one dot, and take it in."""
    round = _found(request, code)
    if not isinstance(round, PredictionRound):
        return round
    if round.is_revealed or not round.inquiry.rules.may_change:
        return _closed(request, round, status=GONE if request.method == "POST" else 200)
    if request.method != "POST":
        return render(request, "sensemaking/predict.html", _context(round) | {"asked": ask(round)})
    try:
        placed = read(round, request.POST)
        predict(round=round, answer=placed.answer, voice=placed.voice, sending=placed.sending)
    except BadPrediction as mistake:
        return _again(request, round, mistake)
    except (Closed, Full) as refused:
        return _closed(request, round, is_full=isinstance(refused, Full), status=GONE)
    return redirect(reverse("sensemaking:predicted", args=[code]) + _spoken(request))


@require_safe
@never_cache
def predicted(request: HttpRequest, code: str) -> HttpResponse:
    """Say thanks, and where to look."""
    round = _found(request, code)
    if not isinstance(round, PredictionRound):
        return round
    return render(request, "sensemaking/predicted.html", _context(round))


def _found(request: HttpRequest, code: str) -> PredictionRound | HttpResponse:
    """Return the round of this code, and speak the language of who came; or the page that says why not."""
    visitor = visitor_mark(request)
    if not CODES.may_try(visitor):
        return render(request, "429.html", status=BUSY)
    round = find_round(code)
    if round is None:
        CODES.note_wrong(visitor)
        return render(request, "sensemaking/predict_unknown.html", status=UNKNOWN)
    translation.activate(wanted_language(request, round.framework_version.framework))
    return round


def _spoken(request: HttpRequest) -> str:
    """Return the language that was chosen on the page, for the next address; else the browser's is asked again."""
    return f"?{urlencode({'taal': translation.get_language() or ''})}" if "taal" in request.GET else ""


def _context(round: PredictionRound) -> dict[str, object]:
    return {"round": round, "among": languages(round.framework_version.framework)}


def _again(request: HttpRequest, round: PredictionRound, mistake: BadPrediction) -> HttpResponse:
    """Show the page again with what was placed and said."""
    sent = request.POST
    sending = sent.get(SENDING, "") if mistake.keeps_number else ""
    asked = ask(round, raw=mistake.raw, voice=voice_in(round, sent), sending=sending, error=str(mistake))
    summary = [ErrorLine(str(mistake), asked.field.dom_id)]
    context = _context(round) | {"asked": asked, "summary": summary}
    return render(request, "sensemaking/predict.html", context, status=INVALID)


def _closed(request: HttpRequest, round: PredictionRound, *, is_full: bool = False, status: int) -> HttpResponse:
    context = _context(round) | {"is_full": is_full}
    return render(request, "sensemaking/predict_closed.html", context, status=status)
