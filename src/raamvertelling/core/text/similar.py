"""How alike two short texts are, by the pieces of words they share."""

from raamvertelling.core.text.pieces import word_set
from raamvertelling.core.text.stems import stems

_SIZE = 4
_FILLERS = word_set("de het een in op van en of u uw ik mij mijn dit deze die dat was is er om te met aan voor")


def similarity(one: str, other: str) -> float:
    """Return how alike two short texts are: 0 (nothing shared) to 1 (the same words).

    Parameters
    ----------
    one, other : any texts. Order, capitals, accents and the little words between do not matter much.

    Notes
    -----
    The mean of two Dice coefficients, 2·|A ∩ B| / (|A| + |B|): over the stems of the words, and over their pieces of
    four letters, so that "wachttijd" and "wachten" still meet. Texts without a word share nothing.

    References
    ----------
    Dice, L.R. (1945). Measures of the amount of ecologic association between species. Ecology 26(3).
    """
    first, second = _stems(one), _stems(other)
    return (_dice(first, second) + _dice(_grams(first), _grams(second))) / 2


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text)) - _FILLERS


def _grams(found: frozenset[str]) -> frozenset[str]:
    padded = (f" {each} " for each in found)
    return frozenset(each[at : at + _SIZE] for each in padded for at in range(max(1, len(each) - _SIZE + 1)))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
