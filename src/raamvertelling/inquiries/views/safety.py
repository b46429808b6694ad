"""What we protect against and what we do not, and the papers that go with it: for everybody, in Dutch."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from raamvertelling.version import VERSION
from raamvertelling.web.safety.papers import (
    MEASURED,
    NOT_MEASURED,
    Paper,
    find_paper,
    paper_as_text,
    papers,
    threats,
    threats_as_text,
)

View = Callable[..., HttpResponse]


def in_dutch(view: View) -> View:
    """Draw a page in Dutch whatever the visitor's language: its words exist in no other."""

    @wraps(view)
    def drawn(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            return view(request, *args, **kwargs)

    return drawn


@require_safe
@in_dutch
def safety(request: HttpRequest) -> HttpResponse:
    """Against whom a teller is safe here, and against whom not."""
    context = {"page": threats(), "papers": papers(), "version": VERSION, "contact": settings.RAAM_CONTACT}
    return render(request, "inquiries/safety.html", context)


@require_safe
def safety_text(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    return _file("veiligheid", threats_as_text(threats()))


@require_safe
@in_dutch
def safety_paper(request: HttpRequest, paper: str) -> HttpResponse:
    """One paper that an organisation can take over."""
    found = _paper_or_404(paper)
    context = {"paper": found, "measured": MEASURED, "not_measured": NOT_MEASURED, "version": VERSION}
    return render(request, "inquiries/safety_paper.html", context)


@require_safe
def safety_paper_text(request: HttpRequest, paper: str) -> HttpResponse:
    """The same as a file."""
    found = _paper_or_404(paper)
    return _file(found.id, paper_as_text(found))


def _paper_or_404(id: str) -> Paper:
    found = find_paper(id)
    if found is None:
        raise Http404
    return found


def _file(name: str, text: str) -> HttpResponse:
    made = f"{text}\nRaamvertelling {VERSION}\n"
    response = HttpResponse(made, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.md"'
    return response
