"""Without a network: ten conversations, the browser killed twice, all of it sent once, and nothing left to read.

Each test has a profile of its own on disk, because what is left in its files is what this is about.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from raamvertelling.inquiries.models import Channel, StoryPoint
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services import teller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

HOME = "/team/vroeg-erbij/interview/keukentafel/"
# Words that stand nowhere else: not in the questions, not in the browser itself.
CANARY = "kwartelkoning"


class Device:
    """A phone with a browser profile on disk; the browser can be killed and started again."""

    def __init__(self, playwright: Playwright, chromium: dict[str, Any], folder: Path, address: str) -> None:
        self.playwright, self.chromium, self.folder, self.address = playwright, chromium, folder, address
        self.mishaps: list[str] = []
        self.context: BrowserContext | None = None

    def start(self, path: str = HOME, *, offline: bool = True, **options: Any) -> Page:
        options = {"viewport": {"width": 390, "height": 844}, "locale": "nl-NL", **options}
        self.context = self.playwright.chromium.launch_persistent_context(
            self.folder, offline=offline, **self.chromium, **options
        )
        page = self.context.pages[0]
        page.on("pageerror", lambda error: self.mishaps.append(str(error)))
        page.goto(f"{self.address}{path}")
        return page

    def kill(self) -> None:
        """End the browser as an empty battery does: nothing is closed, nothing is written any more."""
        for pid in self.processes():
            os.kill(pid, signal.SIGKILL)
        assert self.context is not None
        with suppress(Error):
            self.context.close()
        self.context = None

    def processes(self) -> list[int]:
        """Find the browser of this profile, and no other, by its folder."""
        found = []
        for entry in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                words = entry.read_bytes().split(b"\0")
            except OSError:
                continue
            if f"--user-data-dir={self.folder}".encode() in words and b"--type=zygote" not in words:
                found.append(int(entry.parent.name))
        return found

    def files_with(self, word: str) -> list[str]:
        """Return the files of the profile that hold a word, in the two ways in which browsers write text."""
        wanted = [word.encode(), word.encode("utf-16-le")]
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        assert len(files) > 20
        return [path.name for path in files if any(each in path.read_bytes() for each in wanted)]


@pytest.fixture
def kitchen(storypoint: StoryPoint) -> StoryPoint:
    return StoryPoint.objects.create(
        inquiry=storypoint.inquiry, code="keukentafel", name="Keukentafel", channel=Channel.INTERVIEWER
    )


@pytest.fixture
def device(playwright: Playwright, chromium: dict[str, Any], tmp_path: Path, live_server: Any) -> Iterator[Device]:
    made = Device(playwright, chromium, tmp_path / "profile", live_server.url)
    yield made
    if made.context is not None:
        made.context.close()
    assert made.mishaps == []


@pytest.fixture
def prepared(device: Device, kitchen: StoryPoint, as_person: Callable[[str], Any]) -> Device:
    """Joke signed in once and prepared her phone; since then there is no network and no session."""
    page = device.start("/account/login/", offline=False)
    assert device.context is not None
    page.locator("input[name=login]").fill("joke@veldhaven.example")
    page.locator("input[name=password]").fill("een lang wachtwoord")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/team/**")
    page.goto(f"{device.address}/team/vroeg-erbij/interview/")
    page.get_by_role("link", name="Keukentafel").click()
    ready(page)
    page.get_by_role("button", name="Zet dit toestel klaar").click()
    expect(page.get_by_text("Dit toestel is klaar.")).to_be_visible()
    expect(page.get_by_text("Deze pagina werkt zonder internet.")).to_be_visible()
    device.context.clear_cookies()
    device.context.close()
    return device


def ready(page: Page) -> None:
    expect(page.locator("interview-device[data-ready]")).to_be_attached()


def story_of(number: int) -> str:
    return f"Verhaal {number}: de {CANARY} riep bij de balie. Niemand wist bij wie ik moest zijn."


def begin(page: Page) -> None:
    page.get_by_role("button", name="Nederlands").click()


def hand_over(page: Page) -> None:
    page.get_by_role("button", name="Ik heb het toestel").click()


def consent(page: Page) -> None:
    page.locator("input[name=old_enough][value=ja]").check()
    page.locator("input[name=analyse][value=ja]").check()
    onward(page)


def onward(page: Page, name: str = "Verder") -> None:
    page.locator("section[data-screen]:visible").get_by_role("button", name=name, exact=True).click()


def answer(page: Page, number: int) -> None:
    """Answer or skip the question that is shown."""
    form = page.locator("section[data-screen=vraag]:visible form")
    field = form.locator("[name]").first.get_attribute("name") or ""
    name = field.split("-")[0]
    if name in ("prompt", "role"):
        form.locator(f"input[name={name}]").first.check()
    elif name == "story":
        form.locator("textarea").fill(story_of(number))
    elif name == "about":
        form.locator(".raam-triangle").click(position={"x": 120, "y": 150})
    elif name == "heard":
        form.locator("[data-step='1']").first.click()
    else:
        onward(page, "Sla over")
        expect(page.locator(f"[name='{field}']")).to_have_count(0)
        return
    onward(page)
    expect(page.locator(f"[name='{field}']")).to_have_count(0)


def tell_until(page: Page, number: int, screen: str = "gebruik") -> None:
    for _ in range(40):
        if page.locator(f"section[data-screen={screen}]").is_visible():
            return
        answer(page, number)
    raise AssertionError("the questions do not end")


def finish(page: Page) -> str:
    """From the uses to the code and back to the interviewer; returns the code."""
    onward(page)
    expect(page.get_by_role("heading", name="Klopt alles?")).to_be_visible()
    onward(page, "Verstuur mijn verhaal")
    expect(page.locator("[data-groups] span")).to_have_count(4)
    code = page.locator("[data-groups]").inner_text()
    onward(page, "Klaar")
    page.get_by_role("button", name="Ik heb het toestel terug").click()
    ready(page)
    return " ".join(code.split())


def interview(page: Page, number: int) -> str:
    begin(page)
    hand_over(page)
    consent(page)
    tell_until(page, number)
    return finish(page)


def test_ten_conversations_offline_killed_twice_come_in_once(prepared: Device, live_server: Any) -> None:
    page = prepared.start()
    codes = [interview(page, number) for number in (1, 2, 3)]
    begin(page)
    hand_over(page)
    consent(page)
    tell_until(page, 4, "gebruik")
    prepared.kill()

    page = prepared.start()
    expect(page.get_by_text("3 verhalen wachten op verzending")).to_be_visible()
    page.get_by_role("button", name="Ga verder").click()
    hand_over(page)
    codes.append(finish(page))
    codes += [interview(page, number) for number in (5, 6, 7)]
    prepared.kill()

    page = prepared.start()
    codes += [interview(page, number) for number in (8, 9, 10)]
    expect(page.get_by_text("10 verhalen wachten op verzending")).to_be_visible()
    assert not Story.objects.exists()
    assert prepared.context is not None
    prepared.context.set_offline(False)
    expect(page.get_by_text("Alles is verstuurd")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Verstuurd", exact=True)).to_have_count(10)
    page.reload()
    ready(page)

    assert sorted(texts_for_teller(each).text for each in Story.objects.all()) == sorted(map(story_of, range(1, 11)))
    assert set(Story.objects.values_list("channel", flat=True)) == {"interviewer"}
    assert [texts_for_teller(teller.find_by_code(code)).text for code in codes] == [story_of(n) for n in range(1, 11)]  # type: ignore[arg-type]  # each code finds its story
    prepared.context.close()
    assert prepared.files_with(CANARY) == []
    assert [code for code in codes if prepared.files_with(code)] == []
