"""Zo komt het online: nothing leaves the team before the teller saw these very words and said yes."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.keeping.terms import carry_out
from raamvertelling.stories.models import AuditEvent, Purpose, SealedText, State, Story, Terms, TextStage
from raamvertelling.stories.queries import texts_for_teller, texts_of
from raamvertelling.stories.queries.desk import Pile, desk_queue
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.telling import cookies
from raamvertelling.telling.changed import agree_page
from raamvertelling.telling.queries import my_story_page
from raamvertelling.telling.tests.test_my_story import ONLINE, seen_on
from raamvertelling.telling.tests.walking import text

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 6, 3)
TOLD = "Fatma de Boer belde mij in de Dorpsstraat. Daarna kwam het goed."
MASKED = "[buurvrouw] belde mij in de [straat]. Daarna kwam het goed."
MINE = "Een vrouw die ik ken belde mij. Daarna kwam het goed."
WORDS = "/mijn-verhaal/andere-woorden/"
MINE_PAGE = "/mijn-verhaal/bekijken/"


@pytest.fixture
def story(tell: Callable[..., Story], people: dict[str, User], inquiry: Inquiry) -> Story:
    """A story that was masked, released, and may be quoted and published once its teller agrees."""
    Inquiry.objects.update(is_public=True)
    told = tell(TOLD, consents={"citaat": True, "openbaar": True}, release=False)
    save_released_text(story=told, actor=people["els"], texts={"story": MASKED}, today=TODAY)
    return release(story=told, actor=people["els"], withheld=(), today=TODAY)


@pytest.fixture
def owner(story: Story) -> Client:
    return browser_of(story)


def browser_of(story: Story) -> Client:
    """Return the browser of somebody who typed the code of this story."""
    answer = HttpResponse()
    cookies.write_my_story(answer, story.pk)
    client = Client()
    client.cookies[cookies.MY_STORY] = answer.cookies[cookies.MY_STORY].value
    return client


def now(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def public() -> int:
    return Story.objects.usable_for(AnonymousUser(), Purpose.PUBLIC).count()


def piles(people: dict[str, User], inquiry: Inquiry) -> dict[Pile, int]:
    counts = desk_queue(viewer=people["els"], inquiry=inquiry, pile=Pile.NEW, today=TODAY).counts
    return {pile: n for pile, n in counts.items() if n}


def agree(owner: Client, answer: str) -> None:
    page = owner.get(ONLINE).content.decode()
    assert owner.post(ONLINE, {"antwoord": answer, "gezien": seen_on(page)})["Location"] == MINE_PAGE


def test_it_works(owner: Client, story: Story) -> None:
    assert "Kijk hoe het wordt" in text(owner.get(MINE_PAGE)) and public() == 0
    page = owner.get(ONLINE).content.decode()
    assert "[buurvrouw] belde mij in de [straat]." in page
    assert "<del>Fatma de Boer</del> werd <mark>[buurvrouw]</mark>." in page
    assert "Hier stond wie het was." in page and "Hier stond waar het was." in page
    agree(owner, "ja")
    assert public() == 1 and "U vond de veranderde tekst goed op" in text(owner.get(MINE_PAGE))


def test_it_says_what_a_yes_is_about(story: Story) -> None:
    shown = agree_page(my_story_page(story, "nl"))
    assert [each.startswith(("Zinnen", "Mijn hele verhaal")) for each in shown.uses] == [True, True]
    assert [(each.before, each.after) for each in shown.changes] == [
        ("Fatma de Boer", "[buurvrouw]"),
        ("Dorpsstraat", "[straat]"),
    ]


def test_every_word_of_a_yes_is_shown_also_when_what_was_told_is_gone(
    tell: Callable[..., Story], people: dict[str, User]
) -> None:
    told = tell(
        TOLD,
        answers={"barriers": ["wachttijd"]},
        free_texts={"barrier_rule": "Eerst moest ik naar Fatma."},
        consents={"citaat": True},
        release=False,
    )
    texts = {"story": MASKED, "answer:barrier_rule": "Eerst moest ik naar [naam 1]."}
    save_released_text(story=told, actor=people["els"], texts=texts, today=TODAY)
    release(story=told, actor=people["els"], withheld=(), today=TODAY)
    question, answer = "Welke regel zat in de weg?", "Eerst moest ik naar [naam 1]."

    def read_as_others_do() -> str:
        page = browser_of(told).get(ONLINE).content.decode()
        return page.partition("<article")[2].partition("</article>")[0]

    assert question in read_as_others_do() and answer in read_as_others_do()
    Terms.objects.create(inquiry=told.inquiry, set_on=TODAY)
    assert carry_out(today=TODAY + dt.timedelta(days=60))
    assert now(told).original_gone_on and question in read_as_others_do() and answer in read_as_others_do()


def test_no_takes_the_uses_back_and_the_story_still_counts(owner: Client, story: Story) -> None:
    agree(owner, "nee")
    after = now(story)
    assert (after.may_analyse, after.may_group, after.may_quote, after.may_publish) == (True, True, False, False)
    assert "niet in een rapport en niet online" in text(owner.get(MINE_PAGE))
    assert owner.get(ONLINE)["Location"] == MINE_PAGE


def test_a_yes_to_words_that_changed_meanwhile_is_no_yes(owner: Client, story: Story, people: dict[str, User]) -> None:
    seen = seen_on(owner.get(ONLINE).content.decode())
    save_released_text(story=story, actor=people["els"], texts={"story": "[vrouw] belde."}, today=TODAY)
    answer = owner.post(ONLINE, {"antwoord": "ja", "gezien": seen})
    assert answer.status_code == 409 and "De tekst is net weer veranderd" in text(answer) and "[vrouw]" in text(answer)
    assert not now(story).teller_agreed and public() == 0


@pytest.mark.parametrize("sent", [{"antwoord": "ja"}, {"antwoord": "ja", "gezien": ""}, {"antwoord": "misschien"}, {}])
def test_a_yes_without_words_is_no_yes(owner: Client, story: Story, sent: dict[str, str]) -> None:
    owner.post(ONLINE, sent)
    assert not now(story).teller_agreed and not now(story).teller_answer


def test_other_words_go_to_the_moderator_and_come_back(
    owner: Client, story: Story, people: dict[str, User], as_person: Callable[[str], Client], inquiry: Inquiry
) -> None:
    assert piles(people, inquiry) == {Pile.TELLER: 1, Pile.RELEASED: 1}
    assert MASKED in text(owner.get(WORDS))
    assert owner.post(WORDS, {"title": "", "text": MINE})["Location"] == MINE_PAGE
    assert piles(people, inquiry) == {Pile.ANSWERED: 1, Pile.RELEASED: 1} and public() == 0
    mine = text(owner.get(MINE_PAGE))
    assert MINE in mine and "Een moderator kijkt naar uw woorden." in mine and "Kijk hoe het wordt" not in mine
    els, desk = as_person("els"), reverse("stories:story", args=[inquiry.slug, story.number])
    assert "De verteller wil het zo" in els.get(desk).content.decode() and MINE in els.get(desk).content.decode()
    assert els.post(reverse("stories:take_words", args=[inquiry.slug, story.number]))["Location"] == desk
    taken = now(story)
    assert (taken.state, texts_for_teller(taken).text) == (State.IN_PROGRESS, MINE)
    assert not Story.objects.usable_for(people["amina"], Purpose.ANALYSE).exists()
    released = release(story=taken, actor=people["els"], withheld=(), today=TODAY)
    assert released.waits_for_teller and not SealedText.objects.filter(stage=TextStage.WISHED).exists()
    page = text(owner.get(ONLINE))
    assert MINE in page and "al een antwoord" in page
    agree(owner, "ja")
    assert public() == 1


def test_a_moderator_may_keep_her_own_words_and_the_teller_is_asked_again(
    owner: Client, story: Story, people: dict[str, User], inquiry: Inquiry
) -> None:
    owner.post(WORDS, {"text": MINE})
    release(story=now(story), actor=people["els"], withheld=(), today=TODAY)
    assert piles(people, inquiry) == {Pile.TELLER: 1, Pile.RELEASED: 1}
    assert MASKED in text(owner.get(ONLINE)) and public() == 0


def test_the_words_can_be_changed_once_more_while_they_wait(owner: Client, story: Story) -> None:
    owner.post(WORDS, {"text": MINE})
    assert MINE in text(owner.get(WORDS))
    owner.post(WORDS, {"text": "Nog anders."})
    wished = texts_for_teller(now(story)).wished
    assert wished is not None and wished.text == "Nog anders."


@pytest.mark.parametrize("words", ["", "   "])
def test_empty_words_are_refused_with_a_sentence(owner: Client, story: Story, words: str) -> None:
    answer = owner.post(WORDS, {"title": "Mijn titel", "text": words})
    assert answer.status_code == 422 and "De tekst is nu leeg" in text(answer)
    assert 'value="Mijn titel"' in answer.content.decode()
    assert not SealedText.objects.filter(stage=TextStage.WISHED).exists()


def test_nobody_else_reads_the_words_of_the_teller(owner: Client, story: Story, people: dict[str, User]) -> None:
    owner.post(WORDS, {"text": MINE})
    assert texts_of(story, people["amina"]).wished is None
    els = texts_of(story, people["els"]).wished
    assert els is not None and els.text == MINE


def test_the_log_says_that_and_not_what(owner: Client, story: Story) -> None:
    owner.post(WORDS, {"text": MINE})
    actions = list(AuditEvent.objects.values_list("action", flat=True))
    assert actions[-1] == "verteller stelt andere woorden voor"
    assert "vrouw die ik ken" not in str(list(AuditEvent.objects.values_list("detail", "subject")))


def test_without_a_code_nobody_is_waited_for_and_the_desk_says_why(
    tell: Callable[..., Story], people: dict[str, User], as_person: Callable[[str], Client], inquiry: Inquiry
) -> None:
    told = tell(TOLD, consents={"citaat": True}, release=False, wants_code=False)
    save_released_text(story=told, actor=people["els"], texts={"story": MASKED}, today=TODAY)
    release(story=told, actor=people["els"], withheld=(), today=TODAY)
    assert piles(people, inquiry) == {Pile.RELEASED: 1}
    page = as_person("els").get(reverse("stories:story", args=[inquiry.slug, told.number])).content.decode()
    assert "Deze verteller heeft geen code" in page
    assert not Story.objects.usable_for(people["amina"], Purpose.QUOTE).exists()
    assert Story.objects.usable_for(people["amina"], Purpose.ANALYSE).exists()
