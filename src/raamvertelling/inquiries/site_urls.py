"""Addresses of the site itself; without a namespace, because every room's frame links to them."""

from django.urls import path, re_path

from raamvertelling.inquiries.views import safety, site

# Named one by one: the room of stories has pages of its own under this word.
PAPER = "(?P<paper>dpia|verwerkingsregister|algoritmeregister|bewaren)"

urlpatterns = [
    path("", site.home, name="home"),
    path("hulp/", site.help_page, name="help"),
    path("toegankelijkheid/", site.accessibility, name="accessibility"),
    path("veiligheid/", safety.safety, name="safety"),
    path("veiligheid/veiligheid.md", safety.safety_text, name="safety_text"),
    re_path(rf"^veiligheid/{PAPER}/$", safety.safety_paper, name="safety_paper"),
    re_path(rf"^veiligheid/{PAPER}\.md$", safety.safety_paper_text, name="safety_paper_text"),
    path("waarom-ziet-u-dit-niet/", site.why_hidden, name="why_hidden"),
    path("gezond/", site.health, name="health"),
    path("robots.txt", site.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", site.security_txt, name="security_txt"),
]
