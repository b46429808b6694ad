"""An inquiry: its question, its framework versions, its storypoints and its team."""

import json
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from raamvertelling.core.framework import Framework, Problem, parse, problems
from raamvertelling.inquiries.life import RULES, Rules
from raamvertelling.inquiries.life import Life as Life
from raamvertelling.people.models import Organisation, Role, User

if TYPE_CHECKING:
    from datetime import date

Viewer = User | AnonymousUser


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, user: Viewer) -> "InquiryQuerySet":
        """Inquiries in which this person has any role."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user_id=user.pk).distinct()

    def public(self) -> "InquiryQuerySet":
        """Inquiries with a page for everybody."""
        shown = [life for life, rules in RULES.items() if rules.is_public]
        return self.filter(is_public=True, life__in=shown).select_related("organisation")

    def with_role(self, user: Viewer, *roles: Role) -> "InquiryQuerySet":
        """Inquiries in which this person has one of these roles."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user_id=user.pk, memberships__role__in=roles).distinct()


class Inquiry(models.Model):
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="inquiries")
    slug = models.SlugField(unique=True)
    title = models.CharField("titel", max_length=160)
    question = models.TextField("vraag", blank=True)
    life = models.CharField("fase", max_length=20, choices=Life, default=Life.CONCEPT)
    opens = models.DateField("begint op", null=True, blank=True)
    closes = models.DateField("eindigt op", null=True, blank=True)
    minimum_group = models.PositiveSmallIntegerField("kleinste groep naar buiten", default=10)
    minimum_team = models.PositiveSmallIntegerField("kleinste groep in het team", default=5)
    readers_see_professionals = models.BooleanField("lezers lezen ook verhalen van professionals", default=False)
    is_public = models.BooleanField("heeft een openbare pagina", default=False)
    contact_name = models.CharField("naam van de contactpersoon", max_length=80, blank=True)
    contact_phone = models.CharField("telefoon", max_length=40, blank=True)
    contact_email = models.EmailField("e-mailadres", blank=True)
    complaint_text = models.TextField("waar een klacht of aanvraag heen kan", max_length=1000, blank=True)
    second_reader = models.BooleanField("een tweede moderator geeft vrij", default=False)
    care_text = models.TextField("bij wie moderators terecht kunnen", max_length=600, blank=True)
    revision = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[InquiryQuerySet] = InquiryQuerySet.as_manager()  # type: ignore[assignment]  # django-stubs

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(minimum_group__gte=10), name="outside_group_at_least_ten"),
            models.CheckConstraint(condition=models.Q(minimum_team__gte=5), name="team_group_at_least_five"),
        )

    def __str__(self) -> str:
        return self.title

    @cached_property
    def framework_version(self) -> "FrameworkVersion":
        """The newest version: what tellers are asked now."""
        return self.framework_versions.latest("number")

    @property
    def framework(self) -> Framework:
        """The questions that tellers are asked now."""
        return self.framework_version.framework

    def is_open_on(self, today: "date") -> bool:
        """Whether tellers may tell on this day: in the phase for it and, once it counts, within the period."""
        if self.life != Life.OPEN:
            return self.rules.may_tell
        return not (self.opens and today < self.opens) and not (self.closes and today > self.closes)

    @property
    def rules(self) -> Rules:
        """What goes in the phase of today."""
        return RULES[Life(self.life)]


@lru_cache(maxsize=32)
def _parsed(definition: str) -> Framework:
    """Read a definition once for all pages; its own text is the key, so another text is read anew."""
    return parse(json.loads(definition))


class LiveVersions(models.Manager["FrameworkVersion"]):
    """Versions that tellers are or were asked; a concept that is only being tried is not among them."""

    def get_queryset(self) -> models.QuerySet["FrameworkVersion"]:
        return super().get_queryset().filter(is_trial=False)


