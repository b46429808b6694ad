"""Checking the log from the command line, with a head that was kept elsewhere."""

import datetime as dt
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from raamvertelling.cli.main import main
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import AuditEvent, Journal

TODAY = dt.date(2026, 6, 4)
Output = pytest.CaptureFixture[str]

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(inquiry: Inquiry, settings: Settings, tmp_path: Path) -> list[AuditEvent]:
    settings.RAAM_HEADS = tmp_path / "heads"
    return [record(inquiry=inquiry, actor=None, action=f"stap {n}", detail={"n": n}, today=TODAY) for n in range(5)]


def test_checking_from_the_command_line(
    inquiry: Inquiry, five: list[AuditEvent], tmp_path: Path, capsys: Output
) -> None:
    kept = tmp_path / "kop.json"
    assert main(["journaal", "kop", inquiry.slug]) == 0
    kept.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["journaal", "controleren", "--kop", str(kept)]) == 0
    assert "vroeg-erbij: 5 regels, heel, ook tegen 1 kop (de nieuwste van" in capsys.readouterr().out
    assert main(["journaal", "controleren", "--kop", str(kept), "--kop", str(kept)]) == 0
    assert "ook tegen 2 koppen (de nieuwste van" in capsys.readouterr().out
    assert main(["journaal", "controleren"]) == 0
    assert "er was geen kop bij" in capsys.readouterr().out
    # A log of which nobody inside can tell that its last row is gone.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM stories_auditevent WHERE id = %s", [five[-1].pk])
    Journal.objects.filter(chain=inquiry.pk).update(events=4, last_hash=five[3].hash)
    assert main(["journaal", "controleren"]) == 0
    capsys.readouterr()
    assert main(["journaal", "controleren", "--onderzoek", inquiry.slug, "--kop", str(kept)]) == 1
    assert "NIET HEEL" in (told := capsys.readouterr().out) and "Er zijn regels weg" in told
    kept.write_text("iets anders", encoding="utf-8")
    assert main(["journaal", "controleren", "--kop", str(kept)]) == 1
    assert "kop.json: Dit is geen kop" in capsys.readouterr().err


def test_another_inquiry_than_that_of_the_head_is_said(
    inquiry: Inquiry, five: list[AuditEvent], tmp_path: Path, capsys: Output
) -> None:
    other = Inquiry.objects.create(organisation=inquiry.organisation, slug="ander", title="Ander")
    record(inquiry=other, actor=None, action="stap", today=TODAY)
    kept = tmp_path / "kop.json"
    assert main(["journaal", "kop", "ander"]) == 0
    kept.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["journaal", "controleren", "--onderzoek", inquiry.slug, "--kop", str(kept)]) == 1
    assert "hoort bij een ander onderzoek" in capsys.readouterr().out
    assert main(["journaal", "kop", "bestaat-niet"]) == 1
