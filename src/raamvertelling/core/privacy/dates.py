"""Exact dates, birth dates and exact ages: what pins a story to one person in a village."""

import re
from collections.abc import Iterator

from raamvertelling.core.privacy.guards import (
    has_age_after_of,
    has_age_and_was,
    has_month,
    has_years_old,
    has_young,
)
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.words import (
    DIGITS,
    KIN,
    LARGE_NUMERAL,
    MONTH,
    NOT_A_COUNT,
    NUMERAL,
    ORDINAL,
    PERSON,
    SMALL_NUMERAL,
    WEEKDAY,
    YEAR,
    compiled,
    is_month_slip,
)

_DAY = rf"(?:(?:[12]\d|3[01]|0?[1-9])(?:e|ste|de|st|th|nd|rd)?(?!\d)|{ORDINAL}|{NUMERAL})"
_RANGE = rf"(?:(?:nacht\s+van\s+{_DAY}\s+op\s+)|(?:{_DAY}(?:\s*(?:-|–|/|,|en|of|tot|t/m|tot en met|à)\s*)){{0,2}})"
_SAID_YEAR = rf"(?:negentien(?:honderd)?|tweeduizend|twintig)(?:\s*(?:en\s*)?{NUMERAL})?"
_AFTER = rf"(?:\s*,?\s*(?:(?:\d{{4}}|['’]\d{{2}})(?!\d)|{_SAID_YEAR}(?!\w)))?"

_WRITTEN_DATE = compiled(
    rf"(?<!\w)(?:{WEEKDAY}\s+)?(?:de\s+)?{_RANGE}{_DAY}\s+(?:van\s+)?{MONTH}(?!\w){_AFTER}", guard=has_month
)
_MONTH_FIRST = compiled(rf"(?<!\w){MONTH}\s+(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?,?\s+{YEAR}(?!\d)", guard=has_month)
_SLIPPED_DATE = compiled(
    rf"(?<!\w)(?:[12]\d|3[01]|0?[1-9])(?:e|ste|de)?\s+(?P<month>[a-z]{{4,10}})(?!\w){_AFTER}", *DIGITS
)
_NUMERIC_DATE = compiled(
    r"(?<![\w./-])(?:(?:[12]\d|3[01]|0?[1-9])\s?[-/.]\s?(?:1[0-2]|0?[1-9])\s?[-/.]\s?(?:(?:19|20)\d{2}|['’]?\d{2})"
    r"|(?:19|20)\d{2}[-/.](?:1[0-2]|0?[1-9])[-/.](?:[12]\d|3[01]|0?[1-9]))(?![\w/-])",
    *DIGITS,
)
_SHORT_DATE = compiled(
    rf"(?<!\w)(?:op|per|dd\.?|d\.d\.|datum:?|vanaf|sinds|{WEEKDAY})\s+"
    r"(?P<a>(?:[12]\d|3[01]|0?[1-9])\s?[-/]\s?(?:1[0-2]|0?[1-9]))(?![\w/-]|[.,]\d)",
    *DIGITS,
)
_DAY_OF_MONTH = compiled(
    r"(?<!\w)(?:op|per|vanaf|sinds|voor|na)\s+de\s+(?P<a>(?:[12]\d|3[01]|[1-9])(?:e|ste|de))"
    r"(?=\s*(?:[.,;!?]|van deze|van die))",
    *DIGITS,
)
_BIRTH_YEAR = compiled(
    rf"(?<!\w)(?:geboren|geb\.?|geboortejaar|geboortedatum|geboorte|bouwjaar|lichting|jaargang)(?!\w)[^.\n\d]{{0,25}}"
    rf"(?P<a>{YEAR}|['’]\d{{2}})(?!\d)",
    "geb",
    "bouwjaar",
    "lichting",
    "jaargang",
)
_OF_YEAR = compiled(
    rf"(?<!\w)(?:ben|bent|is|was|zijn)(?:\s+(?:ik|jij|u|hij|zij|ze|nog|ook))?\s+(?:van|uit)\s+"
    rf"(?P<a>{YEAR}|['’]\d{{2}})(?!\w)",
    *DIGITS,
)

