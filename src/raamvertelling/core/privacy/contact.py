"""Ways to reach someone: e-mail, websites, account names and telephone numbers, also as people say them aloud."""

import re
from collections.abc import Iterator

from raamvertelling.core.privacy import facts
from raamvertelling.core.privacy.guards import counting, holding, numbers_said_aloud
from raamvertelling.core.privacy.patterns import compiled
from raamvertelling.core.privacy.scanning import scan
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.words import NUMERAL, SITES

_AT = (
    r"(?:\s*(?:@|＠|[(\[{]\s*(?:at|ap(?:en|e)staart(?:je)?)\s*[)\]}])\s*|"
    r"\s+(?:apenstaartje|apestaartje|apestaart|apenstaart|aapje)\s+)"
)
_DOT = r"(?:\.|\s+(?:punt|dot)\s+|\s*\((?:punt|dot)\)\s*)"
# Every repetition has a bound, so that no text can make a search long.
_PART = r"[\w+'-]{1,64}"
_DASH = r"\s+(?:streepje laag|liggend streepje|laag streepje|streepje|underscore|dash|min|minteken|koppelteken)\s+"
_LOCAL = rf"{_PART}(?:(?:{_DOT}|{_DASH}){_PART}){{0,5}}"
_LABEL = r"[\w-]{1,63}"
_LABELS = rf"{_LABEL}(?:(?:{_DOT}|{_DASH}){_LABEL}){{1,6}}"

