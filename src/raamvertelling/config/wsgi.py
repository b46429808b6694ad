"""The server's entry."""

import gc
import os
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raamvertelling.config.settings")
_django = get_wsgi_application()

from raamvertelling.config.halfway import CLOSED, is_half_restored, refuse_half_restored  # noqa: E402  # only now its models can be loaded
from raamvertelling.config.operating.in_use import hold  # noqa: E402  # as above
from raamvertelling.config.operating.rotating import finish_rotation  # noqa: E402  # as above


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Serve, but nothing while a copy is put back: what tellers withdrew since could be read meanwhile."""
    if is_half_restored():
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store"), ("Retry-After", "60")]
        start_response("503 Service Unavailable", headers)
        return [CLOSED.encode()]
    return _django(environ, start_response)


refuse_half_restored()
hold()
# The settings were read before we held: the master key may have changed in between.
finish_rotation()
# What is loaded now stays until the end: a full round of the collector need not look through it again.
gc.collect()
gc.freeze()
