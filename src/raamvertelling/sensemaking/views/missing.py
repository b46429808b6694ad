"""Who is missing: the sentence, the bars, the table, and the file that they come from."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.core.sentences import percent
from raamvertelling.core.sentences_coverage import coverage_notes, coverage_sentence
from raamvertelling.core.stats.coverage import Represented
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.inquiries.services.populations import put_population, remove_population
from raamvertelling.people.access import signed_in
from raamvertelling.sensemaking.access import get_team_inquiry_or_404
from raamvertelling.sensemaking.filters import Filters, title_of, with_area
from raamvertelling.sensemaking.pictures import stories_url
from raamvertelling.sensemaking.population_form import PopulationForm
from raamvertelling.sensemaking.queries.missing import MissingPage, missing
from raamvertelling.sensemaking.views.pages import home_crumb
from raamvertelling.web.charts.coverage import coverage_chart


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, in words; `url` leads to the stories of the group, empty when there are none."""

    label: str
    told: str
    people: str
    verdict: str
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def missing_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is missing by one question; give a file for it, or throw that away."""
    inquiry = get_team_inquiry_or_404(request.user, slug)
    if request.POST.get("do") == "remove":
        return _removed(request, inquiry)
    chosen = request.GET.get("vraag", "")
    form = PopulationForm(*posted(request, files=True), inquiry=inquiry, initial={"question": chosen})
    if form.is_bound and form.is_valid():
        return _put(request, inquiry, form)
    page = missing(viewer=request.user, inquiry=inquiry, question_id=chosen)
    context = {"page": page, "form": form, **_shown(page)}
    status = 422 if form.errors else 200
    return team_page(
        request, "sensemaking/missing.html", inquiry, "wie-ontbreekt", context, [home_crumb(inquiry)], status
    )


def _put(request: HttpRequest, inquiry: Inquiry, form: PopulationForm) -> HttpResponse:
    question = form.cleaned_data["question"]
    put_population(inquiry=inquiry, question=question, people=form.people, actor=signed_in(request), today=localdate())
    messages.success(request, f"Het bestand is bewaard: {len(form.people)} rijen.")
    return redirect(f"{reverse('sensemaking:missing', args=[inquiry.slug])}?vraag={question}")


def _removed(request: HttpRequest, inquiry: Inquiry) -> HttpResponse:
    if remove_population(inquiry=inquiry, question=request.POST.get("question", "")[:80]):
        messages.success(request, "Het bestand is weg. Aan de verhalen verandert niets.")
    return redirect("sensemaking:missing", slug=inquiry.slug)


def _shown(page: MissingPage) -> dict[str, object]:
    """Return the words and the picture of what was found; nothing while there is nothing."""
    if page.found is None:
        return {}
    return {
        "sentence": coverage_sentence(page.found),
        "notes": coverage_notes(page.found),
        "lines": [_line(page, each) for each in page.found.groups],
        "people": _dotted(page.found.people),
        "title": title_of(page.question) if page.question else "",
        "svg": _drawn(page),
    }


def _line(page: MissingPage, each: Represented) -> Line:
    low, high = (percent(bound) for bound in each.share.interval or (0.0, 1.0))
    told = f"{each.told} van {each.share.n}: {percent(each.share.value)}, tussen {low} en {high}"
    people = f"{_dotted(each.people)}: {percent(each.expected)}"
    return Line(each.label, told, people, _verdict(each), _url(page, each))


def _verdict(each: Represented) -> str:
    if each.is_missing:
        return f"{each.short} te weinig" if each.short else "te weinig"
    return "meer dan past" if each.is_loud else "kan passen"


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _drawn(page: MissingPage) -> SafeString:
    assert page.found is not None
    return mark_safe(coverage_chart(page.found, title="Onze vertellers naast de mensen"))  # noqa: S308 - escaped there


def _url(page: MissingPage, each: Represented) -> str:
    if page.question is None or not each.told:
        return ""
    return stories_url(page.scope.inquiry, with_area(Filters(), page.scope.framework, page.question.id, each.id))
