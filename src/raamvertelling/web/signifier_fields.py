"""What a question's template needs, as plain dataclasses made by one function."""

import json
from dataclasses import dataclass, replace
from itertools import product

from django.utils.translation import gettext, pgettext

from raamvertelling.core.answers import NOT_APPLICABLE, NotApplicable, Skipped
from raamvertelling.core.framework import (
    Dyad,
    LongText,
    MultipleChoice,
    PictureChoice,
    Scale,
    ShortText,
    Signifier,
    Stones,
    Triad,
    WordedSignifier,
    worded,
)

CORNER_LEVELS = 4
LINE_LEVELS = 5


@dataclass(frozen=True, slots=True)
class OptionField:
    """One radio button or checkbox: its DOM id, posted value and words."""

    id: str
    value: str
    text: str
    help: str = ""
    image: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of radio buttons with one name."""

    name: str
    legend: str
    options: tuple[OptionField, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Slider:
    """A native range, and the hidden field `name` that posts its exact share."""

    id: str
    name: str
    label: str
    share: float | None = None
    help: str = ""
    left: str = ""
    right: str = ""

    @property
    def posted(self) -> str:
        """The exact share as a form value; nothing when it was never set."""
        return "" if self.share is None else repr(self.share)


@dataclass(frozen=True, slots=True)
class StoneField:
    """One stone: two sliders for layer 1, two rows for layer 0."""

    id: str
    label: str
    help: str
    set_name: str
    away_name: str
    sliders: tuple[Slider, Slider]
    rows: tuple[Row, Row]

    @property
    def is_set(self) -> bool:
        """Whether the stone lies on the field."""
        return self.sliders[0].share is not None


@dataclass(frozen=True, slots=True)
class SignifierField:
    """A question ready to be drawn by the template `template`."""

    id: str
    kind: str
    text: str
    help: str = ""
    is_required: bool = False
    has_not_applicable: bool = False
    is_not_applicable: bool = False
    errors: tuple[str, ...] = ()
    options: tuple[OptionField, ...] = ()
    rows: tuple[Row, ...] = ()
    sliders: tuple[Slider, ...] = ()
    stones: tuple[StoneField, ...] = ()
    ends: tuple[str, ...] = ()
    mode: str = ""
    value: str = ""
    maximum: int | None = None
    is_story: bool = False
    is_ordered: bool = False
    words: str = "{}"

    @property
    def template(self) -> str:
        """The template that draws this kind."""
        return f"raam/signifiers/{self.kind}.html"

    @property
    def dom_id(self) -> str:
        """The id of the whole question; an error summary may jump to it."""
        return f"vraag-{self.id}"

    @property
    def described_by(self) -> str:
        """The ids of the help and the error text, as far as they are there."""
        ids = [f"{self.dom_id}-hulp"] * bool(self.help) + [f"{self.dom_id}-fout"] * bool(self.errors)
        return " ".join(ids)

    @property
    def is_set(self) -> bool:
        """Whether a placement was made."""
        return bool(self.sliders) and all(slider.share is not None for slider in self.sliders)


def signifier_field(
    signifier: Signifier, *, role: str = "", language: str = "nl", raw: object = None, errors: tuple[str, ...] = ()
) -> SignifierField:
    """Build the field of a question in the words of `role`.

    `raw` is the stored raw answer (for a free text the text itself), Skipped, NotApplicable or None; nothing is preset
    without it.
    """
    words = worded(signifier, role, language)
    refused = isinstance(raw, NotApplicable) or raw == NOT_APPLICABLE
    given = None if refused or isinstance(raw, Skipped) else raw
    field = SignifierField(
        id=signifier.id,
        kind=signifier.kind,
        text=words.text,
        help=words.help,
        is_required=signifier.required,
        has_not_applicable=signifier.not_applicable,
        is_not_applicable=refused,
        errors=tuple(errors),
        mode=str(given.get("mode", "")) if isinstance(given, dict) else "",
    )
    match signifier:
        case Triad():
            return _triad(field, signifier, words, given)
        case Dyad():
            return _dyad(field, words, given)
        case Stones():
            return _stones(field, signifier, words, given)
        case Scale():
            return _scale(field, signifier, words, given)
        case LongText():
            return replace(field, value=_text(given), maximum=signifier.max_words, is_story=signifier.is_story)
        case ShortText():
            return replace(field, value=_text(given), maximum=signifier.max_length)
        case _:
            return _choice(field, signifier, words, given)


def _text(given: object) -> str:
    return given if isinstance(given, str) else ""


def _row(name: str, legend: str, words: list[str], chosen: int | None, help: str = "") -> Row:
    options = (OptionField(f"{name}-{n}", str(n), text, is_chosen=n == chosen) for n, text in enumerate(words))
    return Row(name, legend, tuple(options), help)


def _triad(field: SignifierField, signifier: Triad, words: WordedSignifier, given: object) -> SignifierField:
    ids = [anchor.id for anchor in signifier.anchors]
    shares = [_number(given, id) for id in ids]
    levels = _levels(shares) if field.mode == "rows" else None
    amounts = [
        pgettext("hoeveel", "niet"),
        pgettext("hoeveel", "een beetje"),
        pgettext("hoeveel", "veel"),
        pgettext("hoeveel", "heel veel"),
    ]
    rows = [
        _row(f"{field.id}-rij-{id}", words.label(id), amounts, levels[n] if levels else None, words.anchor(id).help)
        for n, id in enumerate(ids)
    ]
    sliders = [
        Slider(f"{field.dom_id}-{id}", f"{field.id}-gewicht-{id}", words.label(id), share, words.anchor(id).help)
        for id, share in zip(ids, shares, strict=True)
    ]
    spoken = {
        **_spoken(),
        "placed": gettext("De stip staat. {parts}."),
        "part": pgettext("driehoek", "{label} {n}"),
        "value": pgettext("driehoek", "{n} van 100, {zone}"),
        "zones": [
            pgettext("zone", "helemaal niet"),
            pgettext("zone", "een klein beetje"),
            pgettext("zone", "een beetje"),
            pgettext("zone", "ongeveer de helft"),
            pgettext("zone", "vooral"),
            pgettext("zone", "bijna alleen"),
            pgettext("zone", "alleen"),
        ],
    }
    return replace(field, rows=tuple(rows), sliders=tuple(sliders), words=json.dumps(spoken, ensure_ascii=False))


def _levels(shares: list[float | None]) -> tuple[int, ...] | None:
    """Return the row levels that gave these shares; the middle ones where several would do."""
    known = [share for share in shares if share is not None]
    if len(known) != len(shares):
        return None
    all_levels = sorted(product(range(CORNER_LEVELS), repeat=3), key=lambda each: abs(max(each) - 2))
    for levels in all_levels:
        if (total := sum(levels)) and all(abs(n / total - w) < 1e-6 for n, w in zip(levels, known, strict=True)):
            return levels
    return None


def _dyad(field: SignifierField, words: WordedSignifier, given: object) -> SignifierField:
    left, right = words.label("left"), words.label("right")
    share = _number({"at": given} if isinstance(given, float | int) else given, "at")
    chosen = round(share * (LINE_LEVELS - 1)) if share is not None and field.mode == "rows" else None
    row = _row(f"{field.id}-rij", field.text, _line_words(left, right), chosen)
    slider = Slider(f"{field.dom_id}-plek", f"{field.id}-plek", field.text, share, left=left, right=right)
    spoken = {
        **_spoken(),
        "placed": gettext("De stip staat. {parts}."),
        "middle": gettext("{n} van 100, precies ertussenin"),
        "ends": _end_words(left, right),
    }
    return replace(
        field, rows=(row,), sliders=(slider,), ends=(left, right), words=json.dumps(spoken, ensure_ascii=False)
    )


def _stones(field: SignifierField, signifier: Stones, words: WordedSignifier, given: object) -> SignifierField:
    x_left, x_right, y_bottom, y_top = (each.text for each in words.axes)
    stones = []
    for stone in signifier.stones:
        place = given.get(stone.id) if isinstance(given, dict) else None
        label, sliders, rows = words.label(stone.id), [], []
        for axis, low, high in (("x", x_left, x_right), ("y", y_bottom, y_top)):
            share = _number(place, axis)
            chosen = round(share * (LINE_LEVELS - 1)) if share is not None and field.mode == "rows" else None
            legend = pgettext("as van stenen", "Van ‘%(low)s’ tot ‘%(high)s’") % {"low": low, "high": high}
            name = f"{field.id}-{axis}-{stone.id}"
            sliders.append(Slider(f"{field.dom_id}-{axis}-{stone.id}", name, legend, share, left=low, right=high))
            rows.append(_row(f"{field.id}-rij-{axis}-{stone.id}", legend, _line_words(low, high), chosen))
        stones.append(
            StoneField(
                stone.id,
                label,
                words.anchor(stone.id).help,
                f"{field.id}-gezet-{stone.id}",
                f"{field.id}-weg-{stone.id}",
                (sliders[0], sliders[1]),
                (rows[0], rows[1]),
            )
        )
    spoken = {
        **_spoken(),
        "placed": gettext("Steen ‘{stone}’ staat: {parts}."),
        "first": gettext("Kies eerst een steen."),
        "gone": gettext("Steen ‘{stone}’ ligt weer naast het veld."),
        "picked": gettext("Tik nu in het veld waar ‘{stone}’ hoort."),
        "middle": gettext("{n} van 100, precies ertussenin"),
        "ends": [_end_words(x_left, x_right), _end_words(y_bottom, y_top)],
        "short": [_short_words(x_left, x_right), _short_words(y_bottom, y_top)],
    }
    return replace(
        field,
        stones=tuple(stones),
        ends=(x_left, x_right, y_bottom, y_top),
        words=json.dumps(spoken, ensure_ascii=False),
    )


def _spoken() -> dict[str, object]:
    """Return what every placing widget says."""
    return {
        "unset": gettext("nog niet gekozen"),
        "cleared": gettext("De stip is weg."),
        "refused": gettext("Deze vraag telt niet mee."),
    }


def _line_words(left: str, right: str) -> list[str]:
    return [
        pgettext("rij", "helemaal ‘%s’") % left,
        pgettext("rij", "meer ‘%s’") % left,
        pgettext("rij", "precies ertussenin"),
        pgettext("rij", "meer ‘%s’") % right,
        pgettext("rij", "helemaal ‘%s’") % right,
    ]


def _end_words(left: str, right: str) -> list[str]:
    """Return the four phrases of a line, from the far left to the far right; {n} is the number."""
    return [
        pgettext("schuif", "{n} van 100, helemaal ‘%s’") % left,
        pgettext("schuif", "{n} van 100, meer naar ‘%s’") % left,
        pgettext("schuif", "{n} van 100, meer naar ‘%s’") % right,
        pgettext("schuif", "{n} van 100, helemaal ‘%s’") % right,
    ]


def _short_words(left: str, right: str) -> list[str]:
    return [left, pgettext("stenen", "tussen ‘%(low)s’ en ‘%(high)s’") % {"low": left, "high": right}, right]


def _scale(field: SignifierField, signifier: Scale, words: WordedSignifier, given: object) -> SignifierField:
    numbers = range(signifier.minimum, signifier.maximum + 1)
    options = (OptionField(f"{field.dom_id}-{n}", str(n), str(n), is_chosen=n == given) for n in numbers)
    return replace(field, options=tuple(options), ends=(words.label("left"), words.label("right")))


def _choice(field: SignifierField, signifier: Signifier, words: WordedSignifier, given: object) -> SignifierField:
    chosen = given if isinstance(given, list | tuple) else [given]
    options = tuple(
        OptionField(
            f"{field.dom_id}-{each.id}",
            each.id,
            each.text,
            each.help,
            each.image,
            each.id in chosen,
        )
        for each in words.anchors
    )
    return replace(
        field,
        options=options,
        maximum=signifier.maximum if isinstance(signifier, MultipleChoice) else None,
        is_ordered=isinstance(signifier, PictureChoice) and signifier.ordered,
    )


def _number(mapping: object, key: str) -> float | None:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
