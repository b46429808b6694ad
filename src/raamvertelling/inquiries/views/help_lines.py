"""Help and contact, as the organisation sets them for its tellers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_help_line_or_404, get_inquiry_or_404
from raamvertelling.inquiries.help_forms import ContactForm, HelpLineForm
from raamvertelling.inquiries.help_lines import default_complaint, help_of
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.pages import posted, team_page
from raamvertelling.people.models import Role
from raamvertelling.web.pages import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def help_and_contact(request: HttpRequest, slug: str) -> HttpResponse:
    """The contact person, where a complaint goes, and the list of help lines."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = ContactForm(*posted(request), instance=inquiry)
    if request.method == "POST" and form.is_valid():
        services.change_settings(inquiry=inquiry, **form.cleaned_data)
        messages.success(request, "Bewaard. Tellers zien het meteen.")
        return redirect("inquiries:help_and_contact", slug=slug)
    return _page(request, get_inquiry_or_404(request.user, slug, Role.ADMIN), form, HelpLineForm(prefix="lijn"))


@require_POST
@login_required
def help_line_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a place for help."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    form = HelpLineForm(request.POST, prefix="lijn")
    if not form.is_valid():
        return _page(request, inquiry, ContactForm(instance=inquiry), form)
    services.add_help_line(inquiry=inquiry, **form.cleaned_data)
    messages.success(request, f"{form.cleaned_data['name']} staat nu in de lijst.")
    return redirect("inquiries:help_and_contact", slug=slug)


@require_POST
@login_required
def help_line_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a place for help off the list."""
    inquiry = get_inquiry_or_404(request.user, slug, Role.ADMIN)
    line = get_help_line_or_404(inquiry, number)
    services.remove_help_line(line=line)
    messages.success(request, f"{line.name} staat niet meer in de lijst.")
    return redirect("inquiries:help_and_contact", slug=slug)


def _page(request: HttpRequest, inquiry: Inquiry, contact: ContactForm, line: HelpLineForm) -> HttpResponse:
    context = {
        "contact_form": contact,
        "line_form": line,
        "own": inquiry.help_lines.order_by("name", "pk"),
        "help": help_of(inquiry, youngest=inquiry.framework.min_age),
        "default_complaint": default_complaint(),
    }
    status = 422 if contact.errors or line.errors else 200
    crumbs = (Crumb("Instellingen", reverse("inquiries:settings", args=[inquiry.slug])), Crumb("Hulp en contact"))
    return team_page(
        request, "inquiries/help_and_contact.html", inquiry, "instellingen", context, crumbs, status=status
    )
