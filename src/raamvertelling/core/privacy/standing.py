"""How a word stands in a text: at the beginning of a sentence, in a cry; and the span of what a rule saw."""

from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import LETTER, SHOUTED, Read

JOINING = frozenset((",", "-", "&", "/", "'s", "’s", "'t", "’t"))


def ruled(each: Read, first: int, last: int, type_: str, label: str, score: float, reason: str) -> Span:
    """Return the words from `first` to `last` as what a rule saw."""
    return Span(each.starts[first], each.ends[last], type_, label, score, "regel", reason)


def is_letters(each: Read, k: int) -> bool:
    """Tell whether there is a word at this place, and no number or sign."""
    return k < len(each.forms) and each.forms[k][0].isalpha()


def starts_sentence(each: Read, k: int) -> bool:
    """Tell whether a word is the first of a sentence, a quotation or a line, where a capital says nothing."""
    return k == 0 or not (each.forms[k - 1][0].isalnum() or each.forms[k - 1] in JOINING)


def is_shouted(each: Read, k: int) -> bool:
    """Tell whether a word stands in a heading or cry in capitals, or is a short one: there capitals say nothing."""
    if not each.forms[k].isupper():
        return False
    near = each.writing[max(0, k - 2) : k + 3]
    return len(each.keys[k]) < 5 or sum(each & (LETTER | SHOUTED) == LETTER | SHOUTED for each in near) > 1
