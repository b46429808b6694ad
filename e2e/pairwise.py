"""Every value of every factor with every value of every other factor, in as few cases as a greedy choice finds."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product


def pairwise(factors: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Return cases in which each pair of values of two factors occurs at least once; always in the same order.

    The first two factors should be the longest: their product is the least number of cases there can be.
    """
    names = list(factors)
    open_pairs = {
        ((one, a), (other, b))
        for one, other in combinations(names, 2)
        for a, b in product(factors[one], factors[other])
    }
    cases: list[dict[str, str]] = []
    for first, second in product(factors[names[0]], factors[names[1]]):
        case = {names[0]: first, names[1]: second}
        for name in names[2:]:
            case[name] = max(factors[name], key=lambda value: _gain({**case, name: value}, open_pairs))
        open_pairs -= pairs_of(case)
        cases.append(case)
    for pair in sorted(open_pairs):
        if pair in open_pairs:
            case = {name: values[0] for name, values in factors.items()} | dict(pair)
            open_pairs -= pairs_of(case)
            cases.append(case)
    return cases


def everything(factors: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """Return every combination."""
    return [dict(zip(factors, values, strict=True)) for values in product(*factors.values())]


def pairs_of(case: Mapping[str, str]) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    """Return the pairs of values that a case brings together."""
    return set(combinations(case.items(), 2))


def _gain(case: Mapping[str, str], open_pairs: set[tuple[tuple[str, str], tuple[str, str]]]) -> int:
    return len(pairs_of(case) & open_pairs)


def _both(factors: Mapping[str, Sequence[str]], one: str, other: str) -> set[tuple[tuple[str, str], tuple[str, str]]]:
    return {((one, a), (other, b)) for a, b in product(factors[one], factors[other])}
