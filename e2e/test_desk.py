"""The moderator's desk in a browser: accessible, by keyboard only, without scripts, and by selecting words."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from raamvertelling.inquiries.models import Inquiry, Membership
from raamvertelling.inquiries.services import save_card
from raamvertelling.people.models import Role, User
from raamvertelling.stories.models import Lease, State, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.leases import take_lease
from raamvertelling.stories.services.moderation import mark_urgent, save_released_text

OpenPage = Callable[..., Page]
Axe = Callable[..., None]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]

TODAY = dt.date(2026, 6, 10)
TEXT = "Gisteren kwam Noor langs. Zij belde 06-12345678. Mijn zoon van 9 lachte, en Noor ook."
PAGES = (
    "bord/",
    "bord/1/",
    "bord/1/voorbeeld/",
    "bord/?lijst=aangehouden",
    "bord/drukte/",
    "bord/even-stoppen/",
    "bord/testgevallen/",
    "logboek/",
    "inlezen/",
    "bord/samen/",
)
# Two hundred words with six proposals: three names, a number, an e-mail address and an age.
LONG = (
    "Het begon met een brief over de huur. Ik begreep hem niet goed en ik legde hem weg, want ik had die week al "
    "genoeg aan mijn hoofd. Op een avond kwam mevrouw Drentelaar van beneden naar boven. Zij zag de brief liggen en "
    "vroeg of zij mocht helpen. Wij gingen aan de tafel zitten met een kop koffie en zij las hem hardop voor. Toen "
    "schrok ik, want wij moesten ons huis verlaten. Zij zei dat ik niet bang moest zijn en belde meteen. "
    "De volgende dag zat ik bij Roelof aan het bureau. Hij had alle tijd. Hij schreef het nummer op, 06-12345678, en "
    "zei dat ik altijd mocht bellen. Thuis deed mijn dochter van 9 de deur open en zij vroeg of wij konden blijven. "
    "Ik zei van wel. Daarna kwam er elke week iemand langs, meestal was dat Gerdien van de gemeente. Zij zette alles "
    "op een rij en stuurde een kopie naar hulp@veldhaven.example zodat ik het terug kon lezen. Na een tijd was de "
    "schuld geregeld. Het mooiste vond ik dat er iemand keek en niet alleen een formulier. Ik hoop dat andere mensen "
    "ook zo iemand op de trap tegenkomen, want alleen had ik het niet gered."
)


@pytest.fixture
def story(tell: Callable[..., Story], people: dict[str, User]) -> Story:
    told = tell(TEXT, title="Noor", release=False, consents={"citaat": True}, on=TODAY)
    return mark_urgent(story=told, actor=people["els"], urgent=True, danger=["child"], today=TODAY)


def desk(
    open_page: OpenPage, live_server: LiveServer, path: str = "bord/1/", *, who: str = "els", **options: object
) -> Page:
    """Sign in as Els, or somebody else, and open a page of the inquiry."""
    page = open_page(f"{live_server.url}/account/login/", **options)
    page.get_by_label("E-mailadres").fill(f"{who}@veldhaven.example")
    page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(f"{live_server.url}/team/")
    page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
    return page


class Keys:
    """The keys that somebody presses, written down; each waits for what the page then says."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed: list[str] = []

    def press(self, key: str, *, says: str = "") -> None:
        self.page.keyboard.press(key)
        self.pressed.append(key)
        if says:
            self.page.locator("[data-said]").get_by_text(says).wait_for()

    def focus(self) -> str:
        """Return the value of the button or choice that has the focus."""
        return str(self.page.evaluate("document.activeElement.value ?? document.activeElement.tagName"))


