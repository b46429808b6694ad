"""Addresses for everybody."""

from django.urls import path

from raamvertelling.returning import views

app_name = "returning"

urlpatterns = [path("openbaar/<slug:slug>/", views.public_page, name="public_page")]
