"""Every address, one include a room."""

from django.urls import URLPattern, URLResolver, include, path

from raamvertelling.config.operating.views import health_all

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("raamvertelling.inquiries.site_urls")),
    path("gezond/alles/", health_all, name="health_all"),
    path("account/", include("raamvertelling.people.urls")),
    path("", include("raamvertelling.inquiries.urls")),
    path("", include("raamvertelling.stories.urls")),
    path("", include("raamvertelling.telling.urls")),
    path("", include("raamvertelling.sensemaking.urls")),
    path("", include("raamvertelling.accountability.urls")),
    path("", include("raamvertelling.returning.urls")),
]

handler400 = "raamvertelling.config.errors.bad_request"
handler500 = "raamvertelling.config.errors.server_error"
