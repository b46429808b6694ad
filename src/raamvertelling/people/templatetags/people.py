"""What pages about signing in need of a template tag."""

import json
from collections.abc import Mapping

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def as_json(value: Mapping[str, object]) -> str:
    """Write what a browser asks a passkey as JSON, for an attribute; the template escapes it."""
    return json.dumps(value)


@register.simple_tag
def municipality_label() -> str:
    """Return what stands on the button to sign in with one's municipality; nothing where there is no such way."""
    return str(settings.RAAM_OIDC_LABEL) if settings.RAAM_OIDC_ISSUER else ""


@register.simple_tag
def mail_goes_out() -> bool:
    """Whether a mail that is asked for goes anywhere; on a real place without a mail server it does not."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")
