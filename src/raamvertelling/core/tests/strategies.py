"""Hypothesis strategies: any framework that may exist, and any answer to its questions."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from raamvertelling.core.answer_kinds import (
    MODES,
    Answer,
    Chosen,
    DyadPlacement,
    NotApplicable,
    Rated,
    Skipped,
    StonesPlacement,
    TriadPlacement,
    Written,
)
from raamvertelling.core.framework import (
    Anchor,
    Condition,
    ConsentText,
    Dyad,
    Framework,
    LongText,
    MultipleChoice,
    Option,
    PictureChoice,
    Prompt,
    Purpose,
    RoleWording,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    Wording,
    unreachable,
)
from raamvertelling.core.framework.layout import CHANNELS, RESERVED_IDS

_SIGNS = st.characters(exclude_categories=["Cc", "Cs"])
texts = st.text(_SIGNS, min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
ids = st.from_regex(r"[a-z0-9][a-z0-9_]{0,6}", fullmatch=True).filter(lambda id: id not in RESERVED_IDS)
languages = st.sampled_from([("nl",), ("nl", "en"), ("en", "nl"), ("ar", "nl", "id-ID"), ("no", "nl")])


def words_of(text: str) -> Wording:
    return Wording((("nl", text),))


def wordings(codes: tuple[str, ...]) -> st.SearchStrategy[Wording]:
    return st.tuples(*(texts for _ in codes)).map(lambda each: Wording(tuple(zip(codes, each, strict=True))))


def maybe(strategy: st.SearchStrategy[Wording]) -> st.SearchStrategy[Wording]:
    return st.one_of(st.just(Wording()), strategy)


def several_ids(lowest: int, highest: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, min_size=lowest, max_size=highest, unique=True)


@st.composite
def anchors(draw: st.DrawFn, codes: tuple[str, ...], lowest: int = 1, highest: int = 4) -> tuple[Anchor, ...]:
    words, helps = wordings(codes), maybe(wordings(codes))
    return tuple(Anchor(id, draw(words), draw(helps)) for id in draw(several_ids(lowest, highest)))


@st.composite
def options(draw: st.DrawFn, codes: tuple[str, ...]) -> tuple[Option, ...]:
    flags = st.booleans()
    images = st.sampled_from(["", "huis.png", "plaatjes/boom.svg"])
    return tuple(
        Option(each.id, each.text, each.help, draw(flags), draw(flags), draw(images))
        for each in draw(anchors(codes, 1, 5))
    )


@st.composite
def signifiers(
    draw: st.DrawFn, id: str, codes: tuple[str, ...], earlier: list[Signifier], roles: list[str]
) -> Signifier:
    words = wordings(codes)
    shared: dict[str, Any] = {
        "id": id,
        "text": draw(words),
        "help": draw(maybe(words)),
        "required": draw(st.booleans()),
        "not_applicable": draw(st.booleans()),
        "condition": draw(conditions(earlier)),
    }
    shared["interviewer"] = not shared["required"] and shared["condition"] is None and draw(st.booleans())
    kind = draw(st.sampled_from(["long", "short", "single", "multiple", "picture", "scale", "triad", "dyad", "stones"]))
    match kind:
        case "long":
            return LongText(**shared, max_words=draw(st.integers(1, 20_000)))
        case "short":
            return ShortText(**shared, max_length=draw(st.integers(1, 2_000)))
        case "single":
            return SingleChoice(**shared, options=draw(options(codes)), ordered=draw(st.booleans()))
        case "picture":
            return PictureChoice(**shared, options=draw(options(codes)), ordered=draw(st.booleans()))
        case "multiple":
            found = draw(options(codes))
            limit = draw(st.none() | st.integers(1, len(found)))
            return MultipleChoice(**shared, options=found, maximum=limit)
        case "scale":
            lowest = draw(st.integers(-5, 5))
            highest = lowest + draw(st.integers(1, 20))
            return Scale(**shared, left=draw(words), right=draw(words), minimum=lowest, maximum=highest)
        case "triad":
            top, left, right = draw(anchors(codes, 3, 3))
            shared["wording_by_role"] = draw(role_wordings([top.id, left.id, right.id], codes, roles))
            return Triad(**shared, anchors=(top, left, right))
        case "dyad":
            shared["wording_by_role"] = draw(role_wordings(["left", "right"], codes, roles))
            return Dyad(**shared, left=draw(words), right=draw(words))
    ends: dict[str, Any] = {end: draw(words) for end in ("x_left", "x_right", "y_bottom", "y_top")}
    return Stones(**shared, **ends, stones=draw(anchors(codes)))


@st.composite
def conditions(draw: st.DrawFn, earlier: list[Signifier]) -> Condition | None:
    kinds = SingleChoice | MultipleChoice | PictureChoice | Prompt
    choices = [each for each in earlier if isinstance(each, kinds) and not each.interviewer]
    if not choices or draw(st.booleans()):
        return None
    chosen = draw(st.sampled_from(choices))
    wanted = draw(st.lists(st.sampled_from([each.id for each in chosen.options]), min_size=1, max_size=3))
    condition = Condition(chosen.id, tuple(wanted), negated=draw(st.booleans()))
    asked = ShortText(id="asked", text=Wording((("nl", "?"),)), condition=condition)
    return condition if asked not in unreachable([*earlier, asked]) else None


@st.composite
def role_wordings(
    draw: st.DrawFn, anchor_ids: list[str], codes: tuple[str, ...], roles: list[str]
) -> tuple[RoleWording, ...]:
    words = wordings(codes)
    return tuple(
        RoleWording(
            role,
            draw(maybe(words)),
            draw(maybe(words)),
            tuple((id, draw(words)) for id in anchor_ids if draw(st.booleans())),
        )
        for role in roles
        if draw(st.booleans())
    )


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Draw a framework with a prompt, a story, a voice question and up to four other questions."""
    codes = draw(languages)
    words = wordings(codes)
    found: list[Signifier] = [
        Prompt(id="prompt", text=draw(words), required=True, options=draw(options(codes))),
        LongText(id="story", text=draw(words), required=True, is_story=True),
        SingleChoice(id="role", text=draw(words), options=draw(options(codes))),
    ]
    voices = found[2]
    assert isinstance(voices, SingleChoice)
    taken = ["prompt", "story", "role", "title", "consent"]
    for id in draw(several_ids(0, 4)):
        if id not in taken:
            found.append(draw(signifiers(id, codes, found, [each.id for each in voices.options])))
    opens = draw(st.none() | st.dates(date(2020, 1, 1), date(2025, 1, 1)))
    closes = draw(st.none() | st.dates(date(2025, 1, 1), date(2030, 1, 1)))
    more = [Purpose(id, draw(words)) for id in draw(several_ids(0, 2)) if id != "analyse"]
    return Framework(
        id=draw(ids),
        version=draw(st.integers(1, 99)),
        language=codes[0],
        languages=codes,
        title=draw(words),
        introduction=draw(maybe(words)),
        min_age=draw(st.integers(16, 120)),
        opens=opens,
        closes=closes,
        licence=draw(st.sampled_from(["", "CC0-1.0"])),
        fictional=draw(st.booleans()),
        channels=tuple(each for each in CHANNELS if draw(st.booleans())),
        voices="role",
        signifiers=tuple(found),
        consent=ConsentText(draw(words), draw(maybe(words)), (Purpose("analyse", draw(words), True), *more)),
    )


