"""The settings of an inquiry, and its questions with their versions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.core.framework import to_yaml
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404, get_version_or_404, roles_of
from raamvertelling.inquiries.forms import SettingsForm
from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.inquiries.queries import versions_of
from raamvertelling.inquiries.question_text import questions_of
from raamvertelling.people.models import Role

MAY_EDIT = (Role.ADMIN, Role.RESEARCHER)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, question, period, group sizes, public page."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = SettingsForm(*posted(request), instance=inquiry)
    if request.method == "POST" and form.is_valid():
        services.change_settings(inquiry=inquiry, **form.cleaned_data)
        messages.success(request, "De instellingen zijn bewaard.")
        return redirect("inquiries:settings", slug=slug)
    shown = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    return team_page(
        request, "inquiries/settings.html", shown, "instellingen", {"form": form}, status=422 if form.errors else 200
    )


@require_safe
@login_required
def framework(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question as it is asked now."""
    inquiry = get_inquiry_or_404(request.user, slug)
    return _framework_page(request, inquiry, inquiry.framework_version)


@require_safe
@login_required
def framework_version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Every question as it was asked in one version."""
    inquiry = get_inquiry_or_404(request.user, slug)
    return _framework_page(request, inquiry, get_version_or_404(inquiry, number))


@require_safe
@login_required
def framework_file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version of the questions as a YAML file."""
    inquiry = get_inquiry_or_404(request.user, slug)
    version = get_version_or_404(inquiry, number)
    response = HttpResponse(to_yaml(version.framework), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{inquiry.slug}-versie-{number}.yaml"'
    return response


def _framework_page(request: HttpRequest, inquiry: Inquiry, version: FrameworkVersion) -> HttpResponse:
    versions = versions_of(inquiry)
    shown = version.framework
    language = shown.language
    context = {
        "version": version,
        "versions": versions,
        "is_newest": version == versions[0],
        "framework": shown,
        "introduction": shown.introduction.in_language(language),
        "questions": questions_of(shown, language),
        "consent": shown.consent.text.in_language(language),
        "consent_help": shown.consent.help.in_language(language),
        "purposes": [(each.text.in_language(language), each.required) for each in shown.consent.purposes],
        "may_edit": bool(roles_of(request.user, inquiry) & set(MAY_EDIT)),
    }
    return team_page(request, "inquiries/framework.html", inquiry, "kader", context)
