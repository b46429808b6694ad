"""Streets and houses, by how their names end and by the number behind them."""

from collections.abc import Iterator

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.lexicon import COMMON, KNOWN, WORD, Lexicon
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.standing import is_letters, is_shouted, ruled, starts_sentence
from raamvertelling.core.privacy.tokens import Read

STREET = (
    "straat", "straatje", "laan", "laantje", "plein", "pleintje", "hof", "hofje", "gracht", "dreef", "kade", "singel",
    "steeg", "plantsoen", "weg", "dijk", "pad", "wal", "gaarde", "hage", "burcht", "boulevard", "kwartier", "erf",
    "akker", "weide",
)  # fmt: skip
SURE_STREET = ("straat", "laan", "plein", "gracht", "singel", "plantsoen", "steeg", "dreef", "kade")

BEFORE_STREET = frozenset(("op", "aan", "adres", "naast", ":"))
COUNTED = frozenset(
    ("uur", "jaar", "keer", "euro", "procent", "dagen", "weken", "maanden", "minuten", "kinderen", "mensen")
)


# Streets that every place has: no name.
ANY_STREET = cues.words(
    """
    zijstraat dwarsstraat winkelstraat hoofdstraat woonstraat buitenstraat doorgangsstraat schoolplein voorplein
    binnenplein parkeerplein speelplein busplein oprijlaan wandeldreef vluchtsteeg stationsplein marktplein dorpsplein
    slotgracht ringgracht laadkade loskade wasstraat teststraat plein straat
    """
)
ORDINALS = frozenset(("eerste", "tweede", "derde", "vierde", "1e", "2e", "3e", "4e"))
LIVING = cues.words(
    "woon woont wonen woonde woonden gewoond wonend verhuisd verhuisde verhuizen adres huis flat woning"
)
LIVES = cues.words("woon woont wonen woonde woonden")
OTHER_ENDS = ("park", "veld", "haven", "ring", "kamp", "markt", "oever", "brink", "donk", "baan", "str")
# What has a number and is no street.
NUMBERED = cues.words(
    """
    groep nummer nr kamer lijn bus pagina bladzijde blz dag week maand jaar verdieping etage afdeling klas zaal halte
    perron spoor balie loket plaats plek ronde leeftijd stand artikel route knooppunt kanaal versie stap fase niveau
    zomer winter ochtend middag avond nacht vroege late laatste eerste afgelopen komende volgende
    """
)
LIVED_IN = frozenset(("in", "op", "aan"))
GOES_ON = cues.FUNCTION | cues.AND | {"in", "te"}
INTO_STREET = frozenset(("in", "op", "aan", "naar", "van", "langs", "uit"))


