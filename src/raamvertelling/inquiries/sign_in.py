"""Signing in with one's municipality by somebody who was invited and has no account yet."""

from django.utils.timezone import localdate

from raamvertelling.inquiries.models import Invitation
from raamvertelling.people.municipality import MunicipalityAccounts


class InvitedAccounts(MunicipalityAccounts):
    """An open invitation for an address is enough to begin an account; the role comes by the link, as always."""

    def is_invited(self, address: str) -> bool:
        """Whether an invitation for this address waits for an answer."""
        today = localdate()
        waiting = Invitation.objects.filter(email=address, used_on=None, revoked_on=None, expires_on__gte=today)
        return waiting.exists()
