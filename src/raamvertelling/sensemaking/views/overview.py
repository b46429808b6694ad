"""The inquiry's own page: the state of the inquiry for everyone with a role in it."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.navigation import inquiry_address
from raamvertelling.inquiries.pages import team_page
from raamvertelling.people.models import Role
from raamvertelling.sensemaking import queries
from raamvertelling.sensemaking.cards import cards_of
from raamvertelling.sensemaking.models import READERS
from raamvertelling.sensemaking.pictures import weeks
from raamvertelling.sensemaking.queries.overview import Overview
from raamvertelling.sensemaking.queries.reading import newest, read

CARDS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """Something that this person can do next."""

    title: str
    text: str
    url: str


STEPS: tuple[tuple[Role, str, str, str], ...] = (
    (Role.MODERATOR, "bord", "Naar het bord", "Lees nieuwe verhalen en beslis wat anderen mogen lezen."),
    (Role.RESEARCHER, "patronen", "Bekijk de patronen", "Zie per teken wat de vier stemmen antwoordden."),
    (Role.RESEARCHER, "bevindingen", "Schrijf een bevinding", "Leg vast wat u zag, met minstens twee betekenissen."),
    (Role.FACILITATOR, "patronen", "Bekijk de patronen", "Kies een teken om met een groep te bespreken."),
    (Role.FACILITATOR, "bevindingen", "Schrijf een bevinding", "Leg vast wat de groep zag."),
    (Role.READER, "patronen", "Bekijk de patronen", "Zie hoe de ene stem antwoordt naast de andere."),
    (Role.READER, "verhalen", "Lees de verhalen", "Dit zijn verhalen die in een groep gelezen mogen worden."),
    (Role.INTERVIEWER, "vertelpunten", "Neem een verhaal op", "Kies het vertelpunt en vertel samen."),
    (Role.ADMIN, "kader/bewerken", "Pas de vragen aan", "Verander de woorden, vertaal en probeer het zelf."),
    (Role.ADMIN, "hulp-en-contact", "Zet hulp en contact klaar", "Zeg wie u bent en waar iemand hulp vindt."),
    (Role.ADMIN, "vertelpunten", "Hang een vertelpunt op", "Print een poster, brief of kaartjes, of deel de link."),
    (Role.ADMIN, "mensen", "Nodig iemand uit", "Geef mensen een rol in dit onderzoek."),
    (Role.ADMIN, "voortgang", "Volg wie er vertelt", "Stel een doel in, en zie wie u nog mist."),
)


@require_safe
@login_required
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """How many stories, from whom, what waits, who is missing, and what to do next."""
    inquiry = get_inquiry_or_404(request.user, slug)
    page = queries.overview(viewer=request.user, inquiry=inquiry, today=localdate())
    reads = bool(page.roles & set(READERS))
    stories = read(page.scope, newest(page.scope, CARDS)) if reads else ()
    context = {
        "page": page,
        "weeks": weeks(page.periods) if page.scope.is_team else "",
        "cards": cards_of(inquiry, stories, at_most=45),
        "busiest": max(page.periods, key=lambda bar: bar.count, default=None),
        "desk_url": inquiry_address(slug, "bord"),
        "steps": steps(page),
    }
    return team_page(request, "sensemaking/overview.html", inquiry, "overzicht", context)


def steps(page: Overview) -> list[Step]:
    """Return what the roles of this person can do next, each once."""
    found: dict[str, Step] = {}
    for role, address, title, text in STEPS:
        if role in page.roles:
            found.setdefault(address, Step(title, text, inquiry_address(page.inquiry.slug, address)))
    return list(found.values())
