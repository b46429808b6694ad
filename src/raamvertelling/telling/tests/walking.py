"""How the tests tell: one browser that goes from page to page."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

STORY = "Ik stond voor de balie met de brief in mijn hand. Niemand wist bij wie ik moest zijn."
ANSWERS: dict[str, dict[str, str | list[str]]] = {
    "prompt": {"prompt": "vroeg_erbij"},
    "story": {"story": STORY},
    "title": {"title": "Aan de balie"},
    "role": {"role": "professional"},
    "life_domain": {"life_domain": ["wonen", "geld_schulden"]},
    "about": {"about-rij-mens": "1", "about-rij-regels": "3", "about-rij-geld": "0"},
    "heard": {"heard-rij": "1"},
    "network": {"network-rij-x-wijkteam": "3", "network-rij-y-wijkteam": "4"},
}


@dataclass
class Teller:
    """A browser at a storypoint."""

    client: Client
    code: str = "de-brug"

    def url(self, name: str = "") -> str:
        return f"/vertel/{self.code}/{name}/" if name else f"/vertel/{self.code}/"

    def get(self, name: str = "") -> "Response":
        return self.client.get(self.url(name))

    def post(self, name: str, data: dict[str, str | list[str]] | None = None) -> "Response":
        return self.client.post(self.url(name), data or {})

    def begin(self) -> "Response":
        """Say yes to age and consent."""
        return self.post("voor-u-begint", {"old_enough": "ja", "analyse": "ja"})

    def tell(self, answers: dict[str, dict[str, str | list[str]]] | None = None) -> "Response":
        """Go on from where the teller is: answer what is in `answers`, pass over the rest, and stop at the check."""
        given = ANSWERS if answers is None else answers
        response = self.begin()
        for _ in range(40):
            name = response["Location"].rstrip("/").rsplit("/", 1)[1]
            if name == "alles-nakijken":
                return self.get(name)
            data = given.get(name) or {"actie": "over"}
            response = self.post(name, data)
            assert response.status_code == 302, text(response)
        raise AssertionError("the steps do not end")

    def send(self, **data: str) -> "Response":
        return self.post("alles-nakijken", dict(data))

    def told_code(self) -> str:
        """Send and return the code on the receipt."""
        assert self.send()["Location"] == self.url("uw-code")
        return code_on(self.get("uw-code"))


def code_on(response: "Response") -> str:
    groups = re.findall(r"<span>(\d{4})</span>", response.content.decode())
    assert len(groups) == 4
    return " ".join(groups)


def text(response: "Response") -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
