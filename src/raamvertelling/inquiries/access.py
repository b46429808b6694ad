"""Fetch and check in one step: what is not yours looks like what is not there."""

from django.http import Http404

from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import Role


def get_inquiry_or_404(user: Viewer, slug: str, *roles: Role) -> Inquiry:
    """Return the inquiry if `user` has one of `roles` in it (any role when none is named)."""
    mine = Inquiry.objects.with_role(user, *roles) if roles else Inquiry.objects.visible_to(user)
    inquiry = mine.select_related("organisation").filter(slug=slug).first()
    if inquiry is None:
        raise Http404
    return inquiry


def roles_of(user: Viewer, inquiry: Inquiry) -> frozenset[Role]:
    """Return the roles that `user` has in `inquiry`."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(Role(role) for role in inquiry.memberships.filter(user_id=user.pk).values_list("role", flat=True))
