"""Rules that see a name by what stands around it, or by how it is written; what the tagger may doubt about."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from raamvertelling.core.privacy import cues
from raamvertelling.core.privacy.lexicon import CAPITAL, COMMON, FIRST, KNOWN, LAST, ORGANISATION, PLACE, WORD, Lexicon
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import Read

# After these a surname follows more often than a first name, with its 'van der'.
FORMAL = frozenset(
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
        "meester",
        "dokter",
        "dr",
        "ds",
        "dominee",
    ]
)
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
JOINING = frozenset((",", "-", "&", "/", "'s", "’s", "'t", "’t"))
KINDS = (
    "kerk", "koor", "school", "college", "lyceum", "club", "centrum", "huis", "praktijk", "moskee", "boerderij",
    "stichting",    "vereniging", "orkest", "fanfare", "toneel", "bakkerij", "salon", "hof",
)  # fmt: skip
OF_A_PEOPLE = ("isch", "ische", "aanse", "eese", "sche", "schen", "aans")
BEGINNINGS = frozenset(
    ("Van", "Da", "Ten", "Ter", "El", "Al", "Ben", "Von", "Di", "Du", "Le", "La", "Dos", "Bin", "Te")
)
ARTICLES = frozenset(("De", "Het", "'t", "’t", "Den"))

Rule = Callable[[Read, int, Lexicon], Iterator[Span]]


def find_by_rule(each: Read, lexicon: Lexicon) -> Iterator[Span]:
    """Yield what stands where a name stands, and what is written as only names are."""
    for k, (token, key) in enumerate(zip(each.tokens, each.keys, strict=True)):
        for rule in _rules_for(key):
            yield from rule(each, k, lexicon)
        is_article = each.cased and token.form in ARTICLES
        if is_article or key in cues.ORGANISATION_CUES or lexicon.flags(key) & ORGANISATION:
            yield from _organisation(each, k, lexicon)
        if each.cased and token.form[0].isupper():
            yield from _capital(each, k, lexicon)
            yield from _named_after_kind(each, k)


@lru_cache(maxsize=20_000)
def _rules_for(key: str) -> tuple[Rule, ...]:
    """Return the rules that look at this word at all, so that most words cost nothing."""
    found = []
    if key in ADDRESSED:
        found.append(_addressed)
    if key in NAMING or key in ("is", "was"):
        found.append(_called)
    if key.endswith((*STREET, "flat")):
        found.append(_street)
    if key[:1].isdigit() and len(key) < 5:
        found.append(_numbered)
    return tuple(found)


def _span(each: Read, first: int, last: int, type_: str, label: str, score: float, reason: str) -> Span:
    return Span(each.tokens[first].start, each.tokens[last].end, type_, label, score, "regel", reason)


def _is_letters(each: Read, k: int) -> bool:
    return k < len(each.tokens) and each.tokens[k].form[0].isalpha()


def could_be_name(each: Read, k: int, lexicon: Lexicon, listed: int = FIRST) -> bool:
    """Tell whether a word after a title is a name: written with a capital, on a list of names, or no known word."""
    if not _is_letters(each, k):
        return False
    key, form = each.keys[k], each.tokens[k].form
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
    is_formal = each.keys[k] in FORMAL
    name = _past_between(each, first) if is_formal else first
    if name - first <= 4 and could_be_name(each, name, lexicon, FIRST | LAST if is_formal else FIRST):
        flags = lexicon.flags(each.keys[name])
        if name > first and (flags & (WORD | COMMON | KNOWN) or not flags) and not each.tokens[name].form[0].isupper():
            return
        yield _span(each, first, name, "PER", "naam", 0.85, f"staat na ‘{each.tokens[k].form.lower()}’")


def _called(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    is_naming = each.keys[k] in NAMING or (each.keys[k] in ("is", "was") and each.keys[k - 1 : k] == ("naam",))
    if not is_naming:
        return
    first = k + 1
    if first < len(each.keys) and each.keys[first] in NOT_AFTER_NAMING and each.keys[k] != "heet":
        first += 1
    if could_be_name(each, first, lexicon, FIRST | LAST):
        yield _span(each, first, first, "PER", "naam", 0.85, f"staat na ‘{each.tokens[k].form.lower()}’")


def _street(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    key = each.keys[k]
    if not key[0].isalpha():
        return
    if is_shouted(each, k):
        return
    ending = next((end for end in STREET if key.endswith(end)), "flat")
    flags = lexicon.flags(key)
    inside = each.cased and each.tokens[k].form[0].isupper() and not starts_sentence(each, k)
    if len(key) < len(ending) + 3 and not inside:
        return
    after = each.keys[k + 1] if k + 1 < len(each.keys) else ""
    has_number = (after.isdigit() and len(after) < 4) or after in cues.NUMERALS - {"een"}
    is_known = bool(flags & (WORD | KNOWN | COMMON))
    if inside or (has_number and not is_known) or (not is_known and key.endswith(SURE_STREET)):
        first = k
        while inside and first and each.tokens[first - 1].form[:1].isupper() and not starts_sentence(each, first - 1):
            first -= 1
        yield _span(each, first, k + has_number, "LOC_STREET", "straat", 0.85, f"eindigt op ‘{ending}’")


def _organisation(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'kringloop Tweede Adem', 'basisschool de linde', 'bakkerij yildiz', and a capital article: 'in De Huiskamer'."""
    key, form = each.keys[k], each.tokens[k].form
    if form.isupper() and len(form) > 3:
        return
    is_cue = key in cues.ORGANISATION_CUES or bool(lexicon.flags(key) & ORGANISATION)
    is_title = (
        each.cased and form in ARTICLES and not starts_sentence(each, k) and k > 0 and (each.keys[k - 1] not in FORMAL)
    )
    if not is_cue and not is_title:
        return
    last = _capitals_after(each, k, lexicon) if each.cased else _small_after(each, k, lexicon)
    if last > k:
        reason = f"staat na ‘{form.lower()}’" if is_cue else "heeft een hoofdletter midden in een zin"
        yield _span(each, k, last, "ORG", "organisatie", 0.75, reason)


