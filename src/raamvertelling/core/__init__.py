"""The pure heart: frameworks, answers, geometry, statistics, text and privacy. Knows no Django, clock or randomness.

In a notebook: `import raamvertelling.core as rv`, then `rv.load`; see docs/notebook.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from raamvertelling.core.display import draw_with
    from raamvertelling.core.notebook import Stories, Unusable, load, rows
    from raamvertelling.core.results import TooFew

__all__ = ["Stories", "TooFew", "Unusable", "draw_with", "load", "rows"]


# Every part of the core imports this file, so that what a notebook needs may only be read when somebody asks for it.
def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from raamvertelling.core import display, notebook, results

    return getattr({"TooFew": results, "draw_with": display}.get(name, notebook), name)
