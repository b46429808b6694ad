"""The mail with an invitation."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from raamvertelling.inquiries.models import Invitation

logger = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Send the link; False when this place has no mail or the mail could not be sent."""
    if not settings.RAAM_SENDS_MAIL:
        return False
    text = render_to_string("inquiries/mail/invitation.txt", {"invitation": invitation, "link": link})
    try:
        subject = f"Uitnodiging voor het onderzoek {invitation.inquiry.title}"
        return send_mail(" ".join(subject.split()), text, None, [invitation.email]) == 1
    except (SMTPException, OSError) as trouble:
        logger.warning("invitation mail failed: %s", type(trouble).__name__)
        return False
