"""The progress of collecting, and the aims that a beheerder sets."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.core.framework import labels
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404, roles_of
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.models import Role
from raamvertelling.sensemaking.pictures import weeks
from raamvertelling.sensemaking.queries.progress import progress
from raamvertelling.web.forms import RaamForm

MAY_SEE = (Role.ADMIN, Role.RESEARCHER, Role.MODERATOR)


class AimsForm(RaamForm):
    """One number for each storypoint and each voice; empty means no aim."""

    mark_optional = False

    def __init__(self, data: Any = None, *, inquiry: Inquiry) -> None:
        super().__init__(data)
        self.points = dict(inquiry.storypoints.filter(is_test=False).order_by("name").values_list("pk", "name"))
        self.voices = labels(inquiry.framework.voice_question)
        kept = {(each.storypoint_id, each.voice): each.number for each in inquiry.aims.all()}
        for id, label in self.voices.items():
            self._add(f"stem-{id}", f"Stem: {label}", kept.get((None, id)))
        for pk, name in self.points.items():
            self._add(f"punt-{pk}", f"Vertelpunt: {name}", kept.get((pk, "")))

    def _add(self, name: str, label: str, number: int | None) -> None:
        wrong = f"Vul bij “{label}” een heel getal in van 0 tot 100.000, of laat het leeg."
        self.fields[name] = forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=100_000,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
        )
        self.initial[name] = number

    def save(self, inquiry: Inquiry) -> None:
        """Store the aims."""
        data = self.cleaned_data
        services.set_aims(
            inquiry=inquiry,
            by_point={pk: data[f"punt-{pk}"] or 0 for pk in self.points},
            by_voice={id: data[f"stem-{id}"] or 0 for id in self.voices},
        )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def progress_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show bars, numbers and who is missing; a beheerder sets the aims here."""
    inquiry = get_inquiry_or_404(request.user, slug, *((Role.ADMIN,) if request.method == "POST" else MAY_SEE))
    form = AimsForm(request.POST if request.method == "POST" else None, inquiry=inquiry)
    if request.method == "POST" and form.is_valid():
        form.save(inquiry)
        messages.success(request, "De doelen zijn bewaard.")
        return redirect("sensemaking:progress", slug=slug)
    page = progress(viewer=request.user, inquiry=inquiry, today=localdate())
    context = {
        "page": page,
        "weeks": weeks(page.weeks) if page.weeks else "",
        "form": form,
        "may_set": Role.ADMIN in roles_of(request.user, inquiry),
    }
    status = 422 if form.errors else 200
    return team_page(request, "sensemaking/progress.html", inquiry, "voortgang", context, status=status)
