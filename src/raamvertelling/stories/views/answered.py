"""What a teller proposed for the changed text, taken over by a moderator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from raamvertelling.people.access import signed_in
from raamvertelling.stories.access import get_desk_story_or_404
from raamvertelling.stories.sealing import KeyDestroyed
from raamvertelling.stories.services.locking import HeldByAnother
from raamvertelling.stories.services.moderation import take_words as take


@require_POST
@login_required
def take_words(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put the teller's words in place; the moderator goes on from there."""
    story = get_desk_story_or_404(request.user, slug, number)
    try:
        take(story=story, actor=signed_in(request), today=localdate())
    except (KeyDestroyed, ObjectDoesNotExist) as gone:  # withdrawn while the page was open
        raise Http404 from gone
    except HeldByAnother as held:
        messages.error(request, str(held))
    else:
        words = "De woorden van de verteller staan er. Kijk naar namen en plekken, en geef weer vrij."
        messages.success(request, words)
    return redirect("stories:story", slug=slug, number=number)
