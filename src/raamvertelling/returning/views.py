"""The public page of an inquiry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from raamvertelling.returning import queries
from raamvertelling.returning.access import get_public_inquiry_or_404


@require_safe
def public_page(request: HttpRequest, slug: str) -> HttpResponse:
    inquiry = get_public_inquiry_or_404(slug)
    page = queries.public_page(inquiry=inquiry, page=request.GET.get("pagina", "1"))
    is_open = inquiry.is_open_on(localdate())
    return render(request, "returning/public_page.html", {"page": page, "inquiry": inquiry, "is_open": is_open})
