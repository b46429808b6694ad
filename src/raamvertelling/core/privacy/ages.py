"""Exact ages, in digits and in words; how long something took is left alone where the words around say so."""

import re
from collections.abc import Iterator

from raamvertelling.core.privacy import facts
from raamvertelling.core.privacy.guards import (
    finding,
    has_age_after_of,
    has_years_old,
    holding,
    was_aged_who,
    who_is_of_age,
    who_was_aged,
)
from raamvertelling.core.privacy.patterns import compiled
from raamvertelling.core.privacy.scanning import scan
from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.words import (
    KIN,
    LARGE_NUMERAL,
    MONTH,
    NOT_A_COUNT,
    NUMERAL,
    ORDINAL,
    PERSON,
    SMALL_NUMERAL,
)

_AGE = rf"(?:1[01]\d|\d{{1,2}}|{LARGE_NUMERAL}|{SMALL_NUMERAL}|anderhalf)"
_HALF = r"(?:\s+en\s+(?:een\s+)?half(?!\w)|½)?"
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
    facts.OLD,
    guard=has_years_old,
)
_YOUNG = compiled(
    rf"(?<!\w)(?:\d{{1,2}}|{NUMERAL})\s*(?:maanden|maand|mnd|weken|dagen)\s+(?:oud|jong)(?!\w)",
    facts.OLD,
    guard=holding("maand", "mnd", "weken", "dagen"),
)
_YEARS = compiled(
    rf"(?<![\w.,-])(?P<a>{_NUMBER_AGE}\s*(?:jaar|jr\.?|jar))(?!\w)(?!\s+{_SPAN_AFTER}(?!\w))(?P<end>{_END})?",
    facts.YEARS,
    begins=facts.NUMBER_FIRST,
)
_OLD_BEFORE = compiled(
    r"(?<!\w)(?:is|ben|bent|was|waren|werd|word|wordt|worden|geworden|bleek|blijkt|van|leeftijd|toen|kind|jongen|meisje|zoon|dochter|"
    r"kleinzoon|kleindochter|zoontje|dochtertje|broertje|zusje|jongetje|puber|man|vrouw)\s+(?:(?:nu|net|pas|bijna|inmiddels|nog|maar|eh|toen)\s+){0,2}\Z"
)
# So many years are a life more often than a term.
_LIFE = compiled(r"(?:[6-9]\d|1[01]\d|\w*(?:zestig|zeventig|tachtig|negentig|honderd))(?!\w)")
_IN_COMMAS = re.compile(r"(?<!\bhet)[,(]\s*\Z")
_IS_SPAN = compiled(rf"(?<!\w){_SPAN_CUE}\s+\Z")
_AGED = compiled(
    rf"(?<![\w.,])(?P<a>(?:\d{{1,3}}[- ]?|{NUMERAL}[- ]?)jarige?)(?!\w)"
    r"(?!\s+(?:opleiding|studie|cursus|contract|overeenkomst|traject|project|bestaan|jubileum|periode|termijn))",
    facts.AGED,
)
_BETWEEN = (
    r"(?:\s+(?:ik|hij|zij|ze|jij|je|u|nu|net|inmiddels|pas|al|ook|bijna|ruim|ongeveer|toen|nog|maar|"
    r"geen|namelijk|zelf|allebei|beide|beiden|intussen|ondertussen|vandaag|morgen|gisteren|denk|eh|uh|dus|toch|weer|nooit|ooit|zaterdag|zondag|maandag|dinsdag|woensdag|"
    r"donderdag|vrijdag|"
    rf"(?:in|begin|eind|op\s+\d{{1,2}})\s+{MONTH}|(?:dit|volgend|vorig)\s+jaar|(?:deze|volgende|vorige)\s+(?:week|maand))){{0,4}}"
)
_IS_AGE = compiled(
    rf"(?<!\w)(?:ben|bent|is|was|werd|wordt|word|worden|geworden|waren|zijn|bleek|blijkt|lijkt)(?!\w){_BETWEEN}\s+"
    rf"(?P<a>{_AGE}{_HALF}{_YEAR_WORD}{_AND_MONTHS})(?!\w){NOT_A_COUNT}{_END}",
    facts.AGE,
    begins=facts.BEING,
    then=facts.AGE | facts.BEFORE_AGE,
)
_NO_PERSON = compiled(
    r"(?<!\w)(?:wij|we|dat|het|dit|er|prijs|bedrag|nummer|huisnummer|temperatuur|aantal|score|cijfer|totaal|huur|uitkomst|"
    r"antwoord|code|stand|saldo|schuld|vermogen|wie|welke|beste|enige)\s+\Z"
)
_OF_AGE = compiled(
    rf"(?<!\w)(?:{PERSON}(?:\s+(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+)?|(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+)\s+van\s+"
    rf"(?:net\s+|bijna\s+|nog geen\s+|pas\s+)?"
    rf"(?P<a>{_AGE}{_HALF})(?!\w){NOT_A_COUNT}(?!\s+\w+\s+(?:euro|uur))",
    facts.AGE,
    facts.OF,
    places=who_is_of_age,
)
_MINE_OF_AGE = compiled(
    r"(?<!\w)(?:mijn|m['’]?n|me|onze?|zijn|z['’]?n|haar|hun|uw)\s+(?:\w+\s+){1,3}van\s+"
    rf"(?P<a>\d{{1,2}}|{LARGE_NUMERAL}|{SMALL_NUMERAL})(?!\w){NOT_A_COUNT}{_END}",
    facts.AGE,
    begins=facts.MINE,
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
    facts.DIGIT,
    guard=finding(r"[,(]\s*\d{1,3}(?:\s*j(?:aar|r?\.?))?\s*[,.;!?)]"),
)
_KIN_APPOSED = compiled(
    rf"(?<!\w){KIN}(?!\s+(?:groep|klas|nummer|nr|kamer|lijn|bus))(?:\s+[\w'’-]+){{0,2}},?\s+(?P<a>\d{{1,3}})(?!\w){NOT_A_COUNT}(?=\s*(?:[,.;)!?]|\Z|\n))",
    facts.DIGIT,
    begins=facts.FAMILY,
)
_WHEN_AGED = compiled(
    rf"(?<!\w)(?:ik|hij|zij|ze|jij|je|u|die|{KIN}|(?-i:[A-ZÀ-ÖØ-Þ])[\w'’-]+)\s+(?:nog\s+|net\s+|pas\s+|maar\s+){{0,2}}"
    rf"(?P<a>{_AGE}{_HALF}{_YEAR_WORD})\s+(?:was|werd|bent?|is|wordt|word|waren)(?!\w)",
    facts.AGE,
    facts.WAS,
    places=who_was_aged,
)
_PERSON_BEFORE = compiled(rf"(?<!\w)(?:{PERSON}|(?-i:[A-ZÀ-ÖØ-Þ])[\w'’.-]*)\s*\(\Z")
_LARGE_ORDINAL = r"(?:(?:der|veer|vijf|zes|zeven|acht|negen)tiende|elfde|twaalfde|\w*(?:tig)ste)"
_COUNTED = (
    r"(?:verdieping|etage|dag|week|maand|poging|keer|plek|plaats|stap|afspraak|gesprek|baan|huis|kind|verzoek|aanvraag|"
    r"brief|bezwaar|werkdag|les|bezoek|man|vrouw|jaar|school|zoon|dochter|beroep|operatie|telefoontje|formulier)"
)
_BIRTHDAY = compiled(
    rf"(?<!\w)(?:op|sinds|na|voor|vanaf|tot|rond|van|tegen|met|tussen)\s+(?:mijn|me|m['’]?n|zijn|z['’]?n|haar|d['’]?r|hun|je|uw)\s+(?:"
    r"(?P<a>\d{1,3}(?:e|ste|de))(?!\w)(?!\s+(?:verdieping|etage|dag|week|maand|poging|keer|plek|plaats|stap|afspraak|"
    r"gesprek|baan|huis|kind|verzoek|aanvraag|brief|bezwaar|werkdag|les|bezoek))|"
    rf"(?P<b>{ORDINAL})(?!\w)(?!\s+{_COUNTED})(?=\s*(?:[.,;:!?)]|\Z|verjaardag|levensjaar|had|al|begon|zwanger|kon|{_NEXT}))|"
    rf"(?P<c>{_LARGE_ORDINAL})(?!\w)(?!\s+{_COUNTED})"
    r")",
    facts.ORDINAL,
    begins=facts.BEFORE_ORDINAL,
    then=facts.MINE,
)
_EXACT_AGE = compiled(
    r"(?<![\w.,])(?P<a>\d{1,2}[;,]\d{1,2}\s*(?:jaar|jr)|\d{1,2}\s*jaar\s+(?:en\s+)?\d{1,2}\s*(?:maanden|maand|mnd)\.?)(?!\w)",
    facts.YEARS,
    begins=facts.DIGIT_FIRST,
)
_STATED_AGE = compiled(
    rf"(?<!\w)(?:leeftijd|lftd\.?)(?:\s+(?:is|was|van|heeft))?\s*:?\s*(?P<a>{_AGE})(?!\w){NOT_A_COUNT}",
    begins=facts.STATED,
)

