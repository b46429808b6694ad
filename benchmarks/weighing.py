"""What a page weighs on the way to a phone: itself and every style and script that it loads, imports followed."""

import gzip
import re
from posixpath import dirname, join, normpath

from django.conf import settings

LOADED = re.compile(rb"""<(?:link\b[^>]*rel="stylesheet"[^>]*href|script\b[^>]*src)="/static/([^"?]+)""")
IMPORTED = re.compile(rb"""(?:import|export)\b[^;'"]*?["'](\.{1,2}/[^"']+)["']|@import\s+(?:url\()?["']?([^"')]+)""")


def compressed(content: bytes) -> int:
    """Return the size in bytes with gzip at its default level."""
    return len(gzip.compress(content, 6, mtime=0))


def loaded_by(html: bytes) -> list[str]:
    """Return the names of the collected styles and scripts behind a page, each once, with what these import."""
    found: list[str] = []
    waiting = [match.decode() for match in LOADED.findall(html)]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found.append(name)
        content = (settings.STATIC_ROOT / name).read_bytes()
        waiting += [normpath(join(dirname(name), (a or b).decode())) for a, b in IMPORTED.findall(content)]
    return found


def weight(html: bytes) -> int:
    """Return the compressed size of a page with all its styles and scripts, each compressed by itself."""
    return compressed(html) + sum(compressed((settings.STATIC_ROOT / name).read_bytes()) for name in loaded_by(html))
