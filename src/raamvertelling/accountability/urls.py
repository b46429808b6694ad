"""Addresses of the accounts of an inquiry."""

from django.urls import path

from raamvertelling.accountability import views
from raamvertelling.accountability.giving import views as giving

app_name = "accountability"
BASE = "team/<slug:slug>/verantwoording/"

urlpatterns = [
    path(BASE, views.accounts, name="accounts"),
    path(f"{BASE}nieuw/", views.new_account, name="new_account"),
    path(f"{BASE}<int:pk>/", views.account, name="account"),
    path(f"{BASE}<int:pk>/tekst/", views.edit_account, name="edit_account"),
    path(f"{BASE}<int:pk>/patroon/", views.add_pattern, name="add_pattern"),
    path(f"{BASE}<int:pk>/bevinding/", views.add_observation, name="add_observation"),
    path(f"{BASE}<int:pk>/citaat/", views.choose_story, name="choose_story"),
    path(f"{BASE}<int:pk>/citaat/<int:number>/", views.add_quote, name="add_quote"),
    path(f"{BASE}<int:pk>/besluit/", views.add_decision, name="add_decision"),
    path(f"{BASE}<int:pk>/<str:kind>/<int:part>/wijzig/", views.edit_part, name="edit_part"),
    path(f"{BASE}<int:pk>/<str:kind>/<int:part>/weg/", views.remove_part, name="remove_part"),
    path(f"{BASE}<int:pk>/<str:kind>/<int:part>/omhoog/", views.move_part, name="move_part"),
    path(f"{BASE}<int:pk>/voorbeeld/", views.preview, name="preview"),
    path(f"{BASE}<int:pk>/voorbeeld.pdf", views.preview_pdf, name="preview_pdf"),
    path(f"{BASE}<int:pk>/vastleggen/", views.freeze, name="freeze"),
    path(f"{BASE}<int:pk>/uitgave/<int:number>/", views.edition, name="edition"),
    path(f"{BASE}<int:pk>/uitgave/<int:number>.pdf", views.edition_pdf, name="edition_pdf"),
    path("team/<slug:slug>/rijen/", giving.rows, name="rows"),
    path("team/<slug:slug>/gebruik/", giving.own_uses, name="own_uses"),
    path("team/<slug:slug>/gebruik/<slug:use>/", giving.own_use, name="own_use"),
    path("team/<slug:slug>/uitgegeven/", views.handed_out, name="handed_out"),
]
