"""Addresses of the team: inquiries, questions, storypoints, people."""

from django.urls import path

from raamvertelling.inquiries.views import (
    editor,
    help_lines,
    inquiry,
    invitation,
    library,
    people,
    plain_language,
    question,
    storypoints,
    team,
    translating,
)

app_name = "inquiries"
urlpatterns = [
    path("team/", team.team, name="team"),
    path("team/onderzoek/nieuw/", team.new, name="new"),
    path("team/<slug:slug>/instellingen/", inquiry.settings, name="settings"),
    path("team/<slug:slug>/hulp-en-contact/", help_lines.help_and_contact, name="help_and_contact"),
    path("team/<slug:slug>/hulp-en-contact/nieuw/", help_lines.help_line_add, name="help_line_add"),
    path("team/<slug:slug>/hulp-en-contact/<int:number>/weg/", help_lines.help_line_remove, name="help_line_remove"),
    path("team/<slug:slug>/kader/", inquiry.framework, name="framework"),
    path("team/<slug:slug>/kader/nieuw/", inquiry.framework_upload, name="framework_upload"),
    path("team/<slug:slug>/kader/<int:number>/", inquiry.framework_version, name="framework_version"),
    path("team/<slug:slug>/kader/<int:number>/bestand/", inquiry.framework_file, name="framework_file"),
    path("team/<slug:slug>/kader/bewerken/", editor.editor, name="editor"),
    path("team/<slug:slug>/kader/bewerken/wijzigen/", editor.editor_change, name="editor_change"),
    path("team/<slug:slug>/kader/bewerken/nieuw/", editor.editor_add, name="editor_add"),
    path("team/<slug:slug>/kader/bewerken/rond-de-vragen/", editor.editor_settings, name="editor_settings"),
    path("team/<slug:slug>/kader/bewerken/bibliotheek/", library.library, name="library"),
    path("team/<slug:slug>/kader/bewerken/bibliotheek/<slug:entry>/", library.library_entry, name="library_entry"),
    path("team/<slug:slug>/kader/bewerken/bibliotheek/<slug:entry>/erbij/", library.library_add, name="library_add"),
    path("team/<slug:slug>/kader/bewerken/taal/", plain_language.language, name="language"),
    path("team/<slug:slug>/kader/bewerken/taal/tekst/", plain_language.language_of_text, name="language_of_text"),
    path("team/<slug:slug>/kader/bewerken/live/", editor.editor_publish, name="editor_publish"),
    path("team/<slug:slug>/kader/bewerken/proberen/", editor.editor_try, name="editor_try"),
    path("team/<slug:slug>/kader/bewerken/vraag/<slug:question>/", question.editor_question, name="editor_question"),
    path(
        "team/<slug:slug>/kader/bewerken/vraag/<slug:question>/voorbeeld/",
        question.editor_preview,
        name="editor_preview",
    ),
    path("team/<slug:slug>/kader/vertalen/", translating.translations, name="translations"),
    path("team/<slug:slug>/kader/vertalen/<slug:language>/", translating.translate, name="translate"),
    path(
        "team/<slug:slug>/kader/vertalen/<slug:language>/bestand/",
        translating.translation_file,
        name="translation_file",
    ),
    path(
        "team/<slug:slug>/kader/vertalen/<slug:language>/inlezen/",
        translating.translation_upload,
        name="translation_upload",
    ),
    path(
        "team/<slug:slug>/kader/vertalen/<slug:language>/voorbeeld/<slug:question>/",
        translating.translate_preview,
        name="translate_preview",
    ),
    path("team/<slug:slug>/vertelpunten/", storypoints.storypoints, name="storypoints"),
    path("team/<slug:slug>/vertelpunten/<slug:code>/open/", storypoints.storypoint_open, name="storypoint_open"),
    path("team/<slug:slug>/vertelpunten/<slug:code>/qr.svg", storypoints.storypoint_qr, name="storypoint_qr"),
    path("team/<slug:slug>/vertelpunten/<slug:code>/poster/", storypoints.poster, name="poster"),
    path("team/<slug:slug>/mensen/", people.people, name="people"),
    path("team/<slug:slug>/mensen/rol/", people.role_give, name="role_give"),
    path("team/<slug:slug>/mensen/rol-weg/", people.role_take, name="role_take"),
    path("team/<slug:slug>/mensen/uitnodiging/<int:number>/", people.invitation_revoke, name="invitation_revoke"),
    path("uitnodiging/<str:token>/", invitation.invitation, name="invitation"),
]
