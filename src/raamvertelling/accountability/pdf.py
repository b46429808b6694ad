"""The account as an accessible PDF, set by typst: tagged, Dutch, PDF/UA-1 and PDF/A-2a; never kept on disk."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

from raamvertelling.accountability.document import Document
from raamvertelling.web.typeset import typeset

TEMPLATE = Path(__file__).parent / "typst" / "account.typ"


def render(document: Document, *, made_on: date, minimum: int, fingerprint: str = "") -> bytes:
    """Return the PDF. A chart without a text alternative is a compile error, so there is none."""
    data = asdict(document)
    data.pop("counted")
    data |= {"made_on": [made_on.year, made_on.month, made_on.day], "minimum": str(minimum), "fingerprint": fingerprint}
    return typeset(TEMPLATE, data)
