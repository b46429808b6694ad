"""Several p-values at once: corrected for looking often, or combined into one."""

from collections.abc import Sequence
from math import atan, pi, tan


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values corrected so that at most 5% of what is called a difference is expected to be none.

    Parameters
    ----------
    p_values : in any order, each 0..1.

    Returns
    -------
    Adjusted p-values in the same order, each at least its own p and at most 1.

    Notes
    -----
    Sorted p(1) <= ... <= p(m): adjusted p(i) = min over j >= i of p(j) m / j.

    References
    ----------
    Benjamini & Hochberg (1995). Checked against statsmodels.stats.multitest.multipletests.
    """
    count = len(p_values)
    order = sorted(range(count), key=lambda i: p_values[i], reverse=True)
    adjusted, running = [1.0] * count, 1.0
    for place, index in enumerate(order):
        running = min(running, p_values[index] * count / (count - place))
        adjusted[index] = running
    return tuple(adjusted)


def cauchy(p_values: Sequence[float], *, resolution: float = 1e-15) -> float:
    """Return one p-value for several tests of the same question, however much these depend on each other.

    Parameters
    ----------
    p_values : at least one, each 0..1.
    resolution : p-values nearer to 0 or 1 than this are taken at this distance, because a p of exactly 1 from a
        permutation would outweigh all others.

    Raises
    ------
    ValueError : without a p-value.

    Notes
    -----
    T = mean of tan((1/2 - p) pi); p = 1/2 - arctan(T) / pi.

    References
    ----------
    Liu & Xie (2020), the ACAT test. Checked against scipy.stats.cauchy.
    """
    if not p_values:
        raise ValueError("p_values must hold at least one p-value")
    bounded = [min(1 - resolution, max(resolution, p)) for p in p_values]
    if len(bounded) == 1:
        return bounded[0]
    mean = sum(tan((0.5 - p) * pi) for p in bounded) / len(bounded)
    return 0.5 - atan(mean) / pi
