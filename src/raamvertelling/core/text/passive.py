"""Passive sentences in Dutch, found by rule of thumb: a form of `worden` or `zijn` with a past participle."""

import re

from raamvertelling.core.text.pieces import Piece, clauses, word_set, words

_WORDEN = word_set("word wordt worden werd werden")
_ZIJN = word_set("ben bent is zijn was waren")
_HEBBEN = word_set("heb hebt heeft hebben had hadden")

_APART = (
    "aan|achter|af|bij|binnen|bloot|buiten|deel|door|gelijk|goed|in|kapot|klaar|kwijt|los|mee|na|neer|om|onder|op|open|"
    "over|plaats|samen|schoon|stil|stop|tegen|terug|thuis|toe|uit|vast|vol|voor|vrij|waar|weer|weg|zwart"
)
_WITH_GE = re.compile(rf"(?:{_APART})?ge\w+(?:d|t|en|aan|ien)")
_WITHOUT_GE = re.compile(
    rf"(?:{_APART})?(?:be|ver|ont|her|er|mis|vol|onder|over|door|achter|om)(?!\w*(?<!k)end\Z)\w{{2,}}(?:d|t)"
)
_STRONG = word_set(
    "aanbevolen aanvaard bedacht bedrogen begrepen behouden bekeken bepaald beschreven besloten besproken "
    "bestolen betrokken bevolen bewezen bewogen doorverbonden doorverwezen herzien misverstaan omschreven "
    "onderbroken ondernomen ondervonden onderzocht onthouden ontnomen ontslagen ontvangen overgenomen overhandigd "
    "overwogen verboden verbonden verdreven vergeleken vergeten verholpen verkregen verlaten verloren vermeden "
    "vernomen verplicht verstoten vervangen verwezen verworpen verzonden verzwegen voldaan weersproken"
)
# They look like a participle and are none.
_NO_PARTICIPLE = word_set(
    "achterkant altijd behoeft belast beleefd beleid belt besluit best bestand betaalt betreft bewust bezit "
    "bijeenkomst bijzonder doorheen gebed gebeuren gebied gebieden gebouwen gebruiken gedachten gedicht gedrocht "
    "geduld geheimen geheugen geit geld gelden geleden gelijk geloven geluid geluiden geluk gemeenten gemoed "
    "genieten gerecht gerechten geslacht gesprekken getuigen gevecht gevechten geven gevolgen gewest gewicht "
    "gewichten gewoon gewoonten gezant gezicht gezichten gezinnen gezond gezondheid herfst hersenen herseninfarct "
    "hert hond mond omdat omstandigheid omvang onderhoud onderkant onderwijst overheid overkant overlast "
    "overvloed verband verdriet verleden verlet verschil verstand vertelpunt vervoert verwacht voldoet volgend "
    "volwassen voorbeeld"
)
# Verbs that make their perfect with `zijn`, and participles that are used as adjectives.
_NO_PASSIVE_WITH_ZIJN = word_set(
    "aangekomen aangewezen achtergebleven achternagerend afgelopen afgenomen afgestudeerd afgevallen alert "
    "bedoeld bedroefd begaafd begonnen bekend beledigd benieuwd beperkt bereid beroemd beschikt betrokken "
    "bevallen bevoegd bevriend bevroren bewust bezeten bezorgd bezweken depressief doorgegaan ervaren gebaat "
    "gebarsten gebeurd gebleken gebleven geboren gebrekkig gedaald gedreven geduldig gefrustreerd gegaan gegroeid "
    "gehandicapt gehecht gekomen gekrompen geland geleden gelegen geliefd gelovig gelukt gemotiveerd genezen "
    "gepast gepensioneerd geraakt gericht gerust gescheiden geschikt geschrokken geslaagd gesloten gesmolten "
    "gespannen gestegen gestopt gestorven getalenteerd getrouwd gevallen gevlogen gevlucht gevolgd geweest gewend "
    "gewond geworden gezakt gezien gezonken geïnteresseerd herenigd hersteld hoogbegaafd ingestort ingevallen "
    "kwijtgeraakt losgeraakt meegegaan meegekomen meegevallen misgegaan mislukt omgevallen ondergegaan onderweg "
    "ontdaan ontevreden ontroerd ontsnapt ontstaan ontwaakt opgegroeid opgehouden opgelucht opgestaan overbelast "
    "overgestapt overleden overspannen overstuur overtuigd stilgevallen tegengevallen teleurgesteld teruggegaan "
    "teruggekeerd teruggekomen tevreden toegenomen toegestaan toegewijd uitgegaan uitgekomen uitgeput uitgerust "
    "uitgevallen vastgelopen veranderd verantwoord verbaasd verbeterd verbitterd verbonden verdeeld verdoofd "
    "verdronken verdwaald verdwenen vereenzaamd vergaan vergeten vergevorderd verhuisd verkeerd verkouden "
    "verleerd verlegen verliefd verlopen vermist vermoeid verouderd verplicht verrast verschenen verslaafd "
    "verslechterd verstandig vertrokken vertrouwd vervallen verwant verward verwend verzwakt voldaan volwassen "
    "voorbereid voorgekomen weggebleven weggegaan weggelopen weggevallen"
)
_MOVING = (
    "gefietst",
    "gekropen",
    "gelopen",
    "gereden",
    "gereisd",
    "gerend",
    "gestapt",
    "gevaren",
    "gevlogen",
    "gewandeld",
)
_NO_PASSIVE_WITH_WORDEN = word_set(
    "bekend bevriend bewust bezorgd depressief geduldig gefrustreerd gehandicapt gehecht gelovig geweest geworden "
    "gezond geïnteresseerd ontevreden overbelast overspannen tevreden verkouden verlegen verliefd vermoeid "
    "verslaafd vertrouwd volwassen zwanger"
)


