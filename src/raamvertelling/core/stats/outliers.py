"""Which stories lie farthest from the middle of their own group: a voice that a mean does not hear."""

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
    # numpy is heavy: who does not ask for a middle does not pay for it.
    import numpy as np

    from raamvertelling.core.stats.columns import places_of

    summary = summarise(signifier, answers)
    if isinstance(summary, TriadSummary) and summary.centroid is not None:
        gaps = places_of(summary.points) - np.array(summary.centroid)
        distances = np.sqrt((gaps**2).sum(axis=1) / 2)
    elif isinstance(summary, DyadSummary | ScaleSummary) and summary.median is not None:
        distances = np.abs(places_of(summary.points)[:, 0] - summary.median.value)
    else:
        return []
    if len(distances) < SMALLEST:
        return []
    order = np.argsort(-distances, kind="stable")[:at_most]
    return [summary.points[place].story for place in order.tolist() if distances[place] > _ZERO]
