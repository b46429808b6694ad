"""What follows from the key in the cookie: the name of the draft, the key that opens it, a mark for the device."""

import hashlib
import hmac
from uuid import UUID

from raamvertelling.inquiries.models import StoryPoint


def draft_id(token: str, storypoint: StoryPoint) -> UUID:
    """Return under which name this browser's draft at this storypoint is kept."""
    return UUID(bytes=_derive(token, b"id", storypoint)[:16])


def draft_key(token: str, storypoint: StoryPoint) -> bytes:
    """Return the key that opens the draft."""
    return _derive(token, b"key", storypoint)


def device_mark(token: str, storypoint: StoryPoint) -> str:
    """Return what tells this draft from another on the same device; it opens nothing."""
    return _derive(token, b"mark", storypoint)[:16].hex()


def _derive(token: str, use: bytes, storypoint: StoryPoint) -> bytes:
    """One key in the cookie, apart for each storypoint and each use: two storypoints do not get in each other's way."""
    place = b"raamvertelling/draft/" + use + b"/" + str(storypoint.pk).encode()
    return hmac.new(token.encode(), place, hashlib.sha256).digest()
