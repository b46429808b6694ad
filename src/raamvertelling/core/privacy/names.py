"""Rules that see a name by what stands around it, or by how it is written; what the tagger may doubt about."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import compress

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.endings import Endings
from raamvertelling.core.privacy.explained import (
    BELONGS,
    CALLED_SO,
    GLUED,
    belonging,
    called_so,
    explained,
    foundation,
    glued,
    introduced,
)
from raamvertelling.core.privacy.kept import Kept
from raamvertelling.core.privacy.lexicon import CAPITAL, COMMON, FIRST, KNOWN, LAST, PLACE, WORD, Lexicon
from raamvertelling.core.privacy.organisations import (
    ARTICLES,
    KINDS,
    is_kind,
    named_after_kind,
    named_house,
    named_organisation,
)
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.standing import is_letters, is_shouted, ruled, starts_sentence
from raamvertelling.core.privacy.streets import (
    LIVES,
    OTHER_ENDS,
    STREET,
    counted_house,
    lived_on,
    numbered,
    numbered_aloud,
    street,
)
from raamvertelling.core.privacy.tokens import Read, key_of

# After these a name follows when the word is no ordinary word; 'wethouder' and 'hond' say less.
ADDRESSED = frozenset(
    [
        "mevrouw",
        "mevr",
        "mw",
        "meneer",
        "mijnheer",
        "dhr",
        "heer",
        "juf",
        "juffrouw",
        "zuster",
        "broeder",
        "zr",
        "br",
        "ds",
        "dominee",
        "pastoor",
        "imam",
        "tante",
        "oom",
        "ome",
        "opa",
        "oma",
        "dokter",
        "dr",
        "meester",
        "buurvrouw",
        "buurman",
        "abla",
        "abi",
        "teyze",
        "amca",
        "hodja",
        "beppe",
        "pake",
    ]
)
NAMING = frozenset(["heet", "heette", "heten", "genaamd", "noem", "noemen", "noemt", "noemde"])
NOT_AFTER_NAMING = frozenset(
    [
        "ik",
        "je",
        "jij",
        "u",
        "hij",
        "zij",
        "ze",
        "we",
        "wij",
        "hem",
        "haar",
        "ons",
        "hun",
        "die",
        "dat",
        "dit",
        "het",
        "de",
        "een",
        "me",
        "mij",
    ]
)
# Of these a person is the subject more often than not.
AFTER_SURNAME = cues.words(
    """
    zei zegt vroeg vraagt riep belde belt schreef schrijft vertelde vertelt lachte antwoordde knikte keek kijkt kwam
    komt ging gaat heeft had is was werd wordt wil wilde kan kon moet moest mag mocht zal zou ziet zag denkt dacht
    vindt vond weet wist staat stond zit zat ligt lag loopt liep werkt werkte woont woonde krijgt kreeg geeft gaf
    neemt nam maakt maakte blijft bleef begon begint scoorde tekent leidt noemt noemde reageert speelt speelde wint
    won verloor verliest sloeg slaat trok trekt hield houdt laat liet doet deed en zelf
    """
)
OF_A_PEOPLE = ("isch", "ische", "aanse", "eese", "sche", "schen", "aans")
BEGINNINGS = frozenset(
    ("Van", "Da", "Ten", "Ter", "El", "Al", "Ben", "Von", "Di", "Du", "Le", "La", "Dos", "Bin", "Te")
)
ENDS_OF_STREETS = Endings((*STREET, *OTHER_ENDS, "flat"))
ENDS_OF_KINDS, ENDS_OF_GLUED = Endings(KINDS), Endings(GLUED)
Rule = Callable[[Read, int, Lexicon], Iterator[Span]]


def find_by_rule(each: Read, lexicon: Lexicon) -> Iterator[Span]:
    """Yield what stands where a name stands, and what is written as only names are."""
    rules_of = _rules_of(lexicon, each.cased).__getitem__
    every = list(map(rules_of, each.forms))
    for k, rules in compress(enumerate(every), every):
        for rule in rules:
            yield from rule(each, k, lexicon)


@lru_cache(maxsize=4)
def _rules_of(lexicon: Lexicon, cased: bool) -> Kept[tuple[Rule, ...]]:
    """Return which rules look at a written word at all: most words cost nothing."""

    def rules_of(form: str) -> tuple[Rule, ...]:
        key = key_of(form)
        found = _rules_for(key, lexicon)
        if not cased and (key in BELONGS or key in cues.DAYS):
            found.append(belonging)
        if not cased and key in cues.NUMERALS and key != "een":
            found.append(counted_house)
        if cased and form in ARTICLES:
            found.append(named_organisation)
        if cased and form[0].isupper():
            found += [_capital] if form in BEGINNINGS or _is_telling(form, lexicon) else []
            found += [named_after_kind] if ENDS_OF_KINDS.has(key) else []
        return tuple(found)

    return Kept(rules_of)


def _rules_for(key: str, lexicon: Lexicon) -> list[Rule]:
    """Return the rules that look at this word however it is written."""
    found: list[Rule] = []
    if key in ADDRESSED:
        found.append(_addressed)
    if key in NAMING or key in ("is", "was"):
        found.append(_called)
    flags = lexicon.flags(key)
    if flags & KNOWN and flags & FIRST and key not in cues.FUNCTION | cues.FROM:
        found.append(_namesake)
    if key in CALLED_SO:
        found.append(called_so)
    if ENDS_OF_STREETS.has(key):  # also the word alone: 'in de tjalk straat'
        found.append(street)
    if key in LIVES:
        found.append(lived_on)
    if key == "huis":
        found.append(named_house)
    if key[:1].isdigit() and len(key) < 5:
        found += [numbered, counted_house]
    if key in ("nummer", "nr"):
        found.append(numbered_aloud)
    if key in ("dat", "die"):
        found.append(explained)
    if ENDS_OF_GLUED.has(key):
        found.append(glued)
    if is_kind(key, lexicon):
        found += [named_organisation, introduced, foundation]
    return found


def could_be_name(each: Read, k: int, lexicon: Lexicon, listed: int = FIRST) -> bool:
    """Tell whether a word after a title is a name: written with a capital, on a list of names, or no known word."""
    if not is_letters(each, k):
        return False
    key, form = each.keys[k], each.forms[k]
    flags = lexicon.flags(key)
    if key in cues.FUNCTION or key in cues.TITLES or key in cues.KIN or flags & (COMMON | KNOWN):
        return each.cased and form[0].isupper() and bool(flags & (FIRST | LAST)) and not flags & KNOWN
    if each.cased and form[0].isupper():
        return True
    if flags & WORD:
        return bool(flags & listed and not each.cased)
    return bool(flags & (FIRST | LAST | CAPITAL)) or not (lexicon.is_compound(key) or lexicon.is_slip(key))


def _past_between(each: Read, k: int) -> int:
    """Return the place after words like 'van der', and initials with their stop."""
    while k + 1 < len(each.keys):
        is_between = each.keys[k] in cues.BETWEEN or each.keys[k] == "van"
        if is_between:
            k += 1
        elif len(each.keys[k]) == 1 and each.keys[k].isalpha() and each.keys[k + 1] == ".":
            k += 2
        else:
            break
    return k


def _addressed(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    first = k + 2 if k + 1 < len(each.keys) and each.keys[k + 1] == "." else k + 1
    is_formal = each.keys[k] in cues.FORMAL
    name = _past_between(each, first) if is_formal else first
    if name - first <= 4 and could_be_name(each, name, lexicon, FIRST | LAST if is_formal else FIRST):
        flags = lexicon.flags(each.keys[name])
        if name > first and (flags & (WORD | COMMON | KNOWN) or not flags) and not each.forms[name][0].isupper():
            return
        yield ruled(each, first, name, "PER", "naam", 0.85, f"staat na ‘{each.forms[k].lower()}’")


def _called(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    is_naming = each.keys[k] in NAMING or (each.keys[k] in ("is", "was") and each.keys[k - 1 : k] == ("naam",))
    if not is_naming:
        return
    first = k + 1
    if first < len(each.keys) and each.keys[first] in NOT_AFTER_NAMING and each.keys[k] != "heet":
        first += 1
    if could_be_name(each, first, lexicon, FIRST | LAST):
        yield ruled(each, first, first, "PER", "naam", 0.85, f"staat na ‘{each.forms[k].lower()}’")


def _namesake(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'onze max is vier', 'buurvrouw margriet', 'max zei': a word that everybody knows, where only a name stands."""
    if each.forms[k][0].isupper():
        return
    before, after = each.keys[k - 1] if k else "", each.keys[k + 1] if k + 1 < len(each.keys) else ""
    if before in cues.KIN or before in ADDRESSED or before == "onze" or (not before.isalnum() and after in cues.SAYING):
        yield ruled(each, k, k, "PER", "naam", 0.6, "staat waar alleen een naam kan staan")