_EMAIL = compiled(rf"(?<![\w.+'-])(?:[\w.+'-]{{0,63}}\w)@{_LABEL}(?:\.{_LABEL}){{0,6}}", facts.AT_SIGN)
_LOOSE_EMAIL = compiled(rf"(?<![\w+'-]){_LOCAL}{_AT}{_LABELS}", facts.AT | facts.AT_SIGN)
_SPOKEN_AT = compiled(
    rf"(?<![\w+'-]){_LOCAL}\s+(?:at|et)\s+{_LABEL}(?:(?:{_DOT}|{_DASH}){_LABEL}){{0,5}}{_DOT}{SITES}\b", facts.AT_ALOUD
)
_URL = compiled(r"(?<!\w)(?:https?://|www\.)[^\s<>\"']{1,2000}", begins=facts.WEB)
_DOMAIN = compiled(rf"(?<![\w@.-])(?:{_LABEL}\.){{1,6}}{SITES}(?![\w-])(?:/[^\s<>\"']{{0,2000}})?", facts.SITE)
_SPOKEN_URL = compiled(
    rf"(?<!\w)(?:www|w w w|wee wee wee)(?:{_DOT}{_LABEL}(?:(?:{_DOT}|{_DASH}){_LABEL}){{0,6}}|"
    rf"\s+{_LABEL}(?:(?:{_DOT}|{_DASH}){_LABEL}){{1,6}})",
    begins=facts.SPELT,
)
# With spaces or commas where none belong: 'info @ de-brug .nl', 'jan@post,nl'.
_SPACED_EMAIL = compiled(
    rf"(?<![\w+'-])[\w.+'-]{{1,64}}\s?@\s?{_LABEL}(?:\s?[.,]\s?{_LABEL}){{0,3}}?\s?[.,]\s?{SITES}(?!\w)",
    facts.AT_SIGN,
)
_SPOKEN_DOMAIN = compiled(
    rf"(?<!\w){_LABEL}(?:(?:{_DASH}|\s+punt\s+){_LABEL}){{0,4}}\s+punt\s+(?:nl|com|org|be|eu|net)(?!\w)", facts.STOP
)
# Said aloud a part may be several words: 'jan punt de wit at ziggo punt nl', 'naar de kikker apenstaart live ..'.
_SAID_AT = r"\s+(?:at|et|apenstaartje|apestaartje|apestaart|apenstaart|apenstaatje|aapje)\s+"
_SAID_DOT = r"\s*(?:\.|\s(?:punt|dot)\s)\s*"
_WORDS = rf"{_PART}(?:\s+{_PART}){{0,3}}"
_GLUED = r"(?:,?\s+(?:alles\s+)?aan\s+elkaar(?:\s+geschreven)?,?)?"
_SAID_EMAIL = compiled(
    rf"(?<!\w)(?:mail\w*\s+(?:naar\s+|is\s+|op\s+)?(?:eh\s+)?|adres\s+(?:is\s+)?(?:eh\s+)?|:\s*|(?={_PART}(?:\s+(?:punt|dot)\s|{_DASH})))"
    rf"(?P<a>{_WORDS}(?:(?:\s+(?:punt|dot)\s+|{_DASH}){_WORDS}){{0,3}}{_GLUED}"
    rf"{_SAID_AT}{_LABEL}(?:(?:{_DASH}|\s+){_LABEL}){{0,3}}?{_SAID_DOT}{SITES})\b",
    facts.AT | facts.AT_ALOUD,
)
_PROVIDERS = (
    *("gmail", "hotmail", "outlook", "ziggo", "kpn", "kpnmail", "kpnplanet", "planet", "hetnet", "yahoo", "icloud"),
    *("xs4all", "upcmail", "caiway", "telfort", "casema", "quicknet", "proton", "protonmail", "msn", "wanadoo"),
    *("solcon", "zeelandnet", "freeler", "chello"),
)
_AT_PROVIDER = compiled(
    rf"(?<![\w+'-]){_LOCAL}(?:{_AT}|{_SAID_AT})(?:{'|'.join(_PROVIDERS)})(?:\s*[.,]?\s*(?:nl|com|org|net|be))?(?!\w)",
    facts.AT_SIGN | facts.AT | facts.AT_ALOUD,
    guard=holding(*_PROVIDERS),
)
# Somebody who forgets the @: 'j.de.boer gmail.com'.
_WITHOUT_AT = compiled(
    rf"(?<![\w+'@.-])(?=[\w+'.-]{{0,64}}[._\d])[\w+'-]{{1,64}}(?:\.[\w+'-]{{1,64}}){{0,5}}\s+"
    rf"(?:{'|'.join(_PROVIDERS)}){_DOT}(?:nl|com|org|net|be)(?!\w)",
    facts.SITE | facts.STOP,
    guard=holding(*_PROVIDERS),
)
_SAID_SITE = compiled(
    rf"(?<!\w)(?:web)?(?:site|pagina|adres)\s+(?:is\s+|heet\s+)?(?:eh\s+)?"
    rf"(?P<a>{_LABEL}(?:(?:{_DASH}|\s+){_LABEL}){{0,5}}?\s+punt\s+(?:nl|com|org|be|eu|net))(?!\w)",
    facts.STOP,
)
_LINK = compiled(r"(?<![\w@./-])[a-z][a-z\d-]{1,30}\.[a-z]{2,6}/[\w@.~-]{3,60}", guard=holding("/"))
_UNDERSCORED = compiled(r"(?<![\w@])(?=\w{0,40}_)\w*[^\W_]_+[^\W_]\w*(?!\w)", guard=holding("_"))
_TAGGED = compiled(r"(?<!\w)\w[\w.]{1,31}#\d{4}(?!\w)", facts.DIGIT, guard=holding("#"))
_HANDLE = compiled(r"(?<![\w@.])@\w(?:[\w.-]{0,38}\w)?", facts.AT_SIGN)
_PLATFORM = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tiktok|telegram|discord|twitter|facebook|linkedin|twitch|gamertag|skype|steam|"
    r"messenger|youtube|marktplaats|whatsapp|vinted|nextdoor|bluesky|mastodon)"
)
# Words that are no name of an account, and behind which a name of some words ends.
_NO_NAME = (
    r"(?!(?:en|of|dan|maar|daar|dus|als|want|die|dat|met|voor|op|in|bij|van|ik|je|u|we|is|heb|een|het|er|niet|geen|"
    r"wel|ook|nog|gewoon|bel|app|mail|kijk|iemand|iedereen|admin|beheerder|vrijwilliger|vrienden|vriend)(?!\w))"
)
_NAMED_ACCOUNT = compiled(
    rf"(?<!\w){_PLATFORM}\w*\s*(?:(?:naam|account)?\s*[:=]\s*(?P<a>[\w.:]{{3,40}}(?:(?:\s[\w.]{{1,12}}){{0,2}}\s\d{{2,4}}(?!\w))?)|"
    rf"(?:naam|account)?\s*(?:is|heet|ben|heet ik|ben ik)\s+(?:ik\s+)?(?P<b>(?=[\w.]*[\d_.])[\w.]{{2,39}}\w)|"
    rf"\s(?:(?:heet|sta|ben)\s+(?:ik|we|wij)|als|onder(?:\s+de)?(?:\s+naam)?)\s+"
    rf"(?P<c>{_NO_NAME}[\w.'-]{{2,40}}(?:\s+(?:van\s+(?:de[rn]?\s+)?)?{_NO_NAME}[\w.'-]{{2,40}}){{0,3}})(?!\w)|"
    rf"(?P<d>(?=\d{{0,9}}[a-z])(?=[a-z.]{{1,40}}[\d_])[\w.]{{3,39}}\w)(?!\w))",
    begins=facts.ACCOUNT,
)