def passives(sentence: Piece) -> list[Piece]:
    """Return the parts of a sentence that look passive, from the first of the two verbs to the last.

    Notes
    -----
    A rule of thumb, kept on the careful side. In each clause: a form of `worden` with a participle; or a form of
    `zijn` with a participle that is neither a verb with `zijn` in its perfect (is gekomen) nor used as an adjective
    (is bekend), and no form of `hebben` beside it (he has sold his house: `zijn` is "his"). On our own list of 50
    passive and 60 other sentences, `core/tests/passive_sentences.csv`: precision 1.00, recall 1.00, because the lists
    were mended with it. On a text seen for the first time 31 of 38 hits were right; docs/methods/duidelijke_taal.md.
    """
    found = []
    for clause in clauses(sentence):
        inside = [each for each in words(clause) if not _is_name(each, sentence)]
        lower = [each.text.lower() for each in inside]
        owns = _HEBBEN.intersection(each.text.lower() for each in words(sentence))
        pair = _pair(["" if each == "zijn" and owns else each for each in lower])
        if pair:
            first, last = inside[pair[0]], inside[pair[1]]
            text = sentence.text[first.start - sentence.start : last.end - sentence.start]
            found.append(Piece(text, first.start, last.end))
    return found


def _is_name(word: Piece, sentence: Piece) -> bool:
    """Tell whether a word has a capital although it does not begin the sentence."""
    return word.start > sentence.start and word.text[0].isupper()


def _pair(lower: list[str]) -> tuple[int, int] | None:
    """Return the places of the auxiliary and the participle, the first one first."""
    for auxiliaries, never in ((_WORDEN, _NO_PASSIVE_WITH_WORDEN), (_ZIJN, _NO_PASSIVE_WITH_ZIJN)):
        if auxiliaries is _ZIJN and _HEBBEN.intersection(lower):
            continue
        helpers = [number for number, each in enumerate(lower) if each in auxiliaries]
        for number, each in enumerate(lower):
            if helpers and is_participle(each) and each not in never and not _moves(each, auxiliaries):
                return min(number, helpers[0]), max(number, helpers[0])
    return None


def _moves(word: str, auxiliaries: frozenset[str]) -> bool:
    return auxiliaries is _ZIJN and word.endswith(_MOVING)


def is_participle(word: str) -> bool:
    """Tell whether a word in lower case looks like a Dutch past participle."""
    if word in _NO_PARTICIPLE:
        return False
    return word in _STRONG or bool(_WITH_GE.fullmatch(word) or _WITHOUT_GE.fullmatch(word))
