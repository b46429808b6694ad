"""One's own account."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from raamvertelling.people.access import signed_in
from raamvertelling.people.queries import second_step_page
from raamvertelling.people.second_step import has_second_step


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Name, address, and the way to another password and a second step."""
    return render(request, "people/account.html", {"has_second_step": has_second_step(request.user)})


@require_safe
@login_required
def second_step(request: HttpRequest) -> HttpResponse:
    """What signing in asks beside a password, and the ways to change that."""
    return render(request, "people/second_step.html", {"page": second_step_page(user=signed_in(request))})


@login_required
def to_second_step(request: HttpRequest) -> HttpResponse:
    """Passkeys have no list of their own."""
    return redirect("mfa_index")
