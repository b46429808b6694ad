"""Syllables and the Douma score, against words and a text counted by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.text import douma
from raamvertelling.core.text.syllables import syllables

COUNTED = {
    "hulp": 1, "huis": 1, "jij": 1, "nieuw": 1, "leeuw": 1, "zien": 1, "mooi": 1, "groei": 1, "team": 1, "straat": 1,
    "vreugd": 1, "coach": 1, "vroeg": 1, "buurman": 2, "moeite": 2, "nieuwe": 2, "bureau": 2, "cliënt": 2,
    "eeuwen": 2, "mooie": 2, "naïef": 2, "type": 2, "psychisch": 2, "royaal": 2, "yoga": 2, "baby": 2, "koeien": 2,
    "wijkteam": 2, "gemeente": 3, "verhalen": 3, "gesprekken": 3, "uitkering": 3, "bijeenkomst": 3, "kwaliteit": 3,
    "museum": 3, "sociaal": 3, "patiënt": 3, "veertiende": 3, "egoïsme": 4, "bewoner": 3, "serieus": 3, "theater": 3,
    "reünie": 3, "ideeën": 3, "begeleiding": 4, "beïnvloeden": 4, "financieel": 4, "hulpverlener": 4,
    "onderzoeker": 4, "officieel": 4, "situatie": 4, "informeel": 3, "huishouden": 3, "ruzie": 2, "individueel": 5,
    "verantwoording": 4, "participatie": 5, "ondersteuning": 4, "geïndiceerd": 4, "zelfredzaamheid": 4, "quota": 2,
    "u": 1, "zo'n": 2, "re-integratie": 5, "wmo": 1, "opa": 2, "auto": 2, "ambitieus": 4, "milieu": 2, "één": 1,
    "coördinator": 5, "zoëven": 3, "poëzie": 3, "buurthuis": 2, "wethouder": 3, "gezin": 2,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), sorted(COUNTED.items()))
def test_words_counted_by_hand(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=40))
def test_any_word_has_at_least_one_and_not_more_than_its_letters(word: str) -> None:
    assert 1 <= syllables(word) <= max(1, len(word) * 2)


TEN_WORDS = "Op een dag kwam er een vrouw naar ons huis. "


def test_the_score_is_the_formula_of_douma() -> None:
    score = douma(TEN_WORDS * 10)
    assert score is not None
    assert (score.words, score.sentences, score.syllables) == (100, 10, 100)
    assert score.value == pytest.approx(206.84 - 0.77 * 100 - 0.93 * 10)
    assert score.level == "zeer makkelijk"


def test_longer_words_and_sentences_give_a_lower_score_and_a_harder_level() -> None:
    hard = "De beleidsmedewerkers inventariseren ondersteuningsbehoeften van multiprobleemgezinnen in samenwerking "
    easy, difficult = douma(TEN_WORDS * 10), douma((hard * 3 + ". ") * 5)
    assert easy and difficult
    assert difficult.value < 0 < easy.value
    assert difficult.level == "zeer moeilijk"


def test_a_short_text_gets_no_score() -> None:
    assert douma(TEN_WORDS * 9) is None
    assert douma("") is None
