"""Words: cleaning, counting and stems for searching."""

from raamvertelling.core.text.limits import clean_text, count_words, is_too_long
from raamvertelling.core.text.stems import stems, tokens

__all__ = ["clean_text", "count_words", "is_too_long", "stems", "tokens"]
