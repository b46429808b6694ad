"""Names of organisations and streets that are made of ordinary words, where nobody types capitals."""

import pytest

from raamvertelling.core.privacy.model import the_model
from raamvertelling.core.privacy.names import find_by_rule
from raamvertelling.core.privacy.spans import union
from raamvertelling.core.privacy.spreading import whole_names
from raamvertelling.core.privacy.tokens import read


def ruled(text: str, type_: str) -> list[str]:
    each, lexicon = read(text), the_model().lexicon
    spans = union(whole_names(each, union(find_by_rule(each, lexicon)), lexicon))
    return [text[span.start : span.end] for span in spans if span.type == type_]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mijn dochter gaat naar zwemschool de dolfijn op zaterdag", "zwemschool de dolfijn"),
        ("ik drink koffie bij buurtkamer de brug en dan ga ik", "buurtkamer de brug"),
        ("hij woont nu in woongroep het anker met vier anderen", "woongroep het anker"),
        ("geld kreeg ik van stichting samen verder en daar was ik blij mee", "stichting samen verder"),
        ("de pomp is betaald door ijsclub eensgezindheid en door de buurt", "ijsclub eensgezindheid"),
        ("ze gaat elke dag naar het huis van de wijk voor de gezelligheid", "het huis van de wijk"),
        ("ik zit nu bij spitten en wieden, dat is een werkplek voor mensen zoals ik", "spitten en wieden"),
        ("mijn neef heeft een winkel, de gouden vijg, en daar help ik", "de gouden vijg"),
        ("ons koor heet vrolijk vals en dat klopt", "vrolijk vals"),
        ("mijn zusje zit op het zwarteveldcollege en ze wil kok worden", "het zwarteveldcollege"),
        ("de tolk kwam van stichting versta mij en die was aardig", "stichting versta mij"),
        ("ik ben vrijwilliger van de gedekte tafel een dag per week", "de gedekte tafel"),
        ("ik ga elke donderdag bij de kwikstaart langs voor de soep", "de kwikstaart"),
        ("we hangen op jongerencentrum loods 9 en dat is fijn", "jongerencentrum loods 9"),
        ("de boodschappen haal ik bij kruidenier van beekum om de hoek", "kruidenier van beekum"),
        ("ik was bij fysiotherapie aan zee voor mijn rug en mijn knie", "fysiotherapie aan zee"),
    ],
)
def test_an_organisation_of_ordinary_words_is_found(text: str, name: str) -> None:
    assert ruled(text, "ORG") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "in de buurtkamer de thee inschenken dat doe ik graag",
        "ik ging naar school de hele week en daarna naar huis",
        "op de kinderopvang de kinderen verschonen is mijn taak",
        "bij de groep zes mensen gezien die ik niet ken",
        "ik was bij de buren, dat is toch geen club waar je lid van bent",
        "de school heet iedereen welkom en de kerk ook",
        "ik wil een winkel, een kerk en een school in de buurt",
        "hij werkt voor een stichting die niets verdient",
        "ik ben vrijwilliger bij de bushalte en stage in het ziekenhuis",
        "hij zit op school groep 8 en zijn zus op de kinderopvang hal 3 dagen",
    ],
)
def test_a_kind_alone_is_no_name(text: str) -> None:
    assert ruled(text, "ORG") == []


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("wij wonen in de tjalk straat met zijn achten en een hond", "tjalk straat"),
        ("ze woonde in de derde dwarsstraat en had rood haar", "derde dwarsstraat"),
        ("hij heeft het wethouder jansenplein gelegd met zijn eigen handen", "wethouder jansenplein"),
        ("wij wonen al jaren aan het eikenerf met een hond", "eikenerf"),
        ("ik haalde hem op aan de oude kolk 12 en daarna naar huis", "oude kolk 12"),
        ("ze fietst over de parallellaan oost naar haar werk toe", "parallellaan oost"),
        ("mijn zus woont op de zuring en ik om de hoek", "de zuring"),
        ("we zitten in de zuring op nummer vier met zijn allen", "de zuring op nummer vier"),
        ("mijn vader bleef op de weerd zes en wij gingen weg", "de weerd zes"),
        ("hij woonde op lupinekade achtentachtig twee hoog met zijn moeder", "lupinekade achtentachtig twee hoog"),
    ],
)
def test_a_street_without_capitals_is_found_whole(text: str, street: str) -> None:
    assert ruled(text, "LOC_STREET") == [street]


@pytest.mark.parametrize(
    "text",
    [
        "we liepen door de lange smalle straat naar het water toe",
        "hij zit in de derde bus 12 kilometer verder in de regen",
        "op de wachtlijst 40 mensen voor mij en in de zomer 3 weken niets",
        "de auto ging door de wasstraat en was weer schoon",
        "wij wonen nu op kamers en hij woont op de boerderij",
        "in de hele straat brandde geen enkele lamp meer die nacht",
    ],
)
def test_a_street_without_a_name_stays(text: str) -> None:
    assert ruled(text, "LOC_STREET") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Terwisscha zei dat de raad het wist. Dat was niet zo, en iedereen in de zaal wist het.", ["Terwisscha"]),
        ("Morgen zei hij dat de raad het wist. Fietsen was zijn werk, en iedereen wist het ook.", []),
    ],
)
def test_an_unknown_word_that_begins_a_sentence_and_does_something_is_a_name(text: str, names: list[str]) -> None:
    assert ruled(text, "PER") == names
