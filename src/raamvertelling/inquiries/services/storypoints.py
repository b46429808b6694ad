"""Ways in: making storypoints, opening and closing them."""

import secrets

from django.db import transaction
from django.utils.text import slugify

from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint

# Without letters and digits that look alike: people type a code from a poster.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def fresh_code(name: str) -> str:
    """Return a code for the address that is readable and not yet in use."""
    start = slugify(name)[:24].strip("-") or "vertel"
    while True:
        code = f"{start}-{''.join(secrets.choice(LETTERS) for _ in range(4))}"
        if not StoryPoint.objects.filter(code=code).exists():
            return code


@transaction.atomic
def create_storypoint(
    *,
    inquiry: Inquiry,
    name: str,
    channel: Channel | str,
    is_test: bool = False,
    code: str | None = None,
    place: str = "",
) -> StoryPoint:
    """Make a way in; without a code it gets a readable one of its own."""
    return StoryPoint.objects.create(
        inquiry=inquiry,
        code=code or fresh_code(name),
        name=name,
        place=place,
        channel=Channel(channel),
        is_test=is_test,
    )


@transaction.atomic
def set_open(*, storypoint: StoryPoint, is_open: bool) -> StoryPoint:
    """Open or close a way in; what was told there stays."""
    storypoint.is_open = is_open
    storypoint.save(update_fields=["is_open"])
    return storypoint
