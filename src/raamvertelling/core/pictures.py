"""Our own line drawings for picture questions: faces from glad to sad, feelings and situations; no text inside."""

from dataclasses import dataclass

SIZE = 96
"""Width and height of the space in which every drawing is made."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing. `lines` are drawn in ink; `accent` (drawn first) may have a fill, and never tells it alone.

    Both are SVG elements without a colour of their own, so that a page, a print and forced colours can each give it.
    """

    name: str
    words: str
    accent: str
    lines: str


_FACE = '<circle cx="48" cy="48" r="33"/>'
_EYES = '<circle class="dot" cx="36" cy="42" r="3"/><circle class="dot" cx="60" cy="42" r="3"/>'
_SHUT = '<path d="M30 43q6 5 12 0M54 43q6 5 12 0"/>'

_SCALE = (
    Picture("gezicht_1", "heel blij", '<path d="M29 53h38a19 19 0 0 1-38 0Z"/>',
            _FACE + '<path d="M29 53h38a19 19 0 0 1-38 0ZM29 42q7-9 14 0M53 42q7-9 14 0"/>'),
    Picture("gezicht_2", "blij", "", _FACE + _EYES + '<path d="M32 57q16 15 32 0"/>'),
    Picture("gezicht_3", "gewoon", "", _FACE + _EYES + '<path d="M34 61h28"/>'),
    Picture("gezicht_4", "verdrietig", "", _FACE + _EYES + '<path d="M33 65q15-13 30 0"/>'),
    Picture("gezicht_5", "heel verdrietig",
            '<path d="M31 51q-6 9 0 12q6-3 0-12ZM65 51q-6 9 0 12q6-3 0-12Z"/>',
            _FACE + _SHUT + '<path d="M36 69q12-15 24 0M28 36l11-5M68 36l-11-5M31 51q-6 9 0 12q6-3 0-12Z'
            'M65 51q-6 9 0 12q6-3 0-12Z"/>'),
)  # fmt: skip

