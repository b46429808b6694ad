"""Every statistic can be looked up: it has a page that says what it asks, how, and when we refuse."""

from pathlib import Path

import pytest

from raamvertelling.core.sentences_compared import EFFECTS
from raamvertelling.core.stats.methods import METHODS

PAGES = Path(__file__).parents[5] / "docs" / "methods"
ABOUT_TEXT = {"douma", "duidelijke_taal", "maskeren"}
ABOUT_PRIVACY = {"drempels", "afronden", "onderdrukken", "vervagen", "filters", "citaten", "rijen"}
PARTS = ("## Vraag", "## Formule", "## Aannames", "## Wanneer tonen wij het niet?", "## Bron")


@pytest.mark.parametrize("method", [*METHODS, *sorted(ABOUT_PRIVACY)])
def test_every_statistic_and_every_rule_has_a_page(method: str) -> None:
    page = (PAGES / f"{method}.md").read_text(encoding="utf-8")
    assert page.startswith("# ")
    for part in PARTS:
        _, found, rest = page.partition(part)
        assert found and rest.partition("\n## ")[0].strip(), f"{method}: {part} is missing or empty"


def test_there_is_no_page_without_a_method() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} == {*METHODS, *ABOUT_TEXT, *ABOUT_PRIVACY}


def test_every_effect_has_words() -> None:
    assert set(EFFECTS) <= set(METHODS)
