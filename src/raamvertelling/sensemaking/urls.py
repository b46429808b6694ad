"""Addresses of the reading room."""

from django.urls import path

from raamvertelling.sensemaking.views import findings, overview, patterns, progress, reading

app_name = "sensemaking"
urlpatterns = [
    path("team/<slug:slug>/", overview.overview, name="overview"),
    path("team/<slug:slug>/verhalen/", reading.stories, name="stories"),
    path("team/<slug:slug>/verhalen/<int:number>/", reading.story, name="story"),
    path("team/<slug:slug>/patronen/", patterns.patterns, name="patterns"),
    path("team/<slug:slug>/patronen/<slug:signifier_id>/", patterns.pattern, name="pattern"),
    path("team/<slug:slug>/bevindingen/", findings.findings, name="findings"),
    path("team/<slug:slug>/bevindingen/nieuw/", findings.finding_new, name="finding_new"),
    path("team/<slug:slug>/bevindingen/<int:pk>/", findings.finding, name="finding"),
    path("team/<slug:slug>/bevindingen/<int:pk>/wijzig/", findings.finding_edit, name="finding_edit"),
    path("team/<slug:slug>/bevindingen/<int:pk>/weg/", findings.finding_delete, name="finding_delete"),
    path("team/<slug:slug>/bevindingen/<int:pk>/betekenis/", findings.meaning_add, name="meaning_add"),
    path(
        "team/<slug:slug>/bevindingen/<int:pk>/betekenis/<int:meaning>/weg/",
        findings.meaning_delete,
        name="meaning_delete",
    ),
    path("team/<slug:slug>/voortgang/", progress.progress_page, name="progress"),
]
