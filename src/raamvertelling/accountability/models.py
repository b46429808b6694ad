"""A narrative account in the making, and its editions: what was frozen, without a word of a story."""

import uuid
from typing import Any, ClassVar

from django.db import models

from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import TEAM, User
from raamvertelling.sensemaking.models import Observation
from raamvertelling.stories.models import AppendOnly


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, user: Viewer) -> "AccountQuerySet":
        """Accounts of inquiries in which this person is researcher or moderator."""
        return self.filter(inquiry__in=Inquiry.objects.with_role(user, *TEAM))


class Account(models.Model):
    """What is told to a council, a board or residents: the parts are chosen, the numbers are made when shown."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="accounts")
    title = models.CharField("titel", max_length=160)
    question = models.CharField(
        "vraag", max_length=300, blank=True, help_text="Welke vraag beantwoordt deze verantwoording?"
    )
    lead = models.TextField(
        "de kern, in een paar zinnen", blank=True, help_text="Wat iedereen moet onthouden, ook wie niet verder leest."
    )
    looks_again = models.CharField(
        "wanneer kijken we opnieuw?",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: in juni 2027, met dezelfde vragen.",
    )
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()

    objects: ClassVar[AccountQuerySet] = AccountQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    class Meta:
        ordering = ("-made_on", "-pk")

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """What stands in an account at a place of its own."""

    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("position", "pk")


class AccountPattern(Part):
    """A sign, as a whole or split by voice, with a note in the makers' words."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="patterns")
    signifier = models.CharField("vraag", max_length=80)
    by_voice = models.BooleanField("stemmen naast elkaar", default=True)
    note = models.TextField("toelichting", blank=True)

    def __str__(self) -> str:
        return self.signifier


class AccountObservation(Part):
    """An observation with its meanings, as it stands when the account is shown."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="observations")
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="+")

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=("account", "observation"), name="one_place_an_observation"),)

    def __str__(self) -> str:
        return str(self.observation)


class AccountQuote(Part):
    """A span of a released text. The words are read when shown; here stand their place and a keyed hash."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="quotes")
    story_id = models.UUIDField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote_hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"citaat {self.start} tot {self.end}"


class Outcome(models.TextChoices):
    DECIDED = "decided", "Besloten"
    NOT_DECIDED = "not_decided", "Niet besloten"
    LATER = "later", "Later"


class Decision(Part):
    """What was decided, or not, and why."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="decisions")
    outcome = models.CharField("besluit", max_length=20, choices=Outcome, default=Outcome.DECIDED)
    text = models.CharField("wat", max_length=300)
    why = models.TextField("waarom wel of niet", blank=True, help_text="Ook als iets niet doorgaat: schrijf waarom.")
    who_when = models.CharField("wie en wanneer", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.text


class Snapshot(models.Model):
    """One edition: a manifest of numbers, story ids, places of quotes and their keyed hashes. Never changed."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()
    manifest = models.JSONField()
    manifest_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("account", "number"), name="one_number_an_edition"),)

    def __str__(self) -> str:
        return f"{self.account}, uitgave {self.number}"


class ExportKind(models.TextChoices):
    ROWS = "rows", "rijen"
    STORIES = "stories", "verhalen"


class Export(models.Model):
    """One file that was given away: rows of answers, or the stories of a use of an inquiry's own. It is not kept here.

    Which stories are in it stands in `StoryReference`: a withdrawal is told there, and a later file of rows is made
    beside it. `levels`: how general each column of who tells became, and `closed` which values in it were written as
    one, so that a later file is never finer. Ids of questions and answers only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="exports")
    kind = models.CharField(max_length=10, choices=ExportKind)
    use = models.CharField(max_length=64)
    receiver = models.CharField(max_length=160)
    levels = models.JSONField(default=dict, blank=True)
    closed = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.get_kind_display()} voor {self.receiver}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a row; what was given away never changes."""
        if not self._state.adding:
            raise AppendOnly("Wat is uitgegeven, blijft zo opgeschreven.")
        super().save(*args, **kwargs)
