"""The list of what is kept how long says what the program does: it is compared with the terms themselves."""

import csv

import pytest

from raamvertelling.stories.models import Terms
from raamvertelling.web.safety.papers import FOLDER


def records() -> dict[str, dict[str, str]]:
    with (FOLDER / "records.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(("record", "term"), [("story_original", "original_days"), ("story_media", "media_days")])
def test_the_list_names_the_terms_that_hold_without_a_choice(record: str, term: str) -> None:
    days: int = getattr(Terms(), term)
    assert records()[record]["termijn"].startswith(f"{days} dagen na ")
    assert "instelbaar" in records()[record]["termijn"]


def test_everything_that_goes_by_itself_is_on_the_list() -> None:
    wanted = {"story_original", "story_media", "story_released", "draft", "import", "backup", "consent"}
    assert {id for id in wanted if records()[id]["besluit"] != "vernietigen"} == set()