def _opening(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'Terwisscha stapt op.': a capital that the sentence asks for, on a word that no dictionary knows."""
    key, form = each.keys[k], each.forms[k]
    if not form[1:].islower() or len(key) < 4 or not key.isalpha() or not is_letters(each, k + 1):
        return
    flags = lexicon.flags(key)
    if flags & (WORD | COMMON | KNOWN) or each.keys[k + 1] not in AFTER_SURNAME:
        return
    if flags & (FIRST | LAST) or not (lexicon.is_compound(key) or lexicon.is_glued(key) or lexicon.is_slip(key)):
        yield ruled(each, k, k, "PER", "naam", 0.6, "begint een zin en is geen gewoon woord")


def _is_telling(form: str, lexicon: Lexicon) -> bool:
    """Tell whether a capital can mean that this word is a name: it is no word, or one that somebody is called."""
    flags = lexicon.flags(key_of(form))
    is_both = flags & (FIRST | LAST) and not form.isupper()
    return form[0].isalpha() and len(form) > 1 and not flags & (KNOWN | COMMON) and bool(is_both or not flags & WORD)


def _capital(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    form = each.forms[k]
    if starts_sentence(each, k):
        yield from _opening(each, k, lexicon)
        return
    if form in BEGINNINGS and k + 1 < len(each.forms) and each.forms[k + 1][0].isupper():
        yield ruled(each, k, k + 1, "PER", "naam", 0.7, "heeft een hoofdletter en is geen gewoon woord")
        return
    flags = lexicon.flags(each.keys[k])
    if not _is_telling(form, lexicon) or is_shouted(each, k):
        return
    if not flags & (FIRST | LAST | PLACE) and (lexicon.is_compound(each.keys[k]) or each.keys[k].endswith(OF_A_PEOPLE)):
        return
    if flags & PLACE and not flags & (FIRST | LAST):
        yield ruled(each, k, k, "LOC_PLACE", "plaats", 0.7, "staat op een lijst van plaatsen")
    else:
        yield ruled(each, k, k, "PER", "naam", 0.7, "heeft een hoofdletter en is geen gewoon woord")
