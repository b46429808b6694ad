"""What must stand in a text before a slow pattern of numbers, dates or ages is tried on it: never more than needed."""

import re
from functools import lru_cache

from raamvertelling.core.privacy import facts
from raamvertelling.core.privacy.patterns import Guard
from raamvertelling.core.privacy.scanning import Scan

_YEARS_OLD = re.compile(r"j(?:aar|r\.?|aren|ar|aa)\s+(?:oud|jong|geworden)")
_TWO_DIGITS = re.compile(r"\d[\w./-]*\d")
_BETWEEN_DIGITS = frozenset(
    (
        *("streep", "streepje", "punt", "spatie", "komma", "dan", "daarna", "en", "eh", "ehm", "uh", "ja", "nee"),
        *("wacht", "even", "sorry", "dus", "keer", "maal", "de"),
    )
)


def holding(*parts: str) -> Guard:
    """Return a guard that asks for one of these parts in a text in small letters."""
    return lambda seen: any(part in seen.plain for part in parts)


def finding(pattern: str) -> Guard:
    """Return a guard that asks for a match of a quick pattern in a text in small letters."""
    quick = re.compile(pattern)
    return lambda seen: quick.search(seen.plain) is not None


def both(one: Guard, other: Guard) -> Guard:
    """Return a guard that asks for what two ask, the quicker one first."""
    return lambda seen: one(seen) and other(seen)


def counting(digits: int) -> Guard:
    """Return a guard that asks for so many digits in a text."""
    return lambda seen: seen.digits >= digits


def has_month(seen: Scan) -> bool:
    """Tell whether what can be a day stands before a month: '3 mei', 'de derde van mei'."""
    bits = seen.bits
    return any(before & facts.DAY for k in seen.having(facts.MONTH) for before in bits[max(0, k - 2) : k])


@lru_cache(maxsize=1)  # two patterns ask it of one text before the next comes
def of_age(seen: Scan) -> list[int]:
    """Return the words 'van' that a number follows: 'een zoon van bijna twaalf'."""
    bits = seen.bits
    return [k for k in seen.having(facts.OF) if any(after & facts.AGE for after in bits[k + 1 : k + 7])]


def has_age_after_of(seen: Scan) -> bool:
    """Tell whether 'van' and a number stand in a text."""
    return bool(of_age(seen))


def who_is_of_age(seen: Scan) -> list[int]:
    """Return the words that can begin what stands before 'van twaalf': 'dochter', 'zusje Anne-Fleur'."""
    return seen.leading_to(of_age(seen), spaces=2)


@lru_cache(maxsize=1)
def aged_was(seen: Scan) -> list[int]:
    """Return the words that can end a number and stand before 'was' or the like."""
    return seen.pairs(facts.BEFORE_WAS, facts.WAS)


def who_was_aged(seen: Scan) -> list[int]:
    """Return the words that can begin what goes on until 'was': 'ik nog maar drie en twintig en een half jaar was'."""
    return seen.leading_to(aged_was(seen), spaces=9)


def was_aged_who(seen: Scan) -> bool:
    """Tell whether a number stands before 'was ik' or the like."""
    after = [*seen.bits[2:], 0, 0]
    return any(after[k] & facts.SUBJECT for k in aged_was(seen))


def has_years_old(seen: Scan) -> bool:
    """Tell whether 'jaar oud' or the like stands in a text."""
    return _YEARS_OLD.search(seen.plain) is not None


def has_two_digits(seen: Scan) -> bool:
    """Tell whether two digits stand in one word or in words joined by a stop, a dash or a slash."""
    return _TWO_DIGITS.search(seen.plain) is not None


def has_house_number(seen: Scan) -> bool:
    """Tell whether a number stands after a word that can end the name of a street, or 'Laan van' in the text."""
    return bool(
        seen.pairs(facts.STREET, facts.DIGIT | facts.NUMBERED) or seen.pairs(facts.STREET_ALONE, facts.ON_STREET)
    )


def numbers_said_aloud(seen: Scan) -> list[int]:
    """Return the words of numbers where four or more follow each other, and 'plus' before them: 'nul zes, twaalf'."""
    numbers, words = seen.having(facts.NUMBER), seen.pieces[1::2]
    found: list[int] = []
    begin, last = 0, -1
    for place, k in enumerate([*numbers, len(words)]):
        if place < len(numbers) and (place == begin or _BETWEEN_DIGITS.issuperset(words[last + 1 : k])):
            last = k
            continue
        if place - begin >= 4:
            first = numbers[begin]
            found += [first - 1] * (words[first - 1 : first] == ["plus"])
            found += numbers[begin:place]
        begin, last = place, k
    return found


def at_cue(seen: Scan) -> list[int]:
    """Return the words that can begin what says that a number follows; a word of which only the v is one is rare."""
    pieces = seen.pieces
    return [
        k
        for k in seen.having(facts.CUE | facts.ONE_LETTER_CUE)
        if seen.bits[k] & facts.CUE or pieces[2 * k + 2].startswith((".", "/", "-"))
    ]
