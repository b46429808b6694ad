"""For whom and with whom somebody tells: what is asked, how it travels to the draft, and the words that fit."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from raamvertelling.core.framework import Framework, Signifier
from raamvertelling.stories.models import ToldAs, ToldWith
from raamvertelling.telling.steps import is_text

AS, WITH, KNOWS = "wijze", "wie", "weet"
FOR = (
    ToldWith.CHILD,
    ToldWith.PARENT,
    ToldWith.PARTNER,
    ToldWith.FRIEND,
    ToldWith.CLIENT,
    ToldWith.SOMEBODY,
)
TOGETHER = (ToldWith.WORKER, ToldWith.FRIEND, ToldWith.INTERPRETER, ToldWith.SOMEBODY)


@dataclass(frozen=True, slots=True)
class Manner:
    """Alone and about oneself, unless `told_as` says otherwise."""

    told_as: str = ""
    told_with: str = ""
    owner_knows: bool | None = None

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The same as fields of a form or an address."""
        knows = "" if self.owner_knows is None else "ja" if self.owner_knows else "nee"
        return [(name, value) for name, value in ((AS, self.told_as), (WITH, self.told_with), (KNOWS, knows)) if value]


ALONE = Manner()


def read_manner(values: Mapping[str, str]) -> Manner:
    """Read it from an address or a form; what does not belong together counts as nothing."""
    told_as, told_with, knows = (values.get(name, "") for name in (AS, WITH, KNOWS))
    if told_as == ToldAs.TOGETHER and told_with in TOGETHER:
        return Manner(told_as, told_with)
    if told_as == ToldAs.OTHER and told_with in FOR and knows in ("ja", "nee"):
        return Manner(told_as, told_with, knows == "ja")
    return ALONE


def words_for(told_with: str) -> str:
    """Return who it is, as the teller reads it."""
    return {
        ToldWith.CHILD: _("mijn kind, of een kind voor wie ik zorg"),
        ToldWith.PARENT: _("mijn vader of moeder"),
        ToldWith.PARTNER: _("mijn partner"),
        ToldWith.FRIEND: _("familie, een vriend of iemand uit de buurt"),
        ToldWith.CLIENT: _("iemand die ik help in mijn werk"),
        ToldWith.WORKER: _("een medewerker of interviewer"),
        ToldWith.INTERPRETER: _("een tolk"),
        ToldWith.SOMEBODY: _("iemand anders"),
    }[ToldWith(told_with)]


def in_words(manner: Manner) -> str:
    """Return how it was told, in a few words; nothing when alone and about oneself."""
    if manner.told_as == ToldAs.OTHER:
        return _("voor iemand anders: %(who)s") % {"who": words_for(manner.told_with)}
    if manner.told_as == ToldAs.TOGETHER:
        return _("samen met: %(who)s") % {"who": words_for(manner.told_with)}
    return ""


def note(manner: Manner, signifier: Signifier, framework: Framework) -> str:
    """Return the sentence that a question needs besides its own words."""
    is_story = signifier == framework.story
    if manner.told_as == ToldAs.OTHER:
        return _note_for_other(signifier, framework, is_story=is_story)
    if manner.told_as == ToldAs.TOGETHER and is_story:
        if manner.told_with == ToldWith.INTERPRETER:
            return _("Wie het meemaakte, vertelt. De tolk zegt het na en voegt niets toe.")
        return _("Wie het meemaakte, vertelt. De ander luistert en helpt met opschrijven.")
    if manner.told_as == ToldAs.TOGETHER and not is_text(signifier):
        return _("Wie het meemaakte, kiest het antwoord.")
    return ""


def _note_for_other(signifier: Signifier, framework: Framework, *, is_story: bool) -> str:
    if is_story:
        return _("Vertel wat de ander meemaakte, met zijn of haar woorden als dat kan. Noem geen namen.")
    if signifier == framework.voice_question:
        return _("Kies de rol van degene over wie het gaat.")
    if signifier.about_you:
        return _("Deze vraag gaat over degene voor wie u vertelt.")
    if is_text(signifier) or signifier == framework.prompt:
        return ""
    return _("Antwoord zoals de ander het ziet. Weet u het niet? Sla de vraag dan over.")
