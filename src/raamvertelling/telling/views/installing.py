"""A storypoint on the home screen of a phone: its manifest, its service worker, and the page for no network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from raamvertelling.telling.access import Visit
from raamvertelling.telling.views.pages import show, storypoint_page
from raamvertelling.telling.worker import telling_worker
from raamvertelling.web.language_list import direction

ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-mask.png", "512x512", "maskable"),
)
SHORT = 24


@require_safe
@storypoint_page
def manifest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Name the storypoint after its place, in the language of the page that links here."""
    home = reverse("telling:welcome", args=[visit.storypoint.code])
    return manifest_of(visit.place_name, visit.place_name[:SHORT], home, visit.language)


@require_safe
@storypoint_page
def service(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The script that keeps a telling alive when the network drops."""
    return HttpResponse(telling_worker(visit.storypoint), content_type="text/javascript; charset=utf-8")


@require_safe
@storypoint_page
def no_network(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What somebody sees who opens a page of the storypoint without a network; it holds nothing of a teller."""
    return show(request, visit, "telling/no_network.html")


def manifest_of(name: str, short_name: str, home: str, language: str) -> JsonResponse:
    """Return a web app manifest; address and scope are the same folder."""
    icons = [
        {"src": static(f"raam/img/{file}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for file, sizes, purpose in ICONS
    ]
    rest = {"id": home, "start_url": home, "scope": home, "display": "standalone", "icons": icons}
    colours = {"background_color": "#fbf8f2", "theme_color": "#fbf8f2"}
    words = {"name": name, "short_name": short_name, "lang": language, "dir": direction(language)}
    return JsonResponse(words | rest | colours, content_type="application/manifest+json")
