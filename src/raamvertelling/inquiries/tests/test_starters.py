"""The frameworks on the shelf can be asked as they are."""

import re

import pytest

from raamvertelling.core.framework import dump, parse
from raamvertelling.inquiries.starters import FOLDER, starters

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)


def test_every_file_is_on_the_shelf() -> None:
    assert {each.id for each in starters()} == {path.stem for path in FOLDER.glob("*.yaml")}
    assert len(starters()) >= 3


@pytest.mark.parametrize("starter", starters(), ids=lambda each: each.id)
def test_a_starter_asks_consent_for_four_uses_and_who_speaks(starter: object) -> None:
    framework = next(each.framework for each in starters() if each is starter)
    assert [each.id for each in framework.consent.purposes] == ["analyse", "groep", "citaat", "openbaar"]
    assert [each.id for each in framework.consent.purposes if each.required] == ["analyse"]
    voices = framework.voice_question
    assert voices and [each.id for each in voices.options] == ["inwoner", "professional", "manager", "bestuurder"]
    assert {"triad", "dyad"} <= {each.kind for each in framework.signifiers}
    assert parse(dump(framework)) == framework


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_starter_says_u(path: object) -> None:
    text = (FOLDER / str(path)).read_text(encoding="utf-8")
    assert not FAMILIAR.search(text)
    assert "112" in text and "113" in text
