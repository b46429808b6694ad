"""What was kept long enough goes, nothing else does, and everybody can see it coming and see that it went."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from raamvertelling.inquiries.life import Life
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories import ledger
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.keeping import destroying
from raamvertelling.stories.keeping.destroying import finish_parts
from raamvertelling.stories.keeping.log import Gone, as_csv, destroyed
from raamvertelling.stories.keeping.separating import separate_parts
from raamvertelling.stories.keeping.terms import Going, carry_out, going, original_goes_on, set_terms, terms_of
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.media import media_of, read_media
from raamvertelling.stories.models import (
    Purpose,
    SealedText,
    State,
    Story,
    StoryMedia,
    StoryReference,
    Teller,
    Terms,
)
from raamvertelling.stories.queries import texts_for_teller, texts_of
from raamvertelling.stories.queries.desk_story import desk_story
from raamvertelling.stories.sealing import PartDestroyed, open_key, seal_bytes, unseal_bytes, unseal_with
from raamvertelling.stories.services.moderation import hold, release, save_released_text
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.references import refer
from raamvertelling.stories.services.teller import (
    TooLate,
    Withdrawn,
    agree_to_text,
    correct_text,
    find_by_code,
    withdraw_story,
)
from raamvertelling.stories.services.withdrawing import finish_withdrawals
from raamvertelling.stories.tests.media_maker import photo

pytestmark = pytest.mark.django_db
TOLD = dt.date(2026, 6, 1)
SET = dt.date(2026, 6, 2)
DUE = dt.date(2026, 7, 1)
Tell = Callable[..., Story]


@pytest.fixture
def terms(inquiry: Inquiry) -> Terms:
    return Terms.objects.create(inquiry=inquiry, set_on=SET)


@pytest.fixture(autouse=True)
def own_media_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def masked(tell: Tell, els: User, **more: object) -> Story:
    story = tell("Noor belde.", title="Noor", consents={"citaat": True}, release=False, on=TOLD, **more)
    save_released_text(story=story, actor=els, texts={"story": "[naam 1] belde.", "title": ""}, today=TOLD)
    return release(story=story, actor=els, withheld=(), today=TOLD)


def sealed(story: Story) -> list[tuple[str, str, bytes]]:
    return [(row.kind, row.stage, bytes(row.sealed)) for row in story.texts.exclude(sealed=b"")]


def files(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_file()]


def test_an_original_goes_on_its_day_and_no_sooner(tell: Tell, people: dict[str, User], terms: Terms) -> None:
    story = masked(tell, people["els"])
    assert carry_out(today=DUE - dt.timedelta(days=1)) == 0
    assert texts_for_teller(story).original
    assert carry_out(today=DUE) == 1
    assert carry_out(today=DUE) == 0
    texts = texts_for_teller(story)
    assert (texts.text, texts.original) == ("[naam 1] belde.", None)
    assert texts_of(story, people["els"]).original is None
    assert texts_of(story, people["amina"]).text == "[naam 1] belde."
    story.refresh_from_db()
    assert (story.original_gone_on, story.text_changed, story.waits_for_teller) == (DUE, True, True)


@pytest.mark.django_db(transaction=True)
def test_an_old_copy_of_an_original_stays_unreadable_though_the_story_lives(
    tell: Tell, people: dict[str, User], terms: Terms
) -> None:
    story = masked(tell, people["els"])
    copy, wrapped = sealed(story), bytes(StoryKey.objects.get().original or b"")
    keys = open_key(story.pk)
    assert {unseal_with(keys, story.pk, *row) for row in copy} == {"Noor belde.", "Noor", "[naam 1] belde."}
    carry_out(today=DUE)
    keys, opened = open_key(story.pk), []
    for kind, stage, data in copy:
        if stage == "original":
            with pytest.raises(PartDestroyed):
                unseal_with(keys, story.pk, kind, stage, data)
        else:
            opened.append(unseal_with(keys, story.pk, kind, stage, data))
    assert opened == ["[naam 1] belde."]
    gone = [wrapped, *(data for _, stage, data in copy if stage == "original")]
    for alias in ("default", "keystore"):
        if connections[alias].vendor == "sqlite":
            name = str(connections[alias].settings_dict["NAME"])
            for path in (Path(name), Path(f"{name}-wal")):
                assert not any(piece in path.read_bytes() for piece in gone), path.name


def test_the_desk_says_so_and_can_still_work(tell: Tell, people: dict[str, User], terms: Terms) -> None:
    els = people["els"]
    story = masked(tell, els)
    carry_out(today=DUE)
    story.refresh_from_db()
    page = desk_story(viewer=els, story=story, today=DUE, now=timezone.now())
    assert [(each.kind, each.original, each.released) for each in page.texts] == [("story", "", "[naam 1] belde.")]
    agreed = agree_to_text(story=story, agrees=True, today=DUE)
    assert not agreed.waits_for_teller
    again = release(story=story, actor=els, withheld=(), today=DUE)
    assert (again.text_changed, again.teller_agreed) == (True, True)
    edited = save_released_text(story=story, actor=els, texts={"story": "Iemand belde."}, today=DUE)
    assert (edited.text_changed, edited.teller_agreed, edited.waits_for_teller) == (True, False, True)


def test_an_unchanged_text_stays_unchanged(tell: Tell, people: dict[str, User], terms: Terms) -> None:
    story = tell(consents={"citaat": True}, on=TOLD)
    carry_out(today=DUE)
    again = release(story=story, actor=people["els"], withheld=(), today=DUE)
    assert (again.text_changed, again.waits_for_teller) == (False, False)


def test_after_that_a_held_story_cannot_be_corrected(tell: Tell, people: dict[str, User], terms: Terms) -> None:
    story = tell(on=TOLD)
    carry_out(today=DUE)
    hold(story=story, actor=people["els"], reason="advice", today=DUE)
    with pytest.raises(TooLate):
        correct_text(story=story, text="Anders.", title="", today=DUE)


@pytest.mark.parametrize("state", [State.RECEIVED, State.IN_PROGRESS, State.HELD])
def test_what_nobody_released_waits_for_a_person(tell: Tell, terms: Terms, state: State) -> None:
    story = tell(on=TOLD)
    Story.objects.filter(pk=story.pk).update(state=state)
    assert carry_out(today=DUE + dt.timedelta(days=500)) == 0
    assert texts_for_teller(story).original


@pytest.mark.django_db(transaction=True)
def test_pictures_go_by_their_own_term_and_released_ones_stay(
    tell: Tell, people: dict[str, User], terms: Terms, tmp_path: Path
) -> None:
    els = people["els"]
    Terms.objects.update(media_days=10)
    story = masked(tell, els, media=(photo("Een deur"), photo("Een hek")))
    first, second = media_of(story)
    release_pictures(story=story, actor=els, chosen={first.pk: "Een deur"}, today=TOLD)
    assert len(files(tmp_path)) == 3
    copy = next(tmp_path.rglob(second.pk.hex)).read_bytes()
    assert carry_out(today=TOLD + dt.timedelta(days=10)) == 1
    assert [each.stage for each in StoryMedia.objects.all()] == ["released"]
    assert len(files(tmp_path)) == 1
    assert read_media(StoryMedia.objects.get())
    with pytest.raises(PartDestroyed):
        unseal_bytes(open_key(story.pk), story.pk, second.text_kind, "original", copy)
    assert texts_for_teller(story).original, "the words have a longer term"
    assert release_pictures(story=story, actor=els, chosen={}, today=DUE) == 0
    assert StoryMedia.objects.count() == 1


def test_a_recording_that_nobody_wrote_out_stays(tell: Tell, terms: Terms) -> None:
    story = tell("", media=(photo(),), release=False, on=TOLD)
    Story.objects.filter(pk=story.pk).update(state=State.RELEASED, moderated_on=TOLD)
    carry_out(today=DUE)
    assert media_of(story)


def test_nothing_goes_within_a_week_of_a_change(
    tell: Tell, inquiry: Inquiry, people: dict[str, User], terms: Terms
) -> None:
    tell(on=TOLD)
    late = dt.date(2026, 12, 1)
    set_terms(inquiry=inquiry, original_days=1, media_days=1, stories_until=None, actor=people["bart"], today=late)
    assert carry_out(today=late + dt.timedelta(days=6)) == 0
    assert carry_out(today=late + dt.timedelta(days=7)) == 1


def test_the_same_choice_again_starts_no_new_week(inquiry: Inquiry, people: dict[str, User], terms: Terms) -> None:
    same = {"original_days": 30, "media_days": 30, "stories_until": None}
    kept = set_terms(inquiry=inquiry, actor=people["bart"], today=DUE, **same)  # type: ignore[arg-type]  # a plain dict
    assert kept.set_on == SET
    assert not inquiry.audit_events.filter(action="bewaartermijnen gekozen").exists()


def test_an_inquiry_without_a_choice_gets_a_week_too(tell: Tell, inquiry: Inquiry) -> None:
    story = tell(on=TOLD)
    Story.objects.update(moderated_on=None)
    first = dt.date(2027, 1, 1)
    assert carry_out(today=first) == 0
    story.refresh_from_db()
    assert (inquiry.terms.set_on, story.moderated_on) == (first, first)
    assert original_goes_on(story) == first + dt.timedelta(days=30)
    assert carry_out(today=first + dt.timedelta(days=29)) == 0
    assert carry_out(today=first + dt.timedelta(days=30)) == 1


def test_one_sees_it_coming_by_day_and_number(
    tell: Tell, inquiry: Inquiry, terms: Terms, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for day in (TOLD, TOLD, dt.date(2026, 6, 9)):
        tell(on=day)
    tell("Kijk.", media=(photo("Een deur"),), on=TOLD)
    tell(release=False, on=TOLD)
    inquiry.closes, terms.stories_until, terms.inquiry = dt.date(2026, 8, 1), dt.date(2026, 9, 1), inquiry
    with django_assert_num_queries(3):
        found = going(terms, today=TOLD)
    assert found == [
        Going(DUE, "media", 1),
        Going(DUE, "original", 3),
        Going(dt.date(2026, 7, 9), "original", 1),
        Going(dt.date(2026, 9, 1), "stories", 5),
    ]
    assert (found[0].words, found[1].words) == ("1 verhaal met opname of foto", "3 oorspronkelijke teksten")


def test_what_was_announced_is_what_goes(tell: Tell, inquiry: Inquiry, terms: Terms) -> None:
    for day in (1, 1, 4, 9, 30):
        tell(on=dt.date(2026, 6, day))
    announced = going(terms_of(inquiry, today=TOLD), today=TOLD)
    for each in announced:
        assert carry_out(today=each.on) == each.number
    assert going(terms_of(inquiry, today=TOLD), today=TOLD) == []


def test_whole_stories_go_at_the_end(tell: Tell, inquiry: Inquiry, people: dict[str, User], terms: Terms) -> None:
    story = tell(key="einde", on=TOLD)
    tell(on=TOLD, release=False)
    refer(inquiry=inquiry, story_id=story.pk, kind="claim", object_id=7, use=Purpose.QUOTE)
    refer(inquiry=inquiry, story_id=story.pk, kind="archive", object_id="a", use=Purpose.ANALYSE)
    end = dt.date(2026, 9, 1)
    Inquiry.objects.filter(pk=inquiry.pk).update(closes=dt.date(2026, 8, 1))
    Terms.objects.update(stories_until=end, original_days=3000, media_days=3000)
    assert carry_out(today=end - dt.timedelta(days=1)) == 0
    assert carry_out(today=end) == 2
    assert not Story.objects.exists() and not StoryKey.objects.exists() and not Teller.objects.exists()
    assert find_by_code(code_for("einde")) == Withdrawn(end, by_term=True)
    finish_withdrawals(today=end)
    assert {(each.withdrawn_on, each.by_term) for each in StoryReference.objects.all()} == {(end, True)}
    late = refer(inquiry=inquiry, story_id=story.pk, kind="claim", object_id=8, use=Purpose.QUOTE)
    assert (late.withdrawn_on, late.by_term) == (end, True)
    StoryReference.objects.filter(pk=late.pk).update(withdrawn_on=None)
    finish_withdrawals(today=end)
    assert StoryReference.objects.get(pk=late.pk).by_term
    assert destroyed(inquiry)[0] == Gone(end, "hele verhalen", 2, "einde van de bewaartermijn", "volgens de regel")


def test_nothing_ends_while_people_may_still_tell(tell: Tell, inquiry: Inquiry, terms: Terms) -> None:
    tell(on=TOLD)
    Terms.objects.update(stories_until=dt.date(2026, 9, 1), original_days=3000, media_days=3000)
    assert carry_out(today=dt.date(2027, 1, 1)) == 0, "the inquiry runs until 2030"
    Inquiry.objects.update(closes=None)
    assert carry_out(today=dt.date(2031, 1, 1)) == 0
    Inquiry.objects.update(life=Life.CLOSED)
    assert carry_out(today=dt.date(2031, 1, 1)) == 1


def test_the_log_says_what_went_and_no_word_of_it(
    tell: Tell, inquiry: Inquiry, people: dict[str, User], terms: Terms
) -> None:
    masked(tell, people["els"])
    withdraw_story(story=tell(on=TOLD), today=SET)
    carry_out(today=DUE)
    lines = destroyed(inquiry)
    assert lines == [
        Gone(DUE, "oorspronkelijke teksten", 1, "30 dagen na het vrijgeven", "volgens de regel"),
        Gone(SET, "heel verhaal", 1, "ingetrokken met de code", "de verteller"),
    ]
    written = as_csv(lines)
    assert written.splitlines()[0] == "dag;wat;hoeveel;grond;door"
    assert "Noor" not in written and written.count("\r\n") == 3


def test_a_cut_between_key_and_rows_is_finished(
    tell: Tell, inquiry: Inquiry, terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = tell("Noor belde.", on=TOLD)

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as cut, pytest.raises(SystemExit):
        cut.setattr(destroying, "_delete", killed)
        carry_out(today=DUE)
    assert SealedText.objects.filter(stage="original").exists()
    assert texts_for_teller(story).original is None, "without its key it is not read, and nothing breaks"
    assert finish_parts(today=DUE) == 1
    assert not SealedText.objects.filter(stage="original").exists()
    assert finish_parts(today=DUE) == 0


def test_an_older_keystore_brings_no_original_back(tell: Tell, terms: Terms) -> None:
    story = tell("Noor belde.", on=TOLD)
    old_key, old_rows = StoryKey.objects.get(), list(SealedText.objects.filter(stage="original"))
    carry_out(today=DUE)
    old_key.save()
    Story.objects.update(original_gone_on=None)
    SealedText.objects.bulk_create(old_rows)
    assert texts_for_teller(story).original, "the older copies together can be read"
    assert finish_parts(today=DUE) == 1
    with pytest.raises(PartDestroyed):
        open_key(story.pk).of("original")
    assert ledger.withdrawn_on("original", str(story.pk)) == DUE


def test_stories_from_before_parts_had_keys_are_sealed_again(
    tell: Tell, people: dict[str, User], tmp_path: Path
) -> None:
    story = tell("Noor belde.", media=(photo("Een deur"),), on=TOLD)
    keys, media = open_key(story.pk), media_of(story)[0]
    data = read_media(media)
    for row in SealedText.objects.filter(stage="original").exclude(sealed=b""):
        words = unseal_with(keys, story.pk, row.kind, row.stage, bytes(row.sealed)).encode()
        row.sealed = seal_bytes(keys.story, story.pk, row.kind, row.stage, words)
        row.save()
    file = files(tmp_path)[0]
    file.write_bytes(seal_bytes(keys.story, story.pk, media.text_kind, "original", data))
    StoryKey.objects.update(original=None, media=None)
    assert texts_for_teller(story).original, "it could be read all the time"
    done = separate_parts()
    assert done == SealedText.objects.filter(stage="original").exclude(sealed=b"").count() + 1
    assert separate_parts() == 0
    assert {bytes(row.sealed)[:1] for row in SealedText.objects.filter(stage="original").exclude(sealed=b"")} == {b"\2"}
    assert file.read_bytes()[:1] == b"\2"
    original = texts_for_teller(story).original
    assert original and original.text == "Noor belde." and read_media(media) == data


def test_a_description_goes_with_its_picture(tell: Tell, terms: Terms) -> None:
    story = tell(media=(photo("Noor voor de deur"),), on=TOLD)
    carry_out(today=DUE)
    assert not SealedText.objects.filter(story=story, kind__startswith="media:").exists()
