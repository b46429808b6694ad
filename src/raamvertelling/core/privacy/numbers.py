"""Numbers that stand for a person, a case, a car or a home."""

import re
from collections.abc import Iterator

from raamvertelling.core.privacy import facts
from raamvertelling.core.privacy.contact import is_phone
from raamvertelling.core.privacy.guards import at_cue, both, counting, finding, has_house_number, has_two_digits
from raamvertelling.core.privacy.patterns import compiled
from raamvertelling.core.privacy.scanning import scan
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.words import NOT_A_COUNT, STREETS, UNIT

_IBAN_NL = compiled(r"(?<!\w)nl[ .-]?\d{2}[ .-]?[a-z]{4}(?:[ .-]?\d){10}(?!\w)", facts.DIGIT, guard=counting(12))
_IBAN = compiled(
    r"(?<!\w)[a-z]{2}\d{2}(?:[ .-]?[a-z0-9]{4}){2,7}(?:[ .-]?[a-z0-9]{1,4})?(?!\w)", begins=facts.LETTERS_DIGITS
)

_RUN = compiled(r"(?<![\w.,])\d(?:[ \u00a0.\-–‑/·]{0,2}\d){5,19}(?!\w|[.,]\d)", facts.DIGIT, guard=counting(6))
_THOUSANDS = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+\Z")
_COUNTED = compiled(rf"\s*(?:,-|,\d\d(?!\d)|{UNIT}|inwoners|mensen)")
_YEARS = re.compile(r"(?:(?:19|20)\d{2}(?:\s*[-–/ ]\s*|\Z)){2,}\Z")
_TIMES = re.compile(r"(?:[01]?\d|2[0-4])[.:][0-5]\d\s*[-–/]?\s*(?:[01]?\d|2[0-4])[.:][0-5]\d\Z")
_CODE = compiled(
    r"(?<![\w.@-])(?=[\w./-]*[a-z])(?=(?:[\w./-]*?\d){6})[a-z0-9]+(?:[-/._][a-z0-9]+)*(?!\w)",
    facts.DIGIT,
    guard=both(counting(6), finding(r"\d(?:[\w./-]*?\d){5}")),
)

_POSTCODE = compiled(
    r"(?-i:(?<![\w.,])[1-9]\d{3}(?: ?[A-Z]{2}| ?[a-z]{2}(?= *,? *(?:nr\.?|nummer|huisnummer)? *\d)|[a-z]{2})(?![\w])"
    r"(?:(?:,? +|,? *(?:nr\.?|nummer|huisnummer) *)\d{1,4} ?(?:[a-zA-Z](?!\w))?(?![\w.,]*\d))?)",
    begins=facts.FOUR_DIGITS,
)
_POSTCODE_CUE = compiled(
    r"(?<!\w)postcode\w*\W{0,3}(?:is\s+|was\s+)?(?P<a>[1-9]\d{3}(?:\s?[a-z]\s?[a-z])?)(?!\w)", begins=facts.POSTCODE
)
_SHORT_WORD = compiled(
    r"(?:in|op|ik|je|we|ze|he|en|of|er|al|de|nu|mn|zo|te|is|me|na|af|"
    r"om|ja|km|kg|ml|cm|mm|eu)\Z"
)

_PLATE = compiled(
    r"(?<![\w-])(?=[a-z\d-]*[a-z])(?=[a-z\d-]*\d)(?:[a-z]{1,3}|\d{1,3})(?:-(?:[a-z]{1,3}|\d{1,3})){2}(?![\w-])",
    facts.DIGIT,
    guard=finding(r"-(?:[a-z]{1,3}|\d{1,3})-"),
)
# With spaces, as people write them; new plates have no vowels, and '12 mnd 3' and '4 km 100' count something.
_L = r"(?!(?:mnd|dgn|jr|km|kg|mm|cm|ml|st|wk|wkn|nr|dr|mw|mr|hs|vs|kwh|ww)\b)[bdfghjklmnprstvwxz]"
_PLATE_SPACED = compiled(
    rf"(?<![\w.,-])(?:{_L}{{2}} \d\d {_L}{{2}}|\d\d {_L}{{2}} {_L}{{2}}|{_L}{{2}} {_L}{{2}} \d\d|\d\d {_L}{{3}} \d|"
    rf"\d {_L}{{3}} \d\d|{_L}{{2}} \d{{3}} {_L}|{_L} \d{{3}} {_L}{{2}}|{_L}{{3}} \d\d {_L}|{_L} \d\d {_L}{{3}}|"
    rf"\d {_L}{{2}} \d{{3}}|\d{{3}} {_L}{{2}} \d)(?![\w-]|[.,]\d)",
    facts.DIGIT,
    begins=facts.PLATE_PART,
    then=facts.PLATE_PART,
)
_PLATE_CUE = compiled(
    r"(?<!\w)(?:kenteken|nummerbord|kentekenplaat)\w*\W{0,3}(?:is\s+|was\s+|van\s+)?"
    r"(?P<a>[a-z\d](?:[ -]?[a-z\d]){5})(?!\w)",
    begins=facts.PLATE,
)

