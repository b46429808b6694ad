"""Walking through a story at the desk: decide, undo, add, hold, and lose nothing."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.services import add_official, save_card
from raamvertelling.people.models import User
from raamvertelling.stories.models import AuditEvent, Lease, SealedText, State, Story
from raamvertelling.stories.proposals import proposal_id
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.queries.cases import local_cases
from raamvertelling.stories.queries.desk_load import desk_load
from raamvertelling.stories.queries.desk_story import DeskStory, desk_story
from raamvertelling.stories.reads import Sight, Sighting, sightings
from raamvertelling.stories.services.aside import throw_away
from raamvertelling.stories.services.leases import take_lease
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.stories.services.teller import correct_text, withdraw_story

TODAY = dt.date(2026, 6, 10)
TEXT = "Toen kwam Karel langs met Mirjam erbij. Zij belden 06-12345678, en Karel lachte. Ik was de enige met 14 katten."
KAREL, MIRJAM = proposal_id("PER", "Karel"), proposal_id("PER", "Mirjam")

pytestmark = pytest.mark.django_db
Tell = Callable[..., Story]
AsPerson = Callable[[str], Client]


@pytest.fixture
def story(tell: Tell) -> Story:
    return tell(TEXT, release=False, consents={"citaat": True, "openbaar": True}, on=dt.date(2026, 6, 1))


def desk(story: Story, viewer: User) -> DeskStory:
    return desk_story(viewer=viewer, story=Story.objects.get(pk=story.pk), today=TODAY, now=timezone.now())


def press(browser: Client, story: Story, do: str, text: str = "", **fields: Any) -> Any:
    """Press a button with the page as it stands; other words when they were typed."""
    moderator = User.objects.get(pk=int(browser.session["_auth_user_id"]))
    page = desk(story, moderator)
    url = reverse("stories:story", args=[story.inquiry.slug, story.number])
    typed: dict[str, Any] = {f"text_{place}": each.shown for place, each in enumerate(page.texts)}
    if text:
        typed["text_0"] = text
    typed["withheld_before"] = page.story.withheld
    return browser.post(url, {"do": do, "version": page.version, "label": "naam", **typed, **fields})


def seen_today(inquiry: Inquiry) -> list[Sighting]:
    return sightings(inquiry=inquiry, since=timezone.localdate(), until=timezone.localdate())


def read(story: Story) -> str:
    return texts_for_teller(story).text


def test_proposals_come_by_kind_with_their_reason(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    page = desk(story, people["els"])
    assert [group.kind for group in page.groups] == ["PER", "CONTACT"]
    html = as_person("els").get(reverse("stories:story", args=[story.inquiry.slug, story.number])).content.decode()
    assert all(each.explanation in html for each in page.proposals)
    assert f'data-spot="{KAREL}"' in html


def test_one_press_masks_one_person_everywhere(story: Story, as_person: AsPerson) -> None:
    press(as_person("els"), story, f"mask:{KAREL}")
    assert "Karel" not in read(story) and "Mirjam" in read(story)
    assert read(story).count("[naam 1]") == 2


def test_another_word_can_take_its_place(story: Story, as_person: AsPerson) -> None:
    press(as_person("els"), story, f"mask:{KAREL}", as_label="buurman")
    assert read(story).startswith("Toen kwam [buurman] langs")


def test_what_stays_is_no_longer_asked(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    els = as_person("els")
    press(els, story, f"leave:{MIRJAM}")
    page = desk(story, people["els"])
    assert [each.words for each in page.kept] == ["Mirjam"]
    assert "Mirjam" not in [each.words for each in page.open]
    assert "hoofdletter" in [line.kind for line in page.checks], "it is on the list of what is left"
    press(els, story, f"reconsider:{MIRJAM}")
    assert desk(story, people["els"]).kept == ()


def test_all_of_a_kind_leaves_officials(story: Story, as_person: AsPerson, inquiry: Inquiry) -> None:
    add_official(inquiry=inquiry, name="Karel", office="wethouder")
    els = as_person("els")
    press(els, story, "kind:PER")
    assert "Karel" in read(story) and "Mirjam" not in read(story)
    press(els, story, f"mask:{KAREL}")
    assert "Karel" not in read(story), "the choice stays hers"


def test_undo_and_redo(story: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    press(els, story, f"mask:{KAREL}")
    after_karel = read(story)
    press(els, story, "save", text=after_karel.replace("katten", "poezen"))
    press(els, story, "own", words="Mirjam")
    press(els, story, "undo")
    assert "poezen" in read(story) and "Mirjam" in read(story)
    press(els, story, "undo")
    assert read(story) == after_karel
    press(els, story, "undo")
    assert read(story) == TEXT
    for _ in range(3):
        press(els, story, "redo")
    assert "poezen" in read(story) and "Mirjam" not in read(story)
    assert "niets om opnieuw te doen" in press(els, story, "redo").content.decode()


def test_a_name_keeps_its_number_for_the_same_person(story: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    press(els, story, f"mask:{KAREL}")
    press(els, story, "undo")
    press(els, story, f"mask:{MIRJAM}")
    press(els, story, f"mask:{KAREL}")
    assert "[naam 1]" in read(story) and "[naam 2]" in read(story)


def test_the_undo_book_is_sealed_and_goes_at_the_release(story: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    press(els, story, f"mask:{KAREL}")
    row = SealedText.objects.get(story=story, kind="desk")
    assert b"Karel" not in bytes(row.sealed) and row.stage == "original"
    press(els, story, "release-anyway", recognisable="no")
    story.refresh_from_db()
    assert story.state == State.RELEASED
    assert desk(story, User.objects.get(name="Els")).work.past == ()


def test_typing_is_kept_as_a_concept_that_nobody_else_reads(
    tell: Tell, as_person: AsPerson, people: dict[str, User]
) -> None:
    story = tell(TEXT)
    els = as_person("els")
    told = press(els, story, "autosave", text="Half getypt").json()
    assert told["version"] and read(story) == TEXT, "released words stay as they are"
    page = els.get(reverse("stories:story", args=[story.inquiry.slug, story.number])).content.decode()
    assert "Wat u typte, is als concept bewaard." in page and "Half getypt</textarea>" in page
    press(els, story, "save", text="Heel getypt")
    assert read(story) == "Heel getypt"
    assert not desk(story, people["els"]).has_draft


def test_an_overtaken_concept_is_not_kept(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    els = as_person("els")
    url = reverse("stories:story", args=[story.inquiry.slug, story.number])
    answer = els.post(url, {"do": "autosave", "version": "oud", "text_0": "Half"})
    assert (answer.status_code, "Een ander bewerkte" in answer.json()["problem"]) == (409, True)


def test_a_colleague_reads_who_is_at_work(story: Story, as_person: AsPerson, nel: User) -> None:
    take_lease(story=story, actor=nel, now=timezone.now())
    els = as_person("els")
    url = reverse("stories:story", args=[story.inquiry.slug, story.number])
    page = els.get(url).content.decode()
    assert "Nel werkt nu aan dit verhaal." in page and 'value="release"' not in page
    assert "Nel werkt hieraan" in els.get(reverse("stories:queue", args=[story.inquiry.slug])).content.decode()
    refused = press(els, story, "save", text="Van Els.")
    assert refused.status_code == 422 and "Nel werkt nu aan dit verhaal" in refused.content.decode()
    assert press(els, story, "begin").status_code == 409
    els.post(f"{url}apart/", {"do": "take-over"})
    assert Lease.objects.get().holder.name == "Els"
    assert press(els, story, "save", text="Van Els.").status_code == 302


def test_working_takes_the_lease_and_deciding_gives_it_back(story: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    press(els, story, "begin")
    assert Lease.objects.get().holder.name == "Els"
    press(els, story, "release-anyway", recognisable="no")
    assert not Lease.objects.exists()


def test_stopping_keeps_what_was_typed(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    els = as_person("els")
    press(els, story, f"mask:{KAREL}")
    answer = press(els, story, "pause", text="Half getypt")
    assert answer.url == reverse("stories:pause", args=[story.inquiry.slug])
    assert not Lease.objects.exists()
    assert desk(story, people["els"]).texts[0].shown == "Half getypt"
    assert "De Luisterlijn" in els.get(answer.url).content.decode()


def test_the_question_is_asked_and_what_was_not_seen_is_said(story: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    assert "is de verteller herkenbaar in het dorp?" in press(els, story, "release").content.decode()
    answer = press(els, story, "release", recognisable="no").content.decode()
    assert "U keek nog niet naar alles: 3 voorstellen en 2 regels van de lijst." in answer
    assert 'value="release-anyway"' in answer
    story.refresh_from_db()
    assert story.state != State.RELEASED


def test_a_careful_moderator_is_asked_nothing_more(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    els = as_person("els")
    press(els, story, "kind:PER")
    press(els, story, "kind:CONTACT")
    press(els, story, "tick-all")
    ticked = [line.key for line in desk(story, people["els"]).checks]
    assert len(ticked) == 2
    assert press(els, story, "release", recognisable="maybe", ticked=ticked).status_code == 302
    story.refresh_from_db()
    assert (story.state, story.withheld, story.recognisable) == (State.RELEASED, ["openbaar"], "maybe")


def test_an_answer_can_be_taken_back(story: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    press(els, story, "release-anyway", recognisable="yes")
    story.refresh_from_db()
    assert story.withheld == ["citaat", "openbaar"]
    press(els, story, "release-anyway", recognisable="no")
    story.refresh_from_db()
    assert story.withheld == []


def test_words_of_the_list_are_masked_from_there(story: Story, as_person: AsPerson) -> None:
    press(as_person("els"), story, "left:getal:14")
    assert "met [nummer] katten" in read(story)


def test_a_miss_becomes_a_case_that_names_nobody(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    els = as_person("els")
    press(els, story, "own:naam", words="katten")
    press(els, story, "case:0")
    row = SealedText.objects.get(kind__startswith="case:")
    assert b"katten" not in bytes(row.sealed)
    page = els.get(reverse("stories:cases", args=[story.inquiry.slug])).content.decode()
    # The word that stands for it is drawn anew each time, and now and then it looks like a name.
    found = local_cases(viewer=people["els"], inquiry=story.inquiry).found
    assert f"vindt het nu {found} van de 1" in page and "katten" not in page and "met 14" not in page
    assert press(els, story, "case:0").status_code == 422
    els.post(reverse("stories:cases", args=[story.inquiry.slug]), {"number": story.number, "kind": row.kind})
    assert not SealedText.objects.filter(kind__startswith="case:").exists()


def test_what_was_proposed_is_no_miss(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    press(as_person("els"), story, "own:naam", words="Karel")
    assert [each.is_miss for each in desk(story, people["els"]).work.added] == [False]


def test_a_case_goes_with_its_story(story: Story, as_person: AsPerson) -> None:
    els = as_person("els")
    press(els, story, "own:naam", words="katten")
    press(els, story, "case:0")
    withdraw_story(story=story, today=TODAY)
    assert not SealedText.objects.exists()
    assert "Nog geen testgevallen" in els.get(reverse("stories:cases", args=[story.inquiry.slug])).content.decode()


def test_a_correction_of_the_teller_leaves_nothing_to_undo(
    story: Story, as_person: AsPerson, people: dict[str, User]
) -> None:
    press(as_person("els"), story, f"mask:{KAREL}")
    correct_text(story=story, text="Heel anders.", title="", today=TODAY)
    assert desk(story, people["els"]).work.past == ()


def test_danger_opens_the_card_and_a_call_is_written_down(story: Story, as_person: AsPerson, inquiry: Inquiry) -> None:
    save_card(
        inquiry=inquiry, danger="child", steps="Bel Anja.\nBlijf erbij.", contact_name="Anja", contact_phone="0123-4"
    )
    els = as_person("els")
    url = reverse("stories:story", args=[story.inquiry.slug, story.number])
    assert press(els, story, "call:child").status_code == 422
    press(els, story, "urgent", danger=["child", "self"])
    page = els.get(url).content.decode()
    assert "<li>Blijf erbij.</li>" in page and 'href="tel:01234"' in page
    assert "Uw organisatie heeft hiervoor nog geen kaart." in page
    press(els, story, "call:child")
    event = AuditEvent.objects.get(action="contactpersoon gesproken")
    assert event.detail == {"over": "een kind is in gevaar"} and event.actor and event.actor.name == "Els"


def test_a_heavy_story_is_announced(tell: Tell, as_person: AsPerson, inquiry: Inquiry) -> None:
    """Until she chose to read it no word is shown and the log says so, also when another story led her to it."""
    story = tell("Hij sloeg mij, elke dag.", release=False)
    els = as_person("els")
    url = reverse("stories:story", args=[story.inquiry.slug, story.number])
    for address in (url, f"{url}?verder=1"):
        page = els.get(address).content.decode()
        assert "woorden over: <strong>geweld</strong>" in page and "Hij sloeg" not in page
    assert [each.sight for each in seen_today(inquiry)] == [Sight.BEGINNING]
    assert "Hij sloeg" in els.get(f"{url}?lees=1").content.decode()
    assert [each.sight for each in seen_today(inquiry)] == [Sight.ORIGINAL]
    press(els, story, "begin")
    assert "Hij sloeg" in els.get(url).content.decode(), "who works on it was warned already"


def test_a_heavy_story_is_announced_before_its_preview_too(
    tell: Tell, as_person: AsPerson, people: dict[str, User], inquiry: Inquiry
) -> None:
    story = tell("Hij sloeg mij, elke dag.", release=False)
    save_released_text(story=story, actor=people["els"], texts={"story": "Hij sloeg mij vaak."}, today=TODAY)
    els = as_person("els")
    url = reverse("stories:preview", args=[story.inquiry.slug, story.number])
    page = els.get(url).content.decode()
    assert "woorden over: <strong>geweld</strong>" in page and "Hij sloeg" not in page
    assert ">Toon het verhaal</a>" in page
    assert [each.sight for each in seen_today(inquiry)] == [Sight.BEGINNING]
    assert "Hij sloeg mij vaak." in els.get(f"{url}?lees=1").content.decode()
    press(els, story, "begin")
    assert "Hij sloeg mij vaak." in els.get(url).content.decode(), "who works on it was warned already"


@pytest.mark.parametrize("do", ["hand-over", "throw-away", "take-down"])
def test_setting_aside_goes_back_to_the_queue(tell: Tell, as_person: AsPerson, do: str) -> None:
    story = tell(TEXT, consents={"openbaar": True})
    url = reverse("stories:set_aside", args=[story.inquiry.slug, story.number])
    answer = as_person("els").post(url, {"do": do}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("stories:queue", args=[story.inquiry.slug])
    assert f"Verhaal {story.number}" in answer.content.decode()


def test_the_bin_is_a_pile_with_a_way_back(story: Story, as_person: AsPerson, people: dict[str, User]) -> None:
    throw_away(story=story, actor=people["els"], today=TODAY)
    els = as_person("els")
    queue = els.get(reverse("stories:queue", args=[story.inquiry.slug]), {"lijst": "prullenbak"}).content.decode()
    assert "Zet terug" in queue
    els.post(reverse("stories:set_aside", args=[story.inquiry.slug, story.number]), {"do": "put-back"})
    story.refresh_from_db()
    assert story.state == State.IN_PROGRESS


def test_a_second_reader_sees_who_was_first(
    story: Story, as_person: AsPerson, people: dict[str, User], nel: User, inquiry: Inquiry
) -> None:
    Inquiry.objects.update(second_reader=True)
    story.inquiry.refresh_from_db()
    els = as_person("els")
    answer = press(els, story, "release-anyway", recognisable="no")
    assert answer.status_code == 302
    url = reverse("stories:story", args=[story.inquiry.slug, story.number])
    assert "U las dit verhaal als eerste. Een collega geeft het vrij." in els.get(url).content.decode()
    other = Client()
    other.force_login(nel, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Els las dit verhaal als eerste." in other.get(url).content.decode()
    assert press(other, story, "release-anyway", recognisable="no").status_code == 302
    story.refresh_from_db()
    assert story.state == State.RELEASED


def test_the_load_says_who_does_what(
    story: Story, tell: Tell, as_person: AsPerson, people: dict[str, User], nel: User
) -> None:
    release(story=tell(release=False), actor=people["els"], withheld=(), today=TODAY)
    take_lease(story=story, actor=nel, now=timezone.now())
    load = desk_load(inquiry=story.inquiry, today=TODAY, now=timezone.now())
    assert [(each.name, each.in_hand, each.this_week, each.today) for each in load.moderators] == [
        ("Els", 0, 1, 1),
        ("Nel", 1, 0, 0),
    ]
    assert (load.waiting, load.oldest_days) == (1, 9)
    assert dict(load.waits)["8 tot 30 dagen"] == 1
    url = reverse("stories:load", args=[story.inquiry.slug])
    assert [as_person(name).get(url).status_code for name in ("els", "bart", "amina")] == [200, 200, 404]
