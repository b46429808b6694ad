"""What pages about signing in need of a template tag."""

import json
from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def as_json(value: Mapping[str, object]) -> str:
    """Write what a browser asks a passkey as JSON, for an attribute; the template escapes it."""
    return json.dumps(value)
