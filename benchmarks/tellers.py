"""Somebody without JavaScript who walks through the program in this process, with Django's own test client."""

import urllib.parse
import urllib.request

from django.test import Client

from raamvertelling.demo.circle import ANSWERS
from raamvertelling.demo.seed import SLUG
from raamvertelling.demo.visitor import PageReader, Visitor

WAY_IN = "de-brug"
DESK = f"/team/{SLUG}/bord/"


class Walker(Visitor):
    """A visitor whose requests go straight to the program."""

    def __init__(self) -> None:
        super().__init__("http://testserver/")
        self.client = Client()

    def _open(self, request: urllib.request.Request) -> "Walker":
        path = request.full_url.removeprefix("http://testserver")
        kind = "application/x-www-form-urlencoded"
        body = request.data if isinstance(request.data, bytes) else b""
        answer = self.client.generic(request.get_method(), path, body, kind, follow=False)
        for _ in range(5):
            if answer.status_code not in {301, 302, 303}:
                break
            path = urllib.parse.urldefrag(urllib.parse.urljoin(path, answer.headers["Location"])).url
            answer = self.client.get(path)
        self.status, self.url, self.body = answer.status_code, f"http://testserver{path}", answer.content
        self.page = PageReader(self.body.decode("utf-8", "replace"))
        return self


def walk_all_steps() -> tuple[Walker, list[str]]:
    """Answer every question as far as we can up to the last page; return the walker and the steps on the way."""
    walker = Walker()
    walker.get(f"/vertel/{WAY_IN}/")
    walker.get(walker.link("Vertel uw verhaal"))
    paths = []
    for _ in range(60):
        path = walker.url.removeprefix("http://testserver").partition("?")[0]
        step = path.rstrip("/").rpartition("/")[2]
        paths.append(path)
        if step == "alles-nakijken":
            return walker, paths
        walker.submit(ANSWERS.get(step), button="Verder" if step in ANSWERS else "Sla over")
        if walker.status != 200:
            raise LookupError(f"stap {step} gaf {walker.status}")
    raise LookupError("de laatste pagina kwam niet")