# What leans on an age that was said: 'van vier, zeven en elf', 'zij was 20, hij 27', 'achttien, eh nee, negentien'.
_LISTED = compiled(
    rf"\s*(?:,\s*(?:en\s+|of\s+)?|en\s+|of\s+|/\s*)(?:bijna\s+|net\s+|pas\s+)?(?P<a>{_AGE}{_HALF}{_YEAR_WORD})(?!\w){NOT_A_COUNT}"
    rf"(?:{_END}|(?=\s+(?:hebben|gaan|gingen|zitten|zaten|wonen|vinden|vonden|komen|kwamen|willen|wilden|waren|slapen)(?!\w)))"
)
_NO_SUBJECT = (
    r"(?:op|om|na|in|van|tot|voor|met|rond|over|tegen|per|groep|klas|nummer|nr|kamer|lijn|bus|elke|iedere|zo['’]n|nog|al|er|"
    r"had|heeft|kreeg|zag|nam|at|kocht|telde|woog|won|deed|maar|bijna|net|pas|ongeveer|minstens|zeker|hooguit|alle|artikel)"
)
_ELLIPTIC = compiled(
    rf"\s*(?:[,;]\s*(?:en\s+|maar\s+)?|en\s+|maar\s+)(?:(?:mijn|m['’]n|zijn|z['’]n|haar|d['’]r|onze?|de|het|die|toen|nu)\s+)?"
    rf"(?!{_NO_SUBJECT}(?!\w))[^\W\d_][\w'’-]*\s+(?:(?:net|pas|bijna|nu|dan|toen|al|ook)\s+)?"
    rf"(?P<a>{_AGE}{_HALF}{_YEAR_WORD})(?!\w){NOT_A_COUNT}{_END}"
)
_CORRECTED = compiled(
    rf"(?=[^\d]{{0,30}}?(?<!\w)(?:nee|sorry|wacht|of|eh|uh|ehm)(?!\w))"
    rf"(?:[\s,.;…-]*(?<!\w)(?:denk ik|geloof ik|dacht ik|zeg ik|nee|nou|of|eh|uh|ehm|ja|bijna|"
    rf"sorry|wacht|gewoon|toch|al)(?!\w)){{1,6}}[\s,.…-]*(?P<a>{_AGE}{_HALF}{_YEAR_WORD})(?!\w){NOT_A_COUNT}{_END}"
)
_ASKED = compiled(
    rf"(?<!\w)hoe oud\s+(?:[\w'’-]{{1,30}}\s+){{0,4}}[\w'’-]{{1,30}}[?.,;:]?[\s\"”'’“‘„–-]*"
    rf"(?:(?:eh|uh|ehm|ja|nou|nu|oke|ok|zei|zeg|ik|hij|ze)[\s,:.]+){{0,5}}"
    rf"(?P<a>{_AGE}{_HALF}{_YEAR_WORD})(?!\w){NOT_A_COUNT}{_END}",
    facts.OLD,
    guard=holding("hoe oud"),
)
_INVERTED = compiled(
    rf"(?:\A|[.,;:!?\n]|(?<!\w)(?:eh|uh|ja|nou)(?!\w))\s*(?P<a>{_AGE}{_HALF}{_YEAR_WORD})"
    r"\s+(?:is|was|ben|werd|word|wordt)\s+(?:ik|hij|zij|ze|ie)(?!\w)",
    facts.AGE,
    facts.WAS,
    guard=was_aged_who,
)
_WITH_MY = compiled(
    rf"(?<!\w)met\s+(?:(?:mijn|m['’]n|haar|d['’]r|je|uw)\s+(?P<a>\d{{2,3}}|{LARGE_NUMERAL})|(?:zijn|z['’]n)\s+(?P<b>\d{{2,3}}))"
    rf"(?:\s+jaar)?(?!\w){NOT_A_COUNT}(?=\s*(?:[.,;:!?)]|\Z|(?:de|het|nog|nu|al|jaar)(?!\w)|{_NEXT}(?!\w)))",
    facts.AGE,
    begins=facts.WITH,
    then=facts.MINE,
)


