"""Which stories lie farthest from the middle of their own group: a voice that a mean does not hear."""

from math import sqrt

from raamvertelling.core.framework.kinds import Signifier
from raamvertelling.core.results import DyadSummary, ScaleSummary, TriadSummary
from raamvertelling.core.stats.summaries import Answers, summarise

SMALLEST = 5
_ZERO = 1e-9


def farthest(signifier: Signifier, answers: Answers, *, at_most: int) -> list[str]:
    """Return the stories whose dot lies farthest from the middle of all these dots, the farthest first.

    Parameters
    ----------
    signifier : a triad, dyad or scale; any other kind has no middle and gives nothing.
    answers : (story id, answer) of one group, every story once. Fewer than 5 dots have no middle to be far from.
    at_most : how many to return.

    Returns
    -------
    Story ids. A dot exactly in the middle is never among them; equal distances keep the order given.

    Notes
    -----
    Triad: the distance in sides of the triangle to the mean place, sqrt(sum_i (x_i - m_i)^2 / 2). Dyad and scale: the
    distance to the median. A choice of stories to read, no test: somebody always lies farthest.
    """
    summary = summarise(signifier, answers)
    if isinstance(summary, TriadSummary) and summary.centroid is not None:
        middle = summary.centroid
        found = [
            (sqrt(sum((w - m) ** 2 for w, m in zip(point.weights, middle, strict=True)) / 2), point.story)
            for point in summary.points
        ]
    elif isinstance(summary, DyadSummary | ScaleSummary) and summary.median is not None:
        found = [(abs(point.position - summary.median.value), point.story) for point in summary.points]
    else:
        return []
    if len(found) < SMALLEST:
        return []
    away = [each for each in found if each[0] > _ZERO]
    return [story for _, story in sorted(away, key=lambda each: -each[0])[:at_most]]
