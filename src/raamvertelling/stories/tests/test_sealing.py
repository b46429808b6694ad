"""Sealed texts open only with their own key, in their own place."""

from uuid import uuid4

import pytest
from django.db import connections
from pytest_django import DjangoAssertNumQueries, Settings

from raamvertelling.stories.keystore.models import OrganisationKey, Pepper, StoryKey
from raamvertelling.stories.sealing import (
    BrokenSeal,
    KeyDestroyed,
    create_key,
    destroy_key,
    keyed_hash,
    open_key,
    open_keys,
    seal_with,
    unseal_with,
)

pytestmark = pytest.mark.django_db


def test_it_works() -> None:
    story = uuid4()
    key = create_key(story, 1)
    sealed = seal_with(key, story, "story", "original", "Noor van 9 😀")
    assert b"Noor" not in sealed
    assert sealed[:1] == b"\x02"
    assert seal_with(key, story, "story", "released", "Noor")[:1] == b"\x01"
    assert sealed[1:17] == story.bytes
    assert unseal_with(open_key(story), story, "story", "original", sealed) == "Noor van 9 😀"


def test_an_empty_text_stays_empty() -> None:
    story = uuid4()
    key = create_key(story, 1)
    assert seal_with(key, story, "title", "original", "") == b""
    assert unseal_with(key, story, "title", "original", b"") == ""


def test_the_same_text_never_looks_the_same() -> None:
    story = uuid4()
    key = create_key(story, 1)
    assert seal_with(key, story, "story", "original", "ja") != seal_with(key, story, "story", "original", "ja")


@pytest.mark.parametrize(("kind", "stage"), [("title", "original"), ("story", "released")])
def test_a_text_cannot_take_the_place_of_another(kind: str, stage: str) -> None:
    story = uuid4()
    key = create_key(story, 1)
    sealed = seal_with(key, story, "story", "original", "geheim")
    with pytest.raises(BrokenSeal):
        unseal_with(key, story, kind, stage, sealed)


def test_a_text_cannot_move_to_another_story() -> None:
    one, other = uuid4(), uuid4()
    key = create_key(one, 1)
    sealed = seal_with(key, one, "story", "original", "geheim")
    moved = sealed[:1] + other.bytes + sealed[17:]
    for attempt in (sealed, moved):
        with pytest.raises(BrokenSeal):
            unseal_with(key, other, "story", "original", attempt)


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_one_changed_byte_is_seen(place: int) -> None:
    story = uuid4()
    key = create_key(story, 1)
    sealed = bytearray(seal_with(key, story, "story", "original", "geheim"))
    sealed[place] ^= 1
    with pytest.raises(BrokenSeal):
        unseal_with(key, story, "story", "original", bytes(sealed))


def test_a_destroyed_key_is_gone() -> None:
    story = uuid4()
    create_key(story, 1)
    destroy_key(story)
    with pytest.raises(KeyDestroyed):
        open_key(story)


def test_keys_lie_wrapped_and_apart_from_the_stories() -> None:
    story = uuid4()
    key = create_key(story, 1)
    row = StoryKey.objects.get(story_id=story)
    for raw, wrapped in ((key.story, row.wrapped), (key.of("original"), row.original), (key.of("media"), row.media)):
        assert wrapped and raw not in bytes(wrapped)
        assert raw.hex() not in repr(key)
    assert StoryKey.objects.db == "keystore"
    assert "keystore_storykey" not in connections["default"].introspection.table_names()


def test_a_key_of_one_story_does_not_open_the_row_of_another() -> None:
    one, other = uuid4(), uuid4()
    create_key(one, 1)
    create_key(other, 1)
    StoryKey.objects.filter(story_id=one).update(wrapped=StoryKey.objects.get(story_id=other).wrapped)
    with pytest.raises(BrokenSeal):
        open_key(one)


def test_another_master_key_opens_nothing(settings: Settings) -> None:
    story = uuid4()
    create_key(story, 1)
    settings.RAAM_MASTER_KEY = "another"
    with pytest.raises(BrokenSeal):
        open_key(story)


def test_many_keys_take_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stories = [uuid4() for _ in range(20)]
    for number, story in enumerate(stories):
        create_key(story, number % 2)
    with django_assert_num_queries(2, using="keystore"):
        assert set(open_keys(stories)) == set(stories)
    assert OrganisationKey.objects.count() == 2


def test_keyed_hashes_depend_on_purpose_and_pepper() -> None:
    first = keyed_hash("receipt", "1234")
    assert keyed_hash("receipt", "1234") == first
    assert keyed_hash("token", "1234") != first
    Pepper.objects.all().delete()
    assert keyed_hash("receipt", "1234") != first
