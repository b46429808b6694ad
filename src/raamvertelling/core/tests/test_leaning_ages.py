"""Ages that are understood from what was said before, and spoken ways to say one; lengths and numbers stay."""

import pytest

from raamvertelling.core.privacy.ages import find_ages
from raamvertelling.core.privacy.tokens import read
from raamvertelling.core.privacy.trimming import ages_in


def found(text: str) -> list[str]:
    spans = sorted(find_ages(text), key=lambda each: (each.start, -each.end))
    return list(dict.fromkeys(text[each.start : each.end] for each in spans))


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("ik heb drie kinderen van vier, zeven en elf en geen auto", ["vier", "zeven", "elf"]),
        ("Mijn zoons van dertien en vijftien vinden het leuk.", ["dertien", "vijftien"]),
        ("een jongetje van vijf at nooit zijn brood op", ["vijf"]),
        ("De jongste is twaalf, de oudste zesentachtig.", ["twaalf", "zesentachtig"]),
        ("ik was elf en mijn broertje acht toen ze wegging", ["elf", "acht"]),
        ("zij was 20, hij 27, en ze mochten niet", ["20", "27"]),
        ("ik was toen achtenveertig denk ik, nee negenenveertig, want", ["achtenveertig", "negenenveertig"]),
        ("hoe oud ben je. veertien, eh ja bijna, nee gewoon vijftien. en", ["veertien", "vijftien"]),
        ("eh vijf is ze geworden op school", ["vijf"]),
        ("ik ben met mijn 61 de jongste hier", ["61"]),
        ("van mijn veertiende tot mijn zeventiende zat ik daar", ["veertiende", "zeventiende"]),
        ("ze zijn allebei drie. er is gehuild", ["drie"]),
        ("mijn dochter is vier en een half en kijkt niet uit", ["vier en een half"]),
        ("mijn zoon van anderhalf. eerst sliepen we", ["anderhalf"]),
        ("toen ze vier jaar was kon ze al lezen", ["vier jaar"]),
        ("als je negenendertig bent en je gaat terug", ["negenendertig"]),
    ],
)
def test_leaning_ages_are_found(text: str, ages: list[str]) -> None:
    assert found(text) == ages


@pytest.mark.parametrize(
    "text",
    [
        "we waren met elf, deze week met acht. de groep bestaat al zes jaar",
        "hij reed met zijn achten door de stad",
        "ze is net zes weken geopereerd",
        "het is mijn tweede man",
        "om acht uur was ik thuis en om negen lag ik in bed",
        "hij had twee broers en kreeg er drie boeken bij",
    ],
)
def test_what_only_counts_stays(text: str) -> None:
    assert found(text) == []


def test_only_the_age_leans_and_not_what_follows() -> None:
    assert found("ik was elf, twee jaar ouder dan zij") == ["elf"]


@pytest.mark.parametrize(
    ("run", "after", "ages"),
    [
        ("34 hij 36", ".", ["34", "36"]),
        ("zestien ik achttien", "toen", ["zestien", "achttien"]),
        ("7 bijna 8", "en dat merk je", ["7", "8"]),
        ("9 zag 9", "katten", ["9"]),
        ("twaalf en een half jaar", "oud", ["twaalf en een half jaar"]),
        ("16e", "een boete", ["16"]),
    ],
)
def test_every_age_in_a_run_of_words_is_kept(run: str, after: str, ages: list[str]) -> None:
    each = read(f"{run} {after}")
    found = ages_in(each, 0, len(read(run).forms) - 1)
    assert [each.text[each.starts[first] : each.ends[last]] for first, last in found] == ages
