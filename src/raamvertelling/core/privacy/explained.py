"""Small organisations that the text itself explains: 'de muts, dat is de dagbesteding', 'een winkel, de dadel, op'."""

from collections.abc import Iterator
from functools import lru_cache

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.lexicon import COMMON, HOUSE, KNOWN, WORD, Lexicon
from raamvertelling.core.privacy.organisations import SMALL_ARTICLES, is_kind
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.standing import is_letters, ruled
from raamvertelling.core.privacy.tokens import Read

# What an organisation is said to be; more than the kinds after which a name follows.
SORTS = cues.words(
    """
    groep groepje club clubje kamer zaal zaaltje plek project werkplek werkplaats huis gebouw kroeg kerkje schooltje
    organisatie fabriek team bandje koor koortje dagopvang opvang inloop dagbesteding tehuis loods hal sporthal
    vrouwengroep mannengroep werkproject initiatief tent zaak zaakje winkeltje flat hofje kapper slager bakker
    """
)
ONE_OF = cues.words("een zo'n onze ons mijn m'n zijn z'n haar hun die dat 'n")
BEFORE_NAME = cues.words("bij op naar van in voor via door tot")
EXPLAINS = {"dat": cues.words("is was zit zat heet waren"), "die": cues.words("zitten zaten hebben hadden doen")}
CALLED_SO = frozenset(("heet", "heette", "heten", "genaamd", "heetten"))
GLUED = ("school", "college", "kerk", "lyceum", "moskee", "mavo", "huis", "hof")
# Whose place is somewhere: 'de keeper van ...', 'stage bij ...'.
BELONGS = cues.words(
    """
    vrijwilliger vrijwilligers vrijwilligster stagiair stagiaire stage begeleider begeleidster begeleiders juf juffen
    trainer keeper coach lid voorzitter voorzitster penningmeester koster kokkin dirigent consulent jongerenwerker
    medewerker medewerkster medewerkers gastvrouw gastheer leidster collega collega's directeur directrice bestuur
    beheerder mentor ingeschreven aangemeld vrijwilligerswerk dagbesteding
    """
)
AT_PLACE = (("bij",), ("van",), ("naar",), ("in",))
PEOPLE = ("en", "er", "eur", "ist", "ster", "aar", "ing", "heid", "tie", "teit", "isme")
STOPS = cues.FUNCTION | cues.AND | cues.TO_PLACE | cues.AT | cues.ON | cues.FROM | cues.COPULA
# What belongs to the name of a kind that has no article: 'bij mondzorg aan zee', 'van thuiszorg met hart'.
TAILS = {
    "aan": frozenset(("zee", "huis", "boord")), "met": cues.words("hart zorg liefde plezier aandacht elkaar"),
    "in": cues.words("beweging balans zicht actie"), "op": cues.words("maat weg koers pad"),
    "voor": cues.words("elkaar jou iedereen allen"),
}  # fmt: skip
OBJECTS = (("mij",), ("ons",), ("jou",), ("elkaar",), ("samen",), ("verder",), ("mee",))
NOT_OF_FOUNDATION = cues.words("die dat en of is was heeft had in op van om met moet kan wil gaat doet helpt bij zijn")


