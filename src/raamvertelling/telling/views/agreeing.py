"""Zo komt het online: the teller sees the changed text and says yes, no, or how else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from raamvertelling.stories.models import Story
from raamvertelling.stories.services import teller
from raamvertelling.stories.submission import Unacceptable
from raamvertelling.telling.changed import agree_page
from raamvertelling.telling.forms import WordsForm, summary_of
from raamvertelling.telling.queries import my_story_page
from raamvertelling.telling.views.my_story import own_story_page, show_own
from raamvertelling.telling.views.pages import INVALID

CHANGED = 409


@require_http_methods(["GET", "HEAD", "POST"])
@own_story_page
def my_story_agree(request: HttpRequest, story: Story) -> HttpResponse:
    """Show the text as others would read it, and take a yes or a no."""
    page = my_story_page(story, story.language)
    answer = request.POST.get("antwoord")
    if not page.asks_agreement:
        return redirect("telling:my_story_view")
    shown, changed = agree_page(page), False
    if answer in ("ja", "nee"):
        try:
            seen = request.POST.get("gezien", "")
            teller.agree_to_text(story=story, agrees=answer == "ja", today=localdate(), seen=seen)
            return redirect("telling:my_story_view")
        except teller.ChangedAgain:
            changed = True
    context = {"page": page, "shown": shown, "changed": changed}
    return show_own(request, "telling/my_story_agree.html", context, status=CHANGED if changed else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@own_story_page
def my_story_words(request: HttpRequest, story: Story) -> HttpResponse:
    """Let the teller write how it should be; a moderator looks at it, and then she sees it again."""
    page = my_story_page(story, story.language)
    if not (page.asks_agreement or page.told.wished):
        return redirect("telling:my_story_view")
    words = page.told.wished or page.told
    form = WordsForm(request.POST or None, initial={"title": words.title, "text": words.text})
    if form.is_bound and form.is_valid():
        try:
            title, text = form.cleaned_data["title"], form.cleaned_data["text"]
            teller.propose_words(story=story, title=title, text=text, today=localdate())
            return redirect("telling:my_story_view")
        except Unacceptable as refused:
            form.add_error("text", " ".join(refused.problems))
        except teller.ChangedAgain:
            return redirect("telling:my_story_view")
    context = {"form": form, "page": page, "summary": summary_of(form)}
    return show_own(request, "telling/my_story_words.html", context, status=INVALID if form.is_bound else 200)
