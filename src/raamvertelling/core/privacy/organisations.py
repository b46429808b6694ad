"""Small organisations: a kind of organisation and its name, and capitals that end in a kind."""

from collections.abc import Iterator
from functools import lru_cache

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.endings import Endings
from raamvertelling.core.privacy.lexicon import CAPITAL, COMMON, FIRST, KNOWN, LAST, ORGANISATION, WORD, Lexicon
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.standing import is_letters, is_shouted, ruled, starts_sentence
from raamvertelling.core.privacy.tokens import Read

KINDS = (
    "kerk", "koor", "school", "college", "lyceum", "club", "centrum", "huis", "praktijk", "moskee", "boerderij",
    "stichting", "vereniging", "orkest", "fanfare", "toneel", "bakkerij", "salon", "hof",
)  # fmt: skip
ARTICLES = frozenset(("De", "Het", "'t", "’t", "Den"))
SMALL_ARTICLES = frozenset(("de", "het", "'t", "den", "d'n", "t"))
# A longer word that ends in one of these is a kind too: 'zwemschool', 'taalcafe', 'woongroep'.
ENDS_OF_KINDS = (
    *("school", "club", "cafe", "praktijk", "winkel", "bedrijf", "centrum", "vereniging", "koor", "pension", "opvang"),
    *("verblijf", "tehuis", "huis", "moskee", "kerk", "stichting", "corporatie", "bakkerij", "slagerij", "salon"),
    *("restaurant", "atelier", "groep", "bureau", "werkplaats", "boerderij", "gebouw", "kamer", "zaal", "team"),
    *("zaak", "handel", "fonds", "studio", "kwekerij", "verhuur", "coaching", "bewind", "hulpdienst", "fabriek"),
)
ALONE = cues.words(
    """
    fysio taxi bso snackbar creche cafetaria stomerij manege scouting afdeling huize residentie woonvorm atelier
    drukkerij manege zwembad jeugdhonk kinderdagverblijf stichting vereniging camping pension loonbedrijf garage
    bakkerij slagerij kapsalon sportschool dagbesteding inloophuis buurtkamer speeltuin villa domus bakker slager
    kruidenier groenteman visboer garagebedrijf bandencentrale rederij wasserij uitgeverij drogist opticien juwelier
    """
)
NO_KINDS = frozenset(
    (
        *ENDS_OF_KINDS,
        *("thuis", "slaapkamer", "woonkamer", "tuinhuis", "badkamer", "oorzaak", "noodzaak", "rechtszaak"),
        *("strafzaak", "hoofdzaak", "bijzaak", "mensenhandel", "drugshandel", "groothandel"),
    )
)
BEFORE_KIND = cues.words("bij van in op naar via voor door met uit tegen langs achter naast boven aan en of sinds")
OF_ALL = ("wijk", "buurt", "stad")
_ENDS_OF_KINDS = Endings(ENDS_OF_KINDS)
NUMBERED_HOUSES = cues.words("loods hal gebouw blok unit studio pand schuur kade honk fort werf dok pier keet")


@lru_cache(maxsize=20_000)
def _ends_as_kind(key: str) -> bool:
    return key in ALONE or (_ENDS_OF_KINDS.has(key) and key not in NO_KINDS)


def is_kind(key: str, lexicon: Lexicon) -> bool:
    """Tell whether a word names a kind of organisation, after which its name may come."""
    return key in cues.ORGANISATION_CUES or bool(lexicon.flags(key) & ORGANISATION) or _ends_as_kind(key)


