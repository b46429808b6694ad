"""What an ES module imports, so that a page can ask for all of it at once: each import that a browser finds only after
the file before it has come costs a slow phone another round trip."""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django.contrib.staticfiles import finders

_IMPORT = re.compile(r"""^(?:import|export)\b[^'";]*?["'](\./[^"']+)["']""", re.MULTILINE)


@cache
def imported_by(name: str) -> tuple[str, ...]:
    """Return the names of the modules behind this one, each once, the nearest first."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        here = waiting.pop(0)
        for path in _IMPORT.findall(_source(here)):
            other = normpath(join(dirname(here), path))
            if other not in found:
                found.append(other)
                waiting.append(other)
    return tuple(found)


def _source(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise LookupError(f"no static file {name}")
    return Path(path).read_text(encoding="utf-8")
