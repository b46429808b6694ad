"""The full circle by HTTP: tell, release, find among the dots and in the PDF, withdraw, find nowhere."""

import gzip
import re
from base64 import b64encode
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from raamvertelling.demo.seed import SLUG, Account
from raamvertelling.demo.visitor import Visitor

# Two words that occur in no other story, in two sentences, so that a quote and a search can be told from all else.
CANARY = "zonneblazoen"
TEXT = f"Bij De Brug vond ik een {CANARY} onder de trap. Niemand vroeg mij om een formulier."
TEAM = f"/team/{SLUG}"
ANSWERS: dict[str, dict[str, str | list[str]]] = {
    "voor-u-begint": {"old_enough": "ja", "analyse": "ja"},
    "prompt": {"prompt": "de_brug"},
    "story": {"story": TEXT},
    "title": {"title": "Onder de trap"},
    "role": {"role": "inwoner"},
    "about": {"about-rij-mens": "3", "about-rij-regels": "1", "about-rij-geld": "0"},
    "heard": {"heard-rij": "4"},
    "wat-mag-ermee": {"groep": "ja", "citaat": "ja", "openbaar": "ja"},
}


class Broken(Exception):
    """A step of the circle that did not do what it promises."""


def expect(is_so: bool, what: str) -> None:
    """Stop the walk with a clear line if something is not so."""
    if not is_so:
        raise Broken(what)


def walk(address: str, accounts: Sequence[Account], data: Path) -> int:
    """Walk the circle and print each step; return 0 if all of it held, else 1."""
    by_role = {account.role: account for account in accounts}
    state: dict[str, str] = {}
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("vertellen", lambda: tell(address, state)),
        ("op het bord, verzegeld op schijf", lambda: receive(address, by_role, state, data)),
        ("vrijgeven", lambda: release(address, by_role, state)),
        ("tussen de stippen", lambda: find(address, by_role, state)),
        ("als citaat in de pdf", lambda: quote(address, by_role, state)),
        ("op de openbare pagina", lambda: see_public(address)),
        ("voorspellen en onthullen", lambda: foresee(address, by_role)),
        ("intrekken met de code", lambda: withdraw(address, state)),
        ("nergens meer", lambda: vanish(address, by_role, state, data)),
    )
    for name, step in steps:
        try:
            step()
        except (Broken, LookupError, OSError) as reason:
            print(f"FOUT  {name}: {reason}")
            return 1
        print(f"goed  {name}", flush=True)
    return 0


def sign_in(address: str, account: Account) -> Visitor:
    """Sign in as somebody of the team."""
    visitor = Visitor(address).get("/account/login/")
    visitor.submit({"login": account.email, "password": account.password})
    expect("/team/" in visitor.url, f"{account.name} kan niet inloggen")
    return visitor


def tell(address: str, state: dict[str, str]) -> None:
    """Tell a story without JavaScript: answer what we know, skip the rest, and keep the code."""
    visitor = Visitor(address).get("/vertel/de-brug/")
    visitor.get(visitor.link("Vertel uw verhaal"))
    for _ in range(40):
        step = visitor.url.partition("?")[0].rstrip("/").rpartition("/")[2]
        if step == "uw-code":
            break
        if step == "alles-nakijken":
            expect(CANARY in visitor.text, "de laatste pagina laat het verhaal niet zien")
            visitor.submit(button="Verstuur")
        elif step in ANSWERS:
            visitor.submit(ANSWERS[step], button="Verder")
        else:
            visitor.submit(button="Sla over")
        expect(visitor.status == 200, f"stap {step} gaf {visitor.status}")
    code = re.search(r"\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}", visitor.text)
    expect(code is not None, "er kwam geen code")
    state["code"] = code.group() if code else ""


def receive(address: str, accounts: dict[str, Account], state: dict[str, str], data: Path) -> None:
    """See the story on the desk, and its words nowhere on disk."""
    els = sign_in(address, accounts["moderator"]).get(f"{TEAM}/bord/")
    state["number"] = re.findall(r"/bord/(\d+)/", els.link("Onder de trap"))[0]
    els.get(f"{TEAM}/bord/{state['number']}/")
    expect(any(CANARY in value for form in els.page.forms for _, value in form.values), "het bord toont het niet")
    expect(not on_disk(data), f"de woorden staan leesbaar in {on_disk(data)}")


def release(address: str, accounts: dict[str, Account], state: dict[str, str]) -> None:
    """Release the story as it was told."""
    els = sign_in(address, accounts["moderator"]).get(f"{TEAM}/bord/{state['number']}/")
    els.submit({"recognisable": "no"}, button="Vrijgeven")
    if els.status != 200:  # she is told what she did not look at yet, and releases all the same
        els.submit({"recognisable": "no"}, button="Geef vrij zoals het nu is")
    expect(els.status == 200, f"vrijgeven gaf {els.status}")


