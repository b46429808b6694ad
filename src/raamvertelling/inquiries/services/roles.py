"""Who may do what in an inquiry: giving and taking roles, each change on record."""

from datetime import date

from django.db import transaction

from raamvertelling.inquiries.models import Inquiry, Membership, RoleChange
from raamvertelling.people.models import Role, User


class LastAdmin(Exception):
    """Without a beheerder nobody could give roles any more."""


@transaction.atomic
def give_role(*, inquiry: Inquiry, user: User, role: Role, actor: User | None, today: date) -> Membership:
    """Give a role; giving it twice changes nothing. Without an actor the program itself did it."""
    membership, is_new = Membership.objects.get_or_create(inquiry=inquiry, user=user, role=role)
    if is_new:
        RoleChange.objects.create(inquiry=inquiry, actor=actor, user=user, role=role, given=True, on=today)
    return membership


@transaction.atomic
def take_role(*, inquiry: Inquiry, user: User, role: Role, actor: User, today: date) -> None:
    """Take a role away; the last beheerder keeps it, so that somebody can give roles."""
    admins = Membership.objects.select_for_update().filter(inquiry=inquiry, role=Role.ADMIN)
    if role == Role.ADMIN and not admins.exclude(user=user).exists():
        raise LastAdmin("Er moet één beheerder blijven. Maak eerst iemand anders beheerder.")
    removed, _ = Membership.objects.filter(inquiry=inquiry, user=user, role=role).delete()
    if removed and role == Role.ADMIN:
        # Somebody who may no longer give roles should not give one by a link that is still under way.
        inquiry.invitations.filter(invited_by=user, used_on=None, revoked_on=None).update(revoked_on=today)
    if removed:
        RoleChange.objects.create(inquiry=inquiry, actor=actor, user=user, role=role, given=False, on=today)
