"""What must stand in a text before a slow pattern of numbers, dates or ages is tried on it: never more than needed."""

import re

from raamvertelling.core.privacy import facts
from raamvertelling.core.privacy.patterns import Guard
from raamvertelling.core.privacy.scanning import Scan
from raamvertelling.core.privacy.words import LARGE_NUMERAL, SMALL_NUMERAL

_AFTER_OF = re.compile(
    rf"van\s+(?:net\s+|bijna\s+|nog geen\s+|pas\s+)?(?:\d|anderhalf|{LARGE_NUMERAL}|{SMALL_NUMERAL})"
)
_YEARS_OLD = re.compile(r"j(?:aar|r\.?|aren|ar|aa)\s+(?:oud|jong|geworden)")
_TWO_DIGITS = re.compile(r"\d[\w./-]*\d")
_BETWEEN_DIGITS = frozenset(("streep", "streepje", "punt", "spatie", "dan", "en", "eh"))


def holding(*parts: str) -> Guard:
    """Return a guard that asks for one of these parts in a text in small letters."""
    return lambda seen: any(part in seen.plain for part in parts)


def finding(pattern: str) -> Guard:
    """Return a guard that asks for a match of a quick pattern in a text in small letters."""
    quick = re.compile(pattern)
    return lambda seen: quick.search(seen.plain) is not None


def counting(digits: int) -> Guard:
    """Return a guard that asks for so many digits in a text."""
    return lambda seen: seen.digits >= digits


def has_month(seen: Scan) -> bool:
    """Tell whether what can be a day stands before a month: '3 mei', 'de derde van mei'."""
    bits = seen.bits
    return any(before & facts.DAY for k in seen.having(facts.MONTH) for before in bits[max(0, k - 2) : k])


def has_age_after_of(seen: Scan) -> bool:
    """Tell whether 'van' and a number stand in a text: 'een zoon van bijna twaalf'."""
    return _AFTER_OF.search(seen.plain) is not None


def has_years_old(seen: Scan) -> bool:
    """Tell whether 'jaar oud' or the like stands in a text."""
    return _YEARS_OLD.search(seen.plain) is not None


def has_age_and_was(seen: Scan) -> bool:
    """Tell whether a number stands before a word like 'was': 'toen ik twaalf was'."""
    return bool(seen.pairs(facts.BEFORE_WAS, facts.WAS))


def has_two_digits(seen: Scan) -> bool:
    """Tell whether two digits stand in one word or in words joined by a stop, a dash or a slash."""
    return _TWO_DIGITS.search(seen.plain) is not None


def has_house_number(seen: Scan) -> bool:
    """Tell whether a number stands after a word that can end the name of a street, or 'Laan van' in the text."""
    return bool(
        seen.pairs(facts.STREET, facts.DIGIT | facts.NUMBERED) or seen.pairs(facts.STREET_ALONE, facts.ON_STREET)
    )


def has_number_said_aloud(seen: Scan) -> bool:
    """Tell whether four parts of a number follow each other: 'nul zes, twaalf'."""
    numbers = seen.having(facts.NUMBER)
    if len(numbers) < 4:
        return False
    words, count, last = seen.pieces[1::2], 0, -1
    for k in numbers:
        count = count + 1 if _BETWEEN_DIGITS.issuperset(words[last + 1 : k]) else 1
        if count == 4:
            return True
        last = k
    return False
