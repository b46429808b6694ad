"""The second step in a browser: an app without scripts, a passkey with a device that Chromium plays."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from raamvertelling.config.tests.test_municipality import ELS, provider
from raamvertelling.people.models import User
from raamvertelling.people.tests.steps import PASSWORD, code_of

__all__ = ["provider"]

OpenPage = Callable[..., Page]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

STEP = "/account/tweede-stap/"


def fill_in(page: Page, live_server: LiveServer, name: str = "els") -> None:
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_label("E-mailadres").fill(f"{name}@veldhaven.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


@pytest.fixture
def look(axe: Callable[..., None]) -> Callable[[Page, str], None]:
    """Check a page as it stands: no violation, nothing wider than the screen."""

    def check(page: Page, name: str) -> None:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name

    return check


@pytest.fixture
def device() -> Iterator[Callable[[Page], Any]]:
    """Return a function that plugs a device with a finger print into a page, as Chromium plays it."""

    def plug_in(page: Page) -> Any:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        session.told = lambda name, **more: session.send(
            f"WebAuthn.{name}", {"authenticatorId": made["authenticatorId"], **more}
        )
        return session

    yield plug_in


@pytest.mark.parametrize("width", [320, 1280])
def test_an_app_without_scripts(
    open_page: OpenPage, live_server: LiveServer, people: dict[str, User], settings: Settings, width: int
) -> None:
    settings.RAAM_SENDS_MAIL = True
    page = open_page(f"{live_server.url}/account/login/", width=width, java_script_enabled=False)
    fill_in(page, live_server)
    page.goto(f"{live_server.url}{STEP}")
    page.get_by_role("link", name="App instellen").click()
    secret = page.locator(".raam-secret").inner_text().replace(" ", "")
    page.get_by_label("Code uit de app").fill("000000")
    page.get_by_role("button", name="Aanzetten").click()
    expect(page.get_by_text("Deze code klopt niet").first).to_be_visible()
    assert page.locator(".raam-secret").inner_text().replace(" ", "") == secret, "a mistake keeps the key"
    page.get_by_label("Code uit de app").fill(code_of(secret, later=-1))
    page.get_by_role("button", name="Aanzetten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    assert [message.subject for message in mail.outbox] == ["Raamvertelling: Code uit een app staat aan"]
    codes = page.locator(".raam-codes li").all_inner_texts()
    page.get_by_role("link", name="Ik heb de codes bewaard").click()
    page.locator("summary").click()
    page.get_by_role("button", name="Uitloggen").click()
    fill_in(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    expect(page.get_by_role("button", name="Passkey gebruiken")).to_have_count(0)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Inloggen", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/team/")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_passkey_is_made_and_signs_in(
    open_page: OpenPage,
    live_server: LiveServer,
    people: dict[str, User],
    look: Callable[[Page, str], None],
    device: Callable[[Page], Any],
    width: int,
) -> None:
    page = open_page(f"{live_server.url}/account/login/", width=width)
    look(page, "inloggen")
    own = device(page)
    fill_in(page, live_server)
    page.goto(f"{live_server.url}{STEP}")
    look(page, "tweede-stap-leeg")
    page.get_by_role("link", name="Passkey maken").click()
    look(page, "passkey-maken")
    page.get_by_label("Naam").fill("telefoon van Els")
    own.told("setUserVerified", isUserVerified=False)
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_text("Er is geen passkey gemaakt.")).to_be_visible()
    look(page, "passkey-mislukt")
    own.told("setUserVerified", isUserVerified=True)
    page.get_by_role("button", name="Passkey maken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    look(page, "herstelcodes")
    page.goto(f"{live_server.url}{STEP}")
    expect(page.get_by_text("telefoon van Els").first).to_be_visible()
    look(page, "tweede-stap-passkey")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_role("button", name="Passkey gebruiken").click()
    expect(page).to_have_url(f"{live_server.url}/team/")
    page.context.clear_cookies()
    fill_in(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede stap")
    look(page, "tweede-stap-gevraagd")
    page.get_by_role("button", name="Passkey gebruiken").click()
    expect(page).to_have_url(f"{live_server.url}/team/")
    page.goto(f"{live_server.url}{STEP}passkeys/nog-een-keer/?next={STEP}")
    look(page, "passkey-nog-een-keer")
    page.get_by_role("button", name="Verder met een passkey").click()
    expect(page).to_have_url(re.compile(f"{STEP}$"))
    page.get_by_role("link", name="Weghalen").click()
    look(page, "passkey-weghalen")
    page.get_by_role("button", name="Passkey weghalen").click()
    expect(page.get_by_text("De passkey is weggehaald.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/account/login/")
    page.get_by_role("button", name="Passkey gebruiken").click()
    expect(page.locator(".raam-message--error")).to_be_visible()
    look(page, "passkey-onbekend")


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_an_app_is_accessible(
    open_page: OpenPage,
    live_server: LiveServer,
    people: dict[str, User],
    look: Callable[[Page, str], None],
    width: int,
) -> None:
    page = open_page(f"{live_server.url}/account/login/", width=width)
    fill_in(page, live_server)
    page.goto(f"{live_server.url}/account/")
    look(page, "account")
    page.goto(f"{live_server.url}{STEP}app/")
    look(page, "app-instellen")
    secret = page.locator(".raam-secret").inner_text().replace(" ", "")
    page.get_by_label("Code uit de app").fill("1")
    page.get_by_role("button", name="Aanzetten").click()
    look(page, "app-fout")
    page.get_by_label("Code uit de app").fill(code_of(secret, later=-1))
    page.get_by_role("button", name="Aanzetten").click()
    for address in ("", "herstelcodes/", "herstelcodes/nieuw/", "app/uitzetten/", "nog-een-keer/"):
        page.goto(f"{live_server.url}{STEP}{address}")
        look(page, f"app-{address.strip('/').replace('/', '-')}")
    page.goto(f"{live_server.url}/account/reauthenticate/")
    look(page, "wachtwoord-nog-een-keer")
    page.context.clear_cookies()
    fill_in(page, live_server)
    page.get_by_label("Code").fill("1")
    page.get_by_role("button", name="Inloggen", exact=True).click()
    look(page, "tweede-stap-fout")
    page.context.clear_cookies()
    fill_in(page, live_server, "bart")
    page.goto(f"{live_server.url}/team/vroeg-erbij/mensen/")
    page.get_by_role("link", name="Tweede stap uitzetten van Els").click()
    look(page, "tweede-stap-van-els")
    page.get_by_role("button", name="Tweede stap uitzetten").click()
    expect(page.get_by_text("De tweede stap van Els staat uit.")).to_be_visible()
    look(page, "mensen")


def test_signing_in_with_one_s_municipality(
    open_page: OpenPage,
    live_server: LiveServer,
    people: dict[str, User],
    settings: Settings,
    look: Callable[[Page, str], None],
    provider: str,
) -> None:
    settings.RAAM_ADDRESS, settings.RAAM_OIDC_ISSUER = live_server.url, provider
    settings.RAAM_OIDC_CLIENT_ID, settings.RAAM_OIDC_CLIENT_SECRET = "raam", "geheim"
    requests.put(f"{provider}/users/els-1", json=ELS, timeout=9).raise_for_status()
    requests.put(f"{provider}/users/vreemd", json={**ELS, "email": "wie@x.example"}, timeout=9).raise_for_status()
    # The pages of the provider want a font from elsewhere, and who is not let in gets a 403.
    page = open_page(f"{live_server.url}/account/login/", forgives="Failed to load resource")
    look(page, "inloggen-gemeente")
    for name, heading in (("vreemd", "Inloggen met uw gemeente lukt niet"), ("els-1", "Uw onderzoeken")):
        page.get_by_role("button", name="Inloggen met uw gemeente").click()
        page.wait_for_url(f"{provider}/**")
        page.locator("input[name=sub]").fill(name)
        page.get_by_role("button", name="Authorize").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        look(page, f"gemeente-{name}")
        page.goto(f"{live_server.url}/account/login/")
    expect(page).to_have_url(f"{live_server.url}/team/")


def test_somebody_who_was_away_is_told_and_somebody_who_types_is_not_away(
    open_page: OpenPage,
    live_server: LiveServer,
    people: dict[str, User],
    look: Callable[[Page, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(f"{live_server.url}/account/login/", width=320, forgives="status of 403")
    page.clock.install()
    fill_in(page, live_server)
    page.goto(f"{live_server.url}/account/")
    page.keyboard.press("Tab")
    page.clock.fast_forward("05:01")
    with page.expect_response(f"{live_server.url}/account/nog-bezig/") as told:
        page.keyboard.press("Tab")
    assert told.value.status == 204
    with monkeypatch.context() as patched:
        patched.setattr("raamvertelling.people.sessions.IDLE", 0)
        page.get_by_role("button", name="Op alle andere apparaten uitloggen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("U bent uitgelogd")
        look(page, "uitgelogd")
        page.goto(f"{live_server.url}/account/login/?next=/account/&verlopen=1")
        look(page, "verlopen")
