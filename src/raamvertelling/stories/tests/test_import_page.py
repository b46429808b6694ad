"""The import page: a dry run that keeps nothing readable, then the import, then release with a reason."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories import import_forms
from raamvertelling.stories.models import State, Story
from raamvertelling.stories.upload_box import BoxGone, put_files, take_files

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
TABLE = (
    "story;title;prompt;role;about.mens;about.regels;about.geld\n"
    "Kanarieverhaal over Noor;Een;vroeg_erbij;inwoner;0,2;0,3;0,5\n"
    "Nog een verhaal;Twee;vroeg_erbij;professional;;;\n"
)


def send(browser: Client, inquiry: Inquiry, data: bytes = TABLE.encode(), **fields: Any) -> Any:
    posted = {
        "kind": "tabel",
        "uses": ["groep"],
        "ground": "Formulier van mei.",
        "second": SimpleUploadedFile("verhalen.csv", data),
        **fields,
    }
    return browser.post(reverse("stories:upload", args=[inquiry.slug]), posted)


def hidden(page: str) -> dict[str, str]:
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def boxes() -> list[Path]:
    return sorted(Path(str(settings.FILE_UPLOAD_TEMP_DIR)).glob("import-*"))


def test_it_works(inquiry: Inquiry, as_person: AsPerson) -> None:
    browser = as_person("els")
    page = send(browser, inquiry).content.decode()
    assert "Lees 2 verhalen in" in page
    assert not Story.objects.exists()
    assert boxes() and all(b"Kanarie" not in path.read_bytes() for path in boxes())
    confirm = reverse("stories:import_confirm", args=[inquiry.slug])
    done = browser.post(confirm, hidden(page), follow=True).content.decode()
    assert "2 verhalen zijn ingelezen en wachten op een moderator." in done
    assert Story.objects.filter(may_group=True, state=State.RECEIVED).count() == 2
    assert boxes() == []
    again = browser.post(confirm, hidden(page))
    assert again.status_code == 422
    assert "zijn gewist. Kies ze opnieuw." in again.content.decode()
    second = hidden(send(browser, inquiry).content.decode())
    assert "0 verhalen zijn ingelezen" in browser.post(confirm, second, follow=True).content.decode()
    together = reverse("stories:release_together", args=[inquiry.slug])
    assert "Geef 2 verhalen vrij" in browser.get(together).content.decode()
    browser.post(together, {"reason": "De bron haalde de namen weg."})
    assert Story.objects.filter(state=State.RELEASED).count() == 2


@pytest.mark.parametrize(
    ("data", "fields", "sentence"),
    [
        (b"", {}, "leeg"),
        (b"\0\1\2\3", {}, ""),
        (TABLE.encode(), {"ground": ""}, "Vul “Waar staat die toestemming?” in."),
        (TABLE.encode(), {"kind": "sensemaker"}, "Kies ook het bestand met de definitie"),
        (TABLE.encode(), {"kind": "niets"}, "Wat leest u in?"),
    ],
)
def test_what_cannot_be_read_is_said(
    inquiry: Inquiry, as_person: AsPerson, data: bytes, fields: dict[str, Any], sentence: str
) -> None:
    answer = send(as_person("els"), inquiry, data, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert boxes() == []


def test_a_file_above_the_limit_is_refused(
    inquiry: Inquiry, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_forms, "MOST_BYTES", 20)
    assert "groter dan 50 MB" in send(as_person("els"), inquiry).content.decode()


def test_another_ticket_opens_nothing() -> None:
    ticket = put_files([b"een", b"twee"])
    with pytest.raises(BoxGone):
        take_files("../../etc/passwd")
    assert take_files(ticket) == [b"een", b"twee"]
    wrong = put_files([b"een"]).partition(".")[0] + "." + ticket.partition(".")[2]
    with pytest.raises(BoxGone):
        take_files(wrong)
    assert boxes() == []