_CUE = (
    r"(?:zaak|dossier|cli[eë]nt(?:en)?|klant(?:en)?|polis|big|agb|registratie|kenmerk|referentie|ref|factuur|aanvraag|"
    r"beschikking(?:s)?|melding(?:s)?|pati[eë]nt(?:en)?|kaart|rekening|lidmaatschap(?:s)?|lid|klacht|order|paspoort|"
    r"rijbewijs|document|vreemdelingen|v|burgerservice|bsn|sofi|digid|kvk|btw|loonheffing|inschrijf|inschrijvings|"
    r"zorgpas|pas|identiteits|id|uzovi|leerling(?:en)?|student(?:en)?|personeels|medewerkers|contract|uitkerings|"
    r"casus|gezins?|incident|proces|pv|besluit|indicatie|machtigings|declaratie)"
)
_CUED = compiled(
    rf"(?<!\w){_CUE}[- ]?(?:nummers?|nr\.?|no\.?|code|kenmerk)?\s*"
    rf"(?:(?:is|was|luidt|met|nummers?|nr\.?|:|=|#|,|\()\s*){{0,4}}"
    r"(?P<a>(?=[\w./-]*\d[\w./-]*\d)[a-z]{0,6}\d?[\w]*(?:[-./ ]?\d[\w]*)*(?:[-./]\w+)*)(?!\w)",
    facts.CUE | facts.ONE_LETTER_CUE,
    places=at_cue,
    guard=has_two_digits,
)
_NUMBER_WORD = compiled(
    r"(?<!\w)(?:nummer|nr\.?|no\.|code|kenmerk)\s*(?:is\s+|was\s+|:\s*|=\s*|#\s*)?"
    r"(?P<a>(?=[\w./-]*\d[\w./-]*\d[\w./-]*\d)\w+(?:[-./]\w+)*)(?!\w)",
    begins=facts.NUMBERED,
    guard=has_two_digits,
)
_LETTERS_FIRST = compiled(
    r"(?<!\w)(?:\w*(?:nummer|nr)\.?|no\.|\w*kenmerk|polis|dossier|zaak|referentie|ref\.?|o\.?v\.?v\.?|document|code)(?!\w)"
    r"(?:\W{1,3}(?:is|was|luidt|rechtbank|van|storing|onder)(?!\w)){0,2}\W{1,3}"
    r"(?P<a>(?=[^\n]{0,12}\d[^\n]{0,3}\d)(?!(?:is|was|van|nr|no|met|bsn|de|het|en|dat|voor)(?!\w))"
    r"[a-z]{1,4}[ ./-]?\d[\da-z]*(?:[./-][\da-z]+){0,4}(?: [a-z](?!\w))?)(?!\w)",
    facts.DIGIT,
    begins=facts.NUMBER_WORD,
)
_SERIES = compiled(r"(?<![\w-])(?-i:[A-Z]{2,3})[ -]\d{5,9}(?!\w)", facts.DIGIT, guard=counting(5))
_SCORE = re.compile(r"\d{2,3}\s?[-–]\s?\d{2,3}\Z")
_NAMED = compiled(r"(?:nummer|nr|no\.|code|kenmerk|bsn|kvk|big|agb|digid)")
_BSN_CUE = compiled(r"\b(?:bsn|burgerservice|sofi)[^\d]{0,30}\Z")

