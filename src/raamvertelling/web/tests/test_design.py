"""The design system: templates render, forms speak plainly, the style sheets stay small."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string

from raamvertelling.web.templatetags.raam import count_of, dutch_date, page_numbers
from raamvertelling.web.tests.styleguide import ExampleForm, render_styleguide

STATIC = Path(__file__).parents[1] / "static" / "raam"


def test_style_sheets_stay_below_25_kilobytes() -> None:
    sheets = "".join(path.read_text() for path in sorted(STATIC.glob("css/*.css")))
    assert len(gzip.compress(sheets.encode())) < 25_000


def test_no_page_holds_inline_style_or_script() -> None:
    pages = [render_styleguide(), *(render_to_string(f"{code}.html") for code in (400, 403, 404, 413, 429, 500, 503))]
    for page in pages:
        assert " style=" not in page
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert not re.search(r"\son[a-z]+=", page)


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429, 500, 503])
def test_error_page_says_what_to_do(code: int) -> None:
    page = render_to_string(f"{code}.html")
    assert '<html lang="nl" dir="ltr">' in page
    assert re.search(r"Ga terug|Kijk of|Wacht|Probeer", page)


def test_missing_answers_are_named_with_what_to_do() -> None:
    page = str(ExampleForm({"name": ""}))
    assert "Er zijn nog 3 dingen niet goed" in page
    assert '<a href="#id_name">Vul “Naam van het vertelpunt” in.</a>' in page
    assert '<a href="#id_kind_0">Kies een antwoord bij “Soort vertelpunt”.</a>' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page


def test_only_question_of_a_page_is_its_heading() -> None:
    form = ExampleForm()
    form.heading_field = "name"
    assert '<h1 class="raam-field__label"><label for="id_name">Naam van het vertelpunt</label></h1>' in " ".join(
        str(form).split()
    )


def test_every_voice_has_its_own_shape_and_an_unknown_voice_the_ring() -> None:
    roles = ("inwoner", "professional", "manager", "bestuurder", "raadslid")
    drawn = [Template("{% load raam %}{% voice_mark role %}").render(Context({"role": role})) for role in roles]
    assert len(set(drawn)) == 5
    assert "raam-voice--onbekend" in drawn[4]


def test_dates_and_counts_are_dutch() -> None:
    assert dutch_date(date(2026, 3, 12)) == "12 maart 2026"
    assert dutch_date(None) == ""
    assert count_of(1, "verhaal,verhalen") == "1 verhaal"
    assert count_of(0, "verhaal,verhalen") == "0 verhalen"


def test_pagination_marks_gaps() -> None:
    assert page_numbers(Paginator(range(200), 10).page(5)) == [1, 0, 3, 4, 5, 6, 7, 0, 20]
    assert page_numbers(Paginator(range(5), 10).page(1)) == [1]
