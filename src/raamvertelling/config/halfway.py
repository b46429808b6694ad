"""The mark that a copy is being put back: whoever sees it serves nothing. It holds the withdrawals known before."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from raamvertelling.config.environment import WrongSetting
from raamvertelling.stories.media import write_whole

MARK = "terugzetten-is-niet-af"
CLOSED = "Deze website is even dicht: er wordt een reservekopie teruggezet. Probeer het later nog eens."


@contextmanager
def half_restored(withdrawals: bytes) -> Iterator[None]:
    """Leave the mark while the block runs; it stays when the block does not come to its end.

    The block may overwrite the keystore. What was known of withdrawals lies in the mark, so that a second attempt
    after a cut knows it too.
    """
    write_whole(_mark(), withdrawals)
    yield
    _mark().unlink()


def left_halfway() -> bytes:
    """Return the withdrawals that an attempt which was cut off knew of."""
    return _mark().read_bytes() if is_half_restored() else b""


def is_half_restored() -> bool:
    """Whether a copy is being put back, or was left halfway."""
    return _mark().exists()


def refuse_half_restored() -> None:
    """Stop when a copy was put back halfway: what tellers withdrew since could be read again."""
    if is_half_restored():
        raise WrongSetting(
            "Een reservekopie is half teruggezet. Er wordt niets getoond. Draai eerst raam restore tot het einde."
        )


def _mark() -> Path:
    return Path(str(settings.DATA)) / MARK
