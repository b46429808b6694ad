"""One's own story on paper or as a file: everything that was told, in words."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from raamvertelling.telling.queries import MyStoryPage

WIDE = 60


def as_text(page: MyStoryPage) -> str:
    """Return the story with its answers and uses as plain text, for any device and any program."""
    own = page.told.original or page.told
    parts = [_("Mijn verhaal"), "=" * WIDE, f"{page.place}, {date_format(page.story.told_on, 'j E Y')}"]
    if page.manner:
        parts.append(_("Verteld %(how)s") % {"how": page.manner})
    gone = page.story.original_gone_on
    if gone:
        day = date_format(gone, "j E Y")
        parts.append(
            _("De woorden zoals u ze vertelde, zijn verwijderd op %(day)s. Dit is de tekst zoals anderen die lezen.")
            % {"day": day}
        )
    parts += ["", *([own.title, ""] if own.title else []), own.text, ""]
    if page.recordings:
        parts += [_("Bij dit verhaal hoort een opname. Die staat niet in dit bestand."), ""]
    if page.is_changed:
        parts += [_("Zo lezen anderen het"), "-" * WIDE, page.told.title, page.told.text, ""]
    if page.answers:
        parts += [_("Mijn antwoorden"), "-" * WIDE]
        for each in page.answers:
            parts += [each.question, f"  {each.answer}"]
        parts.append("")
    parts += [_("Wat mag er met mijn verhaal?"), "-" * WIDE]
    parts += [f"{_('Ja') if use.given else _('Nee')}: {use.text}" for use in page.uses]
    return "\r\n".join("\r\n".join(part.splitlines()) for part in parts) + "\r\n"