@pytest.mark.parametrize("width", [320, 1280])
def test_no_violation_on_any_page(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, story: Story, people: dict[str, User], width: int
) -> None:
    save_released_text(story=story, actor=people["els"], texts={"title": "[naam 1]"}, today=TODAY)
    save_card(inquiry=story.inquiry, danger="child", steps="Bel.\nBlijf.", contact_name="Anja", contact_phone="0123-4")
    page = desk(open_page, live_server, width=width)
    for path in PAGES:
        page.goto(f"{live_server.url}/team/vroeg-erbij/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(page)


def test_two_hundred_words_and_six_proposals_by_keyboard(
    open_page: OpenPage, live_server: LiveServer, tell: Callable[..., Story], people: dict[str, User]
) -> None:
    """From the queue to the release without a mouse; the number of keys is what a person has to do besides reading."""
    story = tell(LONG, release=False, consents={"citaat": True, "openbaar": True}, on=TODAY)
    assert 195 <= story.word_count <= 225
    page = desk(open_page, live_server, "bord/?verder=1", width=1280)
    keys = Keys(page)
    page.locator("a:focus").wait_for()
    keys.press("Enter")
    page.wait_for_url("**/bord/1/")
    assert page.locator("[data-mask-one]").count() == 6
    keys.press("Alt+ArrowDown")
    for left in ("Nog 5.", "Nog 4.", "Nog 3.", "Nog 2.", "Nog 1.", "Alle voorstellen bekeken."):
        assert keys.focus().startswith("mask:")
        keys.press("Enter", says=left)
    assert keys.focus() == "tick-all"
    keys.press("Enter", says="U hebt de hele lijst bekeken.")
    assert keys.focus() == "no"
    keys.press("Space")
    keys.press("Alt+ArrowDown")
    assert keys.focus() == "release"
    keys.press("Enter")
    page.get_by_role("status").get_by_text("Verhaal 1 is vrijgegeven.").wait_for()
    print(f"\n{len(keys.pressed)} toetsen voor 200 woorden en 6 voorstellen: {' '.join(keys.pressed)}")
    assert len(keys.pressed) <= 14
    story.refresh_from_db()
    assert (story.state, story.waits_for_teller) == (State.RELEASED, True)
    text = texts_for_teller(story).text
    assert not any(word in text for word in ("Drentelaar", "Roelof", "Gerdien", "06-12345678", "veldhaven", "van 9"))


def test_every_key_of_the_list_and_axe_after_each(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, tell: Callable[..., Story], people: dict[str, User]
) -> None:
    story = tell(LONG, release=False, on=TODAY)
    page = desk(open_page, live_server, width=1280)
    keys = Keys(page)
    keys.press("Alt+ArrowDown")
    keys.press("ArrowDown")
    first = page.locator("[data-mask-one]").nth(1).get_attribute("value")
    assert keys.focus() == first
    page.locator(".desk-spot.is-here").wait_for()
    keys.press("l", says="blijft staan. Nog 5.")
    axe(page)
    keys.press("z", says="De laatste stap is ongedaan gemaakt. Nog 6.")
    axe(page)
    keys.press("y", says="De stap is opnieuw gedaan. Nog 5.")
    keys.press("a", says="2 keer gemaskeerd. Nog 3.")
    axe(page)
    keys.press("Alt+z", says="Nog 5.")
    keys.press("Alt+w")
    page.keyboard.type("laaghartig")
    keys.press("Enter", says="staat niet in deze tekst")
    axe(page)
    assert page.locator("input[name=words]").input_value() == "laaghartig"
    assert texts_for_teller(story).text == LONG


def test_letters_that_are_typed_are_no_keys(open_page: OpenPage, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, width=1280)
    page.get_by_text("Zelf de tekst veranderen").click()
    field = page.locator("textarea").first
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("alzy")
    assert field.input_value().endswith("alzy")
    page.locator("[data-said]").get_by_text("Concept bewaard.").wait_for()
    assert texts_for_teller(story).text == TEXT, "a concept is for her alone"
    page.reload()
    assert page.locator("textarea").first.input_value().endswith("alzy")


def test_selected_words_are_masked(open_page: OpenPage, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, width=1280)
    page.get_by_text("Zelf de tekst veranderen").click()
    page.locator("textarea").first.evaluate(
        "field => { const at = field.value.indexOf('Noor'); field.focus(); field.setSelectionRange(at, at); }"
    )
    for _ in "Noor":
        page.keyboard.press("Shift+ArrowRight")
    assert page.locator("input[name=words]").input_value() == "Noor"
    page.get_by_role("button", name="[buurvrouw]").click()
    page.locator("[data-said]").get_by_text("3 keer gemaskeerd.").wait_for()
    assert texts_for_teller(story).title == "[buurvrouw]"
    assert "Noor" not in texts_for_teller(story).text


def test_the_whole_desk_without_scripts(open_page: OpenPage, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, java_script_enabled=False)
    said = page.get_by_role("status")
    page.get_by_role("button", name="Maskeer Noor").press("Enter")
    said.get_by_text("3 keer gemaskeerd.").wait_for()
    page.get_by_role("button", name="Ongedaan").press("Enter")
    said.get_by_text("De laatste stap is ongedaan gemaakt.").wait_for()
    page.get_by_label("Welke woorden?").fill("noor")
    page.get_by_label("Welke woorden?").press("Enter")
    said.get_by_text("3 keer gemaskeerd.").wait_for()
    page.get_by_role("button", name="Maskeer 06-12345678").press("Enter")
    said.get_by_text("1 keer gemaskeerd.").wait_for()
    page.get_by_role("button", name="Vrijgeven").press("Enter")
    page.get_by_role("heading", name="Er is nog 1 ding niet goed").wait_for()
    page.get_by_label("Misschien, voor wie de verteller kent").check()
    page.get_by_role("button", name="Vrijgeven").press("Enter")
    page.get_by_text("U keek nog niet naar alles").first.wait_for()
    page.get_by_role("button", name="Geef vrij zoals het nu is").press("Enter")
    said.get_by_text("Verhaal 1 is vrijgegeven").wait_for()
    story.refresh_from_db()
    assert (story.state, story.waits_for_teller) == (State.RELEASED, True)
    assert texts_for_teller(story).text.startswith("Gisteren kwam [naam 1] langs. Zij belde [telefoonnummer].")


def test_an_error_keeps_what_was_typed(open_page: OpenPage, axe: Axe, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, width=320)
    page.get_by_text("Zelf de tekst veranderen").click()
    page.locator("textarea").first.fill("Iets heel nieuws.")
    page.get_by_role("button", name="Aanhouden").click()
    page.get_by_text("Kies waarom u dit verhaal aanhoudt.").first.wait_for()
    assert page.locator("textarea").first.input_value() == "Iets heel nieuws."
    axe(page)


def test_nothing_is_lost_when_the_connection_drops(open_page: OpenPage, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, width=1280, forgives="ERR_")
    page.get_by_text("Zelf de tekst veranderen").click()
    posts = "**/bord/1/"
    page.route(posts, lambda route: drop(route))
    page.locator("textarea").first.fill("Iets heel nieuws.")
    page.locator("[data-said]").get_by_text("Geen verbinding.").wait_for()
    page.get_by_role("button", name="Maskeer 06-12345678").click()
    page.locator("[data-said]").get_by_text("Geen verbinding.").wait_for()
    assert page.locator("textarea").first.input_value() == "Iets heel nieuws."
    page.unroute(posts)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("[data-said]").get_by_text("Concept bewaard.").wait_for()
    page.reload()
    assert page.locator("textarea").first.input_value() == "Iets heel nieuws."


def drop(route: Route) -> None:
    """Be a connection that is gone, for everything that is sent."""
    route.abort() if route.request.method == "POST" else route.continue_()


def test_a_story_is_held_and_taken_over(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, story: Story, inquiry: Inquiry, people: dict[str, User]
) -> None:
    nel = User.objects.create_user("nel@veldhaven.example", "Nel", "een lang wachtwoord")
    Membership.objects.create(inquiry=inquiry, user=nel, role=Role.MODERATOR)
    take_lease(story=story, actor=nel, now=timezone.now())
    page = desk(open_page, live_server, width=390)
    page.get_by_text("Nel werkt nu aan dit verhaal.").wait_for()
    assert page.get_by_role("button", name="Vrijgeven").count() == 0
    axe(page)
    page.get_by_role("button", name="Neem over").click()
    page.get_by_role("button", name="Vrijgeven").wait_for()
    assert Lease.objects.get().holder == people["els"]
    axe(page)


def test_a_heavy_story_is_announced_and_she_may_stop(
    open_page: OpenPage, axe: Axe, live_server: LiveServer, tell: Callable[..., Story], people: dict[str, User]
) -> None:
    tell("Hij sloeg mij. Toen kwam Roelof erbij.", release=False)
    page = desk(open_page, live_server, width=390)
    page.get_by_text("staan woorden over: geweld").wait_for()
    axe(page)
    page.get_by_role("link", name="Lees het verhaal").click()
    page.get_by_role("button", name="Maskeer Roelof").click()
    page.locator("[data-said]").get_by_text("Alle voorstellen bekeken.").wait_for()
    page.get_by_role("button", name="Even stoppen").click()
    page.get_by_role("heading", name="Even stoppen").wait_for()
    assert not Lease.objects.exists()
    axe(page)


def test_a_beheerder_makes_a_card(open_page: OpenPage, axe: Axe, live_server: LiveServer, story: Story) -> None:
    page = desk(open_page, live_server, "instellingen/bord/", who="bart", width=320)
    axe(page)
    page.get_by_role("link", name="een kind is in gevaar").click()
    axe(page)
    page.get_by_label("Wat doet de moderator?").fill("Bel Anja.")
    page.get_by_role("button", name="Bewaar de kaart").click()
    page.get_by_text("Vul “Wie belt zij?” in.").first.wait_for()
    axe(page)
    page.get_by_label("Wie belt zij?").fill("Anja")
    page.get_by_label("Telefoon").fill("0123-456789")
    page.get_by_role("button", name="Bewaar de kaart").click()
    page.get_by_text("Anja, 0123-456789").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
