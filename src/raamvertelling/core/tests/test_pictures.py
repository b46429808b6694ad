"""Our drawings: well-formed, without text or colour of their own, and told apart by shape alone."""

import pytest
from defusedxml.ElementTree import fromstring

from raamvertelling.core.pictures import FACE_SCALE, PICTURES, is_drawing_name, standalone

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", PICTURES)
def test_a_drawing_is_a_picture_of_lines(name: str) -> None:
    drawn = list(fromstring(standalone(name)).iter())
    assert {each.tag for each in drawn} <= {SVG + kind for kind in ("svg", "g", "path", "circle", "ellipse")}
    assert all("style" not in each.attrib and "class" not in each.attrib for each in drawn)
    assert not any((each.text or "").strip() for each in drawn)


def test_drawings_differ_by_their_lines_and_not_by_colour() -> None:
    assert len({each.lines for each in PICTURES.values()}) == len(PICTURES)
    assert len({each.words for each in PICTURES.values() if each.name not in FACE_SCALE}) == len(PICTURES) - 5


def test_colours_of_a_print_are_the_ones_asked_for() -> None:
    drawn = standalone("alleen", ink="#000", accent="#333", soft="#eee")
    assert "#0b6470" not in drawn and 'stroke="#333"' in drawn and "stroke-dasharray" in drawn


@pytest.mark.parametrize(
    ("image", "is_name"), [("blij", True), ("huis.png", False), ("plaatjes/huis", False), ("", False)]
)
def test_a_file_of_an_import_is_no_drawing(image: str, is_name: bool) -> None:
    assert is_drawing_name(image) is is_name
