"""Starting an account, seeing its parts, and freezing an edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.accountability import queries, services
from raamvertelling.accountability.access import get_account_or_404
from raamvertelling.accountability.forms import AccountForm, StartForm
from raamvertelling.accountability.models import Account
from raamvertelling.accountability.views.page import show
from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.pages import posted
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import TEAM
from raamvertelling.sensemaking.services import refresh_outside_view


@require_safe
@login_required
def accounts(request: HttpRequest, slug: str) -> HttpResponse:
    inquiry = get_inquiry_or_404(request.user, slug, *TEAM)
    mine = Account.objects.visible_to(request.user).filter(inquiry=inquiry).prefetch_related("snapshots")
    return show(request, "accounts", inquiry, "Verantwoording", accounts=mine, sign=request.GET.get("vraag", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_account(request: HttpRequest, slug: str) -> HttpResponse:
    inquiry = get_inquiry_or_404(request.user, slug, *TEAM)
    form = StartForm(*posted(request))
    if form.is_bound and form.is_valid():
        refresh_outside_view(inquiry=inquiry, today=localdate())
        account = services.create_account(
            inquiry=inquiry,
            title=form.cleaned_data["title"],
            question=form.cleaned_data["question"],
            actor=signed_in(request),
            today=localdate(),
        )
        return redirect("accountability:account", slug, account.pk)
    return show(request, "form", inquiry, "Nieuwe verantwoording", form=form, button="Begin")


@require_safe
@login_required
def account(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    document = queries.document(account=account, viewer=signed_in(request), today=localdate())
    parts = queries.parts(account=account, document=document)
    return show(request, "account", account.inquiry, account.title, account, document=document, parts=parts)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_account(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    form = AccountForm(*posted(request), instance=account)
    if form.is_bound and form.is_valid():
        form.save()
        return redirect("accountability:account", slug, pk)
    return show(request, "form", account.inquiry, "Titel en kern", account, form=form, button="Bewaar")


@require_POST
@login_required
def freeze(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    account = get_account_or_404(request.user, slug, pk)
    actor, today = signed_in(request), localdate()
    refresh_outside_view(inquiry=account.inquiry, today=today)
    document = queries.document(account=account, viewer=actor, today=today)
    snapshot = services.make_snapshot(account=account, document=document, actor=actor, today=today)
    messages.success(request, f"Uitgave {snapshot.number} is vastgelegd.")
    return redirect("accountability:edition", slug, pk, snapshot.number)