class FrameworkVersion(models.Model):
    """One version of the questions; frozen as soon as a real story was told with it.

    A trial is the concept as it stood when somebody tried it: only test storypoints ask it, nothing else finds it.
    """

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="framework_versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    made_on = models.DateField()
    frozen_on = models.DateField(null=True, blank=True)
    is_trial = models.BooleanField(default=False)

    objects: ClassVar[LiveVersions] = LiveVersions()
    with_trials: ClassVar[models.Manager["FrameworkVersion"]] = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("inquiry", "number", "is_trial"), name="one_number_a_version"),
            models.CheckConstraint(
                condition=models.Q(is_trial=False) | models.Q(frozen_on=None), name="a_trial_is_never_frozen"
            ),
        )

    def __str__(self) -> str:
        return f"{self.inquiry} {'concept, wijziging' if self.is_trial else 'versie'} {self.number}"

    @cached_property
    def framework(self) -> Framework:
        """The definition as dataclasses."""
        return _parsed(json.dumps(self.definition))


class FrameworkDraft(models.Model):
    """The concept of the next version: it may be unfinished, and tellers never see it before it is put live.

    `revision` goes up with every change; who saves names the revision that was read, so that two people who edit at
    the same time do not overwrite each other. `previous` is the definition before the last change. The row stays when
    the concept is put live or thrown away (`is_open` is then false), so that a revision never comes back.
    """

    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="framework_draft")
    definition = models.JSONField()
    previous = models.JSONField(null=True, blank=True)
    based_on = models.ForeignKey(FrameworkVersion, models.SET_NULL, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    is_open = models.BooleanField(default=True)
    changed_on = models.DateField()
    changed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"concept van {self.inquiry}"

    @property
    def problems(self) -> list[Problem]:
        """Everything that must change before this can be put live."""
        return problems(self.definition)


class Channel(models.TextChoices):
    WEB = "web", "online"
    KIOSK = "kiosk", "zuil"
    INTERVIEWER = "interviewer", "met een interviewer"
    PAPER = "paper", "op papier"
    VOICE = "voice", "ingesproken"
    IMPORT = "import", "ingelezen"


class StoryPoint(models.Model):
    """One way in. What is told at a test point never counts."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="storypoints")
    code = models.SlugField("code in het adres", max_length=40, unique=True)
    name = models.CharField("naam", max_length=80)
    place = models.CharField("naam boven de pagina", max_length=80, blank=True)
    channel = models.CharField("soort", max_length=20, choices=Channel, default=Channel.WEB)
    is_open = models.BooleanField("staat open", default=True)
    is_test = models.BooleanField("om te oefenen", default=False)
    tries_concept = models.BooleanField("vraagt het concept", default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(tries_concept=False) | models.Q(is_test=True), name="a_concept_is_only_tried"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @cached_property
    def asked_version(self) -> FrameworkVersion:
        """What is asked here: the newest version, or the concept as it stood when somebody last chose to try it."""
        trials = FrameworkVersion.with_trials.filter(inquiry_id=self.inquiry_id, is_trial=True)
        trial = trials.order_by("-number").first() if self.tries_concept else None
        return trial or self.inquiry.framework_version

    def is_open_on(self, today: "date") -> bool:
        """Whether one may tell here on this day; practising may also before the inquiry begins and after it ends."""
        inquiry = self.inquiry
        return self.is_open and ((self.is_test and inquiry.rules.may_practise) or inquiry.is_open_on(today))

    @property
    def is_practice(self) -> bool:
        """Whether what is told here now never counts: a test point, or an inquiry that is being tested."""
        return self.is_test or not self.inquiry.rules.counts


class Aim(models.Model):
    """How many stories the team hopes for: at one storypoint, or from one voice."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="aims")
    storypoint = models.ForeignKey(StoryPoint, models.CASCADE, null=True, blank=True, related_name="aims")
    voice = models.CharField(max_length=80, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("storypoint",), name="one_aim_a_storypoint"),
            models.UniqueConstraint(
                fields=("inquiry", "voice"), condition=models.Q(storypoint=None), name="one_aim_a_voice"
            ),
            models.CheckConstraint(
                condition=models.Q(storypoint=None) ^ models.Q(voice=""), name="an_aim_is_for_one_thing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} van {self.storypoint or self.voice}"


class HelpLine(models.Model):
    """A place for help that the organisation adds to the list that tellers see before and after telling."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="help_lines")
    name = models.CharField("naam", max_length=80)
    what = models.CharField("waarvoor", max_length=160, blank=True)
    telephone = models.CharField("telefoon", max_length=40, blank=True)
    url = models.URLField("website", blank=True)
    hours = models.CharField("wanneer", max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class Danger(models.TextChoices):
    """What a moderator may see in a story; never decided by software."""

    SELF = "self", "iemand wil zichzelf iets aandoen"
    CHILD = "child", "een kind is in gevaar"
    VIOLENCE = "violence", "geweld of bedreiging"


class ProtocolCard(models.Model):
    """What the organisation does about one kind of danger, and whom a moderator calls."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="protocol_cards")
    danger = models.CharField(max_length=10, choices=Danger)
    steps = models.TextField("wat u doet", max_length=2000)
    contact_name = models.CharField("wie u belt", max_length=80)
    contact_phone = models.CharField("telefoon", max_length=40)
    contact_hours = models.CharField("wanneer", max_length=120, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "danger"), name="one_card_a_danger"),)

    def __str__(self) -> str:
        return self.get_danger_display()


