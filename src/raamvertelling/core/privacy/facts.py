"""What one word of a text makes possible: which patterns of numbers, dates and ages can match around it, as bits.

A pattern says which bits must stand in a text, and with which a match can begin (`patterns.compiled`). So every word is
looked at once, and hardly any pattern is tried on a text in which it finds nothing.
"""

import re

from raamvertelling.core.privacy.words import KIN, LARGE_NUMERAL, MONTHS, NUMERAL, SITES, SMALL_NUMERAL, STREETS

(
    DIGIT, DIGIT_FIRST, FOUR_DIGITS, LETTERS_DIGITS, NOUGHT, NTH, ORDINAL, NUMBER, NUMBER_FIRST, DAY, DATE_FIRST,
    MONTH, AGE, BEFORE_WAS, WAS, BEING, YEARS, AGED, OLD, STATED, FAMILY, MINE, WITH, BORN, BEFORE_ORDINAL,
    BEFORE_DATE, BEFORE_NTH, AT, AT_ALOUD, WEB, SPELT, STOP, ACCOUNT, PHONE, CUE, NUMBERED, NUMBER_WORD, HOUSE,
    LIVING, STREET, STREET_ALONE, ON_STREET, POSTCODE, PLATE, PO_BOX, AT_SIGN, SITE, BEFORE_AGE, BEING_FROM,
    PLATE_PART, OF, SUBJECT, ONE_LETTER_CUE,
) = (1 << bit for bit in range(53))  # fmt: skip
# Loose accents cut a number in words in pieces: in a text that has them every word may be part of one.
IN_PIECES = ORDINAL | NUMBER | NUMBER_FIRST | DAY | AGE | BEFORE_WAS

_NUMBERS = "één eén twee drie vier vijf zes zeven acht negen tien elf twaalf tig honderd"
_WHOLE = {
    MONTH: " ".join(MONTHS),
    WAS: "was werd ben bent is wordt word waren",
    BEING: "ben bent is was werd wordt word worden geworden waren zijn bleek blijkt lijkt",
    OLD: "oud jong geworden",
    MINE: "mijn m mn me onz onze zijn z zn haar hun uw d je",
    WITH: "met",
    BEING_FROM: "ik jij u hij zij ze nog ook van uit",
    BEFORE_AGE: (
        "ik hij zij ze jij je u nu net inmiddels pas al ook bijna ruim ongeveer toen nog maar geen namelijk zelf "
        "allebei beide beiden intussen ondertussen vandaag morgen gisteren denk eh uh dus toch weer nooit ooit maandag "
        "dinsdag woensdag donderdag vrijdag zaterdag zondag in begin eind op dit volgend vorig deze volgende vorige"
    ),
    BORN: "geboren geb geboortejaar geboortedatum geboorte bouwjaar lichting jaargang",
    BEFORE_ORDINAL: "op sinds na voor vanaf tot rond van tegen met tussen",
    BEFORE_DATE: (
        "op per dd d datum vanaf sinds maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo"
    ),
    BEFORE_NTH: "op per vanaf sinds voor na",
    AT: "at apenstaartje apestaartje apestaart apenstaart apenstaatje aapje",
    AT_ALOUD: "at et",
    WEB: "http https www",
    SPELT: "www w wee",
    STOP: "punt",
    PHONE: (
        "tel telnummer telnr telefoon telefoonnummer telefoonnr mobiel mobielnummer bel belt bellen bereikbaar app "
        "whatsapp doorkiesnummer toestel tst fax"
    ),
    NUMBER_WORD: "no polis dossier zaak referentie ref document code ovv ov o",
    HOUSE: "van huis op huisnummer woon woont wonen woonde zit zitten zat",
    LIVING: "nummer huisnummer woon woont wonen woonde zit zitten zat",
    STREET_ALONE: "laan plein weg hof straat kade pad park",
    ON_STREET: "van der de den het op aan",
    PO_BOX: "postbus antwoordnummer",
    OF: "van",
    SUBJECT: "ik hij zij ze ie",
    CUE: "v",
}
_BEGINS = {
    NUMBER_FIRST: f"een dertien veertien dertig veertig twintig tachtig {_NUMBERS}",
    DATE_FIRST: "nacht eerste derde",
    ACCOUNT: "insta snap tiktok telegram discord twitter facebook linkedin twitch gamertag skype steam "
    "messenger youtube marktplaats whatsapp vinted nextdoor bluesky mastodon",
    STATED: "leeftijd lftd",
    POSTCODE: "postcode",
    PLATE: "kenteken nummerbord",
    NUMBERED: "nummer nr no code kenmerk huisnummer",
    CUE: (
        "zaak dossier cliënt client klant polis big agb registratie kenmerk ref factuur aanvraag beschikking melding "
        "patiënt patient kaart rekening lid klacht order paspoort rijbewijs document burgerservice bsn sofi digid "
        "kvk btw loonheffing inschrijf zorgpas pas identiteits id uzovi leerling student personeels medewerkers "
        "contract uitkerings casus gezin incident proces besluit indicatie machtigings declaratie pv vreemdelingen "
        "vnummer vnr vno vcode vkenmerk vis vwas vluidt vmet"
    ),
    ONE_LETTER_CUE: "v",
}
_ENDS = {
    ORDINAL: "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde tigste",
    DAY: f"een de ste {_NUMBERS}",
    BEFORE_WAS: f"een jaar jaren jr jar jaa half {_NUMBERS}",
    YEARS: "jaar jr jar",
    AGED: "jarig jarige",
    NUMBER_WORD: "nummer nr kenmerk",
    STREET: " ".join(STREETS),
}
_WITH_DIGITS = (
    (DIGIT | DAY | AGE, r"\w*?\d"),
    (DIGIT_FIRST | NUMBER_FIRST, r"\d"),
    (FOUR_DIGITS, r"\d{4}(?!\d)"),
    (LETTERS_DIGITS, r"[a-z]{2}\d{2}"),
    (NTH | ORDINAL, r"\d{1,3}(?:e|ste|de)"),
    (BEFORE_WAS, r"\w*[\d½]\Z"),
    (CUE, r"v\w*?\d"),
    (NUMBER, r"\d{1,4}\Z"),
    (PLATE_PART, r"\d{1,3}\Z"),
)
_OTHERS = (
    (NOUGHT, r"\d*o[\do]*\Z"),
    (NUMBER, rf"(?:{NUMERAL}|nul|dubbel)\Z"),
    (AGE, rf"(?:{LARGE_NUMERAL}|{SMALL_NUMERAL}|anderhalf)½?(?:jaar|jaren|jr|jar|jaa)?\Z"),
    (FAMILY, rf"{KIN}\Z"),
    (PLATE_PART, r"[bdfghjklmnprstvwxz]{1,3}\Z"),
)


