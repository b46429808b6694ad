"""What a service worker keeps on a device: the frame and the questions, never a page with an answer."""

import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from raamvertelling.inquiries.models import StoryPoint
from raamvertelling.telling.access import languages
from raamvertelling.web.modules import imported_by

STYLES = ("tokens", "layout", "button", "field", "message", "story", "signifier", "print")
FRAME = (
    *(f"raam/css/{name}.css" for name in STYLES),
    "telling/telling.css",
    "raam/img/mark.svg",
    "raam/js/read-aloud.js",
)
TELLING = ("raam/js/quick-exit.js", "raam/js/keep-page.js")
SIGNS = tuple(f"raam/js/signifier-{kind}.js" for kind in ("triad", "dyad", "stones"))
# Where a browser asks it: the file of this worker is ours, and no other text may become a script here.
TRUSTED = (
    'const ours = self.trustedTypes?.createPolicy("raam", { createScriptURL: (address) => address });\n'
    "const trusted = (address) => ours?.createScriptURL(address) ?? address;\n"
)
INTERVIEW = ("raam/js/offline/device.js", "raam/js/offline/talk.js", "telling/interview.css", *SIGNS)


def telling_worker(storypoint: StoryPoint) -> str:
    """Return the service worker of a storypoint: a page for when there is no network, and what it is drawn with."""
    home = reverse("telling:welcome", args=[storypoint.code])
    offline = reverse("telling:no_network", args=[storypoint.code])
    files = [*_files(FRAME + TELLING), reverse("telling:manifest", args=[storypoint.code])]
    return _script("raam/js/offline/telling-worker.js", home, files, [offline], "1")


def interview_worker(storypoint: StoryPoint) -> str:
    """Return the service worker of a device for conversations: its own page, and the questions in each language."""
    slug, code = storypoint.inquiry.slug, storypoint.code
    version = storypoint.inquiry.framework_version
    talks = [reverse("telling:talk", args=[slug, code, version.number, each]) for each in languages(version.framework)]
    home = reverse("telling:device", args=[slug, code])
    files = [*_files(FRAME + INTERVIEW), reverse("telling:interview_manifest", args=[slug, code])]
    return _script("raam/js/offline/interview-worker.js", home, files, [home, *talks], str(version.number))


def _files(names: Iterable[str]) -> list[str]:
    """Return the addresses of these files and of every module behind them."""
    found = [each for name in names for each in (name, *(imported_by(name) if name.endswith(".js") else ()))]
    return [static(each) for each in dict.fromkeys(found)]


def _script(source: str, scope: str, files: list[str], pages: list[str], version: str) -> str:
    """Return a script that differs as soon as a file, the questions or the texts of the pages differ."""
    parts = [static(source), scope, *files, *pages, version, _texts()]
    mark = sha256("\n".join(parts).encode()).hexdigest()[:12]
    plan = {"scope": scope, "version": version, "mark": mark, "files": files, "pages": pages}
    return f'{TRUSTED}importScripts(trusted("{static(source)}"));\nserve({json.dumps(plan)});\n'


@cache
def _texts() -> str:
    """Return a mark of all that is said on the pages: the templates and the translations of this installation."""
    rooms = Path(__file__).parent.parent
    templates = [*rooms.glob("telling/templates/**/*.html"), *rooms.glob("web/templates/**/*.html")]
    translations = [path for folder in settings.LOCALE_PATHS for path in Path(folder).rglob("*.mo")]
    return sha256(b"".join(path.read_bytes() for path in sorted([*templates, *translations]))).hexdigest()
