"""Withdrawing by code, as a teller does it, and then looking at every place where something could be left.

The story goes through everything first: web, draft, desk, transcript, translation, photo, search, account, edition,
archive, session, tasks. On PostgreSQL the whole folder of the server is searched too, with its write-ahead log.
"""

import base64
import datetime as dt
import gzip
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections, models
from django.test import Client
from pypdf import PdfReader
from pytest_django import Settings

from raamvertelling.accountability.models import Account
from raamvertelling.accountability.queries import document
from raamvertelling.accountability.services import add_quote, create_account, make_snapshot
from raamvertelling.config.copies.making import make_copy
from raamvertelling.config.tests.server_tools import use_tools_of_the_server
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.codes import code_for
from raamvertelling.stories.keeping.archive import hand_out
from raamvertelling.stories.keystore.models import StoryKey
from raamvertelling.stories.media import media_of
from raamvertelling.stories.models import SealedText, Story, StoryReference, StoryToken
from raamvertelling.stories.sealing import open_keys, unseal_with
from raamvertelling.stories.search import tokens_of
from raamvertelling.stories.services.moderation import release, save_released_text
from raamvertelling.stories.services.pictures import release_pictures
from raamvertelling.stories.services.transcribing import finish_transcript, save_concept
from raamvertelling.stories.services.translating import save_translation
from raamvertelling.stories.tests.canary import bytes_of, forms, found_in, found_on_disk
from raamvertelling.stories.tests.media_maker import photo
from raamvertelling.stories.upload_box import BoxGone, put_files, take_files
from raamvertelling.telling.attempts import CODES
from raamvertelling.telling.tests.walking import ANSWERS, Teller

pytestmark = [pytest.mark.django_db(transaction=True)]
TODAY = dt.date(2026, 6, 3)
TOLD, TITLE, MASKED = "Kanariegeel verhaal van Xandrijn.", "Kanarietitel Quozimir", "Kanariewoord na Xylofoonpad."
LEAKED = "Kanarielek in de Waterleidingkast."
HEARD, CONCEPT = "Kanariezang gehoord bij Zwartewater.", "Kanarieconcept half Ypsilonstein."
TRANSLATED, SHOWN = "Kanarievertaling uit Vlokkenburg.", "Kanariefoto van Wimpelgracht."
CANARIES = (TOLD, TITLE, MASKED, HEARD, CONCEPT, TRANSLATED, SHOWN)

