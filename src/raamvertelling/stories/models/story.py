"""The story and who told it; every day is only a day."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models

from raamvertelling.inquiries.models import Channel, FrameworkVersion, Inquiry, StoryPoint, Viewer
from raamvertelling.people.models import TEAM, Role, User


class Purpose(models.TextChoices):
    """The uses that the program itself knows; the ids are those of the framework's consent.

    An inquiry may ask more uses in its own words (a training, a school): see `OwnUse`.
    """

    ANALYSE = "analyse", "meetellen en lezen door onderzoekers"
    GROUP = "groep", "lezen in een groep"
    QUOTE = "citaat", "zinnen in een rapport"
    PUBLIC = "openbaar", "op de openbare website"


class State(models.TextChoices):
    """What happens to a story after it was sent, in the words that tellers and teams see."""

    RECEIVED = "received", "ontvangen"
    IN_PROGRESS = "in_progress", "in behandeling"
    RELEASED = "released", "vrijgegeven"
    HELD = "held", "aangehouden"
    BINNED = "binned", "in de prullenbak"


class HoldReason(models.TextChoices):
    """Why a story is not released; fixed words, so that no note about a story lies readable on disk."""

    DANGER = "danger", "gevaar: het protocol loopt"
    RECOGNISABLE = "recognisable", "te herkenbaar"
    OTHERS = "others", "gaat vooral over iemand anders"
    ADVICE = "advice", "wij vragen eerst raad"
    NO_STORY = "no_story", "geen verhaal of misbruik"
    SECOND = "second", "tweede versie van een verzonden verhaal"


class TellerAnswer(models.TextChoices):
    """What the teller said about the changed text; empty as long as nothing was said about these words."""

    AGREED = "agreed", "vindt de tekst goed"
    REFUSED = "refused", "vindt de tekst niet goed"
    CORRECTED = "corrected", "stelt andere woorden voor"


class Recognisable(models.TextChoices):
    """A moderator's answer to "herkenbaar in het dorp?"; each but the first limits what a story may be used for."""

    NO = "no", "Nee, ook niet voor wie in de buurt woont"
    MAYBE = "maybe", "Misschien, voor wie de verteller kent"
    YES = "yes", "Ja"


class ToldAs(models.TextChoices):
    """How a story was told, when not alone and about oneself; no name of anybody is kept."""

    OTHER = "other", "voor iemand anders"
    TOGETHER = "together", "samen met iemand"


class ToldWith(models.TextChoices):
    """For or with whom: what somebody is to the teller."""

    CHILD = "child", "een kind"
    PARENT = "parent", "een ouder"
    PARTNER = "partner", "een partner"
    FRIEND = "friend", "familie, een vriend of buur"
    CLIENT = "client", "een cliënt"
    WORKER = "worker", "een medewerker"
    INTERPRETER = "interpreter", "een tolk"
    SOMEBODY = "somebody", "iemand anders"


PROFESSIONAL = "professional"


class Teller(models.Model):
    """Somebody who told one or more stories; nothing is known but that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return str(self.id)


# Counted and read, but not quoted or published before the teller agreed to the changed text.
_UNAGREED = models.Q(state=State.RELEASED, text_changed=True, teller_agreed=False) & (
    models.Q(may_quote=True) | models.Q(may_publish=True) | models.Q(own_uses__isnull=False)
)

# Who has no code cannot come back to agree: her changed text stays inside the team, and nobody waits for her.
WAITS_FOR_TELLER = (
    _UNAGREED & models.Q(receipt__code_hash__isnull=False) & ~models.Q(teller_answer=TellerAnswer.CORRECTED)
)

# The teller proposed other words: a moderator looks at them, and then the teller looks again.
TELLER_PROPOSED = models.Q(state=State.RELEASED, teller_answer=TellerAnswer.CORRECTED)

# Nothing leaves without a person: a use that was added later waits until a moderator saw the text for it.
WAITS_FOR_MODERATOR = models.Q(state=State.RELEASED) & ~models.Q(asked=[])

# Spoken or photographed, and not one word typed: nobody can read or protect it before it is written out.
WAITS_FOR_TRANSCRIPT = models.Q(word_count=0, media__isnull=False)


class StoryQuerySet(models.QuerySet["Story"]):
    def real(self) -> "StoryQuerySet":
        """Stories that count: not told at a test point, not thrown away."""
        return self.filter(is_test=False).exclude(state=State.BINNED)

    def not_kept_from(self, user: Viewer) -> "StoryQuerySet":
        """Stories but those of which this person said to know the teller."""
        if not user.is_authenticated:
            return self
        # A list that is read once: looking up each of a hundred thousand stories took a quarter of a search.
        return self.exclude(pk__in=user.recusals.values("story_id"))

    def countable(self) -> "StoryQuerySet":
        """Stories that may be counted: who sees the figure is a matter of minimum groups, not of reading."""
        return self.real().filter(state=State.RELEASED, may_analyse=True)

    def visible_to(self, user: Viewer) -> "StoryQuerySet":
        """Stories of which this person may know that they exist: the desk of a moderator, or any use."""
        if not user.is_authenticated:
            return self.none()
        desk = models.Q(inquiry__in=Inquiry.objects.with_role(user, Role.MODERATOR))
        uses = models.Q(pk__in=self.usable_for(user, Purpose.ANALYSE).values("pk"))
        uses |= models.Q(pk__in=self.usable_for(user, Purpose.GROUP).values("pk"))
        return self.filter(desk | uses).not_kept_from(user)

    def usable_for(self, viewer: Viewer, purpose: str) -> "StoryQuerySet":
        """The only door: released, real stories that this person may use for this purpose.

        A use of the inquiry's own takes the words out of the team, so it needs what a quote needs.
        """
        released = self.real().filter(state=State.RELEASED)
        if purpose != Purpose.PUBLIC:
            released = released.not_kept_from(viewer)
        if purpose == Purpose.PUBLIC:
            return released.filter(may_publish=True, teller_agreed=True, inquiry__is_public=True)
        if purpose == Purpose.GROUP:
            return released.filter(may_group=True).filter(_may_read_in_group(viewer))
        team = released.filter(inquiry__in=Inquiry.objects.with_role(viewer, *TEAM))
        if purpose == Purpose.QUOTE:
            return team.filter(may_quote=True, teller_agreed=True)
        if purpose == Purpose.ANALYSE:
            return team.filter(may_analyse=True)
        return team.filter(own_uses__purpose=purpose, teller_agreed=True)


def _may_read_in_group(viewer: Viewer) -> models.Q:
    """Readers and facilitators read for a group; professionals' stories only if their tellers were told so."""
    wide = Inquiry.objects.with_role(viewer, Role.FACILITATOR, *TEAM)
    narrow = Inquiry.objects.with_role(viewer, Role.READER)
    told = models.Q(inquiry__readers_see_professionals=True) | ~models.Q(role=PROFESSIONAL)
    return models.Q(inquiry__in=wide) | (models.Q(inquiry__in=narrow) & told)