shares = st.floats(0, 1)
modes = st.sampled_from(MODES)


@st.composite
def weights(draw: st.DrawFn) -> tuple[float, float, float]:
    """Draw three shares that sum to one as well as floats can."""
    low, high = sorted((draw(shares), draw(shares)))
    return (low, high - low, 1 - high)


@st.composite
def answers(draw: st.DrawFn, signifier: Signifier) -> Answer:
    """Draw any answer that this question may get."""
    if draw(st.integers(0, 5)) == 0:
        return Skipped()
    if signifier.not_applicable and not isinstance(signifier, LongText | ShortText) and draw(st.integers(0, 5)) == 0:
        return NotApplicable()
    match signifier:
        case Triad():
            return TriadPlacement(draw(weights()), draw(modes))
        case Dyad():
            return DyadPlacement(draw(shares), draw(modes))
        case Stones():
            placed = [(each.id, draw(shares), draw(shares)) for each in signifier.stones if draw(st.booleans())]
            return StonesPlacement(tuple(placed), draw(modes)) if placed else Skipped()
        case Scale():
            return Rated(draw(st.integers(signifier.minimum, signifier.maximum)))
        case MultipleChoice():
            free = [each.id for each in signifier.options if not each.exclusive and draw(st.booleans())]
            chosen = tuple(free[: signifier.maximum])
            return Chosen(chosen) if chosen else Skipped()
        case Prompt() | SingleChoice() | PictureChoice():
            return Chosen((draw(st.sampled_from([each.id for each in signifier.options])),))
    return Written()
