"""A reading version in Dutch: by hand, sealed, released, marked where it is read, gone with the story."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.models import AuditEvent, SealedText, State, Story, Translation
from raamvertelling.stories.proposals import proposal_id
from raamvertelling.stories.queries.translations import released_translations, translation_for_desk
from raamvertelling.stories.search import search_stories
from raamvertelling.stories.services.moderation import save_released_text
from raamvertelling.stories.services.teller import withdraw_story
from raamvertelling.stories.services.translating import CannotTranslate, remove_translation, save_translation

TODAY = dt.date(2026, 6, 3)
TURKISH = "Elimde mektupla kapının önünde duruyordum. Kimse beni dinlemedi."
DUTCH = "Ik stond met de brief voor de deur. Niemand luisterde naar mij."
As = Callable[[str], Client]
Tell = Callable[..., Story]

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def told(tell: Tell) -> Story:
    return tell(TURKISH, language="tr", consents={"groep": True, "openbaar": True})


def translate(story: Story, actor: User, *, release: bool = True, text: str = DUTCH) -> Translation:
    return save_translation(story=story, actor=actor, title="De deur", text=text, today=TODAY, release=release)


def test_a_released_translation_says_whose_words_it_is(told: Story, people: dict[str, User]) -> None:
    translate(told, people["els"], release=False)
    assert released_translations([told]) == {}
    translate(told, people["els"])
    made = released_translations([told])[told.pk]
    assert (made.title, made.text) == ("De deur", DUTCH)
    assert made.sentence == "Vertaald uit het Turks door Els, 3 juni 2026; het origineel geldt."


def test_no_word_of_a_translation_lies_readable_on_disk(told: Story, people: dict[str, User]) -> None:
    translate(told, people["els"])
    sealed = b"".join(bytes(each.sealed) for each in SealedText.objects.filter(story=told))
    assert b"deur" not in sealed and told.texts.filter(kind="translation:nl:story").exists()
    log = AuditEvent.objects.filter(action="vertaling vrijgegeven").get()
    assert log.actor == people["els"] and "deur" not in str(log.detail)


def test_words_of_both_find_the_story(told: Story, people: dict[str, User], inquiry: Inquiry) -> None:
    def found(words: str) -> int:
        return search_stories(Story.objects.all(), inquiry, words).count()

    assert (found("mektupla"), found("brief")) == (1, 0)
    translate(told, people["els"], release=False)
    assert found("brief") == 0, "what is not released finds nothing"
    translate(told, people["els"])
    assert (found("mektupla"), found("brief")) == (1, 1)
    remove_translation(story=told, actor=people["els"], today=TODAY)
    assert (found("mektupla"), found("brief")) == (1, 0)


def test_a_change_of_the_story_takes_the_release_back(told: Story, people: dict[str, User], inquiry: Inquiry) -> None:
    translate(told, people["els"])
    save_released_text(story=told, actor=people["els"], texts={"story": "Elimde [plaats]."}, today=TODAY)
    assert released_translations([told]) == {}
    assert not search_stories(Story.objects.all(), inquiry, "brief").exists()
    kept = translation_for_desk(told)
    assert kept and kept.text == DUTCH, "the moderator still has the words to go on with"


def test_withdrawing_takes_the_translation_along(told: Story, people: dict[str, User]) -> None:
    translate(told, people["els"])
    withdraw_story(story=told, today=TODAY)
    assert not Translation.objects.exists() and not SealedText.objects.exists()


def test_what_cannot_be_is_refused_with_a_sentence(tell: Tell, told: Story, people: dict[str, User]) -> None:
    with pytest.raises(CannotTranslate, match="in het Nederlands verteld"):
        translate(tell("De buurvrouw belde."), people["els"])
    with pytest.raises(CannotTranslate, match="Schrijf eerst de vertaling"):
        translate(told, people["els"], text="  ")
    waiting = tell("Kimse gelmedi.", language="tr", release=False)
    with pytest.raises(CannotTranslate, match="Geef eerst het verhaal zelf vrij"):
        translate(waiting, people["els"])
    with pytest.raises(PermissionDenied):
        translate(told, people["amina"])


def test_the_desk_shows_both_and_masks_in_the_translation(told: Story, as_person: As) -> None:
    els, address = as_person("els"), f"/team/vroeg-erbij/bord/{told.number}/vertalen/"
    assert "verteld in het Turks" in els.get(f"/team/vroeg-erbij/bord/{told.number}/").content.decode()
    page = els.get(address).content.decode()
    assert 'lang="tr" dir="ltr"' in page and TURKISH.split(".")[0] in page
    sent = {
        "title": "",
        "text": "Ik sprak met Fatma Yilmaz bij de deur.",
        "do": "mask",
        "chosen": proposal_id("PER", "Fatma Yilmaz"),
    }
    els.post(address, sent)
    kept = translation_for_desk(told)
    assert kept and kept.text == "Ik sprak met [naam 1] bij de deur." and not kept.is_released
    els.post(address, {"title": "", "text": kept.text, "do": "release"})
    assert released_translations([told])[told.pk].text == kept.text
    empty = els.post(address, {"title": "Wel een titel", "text": ""})
    assert empty.status_code == 422 and "Wel een titel" in empty.content.decode()
    els.post(address, {"do": "remove"})
    assert translation_for_desk(told) is None


def test_a_story_that_waits_keeps_its_translation_until_it_is_released(tell: Tell, as_person: As) -> None:
    waiting = tell("Kimse gelmedi.", language="tr", release=False)
    sent = {"title": "", "text": "Er kwam niemand.", "do": "release"}
    page = as_person("els").post(f"/team/vroeg-erbij/bord/{waiting.number}/vertalen/", sent)
    assert page.status_code == 422 and "Geef eerst het verhaal zelf vrij" in page.content.decode()
    kept = translation_for_desk(waiting)
    assert kept and kept.text == "Er kwam niemand." and waiting.state == State.RECEIVED


def test_readers_see_the_original_and_below_it_the_translation(
    told: Story, people: dict[str, User], as_person: As
) -> None:
    translate(told, people["els"])
    sentence = "Vertaald uit het Turks door Els, 3 juni 2026; het origineel geldt."
    for address in ("/team/vroeg-erbij/verhalen/", f"/team/vroeg-erbij/verhalen/{told.number}/"):
        page = as_person("amina").get(address).content.decode()
        assert sentence in page and DUTCH in page and page.index("Elimde") < page.index("Ik stond met de brief")
        assert 'lang="tr" dir="ltr"' in page


def test_everybody_reads_it_on_the_public_page_after_the_tellers_own_yes(
    told: Story, tell: Tell, people: dict[str, User], client: Client, inquiry: Inquiry
) -> None:
    inquiry.is_public = True
    inquiry.save()
    kept_inside = tell("Bu gizli kalsın.", language="tr", consents={"groep": True, "openbaar": False})
    translate(told, people["els"])
    translate(kept_inside, people["els"], text="Dit blijft onder ons.")
    page = client.get("/openbaar/vroeg-erbij/").content.decode()
    assert "Vertaald uit het Turks door een moderator, 3 juni 2026" in page and DUTCH in page
    assert "onder ons" not in page


def test_stories_can_be_chosen_by_their_language(told: Story, tell: Tell, as_person: As) -> None:
    dutch = tell("De buurvrouw belde op tijd.")
    amina, els = as_person("amina"), as_person("els")
    page = amina.get("/team/vroeg-erbij/verhalen/?taal=tr").content.decode()
    assert "verteld in het Turks" in page and "Elimde" in page and "buurvrouw" not in page
    assert "De taal in het filter kennen wij niet" in amina.get("/team/vroeg-erbij/verhalen/?taal=9!").content.decode()
    desk = els.get("/team/vroeg-erbij/bord/?lijst=vrijgegeven&taal=tr").content.decode()
    assert f"Verhaal {told.number}<" in desk and f"Verhaal {dutch.number}<" not in desk


def test_a_story_that_goes_while_its_translation_is_saved_is_gone(
    told: Story, as_person: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Els pressed the button, and in that moment the teller withdraws."""

    def overtaken(**what: Any) -> Translation:
        withdraw_story(story=told, today=TODAY)
        return save_translation(**what)

    monkeypatch.setattr("raamvertelling.stories.views.translating.save_translation", overtaken)
    url = reverse("stories:translate_story", args=[told.inquiry.slug, told.number])
    assert as_person("els").post(url, {"text": DUTCH, "do": "save"}).status_code == 410
    assert not Story.objects.exists()
