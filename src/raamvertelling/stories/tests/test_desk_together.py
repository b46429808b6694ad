"""The desk with more than one at work: an old page undoes nothing, and what one typed stays hers until she keeps it."""

import datetime as dt
import re
from collections.abc import Callable
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.access import get_desk_story_or_404
from raamvertelling.stories.keeping.terms import carry_out
from raamvertelling.stories.models import Lease, Purpose, State, Story, Terms
from raamvertelling.stories.queries.cases import local_cases
from raamvertelling.stories.queries.desk import Pile, desk_queue
from raamvertelling.stories.reads import Sight, sightings
from raamvertelling.stories.services.answering import propose_words
from raamvertelling.stories.services.aside import empty_bin, take_down, throw_away
from raamvertelling.stories.services.leases import take_lease
from raamvertelling.stories.services.moderation import (
    SecondReaderNeeded,
    bulk_release,
    hold,
    release,
    save_released_text,
    take_words,
)
from raamvertelling.stories.services.teller import withdraw_story
from raamvertelling.stories.services.work import open_work
from raamvertelling.stories.tests.test_desk_walk import KAREL, MIRJAM, TEXT, TODAY, desk, press, read

pytestmark = pytest.mark.django_db
Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]


@pytest.fixture
def story(tell: Tell) -> Story:
    return tell(TEXT, release=False, consents={"citaat": True, "openbaar": True})


@pytest.fixture
def public(tell: Tell, inquiry: Inquiry) -> Story:
    """A story that everybody can read."""
    Inquiry.objects.update(is_public=True)
    inquiry.refresh_from_db()
    return tell(TEXT, consents={"openbaar": True})


def url(story: Story) -> str:
    return reverse("stories:story", args=[story.inquiry.slug, story.number])


def sent_by(page: str) -> dict[str, object]:
    """Return what a browser sends of a page when nothing is changed."""
    version = re.search(r'name="version" value="(\w+)"', page)
    assert version is not None
    before = re.findall(r'name="withheld_before" value="(\w+)"', page)
    return {"version": version[1], "text_0": TEXT, "label": "naam", "withheld_before": before, "recognisable": "no"}


def two_readers(inquiry: Inquiry, *, on: bool) -> None:
    Inquiry.objects.update(second_reader=on)
    inquiry.refresh_from_db()


def test_an_old_page_does_not_undo_that_a_story_was_taken_down(public: Story, as_person: AsPerson, nel: User) -> None:
    els = as_person("els")
    old = sent_by(els.get(url(public)).content.decode())
    take_down(story=public, actor=nel, today=TODAY)
    refused = els.post(url(public), {**old, "do": "release"})
    assert refused.status_code == 422, "the page that comes back with an error is as old"
    again = sent_by(refused.content.decode())
    assert els.post(url(public), {**again, "do": "release-anyway"}).status_code == 302
    public.refresh_from_db()
    assert (public.withheld, public.may_publish) == (["openbaar"], False)
    fresh = sent_by(els.get(url(public)).content.decode())
    els.post(url(public), {**fresh, "do": "release-anyway"})
    public.refresh_from_db()
    assert public.may_publish, "who saw that it was taken down may decide otherwise"


def test_the_first_of_two_readers_takes_a_story_out_of_the_bin(
    story: Story, people: dict[str, User], inquiry: Inquiry
) -> None:
    two_readers(inquiry, on=True)
    throw_away(story=story, actor=people["els"], today=TODAY)
    ready = release(story=story, actor=people["els"], withheld=(), today=TODAY)
    assert (ready.state, ready.binned_on) == (State.IN_PROGRESS, None)
    assert empty_bin(today=TODAY + dt.timedelta(days=100)) == 0


def test_words_of_the_teller_need_two_readers_again(
    public: Story, people: dict[str, User], nel: User, inquiry: Inquiry
) -> None:
    save_released_text(story=public, actor=people["els"], texts={"story": "Iemand kwam langs."}, today=TODAY)
    two_readers(inquiry, on=True)
    public.inquiry.refresh_from_db()
    first = release(story=public, actor=people["els"], withheld=(), today=TODAY)
    assert first.first_reader == people["els"]
    propose_words(story=public, title="", text="Karel kwam langs.", today=TODAY)
    assert take_words(story=public, actor=nel, today=TODAY).first_reader is None