_DIGITS = compiled(
    r"(?<![\w+])(?:\+|\(\+|\(0)?\d(?:[ \t\u00a0().\-–‑·/]{0,3}\d){5,18}(?!\w)", facts.DIGIT, guard=counting(6)
)
_MIXED = compiled(
    r"(?<![\w+])(?:o[ .-]?\d|0[ .-]?o|0[ .-]?\d(?=(?:[ .-]{0,3}\d){0,7}[ .-]{0,3}o))(?:[ .-]{0,3}[\do]){8}(?!\w)",
    facts.DIGIT,
    facts.NOUGHT,
)
_WORD = rf"(?:(?:{NUMERAL}\s+(?:keer|maal)\s+(?:de\s+)?)?(?:{NUMERAL}|nul)|dubbel\s+(?:nul|{NUMERAL})|\d{{1,4}})"
_PAUSE = r"(?:\s*[,.-]\s*|\s+)"
_FILLER = r"(?:streep(?:je)?|punt|spatie|komma|dan|daarna|en\s+dan|en\s+daarna|eh|ehm|uh|ja|nee|wacht|even|sorry|dus)"
_SPOKEN_DIGITS = compiled(
    rf"(?<!\w)(?:plus\s+)?{_WORD}(?:{_PAUSE}(?:{_FILLER}{_PAUSE}){{0,3}}{_WORD}){{3,40}}(?!\w)",
    places=numbers_said_aloud,
)
_SHORT_PHONE = compiled(
    r"(?<!\w)(?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:nummer)?|bel(?:t|len)?|bereikbaar|app|whatsapp|doorkiesnummer|"
    r"toestel|tst|fax)\b[^\d\n]{0,20}(?P<a>\d(?:[ .\-]?\d){2,8})(?!\w)",
    facts.DIGIT,
    begins=facts.PHONE,
)


_ADDRESSES = (
    (_EMAIL, "e-mail", 0.99),
    (_LOOSE_EMAIL, "e-mail", 0.95),
    (_SPOKEN_AT, "e-mail", 0.9),
    (_SPACED_EMAIL, "e-mail", 0.9),
    (_URL, "website", 0.95),
    (_DOMAIN, "website", 0.85),
    (_SPOKEN_URL, "website", 0.9),
    (_SPOKEN_DOMAIN, "website", 0.8),
    (_HANDLE, "accountnaam", 0.95),
    (_SAID_EMAIL, "e-mail", 0.9),
    (_AT_PROVIDER, "e-mail", 0.9),
    (_WITHOUT_AT, "e-mail", 0.85),
    (_SAID_SITE, "website", 0.8),
)


