"""A look at all pairs takes seconds and depends on the answers alone: it is made once for each version of the data."""

from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from threading import Lock
from typing import TYPE_CHECKING

from raamvertelling.core.results_scan import Scan
from raamvertelling.stories.sealing import keyed_hash

if TYPE_CHECKING:
    from raamvertelling.core.codes import AnswerMatrix

SEED = 2026
# How long a page waits for a look that is not made yet; then it says so, and the look goes on.
PATIENCE = 8.0
KEPT = 32
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look")
_LOOKS: "OrderedDict[str, Future[Scan]]" = OrderedDict()
_LOCK = Lock()


def version_of(matrix: "AnswerMatrix", tellers: Sequence[int] = ()) -> str:
    """Return a name for exactly these answers: keyed, so that nobody can try out what somebody answered.

    `tellers` says who told each story, where that matters.
    """
    return keyed_hash("answers", f"{matrix.fingerprint()} {list(tellers)}")[:12]


def look(matrix: "AnswerMatrix", tellers: Sequence[int], version: str) -> Scan | None:
    """Return the scan of these answers, told by these tellers; None when it is still being made.

    Results are kept in memory only, by the version of the data: after a withdrawal the old ones are never asked for
    again, and nothing of them is written anywhere.
    """
    with _LOCK:
        made = _LOOKS.get(version)
        if made is None or (made.done() and made.exception()):
            made = _LOOKS[version] = _WORKER.submit(_scan, matrix, tellers)
        _LOOKS.move_to_end(version)
        while len(_LOOKS) > KEPT:
            _LOOKS.popitem(last=False)
    try:
        return made.result(timeout=PATIENCE)
    except NotYet:
        return None


def _scan(matrix: "AnswerMatrix", tellers: Sequence[int]) -> Scan:
    # numba and scipy take a second to start: at the first look, not with the web process.
    import numpy as np

    from raamvertelling.core.stats.scanning import scan

    return scan(matrix, rng=np.random.default_rng(SEED), tellers=np.array(tellers, dtype=np.int64))
