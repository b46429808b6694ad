"""Make the pictures of README and manual anew from the demonstration: `python scripts/screenshots.py`."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from chromium import ARGUMENTS, chromium
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from raamvertelling.demo import servers
from raamvertelling.demo.__main__ import set_up

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "beeld"
TEAM = "/team/vroeg-erbij"
Answers = dict[str, dict[str, str | list[str]]]
PHONE, WIDE = (390, 844), (1280, 900)
SIGNS = {"about", "heard"}  # answered by hand or skipped: with scripts they look different
WINDOWS = ".reading-voices"  # the voices side by side
LIMIT = 150_000  # bytes a picture


def main() -> int:
    """Start the demonstration in a temporary folder, walk through it and keep a picture of each stop."""
    program = chromium()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="raam-beeld-") as folder:
        port = 8000 if servers.port_is_free(8000) else servers.any_free_port()
        set_up(Path(folder), port)
        from raamvertelling.demo import seed  # after setup: they need the models
        from raamvertelling.demo.circle import ANSWERS

        seed.seed(progress=lambda done, total: None)
        passwords = {account.name: (account.email, account.password) for account in seed.accounts()}
        with servers.running(port, {}), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            take_all(
                browser,
                f"http://{servers.HOST}:{port}",
                passwords,
                {step: given for step, given in ANSWERS.items() if step not in SIGNS},
            )
            browser.close()
    return 0


def take_all(browser: Browser, address: str, passwords: dict[str, tuple[str, str]], answers: Answers) -> None:
    """Take every picture, as the person who sees it."""
    with visitor(browser, address, WIDE, passwords["Els"]) as page:
        page.goto(f"{TEAM}/bord/")
        keep(page, "bord", height=900)
        page.locator(".desk-row__title a").first.click()
        page.keyboard.press("Alt+ArrowDown")
        keep(page, "bord-verhaal", height=1185)
    with visitor(browser, address, PHONE) as page:
        tell(page, answers)
    with visitor(browser, address, WIDE, passwords["Amina"]) as page:
        page.goto(f"{TEAM}/patronen/about/")
        keep(page, "vier-stemmen", height=below(page, WINDOWS))
        page.goto(f"{TEAM}/verantwoording/")
        page.locator("main a[href*='/verantwoording/']:not([href$='/nieuw/'])").first.click()
        keep(page, "verantwoording", height=1000)
    with visitor(browser, address, WIDE, passwords["Karin"]) as page:
        page.goto(f"{TEAM}/patronen/about/")
        keep(page, "gesloten-raam", height=below(page, WINDOWS))
    with visitor(browser, address, WIDE, passwords["Bart"]) as page:
        page.goto(f"{TEAM}/vertelpunten/")
        keep(page, "vertelpunten", height=747)


@contextmanager
def visitor(
    browser: Browser, address: str, size: tuple[int, int], account: tuple[str, str] | None = None
) -> Iterator[Page]:
    """Open a fresh browser, signed in if there is an account."""
    width, height = size
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": height}, locale="nl-NL", reduced_motion="reduce"
    )
    page = context.new_page()
    if account:
        page.goto("/account/login/")
        page.locator("input[name=login]").fill(account[0])
        page.locator("input[name=password]").fill(account[1])
        page.locator("main form button").first.click()
        page.wait_for_url("**/team/**")
    yield page
    context.close()


def tell(page: Page, answers: Answers) -> None:
    """Tell a story on a phone, with a picture of the triangle and of the code."""
    page.goto("/vertel/de-brug/")
    page.get_by_role("link", name="Vertel uw verhaal").click()
    for _ in range(60):
        step = page.url.partition("?")[0].rstrip("/").rpartition("/")[2]
        if step == "alles-nakijken":
            page.get_by_role("button", name="Verstuur").click()
            page.wait_for_url("**/uw-code/")
            return keep(page, "uw-code", height=1100)
        if step == "about":
            place_dot(page)
            keep(page, "driehoek-telefoon", height=1010)
        elif step in answers:
            answer(page, answers[step])
        page.get_by_role("button", name="Verder" if step == "about" or step in answers else "Sla over").first.click()
        page.wait_for_load_state()
    raise LookupError("de laatste pagina kwam niet")


def answer(page: Page, given: dict[str, str | list[str]]) -> None:
    """Fill in what the demonstration's own walk answers."""
    for name, values in given.items():
        for value in [values] if isinstance(values, str) else values:
            field = page.locator(f"[name='{name}'][type=radio][value='{value}'], [name='{name}'][type=checkbox]")
            if field.count():
                field.first.check(force=True)
            else:
                page.locator(f"[name='{name}']").first.fill(value)


def below(page: Page, selector: str) -> int:
    """Return where the page may be cut: a little under this part."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return round(box["y"] + box["height"]) + 12


def place_dot(page: Page) -> None:
    """Tap in the triangle, nearer to the first corner."""
    box = page.locator(".raam-triangle__shape").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.42, box["y"] + box["height"] * 0.45)


def keep(page: Page, name: str, *, height: int = 0) -> None:
    """Store what is on the page, from the top, with few colours; `height` 0 takes the whole page."""
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    if height:
        picture = picture.crop((0, 0, picture.width, min(height, picture.height)))
    path = PICTURES / f"{name}.png"
    picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE).save(
        path, optimize=True
    )
    size = path.stat().st_size
    print(f"{'goed ' if size < LIMIT else 'GROOT'} {path.name}: {picture.width} x {picture.height}, {size} bytes")


if __name__ == "__main__":
    sys.exit(main())
