"""Accepting an invitation, with an account or with a new one."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import find_invitation
from raamvertelling.inquiries.models import Invitation
from raamvertelling.inquiries.pages import posted
from raamvertelling.inquiries.queries import has_account
from raamvertelling.people.forms import JoinForm
from raamvertelling.people.models import User


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the invitation is for, and the way to say yes."""
    found = find_invitation(token)
    if found is None or not found.is_usable_on(localdate()):
        status = 404 if found is None else 410
        return render(request, "inquiries/invitation_closed.html", {"invitation": found}, status=status)
    if isinstance(request.user, User):
        return _accept(request, found, request.user)
    if has_account(request.user, found.email):
        return render(request, "inquiries/invitation.html", {"invitation": found, "sign_in": True})
    return _join(request, found)


def _accept(request: HttpRequest, found: Invitation, user: User) -> HttpResponse:
    if request.method == "POST":
        try:
            services.accept_invitation(invitation=found, user=user, today=localdate())
        except services.UnusableInvitation as refused:
            messages.error(request, str(refused))
            return redirect(request.path)
        messages.success(request, f"Welkom bij het onderzoek {found.inquiry.title}.")
        return redirect("inquiries:team")
    is_mine = user.email == found.email
    return render(request, "inquiries/invitation.html", {"invitation": found, "accept": is_mine, "other": not is_mine})


def _join(request: HttpRequest, found: Invitation) -> HttpResponse:
    form = JoinForm(*posted(request), email=found.email)
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["name"], form.cleaned_data["password"]
        try:
            user = services.join_with_new_account(invitation=found, name=name, password=password, today=localdate())
        except services.UnusableInvitation as refused:
            messages.error(request, str(refused))
            return redirect("account_login")
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        messages.success(request, f"Welkom bij het onderzoek {found.inquiry.title}.")
        return redirect("inquiries:team")
    context = {"invitation": found, "form": form}
    return render(request, "inquiries/invitation.html", context, status=422 if form.errors else 200)