def find_ages(text: str) -> Iterator[Span]:
    """Yield exact ages, in digits or in words; how long something took is left alone where the words around say so."""
    if not scan(text).facts & (facts.AGE | facts.ORDINAL | facts.AGED | facts.OLD):
        return
    found = [*_said_of_someone(text), *_told(text)]
    yield from found
    for end in {span.end for span in found}:
        yield from _leaning(text, end)


def _leaning(text: str, end: int) -> Iterator[Span]:
    """Yield the ages that lean on one that ends here, and on each other."""
    while match := next((match for each in (_LISTED, _ELLIPTIC, _CORRECTED) if (match := each.match(text, end))), None):
        yield _age(match.start("a"), match.end("a"), 0.75)
        end = match.end("a")


def _told(text: str) -> Iterator[Span]:
    """Yield the ages that are what a sentence is about."""
    for match in _IS_AGE.finditer(text):
        if not _NO_PERSON.search(text[max(0, match.start() - 20) : match.start()]):
            yield _age(match.start("a"), match.end("a"), 0.85)
    for pattern, score in (
        (_WHEN_AGED, 0.85),
        (_STATED_AGE, 0.9),
        (_EXACT_AGE, 0.85),
        (_ASKED, 0.85),
        (_INVERTED, 0.75),
    ):
        for match in pattern.finditer(text):
            yield _age(match.start("a"), match.end("a"), score)
    for match in _WITH_MY.finditer(text):
        group = "a" if match["a"] else "b"
        yield _age(match.start(group), match.end(group), 0.75)
    for match in _BIRTHDAY.finditer(text):
        group = next(name for name in "abc" if match[name])
        yield _age(match.start(group), match.end(group), 0.8)


def _said_of_someone(text: str) -> Iterator[Span]:
    """Yield the ages that say of somebody how old she is, in passing."""
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
    for pattern in (_OF_AGE, _MINE_OF_AGE):
        for match in pattern.finditer(text):
            if not _NO_NAME.search(match.group()):
                yield _age(match.start("a"), match.end("a"), 0.8)
    for match in _APPOSED.finditer(text):
        group = "a" if match["a"] else "b"
        before = text[max(0, match.start() - 40) : match.start(group)]
        if group == "a" or _PERSON_BEFORE.search(before):
            yield _age(match.start(group), match.end(group), 0.7)
    for pattern, score in ((_AGED, 0.9), (_KIN_APPOSED, 0.75)):
        for match in pattern.finditer(text):
            yield _age(match.start("a"), match.end("a"), score)


def _age(start: int, end: int, score: float) -> Span:
    return Span(start, end, "AGE", "leeftijd", score, "leeftijd")
