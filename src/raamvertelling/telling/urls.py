"""The addresses of tellers. A code of a teller is never in an address."""

from django.urls import path

from raamvertelling.telling import steps, views

app_name = "telling"
urlpatterns = [
    path("snel-weg/", views.quick_exit, name="quick_exit"),
    path("vertel/<slug:code>/", views.welcome, name="welcome"),
    path("vertel/<slug:code>/verder-gaan/", views.resume, name="resume"),
    path(f"vertel/<slug:code>/{steps.BEFORE}/", views.before, name="before"),
    path("vertel/<slug:code>/samen-vertellen/", views.together, name="together"),
    path("vertel/<slug:code>/niet-meedoen/", views.without, name="without"),
    path(f"vertel/<slug:code>/{steps.USES}/", views.uses, name="uses"),
    path(f"vertel/<slug:code>/{steps.CHECK}/", views.check, name="check"),
    path(f"vertel/<slug:code>/{steps.RECEIPT}/", views.receipt, name="receipt"),
    path("vertel/<slug:code>/op-papier/", views.slip, name="slip"),
    path("vertel/<slug:code>/hulp-en-contact/", views.help_and_contact, name="help_and_contact"),
    path("vertel/<slug:code>/tot-ziens/", views.goodbye, name="goodbye"),
    path(f"vertel/<slug:code>/{steps.STORY}/", views.tell_story, name="tell_story"),
    path(f"vertel/<slug:code>/{steps.RECORDING}/", views.recording, name="recording"),
    path(f"vertel/<slug:code>/{steps.RECORDING}/klaar/", views.recording_finish, name="recording_finish"),
    path(
        f"vertel/<slug:code>/{steps.RECORDING}/<uuid:recording>/<int:seq>/",
        views.recording_chunk,
        name="recording_chunk",
    ),
    path("vertel/<slug:code>/uw-foto/<uuid:media>/", views.photo, name="photo"),
    path("vertel/<slug:code>/<slug:name>/", views.question, name="step"),
    path("team/<slug:slug>/papier/", views.paper.paper, name="paper"),
    path("team/<slug:slug>/papier/printen/", views.paper.paper_print, name="paper_print"),
    path("team/<slug:slug>/papier/<int:number>/", views.paper.paper_sheet, name="paper_sheet"),
    path("team/<slug:slug>/papier/<int:number>/stand/", views.paper.paper_state, name="paper_state"),
    path("team/<slug:slug>/papier/<int:number>/tweede/", views.paper.paper_second, name="paper_second"),
    path("team/<slug:slug>/papier/<int:number>/verschil/", views.paper.paper_settle, name="paper_settle"),
    path("team/<slug:slug>/papier/partij/<int:number>/", views.paper.paper_batch_void, name="paper_batch_void"),
    path("mijn-verhaal/", views.my_story, name="my_story"),
    path("mijn-verhaal/bekijken/", views.my_story_view, name="my_story_view"),
    path("mijn-verhaal/opname/<uuid:media>/", views.my_story_recording, name="my_story_recording"),
    path("mijn-verhaal/tekst/", views.my_story_text, name="my_story_text"),
    path("mijn-verhaal/akkoord/", views.my_story_agree, name="my_story_agree"),
    path("mijn-verhaal/gebruik/<slug:purpose>/", views.my_story_use, name="my_story_use"),
    path("mijn-verhaal/intrekken/", views.my_story_withdraw, name="my_story_withdraw"),
    path("mijn-verhaal/ingetrokken/", views.my_story_withdrawn, name="my_story_withdrawn"),
    path("mijn-verhaal/sluiten/", views.my_story_close, name="my_story_close"),
]
