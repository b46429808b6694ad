"""For monitors: is there anything here that needs a person?"""

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from raamvertelling.config.operating import signs
from raamvertelling.config.operating.checks import LITTLE_ROOM
from raamvertelling.config.operating.figures import free_bytes
from raamvertelling.inquiries.views.site import databases_answer


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
    except (Error, OSError):
        return False


PARTS: dict[str, Callable[[], bool]] = {
    "databases": databases_answer,
    "worker": lambda: signs.is_fresh(signs.WORKER),
    "ruimte": lambda: free_bytes() >= LITTLE_ROOM,
    "reservekopie": lambda: signs.is_fresh(signs.COPY),
}
