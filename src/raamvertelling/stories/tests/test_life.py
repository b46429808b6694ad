"""The life of an inquiry: which phase may follow, who may bring it there, and what each phase really allows."""

import datetime as dt
from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.inquiries.life import RULES, Life, may_follow
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.inquiries.queries import public_inquiries, state_sentence
from raamvertelling.people.models import Role, User
from raamvertelling.stories.models import AuditEvent, Story
from raamvertelling.stories.services.life import CannotFollow, change_life, close_ended
from raamvertelling.stories.services.receiving import NotReceiving
from raamvertelling.stories.services.slips import issue_slips
from raamvertelling.stories.services.teller import withdraw_story

Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]
TODAY = dt.date(2026, 6, 4)
FOLLOWS = {
    ("concept", "test"),
    ("concept", "open"),
    ("test", "concept"),
    ("test", "open"),
    ("open", "gesloten"),
    ("gesloten", "open"),
    ("gesloten", "gearchiveerd"),
    ("gearchiveerd", "gesloten"),
}
"""Typed by hand: a wrong table in the program would make a wrong test."""


def put(inquiry: Inquiry, life: Life) -> Inquiry:
    Inquiry.objects.filter(pk=inquiry.pk).update(life=life)
    inquiry.refresh_from_db()
    return inquiry


@pytest.mark.parametrize("now", Life)
@pytest.mark.parametrize("wanted", Life)
def test_what_may_follow_what(now: Life, wanted: Life) -> None:
    assert may_follow(now, wanted) == ((now.value, wanted.value) in FOLLOWS)


@given(st.lists(st.sampled_from(Life), max_size=12))
def test_no_path_leads_from_a_story_that_counts_back_to_a_phase_that_does_not(wished: list[Life]) -> None:
    """Who told while it counted can trust that: once open, an inquiry is never a test again."""
    now, was_open = Life.CONCEPT, False
    for wanted in wished:
        if may_follow(now, wanted):
            now = wanted
        was_open = was_open or now == Life.OPEN
        assert not was_open or RULES[now].counts


@pytest.mark.django_db
@pytest.mark.parametrize("now", Life)
@pytest.mark.parametrize("wanted", Life)
def test_the_service_keeps_to_it_and_writes_it_down(
    inquiry: Inquiry, people: dict[str, User], now: Life, wanted: Life
) -> None:
    put(inquiry, now)
    revision = inquiry.revision
    if (now.value, wanted.value) not in FOLLOWS:
        with pytest.raises(CannotFollow, match=f"Het onderzoek is nu {now.label}"):
            change_life(inquiry=inquiry, wanted=wanted, actor=people["bart"], today=TODAY)
        assert AuditEvent.objects.count() == 0
        return
    change_life(inquiry=inquiry, wanted=wanted, actor=people["bart"], today=TODAY)
    inquiry.refresh_from_db()
    assert (inquiry.life, inquiry.revision) == (wanted, revision + 1)
    event = AuditEvent.objects.get()
    assert (event.actor, event.action, event.detail) == (
        people["bart"],
        "fase",
        {"van": now.label, "naar": wanted.label},
    )


@pytest.mark.django_db
def test_it_does_not_open_after_its_last_day(inquiry: Inquiry, people: dict[str, User]) -> None:
    put(inquiry, Life.CLOSED)
    with pytest.raises(CannotFollow, match=r"De laatste dag is voorbij\. Kies bij Instellingen"):
        change_life(inquiry=inquiry, wanted=Life.OPEN, actor=people["bart"], today=dt.date(2031, 1, 1))


