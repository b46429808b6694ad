"""Text: cleaned without losing a word, counted, and stemmed so that related Dutch words meet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from raamvertelling.core.text.limits import clean_text, count_words, is_too_long
from raamvertelling.core.text.stems import stems, tokens


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("  Hallo.\r\nDag.\r\rEinde ", "Hallo.\nDag.\n\nEinde"),
        ("a\0b\x07c\x1bd\x7f\x9f", "abcd"),
        ("een\ttwee", "een twee"),
        ("cafe\u0301", "café"),
        ("👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽"),
        ("مرحبا \u200fعالم، می\u200cخواهم", "مرحبا \u200fعالم، می\u200cخواهم"),
        ("shalom שָׁלוֹם", unicodedata.normalize("NFC", "shalom שָׁלוֹם")),
        ("veilig\u202etxt.exe", "veiligtxt.exe"),
        ("\ufeffBegin\ud83d", "Begin"),
        ("a\u2028b\x85c", "a\nb\nc"),
    ],
)
def test_cleaning_keeps_words_and_drops_what_is_unsafe(given_: str, kept: str) -> None:
    assert clean_text(given_) == kept


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing_and_leaves_nothing_unsafe(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert not any(unicodedata.category(each) in ("Cc", "Cs") and each != "\n" for each in once)
    once.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N", "P", "So", "Zs"])))
def test_cleaning_loses_no_letter_digit_or_emoji(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text).strip()


def test_words_are_counted_by_white_space() -> None:
    assert count_words("Mijn zus' hond - een 2-jarige -\nblaft… 🙂") == 6
    assert count_words("") == 0
    assert not is_too_long("woord " * 20_000)
    assert is_too_long("woord " * 20_001)
    assert is_too_long("x" * 300_001)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hulpverlener", "hulpverleners"),
        ("gemeente", "gemeenten"),
        ("schuld", "schulden"),
        ("wachttijd", "wachttijden"),
        ("Vergoeding", "vergoedingen"),
        ("geïndiceerd", "GEINDICEERD"),
        ("coördinator", "coordinator"),
    ],
)
def test_related_words_share_a_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), [("begeleiding", "beleid"), ("gemeenten", "meen"), ("schuld", "schuldig")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stems(one) != stems(other)


def test_tokens_are_words_of_any_script_without_accents() -> None:
    assert tokens("Eén IJsje, 's ochtends; Łódź! straße 12b") == [
        "een",
        "ijsje",
        "s",
        "ochtends",
        "lodz",
        "strasse",
        "12b",
    ]
    assert tokens("مرحبا بالعالم") == ["مرحبا", "بالعالم"]
    assert tokens("oma's foto’s _x_") == ["oma", "s", "foto", "s", "x"]
    assert tokens("cafe\u0301") == tokens("café")


@given(st.text())
def test_any_text_has_as_many_stems_as_tokens(text: str) -> None:
    assert len(stems(text)) == len(tokens(text))


def test_another_language_has_its_own_stems_or_none() -> None:
    assert stems("houses", "en") == stems("house", "en")
    assert stems("evler", "tr") == ["evler"]


@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1))
def test_capitals_make_no_difference(text: str) -> None:
    assert [each.lower() for each in tokens(text)] == tokens(text)
