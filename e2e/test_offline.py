"""Without a network: ten conversations, the browser killed twice, all of it sent once, and nothing left to read.

Each test has a profile of its own on disk, because what is left in its files is what this is about.
"""

import copy
import datetime as dt
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from raamvertelling.inquiries.models import Channel, StoryPoint
from raamvertelling.stories.models import Slip, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services import teller

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

HOME = "/team/vroeg-erbij/interview/keukentafel/"
# Words that stand nowhere else: not in the questions, not in the browser itself.
CANARY = "kwartelkoning"
# How much of a conversation lies sealed on the device, as soon as that is so much: more when more was said and kept.
KEPT_BYTES = """async (least) => {
  const opening = indexedDB.open("raam-gesprekken keukentafel");
  const answered = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const database = await answered(opening);
  const now = () => answered(database.transaction("talk").objectStore("talk").get("now"));
  const read = async () => (await now()).sealed.byteLength;
  let size = await read();
  for (let turn = 0; turn < 200 && size < least; turn += 1) {
    await new Promise((done) => { setTimeout(done, 50); });
    size = await read();
  }
  database.close();
  return size;
}"""


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
    sign_in(page)
    page.goto(f"{device.address}/team/vroeg-erbij/interview/")
    page.get_by_role("link", name="Keukentafel").click()
    ready(page)
    page.get_by_role("button", name="Zet dit toestel klaar").click()
    expect(page.get_by_text("Dit toestel is klaar.")).to_be_visible()
    expect(page.get_by_text("Deze pagina werkt zonder internet.")).to_be_visible()
    device.context.clear_cookies()
    device.context.close()
    return device


