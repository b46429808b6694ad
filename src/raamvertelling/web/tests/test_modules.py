"""The modules that a page asks for beforehand are exactly those that its script imports."""

from pathlib import Path
from posixpath import normpath

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template

from raamvertelling.web.modules import imported_by

JS = "raam/js/"


def test_imports_of_imports_are_followed_once() -> None:
    assert imported_by(JS + "signifier-stones.js") == (JS + "geometry.js", JS + "placing.js", JS + "signifier-dyad.js")
    assert imported_by(JS + "geometry.js") == ()


def test_a_module_that_is_not_there_is_no_silence() -> None:
    with pytest.raises(LookupError):
        imported_by(JS + "nergens.js")


def test_every_import_of_ours_is_seen() -> None:
    folder = Path(str(finders.find(JS)))
    found = 0
    for path in folder.rglob("*.js"):
        name = path.relative_to(folder).as_posix()
        inside = JS + name.removesuffix(path.name)
        neighbours = {part.partition('"')[0] for part in path.read_text(encoding="utf-8").split('from "./')[1:]}
        assert {normpath(inside + each) for each in neighbours} <= set(imported_by(JS + name)), name
        assert 'from "../' not in path.read_text(encoding="utf-8"), f"{name} is not followed upwards"
        found += len(neighbours)
    assert found > 10


def test_a_page_asks_for_the_imports_and_for_the_module() -> None:
    html = Template('{% load raam %}{% es_module "raam/js/signifier-triad.js" %}').render(Context())
    assert html.count("modulepreload") == 2
    assert html.index("modulepreload") < html.index("<script")
    assert 'type="module"' in html