def named_house(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'het huis van de wijk', where half a town has one."""
    if k + 3 < len(each.keys) and each.keys[k + 1] in ("van", "voor", "vd") and each.keys[k + 3] in OF_ALL:
        first = k - 1 if k and each.keys[k - 1] == "het" else k
        yield ruled(each, first, k + 3, "ORG", "organisatie", 0.7, "is de naam van een buurthuis")


def named_organisation(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'kringloop Tweede Adem', 'basisschool de linde', 'bakkerij yildiz', and a capital article: 'in De Huiskamer'."""
    key, form = each.keys[k], each.forms[k]
    if form.isupper() and len(form) > 3:
        return
    is_cue = is_kind(key, lexicon)
    is_title = each.cased and form in ARTICLES and not starts_sentence(each, k) and each.keys[k - 1] not in cues.FORMAL
    if not is_cue and not is_title:
        return
    last = _capitals_after(each, k, lexicon) if each.cased else _numbered_after(each, k)
    if last == k and not each.cased:
        last = _small_after(each, k, lexicon)
    if last == k and not each.cased and is_cue:
        last = _ordinary_after(each, k, lexicon)
    if last > k:
        reason = f"staat na ‘{form.lower()}’" if is_cue else "heeft een hoofdletter midden in een zin"
        yield ruled(each, k, last, "ORG", "organisatie", 0.75, reason)


def named_after_kind(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'in de Grote Kerk', 'het Noordelijk Kamerkoor': capitals that end in the kind of organisation."""
    if starts_sentence(each, k) or is_shouted(each, k):
        return
    first = k
    while first and each.forms[first - 1][0].isupper() and not starts_sentence(each, first - 1):
        first -= 1
    if first < k or each.keys[k] not in cues.ORGANISATION_CUES:
        yield ruled(each, first, k, "ORG", "organisatie", 0.7, "heeft hoofdletters en eindigt op een soort organisatie")


def _capitals_after(each: Read, k: int, lexicon: Lexicon) -> int:
    """Return the place of the last of the words with a capital that follow, with what stands between them."""
    last = k
    for after in range(k + 1, min(k + 6, len(each.forms))):
        form = each.forms[after]
        if is_shouted(each, after):
            break
        if (form[0].isupper() and not (lexicon.flags(each.keys[after]) & KNOWN and last == k)) or (
            last == after - 1 and form.isdigit() and len(form) < 4
        ):
            last = after
        elif each.keys[after] not in cues.BETWEEN and each.keys[after] not in ("van", "en", "&", "-"):
            break
    return last


def _small_after(each: Read, k: int, lexicon: Lexicon) -> int:
    after = k + 1
    has_article = after < len(each.keys) and each.keys[after] in ("de", "het", "'t", "den", "d'n", "t")
    after += has_article
    if each.keys[after : after + 1] == ("van",) and is_letters(each, after + 1):  # 'kruidenier van beek'
        flags = lexicon.flags(each.keys[after + 1])
        return k if flags & (FIRST | WORD | COMMON | KNOWN) else after + 1
    if not is_letters(each, after) or each.keys[after] in cues.FUNCTION or each.keys[after] in cues.BETWEEN:
        return k
    flags = lexicon.flags(each.keys[after])
    if flags & (COMMON | KNOWN) or (flags & WORD and not has_article):
        return k
    is_strange = flags & (FIRST | LAST | CAPITAL) or not (
        lexicon.is_compound(each.keys[after]) or lexicon.is_slip(each.keys[after])
    )
    return after if has_article or is_strange else k


def _ordinary_after(each: Read, k: int, lexicon: Lexicon) -> int:
    """Return where a name of ordinary words ends: 'bij zwemschool de dolfijn', 'van stichting samen verder'.

    Notes
    -----
    Without an article a kind is part of a name: 'bij buurtkamer de brug', but 'in de buurtkamer de thee inschenken'.
    """
    if not _ends_as_kind(each.keys[k]) or (k and each.keys[k - 1][0].isalnum() and each.keys[k - 1] not in BEFORE_KIND):
        return k
    has_article = k + 1 < len(each.keys) and each.keys[k + 1] in SMALL_ARTICLES
    first = k + 1 + has_article
    if not _may_be_named(each, first):
        return k
    key, flags = each.keys[first], lexicon.flags(each.keys[first])
    if not has_article:
        is_samen = each.keys[k] == "stichting" and bool(flags & COMMON)
        if is_samen and _may_be_named(each, first + 1):
            return first + 1
        return k if flags & (COMMON | KNOWN) or (flags & WORD and key.endswith("en")) else first
    is_long = (key.endswith("e") or key in cues.NUMERALS) and _may_be_named(each, first + 1)
    if is_long and lexicon.flags(each.keys[first + 1]) & WORD:
        return first + 1
    return first


def _numbered_after(each: Read, k: int) -> int:
    """Return where a name with a number ends: 'op jongerencentrum loods 9', but 'op school groep 8'."""
    house, number, after = (*each.keys[k + 1 : k + 4], "", "", "")[:3]
    is_end = not after[:1].isalpha() or after in cues.FUNCTION | cues.AND
    if number.isdigit() and len(number) < 3 and is_end and house in NUMBERED_HOUSES:
        return k + 2
    return k


def _may_be_named(each: Read, k: int) -> bool:
    if not is_letters(each, k) or len(each.keys[k]) < 3:
        return False
    return each.keys[k] not in cues.FUNCTION | cues.BETWEEN | cues.KIN | cues.TITLES | cues.TO_PLACE
