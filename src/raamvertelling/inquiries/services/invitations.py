"""Invitations by link: one role, one person, fourteen days."""

import hashlib
import secrets
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from raamvertelling.inquiries.models import Inquiry, Invitation, Membership
from raamvertelling.inquiries.services.roles import give_role
from raamvertelling.people.models import Role, User

VALID_DAYS = 14


class UnusableInvitation(Exception):
    """The link does not work for this person any more; the message says what to do."""


def token_hash(token: str) -> str:
    """Return what is stored of a link; a token has 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, inquiry: Inquiry, email: str, role: Role, actor: User, today: date) -> tuple[Invitation, str]:
    """Make a link; the token is returned once and not kept. An older open link for the same role stops working."""
    address = email.strip().lower()
    open_links = Invitation.objects.filter(inquiry=inquiry, email=address, role=role, used_on=None, revoked_on=None)
    open_links.update(revoked_on=today)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        inquiry=inquiry,
        token_hash=token_hash(token),
        email=address,
        role=role,
        invited_by=actor,
        made_on=today,
        expires_on=today + timedelta(days=VALID_DAYS),
    )
    return invitation, token


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, today: date) -> Invitation:
    """Stop a link that nobody used yet."""
    Invitation.objects.filter(pk=invitation.pk, used_on=None, revoked_on=None).update(revoked_on=today)
    invitation.refresh_from_db()
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user: User, today: date) -> Membership:
    """Use the link: the role of the invitation, given by who invited."""
    fresh = Invitation.objects.select_for_update().select_related("inquiry", "invited_by").get(pk=invitation.pk)
    if not fresh.is_usable_on(today):
        raise UnusableInvitation("Deze uitnodiging werkt niet meer. Vraag om een nieuwe.")
    if fresh.email != user.email.lower():
        raise UnusableInvitation("Deze uitnodiging is voor een ander e-mailadres. Meld u eerst af.")
    fresh.used_on = today
    fresh.save(update_fields=["used_on"])
    role = Role(fresh.role)
    return give_role(inquiry=fresh.inquiry, user=user, role=role, actor=fresh.invited_by, today=today)


@transaction.atomic
def join_with_new_account(*, invitation: Invitation, name: str, password: str, today: date) -> User:
    """Make the account that the invitation is for, and use the link; pressing twice makes one."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(invitation.email, name, password)
    except IntegrityError:
        raise UnusableInvitation("Dit account is er al. Log in met het wachtwoord dat u koos.") from None
    accept_invitation(invitation=invitation, user=user, today=today)
    return user