def days_between(day: date, today: date) -> int:
    """Return how many days ago that was; a clock that was put back makes nothing younger than today."""
    return max(0, (today - day).days)


class Story(models.Model):
    """One story with its answers. Texts are in `SealedText`; `role` is the voice, empty when unknown.

    `withheld`: uses that a moderator keeps back; `asked`: uses that the teller added after the release and for
    which no moderator looked at the text yet. `owner_knows`: when told for somebody else, whether that person knows.
    `guardian_agreed`: when the teller was too young to tell alone, that a parent or guardian agreed; nobody's name.
    `teller_answer`: what the teller said of the changed text; `answered_on` stays when the question is asked anew.
    `moderated_on`: the last release, from which terms run; `original_gone_on`, `media_gone_on`: the words as they were
    told, the recordings and pictures were destroyed because their term was over.
    `danger`: what a moderator saw, of `Danger`; `first_reader`: who finished it, where a second one releases;
    `binned_on`: thrown away as spam or hate.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="stories")
    number = models.PositiveIntegerField()
    framework_version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="stories")
    storypoint = models.ForeignKey(StoryPoint, models.PROTECT, null=True, blank=True, related_name="stories")
    teller = models.ForeignKey(Teller, models.PROTECT, related_name="stories")
    told_on = models.DateField()
    received_on = models.DateField()
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=20, choices=Channel)
    told_as = models.CharField(max_length=10, choices=ToldAs, blank=True)
    told_with = models.CharField(max_length=20, choices=ToldWith, blank=True)
    owner_knows = models.BooleanField(null=True, blank=True)
    guardian_agreed = models.BooleanField(null=True, blank=True)
    prompt = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=80, blank=True)
    answers = models.JSONField(default=dict)
    word_count = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    is_test = models.BooleanField(default=False)
    is_urgent = models.BooleanField(default=False)
    danger = models.JSONField(default=list, blank=True)
    recognisable = models.CharField(max_length=10, choices=Recognisable, blank=True)
    first_reader = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    binned_on = models.DateField(null=True, blank=True)
    may_analyse = models.BooleanField(default=False)
    may_group = models.BooleanField(default=False)
    may_quote = models.BooleanField(default=False)
    may_publish = models.BooleanField(default=False)
    withheld = models.JSONField(default=list, blank=True)
    asked = models.JSONField(default=list, blank=True)
    hold_reason = models.CharField(max_length=20, choices=HoldReason, blank=True)
    text_changed = models.BooleanField(default=False)
    teller_agreed = models.BooleanField(default=False)
    moderated_on = models.DateField(null=True, blank=True)
    original_gone_on = models.DateField(null=True, blank=True)
    media_gone_on = models.DateField(null=True, blank=True)
    teller_answer = models.CharField(max_length=10, choices=TellerAnswer, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects: ClassVar[StoryQuerySet] = StoryQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "number"), name="one_number_a_story"),)
        # Holds all that the door asks and the order of reading: fifty thousand stories are counted without opening one.
        indexes = (
            models.Index(
                fields=("inquiry", "state", "-told_on", "-number", "is_test", "may_analyse", "id"),
                name="stories_by_day",
            ),
        )

    def __str__(self) -> str:
        return f"verhaal {self.number}"

    @property
    def is_public(self) -> bool:
        """Whether everybody can read it now: for one story what `usable_for` says of the public use."""
        released = self.state == State.RELEASED and not self.is_test
        return released and self.may_publish and self.teller_agreed and self.inquiry.is_public

    @property
    def waits_for_transcript(self) -> bool:
        """Whether it was spoken or photographed and not written out yet."""
        return not self.word_count and self.media.exists()

    @property
    def waits_for_teller(self) -> bool:
        """Whether a use outside the team waits until the teller agreed to the changed text."""
        return self._is_unagreed and self.has_code and self.teller_answer != TellerAnswer.CORRECTED

    @property
    def stays_inside(self) -> bool:
        """Whether a use outside the team never happens, because the teller has no code to agree with."""
        return self._is_unagreed and not self.has_code

    @property
    def has_code(self) -> bool:
        """Whether its teller can come back to it."""
        return bool(self.receipt.code_hash)

    @property
    def _is_unagreed(self) -> bool:
        if self.state != State.RELEASED or not self.text_changed or self.teller_agreed:
            return False
        return self.may_quote or self.may_publish or self.own_uses.exists()