class Official(models.Model):
    """Somebody whose name may stay in a story because the office is public: an alderman, a mayor."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="officials")
    name = models.CharField("naam", max_length=80)
    office = models.CharField("functie", max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "name"), name="one_row_an_official"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"


class Membership(models.Model):
    """One role of one person in one inquiry."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField("rol", max_length=20, choices=Role)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "user", "role"), name="one_row_a_role"),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class AppendOnly(models.QuerySet["RoleChange"]):
    """Rows that stay as they were written."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("Een regel in het rollenlogboek verandert niet meer.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("Een regel in het rollenlogboek gaat niet weg.")


class RoleChange(models.Model):
    """Who gave or took which role on which day; shown to everybody in the inquiry, never changed."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="role_changes")
    actor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    role = models.CharField("rol", max_length=20, choices=Role)
    given = models.BooleanField()
    on = models.DateField()

    objects: ClassVar[models.Manager["RoleChange"]] = models.Manager.from_queryset(AppendOnly)()

    def __str__(self) -> str:
        return f"{self.on} {self.user}: {self.get_role_display()} {'gegeven' if self.given else 'ingetrokken'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once."""
        if self.pk is not None:
            raise TypeError("Een regel in het rollenlogboek verandert niet meer.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise TypeError("Een regel in het rollenlogboek gaat niet weg.")

    @property
    def is_own(self) -> bool:
        """Whether somebody changed their own roles: the others must be able to see that."""
        return self.actor_id == self.user_id


class Invitation(models.Model):
    """A link that gives one person one role, once; only a hash of the link is kept."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField("e-mailadres")
    role = models.CharField("rol", max_length=20, choices=Role)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()
    expires_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    def is_usable_on(self, today: "date") -> bool:
        """Whether the link still works on this day."""
        return self.used_on is None and self.revoked_on is None and today <= self.expires_on


class NeighbourhoodMap(models.Model):
    """The neighbourhoods of an inquiry as a picture, from a file of the organisation, and which answer each one is.

    `shapes` holds what `exchange.geojson` made of the file: `width`, `height` and `areas` (properties, path, at).
    `matches` holds for each option of `question` the codes of its areas, as they stand in `code_property`.
    """

    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="neighbourhood_map")
    shapes = models.JSONField()
    question = models.CharField(max_length=80, blank=True)
    code_property = models.CharField(max_length=120, blank=True)
    matches = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()

    def __str__(self) -> str:
        return f"kaart van {self.inquiry}"


class Population(models.Model):
    """How many people there are by the id or the words of an answer, from a file of the organisation: no persons."""

    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="populations")
    question = models.CharField(max_length=80)
    people = models.JSONField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "question"), name="one_population_a_question"),)

    def __str__(self) -> str:
        return f"bevolking bij {self.question} van {self.inquiry}"
