"""A pytest plugin under which Django cannot be imported: the pure rooms must do without it."""

import sys

sys.modules["django"] = None  # type: ignore[assignment]  # Python's own way to forbid an import
