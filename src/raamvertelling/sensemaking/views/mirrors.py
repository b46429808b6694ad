"""Mirror and window, and all voices about the same thing on one screen and one sheet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from raamvertelling.core.stats.methods import METHODS
from raamvertelling.inquiries.pages import team_page
from raamvertelling.sensemaking import pictures, queries
from raamvertelling.sensemaking.access import can_write, get_readable_inquiry_or_404
from raamvertelling.sensemaking.cards import cards_of
from raamvertelling.sensemaking.choosing import LOOK, OVER, SIGN, SUBJECT, kinds, looks, subject_of, subjects
from raamvertelling.sensemaking.filters import Filters, chips, title_of, to_query, with_area
from raamvertelling.sensemaking.predicting.asking import predictable
from raamvertelling.sensemaking.queries.mirrors import MirrorPage, chosen_sign, mirror, mirrored
from raamvertelling.sensemaking.queries.reading import read
from raamvertelling.sensemaking.queries.rows import UNKNOWN_VOICE, scope_of
from raamvertelling.sensemaking.tables import table_of
from raamvertelling.sensemaking.views.pages import home_crumb, storypoints_of
from raamvertelling.web.pages import Crumb

PAGE = "spiegelen"
OURS, THEIRS = "wij", "zij"


@require_safe
@login_required
def mirror_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Our own group beside what it expected, and another voice beside ours."""
    inquiry, asked = get_readable_inquiry_or_404(request.user, slug), request.GET
    page = mirror(
        viewer=request.user,
        inquiry=inquiry,
        signifier_id=asked.get(SIGN, ""),
        ours=asked.get(OURS, ""),
        theirs=asked.get(THEIRS, ""),
        filters=subject_of(request, inquiry),
    )
    context = _context(request, page) if page else {"kinds": kinds(inquiry, "mirror")}
    return team_page(request, "sensemaking/mirror.html", inquiry, PAGE, context, [home_crumb(inquiry)])


@require_safe
@login_required
def four_voices(request: HttpRequest, slug: str) -> HttpResponse:
    """All voices on one sign: a screen for a room and a sheet of paper, so always what may leave the team."""
    inquiry = get_readable_inquiry_or_404(request.user, slug)
    signs = mirrored(scope_of(request.user, inquiry, outside=True)) if inquiry.framework.voice_question else []
    context: dict[str, object] = {"signs": [(each.id, title_of(each)) for each in signs]}
    if signs:
        sign = chosen_sign(signs, request.GET.get(SIGN, ""))
        page = queries.pattern(viewer=request.user, inquiry=inquiry, signifier_id=sign.id, outside=True)
        named = [each for each in page.windows if each.id != UNKNOWN_VOICE]
        context |= {
            "page": page,
            "panes": [(each, pictures.draw(pictures.aligned(each, page.whole), beside=named)) for each in named],
            "scale": pictures.scale_words(named, pictures.WIDE),
            "table": table_of([*named, page.whole]),
            "today": localdate(),
        }
    crumbs = [home_crumb(inquiry), Crumb("Spiegel en venster", reverse("sensemaking:mirror", args=[slug]))]
    return team_page(request, "sensemaking/four_voices.html", inquiry, PAGE, context, crumbs)


def _context(request: HttpRequest, page: MirrorPage) -> dict[str, object]:
    inquiry, team, held = page.inquiry, page.scope.is_team, page.mirror
    may_open = can_write(request.user, inquiry) and page.signifier in predictable(page.scope.framework)
    over = request.GET.get(LOOK) == OVER and pictures.can_lie_over(page.ours, page.theirs)
    result = page.compared.result if page.compared else None
    return {
        "page": page,
        "subject": to_query(page.filters),
        "subjects": subjects(inquiry) if team else [],
        "chips": [each.label for each in chips(page.filters, page.scope.framework, storypoints_of(inquiry))],
        "held": held,
        "mirror_figures": pictures.draw_gap(held.expected, page.ours) if held.expected else [],
        "window_figures": pictures.draw_two(page.ours, page.theirs, over=over),
        "own_figure": pictures.draw(page.ours, uid="eigen"),
        "looks": looks(_here(page), page.ours, page.theirs, over=over),
        "kinds": kinds(inquiry, "mirror", page.signifier.id, to_query(page.filters)),
        "table": table_of([*([held.expected] if held.expected else []), page.ours, page.theirs], head="Aantal"),
        "method": METHODS[result.method] if result else None,
        "cards": cards_of(inquiry, read(page.scope, page.numbers), at_most=90),
        "minority": cards_of(inquiry, read(page.scope, page.minority), at_most=90),
        "stories_url": _stories_url(page),
        "round_url": f"{reverse('sensemaking:rounds', args=[inquiry.slug])}?{SIGN}={page.signifier.id}" * may_open,
        "gap_url": _round_url(page) if can_write(request.user, inquiry) else "",
        "four_url": f"{reverse('sensemaking:four_voices', args=[inquiry.slug])}?{SIGN}={page.signifier.id}",
    }


def _here(page: MirrorPage) -> dict[str, str]:
    return {SIGN: page.signifier.id, OURS: page.ours.id, THEIRS: page.theirs.id, SUBJECT: to_query(page.filters)}


def _round_url(page: MirrorPage) -> str:
    """Return where the stories in the gap between expected and told are."""
    round = page.mirror.round
    return f"{reverse('sensemaking:round', args=[page.inquiry.slug, round.pk])}#verhalen" if round else ""


def _stories_url(page: MirrorPage) -> str:
    if not page.numbers:
        return ""
    shown: Filters = with_area(page.filters, page.scope.framework, page.scope.framework.voices, page.theirs.id)
    return pictures.stories_url(page.inquiry, shown)
