"""Consent as a machine: whatever happens in whatever order, a use is on exactly when everybody who must said yes."""

import datetime as dt
from collections.abc import Callable
from typing import ClassVar

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from raamvertelling.inquiries.models import FrameworkVersion, Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import OwnUse, Purpose, SealedText, State, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.answering import mark_of
from raamvertelling.stories.services.moderation import hold, release, save_released_text, take_words
from raamvertelling.stories.services.teller import (
    ChangedAgain,
    TooLate,
    agree_to_text,
    correct_text,
    propose_words,
    set_use,
    withdraw_story,
)

TODAY = dt.date(2026, 6, 2)
TOLD = "Fatma belde op tijd."
TEXTS = st.sampled_from([TOLD, "[naam 1] belde op tijd.", "Iemand belde."])
ANALYSE, GROUP, QUOTE, PUBLIC, TRAINING = *Purpose.values, "training"
ALL = (ANALYSE, GROUP, QUOTE, PUBLIC, TRAINING)
OPTIONAL = st.sampled_from([GROUP, QUOTE, PUBLIC, TRAINING])
SOME = st.sets(OPTIONAL)


class Model:
    """What must be true, kept by hand and apart from the program: never made from its fields."""

    def __init__(self) -> None:
        self.newest = {ANALYSE: True, GROUP: True, QUOTE: True, PUBLIC: False, TRAINING: True}
        self.withheld: set[str] = set()
        self.asked: set[str] = set()
        self.state = State.RECEIVED
        self.told = self.text = TOLD
        self.agreed = False
        self.is_gone = False

    def is_on(self, use: str) -> bool:
        """Whether somebody may use the story for this now."""
        inside = use in (ANALYSE, GROUP)
        approved = inside or self.agreed or self.text == self.told
        seen = use not in self.withheld | self.asked and self.state == State.RELEASED
        return not self.is_gone and self.newest[use] and seen and approved


@pytest.fixture
def asking(inquiry: Inquiry) -> Inquiry:
    version = FrameworkVersion.objects.get(inquiry=inquiry)
    definition = version.definition | {"consent": dict(version.definition["consent"])}
    training = {"id": "training", "text": "Mag het in een training?", "en": {"text": "In a training?"}}
    definition["consent"]["purposes"] = [*definition["consent"]["purposes"], training]
    FrameworkVersion.objects.filter(pk=version.pk).update(definition=definition)
    Inquiry.objects.filter(pk=inquiry.pk).update(is_public=True)
    inquiry.is_public = True
    inquiry.__dict__.pop("framework_version", None)
    return inquiry


