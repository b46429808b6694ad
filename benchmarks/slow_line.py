"""How long a page takes until it can be used, in Chromium, on a slow 3G line and a processor four times slower."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, sync_playwright
from scripts.chromium import ARGUMENTS, chromium

# The line that Lighthouse and WebPageTest call slow 3G: 400 kbit/s both ways, 400 ms there and back.
BYTES_A_SECOND = 400_000 / 8
ROUND_TRIP_MS = 400
SLOWER = 4
# Usable: all that the page loads has come, and every element of our own has its script at work.
USABLE = """() => new Promise((resolve) => {
  const look = () => document.readyState === 'complete' && !document.querySelector(':not(:defined)')
    ? resolve(performance.now())
    : requestAnimationFrame(look);
  look();
})"""


def seconds_until_usable(address: str, paths: Iterable[str], cookies: Mapping[str, str]) -> Iterator[float]:
    """Open each path as a first visit, with nothing kept from the page before; yield its seconds."""
    with _chromium() as new_context:
        for path in paths:
            context = next(new_context)
            context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
            yield _open(context, f"{address}{path}")
            context.close()


@contextmanager
def _chromium() -> Iterator[Iterator[BrowserContext]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield iter(lambda: browser.new_context(viewport={"width": 390, "height": 800}, locale="nl-NL"), None)
        browser.close()


def _open(context: BrowserContext, address: str) -> float:
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ROUND_TRIP_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = page.goto(address, wait_until="commit")
    if answer is None or answer.status != 200:
        raise LookupError(f"{address} gaf {answer.status if answer else 'geen antwoord'}")
    return float(page.evaluate(USABLE)) / 1000
