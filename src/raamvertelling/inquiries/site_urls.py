"""Addresses of the site itself; without a namespace, because every room's frame links to them."""

from django.urls import path

from raamvertelling.inquiries.views import site

urlpatterns = [
    path("", site.home, name="home"),
    path("hulp/", site.help_page, name="help"),
    path("toegankelijkheid/", site.accessibility, name="accessibility"),
    path("gezond/", site.health, name="health"),
    path("robots.txt", site.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", site.security_txt, name="security_txt"),
]