_FEELINGS = (
    Picture("blij", "blij",
            '<path class="line" d="M48 5v7M48 84v7M5 48h7M84 48h7M18 18l5 5M78 18l-5 5M18 78l5-5M78 78l-5-5"/>',
            '<circle cx="48" cy="48" r="27"/><circle class="dot" cx="38" cy="43" r="3"/>'
            '<circle class="dot" cx="58" cy="43" r="3"/><path d="M35 54q13 14 26 0"/>'),
    Picture("opgelucht", "opgelucht",
            '<path class="line" d="M60 63h18q9 0 9-7t-7-7M62 71h24M60 79h12q7 0 7 5t-5 5"/>',
            '<path d="M70 55a31 31 0 1 0-16 19M24 37q6 5 12 0M46 37q6 5 12 0M34 55q7 6 14 1"/>'),
    Picture("trots", "trots",
            '<path d="M61 61l4 7 8 1-6 6 2 8-8-4-7 4 1-8-6-6 8-1Z"/>',
            '<circle cx="48" cy="25" r="17"/><path d="M14 90q0-37 34-37t34 37M40 28q8 8 16 0M40 20h.1M56 20h.1'
            'M61 61l4 7 8 1-6 6 2 8-8-4-7 4 1-8-6-6 8-1Z"/>'),
    Picture("dankbaar", "dankbaar",
            '<path d="M48 52q-23-14-23-28 0-12 11-12 8 0 12 8 4-8 12-8 11 0 11 12 0 14-23 28Z"/>',
            '<path d="M48 52q-23-14-23-28 0-12 11-12 8 0 12 8 4-8 12-8 11 0 11 12 0 14-23 28Z'
            'M8 62q6-5 12 1l10 11h36l10-11q6-6 12-1M8 62l17 24h46l17-24"/>'),
    Picture("rustig", "rustig",
            '<path class="line" d="M8 78q10-8 20 0t20 0 20 0 20 0M20 89q7-6 14 0t14 0 14 0 14 0"/>',
            '<circle cx="48" cy="36" r="29"/><path d="M31 34q6 5 12 0M53 34q6 5 12 0M38 48q10 7 20 0"/>'),
    Picture("hoopvol", "hoopvol",
            '<circle cx="66" cy="27" r="11"/><path class="line" d="M66 5v5M66 44v5M44 27h5M83 27h5M50 11l4 4M82 11l-4 4'
            'M82 43l-4-4"/>',
            '<path d="M36 84V50M36 60q-2-18-22-18 0 18 22 18ZM36 70q2-16 22-16 0 16-22 16ZM10 84h76"/>'),
    Picture("gesteund", "gesteund",
            '<circle cx="62" cy="22" r="13"/><path d="M40 88V60q1-19 22-19t22 19v28Z"/>',
            '<circle cx="62" cy="22" r="13"/><path d="M44 88h40V60q-1-19-22-19-12 0-18 8M62 88V68q0-8-9-8L22 70'
            'q-6 2-4 7t8 3l18-6"/><circle cx="27" cy="42" r="11"/><path d="M10 88V74q1-14 16-15M44 74v14"/>'),
    Picture("boos", "boos",
            '<path class="line" d="M48 3v10M24 8l5 9M72 8l-5 9"/>',
            '<circle cx="48" cy="53" r="33"/><path d="M29 39l14 8M67 39l-14 8M32 70l6-6 5 6 5-6 5 6 5-6 6 6"/>'
            '<circle class="dot" cx="38" cy="52" r="3"/><circle class="dot" cx="58" cy="52" r="3"/>'),
    Picture("verdrietig", "verdrietig",
            '<path d="M63 50q-8 13 0 17q8-4 0-17Z"/>',
            _FACE + '<circle class="dot" cx="36" cy="43" r="3"/><circle class="dot" cx="60" cy="43" r="3"/>'
            '<path d="M29 35l11-4M67 35l-11-4M34 68q11-12 21-2M63 50q-8 13 0 17q8-4 0-17Z"/>'),
    Picture("bang", "bang",
            '<path class="line" d="M8 34q-5 6 0 12t0 12M88 34q5 6 0 12t0 12"/>',
            '<circle cx="48" cy="48" r="31"/><circle cx="37" cy="42" r="7"/><circle cx="59" cy="42" r="7"/>'
            '<circle class="dot" cx="37" cy="43" r="2.5"/><circle class="dot" cx="59" cy="43" r="2.5"/>'
            '<path d="M30 29q5-5 11-3M66 29q-5-5-11-3M33 65q4-6 8 0t8 0 8 0 7-1"/>'),
    Picture("alleen", "alleen",
            '<path class="dashed" d="M52 63V49q1-11 11-11t11 11v14"/><circle class="dashed" cx="63" cy="26" r="9"/>',
            '<circle cx="30" cy="28" r="9"/><path d="M19 63V51q1-11 11-11t11 11v12M8 66h80M16 66v20M80 66v20M8 52v14'
            'M88 52v14"/>'),
    Picture("machteloos", "machteloos",
            '<path d="M42 8h46v80H42Z"/>',
            '<path d="M42 8h46v80H42ZM42 28h46M42 48h46M42 68h46M65 8v20M54 28v20M76 28v20M65 48v20M54 68v20"/>'
            '<path d="M76 68v20"/>'
            '<circle cx="20" cy="48" r="8"/><path d="M20 56v17M20 73l-7 15M20 73l7 15M20 61l-9 11M20 61l9 11"/>'),
    Picture("moe", "moe",
            '<path d="M78 6a15 15 0 1 0 12 24a13 13 0 0 1-12-24Z"/>',
            '<path d="M64 26a33 33 0 1 0 13 22M27 47h13M50 47h13M29 42q5-3 10 0M51 42q5-3 10 0"/>'
            '<ellipse cx="45" cy="66" rx="7" ry="8"/><path d="M78 6a15 15 0 1 0 12 24a13 13 0 0 1-12-24Z"/>'),
    Picture("verward", "in de war",
            '<path class="line" d="M48 32q-2-7 8-7 12 0 10-10T48 5Q30 5 31 15t15 9q13-1 12-7t-10-5"/>',
            '<circle cx="48" cy="62" r="28"/><circle class="dot" cx="38" cy="57" r="3"/>'
            '<circle class="dot" cx="58" cy="57" r="3"/><path d="M36 75q5-7 11-2t13-3M31 49l9-2M66 46l-10 3"/>'),
    Picture("gemengd", "van alles door elkaar",
            '<path d="M48 15a33 33 0 0 1 0 66Z"/>',
            _FACE + '<path d="M48 15v66M28 56q7 11 20 11M48 67q6-11 17-3M57 41l10-5"/>'
            '<circle class="dot" cx="35" cy="42" r="3"/><circle class="dot" cx="62" cy="46" r="3"/>'),
)  # fmt: skip

PICTURES: dict[str, Picture] = {each.name: each for each in (*_SCALE, *_FEELINGS)}
"""Every drawing by its name, in the order in which to offer them; `Option.image` holds such a name."""

FACE_SCALE: tuple[str, ...] = tuple(each.name for each in _SCALE)
"""The five faces from very glad to very sad; they differ by the shape of mouth and eyes."""


def is_drawing_name(image: str) -> bool:
    """Whether this is meant as the name of a drawing, and not as a file that came along with an import."""
    return bool(image) and "." not in image and "/" not in image


def standalone(name: str, *, ink: str = "#1d2733", accent: str = "#0b6470", soft: str = "#e2eff0") -> str:
    """Return one drawing as a whole SVG file with its own colours, for print.

    Parameters
    ----------
    name : a key of `PICTURES`; KeyError if there is none.
    ink, accent, soft : colours of the lines, of the accent and of its fill, as SVG writes them.
    """
    picture = PICTURES[name]
    no_fill = f'fill="none" stroke="{accent}"'
    accents = (
        picture.accent.replace('class="line"', no_fill)
        .replace('class="dashed"', f'{no_fill} stroke-dasharray="1 7"')
    )  # fmt: skip
    lines = picture.lines.replace('class="dot"', f'fill="{ink}" stroke="none"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" stroke-width="3.5"'
        ' stroke-linecap="round" stroke-linejoin="round">'
        f'<g fill="{soft}" stroke="{accent}">{accents}</g><g fill="none" stroke="{ink}">{lines}</g></svg>'
    )
