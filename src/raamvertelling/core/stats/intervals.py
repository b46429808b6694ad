"""Intervals in plain Python: shares, medians and the mean of a triangle."""

from collections.abc import Sequence
from math import atan2, cos, exp, isqrt, lgamma, log, sin, sqrt
from statistics import NormalDist

from raamvertelling.core.results import Ellipse, Estimate, Interval, Weights
from raamvertelling.core.stats.methods import source_of

Z95 = NormalDist().inv_cdf(0.975)
SMALLEST_ELLIPSE = 5
# An orthonormal basis of the plane in which all weights lie: distances are kept.
_E1: Weights = (0.0, -1 / sqrt(2), 1 / sqrt(2))
_E2: Weights = (2 / sqrt(6), -1 / sqrt(6), -1 / sqrt(6))


def wilson(count: int, n: int, *, level: float = 0.95) -> Estimate:
    """Return the share count / n with its Wilson score interval.

    Parameters
    ----------
    count : stories that have the property, 0 <= count <= n.
    n : stories in all. With n = 0 the value is 0 and there is no interval.
    level : certainty of the interval; higher than 0.95 when several shares are looked at together.

    Returns
    -------
    Estimate with value and interval in 0..1.

    Raises
    ------
    ValueError : if count is below 0 or above n.

    Notes
    -----
    centre = (p + z^2/2n) / (1 + z^2/n), half = z sqrt(p(1-p)/n + z^2/4n^2) / (1 + z^2/n), z = 1.96.

    References
    ----------
    Wilson (1927). Checked against statsmodels.stats.proportion.proportion_confint.
    """
    if not 0 <= count <= n:
        raise ValueError(f"count must be in 0..{n}, got {count}")
    if n == 0:
        return Estimate(0.0, None, 0, "aandeel", source_of("aandeel"))
    z = Z95 if level == 0.95 else NormalDist().inv_cdf((1 + level) / 2)
    return Estimate(count / n, _wilson(count, n, z), n, "aandeel", source_of("aandeel"))


def _wilson(count: int, n: int, z: float) -> Interval:
    share, z2 = count / n, z * z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return low, high


