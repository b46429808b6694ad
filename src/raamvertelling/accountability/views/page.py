"""What every page of this room carries: navigation and crumbs."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from raamvertelling.accountability.models import Account
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.navigation import team_nav
from raamvertelling.people.models import User
from raamvertelling.web.pages import Crumb

INVALID = 422


def signed_in(request: HttpRequest) -> User:
    """Return who is signed in; the access helpers have already refused everybody else."""
    assert isinstance(request.user, User)
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form is filled in with; None on a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def show(
    request: HttpRequest,
    template: str,
    inquiry: Inquiry,
    here: str,
    account: Account | None = None,
    **context: Any,
) -> HttpResponse:
    """Render a page of this room; `here` is its name at the end of the crumbs."""
    crumbs = [Crumb(inquiry.title, reverse("sensemaking:overview", args=[inquiry.slug]))]
    if here != "Verantwoording":
        crumbs.append(Crumb("Verantwoording", reverse("accountability:accounts", args=[inquiry.slug])))
    if account is not None and here != account.title:
        crumbs.append(Crumb(account.title, reverse("accountability:account", args=[inquiry.slug, account.pk])))
    page = {
        "inquiry": inquiry,
        "inquiry_title": inquiry.title,
        "nav": team_nav(request.user, inquiry, "verantwoording"),
        "inquiries_url": reverse("inquiries:team"),
        "crumbs": crumbs,
        "account": account,
        "here": here,
    }
    form = context.get("form")
    status = INVALID if isinstance(form, BaseForm) and form.is_bound else 200
    return render(request, f"accountability/{template}.html", page | context, status=status)
