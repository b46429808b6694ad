"""A second step at signing in: who has one, who must have one, and a code that works once."""

import time
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from raamvertelling.people.models import User

Respond = Callable[[HttpRequest], HttpResponse]
# The recovery codes come with a second step; they are none by themselves.
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# What somebody without a second step may reach where one is required, beside the pages of `mfa_`.
ALSO = {"account_logout", "account_reauthenticate", "account_change_password"}
# The name of the newest code that was used, within the data of an authenticator.
USED = "used"
# The name that allauth gives to when recovery codes were shown; it only asks whether they were.
VIEWED = "viewed_at"


def has_second_step(user: User | AnonymousUser) -> bool:
    """Whether signing in asks this person for more than a password."""
    steps: QuerySet[Model] = Authenticator.objects.filter(user_id=user.pk, type__in=STEPS)
    return user.is_authenticated and steps.exists()


def with_second_step(users: Iterable[User]) -> frozenset[int]:
    """Return the numbers of those among these people who have one."""
    found = Authenticator.objects.filter(user__in=list(users), type__in=STEPS)
    return frozenset(found.values_list("user_id", flat=True))


def has_app(user: User) -> bool:
    """Whether codes of this person come from an app."""
    apps: QuerySet[Model] = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return apps.exists()


def lacks_second_step(user: User | AnonymousUser) -> bool:
    """Whether this person must set up a second step before anything else."""
    return bool(settings.RAAM_SECOND_STEP_REQUIRED) and user.is_authenticated and not has_second_step(user)


def require(get_response: Respond) -> Respond:
    """Treat a member of a team without a required second step as a stranger, except where one sets it up.

    Nothing lists the pages that are for everybody: they stay open, and each page that asks who one is leads to the
    page where the second step is set up.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        is_here = settings.RAAM_SECOND_STEP_REQUIRED and settings.SESSION_COOKIE_NAME in request.COOKIES
        if not is_here or _is_for_setting_up(request.path_info) or not lacks_second_step(request.user):
            return get_response(request)
        request.user = AnonymousUser()
        response = get_response(request)
        asks_who = response.headers.get("Location", "").startswith(reverse(settings.LOGIN_URL))
        return redirect("mfa_index") if asks_who or request.path_info == reverse(settings.LOGIN_URL) else response

    return respond


def _is_for_setting_up(path: str) -> bool:
    try:
        name = resolve(path).url_name or ""
    except Resolver404:
        return False
    return name.startswith("mfa_") or name in ALSO


def keeping_no_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Forget right after a view of allauth at what time somebody used or made a second step: we keep days at most."""

    @wraps(view)
    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.user.is_authenticated:
            for each in Authenticator.objects.filter(user_id=request.user.pk):
                day = each.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
                if each.last_used_at or each.created_at != day:
                    Authenticator.objects.filter(pk=each.pk).update(last_used_at=None, created_at=day)
                if each.data.get(VIEWED, True) is not True:
                    _forget_when_viewed(each)
        return response

    return respond


@transaction.atomic
def _forget_when_viewed(codes: Authenticator) -> None:
    """Keep that recovery codes were shown, and not when. Read again: a code may be used meanwhile."""
    held = Authenticator.objects.select_for_update().get(pk=codes.pk)
    held.data[VIEWED] = True
    held.save(update_fields=["data"])


@transaction.atomic
def use_once(authenticator: Authenticator, code: str) -> bool:
    """Whether this code of an app is newer than the newest that was used; then it is the newest itself.

    allauth remembers used codes in the memory of one process, for shorter than a code works. This holds for all
    processes. The counter of a code says the half minute, so it is kept sealed.
    """
    held = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(held.data["secret"])
    fitting = [
        counter
        for counter in totp.yield_hotp_counters_from_time()
        if totp.compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, counter)))
    ]
    newest = int(decrypt(held.data[USED])) if USED in held.data else 0
    if not fitting or max(fitting) <= newest:
        return False
    held.data[USED] = encrypt(str(max(fitting)))
    held.save(update_fields=["data"])
    return True


def signed_in_just_now(request: HttpRequest, within: int) -> bool:
    """Whether this person said within so many seconds who they are."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - float(records[-1]["at"]) < within
