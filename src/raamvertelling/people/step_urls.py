"""Addresses of the second step: those of allauth that we use, under its own names, because it looks them up.

There is no page that trusts a browser for days, none that renames a passkey, and no file with recovery codes.
"""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.people import views
from raamvertelling.people.second_step import keeping_no_time

form_page = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", views.second_step, name="mfa_index"),
    path("inloggen/", form_page(keeping_no_time(base.authenticate)), name="mfa_authenticate"),
    path("nog-een-keer/", form_page(keeping_no_time(base.reauthenticate)), name="mfa_reauthenticate"),
    path("app/", form_page(login_required(keeping_no_time(totp.activate_totp))), name="mfa_activate_totp"),
    path("app/uitzetten/", form_page(login_required(totp.deactivate_totp)), name="mfa_deactivate_totp"),
    path(
        "herstelcodes/",
        require_safe(keeping_no_time(recovery_codes.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "herstelcodes/nieuw/",
        form_page(login_required(keeping_no_time(recovery_codes.generate_recovery_codes))),
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/", require_safe(views.to_second_step), name="mfa_list_webauthn"),
    path("passkeys/nieuw/", form_page(login_required(keeping_no_time(webauthn.add_webauthn))), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/weghalen/",
        form_page(login_required(webauthn.remove_webauthn)),
        name="mfa_remove_webauthn",
    ),
    path("passkeys/inloggen/", form_page(keeping_no_time(webauthn.login_webauthn)), name="mfa_login_webauthn"),
    path(
        "passkeys/nog-een-keer/",
        form_page(keeping_no_time(webauthn.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
]
