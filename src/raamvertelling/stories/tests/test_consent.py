"""A use counts only if the newest answer is yes and the moderator did not withhold it."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raamvertelling.people.models import User
from raamvertelling.stories.consent import FIELDS, uses_of
from raamvertelling.stories.models import AppendOnly, Consent, Purpose, Story, StoryReference
from raamvertelling.stories.services.moderation import bulk_release, hold, release
from raamvertelling.stories.services.references import refer
from raamvertelling.stories.services.teller import WithdrawInstead, agree_to_text, set_use
from raamvertelling.stories.submission import Unacceptable

TODAY = dt.date(2026, 6, 2)
ALL = [*Purpose.values, "training"]
OPTIONAL = [Purpose.GROUP, Purpose.QUOTE, Purpose.PUBLIC]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(OPTIONAL), st.booleans()),
        st.tuples(st.just("withhold"), st.sets(st.sampled_from(OPTIONAL)), st.none()),
    ),
    max_size=8,
)


def use(story: Story, purpose: str, given: bool) -> Story:
    return set_use(story=story, purpose=purpose, given=given, today=TODAY, language="nl")


@given(st.lists(st.tuples(st.sampled_from(ALL), st.booleans())), st.sets(st.sampled_from(ALL)))
def test_the_newest_answer_counts_unless_withheld(rows: list[tuple[str, bool]], withheld: set[str]) -> None:
    found = uses_of([Consent(purpose=purpose, given=given) for purpose, given in rows], withheld)
    for purpose in ALL:
        answers = [given for each, given in rows if each == purpose]
        assert found.get(purpose, False) == (bool(answers) and answers[-1] and purpose not in withheld)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_the_fields_follow_every_sequence(
    tell: Callable[..., Story], people: dict[str, User], steps: list[tuple[str, object, bool | None]]
) -> None:
    story = tell()
    wanted: dict[str, bool] = {"analyse": True, "groep": True, "citaat": False, "openbaar": False}
    withheld: set[str] = set()
    asked: set[str] = set()
    for step, what, yes in steps:
        if step == "set":
            assert isinstance(what, Purpose)
            story = use(story, what, bool(yes))
            is_new = bool(yes) and not wanted[what.value]
            asked = asked | {what.value} if is_new else asked if yes else asked - {what.value}
            wanted[what.value] = bool(yes)
        else:
            assert isinstance(what, set)
            withheld = {str(purpose) for purpose in what}
            story = release(story=story, actor=people["els"], withheld=sorted(withheld), today=TODAY)
            asked = set()
        story.refresh_from_db()
        assert {p: getattr(story, field) for p, field in FIELDS.items()} == {
            p.value: wanted[p.value] and p.value not in withheld | asked for p in Purpose
        }
        assert set(story.asked) == asked


@pytest.mark.django_db
def test_a_use_that_was_there_before_the_release_is_not_asked_again(tell: Callable[..., Story]) -> None:
    story = use(tell(release=False), "openbaar", True)
    assert (story.asked, story.may_publish) == ([], True)


@pytest.mark.django_db
def test_an_added_use_that_the_moderator_did_not_have_before_her_keeps_waiting(
    tell: Callable[..., Story], people: dict[str, User]
) -> None:
    story = use(use(tell(), "citaat", True), "openbaar", True)
    story = release(story=story, actor=people["els"], withheld=(), today=TODAY, seen=["citaat"])
    assert (story.asked, story.may_quote, story.may_publish) == (["openbaar"], True, False)


@pytest.mark.django_db
def test_releasing_many_at_once_lets_no_added_use_through(tell: Callable[..., Story], people: dict[str, User]) -> None:
    story = hold(story=use(tell(), "openbaar", True), actor=people["els"], reason="advice", today=TODAY)
    bulk_release(inquiry=story.inquiry, stories=[story], actor=people["els"], reason="al gelezen", today=TODAY)
    story.refresh_from_db()
    assert (story.state, story.asked, story.may_publish) == ("released", ["openbaar"], False)


@pytest.mark.django_db
def test_refusing_the_changed_text_takes_an_added_use_back(tell: Callable[..., Story]) -> None:
    story = agree_to_text(story=use(tell(), "openbaar", True), agrees=False, today=TODAY)
    assert (story.asked, story.may_publish) == ([], False)


@pytest.mark.django_db
def test_a_consent_is_never_changed(tell: Callable[..., Story]) -> None:
    story = tell()
    before = story.consents.count()
    use(story, "citaat", True)
    use(story, "citaat", True)
    assert story.consents.count() == before + 1
    row = story.consents.latest("pk")
    assert (row.given, row.on, len(row.text_hash)) == (True, TODAY, 64)
    row.given = False
    with pytest.raises(AppendOnly):
        row.save()


@pytest.mark.django_db
def test_other_words_give_another_text_hash(tell: Callable[..., Story]) -> None:
    hashes = set(tell().consents.values_list("text_hash", flat=True))
    english = tell(consent_language="en").consents.values_list("text_hash", flat=True)
    assert len(hashes) == 4
    assert not hashes & set(english)


@pytest.mark.django_db
def test_without_analyse_there_is_no_story(tell: Callable[..., Story]) -> None:
    with pytest.raises(WithdrawInstead, match="Trek dan het hele verhaal in"):
        use(tell(), "analyse", False)
    with pytest.raises(Unacceptable):
        use(tell(), "verkoop", True)


@pytest.mark.django_db
def test_taking_back_one_use_flags_what_was_made_with_it(tell: Callable[..., Story]) -> None:
    story = tell(consents={"citaat": True})
    refer(inquiry=story.inquiry, story_id=story.pk, kind="claim", object_id=1, use=Purpose.QUOTE)
    refer(inquiry=story.inquiry, story_id=story.pk, kind="session", object_id=2, use=Purpose.GROUP)
    use(story, "citaat", False)
    flagged = StoryReference.objects.exclude(withdrawn_on=None)
    assert [(each.kind, each.withdrawn_on) for each in flagged] == [("claim", TODAY)]
