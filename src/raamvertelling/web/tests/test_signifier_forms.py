"""Posted fields become the raw answer, and the raw answer becomes the same fields again."""

import pytest
from django.http import QueryDict

from raamvertelling.core.answers import InvalidAnswer, NotApplicable, Skipped, parse_answer
from raamvertelling.web.signifier_forms import read_answer, read_text, signifier_field
from raamvertelling.web.tests.signs import SIGNS, render_sign

PLACED = "about-gezet=1&about-gewicht-mens=0.2&about-gewicht-regels=0.3&about-gewicht-geld=0.5&about-manier="


@pytest.mark.parametrize("id", SIGNS)
def test_nothing_posted_is_skipped(id: str) -> None:
    assert isinstance(read_answer(SIGNS[id], QueryDict()), Skipped)


@pytest.mark.parametrize("id", SIGNS)
def test_nothing_is_preset(id: str) -> None:
    page = render_sign(id)
    assert " checked" not in page
    assert 'data-set value="1"' not in page and 'value="1" data-set' not in page


@pytest.mark.parametrize(
    ("id", "posted", "raw"),
    [
        ("role", "role=inwoner", "inwoner"),
        ("barriers", "barriers=wmo&barriers=wachttijd", ["wmo", "wachttijd"]),
        ("mood", "mood=alleen", "alleen"),
        ("grade", "grade=7", 7),
        ("prompt", "prompt=gek", "gek"),
        ("story", "story=Het+was+te+laat.", {"written": True}),
        ("title", "title=Te+laat", {"written": True}),
        ("about", PLACED + "tap", {"mens": 0.2, "regels": 0.3, "geld": 0.5, "mode": "tap"}),
        ("about", PLACED + "onzin", {"mens": 0.2, "regels": 0.3, "geld": 0.5, "mode": "slider"}),
        (
            "about",
            "about-rij-mens=0&about-rij-regels=1&about-rij-geld=3",
            {"mens": 0.0, "regels": 0.25, "geld": 0.75, "mode": "rows"},
        ),
        ("leeway", "leeway-gezet=1&leeway-plek=0.7&leeway-manier=buttons", {"at": 0.7, "mode": "buttons"}),
        ("leeway", "leeway-rij=3", {"at": 0.75, "mode": "rows"}),
        (
            "network",
            "network-gezet-wijkteam=1&network-x-wijkteam=0.25&network-y-wijkteam=0.5&network-manier=tap",
            {"wijkteam": {"x": 0.25, "y": 0.5}, "mode": "tap"},
        ),
        (
            "network",
            "network-rij-x-buren=4&network-rij-y-buren=1&network-rij-x-huisarts=0&network-weg-huisarts=1",
            {"buren": {"x": 1.0, "y": 0.25}, "mode": "rows"},
        ),
    ],
)
def test_posted_fields_become_the_raw_answer(id: str, posted: str, raw: object) -> None:
    read = read_answer(SIGNS[id], QueryDict(posted))
    assert read == raw
    assert not isinstance(parse_answer(SIGNS[id], read), Skipped)


def test_stale_weights_count_for_nothing_when_the_dot_is_gone() -> None:
    stale = QueryDict(PLACED.replace("gezet=1", "gezet=0") + "tap")
    assert isinstance(read_answer(SIGNS["about"], stale), Skipped)


def test_not_applicable_wins_from_a_placement() -> None:
    assert isinstance(read_answer(SIGNS["about"], QueryDict(PLACED + "tap&about-nvt=1")), NotApplicable)


def test_not_applicable_is_ignored_where_the_framework_does_not_offer_it() -> None:
    assert read_answer(SIGNS["role"], QueryDict("role=inwoner&role-nvt=1")) == "inwoner"


def test_three_times_not_means_that_the_question_does_not_fit() -> None:
    none = QueryDict("about-rij-mens=0&about-rij-regels=0&about-rij-geld=0")
    assert isinstance(read_answer(SIGNS["about"], none), NotApplicable)


