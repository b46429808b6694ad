"""Addresses of the moderator's desk and the log."""

from django.urls import path

from raamvertelling.stories.keeping import views as keeping
from raamvertelling.stories.views import (
    answered,
    breach,
    consents,
    desk,
    desk_story,
    importing,
    journal,
    life,
    second_step,
    testing,
    transcribing,
    translating,
)

app_name = "stories"
urlpatterns = [
    path("team/<slug:slug>/bord/", desk.queue, name="queue"),
    path("team/<slug:slug>/bord/drukte/", desk.load, name="load"),
    path("team/<slug:slug>/bord/even-stoppen/", desk.pause, name="pause"),
    path("team/<slug:slug>/bord/testgevallen/", desk.cases, name="cases"),
    path("team/<slug:slug>/bord/<int:number>/", desk_story.story, name="story"),
    path("team/<slug:slug>/bord/<int:number>/apart/", desk_story.set_aside, name="set_aside"),
    path("team/<slug:slug>/bord/<int:number>/voorbeeld/", desk.preview, name="preview"),
    path("team/<slug:slug>/bord/<int:number>/woorden/", answered.take_words, name="take_words"),
    path("team/<slug:slug>/bord/<int:number>/uitschrijven/", transcribing.transcribe, name="transcribe"),
    path("team/<slug:slug>/bord/<int:number>/bestand/<uuid:media>/", transcribing.media_file, name="media"),
    path("team/<slug:slug>/bord/<int:number>/vertalen/", translating.translate_story, name="translate_story"),
    path("foto/<uuid:media>/", transcribing.picture, name="picture"),
    path("team/<slug:slug>/bord/samen/", importing.release_together, name="release_together"),
    path("team/<slug:slug>/inlezen/", importing.upload, name="upload"),
    path("team/<slug:slug>/inlezen/bewaren/", importing.confirm, name="import_confirm"),
    path("team/<slug:slug>/logboek/", journal.journal, name="journal"),
    path("team/<slug:slug>/logboek/koppen/", journal.heads, name="heads"),
    path("team/<slug:slug>/logboek/koppen/nu/", journal.head_now, name="head_now"),
    path("team/<slug:slug>/logboek/koppen/<slug:day>/", journal.head_file, name="head_file"),
    path("team/<slug:slug>/fase/", life.phase, name="phase"),
    path("team/<slug:slug>/datalek/", breach.data_breach, name="data_breach"),
    path("veiligheid/sleutel/", journal.signing_key, name="signing_key"),
    path("team/<slug:slug>/bewaren/", keeping.keeping, name="keeping"),
    path("team/<slug:slug>/bewaren/vernietigd/", keeping.destruction_log, name="destruction_log"),
    path("team/<slug:slug>/bewaren/vernietigd.csv", keeping.destruction_file, name="destruction_file"),
    path("team/<slug:slug>/bewaren/archief/", keeping.archive, name="archive"),
    path("team/<slug:slug>/bewaren/archief/<uuid:archive>/", keeping.archive_withdrawn, name="archive_withdrawn"),
    path("team/<slug:slug>/toestemmingen/", consents.consents, name="consents"),
    path("team/<slug:slug>/mensen/<int:person>/tweede-stap/", second_step.second_step_off, name="second_step_off"),
    path("team/<slug:slug>/testverhalen/", testing.test_stories, name="test_stories"),
]