def find_contact(text: str) -> Iterator[Span]:
    """Yield every way to reach someone."""
    seen = scan(text).facts
    if seen & (facts.AT_SIGN | facts.AT | facts.AT_ALOUD | facts.WEB | facts.SPELT | facts.SITE | facts.STOP):
        yield from _addresses(text)
    for pattern in (_UNDERSCORED, _TAGGED):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "CONTACT", "accountnaam", 0.85, "accountnaam")
    for match in _LINK.finditer(text):
        yield Span(match.start(), match.end(), "CONTACT", "website", 0.85, "website")
    for match in _NAMED_ACCOUNT.finditer(text):
        group = match.lastgroup or "b"
        yield Span(match.start(group), match.end(group), "CONTACT", "accountnaam", 0.8, "accountnaam")
    if seen & facts.DIGIT:
        yield from _phones(text)
    yield from _spoken_numbers(text)


def _addresses(text: str) -> Iterator[Span]:
    for pattern, label, score in _ADDRESSES:
        for match in pattern.finditer(text):
            start = match.start("a") if "a" in match.re.groupindex else match.start()
            end = match.start() + len(match.group().rstrip(".,;:!?)'\""))
            yield Span(start, end, "CONTACT", label, score, label)


def _phones(text: str) -> Iterator[Span]:
    for match in _SHORT_PHONE.finditer(text):
        fewest = 3 if any(cue in match.group().lower() for cue in ("toestel", "tst", "doorkies")) else 6
        if len(_only_digits(match.group("a"))) >= fewest:
            yield Span(match.start("a"), match.end("a"), "CONTACT", "telefoonnummer", 0.9, "telefoonnummer")
    for match in _MIXED.finditer(text):  # an o where a nought belongs
        if sum(sign.isdigit() for sign in match.group()) >= 7:
            yield Span(match.start(), match.end(), "CONTACT", "telefoonnummer", 0.85, "telefoonnummer")
    for match in _DIGITS.finditer(text):
        if is_phone(match.group()):
            yield Span(match.start(), match.end(), "CONTACT", "telefoonnummer", 0.95, "telefoonnummer")


def is_phone(run: str) -> bool:
    """Tell whether a run of digits has the form of a telephone number, Dutch or with the code of a country.

    Notes
    -----
    Ten digits from a nought, in any spacing, is one even when no such number is given out: someone may have mistyped.
    Other forms are left to the tables of `phonenumbers`.
    """
    digits = _only_digits(run)
    if run.lstrip("( ").startswith("+") or digits.startswith("00"):
        return 9 <= len(digits) <= 16
    if digits.startswith("0") and len(digits) == 10:
        return True
    if digits.startswith(("31", "32")) and len(digits) == 11:
        return _is_valid("+" + digits)
    return digits.startswith("6") and len(digits) == 9 and _is_valid("+31" + digits)


def _is_valid(number: str) -> bool:
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _spoken_numbers(text: str) -> Iterator[Span]:
    """Numbers said aloud: at least four parts that together make six digits."""
    for match in _SPOKEN_DIGITS.finditer(text):
        said = match.group()
        if not any(each.isalpha() for each in said):
            continue
        if _count_digits(said) >= 6:
            is_dialled = re.match(r"(nul|plus|0)", said, re.IGNORECASE) is not None
            label, kind = ("telefoonnummer", "CONTACT") if is_dialled else ("nummer", "ID")
            yield Span(match.start(), match.end(), kind, label, 0.85, "nummer in woorden")


def _count_digits(said: str) -> int:
    """Count the digits in words: 'zes' is one, 'twaalf' and 'vierendertig' are two, 'dubbel vijf' is two."""
    total = 0
    for word in re.split(r"[\s,.-]+", said.lower()):
        if word.isdigit():
            total += len(word)
        elif word == "dubbel" or word in _ONE_DIGIT:
            total += 1
        elif word not in _SILENT:
            total += 2
    return total


_SILENT = frozenset(
    ["", "plus", "en", "keer", "maal", "de", "streep", "streepje", "punt", "spatie", "komma", "dan", "daarna", "eh",
     "ehm", "uh", "ja", "nee", "wacht", "even", "sorry", "dus"]
)  # fmt: skip
_ONE_DIGIT = frozenset(["nul", "een", "één", "eén", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"])


def _only_digits(run: str) -> str:
    return "".join(each for each in run if each.isdigit())