def street(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'in de tulpstraat', 'op de Korte Akkerweg', 'in de tjalk straat', 'de derde dwarsstraat'."""
    key = each.keys[k]
    if not key[0].isalpha() or is_shouted(each, k):
        return
    if key in SURE_STREET:
        yield from _split_street(each, k, lexicon)
    if key.endswith(SURE_STREET) and each.keys[k - 1 : k] and each.keys[k - 1] in ORDINALS and key not in SURE_STREET:
        yield ruled(each, k - 1, k, "LOC_STREET", "straat", 0.7, "is een straat met een nummer")
    ending = next((end for end in (*STREET, *OTHER_ENDS) if key.endswith(end)), "flat")
    flags = lexicon.flags(key)
    is_capital = each.cased and each.forms[k][0].isupper() and not starts_sentence(each, k)
    inside = is_capital and ending not in OTHER_ENDS  # 'de Vergadering' ends in a ring too
    if len(key) < len(ending) + 3 and not inside:
        return
    after = each.keys[k + 1] if k + 1 < len(each.keys) else ""
    has_number = (after.isdigit() and len(after) < 4) or after in cues.NUMERALS - {"een"}
    is_known = bool(flags & (WORD | KNOWN | COMMON))
    is_sure = key.endswith(SURE_STREET) and (not is_known or _is_gone_into(each, k, flags))
    if inside or (has_number and not is_known) or is_sure or _is_lived_in(each, k, flags):
        first = k
        while inside and first and each.forms[first - 1][:1].isupper() and not starts_sentence(each, first - 1):
            first -= 1
        yield ruled(each, first, k + has_number, "LOC_STREET", "straat", 0.85, f"eindigt op ‘{ending}’")


def _is_gone_into(each: Read, k: int, flags: int) -> bool:
    """Tell whether a street of the dictionary is one that has this name: 'in de kerkstraat', not 'de winkelstraat'."""
    if flags & (KNOWN | COMMON) or each.keys[k] in ANY_STREET or k < 2:
        return False
    return each.keys[k - 1] in ("de", "het", "'t") and each.keys[k - 2] in INTO_STREET


def _is_lived_in(each: Read, k: int, flags: int) -> bool:
    """Tell whether somebody lives there: 'wij wonen aan het molenpad', 'op het eikenerf woon ik'."""
    first = k - 1 if k and each.keys[k - 1] in ("de", "het", "'t") else k
    if flags & (KNOWN | COMMON) or each.keys[k] in ANY_STREET or first < 1 or each.keys[first - 1] not in LIVED_IN:
        return False
    return not LIVING.isdisjoint((*each.keys[max(0, first - 5) : first], *each.keys[k + 1 : k + 3]))


def _split_street(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'in de tjalk straat', 'aan de hollandse laan': a name and the word street, written apart."""
    if k < 3 or each.keys[k - 2] not in ("de", "het", "'t") or each.keys[k - 3] not in INTO_STREET:
        return
    key, flags = each.keys[k - 1], lexicon.flags(each.keys[k - 1])
    is_adjective = key.endswith("e") and not key.endswith("se") and bool(flags & WORD)
    if is_letters(each, k - 1) and len(key) > 2 and not is_adjective and not flags & (COMMON | KNOWN):
        yield ruled(each, k - 1, k, "LOC_STREET", "straat", 0.7, f"staat voor ‘{each.keys[k]}’")


NO_HOUSE = cues.words(
    """
    kamers zichzelf mezelf jezelf mijzelf elkaar straat boot woonboot boerderij camping etage verdieping zolder eiland
    platteland berg heuvel hoek begane flat flats hoogte kot stand bovenste onderste eerste tweede derde vierde vijfde
    zesde zevende achtste negende tiende hoogste rand grens wal water land terrein plek adres school
    """
)


def lived_on(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'mijn zus woont op de zuring', 'wij wonen nu op akelei 14': whatever the street is called, one lives on it."""
    on = next((j for j in range(k + 1, min(k + 4, len(each.keys) - 1)) if each.keys[j] == "op"), None)
    if on is None or not all(is_letters(each, j) for j in range(k, on)):
        return
    first = on + 1
    name = first + (each.keys[first] in ("de", "het", "'t"))
    if not is_letters(each, name) or len(each.keys[name]) < 4 or each.keys[name] in NO_HOUSE | cues.FUNCTION:
        return
    if not lexicon.flags(each.keys[name]) & (COMMON | KNOWN):
        yield ruled(each, first, name, "LOC_STREET", "straat", 0.65, f"staat na ‘{each.forms[k].lower()}’")


def numbered(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'op Havenzicht 3C', 'wij wonen op mounewei 4': a name, and a number that can only be of a house."""
    if k < 2 or not is_letters(each, k - 1) or (k + 1 < len(each.keys) and each.keys[k + 1] in COUNTED):
        return
    first = k - 1
    while each.cased and first > 1 and each.forms[first - 1][0].isupper() and not starts_sentence(each, first - 1):
        first -= 1
    flags, form = lexicon.flags(each.keys[k - 1]), each.forms[k - 1]
    is_name = form[0].isupper() if each.cased else not flags & (WORD | COMMON)
    if each.keys[first - 1] in BEFORE_STREET and is_name and not flags & (KNOWN | COMMON) and len(form) > 3:
        # 'groep 3C', 'nr. 4 b': the letter belongs to the number.
        has_letter = k + 1 < len(each.keys) and len(each.keys[k + 1]) == 1 and each.keys[k + 1].isalpha()
        is_joined = has_letter and each.ends[k] == each.starts[k + 1]
        yield ruled(each, first, k + is_joined, "LOC_STREET", "adres", 0.7, "staat voor een huisnummer")


def numbered_aloud(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'op de lijsterbes op nummer vier', 'in de wilgen nummer 12': a name, and the number of the house."""
    after = each.keys[k + 1] if k + 1 < len(each.keys) else ""
    last = k - 2 if k and each.keys[k - 1] == "op" else k - 1
    if last < 2 or not is_letters(each, last) or not (after.isdigit() or after in cues.NUMERALS):
        return
    flags = lexicon.flags(each.keys[last])
    first = last - 1
    if each.keys[first] in ("de", "het", "'t") and each.keys[first - 1] in LIVED_IN and not flags & (COMMON | KNOWN):
        yield ruled(each, first, k + 1, "LOC_STREET", "adres", 0.7, "staat voor een huisnummer")


def counted_house(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'aan de oude haven 3', 'op de kamp 12b' where nobody types capitals: what follows the number is no unit."""
    after = each.keys[k + 1] if k + 1 < len(each.keys) else "."
    if each.cased or k < 3 or not is_letters(each, k - 1) or (after[0].isalpha() and after not in GOES_ON):
        return
    first = k - 1
    if each.keys[k - 2].endswith("e") and is_letters(each, k - 2) and each.keys[k - 2] != "de":
        first = k - 2
    words = each.keys[first:k]
    has_article = each.keys[first - 1] in ("de", "het", "'t")
    if not has_article or first < 2 or each.keys[first - 2] not in LIVED_IN or not NUMBERED.isdisjoint(words):
        return
    if not lexicon.flags(each.keys[k - 1]) & (COMMON | KNOWN) and len(each.keys[k - 1]) > 3:
        yield ruled(each, first, k, "LOC_STREET", "adres", 0.65, "staat voor een huisnummer")