_AGE = rf"(?:1[01]\d|\d{{1,2}}|{LARGE_NUMERAL}|{SMALL_NUMERAL})"
_NUMBER_AGE = rf"(?:1[01]\d|\d{{1,2}}|{LARGE_NUMERAL})"
_SPAN_CUE = (
    r"(?:al|sinds|na|over|binnen|per|elke|ieder|iedere|elk|om de|afgelopen|laatste|komende|eerste|volgende|hele|pas|"
    r"ongeveer|zo'n|duurde|duurt|kost|kostte|ruim|in|voor|bijna|een|zeker|meer dan|minder dan|tot wel|van de)"
)
_SPAN_AFTER = (
    r"(?:ervaring|lang|geleden|later|terug|eerder|getrouwd|samen|gewerkt|gewacht|gewoond|werk|werkervaring|garantie|"
    r"cel|gevangenis|thuiszorg|dienst|vrijwilliger|in dienst|bij|wachten|wachttijd|durende|tijd|achter elkaar)"
)
# Words that begin something new, so that the number before them counts nothing that follows.
_NEXT = (
    r"(?:en|maar|toen|dus|want|geworden|oud|als|op|of|nu|inmiddels|ja|hoor|he|hè|jong|die|dat|ik|hij|zij|ze|wij|we|u|je|met|"
    r"zonder|heeft|is|was|moet|kan|wil|woont|zit|gaat|eh|uh|uhm|denk|zeg|ben|terwijl|omdat|waar|wie|nou|alleen|geweest|al|"
    r"dan|niet|nog|zo|had|kreeg|werd|mag|ook|kom|komt|wordt|word|deze|mijn|haar|zijn|m['’]?n|z['’]?n|vandaag|morgen)"
)
_END = rf"(?=\s*(?:[.,;:!?)\]…\"”'’-]|\Z|\n|{_NEXT}(?!\w)))"
_AND_MONTHS = r"(?:\s+(?:en\s+)?\d{1,2}\s*(?:maanden|maand|mnd|weken)(?!\w))?"
_YEAR_WORD = r"(?:\s*(?:jaar|jaren|jr\.?|jar|jaa)(?!\w))?"
_YEARS_OLD = compiled(
    rf"(?<![\w.,]){_AGE}(?:\s+en\s+(?:een\s+)?half)?\s*(?:jaar|jr\.?|jaren|jar|jaa)\s+(?:oud|jong|geworden)(?!\w)",
    guard=has_years_old,
)
_YOUNG = compiled(
    rf"(?<!\w)(?:\d{{1,2}}|{NUMERAL})\s*(?:maanden|maand|mnd|weken|dagen)\s+(?:oud|jong)(?!\w)", guard=has_young
)
_YEARS = compiled(
    rf"(?<![\w.,-])(?P<a>{_NUMBER_AGE}\s*(?:jaar|jr\.?|jar))(?!\w)(?!\s+{_SPAN_AFTER}(?!\w))(?P<end>{_END})?",
    "jaar",
    "jr",
    "jar",
)
_OLD_BEFORE = compiled(
    r"(?<!\w)(?:is|ben|bent|was|waren|werd|word|wordt|worden|geworden|bleek|blijkt|van|leeftijd|toen|kind|jongen|meisje|zoon|dochter|"
    r"kleinzoon|kleindochter|puber|man|vrouw)\s+(?:(?:nu|net|pas|bijna|inmiddels|nog|maar|eh|toen)\s+){0,2}\Z"
)
# So many years are a life more often than a term.
_LIFE = compiled(r"(?:[6-9]\d|1[01]\d|\w*(?:zestig|zeventig|tachtig|negentig|honderd))(?!\w)")
_IN_COMMAS = re.compile(r"(?<!\bhet)[,(]\s*\Z")
_IS_SPAN = compiled(rf"(?<!\w){_SPAN_CUE}\s+\Z")
_AGED = compiled(
    rf"(?<![\w.,])(?P<a>(?:\d{{1,3}}[- ]?|{NUMERAL}[- ]?)jarige?)(?!\w)"
    r"(?!\s+(?:opleiding|studie|cursus|contract|overeenkomst|traject|project|bestaan|jubileum|periode|termijn))",
    "jarig",
)
_BETWEEN = (
    r"(?:\s+(?:ik|hij|zij|ze|jij|je|u|nu|net|inmiddels|pas|al|ook|bijna|ruim|ongeveer|toen|nog|maar|"
    r"geen|namelijk|zelf|intussen|ondertussen|vandaag|morgen|gisteren|denk|eh|uh|dus|toch|weer|nooit|ooit|zaterdag|zondag|maandag|dinsdag|woensdag|"
    r"donderdag|vrijdag|"
    rf"(?:in|begin|eind|op\s+\d{{1,2}})\s+{MONTH}|(?:dit|volgend|vorig)\s+jaar|(?:deze|volgende|vorige)\s+(?:week|maand))){{0,4}}"
)
_IS_AGE = compiled(
    rf"(?<!\w)(?:ben|bent|is|was|werd|wordt|word|worden|geworden|waren|zijn|bleek|blijkt|lijkt)(?!\w){_BETWEEN}\s+"
    rf"(?P<a>{_AGE}{_YEAR_WORD}{_AND_MONTHS})(?!\w){NOT_A_COUNT}{_END}"
)
_NO_PERSON = compiled(
    r"(?<!\w)(?:wij|we|dat|het|dit|er|prijs|bedrag|nummer|huisnummer|temperatuur|aantal|score|cijfer|totaal|huur|uitkomst|"
    r"antwoord|code|stand|saldo|schuld|vermogen|wie|welke|beste|enige)\s+\Z"
)
_OF_AGE = compiled(
    rf"(?<!\w)(?:{PERSON}(?:\s+(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+)?|(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+)\s+van\s+"
    rf"(?:net\s+|bijna\s+|nog geen\s+|pas\s+)?"
    rf"(?P<a>{_AGE})(?!\w){NOT_A_COUNT}(?!\s+\w+\s+(?:euro|uur))",
    guard=has_age_after_of,
)
_MINE_OF_AGE = compiled(
    r"(?<!\w)(?:mijn|m['’]?n|me|onze?|zijn|z['’]?n|haar|hun|uw)\s+(?:\w+\s+){1,3}van\s+"
    rf"(?P<a>\d{{1,2}}|{LARGE_NUMERAL}|{SMALL_NUMERAL})(?!\w){NOT_A_COUNT}{_END}",
    guard=has_age_after_of,
)
_NO_NAME = compiled(
    r"(?<!\w)(?:groep|team|gezin|klas|bedrag|brief|wet|artikel|kamer|huis|besluit|rapport|lijst|rij|een|in|op|om|nacht|dag|"
    r"avond|ochtend|week|maand|jaar|maximum|minimum|schuld|boete|bus|lijn|trein|pagina|versie|wachtlijst|wachttijd|"
    r"afspraak|uitkering|huur|korting|verhoging|budget|termijn)\s+van\s"
)
_APPOSED = compiled(
    r"(?:(?<!\w)(?-i:[A-ZÀ-ÖØ-Þ])[\w'’.-]*,\s*(?P<a>\d{1,3})(?=(?:\s*(?:jaar|jr\.?|j\.?))?\s*[,.;!?])|"
    r"[\w.]\s*\((?P<b>\d{1,3})(?=(?:\s*(?:jaar|jr\.?|j\.?))?\s*[,;)]))(?![.,]\d)",
    *DIGITS,
)
_KIN_APPOSED = compiled(
    rf"(?<!\w){KIN}(?!\s+(?:groep|klas|nummer|nr|kamer|lijn|bus))(?:\s+[\w'’-]+){{0,2}},?\s+(?P<a>\d{{1,3}})(?!\w){NOT_A_COUNT}(?=\s*(?:[,.;)!?]|\Z|\n))",
    *DIGITS,
)
_WHEN_AGED = compiled(
    rf"(?<!\w)(?:ik|hij|zij|ze|jij|je|u|die|{KIN}|(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+)\s+(?:nog\s+|net\s+|pas\s+|maar\s+){{0,2}}"
    rf"(?P<a>{_AGE})\s+(?:was|werd|ben|is|wordt|word|waren)(?!\w)",
    guard=has_age_and_was,
)
_PERSON_BEFORE = compiled(rf"(?<!\w)(?:{PERSON}|(?-i:[A-ZÀ-ÖØ-Þ])[\w'’.-]*)\s*\(\Z")
_LARGE_ORDINAL = r"(?:(?:der|veer|vijf|zes|zeven|acht|negen)tiende|elfde|twaalfde|\w*(?:tig)ste)"
_COUNTED = (
    r"(?:verdieping|etage|dag|week|maand|poging|keer|plek|plaats|stap|afspraak|gesprek|baan|huis|kind|verzoek|aanvraag|"
    r"brief|bezwaar|werkdag|les|bezoek|man|vrouw|jaar|school|zoon|dochter|beroep|operatie|telefoontje|formulier)"
)
_BIRTHDAY = compiled(
    rf"(?<!\w)(?:op|sinds|na|voor|vanaf|tot|rond)\s+(?:mijn|me|m['’]?n|zijn|z['’]?n|haar|d['’]?r|hun|je|uw)\s+(?:"
    r"(?P<a>\d{1,3}(?:e|ste|de))(?!\w)(?!\s+(?:verdieping|etage|dag|week|maand|poging|keer|plek|plaats|stap|afspraak|"
    r"gesprek|baan|huis|kind|verzoek|aanvraag|brief|bezwaar|werkdag|les|bezoek))|"
    rf"(?P<b>{ORDINAL})(?!\w)(?!\s+{_COUNTED})(?=\s*(?:[.,;:!?)]|\Z|verjaardag|levensjaar|had|al|begon|zwanger|kon|{_NEXT}))|"
    rf"(?P<c>{_LARGE_ORDINAL})(?!\w)(?!\s+{_COUNTED})"
    r")"
)
_EXACT_AGE = compiled(
    r"(?<![\w.,])(?P<a>\d{1,2}[;,]\d{1,2}\s*(?:jaar|jr)|\d{1,2}\s*jaar\s+(?:en\s+)?\d{1,2}\s*(?:maanden|maand|mnd)\.?)(?!\w)",
    "jaar",
    "jr",
)
_STATED_AGE = compiled(
    rf"(?<!\w)(?:leeftijd|lftd\.?)(?:\s+(?:is|was|van|heeft))?\s*:?\s*(?P<a>{_NUMBER_AGE})(?!\w)", "leeftijd", "lftd"
)