# What happens to every table that knows a story. Typed by hand: who adds one says here what a withdrawal does with it.
GOES, TOLD_OF_IT, KEY, BY_HAND = "goes with the story", "is told", "is destroyed first", "holds ids only, read at use"
FORGETS = "forgets which story it was"
SURFACES = {
    "accountability.AccountQuote": BY_HAND,
    "keystore.StoryKey": KEY,
    "sensemaking.OutsideStory": FORGETS,
    "stories.Consent": GOES,
    "stories.Lease": GOES,
    "stories.OwnUse": GOES,
    "stories.Receipt": GOES,
    "stories.Recusal": GOES,
    "stories.SealedText": GOES,
    "stories.StoryMedia": GOES,
    "stories.StoryReference": TOLD_OF_IT,
    "stories.StoryToken": GOES,
    "stories.Translation": GOES,
    "telling.PaperEntry": GOES,
}


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files inside the data folder, as in a real place, and temporary files where they can be searched too."""
    settings.MEDIA_ROOT = settings.DATA / "media"
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    temporary = tmp_path / "temp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))


def knows_a_story(model: type[models.Model]) -> bool:
    """Whether a table points at stories, by a key or by holding their id."""
    if model is Story:
        return False
    return any(
        field.related_model is Story or field.name == "story_id" for field in model._meta.get_fields() if field.concrete
    )


def test_every_table_that_knows_a_story_has_its_line() -> None:
    known = {model._meta.label for model in apps.get_models(include_auto_created=True) if knows_a_story(model)}
    assert known == set(SURFACES)


def places() -> list[Path]:
    """The data folder, and on PostgreSQL the folder of the server."""
    found = [Path(str(settings.DATA))]
    if connections["default"].vendor == "postgresql":
        with connections["default"].cursor() as cursor:
            cursor.execute("SHOW data_directory")
            found.append(Path(cursor.fetchone()[0]))
    return found


def settle() -> None:
    """Let PostgreSQL write what it still holds in memory, so that searching its files means something."""
    if connections["default"].vendor == "postgresql":
        with connections["default"].cursor() as cursor:
            cursor.execute("CHECKPOINT")


def all_rows() -> bytes:
    """Every value of every table of both databases."""
    found = []
    for alias in ("default", "keystore"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  # names come from the database itself
                for row in cursor.fetchall():
                    found.append(repr([bytes(each) if isinstance(each, memoryview) else each for each in row]))
    return "\n".join(found).encode()


def readable(rows: list[SealedText]) -> set[str]:
    """What somebody who holds these rows can open with the keys of now."""
    keys = open_keys({row.story_id for row in rows})
    return {
        unseal_with(keys[row.story_id], row.story_id, row.kind, row.stage, bytes(row.sealed))
        for row in rows
        if row.story_id in keys
    }


@pytest.fixture
def lived(
    tell: Callable[..., Story],
    inquiry: Inquiry,
    storypoint: StoryPoint,
    people: dict[str, User],
    as_person: Callable[[str], Client],
) -> Iterator[tuple[str, str]]:
    """Two stories that went through everything, and the codes of their tellers."""
    els, amina = people["els"], people["amina"]
    CODES.wrong.clear()
    teller = Teller(Client(), storypoint.code)
    own: dict[str, dict[str, str | list[str]]] = {"story": {"story": TOLD}, "title": {"title": TITLE}}
    teller.tell({**ANSWERS, **own, "wat-mag-ermee": {"groep": "ja", "citaat": "ja", "openbaar": "ja"}})
    code = teller.told_code()
    story = Story.objects.get()
    desk = as_person("els")
    desk.post(f"/team/vroeg-erbij/bord/{story.number}/", {"do": "mask", "words": "Xandrijn"})
    save_released_text(story=story, actor=els, texts={"story": MASKED, "title": TITLE}, today=TODAY)
    release(story=story, actor=els, withheld=(), today=TODAY)
    Client().post("/mijn-verhaal/", {"code": code})
    Story.objects.filter(pk=story.pk).update(teller_agreed=True)
    account = create_account(inquiry=inquiry, title="Verslag", question="", actor=amina, today=TODAY)
    add_quote(account=account, story=Story.objects.get(), first=0, last=0, viewer=amina)
    seen = document(account=account, viewer=amina, today=TODAY)
    make_snapshot(account=account, document=seen, actor=amina, today=TODAY)
    spoken = tell("", language="en", media=(photo(SHOWN),), release=False, key="gesproken")
    save_concept(story=spoken, actor=els, text=CONCEPT)
    finish_transcript(story=spoken, actor=els, text=HEARD, today=TODAY)
    released = release(story=spoken, actor=els, withheld=(), today=TODAY)
    picture = media_of(spoken)[0]
    release_pictures(story=released, actor=els, chosen={picture.pk: SHOWN}, today=TODAY)
    save_translation(story=released, actor=els, title="", text=TRANSLATED, today=TODAY, release=True)
    save_concept(story=spoken, actor=els, text=CONCEPT)
    ticket = put_files([TOLD.encode()])
    hand_out(inquiry=inquiry, receiver="e-depot", actor=people["bart"], today=TODAY)
    assert as_person("els").get("/team/vroeg-erbij/bord/?lijst=vrijgegeven").status_code == 200
    for page in ("verhalen/", "verhalen/?q=Xylofoonpad", f"verantwoording/{account.pk}/uitgave/1.pdf"):
        assert as_person("amina").get(f"/team/vroeg-erbij/{page}").status_code == 200
    yield code, code_for("gesproken")
    with suppress(BoxGone):  # leave the folder of uploads as it was; a test may have wiped it
        take_files(ticket)


def withdraw_by_code(code: str) -> None:
    """Two taps after the code: the button on one's own story, and the button that asks once more."""
    client = Client()
    client.post("/mijn-verhaal/", {"code": code})
    page = client.get("/mijn-verhaal/bekijken/").content.decode()
    assert 'href="/mijn-verhaal/intrekken/"' in page
    asked = client.get("/mijn-verhaal/intrekken/").content.decode()
    assert "<form" in asked and 'type="submit"' in asked
    assert client.post("/mijn-verhaal/intrekken/")["Location"] == "/mijn-verhaal/ingetrokken/"