_STREET_WORD = rf"(?:\w{{2,}}(?:{'|'.join(STREETS)}))"
_CAPITALS = r"(?:(?-i:[A-ZÀ-ÖØ-Þ])[\w'’.-]*\s+(?:(?:van|de|der|den|het|ten|ter|'t)\s+){0,2}){0,3}"
_ADDRESS = compiled(
    rf"(?<!\w)(?:(?:van|op)\s+(?:de[rn]?|het|'t)\s+)?{_CAPITALS}(?P<street>{_STREET_WORD}|"
    r"(?-i:Laan|Plein|Weg|Hof|Straat|Kade|Pad|Park)\s+(?:van|der|de|den|het|op|aan)(?:\s+[\w'’-]+){1,3}?|"
    rf"(?-i:[A-ZÀ-ÖØ-Þ][\w'’-]+ (?:Straat|Laan|Weg|Plein|Hof|Gracht|Dreef|Pad|"
    rf"Kade|Singel|Steeg|Dijk)))\s+(?:nr\.?\s*|nummer\s*|huisnummer\s*)?\d{{1,4}}{NOT_A_COUNT}"
    r"\s?(?:[a-z](?!\w))?(?:\s?[-/]\s?\d{1,3}|\s(?:hs|bis|huis|boven|beneden|\d?hoog)(?!\w))?(?!\w)",
    facts.DIGIT,
    guard=has_house_number,
)
_NO_STREET = compiled(
    r"(?:onder|snel|terug|uit|om|voor|door|half|tussen|lucht|water|spoor|fiets|wandel|oprij|bus|van|snelle|zijn|haar|"
    r"(?:in|uit|toe|door|over|voor|achter|af|op|om|na|onder|vooruit|rond|leer|jaar|werk|ge|aan|be)(?=gang)|"
    r"kring|wijk|ziel|wereld|be)"
    r"(?:weg|gang|park|pad|haven|ring|erf|veld|hof|markt)\Z"
)
_HOUSE_NUMBER = compiled(
    rf"(?<!\w)(?:(?:van|huis)\s+nummer|huisnummer|op\s+nummer(?=\s+\d\d)|(?:woon|woont|wonen|woonde|zit|zitten|zat)(?:\s+\w+){{0,2}}\s+op(?:\s+nummer)?)"
    rf"\s+(?P<a>\d{{1,4}}\s?(?:[a-z](?!\w))?){NOT_A_COUNT}(?!\w)",
    facts.DIGIT,
    facts.LIVING,
    begins=facts.HOUSE,
)
_PO_BOX = compiled(r"(?<!\w)(?:postbus|antwoordnummer)\s+\d{1,6}(?!\w)", begins=facts.PO_BOX)


def find_numbers(text: str) -> Iterator[Span]:
    """Yield account, citizen, case and plate numbers, addresses with a number, and every run of six digits or more."""
    if not scan(text).facts & facts.DIGIT:
        return
    yield from _accounts(text)
    yield from _cued(text)
    yield from _runs(text)
    yield from _plates(text)
    yield from _addresses(text)


def _accounts(text: str) -> Iterator[Span]:
    for match in _IBAN_NL.finditer(text):
        score = 0.99 if has_iban_checksum(match.group()) else 0.95
        yield Span(match.start(), match.end(), "ID", "rekeningnummer", score, "rekeningnummer")
    for match in _IBAN.finditer(text):
        found = match.group()
        # The pattern may run on into the next words; the shortest ending that checks is the number itself.
        while found and not has_iban_checksum(found):
            cut = max(found.rfind(" "), found.rfind("."), found.rfind("-"))
            found = found[:cut] if cut > 0 else ""
        if len(found) >= 15:
            yield Span(match.start(), match.start() + len(found), "ID", "rekeningnummer", 0.99, "rekeningnummer")


def has_iban_checksum(account: str) -> bool:
    """Tell whether the check digits of an international account number are right.

    References
    ----------
    ISO 13616; ISO/IEC 7064 MOD 97-10.
    """
    plain = re.sub(r"[ .\-]", "", account).upper()
    if not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}", plain):
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def has_bsn_checksum(digits: str) -> bool:
    """Tell whether eight or nine digits pass the eleven test of the citizen service number.

    Notes
    -----
    One in eleven random numbers passes: this chooses a label, it never decides whether a number is masked.
    """
    padded = digits.zfill(9)
    if len(padded) != 9 or not padded.isdigit() or padded == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(digit) * weight for digit, weight in zip(padded, weights, strict=True)) % 11 == 0


