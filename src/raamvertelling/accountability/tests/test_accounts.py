"""Making an account and freezing an edition: what may stand in it, and what a withdrawal does to it."""

import json
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from raamvertelling.accountability import queries, services
from raamvertelling.accountability.models import Account, AccountPattern
from raamvertelling.accountability.pdf import render
from raamvertelling.accountability.services import NotAllowed
from raamvertelling.accountability.tests.conftest import TODAY
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.sensemaking.services import refresh_outside_view, save_observation
from raamvertelling.stories.audit import verify_chain
from raamvertelling.stories.models import Purpose, Story, StoryReference
from raamvertelling.stories.sealing import destroy_key
from raamvertelling.stories.services.moderation import release
from raamvertelling.stories.services.teller import set_use
from raamvertelling.stories.services.withdrawing import withdraw_story

pytestmark = pytest.mark.django_db
QUOTE = "De sleutel lag klaar."


@pytest.fixture
def whole(account: Account, told: list[Story], people: dict[str, User]) -> Account:
    """An account with a pattern, a quote, an observation and a decision."""
    amina = people["amina"]
    services.add_pattern(account=account, signifier="about", by_voice=True, note="Kijk naar het geld.")
    services.add_quote(account=account, story=told[0], first=0, last=0, viewer=amina)
    observation = save_observation(
        inquiry=account.inquiry, actor=amina, today=TODAY, title="Regels eerst", meanings=["De één.", "De ander."]
    )
    services.add_observation(account=account, observation=observation)
    services.add_decision(account=account, outcome="not_decided", text="Eén loket", why="de wet", who_when="in 2027")
    return account


def test_it_works(whole: Account, as_person: Callable[[str], Client]) -> None:
    page = as_person("amina").get(f"/team/vroeg-erbij/verantwoording/{whole.pk}/voorbeeld/").content.decode()
    for words in (QUOTE, "Regels eerst", "De één.", "De ander.", "Niet besloten", "Eén loket", "Omdat: de wet"):
        assert words in page


def test_small_voices_stay_closed_and_numbers_are_rounded(whole: Account, people: dict[str, User]) -> None:
    document = queries.document(account=whole, viewer=people["amina"], today=TODAY)
    windows = {window.label: window for window in document.patterns[0].windows}
    assert windows["Bestuurder"].n == "minder dan 10 verhalen"
    assert "raam-chart-dot" not in windows["Bestuurder"].svg
    assert windows["Inwoner"].n == "ongeveer 10 verhalen"
    assert document.spoke is not None
    assert ("Bestuurder", "minder dan 10") in document.spoke.rows
    assert all("Bestuurder" not in table.caption for table in document.patterns[0].tables)


def test_the_pdf_is_tagged_dutch_and_described(whole: Account, people: dict[str, User]) -> None:
    document = queries.document(account=whole, viewer=people["amina"], today=TODAY)
    made = render(document, made_on=TODAY, minimum=10, fingerprint="f" * 64)
    with pikepdf.open(BytesIO(made)) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "nl-NL"
        assert bool(root.MarkInfo.Marked)
        assert root.ViewerPreferences.DisplayDocTitle
        tags = list(structure(root.StructTreeRoot))
        figures = [tag for tag in tags if str(tag.get("/S", "")) == "/Figure"]
        assert figures
        assert all(str(figure.get("/Alt", "")) for figure in figures)
        heads = [tag for tag in tags if str(tag.get("/S", "")) == "/TH"]
        assert heads
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert QUOTE in " ".join(words.split())


