"""Snel weg: drop the keys and be somewhere else at once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from raamvertelling.telling import cookies
from raamvertelling.web.guard import comes_from_elsewhere


@require_safe
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Forget the draft and the opened story, and go to an ordinary page. Looking ahead (prefetch) changes nothing."""
    if "prefetch" in request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose") == "prefetch":
        return HttpResponse(status=204)
    response = HttpResponseRedirect(settings.RAAM_QUICK_EXIT)
    if comes_from_elsewhere(request):
        return response
    cookies.forget_draft(response)
    cookies.forget_my_story(response)
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    if not cookies.is_interview_device(request):
        response["Clear-Site-Data"] = '"cookies", "storage"'
    response["Cache-Control"] = "no-store"
    return response
