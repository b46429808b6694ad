"""For monitors: is there anything here that needs a person?"""

from collections.abc import Callable

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from raamvertelling.config.operating import signs
from raamvertelling.config.operating.checks import COPY_AGE, LITTLE_ROOM
from raamvertelling.config.operating.figures import SEEN, free_bytes


@never_cache
@require_safe
def health_all(request: HttpRequest) -> HttpResponse:
    """One line for each part: ok or not; 503 when a part is not. No figure: everybody may ask."""
    told = {name: _is_well(look) for name, look in PARTS.items()}
    lines = "".join(f"{name}: {'ok' if is_well else 'niet ok'}\n" for name, is_well in told.items())
    return HttpResponse(lines, status=200 if all(told.values()) else 503, content_type="text/plain; charset=utf-8")


def _is_well(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except (DatabaseError, OSError):
        return False


def _databases() -> bool:
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    return True


def _worker() -> bool:
    return (seen := signs.last(signs.WORKER)) is not None and now() - seen <= SEEN


def _copy() -> bool:
    return (made := signs.last(signs.COPY)) is not None and now() - made <= COPY_AGE


PARTS: dict[str, Callable[[], bool]] = {
    "databases": _databases,
    "worker": _worker,
    "ruimte": lambda: free_bytes() >= LITTLE_ROOM,
    "reservekopie": _copy,
}
