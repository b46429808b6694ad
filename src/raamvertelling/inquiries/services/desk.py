"""What the organisation sets for the people at the desk: protocol cards, officials whose names may stay."""

from django.db import transaction

from raamvertelling.inquiries.models import Inquiry, Official, ProtocolCard


@transaction.atomic
def save_card(
    *, inquiry: Inquiry, danger: str, steps: str, contact_name: str, contact_phone: str, contact_hours: str = ""
) -> ProtocolCard:
    """Keep the card of one kind of danger; moderators see it from now on."""
    card, _ = ProtocolCard.objects.update_or_create(
        inquiry=inquiry,
        danger=danger,
        defaults={
            "steps": steps,
            "contact_name": contact_name,
            "contact_phone": contact_phone,
            "contact_hours": contact_hours,
        },
    )
    return card


@transaction.atomic
def remove_card(*, inquiry: Inquiry, danger: str) -> None:
    """Throw the card of one kind of danger away."""
    inquiry.protocol_cards.filter(danger=danger).delete()


@transaction.atomic
def add_official(*, inquiry: Inquiry, name: str, office: str) -> Official:
    """Name somebody whose name may stay; the same name again only changes the office."""
    official, _ = Official.objects.update_or_create(inquiry=inquiry, name=name, defaults={"office": office})
    return official


@transaction.atomic
def remove_official(*, official: Official) -> None:
    """Take somebody off the list; what was released stays as it is."""
    official.delete()
