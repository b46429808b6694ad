"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from raamvertelling.people.access import signed_in
from raamvertelling.people.queries import second_step_page
from raamvertelling.people.second_step import has_second_step
from raamvertelling.people.services import end_sessions


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Name, address, and the way to another password and a second step."""
    return render(request, "people/account.html", {"has_second_step": has_second_step(request.user)})


@require_safe
@login_required
def still_here(request: HttpRequest) -> HttpResponse:
    """Somebody is typing: the answer renews the mark of `people.sessions`, and says nothing."""
    return HttpResponse(status=204)


@require_POST
@login_required
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """End every session but this one: we do not keep where somebody is signed in, so it is all or nothing."""
    update_session_auth_hash(request, end_sessions(user=signed_in(request)))
    messages.success(request, "U bent op alle andere apparaten uitgelogd.")
    return redirect("account")


@require_safe
@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    """What signing in asks beside a password, and the ways to change that."""
    return render(request, "people/second_step.html", {"page": second_step_page(user=signed_in(request))})


@login_required
def to_second_step(request: HttpRequest) -> HttpResponse:
    """Passkeys have no list of their own."""
    return redirect("mfa_index")
