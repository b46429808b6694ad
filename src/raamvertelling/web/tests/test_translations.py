"""The catalogues: whole, compiled, and with every gap filled by the same names."""

import gettext
import re
from pathlib import Path

import pytest
from django.test import Client

CATALOGUES = sorted(Path(__file__).parents[2].glob("locale/*/LC_MESSAGES/django.po"))
ENTRY = re.compile(
    r'^msgid "(.+)"\n(?:msgid_plural "(.+)"\nmsgstr\[0\] "(.*)"\nmsgstr\[1\]|msgstr) "(.*)"$', re.MULTILINE
)
GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%s")


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated_with_the_same_gaps(catalogue: Path) -> None:
    entries = ENTRY.findall(catalogue.read_text(encoding="utf-8"))
    assert len(entries) > 250
    for one, many, translated_one, translated in entries:
        assert translated, one
        assert set(GAP.findall(many or one)) == set(GAP.findall(translated)), one
        assert not many or translated_one, one


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-3])
def test_compiled_catalogue_says_the_same(catalogue: Path) -> None:
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        spoken = gettext.GNUTranslations(compiled)
    text = catalogue.read_text(encoding="utf-8")
    plain = re.findall(r'(?<!msgctxt)\n\n(?:#.*\n)*msgid "([^"\\]+)"\nmsgstr "([^"\\]+)"', text)
    assert len(plain) > 200
    assert [one for one, translated in plain if spoken.gettext(one) != translated] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "language"), [("/", "en"), ("/hulp/", "en"), ("/account/login/", "nl")])
def test_tellers_get_their_language_and_the_team_gets_dutch(client: Client, address: str, language: str) -> None:
    page = client.get(address, headers={"accept-language": "en-GB,en;q=0.9"})
    assert f'<html lang="{language}"' in page.content.decode()
    assert ("Skip" if language == "nl" else "Naar de inhoud") not in page.content.decode()