def _words_of(table: dict[int, str]) -> dict[str, int]:
    """Return for each word or part of a word in a table all its bits."""
    found: dict[str, int] = {}
    for bits, words in table.items():
        for word in words.split():
            found[word] = found.get(word, 0) | bits
    return found


def _by_letters(table: dict[int, str], letters: slice) -> dict[str, list[tuple[str, int]]]:
    """Return the parts of words by two of their letters, so that a word is compared with hardly any."""
    found: dict[str, list[tuple[str, int]]] = {}
    for part, bits in _words_of(table).items():
        found.setdefault(part[letters], []).append((part, bits))
    return found


_FIRST_TWO, _LAST_TWO = slice(2), slice(-2, None)
_WHOLE_WORDS = _words_of(_WHOLE)
_FIRST_PARTS, _LAST_PARTS = _by_letters(_BEGINS, _FIRST_TWO), _by_letters(_ENDS, _LAST_TWO)
_DIGIT_PATTERNS = tuple((bits, re.compile(pattern)) for bits, pattern in _WITH_DIGITS)
_OTHER_PATTERNS = tuple((bits, re.compile(pattern)) for bits, pattern in _OTHERS)
_ANY_OTHER = re.compile("|".join(pattern for _, pattern in _OTHERS))  # most words have none of these
_SITE = re.compile(rf"\.{SITES}")


def facts_of_signs(text: str) -> int:
    """Return the bits of a text in small letters that no word tells: an '@', and a stop before 'nl' or the like."""
    return AT_SIGN * ("@" in text or "＠" in text) | SITE * (_SITE.search(text) is not None)


def facts_of(word: str) -> int:
    """Return the bits of one word in small letters: a run of letters and digits."""
    found = _WHOLE_WORDS.get(word, 0)
    for part, bits in (*_FIRST_PARTS.get(word[:2], ()), *_FIRST_PARTS.get(word[:1], ())):
        found |= bits if word.startswith(part) else 0
    for part, bits in _LAST_PARTS.get(word[-2:], ()):
        found |= bits if word.endswith(part) else 0
    if not word.isalpha():
        for bits, pattern in _DIGIT_PATTERNS:
            found |= bits if pattern.match(word) else 0
    if _ANY_OTHER.match(word):
        for bits, pattern in _OTHER_PATTERNS:
            found |= bits if pattern.match(word) else 0
    return found
