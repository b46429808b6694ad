"""The address where a receipt code opens its story: for a link or a camera, and as somebody would type it."""

from django.conf import settings
from django.urls import reverse


def own_story_url() -> str:
    """Return the whole address; no code is ever in it."""
    address: str = settings.RAAM_ADDRESS + reverse("telling:my_story")
    return address


def own_story() -> str:
    """Return the address without what nobody types."""
    return own_story_url().partition("://")[2]
