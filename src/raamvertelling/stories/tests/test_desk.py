"""The desk: only moderators see it, nothing typed is lost, and nothing leaves without their release."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import Purpose, State, Story, StoryToken
from raamvertelling.stories.queries import search_stories, texts_for_teller, texts_of
from raamvertelling.stories.queries.desk import Pile, desk_queue
from raamvertelling.stories.queries.desk_story import version_of
from raamvertelling.stories.services.desk import press as press_button
from raamvertelling.stories.services.moderation import bulk_release, hold, mark_urgent, save_released_text
from raamvertelling.stories.services.teller import set_use
from raamvertelling.stories.services.withdrawing import withdraw_story
from raamvertelling.stories.tests.media_maker import voice

TODAY = dt.date(2026, 6, 10)
TEXT = "Gisteren kwam Noor langs. Zij belde 06-12345678. Noors broer heet jan en Noor lachte."

pytestmark = pytest.mark.django_db
Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]


def desk_url(story: Story) -> str:
    return reverse("stories:story", args=[story.inquiry.slug, story.number])


def press(browser: Client, story: Story, do: str, text: str = TEXT, **fields: Any) -> Any:
    """Press a button on the page as it was opened; to release, say that everything was looked at."""
    if do == "release":
        do, fields = "release-anyway", {"recognisable": "no", **fields}
    shown = texts_for_teller(story)
    version = version_of({"story": shown.text})
    return browser.post(desk_url(story), {"do": do, "version": version, "text_0": text, "label": "naam", **fields})


def read(story: Story) -> str:
    return texts_for_teller(story).text


@pytest.fixture
def story(tell: Tell) -> Story:
    return tell(TEXT, release=False, consents={"citaat": True}, on=dt.date(2026, 6, 1))


def test_it_works(story: Story, as_person: AsPerson) -> None:
    page = as_person("els").get(reverse("stories:queue", args=[story.inquiry.slug])).content.decode()
    assert "Gisteren kwam Noor langs." in page
    assert "wacht " in page and " dagen" in page
    page = as_person("els").get(desk_url(story)).content.decode()
    assert page.count("06-12345678") >= 2


@pytest.mark.parametrize("name", ["amina", "bart", "joke", "bram", "karin", "corrie"])
def test_others_find_nothing_there(story: Story, as_person: AsPerson, name: str) -> None:
    for url in (desk_url(story), reverse("stories:queue", args=[story.inquiry.slug]), f"{desk_url(story)}voorbeeld/"):
        assert as_person(name).get(url).status_code == 404
    assert press(as_person(name), story, "release").status_code == 404
    assert Story.objects.get().state == State.RECEIVED


def test_words_are_masked_everywhere(tell: Tell, as_person: AsPerson) -> None:
    story = tell(TEXT, title="Noor", free_texts={"barrier_rule": "Vraag Noor."}, release=False)
    shown = texts_for_teller(story)
    version = version_of({"title": shown.title, "story": shown.text, "answer:barrier_rule": "Vraag Noor."})
    texts = {"text_0": "Noor", "text_1": TEXT, "text_2": "Vraag Noor."}
    as_person("els").post(desk_url(story), {"do": "own", "version": version, "words": "noor", "label": "naam", **texts})
    seen = texts_for_teller(story)
    assert seen.title == "[naam 1]"
    assert seen.answers == {"barrier_rule": "Vraag [naam 1]."}
    assert seen.original and seen.original.text == TEXT
    assert "oor" not in seen.text


def test_a_quick_label_masks_at_once(story: Story, as_person: AsPerson) -> None:
    press(as_person("els"), story, "own:buurvrouw", words="Noor")
    assert read(story).startswith("Gisteren kwam [buurvrouw] langs.")


def test_enter_masks_when_words_were_typed(story: Story, as_person: AsPerson) -> None:
    press(as_person("els"), story, "default", words="Noor")
    assert "[naam 1]" in read(story)


def test_what_was_typed_stays_when_a_button_cannot_work(story: Story, as_person: AsPerson) -> None:
    answer = press(as_person("els"), story, "own", text="Heel nieuw getypt.", words="Piet")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "staat niet in deze tekst. Kijk naar de spelling." in page
    assert "Heel nieuw getypt." in page
    answer = press(as_person("els"), story, "hold", text="Ook dit.")
    assert "Kies waarom u dit verhaal aanhoudt." in answer.content.decode()
    assert "Ook dit." in answer.content.decode()


def test_an_overtaken_moderator_keeps_her_words(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    browser, version = as_person("els"), version_of({"story": TEXT})
    save_released_text(story=story, actor=people["els"], texts={"story": "Van een ander."}, today=TODAY)
    answer = browser.post(desk_url(story), {"do": "save", "version": version, "text_0": "Van mij."})
    assert answer.status_code == 422
    assert "Van mij." in answer.content.decode()
    assert read(story) == "Van een ander."


def test_an_unchanged_story_is_released_for_every_use(story: Story, as_person: AsPerson) -> None:
    press(as_person("els"), story, "release")
    story.refresh_from_db()
    assert (story.state, story.text_changed, story.teller_agreed, story.may_quote) == (
        State.RELEASED,
        False,
        True,
        True,
    )


def test_a_changed_story_waits_for_its_teller(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    answer = press(as_person("els"), story, "release", text="Iemand belde.")
    assert answer.status_code == 302
    story.refresh_from_db()
    assert story.waits_for_teller
    assert Story.objects.usable_for(people["amina"], Purpose.ANALYSE).count() == 1
    assert Story.objects.usable_for(people["amina"], Purpose.QUOTE).count() == 0
    queue = desk_queue(viewer=people["els"], inquiry=story.inquiry, pile=Pile.TELLER, today=TODAY)
    assert [row.story for row in queue.rows] == [story]


def test_a_withheld_use_is_used_nowhere(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    press(as_person("els"), story, "release", withheld=["groep"])
    assert Story.objects.usable_for(people["bram"], Purpose.GROUP).count() == 0
    assert Story.objects.usable_for(people["amina"], Purpose.QUOTE).count() == 1
    assert story.inquiry.audit_events.latest("pk").detail == {"niet voor": ["groep"]}


def test_an_added_use_waits_for_the_moderator(tell: Tell, as_person: AsPerson, people: dict[str, User]) -> None:
    story, browser = tell(TEXT), as_person("els")
    queue = reverse("stories:queue", args=[story.inquiry.slug]) + "?lijst=nieuw-gebruik"
    set_use(story=story, purpose="citaat", given=True, today=TODAY, language="nl")
    assert "nieuw: citaat" in browser.get(queue).content.decode()
    page = browser.get(desk_url(story)).content.decode()
    assert "De verteller voegde een gebruik toe: zinnen in een rapport." in page
    assert '<input type="hidden" name="seen" value="citaat">' in page
    assert Story.objects.usable_for(people["amina"], Purpose.QUOTE).count() == 0
    press(browser, story, "release", seen=["citaat"])
    assert Story.objects.usable_for(people["amina"], Purpose.QUOTE).count() == 1
    assert "nieuw: citaat" not in browser.get(queue).content.decode()


def test_an_added_use_can_be_withheld(tell: Tell, as_person: AsPerson, people: dict[str, User]) -> None:
    story = set_use(story=tell(TEXT), purpose="citaat", given=True, today=TODAY, language="nl")
    press(as_person("els"), story, "release", seen=["citaat"], withheld=["citaat"])
    story.refresh_from_db()
    assert (story.asked, story.withheld, story.may_quote) == ([], ["citaat"], False)


def test_a_use_that_was_added_while_the_page_was_open_keeps_waiting(tell: Tell, as_person: AsPerson) -> None:
    story, browser = tell(TEXT), as_person("els")
    set_use(story=story, purpose="openbaar", given=True, today=TODAY, language="nl")
    press(browser, story, "release")
    answer = browser.get(reverse("stories:queue", args=[story.inquiry.slug])).content.decode()
    assert "wacht nog op u" in answer
    story.refresh_from_db()
    assert (story.asked, story.may_publish) == (["openbaar"], False)


def test_an_empty_story_is_not_released(story: Story, as_person: AsPerson) -> None:
    answer = press(as_person("els"), story, "release", text="  ")
    assert "Het verhaal is leeg." in answer.content.decode()
    story.refresh_from_db()
    assert story.state == State.RECEIVED


def test_a_held_story_is_used_nowhere(tell: Tell, as_person: AsPerson, people: dict[str, User]) -> None:
    story = tell(TEXT)
    press(as_person("els"), story, "hold", reason="danger")
    story.refresh_from_db()
    assert (story.state, story.hold_reason) == (State.HELD, "danger")
    assert Story.objects.usable_for(people["amina"], Purpose.ANALYSE).count() == 0


def test_an_urgent_story_shows_the_protocol(story: Story, as_person: AsPerson) -> None:
    browser = as_person("els")
    press(browser, story, "urgent")
    page = browser.get(desk_url(story)).content.decode()
    assert "Volg het protocol van uw organisatie" in page and "Merk onderaan aan wat u ziet" in page
    press(browser, story, "calm")
    story.refresh_from_db()
    assert not story.is_urgent


def test_the_piles_hold_what_they_say(tell: Tell, people: dict[str, User], inquiry: Inquiry) -> None:
    els = people["els"]
    new = tell(release=False, on=dt.date(2026, 6, 3))
    urgent = mark_urgent(story=tell(release=False, on=dt.date(2026, 6, 8)), actor=els, urgent=True, today=TODAY)
    held = hold(story=tell(release=False), actor=els, reason="advice", today=TODAY)
    spoken = tell("", release=False, media=(voice(),))
    released = tell()
    added = set_use(story=tell(), purpose="openbaar", given=True, today=TODAY, language="nl")
    piles = {
        pile: [row.story for row in desk_queue(viewer=els, inquiry=inquiry, pile=pile, today=TODAY).rows]
        for pile in Pile
    }
    assert piles == {
        Pile.NEW: [urgent, new],
        Pile.TRANSCRIBE: [spoken],
        Pile.URGENT: [urgent],
        Pile.NEW_USE: [added],
        Pile.TELLER: [],
        Pile.SECOND: [],
        Pile.ANSWERED: [],
        Pile.HELD: [held],
        Pile.RELEASED: [added, released],
        Pile.BIN: [],
    }
    queue = desk_queue(viewer=els, inquiry=inquiry, pile=Pile.NEW, today=TODAY)
    assert [row.days for row in queue.rows] == [2, 7]
    assert queue.counts == {pile: len(stories) for pile, stories in piles.items()}


def test_the_queue_is_filtered(tell: Tell, people: dict[str, User], inquiry: Inquiry) -> None:
    els, other = people["els"], StoryPoint.objects.create(inquiry=inquiry, code="markt", name="Markt")
    tell(release=False)
    one = tell(release=False, role="professional", at=other)
    for role, storypoint in (("professional", ""), ("", "markt")):
        queue = desk_queue(viewer=els, inquiry=inquiry, pile=Pile.NEW, today=TODAY, role=role, storypoint=storypoint)
        assert [row.story for row in queue.rows] == [one]


def test_the_queue_takes_as_many_queries_for_twenty_stories(
    tell: Tell, people: dict[str, User], inquiry: Inquiry, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Opening it the first time on a day also writes down what was seen: as many queries whatever the number."""
    tell(release=False)
    with django_assert_max_num_queries(18):
        desk_queue(viewer=people["els"], inquiry=inquiry, pile=Pile.NEW, today=TODAY)
    for _ in range(19):
        tell(release=False)
    with (
        django_assert_max_num_queries(18),
        django_assert_max_num_queries(3, using="keystore"),
    ):
        desk_queue(viewer=people["els"], inquiry=inquiry, pile=Pile.NEW, today=TODAY)
    with (
        django_assert_max_num_queries(11),
        django_assert_max_num_queries(2, using="keystore"),
    ):
        queue = desk_queue(viewer=people["els"], inquiry=inquiry, pile=Pile.NEW, today=TODAY)
    assert len(queue.rows) == 20