@pytest.mark.parametrize("holds", ["els", "nel"])
def test_a_story_that_was_held_is_read_by_two_again(
    story: Story, people: dict[str, User], nel: User, inquiry: Inquiry, holds: str
) -> None:
    """Whoever held it: what she saw was a reason, and one of the two may not have read since."""
    two_readers(inquiry, on=True)
    story.inquiry.refresh_from_db()
    els = people["els"]
    release(story=story, actor=els, withheld=(), today=TODAY)
    held = hold(story=story, actor={"els": els, "nel": nel}[holds], reason="advice", today=TODAY)
    assert piles_of(held, els) == {Pile.HELD}
    first = release(story=story, actor=nel, withheld=(), today=TODAY)
    assert (first.first_reader, first.state, first.hold_reason) == (nel, State.IN_PROGRESS, "")
    assert piles_of(first, els) == {Pile.SECOND}
    with pytest.raises(SecondReaderNeeded):
        release(story=story, actor=nel, withheld=(), today=TODAY)
    assert release(story=story, actor=els, withheld=(), today=TODAY).state == State.RELEASED


def piles_of(story: Story, viewer: User) -> set[Pile]:
    counts = desk_queue(viewer=viewer, inquiry=story.inquiry, pile=Pile.NEW, today=TODAY).counts
    return {pile for pile, count in counts.items() if count}


def test_words_of_the_teller_stand_on_the_desk_and_an_older_concept_can_come_back(
    public: Story, as_person: AsPerson, people: dict[str, User]
) -> None:
    save_released_text(story=public, actor=people["els"], texts={"story": "Iemand kwam langs."}, today=TODAY)
    release(story=public, actor=people["els"], withheld=(), today=TODAY)
    els = as_person("els")
    press(els, public, "autosave", text="Half getypt")
    propose_words(story=public, title="", text="Zo wil ik het.", today=TODAY)
    take_words(story=public, actor=people["els"], today=TODAY)
    found = [desk(public, people["els"]).texts[0]]
    for _ in range(2):
        assert press(els, public, "undo", text=found[-1].shown).status_code == 302
        found.append(desk(public, people["els"]).texts[0])
    assert [each.shown for each in found] == ["Zo wil ik het.", "Half getypt", "Iemand kwam langs."]
    assert [each.released for each in found] == [each.shown for each in found]


def test_where_two_readers_are_no_longer_asked_the_first_one_releases(
    story: Story, tell: Tell, as_person: AsPerson, people: dict[str, User], inquiry: Inquiry
) -> None:
    two_readers(inquiry, on=True)
    other = tell(release=False)
    for each in (story, other):
        each.inquiry.refresh_from_db()
        release(story=each, actor=people["els"], withheld=(), today=TODAY)
    two_readers(inquiry, on=False)
    page = as_person("els").get(url(story)).content.decode()
    assert 'value="release"' in page and "las dit verhaal als eerste" not in page
    assert bulk_release(inquiry=inquiry, stories=[other], actor=people["els"], reason="gelezen", today=TODAY) == 1
    other.refresh_from_db()
    assert other.first_reader is None


def test_words_of_the_teller_wait_for_the_colleague_who_is_at_work(
    public: Story, as_person: AsPerson, people: dict[str, User], nel: User
) -> None:
    save_released_text(story=public, actor=people["els"], texts={"story": "Iemand kwam langs."}, today=TODAY)
    release(story=public, actor=people["els"], withheld=(), today=TODAY)
    propose_words(story=public, title="", text="Zo wil ik het.", today=TODAY)
    els, address = as_person("els"), reverse("stories:take_words", args=[public.inquiry.slug, public.number])
    assert address in els.get(url(public)).content.decode()
    take_lease(story=public, actor=nel, now=timezone.now())
    answer = els.post(address, follow=True).content.decode()
    assert "Nel werkt nu aan dit verhaal. Uw wijziging is niet bewaard." in answer and address not in answer
    assert read(public) == "Iemand kwam langs."


@pytest.mark.parametrize("do", ["take-over", "hand-over", "throw-away", "put-back", "take-down"])
def test_a_story_that_goes_while_it_is_set_aside_is_gone(
    story: Story, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch, do: str
) -> None:
    els, address = as_person("els"), reverse("stories:set_aside", args=[story.inquiry.slug, story.number])
    monkeypatch.setattr("raamvertelling.stories.views.desk_story.get_desk_story_or_404", found_and_withdrawn)
    answer = els.post(address, {"do": do})
    assert answer.status_code == 410 and "De verteller nam dit verhaal terug." in answer.content.decode()


