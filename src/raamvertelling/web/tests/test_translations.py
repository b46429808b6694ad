"""The catalogues: whole, compiled, and with every gap filled by the same names."""

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from raamvertelling.web.language_list import KNOWN, SOURCE

LOCALE = Path(__file__).parents[2] / "locale"
LANGUAGES = [code for code in KNOWN if code != SOURCE]
NAMES = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "npgettext", "pgettext_lazy", "ngettext_lazy"}
GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%s")
TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass
class Entry:
    """One text of a catalogue; `translated` holds as many forms as the language has for a number of things."""

    key: tuple[str, str]
    many: str
    translated: list[str]
    is_guessed: bool


def catalogue(code: str) -> Path:
    return LOCALE / to_locale(code) / "LC_MESSAGES/django.po"


def entries(code: str) -> list[Entry]:
    """Read the texts of one language, without those that are no longer used."""
    found = []
    for block in catalogue(code).read_text(encoding="utf-8").split("\n\n")[1:]:
        if block.lstrip().startswith("#~"):
            continue
        parts = {name: _said(block, name) for name in ("msgctxt", "msgid", "msgid_plural")}
        translated = [_joined(each) for each in re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', block, re.MULTILINE)]
        key = (parts["msgctxt"], parts["msgid"])
        found.append(Entry(key, parts["msgid_plural"], translated, "#, fuzzy" in block or ", fuzzy" in block))
    return found


def _said(block: str, name: str) -> str:
    match = re.search(rf'^{name} ((?:".*"\n?)+)', block, re.MULTILINE)
    return _joined(match.group(1)) if match else ""


def _joined(quoted: str) -> str:
    return "".join(TEXT.findall(quoted)).replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")


CALL = re.compile(r"(?<![\w.])(?:_|n?p?gettext(?:_lazy)?)\(")


def source_keys() -> set[tuple[str, str]]:
    """Return every text that is marked in the source, with its context: in Python as it is, in templates as read."""
    package = LOCALE.parent
    found: set[tuple[str, str]] = set()
    for file in sorted(package.rglob("*.py")):
        if "tests" not in file.parts and "migrations" not in file.parts:
            found.update(_called(ast.parse(file.read_text(encoding="utf-8"))))
    for file in sorted(package.rglob("*.html")):
        if "tests" not in file.parts:
            read = templatize(file.read_text(encoding="utf-8"), origin=str(file))
            for match in CALL.finditer(read):
                found.update(_called(_call_at(read, match.start())))
    return found


def _call_at(read: str, start: int) -> ast.AST:
    """Return the call that begins here; a bracket inside its text does not end it."""
    end = start
    while (end := read.find(")", end) + 1) > 0:
        try:
            return ast.parse(read[start:end])
        except SyntaxError:
            continue
    return ast.Module([], [])


def _called(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if not texts or name not in NAMES:
            continue
        yield (texts[0], texts[1]) if "pgettext" in name else ("", texts[0])


def test_every_text_of_the_source_is_in_the_catalogues() -> None:
    known = {each.key for each in entries(LANGUAGES[0])}
    missing = sorted(source_keys() - known)
    assert missing == [], "run ./run messages and translate these"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_translated_with_the_same_gaps(code: str) -> None:
    forms = re.search(r"nplurals=(\d)", catalogue(code).read_text(encoding="utf-8"))
    assert forms
    found = entries(code)
    assert len(found) > 285
    for each in found:
        assert not each.is_guessed, each.key
        assert len(each.translated) == (int(forms.group(1)) if each.many else 1), each.key
        assert all(each.translated), each.key
        gaps = set(GAP.findall(each.many or each.key[1]))
        # A form for one or two things may say the number as a word; the form for many may not.
        assert gaps == set(GAP.findall(each.translated[-1])), each.key
        assert all(set(GAP.findall(form)) <= gaps for form in each.translated), each.key


def test_all_languages_have_the_same_texts() -> None:
    first, *others = ({each.key for each in entries(code)} for code in LANGUAGES)
    assert all(other == first for other in others)


@pytest.mark.parametrize("code", LANGUAGES)
def test_compiled_catalogue_says_the_same(code: str) -> None:
    with catalogue(code).with_suffix(".mo").open("rb") as compiled:
        spoken = gettext.GNUTranslations(compiled)
    plain = [each for each in entries(code) if not each.many]
    said = [spoken.pgettext(*each.key) if each.key[0] else spoken.gettext(each.key[1]) for each in plain]
    assert [each.key for each, words in zip(plain, said, strict=True) if words != each.translated[0]] == []


def test_numbers_of_things_have_the_forms_of_the_language() -> None:
    with catalogue("ar").with_suffix(".mo").open("rb") as compiled:
        arabic = gettext.GNUTranslations(compiled)
    one, many = "U kunt 1 antwoord kiezen.", "U kunt %(n)s antwoorden kiezen."
    assert len({arabic.ngettext(one, many, n) for n in (1, 2, 3, 11)}) == 4
    with catalogue("uk").with_suffix(".mo").open("rb") as compiled:
        ukrainian = gettext.GNUTranslations(compiled)
    assert [ukrainian.ngettext(one, many, n).split()[-1] for n in (1, 3, 5, 21)] == [
        "відповідь.",
        "відповіді.",
        "відповідей.",
        "відповідь.",
    ]


def test_only_dutch_is_on_by_default() -> None:
    assert [code for code, _ in settings.LANGUAGES] == [SOURCE]


@pytest.mark.django_db
@pytest.mark.usefixtures("all_languages")
@pytest.mark.parametrize(("address", "language"), [("/", "en"), ("/hulp/", "en"), ("/account/login/", "nl")])
def test_tellers_get_their_language_and_the_team_gets_dutch(client: Client, address: str, language: str) -> None:
    page = client.get(address, headers={"accept-language": "en-GB,en;q=0.9"})
    assert f'<html lang="{language}"' in page.content.decode()
    assert ("Skip" if language == "nl" else "Naar de inhoud") not in page.content.decode()
