"""Who works with paper: interviewers and moderators, who read what is on it anyway."""

from django.http import Http404

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.models import Channel, Inquiry, Viewer
from raamvertelling.people.models import Role, User
from raamvertelling.stories.models import Slip
from raamvertelling.telling.models import PaperEntry

MAY_TYPE = (Role.MODERATOR, Role.INTERVIEWER)


def get_paper_inquiry_or_404(user: Viewer, slug: str) -> Inquiry:
    """Return the inquiry if this person may print and type sheets in it."""
    return get_inquiry_or_404(user, slug, *MAY_TYPE)


def get_sheet_or_404(user: Viewer, slug: str, number: int) -> Slip:
    """Return a printed sheet of an inquiry in which this person types."""
    inquiry = get_paper_inquiry_or_404(user, slug)
    related = ("storypoint", "framework_version")
    slip = inquiry.slips.select_related(*related).filter(number=number, channel=Channel.PAPER).first()
    if slip is None:
        raise Http404
    slip.inquiry = slip.storypoint.inquiry = inquiry
    return slip


def others_type(inquiry: Inquiry, user: User) -> bool:
    """Tell whether somebody else in this inquiry can type sheets too."""
    return inquiry.memberships.filter(role__in=MAY_TYPE, user__is_active=True).exclude(user_id=user.pk).exists()


def get_entry_or_404(user: Viewer, slug: str, number: int) -> PaperEntry:
    """Return the first entry of a sheet, as long as its story is here."""
    slip = get_sheet_or_404(user, slug, number)
    related = ("story__framework_version", "story__inquiry", "slip__inquiry")
    entry = PaperEntry.objects.select_related(*related).filter(slip=slip).first()
    if entry is None:
        raise Http404
    entry.slip = slip
    return entry