def share_gap(first: tuple[int, int], second: tuple[int, int], *, level: float = 0.95) -> Estimate:
    """Return the difference between two shares with Newcombe's hybrid score interval.

    Parameters
    ----------
    first, second : (count, n) of two groups that share no story, n at least 1.
    level : certainty of the interval; higher than 0.95 when several differences are looked at together.

    Returns
    -------
    Estimate in -1..1, positive when the first share is the larger; n is both groups together.

    Notes
    -----
    With (l, u) the Wilson interval of each share p: low = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), high alike.

    References
    ----------
    Newcombe (1998). Checked against statsmodels.stats.proportion.confint_proportions_2indep.
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    p1, p2 = first[0] / first[1], second[0] / second[1]
    (low1, high1), (low2, high2) = _wilson(*first, z), _wilson(*second, z)
    low = p1 - p2 - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = p1 - p2 + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    method = "verschil-aandelen"
    return Estimate(p1 - p2, (low, high), first[1] + second[1], method, source_of(method))


def _lower_rank(n: int, alpha: float = 0.05) -> int:
    """Return the largest rank r with P(Binomial(n, 1/2) < r) <= alpha / 2; 0 if there is none."""
    # Nothing lies more than twelve standard deviations (half a square root of n) below the middle.
    first = max(0, n // 2 - 6 * isqrt(n) - 6)
    below, rank = 0.0, 0
    for k in range(first, n):
        below += exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) - n * log(2))
        if below > alpha / 2:
            return rank
        rank = k + 1
    return rank


def median_of(values: Sequence[float]) -> Estimate | None:
    """Return the median with a distribution-free interval of at least 95%.

    Parameters
    ----------
    values : any order, no NaN. Empty gives None.

    Returns
    -------
    Estimate, unit of the values; interval None below 6 values, because no two ranks reach 95% then.

    Notes
    -----
    The interval runs from the r-th smallest to the r-th largest value, with r the largest rank for which
    2 P(Binomial(n, 1/2) < r) <= 0.05.

    References
    ----------
    David & Nagaraja (2003), par. 7.1. Checked against scipy.stats.quantile_test and scipy.stats.binom.
    """
    if not values:
        return None
    ordered, n = sorted(values), len(values)
    middle = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    rank = _lower_rank(n)
    interval: Interval | None = (ordered[rank - 1], ordered[n - rank]) if rank else None
    return Estimate(middle, interval, n, "mediaan", source_of("mediaan"))


def median_gap(first: Sequence[float], second: Sequence[float]) -> Estimate | None:
    """Return the difference between two medians with a margin made of the margins of both.

    Parameters
    ----------
    first, second : values of two groups that share no story, any order, no NaN. None when one is empty.

    Returns
    -------
    Estimate in the unit of the values, positive when the first median is the larger; n is both groups together. No
    interval when one group has fewer than 6 values.

    Notes
    -----
    With (l, u) the interval of each median m (`median_of`): low = d - sqrt((m1 - l1)^2 + (u2 - m2)^2), high alike.

    References
    ----------
    Zou & Donner (2008), doi:10.1002/sim.3095, who recover the variance of a difference from two margins. Checked by
    simulation and against the same rule for shares (`share_gap`).
    """
    one, other = median_of(first), median_of(second)
    if one is None or other is None:
        return None
    gap, interval = one.value - other.value, None
    if one.interval and other.interval:
        below = sqrt((one.value - one.interval[0]) ** 2 + (other.interval[1] - other.value) ** 2)
        above = sqrt((one.interval[1] - one.value) ** 2 + (other.value - other.interval[0]) ** 2)
        interval = (gap - below, gap + above)
    method = "verschil-medianen"
    return Estimate(gap, interval, one.n + other.n, method, source_of(method))


def centroid_of(points: Sequence[Weights]) -> Weights | None:
    """Return the mean place of the dots, None without points; zeros are answers and count.

    Notes
    -----
    The arithmetic mean of each weight; the three means sum to 1.
    """
    if not points:
        return None
    n = len(points)
    first, second, third = (sum(point[i] for point in points) / n for i in range(3))
    return first, second, third


def _scatter(points: Sequence[Weights], centre: Weights) -> tuple[float, float, float]:
    """Return the covariance (xx, xy, yy) in the plane of the triangle, divided by n - 1."""
    flat = [
        (
            sum((w - c) * e for w, c, e in zip(point, centre, _E1, strict=True)),
            sum((w - c) * e for w, c, e in zip(point, centre, _E2, strict=True)),
        )
        for point in points
    ]
    rest = len(points) - 1
    return (
        sum(x * x for x, _ in flat) / rest,
        sum(x * y for x, y in flat) / rest,
        sum(y * y for _, y in flat) / rest,
    )


def _ellipse(centre: Weights, scatter: tuple[float, float, float], factor: float) -> Ellipse:
    xx, xy, yy = scatter
    mean, gap = (xx + yy) / 2, sqrt(((xx - yy) / 2) ** 2 + xy * xy)
    turn = 0.5 * atan2(2 * xy, xx - yy)
    axes = []
    for size, angle in ((mean + gap, turn), (mean - gap, turn + 1.5707963267948966)):
        length = sqrt(max(0.0, size) * factor)
        x, y = length * cos(angle), length * sin(angle)
        axes.append((x * _E1[0] + y * _E2[0], x * _E1[1] + y * _E2[1], x * _E1[2] + y * _E2[2]))
    return Ellipse(centre, (axes[0], axes[1]))


def ellipses_of(points: Sequence[Weights]) -> tuple[Ellipse, Ellipse] | tuple[None, None]:
    """Return the 95% ellipse of the mean and the ellipse that would hold half of the dots.

    Parameters
    ----------
    points : weights that sum to 1, in anchor order. Below 5 points there are no ellipses.

    Returns
    -------
    (of the mean, of the spread).

    Notes
    -----
    Mean: Hotelling, (m - mu)' S^-1 (m - mu) <= 2(n-1) / (n(n-2)) F(0.95; 2, n-2), with the closed form
    F(q; 2, d) = d/2 ((1-q)^(-2/d) - 1). Spread: the normal ellipse that holds one half, chi2(0.5; 2) = 2 ln 2.

    References
    ----------
    Hotelling (1931). Checked against scipy.stats.f and numpy.cov.
    """
    centre = centroid_of(points)
    if centre is None or len(points) < SMALLEST_ELLIPSE:
        return None, None
    return ellipses_from(len(points), centre, _scatter(points, centre))


def scatter_axes() -> tuple[Weights, Weights]:
    """Return the two directions in the plane of all weights in which their scatter is measured, each of length 1."""
    return _E1, _E2


def ellipses_from(
    n: int, centre: Weights | None, scatter: tuple[float, float, float]
) -> tuple[Ellipse, Ellipse] | tuple[None, None]:
    """Return the same ellipses as `ellipses_of` from what was worked out of the dots.

    Parameters
    ----------
    n, centre : number of dots and their mean place. Below 5 dots there are no ellipses.
    scatter : covariance (xx, xy, yy) along `scatter_axes`, divided by n - 1.
    """
    if centre is None or n < SMALLEST_ELLIPSE:
        return None, None
    quantile = (n - 2) / 2 * (0.05 ** (-2 / (n - 2)) - 1)
    of_mean = 2 * (n - 1) / (n * (n - 2)) * quantile
    return _ellipse(centre, scatter, of_mean), _ellipse(centre, scatter, 2 * log(2))
