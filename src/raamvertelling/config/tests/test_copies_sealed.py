"""A copy is sealed, opens with the master key alone, and is compared row by row when it is back."""

import os
import shutil
from pathlib import Path

import pytest
from django.db import connections, transaction
from pytest_django import Settings

from raamvertelling.config.copies.database import copy_out, put_in
from raamvertelling.config.copies.file import CopyProblem, checked, read_out, writing
from raamvertelling.config.copies.making import LEFT
from raamvertelling.config.copies.restoring import Restored, restore
from raamvertelling.config.copies.sealed import HEAD
from raamvertelling.config.environment import WrongSetting
from raamvertelling.config.halfway import refuse_half_restored
from raamvertelling.config.tests.copying import TODAY, Tell, before_sealing, forget_everything, make, put_back
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.keeping.pieces import PIECE, TAG
from raamvertelling.stories.sealing import rewrap_for
from raamvertelling.stories.services.teller import Withdrawn, find_by_code, withdraw_story
from raamvertelling.stories.tests.media_maker import photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_place")]
RESTORING, MAKING = "raamvertelling.config.copies.restoring.put_in", "raamvertelling.config.copies.making.copy_out"


def test_a_copy_of_more_than_a_piece_is_whole_and_cannot_be_cut_or_mixed(tmp_path: Path) -> None:
    path = tmp_path / "verhalen-2026-06-03-1.raamkopie"
    with writing(path, kind="verhalen", on=TODAY, pepper="x", database="sqlite") as file:
        file.add_bytes("groot", b"0123456789" * 300_000)
        file.add_bytes("klein", b"einde")
    checked(path, "verhalen")
    assert dict(read_out(path, ["klein", "groot"])) == {"groot": b"0123456789" * 300_000, "klein": b"einde"}
    good, piece = path.read_bytes(), PIECE + TAG
    first, second = good[HEAD : HEAD + piece], good[HEAD + piece : HEAD + 2 * piece]
    rest = good[HEAD + 2 * piece :]
    for bad in (first + second, first + rest, second + first + rest, first + second + rest + rest, rest):
        path.write_bytes(good[:HEAD] + bad)
        with pytest.raises(CopyProblem):
            checked(path, "verhalen")


def test_nothing_in_a_copy_can_be_read_without_the_master_key(tell: Tell, inquiry: Inquiry, copies: Path) -> None:
    """Names and addresses of the team and titles of inquiries are not sealed in the database; in a copy they are."""
    tell("Kanarie.", media=(photo(),))
    made = make(copies)
    words = (b"Kanarie", b"tell@veldhaven.example", inquiry.title.encode(), b"stories_story", b"manifest")
    assert all(each in before_sealing(made.stories) for each in words[3:])
    for path in (made.stories, made.keys, made.ledger):
        assert not any(word in path.read_bytes() for word in words)


def test_a_copy_from_before_they_were_sealed_can_still_be_put_back(tell: Tell, copies: Path) -> None:
    tell()
    made = make(copies)
    for path in (made.stories, made.keys, made.ledger):
        path.write_bytes(before_sealing(path))
    forget_everything()
    assert put_back(made, keys=True, ledger=True) == Restored(1, 0, 0, old_keys=False)


