"""Print or save one's own story."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from raamvertelling.stories.models import Story
from raamvertelling.telling.everything import as_zip, everything
from raamvertelling.telling.own_copy import as_text
from raamvertelling.telling.queries import my_story_page
from raamvertelling.telling.views.my_story import own_story_page, show_own


@require_safe
@own_story_page
def my_story_print(request: HttpRequest, story: Story) -> HttpResponse:
    """Everything on one sheet, for the printer."""
    return show_own(request, "telling/my_story_print.html", {"page": my_story_page(story, story.language)})


@require_safe
@own_story_page
def my_story_all(request: HttpRequest, story: Story) -> HttpResponse:
    """Everything that is kept besides the story: what was agreed to, who read it, what uses it."""
    return show_own(
        request, "telling/my_story_all.html", {"kept": everything(story), "page": my_story_page(story, story.language)}
    )


@require_safe
@own_story_page
def my_story_save(request: HttpRequest, story: Story, kind: str) -> HttpResponse:
    """Hand the story over as a file. The code is not in it: who finds the file cannot withdraw the story."""
    page = my_story_page(story, story.language)
    content: str | bytes
    if kind == "txt":
        content, mime = as_text(page), "text/plain; charset=utf-8"
    elif kind == "zip":
        content, mime = as_zip(page, everything(story), localdate()), "application/zip"
    elif kind == "html":
        content, mime = render_to_string("telling/my_story_file.html", {"page": page}), "text/html; charset=utf-8"
    else:
        raise Http404
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="mijn-verhaal.{kind}"'
    return response
