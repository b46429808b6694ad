"""One press of a button on the desk: keep what was typed, then do what the button says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from raamvertelling.people.models import User
from raamvertelling.stories.masking import KNOWN, mask_everywhere
from raamvertelling.stories.models import Story
from raamvertelling.stories.proposals import mask_proposals
from raamvertelling.stories.services.moderation import NoTranscript, hold, mark_urgent, release, save_released_text
from raamvertelling.stories.services.pictures import release_pictures


class CannotDo(ValueError):
    """This button cannot do its work yet; `field` is where to look, the text says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        self.field = field
        super().__init__(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Which button was pressed and what was on the page.

    `chosen` holds (words, label) by kind of proposal; `pictures` what is on each picture that others may see.
    """

    button: str
    texts: Mapping[str, str]
    words: str = ""
    label: str = "naam"
    chosen: Mapping[str, tuple[Sequence[str], str]]
    all_of_kind: Mapping[str, tuple[Sequence[str], str]]
    withheld: Sequence[str] = ()
    seen: Sequence[str] = ()
    pictures: Mapping[UUID, str] = field(default_factory=dict)
    reason: str = ""


def press(*, story: Story, actor: User, what: Press, today: date) -> str:
    """Do what the button says and return a sentence about it."""
    button, _, detail = what.button.partition(":")
    if button == "default":
        button = "mask" if what.words.strip() else "save"
    if button == "mask":
        return _mask_words(story, actor, what, detail or what.label, today)
    if button == "chosen":
        return _mask_all(story, actor, what.texts, what.chosen, today)
    if button == "kind":
        return _mask_all(story, actor, what.texts, {detail: what.all_of_kind.get(detail, ((), "naam"))}, today)
    if button == "release":
        return _release(story, actor, what, today)
    if button == "hold":
        return _hold(story, actor, what, today)
    save_released_text(story=story, actor=actor, texts=what.texts, today=today)
    if button in ("urgent", "calm"):
        mark_urgent(story=story, actor=actor, urgent=button == "urgent", today=today)
        return "Dit verhaal staat nu bij Dringend." if button == "urgent" else "Dit verhaal is niet meer dringend."
    return "De tekst is bewaard."


def _mask_words(story: Story, actor: User, what: Press, label: str, today: date) -> str:
    words = " ".join(what.words.split())
    if not words:
        raise CannotDo("words", "Typ of selecteer eerst de woorden die u wilt maskeren.")
    if label not in KNOWN:
        raise CannotDo("label", "Kies waardoor u de woorden wilt vervangen.")
    masked = mask_everywhere(what.texts, words, label)
    if not masked.count:
        raise CannotDo("words", f"“{words}” staat niet in deze tekst. Kijk naar de spelling.")
    save_released_text(story=story, actor=actor, texts=masked.texts, today=today)
    return _times(masked.count)


def _mask_all(
    story: Story,
    actor: User,
    texts: Mapping[str, str],
    chosen: Mapping[str, tuple[Sequence[str], str]],
    today: date,
) -> str:
    total = 0
    for kind, (listed, label) in chosen.items():
        masked = mask_proposals(texts, kind, listed, label)
        texts, total = masked.texts, total + masked.count
    if not total:
        raise CannotDo("", "Zet eerst een vinkje bij wat u wilt maskeren.")
    save_released_text(story=story, actor=actor, texts=texts, today=today)
    return _times(total)


def _release(story: Story, actor: User, what: Press, today: date) -> str:
    if story.waits_for_transcript:
        raise CannotDo("", str(NoTranscript()))
    if not all(what.pictures.values()):
        raise CannotDo("", "Beschrijf eerst wat er op de foto te zien is. Wie de foto niet ziet, leest dat.")
    if not what.texts.get("story", "").strip():
        raise CannotDo("", "Het verhaal is leeg. Zet de tekst terug, of houd het verhaal aan.")
    save_released_text(story=story, actor=actor, texts=what.texts, today=today)
    released = release(story=story, actor=actor, withheld=what.withheld, today=today, seen=what.seen)
    release_pictures(story=story, actor=actor, chosen=what.pictures, today=today)
    if released.asked:
        return (
            f"Verhaal {story.number} is vrijgegeven. De verteller voegde intussen een gebruik toe: dat wacht nog op u."
        )
    if released.waits_for_teller:
        return f"Verhaal {story.number} is vrijgegeven. Wat buiten het team gaat, wacht tot de verteller akkoord is."
    if released.stays_inside:
        return f"Verhaal {story.number} is vrijgegeven. De verteller heeft geen code: buiten het team komt het niet."
    return f"Verhaal {story.number} is vrijgegeven."


def _hold(story: Story, actor: User, what: Press, today: date) -> str:
    if not what.reason:
        raise CannotDo("reason", "Kies waarom u dit verhaal aanhoudt.")
    save_released_text(story=story, actor=actor, texts=what.texts, today=today)
    hold(story=story, actor=actor, reason=what.reason, today=today)
    return f"Verhaal {story.number} is aangehouden."


def _times(count: int) -> str:
    return "1 keer gemaskeerd." if count == 1 else f"{count} keer gemaskeerd."