def find_dates(text: str) -> Iterator[Span]:
    """Yield exact dates and years of birth."""
    for pattern, score in ((_WRITTEN_DATE, 0.95), (_MONTH_FIRST, 0.95), (_NUMERIC_DATE, 0.93)):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), "DATE", "datum", score, "datum")
    for match in _SLIPPED_DATE.finditer(text):
        if is_month_slip(match["month"].lower()):
            yield Span(match.start(), match.end(), "DATE", "datum", 0.9, "datum")
    for pattern, score in ((_SHORT_DATE, 0.8), (_DAY_OF_MONTH, 0.6)):
        for match in pattern.finditer(text):
            yield Span(match.start("a"), match.end("a"), "DATE", "datum", score, "datum")
    for pattern in (_BIRTH_YEAR, _OF_YEAR):
        for match in pattern.finditer(text):
            yield Span(match.start("a"), match.end("a"), "DATE", "geboortejaar", 0.9, "geboortejaar")


def find_ages(text: str) -> Iterator[Span]:
    """Yield exact ages, in digits or in words; how long something took is left alone where the words around say so."""
    for pattern in (_YEARS_OLD, _YOUNG):
        for match in pattern.finditer(text):
            yield _age(match.start(), match.end(), 0.95)
    for match in _YEARS.finditer(text):
        before, after = text[max(0, match.start() - 40) : match.start()], text[match.end() : match.end() + 1]
        is_apposed = _IN_COMMAS.search(before) is not None and after in (",", ")")
        is_life = _LIFE.match(match.group()) is not None
        is_age = match["end"] is not None and (is_apposed or _OLD_BEFORE.search(before) is not None)
        if (is_age or is_life) and not _IS_SPAN.search(before):
            yield _age(match.start("a"), match.end("a"), 0.6)
    for match in _IS_AGE.finditer(text):
        if not _NO_PERSON.search(text[max(0, match.start() - 20) : match.start()]):
            yield _age(match.start("a"), match.end("a"), 0.85)
    for pattern in (_OF_AGE, _MINE_OF_AGE):
        for match in pattern.finditer(text):
            if not _NO_NAME.search(match.group()):
                yield _age(match.start("a"), match.end("a"), 0.8)
    for match in _APPOSED.finditer(text):
        group = "a" if match["a"] else "b"
        before = text[max(0, match.start() - 40) : match.start(group)]
        if group == "a" or _PERSON_BEFORE.search(before):
            yield _age(match.start(group), match.end(group), 0.7)
    for pattern, score in (
        (_AGED, 0.9),
        (_KIN_APPOSED, 0.75),
        (_WHEN_AGED, 0.85),
        (_STATED_AGE, 0.9),
        (_EXACT_AGE, 0.85),
    ):
        for match in pattern.finditer(text):
            yield _age(match.start("a"), match.end("a"), score)
    for match in _BIRTHDAY.finditer(text):
        group = next(name for name in "abc" if match[name])
        yield _age(match.start(group), match.end(group), 0.8)


def _age(start: int, end: int, score: float) -> Span:
    return Span(start, end, "AGE", "leeftijd", score, "leeftijd")
