"""Words: cleaning, counting, stems for searching, and hints for plain Dutch."""

from raamvertelling.core.text.cells import plain_cell
from raamvertelling.core.text.douma import Score, douma
from raamvertelling.core.text.heavy import heavy_subjects
from raamvertelling.core.text.jargon import Term, jargon
from raamvertelling.core.text.limits import MAX_WORDS, clean_text, count_words, is_too_long
from raamvertelling.core.text.plain_language import LABELS, Hint, hints
from raamvertelling.core.text.similar import similarity
from raamvertelling.core.text.stems import forget_words, stems, tokens

__all__ = [
    "LABELS",
    "MAX_WORDS",
    "Hint",
    "Score",
    "Term",
    "clean_text",
    "count_words",
    "douma",
    "forget_words",
    "heavy_subjects",
    "hints",
    "is_too_long",
    "jargon",
    "plain_cell",
    "similarity",
    "stems",
    "tokens",
]