def test_a_withdrawn_story_leaves_the_desk(story: Story, as_person: AsPerson) -> None:
    browser = as_person("els")
    withdraw_story(story=story, today=TODAY)
    assert browser.get(desk_url(story)).status_code == 404
    assert "Ingetrokken" not in browser.get(reverse("stories:queue", args=[story.inquiry.slug])).content.decode()


def test_search_finds_released_words_only(tell: Tell, people: dict[str, User], inquiry: Inquiry) -> None:
    story = tell(TEXT, release=False)
    everything = Story.objects.all()
    assert not search_stories(everything, inquiry, "Noor").exists()
    save_released_text(story=story, actor=people["els"], texts={"story": "Regels en de buurvrouw."}, today=TODAY)
    assert StoryToken.objects.count() == 0
    bulk_release(inquiry=inquiry, stories=[story], actor=people["els"], reason="oefening", today=TODAY)
    assert search_stories(everything, inquiry, "regel buurvrouwen").get() == story
    assert not search_stories(everything, inquiry, "Noor").exists()
    assert not search_stories(everything, inquiry, "regel onvindbaar").exists()


def test_bulk_release_needs_a_reason(story: Story, people: dict[str, User]) -> None:
    with pytest.raises(ValueError, match="Zeg waarom"):
        bulk_release(inquiry=story.inquiry, stories=[story], actor=people["els"], reason=" ", today=TODAY)


