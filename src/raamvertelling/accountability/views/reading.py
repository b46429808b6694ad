"""Reading an account: as it would be published now, and the editions as they were frozen."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from raamvertelling.accountability import queries
from raamvertelling.accountability.access import get_account_or_404, get_snapshot_or_404
from raamvertelling.accountability.pdf import render
from raamvertelling.accountability.views.page import show
from raamvertelling.people.access import signed_in


@require_safe
@login_required
def preview(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    document = queries.document(account=account, viewer=signed_in(request), today=localdate())
    return show(request, "reading", account.inquiry, "Voorbeeld", account, document=document)


@require_safe
@never_cache
@login_required
def preview_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    today = localdate()
    document = queries.document(account=account, viewer=signed_in(request), today=today)
    made = render(document, made_on=today, minimum=account.inquiry.minimum_group)
    return _pdf(made, f"{slugify(account.title)}-concept.pdf")


@require_safe
@login_required
def edition(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    snapshot = get_snapshot_or_404(request.user, slug, pk, number)
    seen = queries.edition(snapshot=snapshot, viewer=signed_in(request))
    account = snapshot.account
    here = f"Uitgave {number}"
    return show(request, "reading", account.inquiry, here, account, document=seen.document, edition=seen)


@require_safe
@never_cache
@login_required
def edition_pdf(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    snapshot = get_snapshot_or_404(request.user, slug, pk, number)
    seen = queries.edition(snapshot=snapshot, viewer=signed_in(request))
    minimum = snapshot.account.inquiry.minimum_group
    made = render(seen.document, made_on=snapshot.made_on, minimum=minimum, fingerprint=snapshot.manifest_hash)
    return _pdf(made, f"{slugify(snapshot.account.title)}-uitgave-{number}.pdf")


def _pdf(made: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
