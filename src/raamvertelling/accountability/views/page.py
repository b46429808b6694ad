"""What every page of this room carries: navigation and crumbs."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from raamvertelling.accountability.models import Account
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.web.pages import Crumb

INVALID = 422


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
    form = context.get("form")
    status = INVALID if isinstance(form, BaseForm) and form.is_bound else 200
    page = {"account": account, "here": here, **context}
    return team_page(request, f"accountability/{template}.html", inquiry, "verantwoording", page, crumbs, status)
