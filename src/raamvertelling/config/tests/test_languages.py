"""Languages that an operator switches on: known ones only, and never without being told that nobody checked them."""

import pytest
from pytest_django import Settings

from raamvertelling.config.environment import WrongSetting, languages
from raamvertelling.config.prepare import prepare
from raamvertelling.web.language_list import KNOWN, SOURCE


def test_languages_are_read_in_our_order_and_dutch_is_always_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAAM_LANGUAGES", "ar, en nl-simple")
    assert languages("RAAM_LANGUAGES", KNOWN, SOURCE) == ["nl", "nl-simple", "en", "ar"]
    monkeypatch.setenv("RAAM_LANGUAGES", "")
    assert languages("RAAM_LANGUAGES", KNOWN, SOURCE) == ["nl"]


def test_an_unknown_language_is_refused_with_the_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAAM_LANGUAGES", "nl klingon")
    with pytest.raises(WrongSetting, match=r"klingon.*Kies uit: nl, nl-simple, en"):
        languages("RAAM_LANGUAGES", KNOWN, SOURCE)


@pytest.mark.django_db(databases=["default", "keystore"])
def test_starting_says_which_languages_no_reader_has_checked(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare()
    assert "nagekeken" not in capsys.readouterr().err
    settings.LANGUAGES = [("nl", "Nederlands"), ("tr", "Türkçe"), ("ar", "العربية")]
    prepare()
    assert "nog door geen lezer nagekeken: Turks en Arabisch" in capsys.readouterr().err
