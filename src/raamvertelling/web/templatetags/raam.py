"""Template tags of the design system: marks, icons, Dutch dates and small helpers for forms."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from raamvertelling.core.pictures import PICTURES, SIZE
from raamvertelling.web.language_list import KNOWN, Language, direction, dutch_name, warning
from raamvertelling.web.modules import imported_by
from raamvertelling.web.pages import ErrorLine

register = template.Library()

SHAPES = {
    "inwoner": "circle",
    "professional": "square",
    "manager": "triangle",
    "bestuurder": "diamond",
    "kant-voor": "circle",
    "kant-achter": "square",
}
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
ICONS = {
    "check": '<path d="m4 12.5 5 5L20 6.5"/>',
    "warning": '<path d="M12 3.5 22 20.5H2Z"/><path d="M12 10v5"/><path d="M12 17.6v.6"/>',
    "camera": '<path d="M3 8h4l2-3h6l2 3h4v12H3Z"/><circle cx="12" cy="13.5" r="4"/>',
    "window": '<rect x="3" y="3" width="18" height="18" rx="2"/><path d="M12 3v18M3 10.5h18"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "filter": '<path d="M3 5h18M6.5 12h11M10 19h4"/>',
    "print": '<path d="M7 9V3h10v6M7 17H3V9h18v8h-4"/><path d="M7 14h10v7H7Z"/>',
    "download": '<path d="M12 3v12m-5-5 5 5 5-5M4 20h16"/>',
    "upload": '<path d="M12 16V4m-5 5 5-5 5 5M4 20h16"/>',
    "close": '<path d="m5 5 14 14M19 5 5 19"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 6.5V12l4 2.5"/>',
    "lock": '<rect x="4" y="10.5" width="16" height="10.5" rx="2"/><path d="M8 10.5V7a4 4 0 0 1 8 0v3.5"/>',
    "microphone": '<rect x="9" y="2" width="6" height="12" rx="3"/><path d="M5 11a7 7 0 0 0 14 0M12 18v3M8 21h8"/>',
    "pause": '<path d="M8 5v14M16 5v14"/>',
    "play": '<path d="M7 4.5v15l12-7.5Z"/>',
    "stop": '<rect x="6" y="6" width="12" height="12" rx="1"/>',
    "pen": '<path d="m4 20 1-5L16.5 3.5l4 4L9 19Z"/>',
    "sound": '<path d="M4 9.5v5h4l5 4.5V5L8 9.5Z"/><path d="M16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8.5 8.5 0 0 1 0 11"/>',
    "person": '<circle cx="12" cy="8" r="4.5"/><path d="M3.5 21c1-5 4.5-7 8.5-7s7.5 2 8.5 7"/>',
}


@register.inclusion_tag("raam/voice_mark.html")
def voice_mark(role: str = "", shape: str = "") -> dict[str, str]:
    """Draw the mark of a voice; a role outside the four gets the open ring of an unknown voice."""
    return {"role": role if role in SHAPES else "onbekend", "shape": shape or SHAPES.get(role, "ring")}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a decorative line icon; the words beside it carry the meaning."""
    return format_html(
        '<svg class="raam-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - a constant of this module
    )


@register.simple_tag
def picture(name: str) -> SafeString:
    """Draw one of our pictures, decorative: the words of the answer stand under it; nothing for another name."""
    found = PICTURES.get(name)
    if found is None:
        return mark_safe("")
    return format_html(
        '<svg class="raam-picture" viewBox="0 0 {0} {0}" aria-hidden="true" focusable="false">'
        '<g class="raam-picture__accent">{1}</g><g class="raam-picture__lines">{2}</g></svg>',
        SIZE,
        mark_safe(found.accent),  # noqa: S308 - a constant of ours
        mark_safe(found.lines),  # noqa: S308 - a constant of ours
    )


@register.simple_tag
def window_mark() -> SafeString:
    """Draw the window, our mark."""
    return mark_safe(
        '<svg class="raam-mark" viewBox="0 0 26 26" fill="none" stroke="currentColor" stroke-width="2"'
        ' aria-hidden="true" focusable="false"><rect x="2" y="2" width="22" height="22" rx="3"/>'
        '<path d="M13 2v22M2 11h22"/></svg>'
    )


@register.simple_tag
def es_module(name: str) -> SafeString:
    """Load a module of ours, and ask for everything behind it at the same moment."""
    urls = [(static(each),) for each in imported_by(name)]
    ahead = format_html_join("", '<link rel="modulepreload" href="{}">', urls)
    return format_html('{}<script type="module" src="{}"></script>', ahead, static(name))


@register.simple_tag
def spoken_languages(among: Sequence[str] = ()) -> list[Language]:
    """List the languages that the operator switched on, our own first; with `among` only those of them."""
    return [KNOWN[code] for code, _ in settings.LANGUAGES if code in KNOWN and (not among or code in among)]


@register.simple_tag
def language_warning() -> str:
    """Say which languages are switched on here that no reader has checked; nothing when there are none."""
    return warning([code for code, _ in settings.LANGUAGES])


@register.filter
def in_fours(digits: str) -> str:
    """Write a long number in groups of four, so that people can compare it by eye."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


@register.filter
def direction_of(code: str) -> str:
    """Say in which direction a language is written: the value of `dir`."""
    return direction(code)


@register.filter
def language_name(code: str) -> str:
    """Call a language as the team does: `tr` is "Turks"."""
    return dutch_name(code)


@register.filter
def dutch_date(value: date | None) -> str:
    """Write a date as "12 maart 2026"; nothing for None."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


@register.filter
def count_of(number: int, words: str) -> str:
    """Write a number with its noun: `{{ n|count_of:"verhaal,verhalen" }}`."""
    one, many = words.split(",")
    return f"{number} {one if number == 1 else many}"


@register.simple_tag
def is_heading(field: BoundField) -> bool:
    """Say whether this field is the only question of its page, so that its label is the h1."""
    return getattr(field.form, "heading_field", None) == field.name


@register.simple_tag
def is_optional(field: BoundField) -> bool:
    """Say whether to mark a field as one that may stay empty; forms switch it off with `mark_optional = False`."""
    return not field.field.required and bool(getattr(field.form, "mark_optional", True))


@register.simple_tag
def error_summary(form: BaseForm) -> list[ErrorLine]:
    """List all errors of a form, those of the whole form first."""
    lines = [ErrorLine(str(text)) for text in form.non_field_errors()]
    for field in form.visible_fields():
        target = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
        lines += [ErrorLine(_naming(field, str(text)), target) for text in field.errors]
    return lines


def _naming(field: BoundField, text: str) -> str:
    """Make sure that a line of the summary says which field it is about."""
    label = str(field.label)
    return text if label.lower() in text.lower() else f"{label}: {text}"


@register.simple_tag
def page_numbers(page: Page) -> list[int]:  # type: ignore[type-arg]  # the element type does not matter here
    """List the page numbers to link to; 0 stands for a gap."""
    near = {1, page.paginator.num_pages, *range(page.number - 2, page.number + 3)}
    shown = sorted(number for number in near if 1 <= number <= page.paginator.num_pages)
    result: list[int] = []
    for number in shown:
        if result and number > result[-1] + 1:
            result.append(0)
        result.append(number)
    return result