def find(address: str, accounts: dict[str, Account], state: dict[str, str]) -> None:
    """Find the story by a word, and its answer among the dots."""
    amina = sign_in(address, accounts["onderzoeker"])
    expect("Onder de trap" in amina.get(f"{TEAM}/verhalen/?woorden={CANARY}").text, "zoeken vindt het niet")
    expect("Onder de trap" in amina.get(f"{TEAM}/verhalen/?a.about=bij-mens").text, "het staat niet achter de stip")
    expect("109 verhalen" in amina.get(f"{TEAM}/").text, "het telt niet mee")
    expect(amina.get(f"{TEAM}/verhalen/{state['number']}/").status == 200, "het verhaal is niet te lezen")


def quote(address: str, accounts: dict[str, Account], state: dict[str, str]) -> None:
    """Make an account with a pattern and a quote, freeze it, and find the words in the PDF."""
    amina = sign_in(address, accounts["onderzoeker"]).get(f"{TEAM}/verantwoording/nieuw/")
    amina.submit({"title": "Proef", "question": "Klopt de kring?"}, button="Begin")
    page = amina.url.removeprefix(address)
    amina.get(f"{page}patroon/").submit({"signifier": "about", "by_voice": "on", "note": ""}, button="Zet erin")
    amina.get(f"{page}citaat/{state['number']}/").submit({"sentences": "0"}, button="Zet het citaat erin")
    amina.get(page).submit(button="Leg een uitgave vast")
    state["edition"] = amina.url.removeprefix(address).rstrip("/") + ".pdf"
    expect(CANARY in words_in_pdf(amina.get(state["edition"]).body), "het citaat staat niet in de pdf")


def see_public(address: str) -> None:
    """Read the story as anybody."""
    expect(CANARY in Visitor(address).get(f"/openbaar/{SLUG}/").text, "het staat niet op de openbare pagina")


def foresee(address: str, accounts: dict[str, Account]) -> None:
    """See what a room expected, predict as anybody with the link, and reveal in one press."""
    bram = sign_in(address, accounts["begeleider"]).get(f"{TEAM}/voorspellen/")
    waiting, shown = (bram.link(occasion) for occasion in ("Overleg van het wijkteam", "Avond in De Brug"))
    expect("De zaal zocht de stip vaker" in bram.get(shown).text, "de onthulde ronde zegt niet wat de zaal verwachtte")
    phone = Visitor(address).get(re.findall(r"/voorspel/[a-z2-9]+/", bram.get(waiting).body.decode())[0])
    phone.submit({"heard-rij": "1", "stem": "inwoner"}, button="Verstuur")
    expect("uw stip is binnen" in phone.text, "de stip kwam niet binnen")
    expect("9 binnen" in bram.get(waiting).text and "procentpunt" not in bram.text, "het scherm telt niet mee")
    bram.submit(button="Onthul")
    expect("Het gat" in bram.text, "onthullen toont geen gat")


def withdraw(address: str, state: dict[str, str]) -> None:
    """Take everything back with the code, without an account."""
    teller = Visitor(address).get("/mijn-verhaal/")
    teller.submit({"code": state["code"]})
    expect("Onder de trap" in teller.text, "de code opent het verhaal niet")
    teller.get("/mijn-verhaal/intrekken/").submit(button="trek")
    again = Visitor(address).get("/mijn-verhaal/").submit({"code": state["code"]})
    expect("ingetrokken" in again.text.lower(), "de code zegt niet dat het is ingetrokken")


def vanish(address: str, accounts: dict[str, Account], state: dict[str, str], data: Path) -> None:
    """Look everywhere again."""
    amina, els = (sign_in(address, accounts[role]) for role in ("onderzoeker", "moderator"))
    for path in (f"{TEAM}/verhalen/?woorden={CANARY}", f"{TEAM}/patronen/about/", f"{TEAM}/verantwoording/"):
        expect("Onder de trap" not in amina.get(path).text, f"nog te zien op {path}")
    expect(amina.get(f"{TEAM}/verhalen/{state['number']}/").status == 404, "het verhaal is er nog")
    expect(els.get(f"{TEAM}/bord/{state['number']}/").status == 404, "het staat nog op het bord")
    expect(CANARY not in Visitor(address).get(f"/openbaar/{SLUG}/").text, "nog openbaar te lezen")
    pdf = amina.get(state["edition"])
    expect(pdf.status == 200 and CANARY not in words_in_pdf(pdf.body), "het citaat staat nog in de pdf")
    expect("ingetrokken" in amina.get(state["edition"].removesuffix(".pdf") + "/").text, "de uitgave meldt niets")
    expect(not on_disk(data), f"de woorden staan nog in {on_disk(data)}")


def words_in_pdf(pdf: bytes) -> str:
    """Return the text of a PDF, with spaces folded."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def on_disk(data: Path) -> list[str]:
    """Return the files that hold the canary: plain, as UTF-16, in base64 or compressed."""
    plain = CANARY.encode()
    forms = {plain, CANARY.encode("utf-16-le"), CANARY.upper().encode()}
    forms |= {b64encode(b"x" * shift + plain)[4:-4] for shift in range(3)}
    return [str(path) for path in sorted(data.rglob("*")) if path.is_file() and _holds(path.read_bytes(), forms)]


def _holds(content: bytes, forms: set[bytes]) -> bool:
    if content[:2] == b"\x1f\x8b":
        content += gzip.decompress(content)
    return any(form in content for form in forms)
