"""The changed text before its teller: what others would read, what was changed, and why, in plain words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from raamvertelling.core.text.changes import Piece, changed_words, compare
from raamvertelling.stories.consent import INSIDE
from raamvertelling.stories.masking import LABEL, LABELS
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries import StoryTexts
from raamvertelling.stories.services.answering import mark_of
from raamvertelling.telling.queries import Given, MyStoryPage

MOST_CHANGES = 12
PEOPLE, PLACES, DATA = LABELS


@dataclass(frozen=True, slots=True)
class Change:
    """Words that became other words; empty where they came or went. `why` is a whole sentence."""

    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class ChangedText:
    """A text in pieces, so that a page can mark what differs."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class AgreePage:
    """What a teller needs to say yes, no, or how else; `seen` is the mark of exactly these words.

    `answers` are the open ones as others read them. `texts` is empty when the words as they were told are gone: then
    there is nothing to compare with.
    """

    story: Story
    new: StoryTexts
    answers: tuple[Given, ...]
    texts: tuple[ChangedText, ...]
    changes: tuple[Change, ...]
    more: int
    uses: tuple[str, ...]
    seen: str
    written_out: bool

    @property
    def is_again(self) -> bool:
        """Whether she answered before, and a moderator looked at it since."""
        return self.story.answered_on is not None


def agree_page(page: MyStoryPage) -> AgreePage:
    """Return how the story of this page would go outside the team."""
    told = page.told
    texts = _texts(told, told.original) if told.original else ()
    found = [_change(each) for text in texts for each in changed_words(text.pieces)]
    return AgreePage(
        story=page.story,
        new=told,
        answers=_answers(page),
        texts=texts,
        changes=tuple(found[:MOST_CHANGES]),
        more=max(0, len(found) - MOST_CHANGES),
        uses=tuple(use.text for use in page.uses if use.given and use.id not in INSIDE and not use.is_waiting),
        seen=mark_of(told),
        written_out=bool(page.recordings or page.photos),
    )


def _answers(page: MyStoryPage) -> tuple[Given, ...]:
    """Return every answer in words that the mark covers, also one whose question is no longer asked."""
    questions = {each.step: each.question for each in page.answers}
    return tuple(Given(id, questions.get(id, _("Uw antwoord")), text) for id, text in page.told.answers.items() if text)


def _texts(new: StoryTexts, old: StoryTexts) -> tuple[ChangedText, ...]:
    pairs = [(_("Titel"), old.title, new.title), (_("Uw verhaal"), old.text, new.text)]
    pairs += [(_("Uw antwoord"), text, new.answers.get(id, text)) for id, text in old.answers.items()]
    return tuple(ChangedText(label, compare(before, after)) for label, before, after in pairs if before != after)


def _change(piece: Piece) -> Change:
    return Change(piece.before, piece.after, _why(piece.after))


def _why(after: str) -> str:
    """Say why, from what stands there now: a label says what it hides."""
    found = LABEL.search(after)
    if found is None:
        return _("De moderator haalde hier iets weg of schreef het anders.")
    name = found.group(0).strip("[]").rstrip("0123456789 ")
    for group, words in LABELS.items():
        if name in {word for word, _label in words}:
            return _whys()[group]
    return _("De moderator haalde hier iets weg of schreef het anders.")


def _whys() -> dict[str, str]:
    return {
        PEOPLE: _("Hier stond wie het was. Zo wordt niemand herkend."),
        PLACES: _("Hier stond waar het was. Zo wordt niemand gevonden."),
        DATA: _("Hier stond een nummer of een datum. Daarmee is iemand te vinden."),
    }
