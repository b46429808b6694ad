"""When what was told must go: days counted from a decision, and never sooner than a week after a term was set."""

from datetime import date, timedelta

NOTICE_DAYS = 7


def due_after(start: date, days: int, set_on: date) -> date:
    """Return the day on which something goes that is kept for a number of days.

    Parameters
    ----------
    start : the day from which the term runs, such as the day of the release.
    days : how long it is kept, at least 1.
    set_on : the day on which the term itself was last changed.

    Returns
    -------
    The later of `start + days` and `set_on + 7 days`: a shorter term surprises nobody.

    Raises
    ------
    ValueError : if `days` is less than 1.
    """
    if days < 1:
        raise ValueError("days must be at least 1")
    return max(start + timedelta(days=days), set_on + timedelta(days=NOTICE_DAYS))


def due_at(until: date, set_on: date, closes: date) -> date:
    """Return the day on which everything goes that is kept until a day.

    Parameters
    ----------
    until : the day that was chosen.
    set_on : the day on which that was chosen.
    closes : the last day on which people may tell; nothing goes while they still may.

    Returns
    -------
    The latest of `until`, `set_on + 7 days` and the day after `closes`.
    """
    return max(until, set_on + timedelta(days=NOTICE_DAYS), closes + timedelta(days=1))


def started_by(today: date, days: int, set_on: date) -> date | None:
    """Return the last starting day of which the term is over, the other way round of `due_after`.

    Parameters
    ----------
    today : the day on which one looks.
    days, set_on : as in `due_after`.

    Returns
    -------
    Everything that started on this day or before is due today; None when nothing can be due yet.

    Raises
    ------
    ValueError : if `days` is less than 1.
    """
    if days < 1:
        raise ValueError("days must be at least 1")
    return today - timedelta(days=days) if today >= set_on + timedelta(days=NOTICE_DAYS) else None