def test_what_came_back_is_compared_with_the_copy_row_by_row(
    tell: Tell, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tool that loses or changes something on the way: nobody is served what came of it."""
    tell("Een.", media=(photo(),))
    tell("Twee.")
    made = make(copies)
    for harm, sentence in (
        ("DELETE FROM stories_consent WHERE id = (SELECT min(id) FROM stories_consent)", "rijen in stories_consent"),
        ("UPDATE stories_story SET word_count = word_count + 1 WHERE number = 1", "1 verhalen zijn niet gelijk"),
    ):

        def losing(alias: str, source: Path, harm: str = harm) -> None:
            put_in(alias, source)
            if alias == "default":
                with connections[alias].cursor() as cursor:
                    cursor.execute(harm)

        with monkeypatch.context() as broken, pytest.raises(CopyProblem, match=sentence):
            broken.setattr(RESTORING, losing)
            put_back(made)
        with pytest.raises(WrongSetting, match="half teruggezet"):
            refuse_half_restored()
    verified = put_back(made, keys=True).verified
    assert verified is not None
    assert (verified.stories, verified.files) == (2, 1) and verified.tables > 40 and verified.rows > 50
    refuse_half_restored()


def test_a_log_or_a_file_that_was_broken_already_is_said(
    tell: Tell, inquiry: Inquiry, copies: Path, settings: Settings
) -> None:
    tell("Een.", media=(photo(),))
    with connections["default"].cursor() as cursor:
        cursor.execute("UPDATE stories_auditevent SET subject = 'een ander verhaal'")
    shutil.rmtree(settings.MEDIA_ROOT)
    faults = put_back(make(copies)).faults
    assert len(faults) == 2 and str(inquiry) in faults[0] and "1 opnamen" in faults[1]


def test_nothing_unsealed_comes_where_copies_are_kept_and_what_a_kill_left_goes(
    tell: Tell, copies: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell()
    seen: list[Path] = []

    def looking(alias: str, target: Path) -> object:
        seen.extend([target, *copies.iterdir()])
        return copy_out(alias, target)

    monkeypatch.setattr(MAKING, looking)
    left = settings.DATA / ".kopie-oud"
    left.mkdir()
    os.utime(left, (0, 0))
    make(copies)
    assert not left.exists() and not list(settings.DATA.glob(".kopie-*"))
    plain = [path for path in seen if path.name == "copy"]
    assert len(plain) == 2 and all(path.is_relative_to(settings.DATA) for path in plain)
    assert all(path.suffix == ".raamkopie" for path in seen if path not in plain)


def test_no_half_file_with_keys_is_left_after_a_week(tell: Tell, copies: Path) -> None:
    tell()
    copies.mkdir(exist_ok=True)
    old, fresh = (copies / f".sleutels-2026-{day}-1.raamkopie" for day in ("05-27", "05-28"))
    old.touch()
    fresh.touch()
    make(copies)
    assert not old.exists() and fresh.exists()


def test_what_a_kill_leaves_of_putting_back_is_deleted_by_the_next_copy(
    tell: Tell, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell()
    made = make(copies)
    seen: list[str] = []

    def looking(alias: str, source: Path) -> None:
        seen.append(source.parent.name)
        put_in(alias, source)

    monkeypatch.setattr(RESTORING, looking)
    put_back(made, keys=True)
    assert len(seen) == 2 and all(each.startswith(LEFT) for each in seen)


def change_master_key(settings: Settings) -> None:
    new = "een nieuwe hoofdsleutel die lang genoeg is, na het wisselen"
    with transaction.atomic(using="keystore"):
        rewrap_for(new)
    settings.RAAM_MASTER_KEY = new


def test_lists_from_before_the_master_key_was_changed_do_not_stand_in_the_way(
    tell: Tell, copies: Path, settings: Settings
) -> None:
    """All copies lie in one folder, as an operator keeps them."""
    story, _ = tell("Kanarie.", key="canary"), tell()
    old = make(copies)
    withdraw_story(story=story, today=TODAY)
    change_master_key(settings)
    new = make(copies)
    forget_everything()
    done = restore(stories=new.stories, keys=new.keys, ledgers=[], today=TODAY)
    assert (done.stories, done.withdrawn) == (1, 0)
    assert find_by_code(code_for("canary")) == Withdrawn(TODAY)
    with pytest.raises(CopyProblem, match="hoofdsleutel"):
        restore(stories=old.stories, keys=None, ledgers=[], today=TODAY)


def test_a_newest_list_that_does_not_open_is_not_passed_by(tell: Tell, copies: Path, settings: Settings) -> None:
    tell()
    made = make(copies)
    shutil.copy(made.ledger, made.ledger.with_name("intrekkingen-2026-06-03-2.raamkopie"))
    tenth = made.ledger.with_name("intrekkingen-2026-06-03-10.raamkopie")
    tenth.write_bytes(made.ledger.read_bytes()[:-1])
    with pytest.raises(CopyProblem, match="Er is niets veranderd"):
        restore(stories=made.stories, keys=None, ledgers=[], today=TODAY)
    tenth.unlink()
    assert restore(stories=made.stories, keys=None, ledgers=[], today=TODAY).stories == 1
