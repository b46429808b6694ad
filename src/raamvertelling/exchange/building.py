"""What every importer needs to build a framework and to count its answers."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from raamvertelling.core.framework import (
    Anchor,
    ConsentText,
    Framework,
    LongText,
    Option,
    Purpose,
    ShortText,
    Signifier,
    Wording,
    dump,
    problems,
)
from raamvertelling.exchange.ids import Ids
from raamvertelling.exchange.report import ImportedStory, ImportProblem, ImportReport, SignifierCount

LONGEST_WORDS = 4_000
RESERVED_ANCHORS = ("mode", "not_applicable", "x_left", "x_right", "y_bottom", "y_top")
RESERVED_QUESTIONS = ("story", "title", "role", "consent", "prompt")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PURPOSES = (
    ("analyse", "Onderzoekers mogen mijn verhaal lezen en mijn antwoorden meetellen."),
    ("groep", "Groepen mensen mogen mijn verhaal lezen en bespreken."),
    ("citaat", "Zinnen uit mijn verhaal mogen in een rapport staan."),
    ("openbaar", "Mijn verhaal mag op een openbare website staan."),
)


@dataclass(frozen=True, slots=True)
class Source:
    """How a question is called in the file, beside the question that we made of it."""

    signifier: Signifier
    original_id: str


@dataclass(slots=True)
class Draft:
    """One story while its row is being read. `unfit`: free texts of which the teller said that they do not apply."""

    row: int
    text: str = ""
    title: str = ""
    prompt: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    unfit: set[str] = field(default_factory=set)

    @property
    def is_empty(self) -> bool:
        """Say whether the row holds neither a text nor an answer."""
        return not (self.text or self.title or self.prompt or self.answers)

    def write(self, id: str, text: str) -> None:
        """Keep a free text: its words apart, and in the answers only that it was given."""
        self.texts[id] = text
        self.answers[id] = {"written": True}


def wording(language: str, text: str, fallback: str = "") -> Wording:
    """Return a text in one language, without control characters and short enough for a question."""
    words = _CONTROL.sub("", text).strip() or fallback
    if len(words) > LONGEST_WORDS:
        words = words[: LONGEST_WORDS - 1] + "…"
    return Wording(((language, words),)) if words else Wording()


def cleaned(text: str) -> str:
    """Return a story's text without control characters that no reader can see; line ends become one kind."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def anchors(language: str, labels: Sequence[tuple[str, str]], fallbacks: Sequence[str] = ()) -> tuple[Anchor, ...]:
    """Return anchors for (file id, label) pairs; a label that is only a picture gets its place as its text."""
    ids = Ids(*RESERVED_ANCHORS)
    found = []
    for number, (original, label) in enumerate(labels):
        fallback = fallbacks[number] if number < len(fallbacks) else f"({number + 1})"
        name = original.rsplit("/", 1)[-1] if "://" in original else original
        found.append(Anchor(ids.give(name or label), wording(language, label, fallback)))
    return tuple(found)


def options(language: str, labels: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Return options for (file id, label) pairs."""
    return tuple(Option(each.id, each.text) for each in anchors(language, labels))


def consent_text(language: str) -> ConsentText:
    """Return the four uses, for a framework that came without: whoever imports states what tellers agreed to."""
    purposes = tuple(Purpose(id, wording(language, text), required=id == "analyse") for id, text in _PURPOSES)
    return ConsentText(wording(language, "Waarvoor mag uw verhaal worden gebruikt?"), Wording(), purposes)


def finished(framework: Framework, report: ImportReport) -> Framework:
    """Return the framework if the core accepts it; ImportProblem with its first problems otherwise."""
    found = problems(dump(framework))
    if found:
        named = " ".join(f"{each.message} ({each.path})" for each in found[:3])
        raise ImportProblem(f"De vragen in het bestand van {report.format} passen niet: {named}")
    return framework


def note_maximum(report: ImportReport, title: str, most: int, count: int) -> None:
    """Say that a maximum is not imposed here.

    Files hold answers beyond it, and those count. Questions may not depend on what the rows hold: a later export of
    the same project must give the same questions.
    """
    if 0 < most < count:
        report.note(f"Bij '{title}' mochten {most} antwoorden. Dat leggen wij niet op; alle gegeven antwoorden tellen.")


def count_answers(
    sources: Iterable[Source], stories: Sequence[ImportedStory], moved: Counter[str]
) -> list[SignifierCount]:
    """Return for each question of the file how many stories answered it, skipped it, or said it did not fit.

    `moved` counts, by our id, the texts that stand elsewhere in the story: answered all the same.
    """
    given: Counter[str] = Counter()
    not_applicable: Counter[str] = Counter()
    for story in stories:
        given["\x00text"] += bool(story.text)
        given["\x00title"] += bool(story.title)
        for id, answer in story.answers.items():
            if answer == "not_applicable":
                not_applicable[id] += 1
            else:
                given[id] += 1
    counts = []
    for source in sources:
        each = source.signifier
        answered = given[_place(each)] + moved[each.id]
        left = len(stories) - answered - not_applicable[each.id]
        title = each.text.texts[0][1] if each.text.texts else ""
        counts.append(
            SignifierCount(each.id, source.original_id, title, each.kind, answered, left, not_applicable[each.id])
        )
    return counts


def content_digest(cells: Iterable[str], draft: Draft, teller: str = "") -> bytes:
    """Return the SHA-256 of what makes a row this story: its title, text and teller, or all cells without a text.

    A later export often has more columns. The same story must keep its key then, or one that was withdrawn would
    come back; so answers do not count where there is a text. Spaces around a cell never count.
    """
    digest = hashlib.sha256()
    for cell in (draft.title, draft.text, teller) if draft.text else cells:
        part = cell.strip().encode("utf-8", "surrogatepass")
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def row_keys(digests: Iterable[bytes]) -> list[bytes]:
    """Return a stable key for each row without an id of its own: its content, and which of its equals it is."""
    seen: Counter[bytes] = Counter()
    keys = []
    for content in digests:
        seen[content] += 1
        keys.append(content + seen[content].to_bytes(4, "big"))
    return keys


def _place(signifier: Signifier) -> str:
    match signifier:
        case LongText(is_story=True):
            return "\x00text"
        case ShortText(is_title=True):
            return "\x00title"
    return signifier.id