@pytest.mark.django_db
def test_what_is_over_is_closed_by_itself_and_once(inquiry: Inquiry) -> None:
    assert close_ended(today=dt.date(2030, 12, 31)) == 0
    assert close_ended(today=dt.date(2031, 1, 1)) == 1
    assert close_ended(today=dt.date(2031, 1, 2)) == 0
    inquiry.refresh_from_db()
    assert inquiry.life == Life.CLOSED
    assert AuditEvent.objects.get().actor is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("life", "words"),
    [
        (Life.CONCEPT, "Komt u later terug?"),
        (Life.TEST, None),
        (Life.OPEN, None),
        (Life.CLOSED, "U kunt hier geen nieuw verhaal meer vertellen."),
        (Life.ARCHIVED, "U kunt hier geen nieuw verhaal meer vertellen."),
    ],
)
def test_who_wants_to_tell_gets_a_kind_sentence(
    inquiry: Inquiry, storypoint: StoryPoint, life: Life, words: str | None
) -> None:
    put(inquiry, life)
    page = Client().get(f"/vertel/{storypoint.code}/")
    assert page.status_code == 200
    if words is None:
        assert "vertellen" in page.content.decode() and "Dit vertelpunt is gesloten" not in page.content.decode()
    else:
        assert words in page.content.decode()
    asked = Client().get(reverse("telling:before", args=[storypoint.code])).content.decode()
    assert ('type="radio"' in asked or 'type="checkbox"' in asked) == (words is None)


@pytest.mark.django_db
def test_what_is_told_while_testing_never_counts(inquiry: Inquiry, tell: Tell) -> None:
    put(inquiry, Life.TEST)
    tried = tell("Een proef.")
    put(inquiry, Life.OPEN)
    told = tell("Een verhaal.")
    assert (tried.is_test, told.is_test) == (True, False)
    assert list(Story.objects.countable()) == [told]


@pytest.mark.django_db
def test_what_was_begun_while_testing_stays_practice_after_opening(inquiry: Inquiry, tell: Tell) -> None:
    put(inquiry, Life.TEST)
    assert tell("Begonnen in de test.", key="a", is_practice=True).is_test
    put(inquiry, Life.OPEN)
    assert tell("Begonnen in de test, verstuurd na het openen.", key="b", is_practice=True).is_test


@pytest.mark.django_db
def test_a_slip_of_the_test_stays_practice_after_opening(inquiry: Inquiry, storypoint: StoryPoint, tell: Tell) -> None:
    version = inquiry.framework_version
    put(inquiry, Life.TEST)
    storypoint.inquiry.refresh_from_db()
    (old,) = issue_slips(storypoint=storypoint, version=version, channel="paper", count=1, today=TODAY)
    put(inquiry, Life.OPEN)
    storypoint.inquiry.refresh_from_db()
    (new,) = issue_slips(storypoint=storypoint, version=version, channel="paper", count=1, today=TODAY)
    assert tell("Met een strookje van de test.", key=old.key).is_test
    assert not tell("Met een echt strookje.", key=new.key).is_test


@pytest.mark.django_db
def test_an_archived_inquiry_takes_nothing_in(inquiry: Inquiry, storypoint: StoryPoint, tell: Tell) -> None:
    put(inquiry, Life.ARCHIVED)
    storypoint.inquiry.refresh_from_db()
    with pytest.raises(NotReceiving, match="gearchiveerd en neemt geen verhalen meer aan"):
        tell("Te laat.")
    assert Story.objects.count() == 0


@pytest.mark.django_db
def test_an_archived_inquiry_is_read_only_for_its_team(
    inquiry: Inquiry, tell: Tell, people: dict[str, User], as_person: AsPerson
) -> None:
    story = tell("Een verhaal.")
    put(inquiry, Life.ARCHIVED)
    slug, els, bart = inquiry.slug, as_person("els"), as_person("bart")
    read = els.get(reverse("stories:story", args=[slug, story.number]))
    assert read.status_code == 200 and "Dit onderzoek is gearchiveerd." in read.content.decode()
    refused = els.post(reverse("stories:story", args=[slug, story.number]), {"do": "hold", "reason": "advice"})
    assert refused.status_code == 409 and "niets veranderd" in refused.content.decode()
    assert bart.post(reverse("inquiries:settings", args=[slug]), {"title": "Anders"}).status_code == 409
    inquiry.refresh_from_db()
    assert inquiry.title == "Vroeg erbij in Veldhaven"
    # Bringing it back, people and the log keep working; who has no role here learns nothing.
    assert bart.post(reverse("stories:head_now", args=[slug])).status_code == 200
    assert as_person("corrie").post(reverse("inquiries:settings", args=[slug])).status_code == 404
    assert bart.post(reverse("stories:phase", args=[slug]), {"life": "gesloten"}).status_code == 302
    assert bart.post(reverse("inquiries:settings", args=[slug]), {"title": ""}).status_code == 422


