"""An archive file holds what was released and no more, opens with its passphrase only, and remembers withdrawals."""

import datetime as dt
import io
import json
from collections.abc import Callable
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.keeping import archive_file
from raamvertelling.stories.keeping.archive import NothingToArchive, hand_out, write_archive
from raamvertelling.stories.keeping.archive_file import CannotOpen, NotAnArchive, Sealer, opened
from raamvertelling.stories.media import media_of
from raamvertelling.stories.models import Story, StoryReference
from raamvertelling.stories.models.journal import AppendOnly
from raamvertelling.stories.reads import Sight, sightings
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.teller import withdraw_story
from raamvertelling.stories.tests.media_maker import photo, voice

TODAY = dt.date(2026, 6, 10)
PASSPHRASE = "vijf losse woorden bij elkaar"
Tell = Callable[..., Story]
REAL_STRETCHING = archive_file.LOG_N, archive_file.R, archive_file.P


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cheap stretching of the passphrase: the real one takes 128 MB and half a second, on purpose."""
    monkeypatch.setattr(archive_file, "LOG_N", 4)


def sealed(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, passphrase)
    for start in range(0, len(data), 700_001):
        sealer.write(data[start : start + 700_001])
    sealer.finish()
    return target.getvalue()


def unsealed(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return b"".join(opened(io.BytesIO(data), passphrase))


def made(inquiry: Inquiry, actor: User | None = None) -> ZipFile:
    target = io.BytesIO()
    write_archive(hand_out(inquiry=inquiry, receiver="e-depot", actor=actor, today=TODAY), target, PASSPHRASE)
    assert b"verhalen.jsonl" not in target.getvalue()
    return ZipFile(io.BytesIO(unsealed(target.getvalue())))


def lines(file: ZipFile, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read(name).decode().splitlines()]


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_what_goes_in_comes_out(size: int) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    assert unsealed(sealed(data[:size])) == data[:size]


def test_the_real_stretching_is_strong() -> None:
    assert REAL_STRETCHING == (17, 8, 1)


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        unsealed(sealed(b"geheim"), "een heel andere wachtzin")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_changed_byte_is_seen(place: int, change: int) -> None:
    file = bytearray(sealed(b"geheim" * 20))
    where = place % len(file)
    if where in range(len(archive_file.MAGIC), len(archive_file.MAGIC) + 1):
        return  # how much stretching: a higher number only takes longer and then fails
    file[where] ^= change
    with pytest.raises((CannotOpen, NotAnArchive)):
        unsealed(bytes(file))


def test_pieces_that_are_cut_moved_or_doubled_are_seen() -> None:
    piece, head = archive_file.PIECE + archive_file.TAG, archive_file.HEAD
    file = sealed(b"a" * archive_file.PIECE + b"b" * archive_file.PIECE + b"c")
    first, second = file[head : head + piece], file[head + piece : head + 2 * piece]
    rest, start = file[head + 2 * piece :], file[:head]
    for wrong in (start + first, start + first + second, start + second + first + rest, start + first + first + rest):
        with pytest.raises(CannotOpen):
            unsealed(wrong)
    with pytest.raises(NotAnArchive):
        unsealed(file[: head - 1])
    assert unsealed(start + first + second + rest).endswith(b"c")


@pytest.mark.django_db
def test_it_holds_what_was_released_and_no_more(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    els = people["els"]
    story = tell("Noortje belde.", title="Noortje", release=False, key="met code", media=(photo("Een deur"), voice()))
    save_released_text(story=story, actor=els, texts={"story": "[naam 1] belde.", "title": "Gebeld"}, today=TODAY)
    release(story=story, actor=els, withheld=(), today=TODAY)
    picture = media_of(story)[-1]
    release_pictures(story=story, actor=els, chosen={picture.pk: "Een deur"}, today=TODAY)
    tell("Wacht nog op Xandra.", release=False)
    practice = StoryPoint.objects.create(inquiry=inquiry, code="oefenen", name="Oefenen", is_test=True)
    tell("Oefening van Quirijn.", at=practice)
    file = made(inquiry, people["bart"])
    everything = b"".join(file.read(name) for name in file.namelist())
    code = code_for("met code")
    for word in ("Noortje", "Xandra", "Quirijn", code, code.replace(" ", "")):
        assert word.encode() not in everything
    (line,) = lines(file, "verhalen.jsonl")
    assert (line["id"], line["titel"], line["tekst"]) == (str(story.pk), "Gebeld", "[naam 1] belde.")
    assert line["gebruik"] == {"analyse": True, "groep": True, "citaat": False, "openbaar": False}
    shown = line["fotos"]
    assert isinstance(shown, list) and len(shown) == 1
    assert file.read(shown[0])[:2] == b"\xff\xd8"
    assert not any(name.endswith(".wav") for name in file.namelist())
    assert json.loads(file.read("manifest.json"))["verhalen"] == 1
    assert {"LEESMIJ.txt", "vragen/versie-1.yaml", "logboek.jsonl", "vernietigd.csv"} <= set(file.namelist())


@pytest.mark.django_db
def test_every_file_of_the_readme_is_there(tell: Tell, inquiry: Inquiry) -> None:
    tell()
    file = made(inquiry)
    told = file.read("LEESMIJ.txt").decode()
    assert {name.split("/")[0] for name in file.namelist() if name.split("/")[0] not in told} == {"LEESMIJ.txt"}


@pytest.mark.django_db
def test_a_withdrawal_afterwards_is_known_and_the_next_file_is_without(tell: Tell, inquiry: Inquiry) -> None:
    gone, kept = tell(), tell()
    first = hand_out(inquiry=inquiry, receiver="e-depot", actor=None, today=TODAY)
    assert set(first.ids) == {gone.pk, kept.pk}
    withdraw_story(story=gone, today=TODAY)
    told = dict(StoryReference.objects.filter(object_id=str(first.archive.pk)).values_list("story_id", "withdrawn_on"))
    assert told == {gone.pk: TODAY, kept.pk: None}
    target = io.BytesIO()
    write_archive(first, target, PASSPHRASE)
    late = lines(ZipFile(io.BytesIO(unsealed(target.getvalue()))), "verhalen.jsonl")
    assert [line["id"] for line in late] == [str(kept.pk)], "withdrawn while the file was being made"
    assert [line["id"] for line in lines(made(inquiry), "verhalen.jsonl")] == [str(kept.pk)]


@pytest.mark.django_db
def test_nothing_is_handed_out_when_there_is_nothing(tell: Tell, inquiry: Inquiry) -> None:
    tell(release=False)
    with pytest.raises(NothingToArchive):
        hand_out(inquiry=inquiry, receiver="e-depot", actor=None, today=TODAY)
    assert not StoryReference.objects.exists()


@pytest.mark.django_db
def test_what_was_handed_out_stays_written_down(tell: Tell, inquiry: Inquiry, people: dict[str, User]) -> None:
    tell()
    archive = hand_out(inquiry=inquiry, receiver="e-depot", actor=people["bart"], today=TODAY).archive
    archive.receiver = "niemand"
    with pytest.raises(AppendOnly):
        archive.save()
    seen = sightings(inquiry=inquiry, since=dt.date(2026, 1, 1), until=dt.date(2100, 1, 1))
    assert [(each.reader, each.number, each.sight) for each in seen] == [(people["bart"], 1, Sight.RELEASED)]
    event = inquiry.audit_events.get(action="archiefbestand gemaakt")
    assert (event.actor, event.detail) == (people["bart"], {"aantal": 1, "voor": "e-depot"})
