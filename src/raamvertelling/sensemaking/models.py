"""What a group finds in the stories and expected to find, and the frozen set of stories that outsiders see counted."""

from typing import ClassVar

from django.db import models

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry, Viewer
from raamvertelling.people.models import TEAM, Role, User
from raamvertelling.stories.models import Story

FINDERS = (Role.RESEARCHER, Role.MODERATOR, Role.FACILITATOR)
READERS = (*FINDERS, Role.READER)
ENOUGH_MEANINGS = 2
OBSERVATION = "observation"


class OutsideView(models.Model):
    """The stories that count for everyone outside the team, and which answers of them stay closed.

    `closed` holds ids only: of a signifier, of a voice, and of the cells that are not shown of that voice. The next
    view must know them: what was shown cannot be hidden behind.
    """

    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="outside_view")
    made_on = models.DateField()
    closed = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return f"stand van {self.made_on} van {self.inquiry}"


class OutsideStory(models.Model):
    """One story of an outside view, in a block of at least five tellers of one voice.

    The row stays when the story is withdrawn: its block then leaves the view whole, until the next batch. One teller
    less would be one teller seen; of five to nine nobody knows who left.
    """

    view = models.ForeignKey(OutsideView, models.CASCADE, related_name="places")
    story = models.ForeignKey(Story, models.SET_NULL, null=True, related_name="+")
    block = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("view", "story"), name="one_place_a_story"),)

    def __str__(self) -> str:
        return f"plaats {self.pk} in blok {self.block}"


class ObservationQuerySet(models.QuerySet["Observation"]):
    def visible_to(self, user: Viewer) -> "ObservationQuerySet":
        """Observations of inquiries in which this person reads."""
        return self.filter(inquiry__in=Inquiry.objects.with_role(user, *READERS))


class Observation(models.Model):
    """What somebody saw, what it may mean, what remains to be asked and what could be tried.

    The pattern it is about is an address: a sign and the filter that was on. Stories are referred to through
    `stories`' references (kind "observation"), so that a withdrawal is told here too.
    """

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="observations")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()
    title = models.CharField("Wat zagen wij?", max_length=200)
    seen = models.TextField("Wat zagen wij precies?", blank=True)
    questions = models.TextField("Welke vragen blijven over?", blank=True)
    idea = models.TextField("Wat kunnen we proberen?", blank=True)
    signifier = models.CharField(max_length=80, blank=True)
    pattern_query = models.CharField(max_length=2000, blank=True)

    objects: ClassVar[ObservationQuerySet] = ObservationQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    class Meta:
        ordering = ("-made_on", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def is_complete(self) -> bool:
        """Whether it has the two competing meanings that make it more than an opinion."""
        return len(self.interpretations.all()) >= ENOUGH_MEANINGS


class Interpretation(models.Model):
    """One thing that an observation may mean."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="interpretations")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField("Wat kan dit betekenen?")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:80]


class MarkedPatternQuerySet(models.QuerySet["MarkedPattern"]):
    def visible_to(self, user: Viewer) -> "MarkedPatternQuerySet":
        """Patterns of inquiries in whose team this person is: the figures are exact, so nobody else sees them."""
        return self.filter(inquiry__in=Inquiry.objects.with_role(user, *TEAM))


class MarkedPattern(models.Model):
    """A pair of questions that somebody of the team called remarkable, with the figures of that moment.

    `a` and `b` are columns of a scan. `figures` holds numbers over all stories, never a story or its number; with
    `seed`, `data_version` and `program_version` somebody else can see whether they look at the same. What the pair
    looks like now, and which stories are behind it, is worked out anew each time: what was withdrawn is not in it.
    """

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="marked_patterns")
    a = models.CharField(max_length=200)
    b = models.CharField(max_length=200)
    words = models.CharField("Wat valt u op?", max_length=300)
    figures = models.JSONField()
    seed = models.PositiveIntegerField()
    data_version = models.CharField(max_length=12)
    program_version = models.CharField(max_length=20)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()
    observation = models.ForeignKey(Observation, models.SET_NULL, null=True, related_name="marked_patterns")

    objects: ClassVar[MarkedPatternQuerySet] = MarkedPatternQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    class Meta:
        ordering = ("-made_on", "-pk")
        constraints = (models.UniqueConstraint(fields=("inquiry", "a", "b"), name="one_mark_a_pair"),)

    def __str__(self) -> str:
        return self.words


class PredictionRound(models.Model):
    """A group says where the dots of one sign will lie, before it looks. `code` is the short link to it."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="prediction_rounds")
    framework_version = models.ForeignKey(FrameworkVersion, models.CASCADE, related_name="+")
    signifier = models.CharField(max_length=80)
    occasion = models.CharField("Waar of met wie?", max_length=120, blank=True)
    code = models.CharField(max_length=12, unique=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()
    revealed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-made_on", "-pk")

    def __str__(self) -> str:
        return self.occasion or f"Voorspelling {self.pk}"

    @property
    def is_revealed(self) -> bool:
        """Whether the dots were shown; from then on nobody predicts any more."""
        return self.revealed_on is not None


class Prediction(models.Model):
    """One dot of somebody in the room: what he expects, not what he lived through, so never a story.

    Nothing says who it was: no name, no address, no device and no time. `sending_hash` is a keyed hash of the number
    in the form, so that sending twice moves the dot and adds none. `voice` is what somebody chose to say.
    """

    round = models.ForeignKey(PredictionRound, models.CASCADE, related_name="predictions")
    answer = models.JSONField()
    voice = models.CharField(max_length=80, blank=True)
    sending_hash = models.CharField(max_length=64)
    on_paper = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("round", "sending_hash"), name="one_dot_a_sending"),)

    def __str__(self) -> str:
        return f"stip {self.pk} van {self.round}"
