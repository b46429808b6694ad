"""Who is in an inquiry: roles, invitations and the record of changes."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404, get_open_invitation_or_404, roles_of
from raamvertelling.inquiries.forms import InviteForm, RoleForm
from raamvertelling.inquiries.mail import send_invitation
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import team_page
from raamvertelling.inquiries.queries import people_page
from raamvertelling.people.access import signed_in
from raamvertelling.people.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody with a role; a beheerder invites here."""
    if request.method == "POST":
        return _invite(request, get_inquiry_or_404(request.user, slug, Role.ADMIN))
    return _people_page(request, get_inquiry_or_404(request.user, slug), InviteForm())


@sensitive_variables("token", "link")
def _invite(request: HttpRequest, inquiry: Inquiry) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _people_page(request, inquiry, form, status=422)
    invitation, token = services.invite(
        inquiry=inquiry,
        email=form.cleaned_data["email"],
        role=Role(form.cleaned_data["role"]),
        actor=signed_in(request),
        today=localdate(),
    )
    link = f"{settings.RAAM_ADDRESS}{reverse('inquiries:invitation', args=[token])}"
    # Shown in this answer and not after a redirect: the link then never lies in a session on disk.
    context = {"invitation": invitation, "link": link, "is_mailed": send_invitation(invitation, link)}
    return team_page(request, "inquiries/invited.html", inquiry, "mensen", context)


@require_POST
@login_required
def role_give(request: HttpRequest, slug: str) -> HttpResponse:
    """Give somebody of the team one more role."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = RoleForm(request.POST, inquiry=inquiry)
    if not form.is_valid():
        return _people_page(request, inquiry, InviteForm(), role_form=form, status=422)
    user, role = form.cleaned_data["user"], Role(form.cleaned_data["role"])
    services.give_role(inquiry=inquiry, user=user, role=role, actor=signed_in(request), today=localdate())
    messages.success(request, f"{user.name} is nu {role.label}. Dat staat in het logboek.")
    return redirect("inquiries:people", slug=slug)


@require_POST
@login_required
def role_take(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a role away."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = RoleForm(request.POST, inquiry=inquiry)
    if not form.is_valid():
        return _people_page(request, inquiry, InviteForm(), role_form=form, status=422)
    user, role = form.cleaned_data["user"], Role(form.cleaned_data["role"])
    try:
        services.take_role(inquiry=inquiry, user=user, role=role, actor=signed_in(request), today=localdate())
    except services.LastAdmin as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{user.name} is geen {role.label} meer. Dat staat in het logboek.")
    is_mine = user == request.user and not roles_of(user, inquiry)
    return redirect("inquiries:team") if is_mine else redirect("inquiries:people", slug=slug)


@require_POST
@login_required
def invitation_revoke(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Stop an invitation that nobody used yet."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    invitation = get_open_invitation_or_404(inquiry, number)
    services.revoke_invitation(invitation=invitation, today=localdate())
    messages.success(request, f"De uitnodiging voor {invitation.email} werkt niet meer.")
    return redirect("inquiries:people", slug=slug)


def _people_page(
    request: HttpRequest,
    inquiry: Inquiry,
    form: InviteForm,
    role_form: RoleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page": people_page(inquiry=inquiry),
        "form": form,
        "role_form": role_form or RoleForm(inquiry=inquiry),
        "is_admin": Role.ADMIN in roles_of(request.user, inquiry),
        "today": localdate(),
    }
    return team_page(request, "inquiries/people.html", inquiry, "mensen", context, status=status)
