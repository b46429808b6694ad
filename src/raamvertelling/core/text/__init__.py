"""Words: cleaning, counting and stems for searching."""

from raamvertelling.core.text.limits import MAX_WORDS, clean_text, count_words, is_too_long
from raamvertelling.core.text.stems import forget_words, stems, tokens

__all__ = ["MAX_WORDS", "clean_text", "count_words", "forget_words", "is_too_long", "stems", "tokens"]