def sign_in(page: Page) -> None:
    page.locator("input[name=login]").fill("joke@veldhaven.example")
    page.locator("input[name=password]").fill("een lang wachtwoord")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/team/**")


def ready(page: Page) -> None:
    expect(page.locator("interview-device[data-ready]")).to_be_attached()


def story_of(number: int) -> str:
    return f"Verhaal {number}: de {CANARY} riep bij de balie. Niemand wist bij wie ik moest zijn."


def begin(page: Page) -> None:
    page.get_by_role("button", name="Begin een gesprek").click()


def hand_over(page: Page) -> None:
    page.get_by_role("button", name="Ik heb het toestel").click()


def consent(page: Page) -> None:
    page.locator("input[name=old_enough][value=ja]").check()
    page.locator("input[name=analyse][value=ja]").check()
    onward(page)
    expect(page.locator("section[data-screen=vraag]")).to_be_visible()


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


def test_the_search_finds_a_word_that_was_left_behind(device: Device, kitchen: StoryPoint) -> None:
    """The test above can fail: a word in localStorage, in IndexedDB or in a cache is found in the profile."""
    page = device.start("/hulp/", offline=False)
    page.evaluate("localStorage.setItem('a', 'kwartelkoning-een')")
    page.evaluate("caches.open('b').then(cache => cache.put('/b', new Response('kwartelkoning-twee')))")
    page.evaluate(
        """() => new Promise((done) => {
          const opening = indexedDB.open("c", 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore("c");
          opening.onsuccess = () => {
            const writing = opening.result.transaction("c", "readwrite", { durability: "strict" });
            writing.objectStore("c").put("kwartelkoning-drie", 1);
            writing.oncomplete = () => done();
          };
        })"""
    )
    assert device.context is not None
    device.context.close()
    assert [word for word in ("een", "twee", "drie") if not device.files_with(f"{CANARY}-{word}")] == []


def test_what_is_not_finished_is_sealed_goes_on_after_a_crash_and_is_gone_after_eight_hours(prepared: Device) -> None:
    page = prepared.start()
    begin(page)
    hand_over(page)
    consent(page)
    answer(page, 1)
    kept = page.evaluate(KEPT_BYTES, 0) + len(story_of(1))
    page.locator("section[data-screen=vraag]:visible textarea").fill(story_of(1))
    assert page.evaluate(KEPT_BYTES, kept) >= kept
    prepared.kill()
    assert prepared.files_with(CANARY) == []

    page = prepared.start()
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_text(CANARY)).to_have_count(0)
    hand_over(page)
    expect(page.locator("section[data-screen=vraag]:visible textarea")).to_have_value(story_of(1))
    page.goto(f"{prepared.address}{HOME}")
    expect(page.get_by_role("button", name="Ga verder")).to_be_visible()
    page.clock.set_system_time(timezone.now() + dt.timedelta(hours=8, minutes=1))
    page.reload()
    expect(page.get_by_text("is na 8 uur gewist")).to_be_visible()
    expect(page.get_by_role("button", name="Begin een gesprek")).to_be_visible()


def test_somebody_young_tells_only_when_a_parent_or_guardian_agrees(prepared: Device) -> None:
    page = prepared.start()
    for guardian, screen in (("nee", "jonger"), ("ja", "vraag")):
        begin(page)
        hand_over(page)
        page.locator("input[name=old_enough][value=nee]").check()
        page.locator(f"input[name=guardian][value={guardian}]").check()
        page.locator("input[name=analyse][value=ja]").check()
        onward(page)
        expect(page.locator(f"section[data-screen={screen}]")).to_be_visible()
        if screen == "jonger":
            page.locator("section[data-screen=jonger]").get_by_role("button", name="Klaar").click()


def test_a_code_that_was_not_noted_is_shown_once_more(prepared: Device) -> None:
    page = prepared.start()
    begin(page)
    hand_over(page)
    consent(page)
    tell_until(page, 1)
    onward(page)
    onward(page, "Verstuur mijn verhaal")
    expect(page.locator("[data-groups] span")).to_have_count(4)
    code = page.locator("[data-groups]").inner_text()
    assert CANARY not in page.content()
    prepared.kill()
    page = prepared.start()
    expect(page.get_by_text("1 verhaal wacht op verzending")).to_be_visible()
    page.get_by_role("button", name="Laat de code zien").click()
    hand_over(page)
    expect(page.locator("[data-groups]")).to_have_text(code)
    onward(page, "Klaar")
    page.get_by_role("button", name="Ik heb het toestel terug").click()
    expect(page.get_by_role("button", name="Begin een gesprek")).to_be_visible()


def test_a_full_device_says_so_and_keeps_the_answer_on_the_page(prepared: Device) -> None:
    page = prepared.start()
    begin(page)
    hand_over(page)
    consent(page)
    full = "IDBObjectStore.prototype.put = function () { throw new DOMException('vol', 'QuotaExceededError'); };"
    page.evaluate(f"() => {{ window.put = IDBObjectStore.prototype.put; {full} }}")
    page.locator("input[name=prompt]").first.check()
    onward(page)
    expect(page.get_by_role("alert")).to_contain_text("Bewaren lukt niet.")
    expect(page.locator("input[name=prompt]").first).to_be_checked()
    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    onward(page)
    expect(page.locator("section[data-screen=vraag] textarea")).to_be_visible()


def test_a_conversation_of_which_the_key_is_gone_is_said_to_be_lost(prepared: Device) -> None:
    page = prepared.start()
    begin(page)
    hand_over(page)
    page.goto(f"{prepared.address}{HOME}")
    ready(page)
    page.evaluate(
        """() => new Promise((done) => {
          const opening = indexedDB.open("raam-gesprekken keukentafel");
          opening.onsuccess = () => {
            const writing = opening.result.transaction("keys", "readwrite");
            writing.objectStore("keys").delete("talk");
            writing.oncomplete = () => { opening.result.close(); done(); };
          };
        })"""
    )
    page.reload()
    expect(page.get_by_role("heading", name="Dit gesprek is niet meer te openen")).to_be_visible()
    page.get_by_role("button", name="Wis dit gesprek").click()
    expect(page.get_by_role("button", name="Begin een gesprek")).to_be_visible()


def test_a_device_without_slips_says_so_and_keeps_what_waits(prepared: Device) -> None:
    page = prepared.start()
    interview(page, 1)
    page.evaluate(
        """() => new Promise((done) => {
          const opening = indexedDB.open("raam-gesprekken keukentafel");
          opening.onsuccess = () => {
            const writing = opening.result.transaction("slips", "readwrite");
            writing.objectStore("slips").clear();
            writing.oncomplete = () => { opening.result.close(); done(); };
          };
        })"""
    )
    page.reload()
    expect(page.get_by_role("heading", name="De strookjes zijn op")).to_be_visible()
    expect(page.get_by_text("1 verhaal wacht op verzending")).to_be_visible()


def test_preparing_again_says_why_it_does_not_work(prepared: Device) -> None:
    page = prepared.start(offline=False)
    ready(page)
    page.get_by_text("De vragen of de strookjes vernieuwen").click()
    again = page.get_by_role("button", name="Zet opnieuw klaar")
    again.click()
    expect(page.get_by_text("U bent niet meer ingelogd.")).to_be_in_viewport()
    assert prepared.context is not None
    prepared.context.set_offline(True)
    again.click()
    expect(page.get_by_text("Er is nu geen verbinding.")).to_be_visible()


def test_what_the_server_refuses_stays_with_a_sentence_and_leaves_as_a_sealed_file(prepared: Device) -> None:
    page = prepared.start()
    interview(page, 1)
    hashes = dict(Slip.objects.values_list("pk", "idempotency_hash"))
    for slip in Slip.objects.all():
        Slip.objects.filter(pk=slip.pk).update(idempotency_hash=f"weg {slip.pk}")
    assert prepared.context is not None
    prepared.context.set_offline(False)
    expect(page.get_by_text("hoort niet bij een strookje")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Op dit apparaat", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    saved = Path(download.value.path())
    assert CANARY not in saved.read_text() and "doos" in saved.read_text()

    for pk, hashed in hashes.items():
        Slip.objects.filter(pk=pk).update(idempotency_hash=hashed)
    page.get_by_role("button", name="Verstuur nu").click()
    expect(page.get_by_text("Alles is verstuurd")).to_be_visible(timeout=20_000)
    page.get_by_text("Een bestand van een ander toestel").click()
    page.locator("input[type=file]").set_input_files(saved)
    expect(page.get_by_text("Verstuurd", exact=True)).to_have_count(2, timeout=20_000)
    assert texts_for_teller(Story.objects.get()).text == story_of(1)


def test_new_questions_come_along_and_stories_told_with_the_old_ones_stay_good(prepared: Device) -> None:
    page = prepared.start()
    interview(page, 1)
    page.clock.set_system_time(timezone.now() + dt.timedelta(days=5))
    page.reload()
    expect(page.get_by_text("Er wacht al 5 dagen of langer een verhaal.")).to_be_visible()
    point = StoryPoint.objects.get(code="keukentafel")
    before = point.inquiry.framework_version
    definition = copy.deepcopy(before.definition)
    next(each for each in definition["items"] if each["id"] == "title")["text"] = "Hoe heet uw verhaal?"
    point.inquiry.framework_versions.create(number=2, definition=definition, made_on=before.made_on)

    assert prepared.context is not None
    prepared.context.close()
    page = prepared.start("/account/login/", offline=False)
    sign_in(page)
    page.goto(f"{prepared.address}{HOME}")
    expect(page.get_by_text("Alles is verstuurd")).to_be_visible(timeout=20_000)
    expect(page.locator("interview-device[data-version='2']")).to_be_attached(timeout=20_000)
    ready(page)
    prepared.context.set_offline(True)
    begin(page)
    hand_over(page)
    consent(page)
    answer(page, 2)
    answer(page, 2)
    expect(page.get_by_role("heading", name="Hoe heet uw verhaal?")).to_be_visible()
    assert Story.objects.get().framework_version == before


def test_both_pages_install_as_a_program(prepared: Device, storypoint: StoryPoint) -> None:
    for path in (HOME, "/vertel/de-brug/"):
        page = prepared.start(path, offline=False)
        page.wait_for_function("navigator.serviceWorker.ready")
        assert prepared.context is not None
        found = prepared.context.new_cdp_session(page).send("Page.getInstallabilityErrors")
        assert found["installabilityErrors"] == []
        prepared.context.close()


@pytest.mark.parametrize("says_online", [False, True])
def test_a_teller_loses_nothing_when_the_network_drops(
    open_site: Any, storypoint: StoryPoint, says_online: bool
) -> None:
    """Also when the telephone still thinks that there is a network: then the service worker keeps the page."""
    page = open_site("/vertel/de-brug/voor-u-begint/")
    page.wait_for_function("navigator.serviceWorker.ready")
    page.reload()
    page.locator("input[name=old_enough][value=ja]").check()
    page.locator("input[name=analyse][value=ja]").check()
    page.get_by_role("button", name="Verder").click()
    page.locator("input[name=prompt]").first.check()
    page.context.set_offline(True)
    if says_online:
        page.evaluate("Object.defineProperty(navigator, 'onLine', { get: () => true })")
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_text("Uw antwoord staat nog op deze pagina")).to_be_visible()
    expect(page.locator("input[name=prompt]").first).to_be_checked()
    page.context.set_offline(False)
    # The page may try twice; the first try is then broken off, which is no mishap.
    expect(page).to_have_url(re.compile(r"^(?!.*prompt)"), timeout=30_000)


def test_without_a_network_a_storypoint_says_so(prepared: Device, storypoint: StoryPoint) -> None:
    page = prepared.start("/vertel/de-brug/", offline=False)
    page.wait_for_function("navigator.serviceWorker.ready")
    assert prepared.context is not None
    prepared.context.set_offline(True)
    page.goto(f"{prepared.address}/vertel/de-brug/voor-u-begint/")
    expect(page.get_by_role("heading", name="Er is nu geen internet")).to_be_visible()


OWN = {
    "id": "waar",
    "type": "single_choice",
    "interviewer": True,
    "skippable": True,
    "text": "Waar is het gesprek?",
    "en": {"text": "Where is it?"},
    "options": [{"id": "thuis", "text": "thuis", "en": {"text": "at home"}}],
}


@pytest.mark.parametrize("width", [320, 1280])
def test_every_screen_of_a_conversation_is_accessible_and_fits(
    open_site: Any, kitchen: StoryPoint, as_person: Callable[[str], Any], axe: Any, live_server: Any, width: int
) -> None:
    version = kitchen.inquiry.framework_version
    version.definition["items"].append(OWN)
    version.save(update_fields=["definition"])
    page = open_site("/hulp/", width=width)
    kept = as_person("joke").cookies.items()
    page.context.add_cookies([{"name": name, "value": each.value, "url": live_server.url} for name, each in kept])
    page.goto(f"{live_server.url}/team/vroeg-erbij/interview/")

    def look() -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    look()
    page.get_by_role("link", name="Keukentafel").click()
    ready(page)
    look()
    page.get_by_role("button", name="Zet dit toestel klaar").click()
    expect(page.get_by_text("Dit toestel is klaar.")).to_be_visible()
    page.get_by_text("Wat staat er op dit toestel?").click()
    look()
    begin(page)
    expect(page.get_by_text("Voor de interviewer")).to_be_visible()
    look()
    page.locator("input[name=waar]").check()
    onward(page)
    look()
    hand_over(page)
    onward(page)
    expect(page.get_by_role("alert")).to_have_text("Kies Ja of Nee.")
    look()
    consent(page)
    onward(page)
    expect(page.get_by_role("alert")).to_have_text("Kies een antwoord. Daarna kunt u verder.")
    for _ in range(40):
        if page.locator("section[data-screen=gebruik]").is_visible():
            break
        look()
        answer(page, 1)
    look()
    onward(page)
    expect(page.get_by_role("heading", name="Klopt alles?")).to_be_visible()
    look()
    page.locator("[data-answers] button[data-step=story]").click()
    page.locator("section[data-screen=vraag]:visible textarea").fill(story_of(2))
    onward(page)
    expect(page.locator("[data-answers]")).to_contain_text(story_of(2))
    expect(page.locator("[data-answers]")).not_to_contain_text("Waar is het gesprek?")
    expect(page.locator("[data-answers] dd", has_text=re.compile("^:"))).to_have_count(0)
    onward(page, "Verstuur mijn verhaal")
    expect(page.locator("[data-groups] span")).to_have_count(4)
    expect(page.locator(".telling-qr svg")).to_be_visible()
    look()
    onward(page, "Klaar")
    expect(page.get_by_role("heading", name="Geef het toestel nu terug")).to_be_visible()
    look()
    page.get_by_role("button", name="Ik heb het toestel terug").click()
    expect(page.get_by_text("Alles is verstuurd")).to_be_visible(timeout=20_000)
    look()
    story = Story.objects.get()
    assert (story.answers["waar"], texts_for_teller(story).text) == ("thuis", story_of(2))
