"""Addresses of the reading room."""

from django.urls import path

from raamvertelling.sensemaking.connecting import views as connecting
from raamvertelling.sensemaking.predicting.views import room, team
from raamvertelling.sensemaking.sampling import views as sampling
from raamvertelling.sensemaking.views import (
    filtering,
    findings,
    mirrors,
    missing,
    neighbourhoods,
    overview,
    pairs,
    patterns,
    progress,
    reading,
)

app_name = "sensemaking"
urlpatterns = [
    path("team/<slug:slug>/", overview.overview, name="overview"),
    path("team/<slug:slug>/verhalen/", reading.stories, name="stories"),
    path("team/<slug:slug>/verhalen/<int:number>/", reading.story, name="story"),
    path("team/<slug:slug>/patronen/", patterns.patterns, name="patterns"),
    path("team/<slug:slug>/patronen/<slug:signifier_id>/", patterns.pattern, name="pattern"),
    path("team/<slug:slug>/wijkkaart/", neighbourhoods.map_page, name="map"),
    path("team/<slug:slug>/wie-ontbreekt/", missing.missing_page, name="missing"),
    path("team/<slug:slug>/filteren/", filtering.filter_page, name="filtering"),
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
    path("team/<slug:slug>/spiegelen/", mirrors.mirror_page, name="mirror"),
    path("team/<slug:slug>/spiegelen/toen-en-nu/", pairs.then_and_now, name="then_now"),
    path("team/<slug:slug>/spiegelen/buurt-of-groep/", pairs.one_group, name="one_group"),
    path("team/<slug:slug>/spiegelen/vier-stemmen/", mirrors.four_voices, name="four_voices"),
    path("team/<slug:slug>/verbanden/", connecting.connections, name="connections"),
    path("team/<slug:slug>/verbanden/<str:a>/<str:b>/", connecting.connection, name="connection"),
    path("team/<slug:slug>/verbanden/<str:a>/<str:b>/gewoon/", connecting.unmark, name="unmark"),
    path("team/<slug:slug>/tafel/", sampling.sample, name="sample"),
    path("team/<slug:slug>/tafel/kaarten/", sampling.sample_cards, name="sample_cards"),
    path("voorspel/<slug:code>/", room.predict_dot, name="predict"),
    path("voorspel/<slug:code>/dank/", room.predicted, name="predicted"),
    path("team/<slug:slug>/voorspellen/", team.rounds, name="rounds"),
    path("team/<slug:slug>/voorspellen/<int:number>/", team.round_page, name="round"),
    path("team/<slug:slug>/voorspellen/<int:number>/scherm/", team.screen, name="screen"),
    path("team/<slug:slug>/voorspellen/<int:number>/aantal/", team.count, name="count"),
    path("team/<slug:slug>/voorspellen/<int:number>/onthul/", team.reveal, name="reveal"),
    path("team/<slug:slug>/voorspellen/<int:number>/papier/", team.paper_dots, name="paper_dots"),
    path("team/<slug:slug>/voorspellen/<int:number>/papier/terug/", team.paper_back, name="paper_back"),
    path("team/<slug:slug>/voorspellen/<int:number>/weg/", team.round_delete, name="round_delete"),
    path("team/<slug:slug>/voortgang/", progress.progress_page, name="progress"),
]