@pytest.mark.django_db
def test_a_teller_can_always_take_the_story_back(inquiry: Inquiry, tell: Tell) -> None:
    story = tell("Een verhaal.")
    put(inquiry, Life.ARCHIVED)
    withdraw_story(story=story, today=TODAY)
    assert Story.objects.count() == 0


@pytest.mark.django_db
def test_the_page_offers_what_may_follow_and_says_what_it_means(inquiry: Inquiry, as_person: AsPerson) -> None:
    bart, address = as_person("bart"), reverse("stories:phase", args=[inquiry.slug])
    page = bart.get(address).content.decode()
    assert 'value="gesloten"' in page and 'value="test"' not in page and 'value="gearchiveerd"' not in page
    assert all(rules.means in page for rules in RULES.values())
    assert bart.post(address, {"life": "gearchiveerd"}).status_code == 422
    assert bart.post(address, {"life": "iets"}).status_code == 422
    assert bart.post(address, {"life": "gesloten"}).status_code == 302
    assert "Haal uit het archief" not in bart.get(address).content.decode()
    assert bart.post(address, {"life": "gearchiveerd"}).status_code == 302
    assert "Haal uit het archief" in bart.get(address).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("life", Life)
def test_it_is_said_where_an_inquiry_is_named(inquiry: Inquiry, as_person: AsPerson, life: Life) -> None:
    put(inquiry, life)
    Inquiry.objects.filter(pk=inquiry.pk).update(is_public=True)
    listed = [line.title for line in public_inquiries(today=localdate())]
    assert listed == ([inquiry.title] if life in (Life.OPEN, Life.CLOSED, Life.ARCHIVED) else [])
    assert state_sentence(inquiry, TODAY) == ("open tot en met 31 december 2030" if life == Life.OPEN else life.label)
    assert state_sentence(inquiry, TODAY) in as_person("bart").get("/team/").content.decode()
    overview = as_person("karin").get(f"/team/{inquiry.slug}/").content.decode()
    assert (f'<span class="raam-pill">{life.label}</span>' in overview) == (life != Life.OPEN)


@pytest.mark.django_db
def test_the_migration_maps_what_was_there(inquiry: Inquiry) -> None:
    ended = Inquiry.objects.create(
        organisation=inquiry.organisation, slug="over", title="Over", closes=dt.date(2020, 1, 1)
    )
    put(inquiry, Life.CONCEPT)
    migration = import_module("raamvertelling.inquiries.migrations.0007_life")
    migration.from_the_period(apps, None)
    inquiry.refresh_from_db()
    ended.refresh_from_db()
    assert (inquiry.life, ended.life) == (Life.OPEN, Life.CLOSED)


@pytest.mark.django_db
def test_only_a_beheerder_changes_the_phase(inquiry: Inquiry, people: dict[str, User], as_person: AsPerson) -> None:
    address = reverse("stories:phase", args=[inquiry.slug])
    statuses = {name: as_person(name).post(address, {"life": "gesloten"}).status_code for name in people}
    assert statuses == {name: 302 if name == "bart" else 404 for name in people}
    assert Role.ADMIN in {each.role for each in inquiry.memberships.filter(user=people["bart"])}