def _cued(text: str) -> Iterator[Span]:
    for match in (*_LETTERS_FIRST.finditer(text), *_SERIES.finditer(text)):
        start = match.start("a") if match.re.groups else match.start()
        yield Span(start, match.end(), "ID", "nummer", 0.85, "nummer met aanduiding")
    for pattern, score in ((_CUED, 0.9), (_NUMBER_WORD, 0.85)):
        for match in pattern.finditer(text):
            cue = match.group()[: match.start("a") - match.start()]
            if not _is_quantity(cue, match.group("a")):
                yield Span(match.start("a"), match.end("a"), "ID", "nummer", score, "nummer met aanduiding")


def _is_quantity(cue: str, value: str) -> bool:
    """Tell 'melding is 370' and 'zaak 2024', which count something, from 'dossier 26-04417', which names something."""
    if re.fullmatch(r"(?:19|20)\d{2}", value):
        return True
    return _NAMED.search(cue) is None and ((value.isdigit() and len(value) < 5) or _THOUSANDS.match(value) is not None)


def _runs(text: str) -> Iterator[Span]:
    for match in _RUN.finditer(text):
        run = match.group()
        if (
            _YEARS.match(run)
            or _TIMES.match(run)
            or is_phone(run)
            or _SCORE.match(run)
            or _is_amount(text, match.start(), match.end())
        ):
            continue
        digits = re.sub(r"\D", "", run)
        is_citizen = len(digits) in (8, 9) and (
            has_bsn_checksum(digits) or _BSN_CUE.search(text[max(0, match.start() - 50) : match.start()]) is not None
        )
        label = "burgerservicenummer" if is_citizen else "nummer"
        yield Span(match.start(), match.end(), "ID", label, 0.92 if is_citizen else 0.8, label)
    for match in _CODE.finditer(text):
        yield Span(match.start(), match.end(), "ID", "nummer", 0.8, "code met cijfers")


def _is_amount(text: str, start: int, end: int) -> bool:
    """Tell '280.000 km', '€ 143 000' and '1.250.000' from a number that names someone, as in '182 818 522'."""
    run = text[start:end]
    if not _THOUSANDS.match(run):
        return False
    is_counted = _COUNTED.match(text, end) is not None or text[:start].rstrip().endswith("€")
    return is_counted or ("." in run and len(run) <= 9)


def _plates(text: str) -> Iterator[Span]:
    for match in _PLATE.finditer(text):
        if len(match.group().replace("-", "")) == 6:
            yield Span(match.start(), match.end(), "ID", "kenteken", 0.9, "kenteken")
    for match in _PLATE_SPACED.finditer(text):
        yield Span(match.start(), match.end(), "ID", "kenteken", 0.8, "kenteken")
    for match in _PLATE_CUE.finditer(text):
        if any(each.isdigit() for each in match.group("a")):
            yield Span(match.start("a"), match.end("a"), "ID", "kenteken", 0.9, "kenteken")


def _addresses(text: str) -> Iterator[Span]:
    for match in _POSTCODE.finditer(text):
        letters = match.group()[4:].strip()[:2]
        is_word = _SHORT_WORD.match(letters) is not None and (
            letters.islower() or _is_shouted(text, match.start(), match.end())
        )
        if not is_word:
            yield Span(match.start(), match.end(), "LOC_STREET", "postcode", 0.93, "postcode")
    for match in _POSTCODE_CUE.finditer(text):
        yield Span(match.start("a"), match.end("a"), "LOC_STREET", "postcode", 0.93, "postcode")
    for match in _ADDRESS.finditer(text):
        if not _NO_STREET.match(match.group("street")):
            yield Span(match.start(), match.end(), "LOC_STREET", "adres", 0.9, "adres")
    for match in _HOUSE_NUMBER.finditer(text):
        yield Span(match.start("a"), match.end("a"), "LOC_STREET", "huisnummer", 0.7, "huisnummer")
    for match in _PO_BOX.finditer(text):
        yield Span(match.start(), match.end(), "LOC_STREET", "adres", 0.9, "postbus")


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Tell whether the words around are in capitals too, so that 'IN' after a number is a word and no postcode."""
    around: list[str] = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 30) : start] + " " + text[end : end + 30])
    return sum(word.isupper() for word in around) * 2 > len(around)
