"""From an empty database to a PDF by commands: start, import, release, account."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from raamvertelling.accountability.models import Snapshot
from raamvertelling.cli.main import main
from raamvertelling.cli.tests.test_import_into import NARRAFIRMA, SENSEMAKER
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import Role, User
from raamvertelling.stories.models import AuditEvent, State, Story

START = ["onderzoek", "proef", "--titel", "Proef", "--organisatie", "Gemeente Proef", "--email", "An@Proef.example"]
Output = pytest.CaptureFixture[str]
pytestmark = pytest.mark.django_db


def test_starting_makes_one_account_that_can_sign_in(capsys: Output) -> None:
    assert main(START) == 0
    password = capsys.readouterr().out.split("keer): ")[1].strip()
    user = User.objects.get(email="an@proef.example")
    assert user.check_password(password)
    roles = set(Inquiry.objects.get(slug="proef").memberships.filter(user=user).values_list("role", flat=True))
    assert roles == {Role.ADMIN, Role.RESEARCHER, Role.MODERATOR}
    assert main(START) == 1
    assert "Er is al een onderzoek 'proef'" in capsys.readouterr().err


@pytest.mark.parametrize("files", [NARRAFIRMA, SENSEMAKER], ids=["NarraFirma", "SenseMaker"])
def test_from_a_file_to_a_pdf(files: list[str], tmp_path: Path, capsys: Output) -> None:
    pdf = tmp_path / "verslag.pdf"
    assert main(START) == 0
    assert main([*files, "--into", "proef", "--grond", "Ja op papier"]) == 0
    assert main(["vrijgeven", "proef", "--reden", "Eerder nagekeken"]) == 0
    assert main(["verantwoording", "proef", "--titel", "Verslag van de proef", "--uit", str(pdf)]) == 0
    assert "Uitgave 1" in capsys.readouterr().out
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())
    assert "Verslag van de proef" in words
    assert "minder dan 10" in words
    assert Snapshot.objects.count() == 1


def test_what_was_looked_at_is_not_released_in_bulk(capsys: Output) -> None:
    assert main(START) == 0
    assert main([*NARRAFIRMA, "--into", "proef", "--grond", "Ja op papier"]) == 0
    held, urgent, *rest = Story.objects.order_by("number")
    Story.objects.filter(pk=held.pk).update(state=State.HELD)
    Story.objects.filter(pk=urgent.pk).update(is_urgent=True)
    assert main(["vrijgeven", "proef", "--reden", "Eerder nagekeken"]) == 0
    assert f"{len(rest)} verhalen vrijgegeven" in capsys.readouterr().out
    assert set(Story.objects.filter(state=State.RELEASED)) == set(rest)
    assert AuditEvent.objects.filter(detail__reden="Eerder nagekeken").exists()


def test_mistakes_say_what_to_do(tmp_path: Path, capsys: Output) -> None:
    pdf = str(tmp_path / "x.pdf")
    assert main(["verantwoording", "nergens", "--titel", "X", "--uit", pdf]) == 1
    assert "geen onderzoek 'nergens'" in capsys.readouterr().err
    assert main(START) == 0
    assert main(["vrijgeven", "proef", "--reden", " "]) == 1
    assert "Zeg waarom" in capsys.readouterr().err
    assert main(["verantwoording", "proef", "--titel", "X", "--patroon", "onzin", "--uit", pdf]) == 1
    assert "De vraag 'onzin' is er niet" in capsys.readouterr().err
    assert not Path(pdf).exists()