def _named_after_kind(each: Read, k: int) -> Iterator[Span]:
    """'in de Grote Kerk', 'het Noordelijk Kamerkoor': capitals that end in the kind of organisation."""
    if not each.keys[k].endswith(KINDS) or starts_sentence(each, k) or is_shouted(each, k):
        return
    first = k
    while first and each.tokens[first - 1].form[0].isupper() and not starts_sentence(each, first - 1):
        first -= 1
    if first < k or each.keys[k] not in cues.ORGANISATION_CUES:
        yield _span(each, first, k, "ORG", "organisatie", 0.7, "heeft hoofdletters en eindigt op een soort organisatie")


def _capitals_after(each: Read, k: int, lexicon: Lexicon) -> int:
    """Return the place of the last of the words with a capital that follow, with what stands between them."""
    last = k
    for after in range(k + 1, min(k + 6, len(each.tokens))):
        form = each.tokens[after].form
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
    if not _is_letters(each, after) or each.keys[after] in cues.FUNCTION or each.keys[after] in cues.BETWEEN:
        return k
    flags = lexicon.flags(each.keys[after])
    if flags & (COMMON | KNOWN) or (flags & WORD and not has_article):
        return k
    is_strange = flags & (FIRST | LAST | CAPITAL) or not (
        lexicon.is_compound(each.keys[after]) or lexicon.is_slip(each.keys[after])
    )
    return after if has_article or is_strange else k


def _numbered(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    """'op Havenzicht 3C', 'wij wonen op mounewei 4': a name, and a number that can only be of a house."""
    if k < 2 or not _is_letters(each, k - 1) or (k + 1 < len(each.keys) and each.keys[k + 1] in COUNTED):
        return
    first = k - 1
    while (
        each.cased and first > 1 and each.tokens[first - 1].form[0].isupper() and not starts_sentence(each, first - 1)
    ):
        first -= 1
    flags, form = lexicon.flags(each.keys[k - 1]), each.tokens[k - 1].form
    is_name = form[0].isupper() if each.cased else not flags & (WORD | COMMON)
    if each.keys[first - 1] in BEFORE_STREET and is_name and not flags & (KNOWN | COMMON) and len(form) > 3:
        # 'groep 3C', 'nr. 4 b': the letter belongs to the number.
        has_letter = k + 1 < len(each.keys) and len(each.keys[k + 1]) == 1 and each.keys[k + 1].isalpha()
        is_joined = has_letter and each.tokens[k].end == each.tokens[k + 1].start
        yield _span(each, first, k + is_joined, "LOC_STREET", "adres", 0.7, "staat voor een huisnummer")


def starts_sentence(each: Read, k: int) -> bool:
    """Tell whether a word is the first of a sentence, a quotation or a line, where a capital says nothing."""
    return k == 0 or not (each.tokens[k - 1].form[0].isalnum() or each.tokens[k - 1].form in JOINING)


def is_shouted(each: Read, k: int) -> bool:
    """Tell whether a word stands in a heading or cry in capitals, or is a short one: there capitals say nothing."""
    near = each.tokens[max(0, k - 2) : k + 3]
    words = [token.form for token in near if token.form[0].isalpha() and len(token.form) > 1]
    return each.tokens[k].form.isupper() and (len(each.keys[k]) < 5 or sum(form.isupper() for form in words) > 1)


def _capital(each: Read, k: int, lexicon: Lexicon) -> Iterator[Span]:
    form = each.tokens[k].form
    if not form[0].isupper() or not form[0].isalpha() or starts_sentence(each, k):
        return
    if form in BEGINNINGS and k + 1 < len(each.tokens) and each.tokens[k + 1].form[0].isupper():
        yield _span(each, k, k + 1, "PER", "naam", 0.7, "heeft een hoofdletter en is geen gewoon woord")
        return
    flags = lexicon.flags(each.keys[k])
    is_initial = len(form) == 1
    is_both = flags & WORD and flags & (FIRST | LAST) and not form.isupper()
    if flags & (KNOWN | COMMON) or (flags & WORD and not is_both) or is_initial or is_shouted(each, k):
        return
    if not flags & (FIRST | LAST | PLACE) and (lexicon.is_compound(each.keys[k]) or each.keys[k].endswith(OF_A_PEOPLE)):
        return
    if flags & PLACE and not flags & (FIRST | LAST):
        yield _span(each, k, k, "LOC_PLACE", "plaats", 0.7, "staat op een lijst van plaatsen")
    else:
        yield _span(each, k, k, "PER", "naam", 0.7, "heeft een hoofdletter en is geen gewoon woord")
