"""What the pages of an account show."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from raamvertelling.people.models import User
from raamvertelling.people.second_step import lacks_second_step


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One passkey: its number in the address, and the name that its owner gave it."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class SecondStepPage:
    """What signing in asks of somebody; `must` when nothing else is open before there is a second step."""

    has_app: bool
    passkeys: tuple[PasskeyLine, ...]
    codes_left: int | None
    must: bool

    @property
    def has_any(self) -> bool:
        """Whether there is a second step."""
        return self.has_app or bool(self.passkeys)


def second_step_page(*, user: User) -> SecondStepPage:
    """Return the second steps of a person."""
    mine = list(Authenticator.objects.filter(user=user).order_by("pk"))
    codes = [each.wrap() for each in mine if each.type == Authenticator.Type.RECOVERY_CODES]
    keys = (each for each in mine if each.type == Authenticator.Type.WEBAUTHN)
    return SecondStepPage(
        has_app=any(each.type == Authenticator.Type.TOTP for each in mine),
        passkeys=tuple(PasskeyLine(each.pk, each.wrap().name) for each in keys),
        codes_left=len(codes[0].get_unused_codes()) if codes else None,
        must=lacks_second_step(user),
    )