def test_nothing_readable_is_anywhere_before_or_after(
    lived: tuple[str, str],
    inquiry: Inquiry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    use_tools_of_the_server(monkeypatch)
    rows = list(SealedText.objects.exclude(sealed=b""))
    assert set(CANARIES) <= readable(rows), "with the keys every canary is found"
    tokens = [token.encode() for token in tokens_of(inquiry, [MASKED, HEARD, TRANSLATED])]
    wrapped = [bytes(key) for row in StoryKey.objects.all() for key in (row.wrapped, row.original, row.media) if key]
    assert len(wrapped) == 6 and len(tokens) > 5
    assert all(token in all_rows() for token in tokens)
    settle()
    assert found_on_disk([*places(), tmp_path], CANARIES) == {}, "no plain word lies on disk while the story lives"
    copy = make_copy(folder=tmp_path / "kopie", today=TODAY)

    for code in lived:
        withdraw_by_code(code)

    assert not Story.objects.exists() and readable(rows) == set()
    gone = [*tokens, *wrapped, *(bytes(row.sealed) for row in rows)]
    left = all_rows()
    assert [piece for piece in gone if piece in left or repr(piece).encode() in left] == []
    settle()
    assert found_on_disk([*places(), tmp_path], CANARIES) == {}, "the copies lie there too"
    assert copy.stories.is_relative_to(tmp_path)
    assert found_in("".join(capfd.readouterr()).encode(), CANARIES) == set(), "nor was any printed or logged"
    if connections["default"].vendor == "sqlite":
        files = [path.read_bytes() for path in Path(str(settings.DATA)).rglob("*") if path.is_file()]
        assert [piece for piece in gone for data in files if piece in data] == []
    assert not [path for path in Path(str(settings.MEDIA_ROOT)).rglob("*") if path.is_file()]
    told = StoryReference.objects.all()
    assert {each.kind for each in told} == {"account-quote", "account-edition", "archive"}
    assert not told.filter(withdrawn_on=None).exists()
    assert not StoryToken.objects.exists()


def test_keys_leave_the_table_of_postgresql(lived: tuple[str, str]) -> None:
    """What stays of a key on PostgreSQL is in the write-ahead log only (ADR 12): not in any table."""
    if connections["keystore"].vendor != "postgresql":
        pytest.skip("on SQLite nothing stays at all: the test above")
    wrapped = [bytes(row.wrapped) for row in StoryKey.objects.all()]
    elsewhere = connections["default"].copy()
    with elsewhere.cursor() as cursor:
        # Somebody who is writing in another database of the same server, before and after.
        cursor.execute("BEGIN")
        cursor.execute("SELECT pg_current_xact_id()")
        for code in lived:
            withdraw_by_code(code)
    elsewhere.close()
    settle()
    tables = [path for path in (places()[1] / "base").rglob("*") if path.is_file()]
    assert [path for path in tables for key in wrapped if key in bytes_of(path)] == []


def test_the_whole_of_it_is_done_when_the_page_answers(lived: tuple[str, str]) -> None:
    """Nothing waits for a worker: a task would leave a trace, and a minute was promised."""
    withdraw_by_code(lived[0])
    assert Story.objects.count() == 1
    pages = [Client().post("/mijn-verhaal/", {"code": lived[0]}).content.decode()]
    pages += [Client().get("/openbaar/vroeg-erbij/").content.decode()]
    assert "Dit verhaal is ingetrokken op" in pages[0]
    assert not any(canary in page for canary in (TOLD, TITLE, MASKED) for page in pages)


def test_one_use_is_gone_from_every_page_at_once(
    lived: tuple[str, str], inquiry: Inquiry, as_person: Callable[[str], Client]
) -> None:
    """Per use: the quote leaves the account, the edition and its PDF; the group no longer reads the story."""
    account = f"/team/vroeg-erbij/verantwoording/{Account.objects.get().pk}/"
    where = {
        "citaat": ("amina", [account, f"{account}voorbeeld/", f"{account}uitgave/1/", f"{account}uitgave/1.pdf"]),
        "groep": ("bram", ["/team/vroeg-erbij/verhalen/"]),
    }
    owner = Client()
    owner.post("/mijn-verhaal/", {"code": lived[0]})
    for use, (person, pages) in where.items():
        assert all(shows(as_person(person), page) for page in pages), use
        assert "Maak er nee van" in owner.get(f"/mijn-verhaal/gebruik/{use}/").content.decode()
        owner.post(f"/mijn-verhaal/gebruik/{use}/", {"antwoord": "nee"})
        assert not any(shows(as_person(person), page) for page in pages), use
    kinds = dict(StoryReference.objects.exclude(withdrawn_on=None).values_list("kind", "use"))
    assert kinds == {"account-quote": "citaat", "account-edition": "citaat"}
    listed = as_person("bart").get("/team/vroeg-erbij/uitgegeven/").content.decode()
    assert "1 citaat, het laatst op" in listed


def shows(browser: Client, page: str) -> bool:
    """Whether the masked words of the first story stand on a page, or in its PDF."""
    answer = browser.get(page)
    assert answer.status_code == 200, page
    if page.endswith(".pdf"):
        words = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.content)).pages)
    else:
        words = answer.content.decode()
    return "Kanariewoord" in words


@pytest.mark.parametrize("canary", CANARIES[:2])
def test_the_search_finds_what_is_there(tmp_path: Path, canary: str) -> None:
    """The control: in every form, in a hidden file, deep inside other bytes."""
    for number, form in enumerate(forms(canary)):
        file = tmp_path / "diep" / f".verborgen{number}"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"\0" * 5000 + form + b"\xff" * 5000)
        assert found_on_disk([tmp_path], [canary]) == {str(file): {canary}}
        file.write_bytes(b"voor" + gzip.compress(b"x" + form + b"y") + b"na")
        assert found_in(file.read_bytes(), [canary]) == {canary}
        file.unlink()
    for shift in range(3):
        assert found_in(base64.b64encode(b"q" * shift + canary.encode() + b"zz"), [canary]) == {canary}


def test_the_search_finds_a_word_in_the_files_of_the_database() -> None:
    """The control of the control: a table in which somebody did write a word."""
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE leak (words text)")
        # Words of its own: the write-ahead log keeps them, and the other tests search that log too.
        cursor.execute("INSERT INTO leak VALUES (%s)", [LEAKED])
        settle()
        try:
            found = found_on_disk(places(), [LEAKED])
        finally:
            cursor.execute("DROP TABLE leak")
    assert found
    if connections["default"].vendor == "postgresql":
        assert any("/base/" in path for path in found) and any("/pg_wal/" in path for path in found)
