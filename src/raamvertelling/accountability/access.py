"""Fetch and check in one step: accounts are made by researchers and moderators of the inquiry."""

from django.shortcuts import get_object_or_404

from raamvertelling.accountability.models import Account, Snapshot
from raamvertelling.inquiries.models import Viewer


def get_account_or_404(user: Viewer, slug: str, pk: int) -> Account:
    """Return the account if this person may make it."""
    mine = Account.objects.visible_to(user).select_related("inquiry__organisation")
    return get_object_or_404(mine, inquiry__slug=slug, pk=pk)


def get_snapshot_or_404(user: Viewer, slug: str, pk: int, number: int) -> Snapshot:
    """Return an edition of an account that this person may make."""
    account = get_account_or_404(user, slug, pk)
    return get_object_or_404(account.snapshots.select_related("account__inquiry__organisation"), number=number)
