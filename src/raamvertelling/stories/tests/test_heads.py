"""Signed heads: written every day, kept elsewhere, and what a kept one sees that the database alone cannot."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories import audit
from raamvertelling.stories.audit import record, verify_chain
from raamvertelling.stories.chain import canonical
from raamvertelling.stories.heads import (
    NAMES,
    BadHead,
    BrokenLog,
    Head,
    check_log,
    kept_heads,
    make_head,
    public_key,
    read_head,
    write_heads,
)
from raamvertelling.stories.keystore.models import SigningKey
from raamvertelling.stories.models import AuditEvent, Journal
from raamvertelling.stories.sealing import keyed_digest

TODAY = dt.date(2026, 6, 4)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.RAAM_HEADS = tmp_path / "heads"
    return tmp_path / "heads"


@pytest.fixture
def five(inquiry: Inquiry) -> list[AuditEvent]:
    return [record(inquiry=inquiry, actor=None, action=f"stap {n}", detail={"n": n}, today=TODAY) for n in range(5)]


def sql(text: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def write_log_anew(inquiry: Inquiry) -> None:
    """Change the second row and hash all that follow again, as somebody can who has the whole machine."""
    sql("UPDATE stories_auditevent SET action = 'nooit gebeurd' WHERE action = 'stap 1'")
    previous = ""
    for event, row in zip(
        AuditEvent.objects.filter(inquiry=inquiry).order_by("pk"), audit.rows_of(inquiry), strict=True
    ):
        said = [previous, row.inquiry, row.actor, row.on, row.action, row.subject, row.detail]
        fresh = keyed_digest("audit")(json.dumps(said, sort_keys=True, separators=(",", ":")))
        sql("UPDATE stories_auditevent SET previous_hash = %s, hash = %s WHERE id = %s", previous, fresh, event.pk)
        previous = fresh
    Journal.objects.filter(chain=inquiry.pk).update(last_hash=previous)


def test_it_works(inquiry: Inquiry, five: list[AuditEvent], folder: Path) -> None:
    assert write_heads(today=TODAY) == 1
    (head,) = kept_heads(inquiry)
    assert (head.on, head.rows, head.last, head.key) == ("2026-06-04", 5, five[-1].hash, public_key())
    assert check_log(inquiry=inquiry, heads=[head]) == []
    (file,) = folder.rglob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_head(head.as_file()) == head


def test_the_head_of_a_day_is_written_once_and_the_next_day_again(inquiry: Inquiry, five: list[AuditEvent]) -> None:
    write_heads(today=TODAY)
    record(inquiry=inquiry, actor=None, action="later", today=TODAY)
    assert write_heads(today=TODAY) == 0
    assert write_heads(today=TODAY + dt.timedelta(days=1)) == 1
    assert [each.rows for each in kept_heads(inquiry)] == [6, 5]
    assert check_log(inquiry=inquiry, heads=kept_heads(inquiry)) == []


def test_a_log_that_was_written_anew_passes_by_itself_but_not_a_kept_head(
    inquiry: Inquiry, five: list[AuditEvent]
) -> None:
    head = make_head(inquiry=inquiry, today=TODAY)
    write_log_anew(inquiry)
    assert verify_chain(inquiry)
    assert check_log(inquiry=inquiry, heads=[head]) == ["Regel 5 of een regel daarvoor is later opnieuw geschreven."]


def test_a_tail_that_was_cut_with_the_memory_of_it_is_seen(inquiry: Inquiry, five: list[AuditEvent]) -> None:
    head = make_head(inquiry=inquiry, today=TODAY)
    sql("DELETE FROM stories_auditevent WHERE id = %s", five[-1].pk)
    Journal.objects.filter(chain=inquiry.pk).update(events=4, last_hash=five[3].hash)
    assert verify_chain(inquiry)
    assert check_log(inquiry=inquiry, heads=[head]) == ["Er zijn regels weg: er waren er 5, nu zijn het er 4."]


def test_a_broken_log_gets_no_head(inquiry: Inquiry, five: list[AuditEvent]) -> None:
    write_heads(today=TODAY)
    write_log_anew(inquiry)
    with pytest.raises(BrokenLog):
        make_head(inquiry=inquiry, today=TODAY)
    assert write_heads(today=TODAY + dt.timedelta(days=1)) == 0


@pytest.mark.parametrize("name", NAMES.values())
def test_a_head_that_somebody_changed_is_refused(inquiry: Inquiry, five: list[AuditEvent], name: str) -> None:
    said = json.loads(make_head(inquiry=inquiry, today=TODAY).as_file())
    value = said[name]
    said[name] = value + 1 if isinstance(value, int) else ("0" if value[0] != "0" else "1") + value[1:]
    with pytest.raises(BadHead):
        read_head(json.dumps(said))


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"soort": "iets"}', "[" * 100_000, '{"soort": ["x"]}'])
def test_what_is_no_head_gets_a_sentence(text: str) -> None:
    with pytest.raises(BadHead, match=r"geen kop van een logboek\. Kies"):
        read_head(text)


def test_a_head_made_by_somebody_else_is_not_believed(inquiry: Inquiry, five: list[AuditEvent]) -> None:
    """Who puts another key in the keystore can sign, but a head from before has the real key in it."""
    head = make_head(inquiry=inquiry, today=TODAY)
    SigningKey.objects.all().delete()
    other = make_head(inquiry=inquiry, today=TODAY)
    assert other.key != head.key
    assert "een andere sleutel" in check_log(inquiry=inquiry, heads=[head])[0]


def test_the_private_half_lies_nowhere_readable(inquiry: Inquiry, five: list[AuditEvent]) -> None:
    make_head(inquiry=inquiry, today=TODAY)
    row = SigningKey.objects.get()
    assert len(bytes(row.public)) == 32
    assert len(bytes(row.wrapped)) > 32 + 12
    assert bytes(row.public) not in bytes(row.wrapped)


def test_the_page_shows_faults_and_the_newest_head(
    inquiry: Inquiry, five: list[AuditEvent], as_person: Callable[[str], Client]
) -> None:
    write_heads(today=TODAY)
    page = as_person("bart").get(reverse("stories:journal", args=[inquiry.slug])).content.decode()
    assert "Het klopt ook met de kop van 4 juni 2026" in page
    write_log_anew(inquiry)
    page = as_person("els").get(reverse("stories:journal", args=[inquiry.slug])).content.decode()
    assert "Regel 5 of een regel daarvoor is later opnieuw geschreven." in page


def test_a_beheerder_downloads_and_checks(
    inquiry: Inquiry, five: list[AuditEvent], as_person: Callable[[str], Client]
) -> None:
    bart = as_person("bart")
    address = reverse("stories:heads", args=[inquiry.slug])
    saved = bart.post(reverse("stories:head_now", args=[inquiry.slug]))
    assert saved["Content-Disposition"].startswith('attachment; filename="kop-vroeg-erbij-')
    head = read_head(saved.content.decode())
    assert head.rows == 5

    def check(content: bytes) -> str:
        answer = bart.post(address, {"head": SimpleUploadedFile("kop.json", content)})
        return f"{answer.status_code} {answer.content.decode()}"

    assert "Het logboek klopt met de kop van" in check(saved.content)
    assert check(b"\xff\xfe").startswith("422 ")
    assert "de handtekening" in check(saved.content.replace(b'"regels": 5', b'"regels": 4')).lower()
    write_log_anew(inquiry)
    assert "opnieuw geschreven" in check(saved.content)


def test_the_file_of_a_day(inquiry: Inquiry, five: list[AuditEvent], as_person: Callable[[str], Client]) -> None:
    write_heads(today=TODAY)
    bart = as_person("bart")
    found = bart.get(reverse("stories:head_file", args=[inquiry.slug, "2026-06-04"]))
    assert read_head(found.content.decode()) == next(kept_heads(inquiry))
    assert bart.get(reverse("stories:head_file", args=[inquiry.slug, "2026-06-05"])).status_code == 404
    assert "2026-06-04" in bart.get(reverse("stories:heads", args=[inquiry.slug])).content.decode()


def test_the_public_key_is_on_a_page_of_everybody(
    inquiry: Inquiry, five: list[AuditEvent], people: dict[str, User]
) -> None:
    assert "nog geen handtekening" in Client().get(reverse("stories:signing_key")).content.decode()
    head = make_head(inquiry=inquiry, today=TODAY)
    page = Client().get(reverse("stories:signing_key")).content.decode()
    assert " ".join(head.key[n : n + 4] for n in range(0, 64, 4)) in page


def test_a_head_of_another_inquiry_proves_nothing_here(inquiry: Inquiry, five: list[AuditEvent]) -> None:
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="ander", title="Ander")
    record(inquiry=other, actor=None, action="stap", today=TODAY)
    head: Head = make_head(inquiry=other, today=TODAY)
    assert "hoort bij een ander onderzoek" in check_log(inquiry=inquiry, heads=[head])[0]


def test_what_is_hashed_says_everything_of_a_row(inquiry: Inquiry, five: list[AuditEvent]) -> None:
    row = audit.rows_of(inquiry)[3]
    assert [*json.loads(canonical(row))] == [row.previous, inquiry.pk, None, "2026-06-04", "stap 3", "", {"n": 3}]
