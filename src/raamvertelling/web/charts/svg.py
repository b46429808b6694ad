"""Small pieces of SVG as text: escaped elements, wrapped lines and the frame that says what a picture shows."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from html import escape

INK = "#1d2733"
QUIET = "#55616f"
LINE = "#d9d2c5"
EDGE = "#7a7367"
SHADE = "#f4f0e6"
SHEET = "#ffffff"
ACCENT = "#0b6470"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW, _WIDE = set("iljtfrI.,:;'’‘|!()[] -"), set("mwMW@%—…")
SMALLEST_TEXT = 11
_BOLD = 1.13

Value = str | float | int | None
Attributes = dict[str, Value]


def clean(text: str) -> str:
    """Return text that is safe in an element or attribute: escaped, without characters that XML cannot hold."""
    return escape(_NOT_XML.sub("", text), quote=True)


def number(value: float) -> str:
    """Write a coordinate with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def tag(name: str, /, *children: str, **attributes: Value) -> str:
    """Write an element; `font_size` becomes font-size, `class_` becomes class, None is left out.

    Children must be markup already: use `clean` for text.
    """
    written = []
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        shown = clean(value) if isinstance(value, str) else number(value)
        written.append(f' {_attribute(key)}="{shown}"')
    inside = "".join(children)
    return f"<{name}{''.join(written)}>{inside}</{name}>" if inside else f"<{name}{''.join(written)}/>"


def _attribute(key: str) -> str:
    return key if key in {"viewBox", "patternUnits"} else key.rstrip("_").replace("_", "-")


def text(
    x: float,
    y: float,
    content: str,
    *,
    size: float = 15,
    anchor: str = "start",
    fill: str = INK,
    weight: str | None = None,
    class_: str = "raam-chart-label",
) -> str:
    """Write one line of text with its baseline at y."""
    where = None if anchor == "start" else anchor
    paint: Attributes = {"font_size": size, "text_anchor": where, "fill": fill, "font_weight": weight, "class_": class_}
    return tag("text", clean(content), x=x, y=y, **paint)


def width_of(content: str, size: float) -> float:
    """Estimate how wide a text is, on the wide side: fonts differ per device."""
    units = 0.0
    for letter in content:
        if letter in _NARROW:
            units += 0.37
        elif letter in _WIDE:
            units += 0.95
        else:
            units += 0.72 if letter.isupper() else 0.62
    return units * size


def wrap(content: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text between words into lines that fit; a word that does not fit stands alone and whole."""
    lines: list[str] = []
    scale = size * (_BOLD if bold else 1)
    for word in content.split():
        if lines and width_of(f"{lines[-1]} {word}", scale) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


def fitted(content: str, room: float, size: float, *, bold: bool = False) -> tuple[list[str], float]:
    """Return the lines and the largest size, at most `size`, at which every word fits the room."""
    heavier = _BOLD if bold else 1
    while size > SMALLEST_TEXT and any(width_of(word, size * heavier) > room for word in content.split()):
        size -= 0.5
    return wrap(content, room, size, bold=bold), size


def paragraph(
    x: float,
    y: float,
    lines: Sequence[str],
    *,
    size: float,
    anchor: str = "start",
    fill: str = INK,
    weight: str | None = None,
) -> str:
    """Write lines below each other, the first with its baseline at y."""
    return "".join(
        text(x, y + index * size * 1.22, line, size=size, anchor=anchor, fill=fill, weight=weight)
        for index, line in enumerate(lines)
    )


def path(points: Sequence[tuple[float, float]]) -> str:
    """Write a closed ring as path data."""
    return "M" + " ".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def box(x: float, y: float, width: float, height: float) -> str:
    """Write a rectangle as path data."""
    return f"M{x:.1f} {y:.1f}h{width:.1f}v{height:.1f}h{-width:.1f}Z"


def identifier(*parts: object) -> str:
    """Return an id that is the same for the same picture and different for another."""
    return "raam-" + blake2b(repr(parts).encode(), digest_size=6).hexdigest()


def frame(
    body: str, *, width: float, height: float, title: str, description: str, uid: str, links: bool, font: str, kind: str
) -> str:
    """Wrap a picture so that it says what it shows.

    With links inside, the picture is a group: an image would hide its links from a screen reader.
    """
    return tag(
        "svg",
        tag("title", clean(title), id=f"{uid}-t"),
        tag("desc", clean(description), id=f"{uid}-d"),
        body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="group" if links else "img",
        aria_labelledby=f"{uid}-t",
        aria_describedby=f"{uid}-d",
        font_family=font,
        class_=f"raam-chart raam-chart--{kind}",
    )
