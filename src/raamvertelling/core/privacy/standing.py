"""How a word stands in a text: at the beginning of a sentence, in a cry; and the span of what a rule saw."""

from raamvertelling.core.privacy.spans import Span
from raamvertelling.core.privacy.tokens import Read

JOINING = frozenset((",", "-", "&", "/", "'s", "’s", "'t", "’t"))


def ruled(each: Read, first: int, last: int, type_: str, label: str, score: float, reason: str) -> Span:
    """Return the words from `first` to `last` as what a rule saw."""
    return Span(each.tokens[first].start, each.tokens[last].end, type_, label, score, "regel", reason)


def is_letters(each: Read, k: int) -> bool:
    """Tell whether there is a word at this place, and no number or sign."""
    return k < len(each.tokens) and each.tokens[k].form[0].isalpha()


def starts_sentence(each: Read, k: int) -> bool:
    """Tell whether a word is the first of a sentence, a quotation or a line, where a capital says nothing."""
    return k == 0 or not (each.tokens[k - 1].form[0].isalnum() or each.tokens[k - 1].form in JOINING)


def is_shouted(each: Read, k: int) -> bool:
    """Tell whether a word stands in a heading or cry in capitals, or is a short one: there capitals say nothing."""
    near = each.tokens[max(0, k - 2) : k + 3]
    words = [token.form for token in near if token.form[0].isalpha() and len(token.form) > 1]
    return each.tokens[k].form.isupper() and (len(each.keys[k]) < 5 or sum(form.isupper() for form in words) > 1)
