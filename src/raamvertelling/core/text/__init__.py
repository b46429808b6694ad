"""Words: stems for searching."""

from raamvertelling.core.text.stems import stems

__all__ = ["stems"]
