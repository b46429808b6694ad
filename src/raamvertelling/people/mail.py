"""Mail to somebody about the own account."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from raamvertelling.people.models import User

logger = logging.getLogger(__name__)


def tell(user: User, prefix: str, **context: object) -> bool:
    """Tell somebody what changed about signing in, without a device or a place.

    False when this place has no mail or the mail could not be sent: that stops no change.
    """
    if not settings.RAAM_SENDS_MAIL:
        return False
    subject = render_to_string(f"{prefix}_subject.txt").strip()
    text = render_to_string(f"{prefix}_message.txt", {"user": user, **context})
    try:
        return send_mail(f"Raamvertelling: {subject}", text, None, [user.email]) == 1
    except (SMTPException, OSError) as trouble:
        logger.warning("mail about an account failed: %s", type(trouble).__name__)
        return False
