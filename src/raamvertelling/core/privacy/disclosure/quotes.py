"""Quotes: what may be said of who spoke."""

from collections.abc import Mapping, Sequence

from raamvertelling.core.privacy.disclosure.thresholds import PUBLIC_MINIMUM, check_minimum

MOST = 2


def characteristics(
    own: Mapping[str, str],
    everybody: Sequence[Mapping[str, str]],
    names: Sequence[str],
    minimum: int = PUBLIC_MINIMUM,
) -> tuple[str, ...]:
    """Return which general characteristics may stand under a quote: at most two, shared with enough others.

    Parameters
    ----------
    own : characteristics of the teller who is quoted, by name ("role", "age_band"), in general terms already.
    everybody : the same of each teller that counts, this one too; a teller once.
    names : which may be used, the most telling first.
    minimum : how many tellers must share all that is said.

    Returns
    -------
    The names to use, in their order; empty when even one would point at too few.

    Notes
    -----
    One after the other: a characteristic is taken when the tellers who share it and all before it are enough. What is
    said of a teller is then true of at least `minimum` tellers.
    """
    check_minimum(minimum)
    chosen: list[str] = []
    group = list(everybody)
    for name in names:
        same = [each for each in group if name in own and each.get(name) == own[name]]
        if len(chosen) < MOST and len(same) >= minimum:
            chosen.append(name)
            group = same
    return tuple(chosen)