class Consents(RuleBasedStateMachine):
    """Everything that can happen to one story, in any order; `met` are the rules that a run must have reached."""

    tell: ClassVar[Callable[..., Story]]
    amina: ClassVar[User]
    els: ClassVar[User]
    met: ClassVar[set[str]]

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.story = type(self).tell(TOLD, release=False, consents=dict(self.model.newest))
        self.wished = ""

    @initialize(text=TEXTS)
    def begin_released(self, text: str) -> None:
        """Most that can go wrong goes wrong after the first release."""
        self.moderator_edits(text)
        self.moderator_releases(set(), set())

    @property
    def is_here(self) -> bool:
        return not self.model.is_gone

    @precondition(lambda self: self.is_here)
    @rule(use=OPTIONAL, yes=st.booleans())
    def teller_decides(self, use: str, yes: bool) -> None:
        set_use(story=self.story, purpose=use, given=yes, today=TODAY, language="nl")
        if yes and not self.model.newest[use] and self.model.state == State.RELEASED:
            self.model.asked.add(use)
        if not yes:
            self.model.asked.discard(use)
        self.model.newest[use] = yes

    @precondition(lambda self: self.is_here)
    @rule(text=TEXTS)
    def moderator_edits(self, text: str) -> None:
        save_released_text(story=self.story, actor=self.els, texts={"story": text}, today=TODAY)
        if text != self.model.text:
            self.model.text, self.model.agreed = text, False

    @precondition(lambda self: self.is_here)
    @rule(withheld=SOME, seen=SOME)
    def moderator_releases(self, withheld: set[str], seen: set[str]) -> None:
        release(story=self.story, actor=self.els, withheld=sorted(withheld), seen=sorted(seen), today=TODAY)
        self.model.withheld, self.model.state = withheld, State.RELEASED
        self.model.asked -= seen
        if not (self.model.agreed or self.model.text == self.model.told):
            self.wished = ""  # the teller is asked anew
        self.met.add("released")

    @precondition(lambda self: self.is_here)
    @rule()
    def moderator_holds(self) -> None:
        hold(story=self.story, actor=self.els, reason="advice", today=TODAY)
        self.model.state = State.HELD
        self.met.add("held")

    @precondition(lambda self: self.is_here)
    @rule(yes=st.booleans(), knows=st.booleans())
    def teller_answers(self, yes: bool, knows: bool) -> None:
        seen = mark_of(texts_for_teller(self.story)) if knows else "other words"
        if self.model.state != State.RELEASED or not knows:
            with pytest.raises(ChangedAgain):
                agree_to_text(story=self.story, agrees=yes, today=TODAY, seen=seen)
            return
        agree_to_text(story=self.story, agrees=yes, today=TODAY, seen=seen)
        self.model.agreed = yes
        for use in () if yes else (QUOTE, PUBLIC, TRAINING):
            self.model.newest[use] = False
            self.model.asked.discard(use)

    @precondition(lambda self: self.is_here)
    @rule(text=TEXTS, taken=st.booleans())
    def teller_proposes(self, text: str, taken: bool) -> None:
        if self.model.state != State.RELEASED or self.model.text == self.model.told:
            with pytest.raises(ChangedAgain):
                propose_words(story=self.story, title="", text=text, today=TODAY)
            return
        propose_words(story=self.story, title="", text=text, today=TODAY)
        self.model.agreed = False
        self.wished = text
        if taken:
            self.moderator_takes_the_words()

    @precondition(lambda self: self.is_here and self.wished and self.model.state == State.RELEASED)
    @rule()
    def moderator_takes_the_words(self) -> None:
        take_words(story=self.story, actor=self.els, today=TODAY)
        self.model.text, self.model.agreed, self.model.state = self.wished, False, State.RECEIVED
        self.met.add("took")

    @precondition(lambda self: self.is_here)
    @rule(text=TEXTS)
    def teller_corrects(self, text: str) -> None:
        if self.model.state == State.RELEASED:
            with pytest.raises(TooLate):
                correct_text(story=self.story, text=text, title="", today=TODAY)
            return
        correct_text(story=self.story, text=text, title="", today=TODAY)
        self.model.told = self.model.text = text
        self.model.agreed, self.wished = False, ""
        if self.model.state != State.HELD:
            self.model.state = State.RECEIVED

    @rule(sure=st.sampled_from([False, False, False, True]))
    def teller_withdraws(self, sure: bool) -> None:
        if sure:
            withdraw_story(story=self.story, today=TODAY)
            self.model.is_gone = True
            self.met.add("gone")

    @precondition(lambda self: not self.is_here)
    @rule(use=OPTIONAL, text=TEXTS)
    def nothing_comes_back(self, use: str, text: str) -> None:
        attempts: tuple[Callable[[], object], ...] = (
            lambda: set_use(story=self.story, purpose=use, given=True, today=TODAY, language="nl"),
            lambda: release(story=self.story, actor=self.els, withheld=(), today=TODAY),
            lambda: save_released_text(story=self.story, actor=self.els, texts={"story": text}, today=TODAY),
            lambda: agree_to_text(story=self.story, agrees=True, today=TODAY),
            lambda: propose_words(story=self.story, title="", text=text, today=TODAY),
            lambda: correct_text(story=self.story, text=text, title="", today=TODAY),
        )
        for attempt in attempts:
            with pytest.raises((ObjectDoesNotExist, KeyDestroyed)):
                attempt()
        assert not SealedText.objects.filter(story_id=self.story.pk).exists()
        assert not OwnUse.objects.filter(story_id=self.story.pk).exists()

    @invariant()
    def a_use_is_on_exactly_when_it_may(self) -> None:
        viewers = {PUBLIC: AnonymousUser()}
        for use in ALL:
            found = Story.objects.usable_for(viewers.get(use, self.amina), use).filter(pk=self.story.pk).exists()
            assert found == self.model.is_on(use), use


@pytest.mark.django_db
@pytest.mark.usefixtures("asking")
def test_a_use_is_on_exactly_when_everybody_who_must_said_yes(
    tell: Callable[..., Story], people: dict[str, User]
) -> None:
    Consents.tell = staticmethod(tell)
    Consents.amina, Consents.els, Consents.met = people["amina"], people["els"], set()
    run_state_machine_as_test(
        Consents,
        settings=settings(
            max_examples=30,
            stateful_step_count=14,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making it smaller takes minutes with a database
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Consents.met == {"released", "held", "took", "gone"}, "the machine did not get around"
