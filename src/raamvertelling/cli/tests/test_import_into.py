"""`raam import ... --into`: stories of a file in an inquiry, once, with the uses and the ground that were named."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from raamvertelling.cli.main import main
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import Organisation
from raamvertelling.stories.models import AuditEvent, Consent, State, Story, Teller

EXCHANGE = Path(__file__).parents[2] / "exchange" / "tests" / "data"
NARRAFIRMA = ["import", "narrafirma", str(EXCHANGE / "nf_form.csv"), str(EXCHANGE / "nf_stories.csv")]
SENSEMAKER = ["import", "sensemaker", str(EXCHANGE / "sm_flat.json"), str(EXCHANGE / "sm_new.csv")]
TERMS = ["--into", "leeg", "--grond", "Toestemming op papier, map 12", "--gebruik", "analyse,groep"]

Output = pytest.CaptureFixture[str]
pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(organisation: Organisation) -> Inquiry:
    return Inquiry.objects.create(organisation=organisation, slug="leeg", title="Nog leeg")


def test_stories_arrive_with_their_answers_and_wait_for_a_moderator(empty: Inquiry, capsys: Output) -> None:
    assert main([*NARRAFIRMA, *TERMS]) == 0
    assert "3 nieuwe verhalen bewaard in 'leeg'" in capsys.readouterr().out
    stories = list(Story.objects.filter(inquiry=empty).order_by("number"))
    assert [each.state for each in stories] == [State.RECEIVED] * 3
    assert stories[0].answers["gevoel"] == ["blij", "bang"]
    assert stories[0].prompt == stories[0].answers["prompt"] == "goed"
    assert {each.channel for each in stories} == {"import"}
    assert Teller.objects.filter(stories__in=stories).distinct().count() == 2
    given = set(Consent.objects.filter(story__in=stories, given=True).values_list("purpose", flat=True))
    assert given == {"analyse", "groep"}
    assert "map 12" in json.dumps([each.detail for each in AuditEvent.objects.filter(inquiry=empty)])


def test_same_file_again_adds_nothing(empty: Inquiry, capsys: Output) -> None:
    assert main([*SENSEMAKER, *TERMS, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["stored"] == 5
    assert main([*SENSEMAKER, *TERMS, "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["stories"], again["stored"]) == (5, 0)
    assert Story.objects.filter(inquiry=empty).count() == 5


def test_unknown_inquiry_and_unknown_use_store_nothing(empty: Inquiry, capsys: Output) -> None:
    assert main([*NARRAFIRMA, "--into", "bestaat-niet", "--grond", "ja"]) == 1
    assert "geen onderzoek 'bestaat-niet'" in capsys.readouterr().err
    assert main([*NARRAFIRMA, "--into", "leeg", "--grond", "ja", "--gebruik", "verkopen"]) == 1
    assert "'verkopen' bestaat niet" in capsys.readouterr().err
    assert not Story.objects.exists()


def test_database_that_is_not_there_gives_a_sentence(tmp_path: Path) -> None:
    elsewhere = {name: value for name, value in os.environ.items() if not name.startswith("RAAM_")}
    environment = {**elsewhere, "RAAM_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "raamvertelling.config.settings"}
    command = [sys.executable, "-m", "raamvertelling.cli", *NARRAFIRMA, *TERMS]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1
    assert "De database is niet bereikbaar of nog niet gemaakt" in done.stderr
    assert "Traceback" not in done.stderr


def test_other_questions_than_those_of_a_living_inquiry_are_refused(empty: Inquiry, capsys: Output) -> None:
    assert main([*NARRAFIRMA, *TERMS]) == 0
    assert main([*SENSEMAKER, *TERMS]) == 1
    assert "anders dan de vragen van dit onderzoek" in capsys.readouterr().err
    assert Story.objects.filter(inquiry=empty).count() == 3