@pytest.mark.parametrize(
    ("id", "posted", "sentence"),
    [
        ("about", "about-rij-mens=2", "Kies bij elk woord een antwoord"),
        ("about", "about-rij-mens=9&about-rij-regels=1&about-rij-geld=1", "in de rij"),
        ("about", "about-gezet=1&about-gewicht-mens=nan&about-gewicht-regels=0&about-gewicht-geld=0", "nog een keer"),
        ("about", PLACED.replace("=0.5", "=0.9") + "tap", "samen 1"),
        ("leeway", "leeway-gezet=1&leeway-plek=3", "buiten het veld"),
        ("leeway", "leeway-rij=²", "in de rij"),
        ("network", "network-rij-x-buren=2", "‘buren en vrienden’"),
        ("grade", "grade=11", "1 tot en met 10"),
        ("grade", "grade=²", "Kies een van de getallen"),
        ("role", "role=koning", "Kies uit de lijst"),
        ("barriers", "barriers=wmo&barriers=jeugdwet&barriers=wachttijd", "hooguit 2"),
        ("barriers", "barriers=wmo&barriers=geen", "kan niet samen"),
        ("title", f"title={'a' * 81}", "81"),
    ],
)
def test_bad_input_gets_a_sentence(id: str, posted: str, sentence: str) -> None:
    with pytest.raises(InvalidAnswer, match=sentence):
        read_answer(SIGNS[id], QueryDict(posted))


def test_text_loses_nul_bytes_and_keeps_the_rest() -> None:
    text = read_text(SIGNS["story"], QueryDict("story=Een%00+dag%0D%0A%F0%9F%98%80+%D8%B3%D9%84%D8%A7%D9%85"))
    assert text == "Een dag\n😀 سلام"


@pytest.mark.parametrize("levels", [(0, 1, 3), (3, 2, 1), (1, 1, 2), (0, 0, 2), (2, 2, 2)])
def test_back_shows_the_rows_that_were_chosen(levels: tuple[int, int, int]) -> None:
    ids = ("mens", "regels", "geld")
    raw = read_answer(
        SIGNS["about"], QueryDict("&".join(f"about-rij-{i}={n}" for i, n in zip(ids, levels, strict=True)))
    )
    rows = signifier_field(SIGNS["about"], raw=raw).rows
    assert tuple(next(int(o.value) for o in row.options if o.is_chosen) for row in rows) == levels


@pytest.mark.parametrize(
    ("id", "raw"),
    [
        ("about", {"mens": 0.2, "regels": 0.3, "geld": 0.5, "mode": "tap"}),
        ("leeway", {"at": 0.7, "mode": "slider"}),
        ("leeway", {"at": 0.25, "mode": "rows"}),
    ],
)
def test_back_keeps_a_placement_exactly(id: str, raw: dict[str, object]) -> None:
    field = signifier_field(SIGNS[id], raw=raw)
    assert field.is_set
    assert [slider.share for slider in field.sliders] == [value for key, value in raw.items() if key != "mode"]


def test_back_keeps_choices_texts_and_not_applicable() -> None:
    chosen = signifier_field(SIGNS["barriers"], raw=["wmo", "wachttijd"])
    assert [option.value for option in chosen.options if option.is_chosen] == ["wmo", "wachttijd"]
    assert signifier_field(SIGNS["story"], raw="Het was te laat.").value == "Het was te laat."
    assert signifier_field(SIGNS["about"], raw="not_applicable").is_not_applicable
    assert signifier_field(SIGNS["about"], raw=NotApplicable()).is_not_applicable


def test_words_follow_the_voice_and_the_language() -> None:
    assert signifier_field(SIGNS["about"], role="manager").sliders[0].label == "de inwoner en de medewerker"
    assert signifier_field(SIGNS["about"], role="inwoner").sliders[0].label == "de mens"
    arabic = render_sign("about", language="ar")
    assert 'dir="rtl"' in arabic and "القواعد" in arabic


def test_errors_are_shown_above_and_at_the_question() -> None:
    page = render_sign("about", errors=("Kies bij elk woord een antwoord.",))
    assert '<a href="#vraag-about">Kies bij elk woord een antwoord.</a>' in page
    assert 'aria-describedby="vraag-about-fout"' in page


def test_a_picture_is_drawn_with_its_words_and_a_foreign_name_as_words_only() -> None:
    page = render_sign("mood")
    assert page.count('<svg class="raam-picture"') == 5
    assert "Iets anders" in page and "anders.png" not in page
    assert page.count('type="radio"') == 6


def test_an_ordered_picture_question_is_laid_out_as_a_scale() -> None:
    assert "raam-pictures--ordered" in render_sign("faces")
    assert "raam-pictures--ordered" not in render_sign("mood")