def test_the_preview_shows_the_masked_version(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    save_released_text(story=story, actor=people["els"], texts={"story": "[naam 1] <b>belde</b>."}, today=TODAY)
    page = as_person("els").get(f"{desk_url(story)}voorbeeld/").content.decode()
    assert "<mark>[naam 1]</mark> &lt;b&gt;belde&lt;/b&gt;." in page
    assert "Noor" not in page
    assert texts_of(story, people["els"]).original


def test_the_log_is_for_admins_and_moderators(story: Story, as_person: AsPerson) -> None:
    press(as_person("els"), story, "release")
    for name in ("bart", "els"):
        page = as_person(name).get(reverse("stories:journal", args=[story.inquiry.slug])).content.decode()
        assert "vrijgegeven, door Els" in page
        assert "Het logboek is heel" in page
        assert "Noor" not in page


def test_a_story_without_a_key_shows_as_withdrawn(story: Story, as_person: AsPerson) -> None:
    browser = as_person("els")
    StoryKey.objects.filter(story_id=story.pk).delete()
    for url in (desk_url(story), f"{desk_url(story)}voorbeeld/"):
        answer = browser.get(url)
        assert answer.status_code == 410
        assert "Niemand kan het nog lezen." in answer.content.decode()
    assert "Ingetrokken" in browser.get(reverse("stories:queue", args=[story.inquiry.slug])).content.decode()


def test_a_story_that_goes_while_it_is_saved_is_gone(
    story: Story, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Els has the page open, her save has begun, and then the teller withdraws."""

    def overtaken(**what: Any) -> str:
        withdraw_story(story=story, today=TODAY)
        return press_button(**what)

    monkeypatch.setattr("raamvertelling.stories.views.desk_story.press", overtaken)
    answer = press(as_person("els"), story, "save", "Bewaar dit.")
    assert answer.status_code == 410
    assert not Story.objects.exists()


def test_stories_under_withdrawal_do_not_stop_a_bulk_release(tell: Tell, people: dict[str, User]) -> None:
    gone, stays = tell(release=False), tell(release=False)
    StoryKey.objects.filter(story_id=gone.pk).delete()
    done = bulk_release(
        inquiry=stays.inquiry, stories=[gone, stays], actor=people["els"], reason="al gelezen", today=TODAY
    )
    assert done == 1
    assert [Story.objects.get(pk=each.pk).state for each in (gone, stays)] == [State.RECEIVED, State.RELEASED]
