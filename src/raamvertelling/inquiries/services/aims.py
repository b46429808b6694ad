"""How many stories the team hopes for."""

from collections.abc import Mapping

from django.db import transaction

from raamvertelling.inquiries.models import Aim, Inquiry


@transaction.atomic
def set_aims(*, inquiry: Inquiry, by_point: Mapping[int, int], by_voice: Mapping[str, int]) -> list[Aim]:
    """Replace the aims of an inquiry; a storypoint or voice that is not named, or with 0, has none."""
    inquiry.aims.all().delete()
    aims = [Aim(inquiry=inquiry, storypoint_id=pk, number=number) for pk, number in by_point.items() if number]
    aims += [Aim(inquiry=inquiry, voice=voice, number=number) for voice, number in by_voice.items() if number]
    return Aim.objects.bulk_create(aims)