def explained(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'ik zit bij doen en laten, dat is een werkplek': what is a name is said to be something."""
    after = each.keys[k + 1] if k + 1 < len(each.keys) else ""
    if k < 3 or after not in EXPLAINS[each.keys[k]] or each.keys[k - 1] not in (",", "."):
        return
    said = each.keys[k + 2 : k + 7]
    if each.keys[k] == "dat" and ("geen" in said or not any(_is_sort(key, lexicon) for key in said)):
        return
    first = k - 2
    while first > max(0, k - 7) and is_letters(each, first) and each.keys[first] not in BEFORE_NAME:
        first -= 1
    words = each.keys[first + 1 : k - 1]
    if each.keys[first] not in BEFORE_NAME or not words or words[0] in cues.FUNCTION or "die" in words:
        return
    last = each.keys[k - 2]
    is_plural = each.keys[k] == "die" and last.endswith(("s", "en"))
    if not is_plural and _is_telling(last, lexicon) and not (first == k - 3 and each.keys[k] == "die"):
        yield ruled(each, first + 1, k - 2, "ORG", "organisatie", 0.65, "wordt daarna uitgelegd")


def introduced(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'mijn oom heeft een winkel, de gouden dadel, op de markt': after what it is, its name between commas."""
    near = each.keys[max(0, k - 2) : k]
    if k + 3 >= len(each.keys) or each.keys[k + 1] not in (",", ":", "(") or ONE_OF.isdisjoint(near):
        return
    has_article = each.keys[k + 2] in SMALL_ARTICLES
    last = k + 2 + has_article
    if not has_article or not is_letters(each, last):
        return
    if is_letters(each, last + 1) and each.keys[last + 1] not in STOPS:
        last += 1
    ends = last + 1 == len(each.keys) or not is_letters(each, last + 1)
    if ends and _is_telling(each.keys[last], lexicon):
        yield ruled(each, k + 2, last, "ORG", "organisatie", 0.65, f"staat na ‘{each.forms[k].lower()}’")


def called_so(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'onze kerk heet samen op weg', 'een groepje genaamd de vroege vogels'."""
    before = each.keys[max(0, k - 4) : k]
    if not any(_is_sort(key, lexicon) for key in before) or not {",", ".", "?", "!"}.isdisjoint(before):
        return
    first = k + 1
    while first < len(each.keys) and (each.keys[first] in cues.ADVERB or each.keys[first] in ("dan", "gewoon", "ook")):
        first += 1
    last = first
    while is_letters(each, last) and last < first + 4 and (each.keys[last] not in STOPS or last > first):
        if each.keys[last] in STOPS and each.keys[last] not in ("en", "op", "in", "voor", "van"):
            break
        last += 1
    last -= 1
    while last > first and each.keys[last] in STOPS | cues.ARTICLE:
        last -= 1
    if (
        last >= first
        and "welkom" not in each.keys[first : last + 1]
        and each.keys[last] not in cues.ARTICLE
        and not _is_sort(each.keys[last], lexicon)
    ):
        yield ruled(each, first, last, "ORG", "organisatie", 0.86, f"staat na ‘{each.forms[k].lower()}’")


def belonging(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'vrijwilliger van de gedekte tafel', 'op donderdag bij de kruiwagen': where one belongs, or goes every week."""
    is_place = each.keys[k + 1 : k + 2] in AT_PLACE and not (each.keys[k + 1] == "van" and each.keys[k] in cues.DAYS)
    if not is_place or k + 3 >= len(each.keys) or each.keys[k + 2] not in SMALL_ARTICLES:
        return
    last = k + 3
    if each.keys[last].endswith("e") and is_letters(each, last + 1) and each.keys[last + 1] not in STOPS:
        last += 1
    key, flags = each.keys[last], lexicon.flags(each.keys[last])
    is_name = is_letters(each, last) and _is_telling(key, lexicon) and key not in cues.KIN | cues.TITLES
    if is_name and not (key.endswith(PEOPLE) and not flags & HOUSE):
        yield ruled(each, k + 2, last, "ORG", "organisatie", 0.6, f"staat na ‘{' '.join(each.keys[k : k + 2])}’")


def glued(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'het vechtlandcollege', 'op de beatrixschool': a name and the kind in one word that no list has."""
    key = each.keys[k]
    ending = next((end for end in GLUED if key.endswith(end)), "")
    first = key[: -len(ending)] if ending else ""
    if len(first) < 3 or lexicon.flags(key) & (WORD | COMMON | KNOWN) or lexicon.is_slip(key):
        return
    is_house = bool(lexicon.flags(first) & HOUSE) and ending in ("school", "college", "kerk")
    if is_house or not lexicon.is_compound(key):
        has_article = k > 0 and each.keys[k - 1] in SMALL_ARTICLES
        yield ruled(each, k - has_article, k, "ORG", "organisatie", 0.6, f"eindigt op ‘{ending}’")


def foundation(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'van stichting hoor mij', 'bij mondzorg aan zee': names of ordinary words after a kind without article."""
    before = each.keys[k - 1] if k else ""
    if before in cues.ARTICLE or before in cues.ONE or before in ONE_OF or not is_letters(each, k + 1):
        return
    after = each.keys[k + 1]
    if k + 2 < len(each.keys) and (
        each.keys[k + 2] in TAILS.get(after, ()) or (after == "aan" and each.keys[k + 2] in SMALL_ARTICLES)
    ):
        last = k + 2 + (each.keys[k + 2] in SMALL_ARTICLES and is_letters(each, k + 3))
        yield ruled(each, k, last, "ORG", "organisatie", 0.65, f"staat na ‘{each.forms[k].lower()}’")
    elif each.keys[k] == "stichting" and after not in NOT_OF_FOUNDATION:
        is_short = after in cues.FUNCTION or bool(lexicon.flags(after) & COMMON)
        more = (
            (is_short or each.keys[k + 2 : k + 3] in OBJECTS)
            and is_letters(each, k + 2)
            and each.keys[k + 2] not in NOT_OF_FOUNDATION
        )
        yield ruled(each, k, k + 1 + more, "ORG", "organisatie", 0.65, "staat na ‘stichting’")


@lru_cache(maxsize=20_000)
def _is_sort(key: str, lexicon: Lexicon) -> bool:
    return key in SORTS or is_kind(key, lexicon)


def _is_telling(key: str, lexicon: Lexicon) -> bool:
    """Tell whether a word can end a name: no country, no kind, and of everyday words only what houses are called."""
    flags = lexicon.flags(key)
    if flags & KNOWN or key in cues.FUNCTION or len(key) < 3 or _is_sort(key, lexicon):
        return False
    return bool(flags & HOUSE) or not flags & COMMON
