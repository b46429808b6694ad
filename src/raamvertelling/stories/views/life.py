"""The phase of an inquiry: where it stands, what that means, and bringing it further."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.life import RULES, Life
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.inquiries.queries import state_sentence
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role
from raamvertelling.stories.services.life import CannotFollow, change_life
from raamvertelling.web.forms import RaamForm

INVALID = 422
BUTTONS = {
    Life.CONCEPT: "Zet terug op concept",
    Life.TEST: "Zet op test",
    Life.OPEN: "Zet open",
    Life.CLOSED: "Sluit",
    Life.ARCHIVED: "Archiveer",
}
OUT_OF_THE_ARCHIVE = "Haal uit het archief"


class PhaseForm(RaamForm):
    """The phase that somebody wants."""

    life = forms.ChoiceField(label="Fase", choices=Life.choices)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def phase(request: HttpRequest, slug: str) -> HttpResponse:
    """The five phases, and a button for each that may follow."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = PhaseForm(*posted(request))
    if form.is_bound and form.is_valid():
        wanted = Life(form.cleaned_data["life"])
        try:
            change_life(inquiry=inquiry, wanted=wanted, actor=signed_in(request), today=localdate())
        except CannotFollow as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"Het onderzoek is nu: {wanted.label}.")
            return redirect("stories:phase", slug=slug)
    context = {"form": form, "lines": _lines(inquiry), "state": state_sentence(inquiry, localdate())}
    return team_page(request, "stories/phase.html", inquiry, "fase", context, status=INVALID if form.errors else 200)


def _lines(inquiry: Inquiry) -> list[dict[str, object]]:
    now = Life(inquiry.life)
    return [
        {
            "life": life,
            "rules": rules,
            "is_now": life == now,
            "button": _button(now, life) if life in RULES[now].next else "",
        }
        for life, rules in RULES.items()
    ]


def _button(now: Life, wanted: Life) -> str:
    return OUT_OF_THE_ARCHIVE if now == Life.ARCHIVED else BUTTONS[wanted]
