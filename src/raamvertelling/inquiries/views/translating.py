"""The translation screen: which languages, what is missing, and the texts side by side, saved part by part."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from raamvertelling.core.framework import sketch_question
from raamvertelling.core.framework.editing import find_item
from raamvertelling.core.framework.translating import languages_of, text_pairs
from raamvertelling.exchange.report import ImportProblem
from raamvertelling.inquiries import services
from raamvertelling.inquiries.access import get_inquiry_or_404
from raamvertelling.inquiries.concept import current
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.translation_file import LIMIT, XLSX, from_file, to_workbook
from raamvertelling.inquiries.translation_page import (
    is_language,
    language_choices,
    language_lines,
    problem_of,
    seen,
    translation_page,
)
from raamvertelling.inquiries.views.editor import MAY_EDIT, editor_page
from raamvertelling.people.access import signed_in
from raamvertelling.web.language_list import KNOWN, dutch_name, warning
from raamvertelling.web.signifier_fields import signifier_field

FIELD, SEEN = "tekst:", "bron:"
Context = dict[str, object]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def translations(request: HttpRequest, slug: str) -> HttpResponse:
    """The languages of the concept, how far each is, and one more or one less."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    problem = _change_languages(request, inquiry) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return redirect("inquiries:translations", slug=slug)
    draft = current(inquiry)
    lines = language_lines(inquiry, draft)
    context = {
        "lines": lines,
        "choices": language_choices(draft.definition),
        "problem": problem,
        "other": request.POST.get("andere", ""),
        "warning": warning([each.code for each in lines]),
        "draft": draft,
    }
    return _page(request, inquiry, "translations", context, status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def translate(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The texts of the concept in its own language and in another, question by question."""
    inquiry = _inquiry_in(request, slug, language)
    only_missing = request.GET.get("toon") == "ontbreekt"
    if request.method != "POST":
        page = translation_page(inquiry, language, only_missing=only_missing)
        return _page(request, inquiry, "translate", {"page": page, "only_missing": only_missing}, page.name)
    typed = {name.removeprefix(FIELD): _cleaned(text) for name, text in request.POST.items() if name.startswith(FIELD)}
    refused = {key: (text, problem) for key, text in typed.items() if (problem := problem_of(text))}
    kept = {key: text for key, text in typed.items() if key not in refused}
    _save(request, inquiry, language, kept)
    if refused:
        page = translation_page(inquiry, language, only_missing=only_missing, refused=refused)
        context = {"page": page, "only_missing": only_missing, "refused": len(refused)}
        return _page(request, inquiry, "translate", context, page.name, status=422)
    here = reverse("inquiries:translate", args=[slug, language])
    query = "?toon=ontbreekt" if only_missing else ""
    return redirect(f"{here}{query}#deel-{request.POST.get('deel', '')}")


@require_safe
@login_required
def translate_preview(request: HttpRequest, slug: str, language: str, question: str) -> HttpResponse:
    """One question of the concept as a teller in this language sees it; it works, and keeps nothing."""
    inquiry = _inquiry_in(request, slug, language)
    definition = current(inquiry).definition
    item = find_item(definition, question)
    signifier = sketch_question(item, tuple(languages_of(definition))) if item else None
    if item is None or signifier is None:
        raise Http404
    spoken = language if language in KNOWN else "nl"
    with translation.override(spoken):
        field = signifier_field(signifier, language=language)
        context = {"field": field, "inquiry": inquiry, "language": language, "name": dutch_name(language)}
        return render(request, "inquiries/translate_preview.html", context)


@require_safe
@login_required
def translation_file(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """The texts as a spreadsheet, for a translator without an account."""
    inquiry = _inquiry_in(request, slug, language)
    definition = current(inquiry).definition
    book = to_workbook(text_pairs(definition, language), languages_of(definition)[0], language)
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{slug}-{language}.xlsx"'
    return response


@require_POST
@login_required
def translation_upload(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Read such a spreadsheet back; empty cells take nothing away."""
    inquiry = _inquiry_in(request, slug, language)
    file = request.FILES.get("bestand")
    try:
        if file is None:
            raise ImportProblem("Kies eerst een bestand. Daarna kunt u het inlezen.")
        found = from_file(file.read(LIMIT + 1), language)
    except ImportProblem as problem:
        context = {"page": translation_page(inquiry, language), "file_problem": str(problem)}
        return _page(request, inquiry, "translate", context, dutch_name(language), status=422)
    known = {each.key for each in text_pairs(current(inquiry).definition, language)}
    good = {key: text for key, text in found.items() if key in known and not problem_of(text)}
    services.save_translations(inquiry=inquiry, user=signed_in(request), language=language, texts=good)
    passed = len(found) - len(good)
    more = f" {passed} niet: die tekst is er niet meer, of kan niet zo bewaard worden." if passed else ""
    number = "1 tekst is" if len(good) == 1 else f"{len(good)} teksten zijn"
    messages.success(request, f"{number} ingelezen in het concept.{more}")
    return redirect("inquiries:translate", slug=slug, language=language)


def _inquiry_in(request: HttpRequest, slug: str, language: str) -> Inquiry:
    """Fetch the inquiry, and check that its concept speaks this language besides its own."""
    inquiry = get_inquiry_or_404(request.user, slug, *MAY_EDIT)
    if language not in languages_of(current(inquiry).definition)[1:]:
        raise Http404
    return inquiry


def _cleaned(text: object) -> str:
    return str(text).replace("\r\n", "\n").strip()


def _save(request: HttpRequest, inquiry: Inquiry, language: str, texts: dict[str, str]) -> None:
    """Keep what was typed, and say which source texts somebody changed while it was being typed."""
    before = {each.key: each for each in text_pairs(current(inquiry).definition, language)}
    changed = {key: text for key, text in texts.items() if key in before and before[key].target != text}
    if not changed:
        return
    services.save_translations(inquiry=inquiry, user=signed_in(request), language=language, texts=changed)
    moved = [key for key in changed if request.POST.get(f"{SEEN}{key}", "") != seen(before[key].source)]
    messages.success(request, f"Bewaard in het concept: {len(changed)} {'tekst' if len(changed) == 1 else 'teksten'}.")
    for key in moved:
        messages.warning(request, f"Kijk deze nog na, want de tekst veranderde intussen: ‘{before[key].source[:80]}’")


def _change_languages(request: HttpRequest, inquiry: Inquiry) -> str:
    """Add or remove one language; return a sentence when that cannot be."""
    code = (request.POST.get("andere", "").strip() or request.POST.get("taal", "")).strip()
    here = languages_of(current(inquiry).definition)
    if request.POST.get("actie") == "weg":
        if code not in here[1:]:
            return "Deze taal kan niet weg: het is de eigen taal van de vragen, of zij is er al niet meer."
        services.remove_language(inquiry=inquiry, user=signed_in(request), language=code)
        messages.success(request, f"{dutch_name(code)} is uit het concept gehaald, met alle vertalingen.")
        return ""
    if not is_language(code):
        return "Kies een taal, of vul een taalcode in van twee of drie letters, zoals fr of ti."
    if code in here:
        return f"{dutch_name(code)} staat er al bij."
    services.add_language(inquiry=inquiry, user=signed_in(request), language=code)
    messages.success(request, f"{dutch_name(code)} is toegevoegd aan het concept. Vertaal nu de teksten.")
    return ""


def _page(
    request: HttpRequest,
    inquiry: Inquiry,
    template: str,
    context: dict[str, object],
    title: str = "",
    status: int = 200,
) -> HttpResponse:
    overview = ("Talen", "inquiries:translations")
    return editor_page(request, template, inquiry, title, context, status, overview)
