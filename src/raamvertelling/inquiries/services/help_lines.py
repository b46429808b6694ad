"""The help lines that an organisation adds to the list of tellers."""

from django.db import transaction

from raamvertelling.inquiries.models import HelpLine, Inquiry


@transaction.atomic
def add_help_line(
    *, inquiry: Inquiry, name: str, what: str = "", telephone: str = "", url: str = "", hours: str = ""
) -> HelpLine:
    """Add one place for help; tellers see it at once."""
    return HelpLine.objects.create(inquiry=inquiry, name=name, what=what, telephone=telephone, url=url, hours=hours)


@transaction.atomic
def remove_help_line(*, line: HelpLine) -> None:
    """Take one place for help off the list."""
    line.delete()
