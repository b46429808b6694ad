"""The server's entry."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "raamvertelling.config.settings")
application = get_wsgi_application()

from raamvertelling.config.halfway import refuse_half_restored  # noqa: E402  # only now its models can be loaded

refuse_half_restored()
# What is loaded now stays until the end: a full round of the collector need not look through it again.
gc.collect()
gc.freeze()
