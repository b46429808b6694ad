"""How often somebody may guess a code: counted in memory under a key that is never kept, so no address is either."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

WINDOW_SECONDS = 10 * 60
MOST = 30
MOST_VISITORS = 10_000


@dataclass(slots=True)
class Attempts:
    """Wrong codes per visitor in the last ten minutes; all is forgotten, key included, once a day."""

    clock: Callable[[], float] = monotonic
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    since: float = 0.0
    wrong: dict[bytes, list[float]] = field(default_factory=dict)

    def may_try(self, address: str) -> bool:
        """Tell whether this visitor may try a code now."""
        return len(self._recent(address)) < MOST

    def note_wrong(self, address: str) -> None:
        """Count one wrong code."""
        recent = [*self._recent(address), self.clock()]
        if len(self.wrong) >= MOST_VISITORS:
            self.wrong.clear()
        self.wrong[self._visitor(address)] = recent

    def _recent(self, address: str) -> list[float]:
        now = self.clock()
        if now - self.since > 24 * 3600:
            self.key, self.since = secrets.token_bytes(32), now
            self.wrong.clear()
        times = self.wrong.get(self._visitor(address), [])
        return [each for each in times if now - each < WINDOW_SECONDS]

    def _visitor(self, address: str) -> bytes:
        return hmac.new(self.key, address.encode(), hashlib.sha256).digest()[:16]


CODES = Attempts()