def structure(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Return every element of a structure tree."""
    kids = node.get("/K") or pikepdf.Array()
    found: list[pikepdf.Object] = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found += [kid, *structure(kid)]
    return found


def test_markup_in_a_text_stays_text(account: Account, people: dict[str, User]) -> None:
    account.title = '#set page(fill: red) *vet* $x$ <a> "</svg>"'
    account.save()
    document = queries.document(account=account, viewer=people["amina"], today=TODAY)
    made = render(document, made_on=TODAY, minimum=10)
    assert "#set page(fill: red) *vet*" in " ".join(PdfReader(BytesIO(made)).pages[0].extract_text().split())


def test_a_manifest_holds_no_word_of_a_story(whole: Account, people: dict[str, User]) -> None:
    document = queries.document(account=whole, viewer=people["amina"], today=TODAY)
    snapshot = services.make_snapshot(account=whole, document=document, actor=people["amina"], today=TODAY)
    written = json.dumps(snapshot.manifest, ensure_ascii=False)
    assert "sleutel" not in written
    assert snapshot.manifest["quotes"][0]["quote_hash"] == services.quote_hash(QUOTE)
    assert services.manifest_hash(snapshot.manifest) == snapshot.manifest_hash
    assert verify_chain(whole.inquiry)


def test_an_edition_is_what_was_frozen(whole: Account, people: dict[str, User]) -> None:
    amina = people["amina"]
    document = queries.document(account=whole, viewer=amina, today=TODAY)
    snapshot = services.make_snapshot(account=whole, document=document, actor=amina, today=TODAY)
    AccountPattern.objects.all().delete()
    seen = queries.edition(snapshot=snapshot, viewer=amina)
    assert seen.is_whole
    assert seen.document.patterns == document.patterns
    assert seen.document.quotes == document.quotes
    assert seen.withdrawn == 0


def test_a_changed_manifest_is_noticed(whole: Account, people: dict[str, User]) -> None:
    amina = people["amina"]
    document = queries.document(account=whole, viewer=amina, today=TODAY)
    snapshot = services.make_snapshot(account=whole, document=document, actor=amina, today=TODAY)
    snapshot.manifest["lead"] = "Alles ging goed."
    snapshot.save()
    assert not queries.edition(snapshot=snapshot, viewer=amina).is_whole


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_story_leaves_every_edition(
    whole: Account, told: list[Story], people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    amina = people["amina"]
    document = queries.document(account=whole, viewer=amina, today=TODAY)
    snapshot = services.make_snapshot(account=whole, document=document, actor=amina, today=TODAY)
    address = f"/team/vroeg-erbij/verantwoording/{whole.pk}/uitgave/{snapshot.number}"
    client = as_person("amina")
    assert QUOTE in pdf_words(client.get(f"{address}.pdf").content)
    withdraw_story(story=told[0], today=TODAY)
    page = client.get(f"{address}/").content.decode()
    assert QUOTE not in page
    assert "Na deze uitgave is 1 verhaal ingetrokken" in " ".join(page.split()).replace(
        "is een verhaal", "is 1 verhaal"
    )
    words = pdf_words(client.get(f"{address}.pdf").content)
    assert QUOTE not in words
    assert "Dit citaat is ingetrokken" in words


def pdf_words(content: bytes) -> str:
    """Return the text of a PDF, with spaces folded."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_taking_back_the_use_closes_the_quote(whole: Account, told: list[Story], people: dict[str, User]) -> None:
    set_use(story=told[0], purpose=Purpose.QUOTE, given=False, today=TODAY, language="nl")
    document = queries.document(account=whole, viewer=people["amina"], today=TODAY)
    assert [quote.is_withdrawn for quote in document.quotes] == [True]
    assert document.quotes[0].text == ""


def test_who_did_not_allow_it_is_not_quoted(account: Account, told: list[Story], people: dict[str, User]) -> None:
    with pytest.raises(NotAllowed, match="mag niet worden geciteerd"):
        services.add_quote(account=account, story=told[1], first=0, last=0, viewer=people["amina"])


@pytest.mark.parametrize(("first", "last"), [(1, 0), (0, 9), (-1, 0)])
def test_a_quote_needs_a_beginning_and_an_end(
    account: Account, told: list[Story], people: dict[str, User], first: int, last: int
) -> None:
    with pytest.raises(NotAllowed, match="begint en waar het eindigt"):
        services.add_quote(account=account, story=told[0], first=first, last=last, viewer=people["amina"])


def test_one_meaning_is_not_enough(account: Account, people: dict[str, User]) -> None:
    thin = save_observation(
        inquiry=account.inquiry, actor=people["amina"], today=TODAY, title="Wij zagen iets", meanings=["Dit."]
    )
    with pytest.raises(NotAllowed, match="twee betekenissen"):
        services.add_observation(account=account, observation=thin)


def test_a_removed_quote_leaves_no_reference(whole: Account) -> None:
    assert StoryReference.objects.filter(kind=services.QUOTE_KIND).count() == 1
    services.remove_part(part=whole.quotes.get())
    assert not StoryReference.objects.filter(kind=services.QUOTE_KIND).exists()


def test_parts_change_places(account: Account) -> None:
    parts = [services.add_pattern(account=account, signifier=id, by_voice=True, note="") for id in ("about", "heard")]
    services.move_up(part=parts[1])
    assert [each.signifier for each in account.patterns.all()] == ["heard", "about"]
    services.move_up(part=account.patterns.get(signifier="heard"))
    positions = [each.position for each in account.patterns.all()]
    assert all(a < b for a, b in pairwise(positions))


def test_the_page_of_parts_needs_as_many_queries_for_many_quotes(
    account: Account, told: list[Story], people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    client, page = as_person("amina"), f"/team/vroeg-erbij/verantwoording/{account.pk}/"
    services.add_quote(account=account, story=told[0], first=0, last=0, viewer=people["amina"])
    client.get(page)
    with CaptureQueriesContext(connection) as one:
        assert client.get(page).status_code == 200
    for story in told[1:6]:
        set_use(story=story, purpose=Purpose.QUOTE, given=True, today=TODAY, language="nl")
        release(story=story, actor=people["els"], withheld=(), today=TODAY)
        services.add_quote(account=account, story=story, first=0, last=0, viewer=people["amina"])
    client.get(page)  # the first look of today is written down
    with CaptureQueriesContext(connection) as many:
        shown = client.get(page).content.decode()
    assert all(f"Verhaal van inwoner {number}." in shown for number in range(5))
    assert len(many) == len(one)


def test_words_of_the_makers_can_be_changed(whole: Account, as_person: Callable[[str], Client]) -> None:
    decision = whole.decisions.get()
    address = f"/team/vroeg-erbij/verantwoording/{whole.pk}/besluit/{decision.pk}/wijzig/"
    client = as_person("amina")
    assert 'value="Eén loket"' in client.get(address).content.decode()
    given = {"outcome": "later", "text": "Eén loket, stap voor stap", "why": "", "who_when": ""}
    assert client.post(address, given).status_code == 302
    decision.refresh_from_db()
    assert (decision.outcome, decision.text) == ("later", "Eén loket, stap voor stap")


def test_a_chosen_observation_has_no_words_of_its_own_to_change(
    whole: Account, as_person: Callable[[str], Client]
) -> None:
    part = whole.observations.get()
    address = f"/team/vroeg-erbij/verantwoording/{whole.pk}/bevinding/{part.pk}/wijzig/"
    assert as_person("amina").get(address).status_code == 404


def test_a_quote_is_sentences_that_follow_each_other(
    account: Account, told: list[Story], as_person: Callable[[str], Client]
) -> None:
    address = f"/team/vroeg-erbij/verantwoording/{account.pk}/citaat/{told[0].number}/"
    client = as_person("amina")
    refused = client.post(address, {"sentences": ["0", "2"]})
    assert refused.status_code == 422
    assert "Kies zinnen die op elkaar volgen" in refused.content.decode()
    assert "Kies minstens één zin" in client.post(address, {}).content.decode()
    assert client.post(address, {"sentences": ["1", "0"]}).status_code == 302
    quote = account.quotes.get()
    assert (quote.start, quote.end) == (0, len("De sleutel lag klaar. Niemand vroeg iets!"))


def test_a_quote_carries_the_mark_of_its_voice(
    whole: Account, told: list[Story], people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    document = queries.document(account=whole, viewer=people["amina"], today=TODAY)
    assert [(quote.caption, quote.voice) for quote in document.quotes] == [("Inwoner", "inwoner")]
    page = as_person("amina").get(f"/team/vroeg-erbij/verantwoording/{whole.pk}/").content.decode()
    assert "raam-voice--inwoner" in page


def test_a_quote_whose_key_is_gone_stays_closed(
    whole: Account, told: list[Story], as_person: Callable[[str], Client]
) -> None:
    """A withdrawal that was cut off half-way: the rows are there, the words are not."""
    destroy_key(told[0].pk)
    answer = as_person("amina").get(f"/team/vroeg-erbij/verantwoording/{whole.pk}/voorbeeld/")
    assert answer.status_code == 200
    assert QUOTE not in answer.content.decode()


def test_a_pattern_goes_into_an_account_from_its_own_page(
    account: Account, told: list[Story], as_person: Callable[[str], Client]
) -> None:
    client = as_person("amina")
    asked = "/team/vroeg-erbij/verantwoording/?vraag=about"
    assert asked in client.get("/team/vroeg-erbij/patronen/about/").content.decode()
    form = f"/team/vroeg-erbij/verantwoording/{account.pk}/patroon/?vraag=about"
    assert form in client.get(asked).content.decode()
    assert '<option value="about" selected>' in client.get(form).content.decode()


def test_who_tells_is_not_offered_to_an_account(
    account: Account, told: list[Story], as_person: Callable[[str], Client]
) -> None:
    page = as_person("amina").get("/team/vroeg-erbij/patronen/role/").content.decode()
    assert "Zet in de verantwoording" not in page


def test_a_stone_that_few_placed_shows_no_place_and_no_number(
    account: Account, tell: Callable[..., Story], inquiry: Inquiry, people: dict[str, User]
) -> None:
    for n in range(12):
        placed = {"gemeente": {"x": 0.2, "y": 0.8}} | ({"school": {"x": 0.9, "y": 0.1}} if n < 3 else {})
        tell(f"Verhaal {n}.", answers={"network": placed})
    refresh_outside_view(inquiry=inquiry, today=TODAY)
    services.add_pattern(account=account, signifier="network", by_voice=True, note="")
    document = queries.document(account=account, viewer=people["amina"], today=TODAY)
    rows = {row[0]: row[1:] for row in document.patterns[0].tables[0].rows}
    assert rows["School"] == ("minder dan 10", "–", "–")
    assert rows["Gemeente"][0] == "10"
    (svg,) = (window.svg for window in document.patterns[0].windows if window.label == "Inwoner")
    assert "minder dan 10" in svg


def test_nothing_runs_off_the_paper(account: Account, told: list[Story], people: dict[str, User]) -> None:
    for signifier in ("network", "barriers"):
        services.add_pattern(
            account=account, signifier=signifier, by_voice=True, note="Lang. " * 900 + "Einde toelichting."
        )
    services.add_decision(
        account=account, outcome="later", text="Iets", why="Lang. " * 2000 + "Einde besluit.", who_when=""
    )
    document = queries.document(account=account, viewer=people["amina"], today=TODAY)
    made = PdfReader(BytesIO(render(document, made_on=TODAY, minimum=10)))
    places: list[float] = []
    for page in made.pages:
        page.extract_text(visitor_text=lambda text, cm, tm, *_: places.append(cm[5] + tm[5]) if text.strip() else None)
    assert min(places) > 20


def test_a_quote_in_another_language_says_so(
    account: Account, tell: Callable[..., Story], people: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    story = tell("Kimse beni dinlemedi. Sonra biri geldi.", language="tr", consents={"citaat": True})
    services.add_quote(account=account, story=story, first=0, last=0, viewer=people["amina"])
    quote = queries.document(account=account, viewer=people["amina"], today=TODAY).quotes[-1]
    assert (quote.text, quote.language, quote.told_in) == ("Kimse beni dinlemedi.", "tr", "Turks")
    page = as_person("amina").get(f"/team/vroeg-erbij/verantwoording/{account.pk}/voorbeeld/").content.decode()
    assert '<blockquote lang="tr" dir="ltr">' in page and ", verteld in het Turks" in page