def test_a_story_that_goes_while_its_case_is_thrown_away_is_gone(
    story: Story, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    els = as_person("els")
    monkeypatch.setattr("raamvertelling.stories.views.desk.get_desk_story_or_404", found_and_withdrawn)
    data = {"number": story.number, "kind": "case:1"}
    assert els.post(reverse("stories:cases", args=[story.inquiry.slug]), data).status_code == 404


def found_and_withdrawn(user: User, slug: str, number: int) -> Story:
    """Find a story a moment before its teller takes it back."""
    found = get_desk_story_or_404(user, slug, number)
    withdraw_story(story=Story.objects.get(pk=found.pk), today=TODAY)
    return found


@pytest.mark.parametrize("do", ["case:0", "urgent", "calm", "call:child"])
def test_a_button_that_is_not_about_the_text_keeps_what_was_typed_as_a_concept(
    tell: Tell, as_person: AsPerson, people: dict[str, User], do: str
) -> None:
    story, els = tell(TEXT), as_person("els")
    press(els, story, "own:naam", words="katten")
    press(els, story, "urgent", danger=["child"])
    kept = read(story)
    assert press(els, story, do, text="Half getypt", danger=["child"]).status_code == 302
    page = desk(story, people["els"])
    assert (read(story), page.texts[0].shown) == (kept, "Half getypt")
    assert len(page.work.past) == 1, "what can be undone stays"


def test_without_typing_there_is_no_concept(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    press(as_person("els"), story, "urgent", danger=["child"])
    assert desk(story, people["els"]).work.draft == {}


def test_no_message_holds_a_word_of_the_story(story: Story, as_person: AsPerson) -> None:
    """Messages travel in a cookie, signed and readable."""
    els, words = as_person("els"), set(re.findall(r"\w{5,}", TEXT))
    pressed = ("own:naam", "case:0", f"leave:{MIRJAM}", f"reconsider:{MIRJAM}", f"mask:{KAREL}", "undo", "redo", "save")
    for do in pressed:
        answer = press(els, story, do, words="katten")
        assert answer.status_code == 302, do
        said = " ".join(map(str, get_messages(request_of(answer))))
        assert said and not words & set(re.findall(r"\w+", said)), said


def request_of(answer: object) -> HttpRequest:
    request = getattr(answer, "wsgi_request", None)
    assert isinstance(request, HttpRequest)
    return request


def test_names_that_are_masked_after_the_original_went_do_not_stay(tell: Tell, as_person: AsPerson) -> None:
    story, els = tell(TEXT), as_person("els")
    Terms.objects.create(inquiry=story.inquiry, set_on=dt.date(2026, 6, 2))
    assert carry_out(today=dt.date(2026, 7, 1)) == 1
    press(els, story, f"mask:{KAREL}")
    press(els, story, "own:naam", words="katten")
    story.refresh_from_db()
    assert open_work(story).added and open_work(story).names
    press(els, story, "release-anyway", recognisable="no")
    story.refresh_from_db()
    assert story.state == State.RELEASED
    assert (open_work(story).added, open_work(story).names, open_work(story).past) == ((), {}, ())


def test_who_looks_at_the_cases_is_written_down(story: Story, as_person: AsPerson, nel: User, inquiry: Inquiry) -> None:
    els = as_person("els")
    press(els, story, "own:naam", words="katten")
    press(els, story, "case:0")
    assert len(local_cases(viewer=nel, inquiry=inquiry).rows) == 1
    today = timezone.localdate()
    seen = sightings(inquiry=inquiry, since=today, until=today, reader=nel)
    assert [(each.number, each.sight) for each in seen] == [(story.number, Sight.QUOTE)]


def test_who_throws_a_story_away_lets_it_go(story: Story, people: dict[str, User]) -> None:
    take_lease(story=story, actor=people["els"], now=timezone.now())
    throw_away(story=story, actor=people["els"], today=TODAY)
    assert not Lease.objects.exists()


def test_public_says_the_same_of_one_story_as_of_many(public: Story) -> None:
    for state, *flags in product(State.values, *[(False, True)] * 4):
        is_test, may_publish, agreed, is_public = flags
        Story.objects.update(state=state, is_test=is_test, may_publish=may_publish, teller_agreed=agreed)
        Inquiry.objects.update(is_public=is_public)
        found = Story.objects.usable_for(AnonymousUser(), Purpose.PUBLIC).exists()
        assert Story.objects.get(pk=public.pk).is_public == found, (state, flags)


def test_the_log_says_recognisable_only_when_a_moderator_did(story: Story, people: dict[str, User]) -> None:
    for answer, detail in (
        ("no", {"niet voor": ["groep"]}),
        ("maybe", {"niet voor": ["groep", "openbaar"], "reden": "herkenbaar"}),
    ):
        release(story=story, actor=people["els"], withheld=["groep"], recognisable=answer, today=TODAY)
        assert story.inquiry.audit_events.latest("pk").detail == detail


def test_laying_everything_back_is_said(story: Story, as_person: AsPerson) -> None:
    answer = as_person("els").post(reverse("stories:pause", args=[story.inquiry.slug]), follow=True)
    assert "Alles ligt weer op het bord." in answer.content.decode()
