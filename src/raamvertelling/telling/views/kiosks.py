"""The kiosks of an inquiry: the list, a new one with its address, and ending one."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.access import signed_in
from raamvertelling.telling.kiosk.access import MAY_EDIT, get_kiosk_or_404
from raamvertelling.telling.kiosk.forms import KioskForm
from raamvertelling.telling.kiosk.queries import kiosk_rows
from raamvertelling.telling.kiosk.services import end_kiosk, make_kiosk
from raamvertelling.web.typeset import qr_svg


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def kiosks(request: HttpRequest, slug: str) -> HttpResponse:
    """List the kiosks; a new one shows its address once."""
    inquiry, today = get_inquiry_or_404(request.user, slug, *MAY_EDIT), localdate()
    form, address = KioskForm(inquiry, today, *posted(request)), ""
    if form.is_bound and form.is_valid():
        made = make_kiosk(**form.cleaned_data, actor=signed_in(request), today=today)
        address = settings.RAAM_ADDRESS + reverse("telling:kiosk", args=[made.token])
        form = KioskForm(inquiry, today)
    context = {"rows": kiosk_rows(inquiry, today), "form": form, "address": address}
    context["picture"] = mark_safe(qr_svg(address, border=2)) if address else ""  # noqa: S308 - our own address
    status = 422 if form.errors else 200
    return team_page(request, "telling/kiosks.html", inquiry, "zuilen", context, status=status)


@require_POST
@login_required
def kiosk_end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """End a kiosk."""
    kiosk = get_kiosk_or_404(request.user, slug, number)
    end_kiosk(kiosk=kiosk, actor=signed_in(request), today=localdate())
    messages.success(request, f"{kiosk} is gestopt. Wat daar is verteld, blijft.")
    return redirect("telling:kiosks", slug=slug)
