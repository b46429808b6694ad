"""Organisations and the people who work with stories; tellers have no account."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

SESSION_SALT = "raamvertelling.people.session"


class Role(models.TextChoices):
    """What somebody does in one inquiry; a person may have several."""

    ADMIN = "admin", "beheerder"
    RESEARCHER = "researcher", "onderzoeker"
    MODERATOR = "moderator", "moderator"
    INTERVIEWER = "interviewer", "interviewer"
    FACILITATOR = "facilitator", "begeleider"
    READER = "reader", "lezer"


TEAM = (Role.RESEARCHER, Role.MODERATOR)


class Organisation(models.Model):
    name = models.CharField("naam", max_length=120)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        """Make an account; without a password nobody can sign in to it yet."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A member of a team. The time of signing in is not kept."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField("naam", max_length=120)
    is_active = models.BooleanField(default=True)
    # One higher ends every session of this person.
    session_version = models.PositiveIntegerField(default=0)
    last_login = None

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Return what a session must know to stay open: another password or a new version ends it."""
        value = f"{self.password}/{self.session_version}" if self.session_version else self.password
        return salted_hmac(SESSION_SALT, value, secret=secret, algorithm="sha256").hexdigest()


class OrganisationMember(models.Model):
    """Belongs to an organisation; `can_start` may start inquiries there."""

    user = models.ForeignKey(User, models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    can_start = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "organisation"), name="one_membership_an_organisation"),)

    def __str__(self) -> str:
        return f"{self.user} ({self.organisation})"
