"""Addresses of signing in: only those of allauth that we use, each with only the methods that it needs.

They keep allauth's own names, because allauth looks them up; there is no sign-up and no list of addresses.
"""

from allauth.account import views as allauth_views
from django.urls import include, path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from raamvertelling.people import oidc_views, views

form_page = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("", views.account, name="account"),
    path("login/", form_page(allauth_views.login), name="account_login"),
    path("logout/", form_page(allauth_views.logout), name="account_logout"),
    path("nog-bezig/", views.still_here, name="account_still_here"),
    path("elders-uitloggen/", views.sign_out_elsewhere, name="account_sign_out_elsewhere"),
    path("gemeente/", oidc_views.oidc_login, name="oidc_login"),
    path("gemeente/terug/", oidc_views.oidc_callback, name="oidc_callback"),
    path("inactive/", require_safe(allauth_views.account_inactive), name="account_inactive"),
    path("reauthenticate/", form_page(allauth_views.reauthenticate), name="account_reauthenticate"),
    path("tweede-stap/", include("raamvertelling.people.step_urls")),
    path("password/change/", form_page(allauth_views.password_change), name="account_change_password"),
    path("password/set/", form_page(allauth_views.password_set), name="account_set_password"),
    path("password/reset/", form_page(allauth_views.password_reset), name="account_reset_password"),
    path("password/reset/done/", require_safe(allauth_views.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        require_safe(allauth_views.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        form_page(allauth_views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
