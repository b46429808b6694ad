"""A story is received whole, once, and with one code; whatever is wrong is said and nothing is kept half."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, connections, transaction

from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.stories.codes import normalise
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.models import Consent, Receipt, SealedText, State, Story, Teller
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.receiving import DifferentBody, Received, receive_story
from raamvertelling.stories.submission import Submission, Unacceptable

TODAY = dt.date(2026, 6, 1)
YES = {"analyse": True, "groep": False, "citaat": True, "openbaar": False}


def sent(**changes: object) -> Submission:
    parts: dict[str, object] = {
        "text": "Mijn dochter Noor had haar knuffels ingepakt.",
        "title": "Drie dagen",
        "answers": {"prompt": "vroeg_erbij", "role": "inwoner", "about": {"mens": 0.2, "regels": 0.3, "geld": 0.5}},
        "free_texts": {"barrier_rule": "Eerst papieren."},
        "consents": YES,
    }
    return Submission(**{**parts, **changes})  # type: ignore[arg-type]  # the parts are named as the fields


def receive(point: StoryPoint, submission: Submission, key: str = "k1") -> Received:
    return receive_story(
        storypoint=point,
        framework_version=point.inquiry.framework_version,
        submission=submission,
        idempotency_key=key,
        today=TODAY,
    )


@pytest.mark.django_db
def test_it_works(storypoint: StoryPoint, inquiry: Inquiry) -> None:
    received = receive(storypoint, sent())
    story = Story.objects.get()
    assert (story, received.duplicate, len(normalise(received.code))) == (received.story, False, 16)
    assert (story.number, story.role, story.prompt, story.state) == (1, "inwoner", "vroeg_erbij", State.RECEIVED)
    assert (story.may_analyse, story.may_group, story.may_quote, story.may_publish) == (True, False, True, False)
    assert story.answers["barrier_rule"] == {"written": True}
    assert story.word_count == 7
    texts = texts_for_teller(story)
    assert (texts.title, texts.text) == ("Drie dagen", "Mijn dochter Noor had haar knuffels ingepakt.")
    assert texts.answers == {"barrier_rule": "Eerst papieren."}
    assert Consent.objects.count() == 4
    inquiry.refresh_from_db()
    assert inquiry.framework_versions.get().frozen_on == TODAY
    assert inquiry.revision == 1


@pytest.mark.django_db
def test_no_word_and_no_code_lies_readable(storypoint: StoryPoint) -> None:
    key = "sleutel-van-dit-toestel"  # so long that no sealed byte looks like it by chance
    received = receive(storypoint, sent(), key)
    stored = repr([list(model.objects.values()) for model in (Story, SealedText, Receipt, Consent)])
    for word in ("Noor", "Drie dagen", "papieren", normalise(received.code), received.code, key):
        assert word not in stored


@pytest.mark.django_db
def test_a_repeated_sending_returns_the_same_code(storypoint: StoryPoint) -> None:
    first = receive(storypoint, sent())
    again = receive(storypoint, sent())
    assert (again.story, again.code, again.duplicate) == (first.story, first.code, True)
    assert (Story.objects.count(), StoryKey.objects.count(), Teller.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_a_database_that_fails_keeps_no_story_and_the_next_sending_is_whole(storypoint: StoryPoint) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE stories_receipt RENAME TO elsewhere")
    with pytest.raises(DatabaseError), transaction.atomic():
        receive(storypoint, sent())
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE elsewhere RENAME TO stories_receipt")
    # Whether the commit went through is not always known, so the key of a failed sending is never taken away.
    assert (Story.objects.count(), StoryKey.objects.count()) == (0, 1)
    received = receive(storypoint, sent())
    assert not received.duplicate
    assert texts_for_teller(received.story).title == "Drie dagen"


@pytest.mark.django_db
def test_who_wants_no_code_gets_none(storypoint: StoryPoint) -> None:
    assert receive(storypoint, sent(wants_code=False)).code == ""
    assert receive(storypoint, sent(wants_code=False)).code == ""
    assert Receipt.objects.get().code_hash is None


@pytest.mark.django_db
def test_the_same_key_with_other_words_keeps_both(storypoint: StoryPoint) -> None:
    first = receive(storypoint, sent())
    for _ in range(2):
        with pytest.raises(DifferentBody) as caught:
            receive(storypoint, sent(text="Heel andere woorden."))
    assert caught.value.first.story == first.story
    assert caught.value.second.code != first.code
    assert sorted(Story.objects.values_list("state", flat=True)) == [State.HELD, State.RECEIVED]


@pytest.mark.django_db
def test_stories_told_at_a_test_point_freeze_nothing(storypoint: StoryPoint) -> None:
    storypoint.is_test = True
    storypoint.save()
    assert receive(storypoint, sent()).story.is_test
    assert storypoint.inquiry.framework_versions.get().frozen_on is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "  \n "}, "Uw verhaal is nog leeg"),
        ({"text": "ja " * 20_001}, "te lang: 20.001 woorden; 20.000 is het meeste"),
        ({"text": "a" * 400_001}, "400.001 tekens"),
        ({"title": "t" * 81}, "hoogstens 80 tekens"),
        ({"consents": {"analyse": False}}, "Zonder toestemming"),
        ({"consents": {}}, "Zonder toestemming"),
        ({"consents": {**YES, "verkoop": True}}, "hoort niet bij dit onderzoek"),
        ({"answers": {"prompt": "vroeg_erbij"}}, "Vanuit welke rol"),
        (
            {
                "answers": {
                    "role": "inwoner",
                    "prompt": "vroeg_erbij",
                    "about": {"mens": 0.9, "regels": 0.9, "geld": 0.9},
                }
            },
            "samen 2,7",
        ),
        ({"answers": {"role": "koning", "prompt": "vroeg_erbij"}}, "'koning' bestaat niet"),
        ({"answers": {"role": "inwoner", "prompt": "vroeg_erbij", "vreemd": 1}}, "staat niet in dit duidingskader"),
        ({"free_texts": {"vreemd": "tekst"}}, "staat niet in dit duidingskader"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    storypoint: StoryPoint, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Unacceptable, match=sentence):
        receive(storypoint, sent(**changes))
    assert not Story.objects.exists()
    assert not StoryKey.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("een\0twee", "eentwee"),
        ("أخبرني الجار 😀", "أخبرني الجار 😀"),
        ("a" * 100_000, "a" * 100_000),
        ("regel\r\nregel", "regel\nregel"),
        ("half \ud83d teken", "half  teken"),
    ],
)
def test_odd_texts_come_in_whole(storypoint: StoryPoint, told: str, kept: str) -> None:
    assert texts_for_teller(receive(storypoint, sent(text=told)).story).text == kept


@pytest.mark.django_db
def test_all_problems_are_named_at_once(storypoint: StoryPoint) -> None:
    with pytest.raises(Unacceptable) as caught:
        receive(storypoint, sent(text="", title="t" * 81, consents={}, answers={}))
    assert len(caught.value.problems) == 5


@pytest.mark.django_db(transaction=True)
def test_twenty_sendings_at_the_same_moment_give_one_story_and_one_code(storypoint: StoryPoint) -> None:
    assert storypoint.inquiry.framework_version
    start = Barrier(20)

    def send(_: int) -> Received:
        start.wait()
        try:
            return receive(storypoint, sent())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(send, range(20)))
    assert len({result.code for result in results}) == 1
    assert sum(not result.duplicate for result in results) == 1
    assert (Story.objects.count(), Receipt.objects.count(), StoryKey.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_different_stories_at_the_same_moment_get_different_numbers(storypoint: StoryPoint) -> None:
    assert storypoint.inquiry.framework_version
    start = Barrier(8)

    def send(number: int) -> int:
        start.wait()
        try:
            return receive(storypoint, sent(), f"key {number}").story.number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(send, range(8))) == list(range(1, 9))


@pytest.mark.django_db
def test_the_factory_tells_and_releases(tell: Callable[..., Story]) -> None:
    story = tell("Iemand belde.", consents={"openbaar": True})
    assert (story.state, story.teller_agreed, story.may_publish) == (State.RELEASED, True, True)
    assert tell("Nog een.", release=False).state == State.RECEIVED
