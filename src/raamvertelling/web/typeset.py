"""Setting a page as an accessible PDF with typst: tagged PDF/UA-1 and PDF/A-2a, made in memory and kept nowhere."""

import io
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import segno
import typst

RIGHT_TO_LEFT = frozenset({"R", "AL"})


def typeset(template: Path, data: Mapping[str, object]) -> bytes:
    """Return the PDF of a template; texts come in as data, never as code. A picture without words is an error."""
    return typst.compile(
        str(template),
        root=str(template.parent),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
    )


def qr_svg(text: str, *, border: int = 0, title: str | None = None) -> str:
    """Return a QR code as an SVG drawing that scales."""
    code = segno.make(text, error="m", micro=False)
    drawing = io.BytesIO()
    code.save(drawing, kind="svg", border=border, xmldecl=False, omitsize=True, title=title)
    return drawing.getvalue().decode()


def can_be_set(text: str) -> bool:
    """Tell whether the fonts that come with typst have this script: not Arabic, nor anything else from the right."""
    return not any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in text)
