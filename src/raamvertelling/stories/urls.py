"""Addresses of the moderator's desk and the log."""

from django.urls import path

from raamvertelling.stories.views import desk, journal

app_name = "stories"
urlpatterns = [
    path("team/<slug:slug>/bord/", desk.queue, name="queue"),
    path("team/<slug:slug>/bord/<int:number>/", desk.story, name="story"),
    path("team/<slug:slug>/bord/<int:number>/voorbeeld/", desk.preview, name="preview"),
    path("team/<slug:slug>/logboek/", journal.journal, name="journal"),
]
