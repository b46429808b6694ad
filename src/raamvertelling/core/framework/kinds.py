"""What a framework is made of: frozen dataclasses that every other room reads."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in one or more languages; the first pair is the framework's own language."""

    texts: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """Return the text in `language` (`nl-simple`: else `nl`), else in the framework's own, else an empty text."""
        known = dict(self.texts)
        for code in (language, language.partition("-")[0]):
            if code in known:
                return known[code]
        return self.texts[0][1] if self.texts else ""

    def __bool__(self) -> bool:
        return any(text for _, text in self.texts)


@dataclass(frozen=True, slots=True)
class Anchor:
    """One end of a sign: a triad's corner, a dyad's pole, a stone, an option. Its `id` never changes, its words may."""

    id: str
    text: Wording
    help: Wording = Wording()


@dataclass(frozen=True, slots=True)
class Option(Anchor):
    """One answer of a choice. `exclusive` shuts out the others; `unordered` stands outside an ordered scale."""

    exclusive: bool = False
    unordered: bool = False
    image: str = ""


@dataclass(frozen=True, slots=True)
class RoleWording:
    """The same question with the same anchor ids, in the words of one voice."""

    role: str
    text: Wording = Wording()
    help: Wording = Wording()
    anchors: tuple[tuple[str, Wording], ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only if (`negated`: unless) signifier `signifier` was answered with one of `options`."""

    signifier: str
    options: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signifier:
    """What all questions share. Subclasses are the kinds; `kind` is the name used in files.

    `about_you` marks a question about the teller, which is asked after those about the story. `interviewer` marks a
    question for somebody who interviews, about the conversation; a teller alone is never asked it.
    """

    kind = "signifier"
    id: str
    text: Wording
    help: Wording = Wording()
    required: bool = False
    not_applicable: bool = False
    about_you: bool = False
    interviewer: bool = False
    wording_by_role: tuple[RoleWording, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Signifier):
    """The question that a teller picks to tell about."""

    kind = "prompt_choice"
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText(Signifier):
    """A long free text; the one with `is_story` is the story itself. Sealed, never in the answers."""

    kind = "long_text"
    is_story: bool = False
    max_words: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortText(Signifier):
    """A short free text; the one with `is_title` is the story's title. Sealed, never in the answers."""

    kind = "short_text"
    is_title: bool = False
    max_length: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleChoice(Signifier):
    """One option out of several; `ordered` when the options form a scale."""

    kind = "single_choice"
    options: tuple[Option, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleChoice(Signifier):
    """Any number of options up to `maximum` (None: no limit); an exclusive option stands alone."""

    kind = "multiple_choice"
    options: tuple[Option, ...]
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureChoice(Signifier):
    """One option out of several, each shown as a picture with words."""

    kind = "picture_choice"
    options: tuple[Option, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale(Signifier):
    """A whole number from `minimum` to `maximum`, with words at both ends."""

    kind = "scale"
    left: Wording
    right: Wording
    minimum: int = 1
    maximum: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Triad(Signifier):
    """A point in a triangle: three weights by anchor id that sum to 1. Anchors: top, left, right."""

    kind = "triad"
    anchors: tuple[Anchor, Anchor, Anchor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad(Signifier):
    """A point between two poles: 0 is left, 1 is right."""

    kind = "dyad"
    left: Wording
    right: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Stones(Signifier):
    """Labelled stones on a field; each placed stone has x and y in 0..1."""

    kind = "stones"
    stones: tuple[Anchor, ...]
    x_left: Wording
    x_right: Wording
    y_bottom: Wording
    y_top: Wording


@dataclass(frozen=True, slots=True)
class Purpose:
    """One use that a teller may allow. Only `analyse` is required."""

    id: str
    text: Wording
    required: bool = False


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The question about the uses, with its purposes."""

    text: Wording
    help: Wording
    purposes: tuple[Purpose, ...]
    id: str = "consent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One frozen version of the questions of an inquiry.

    `voices` names the single choice that marks who speaks; empty means that this inquiry tells no voices apart.
    """

    id: str
    version: int
    language: str
    languages: tuple[str, ...]
    title: Wording
    introduction: Wording = Wording()
    privacy_note: Wording = Wording()
    help_note: Wording = Wording()
    commissioner: Wording = Wording()
    min_age: int = 16
    opens: date | None = None
    closes: date | None = None
    licence: str = ""
    fictional: bool = False
    channels: tuple[str, ...] = ()
    voices: str = ""
    signifiers: tuple[Signifier, ...]
    consent: ConsentText
    _by_id: dict[str, Signifier] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_id.update({each.id: each for each in self.signifiers})

    def signifier(self, id: str) -> Signifier:
        """Return the signifier with this id; KeyError if there is none."""
        return self._by_id[id]

    @property
    def prompt(self) -> Prompt | None:
        """The question that a teller picks to tell about, if the framework has one."""
        return next((each for each in self.signifiers if isinstance(each, Prompt)), None)

    @property
    def story(self) -> LongText:
        """The question for the story itself; ValueError if this framework was not made by `parse` and has none."""
        for each in self.signifiers:
            if isinstance(each, LongText) and each.is_story:
                return each
        raise ValueError("framework has no long_text with is_story=True")

    @property
    def title_question(self) -> ShortText | None:
        """The question for the story's title, if the framework asks for one."""
        return next((each for each in self.signifiers if isinstance(each, ShortText) and each.is_title), None)

    @property
    def voice_question(self) -> SingleChoice | None:
        """The single choice that marks who speaks; None if this inquiry tells no voices apart."""
        found = self._by_id.get(self.voices)
        return found if isinstance(found, SingleChoice) else None


KINDS: dict[str, type[Signifier]] = {
    each.kind: each
    for each in (
        Prompt,
        LongText,
        ShortText,
        SingleChoice,
        MultipleChoice,
        PictureChoice,
        Scale,
        Triad,
        Dyad,
        Stones,
    )
}

Choice = Prompt | SingleChoice | MultipleChoice | PictureChoice


def anchors_of(signifier: Signifier) -> tuple[Anchor, ...]:
    """Return everything in a question that has words of its own and may be worded by role.

    Options of a choice, corners of a triad, stones; the two ends of a scale or dyad as `left` and `right`.
    The ends of the axes of stones are not among them: see `axes_of`.
    """
    match signifier:
        case Prompt() | SingleChoice() | MultipleChoice() | PictureChoice():
            return signifier.options
        case Triad():
            return signifier.anchors
        case Stones():
            return signifier.stones
        case Scale() | Dyad():
            return (Anchor("left", signifier.left), Anchor("right", signifier.right))
        case _:
            return ()


def axes_of(signifier: Signifier) -> tuple[Anchor, ...]:
    """Return the ends of the axes of stones (`x_left`, `x_right`, `y_bottom`, `y_top`); nothing for other kinds."""
    if not isinstance(signifier, Stones):
        return ()
    ends = ("x_left", "x_right", "y_bottom", "y_top")
    return tuple(Anchor(end, getattr(signifier, end)) for end in ends)
