"""Paper: what is printed, what is typed of it, and that no sheet is lost."""

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from raamvertelling.core.framework import Framework, Stones, anchors_of, in_order, parse
from raamvertelling.core.pictures import PICTURES
from raamvertelling.inquiries.models import Channel, Inquiry, StoryPoint
from raamvertelling.people.models import User
from raamvertelling.stories.models import Consent, Slip, SlipState, Story
from raamvertelling.stories.queries import texts_for_teller
from raamvertelling.stories.services.slips import IssuedSlip, issue_slips
from raamvertelling.stories.services.teller import find_by_code, withdraw_story
from raamvertelling.telling.models import PaperEntry
from raamvertelling.telling.paper.form import paper_questions
from raamvertelling.telling.paper.ledger import BLOCK, chosen_for_double, find_sheet, ledger, next_out
from raamvertelling.telling.paper.sheet import printable_languages, sheet_mark
from raamvertelling.telling.paper.typed import field_of, read_sheet
from raamvertelling.web.typeset import can_be_set

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
PRINT = {"kind": "vellen", "language": "nl", "role": ""}
PAGE = "/team/vroeg-erbij/papier/"

# One sheet of the demonstration as a fast typist does it: numbers and crosses, no mouse.
TYPED = {
    "t-analyse": "j",
    "v-prompt": "1",
    "v-story": "De buurvrouw belde op tijd.",
    "v-title": "Op tijd",
    "v-role": "1",
    "v-life_domain": "1 3",
    "v-emotion": "2",
    "v-tone": "1",
    "v-about": "60 30",
    "v-helped": "20 30 50",
    "v-decided": "n",
    "v-heard": "70",
    "v-timing": "25,5",
    "v-network-wijkteam": "B7",
    "v-barriers": "1 2",
    "v-barrier_rule": "Eerst papieren.",
    "v-should_know": "2",
    "v-neighbourhood": "1",
    "v-age_band": "3",
    "t-groep": "j",
    "t-citaat": "n",
}


@pytest.fixture
def sheets(storypoint: StoryPoint) -> list[IssuedSlip]:
    version = storypoint.inquiry.framework_version
    return issue_slips(storypoint=storypoint, version=version, channel=Channel.PAPER, count=3, today=TODAY)


@pytest.fixture
def joke(as_person: Callable[[str], Client]) -> Client:
    return as_person("joke")


def test_every_question_stands_on_paper_in_the_order_of_the_screen(inquiry: Inquiry) -> None:
    framework = inquiry.framework
    printed = paper_questions(framework, language="nl")
    assert [each.id for each in printed] == [each.id for each in in_order(framework)]
    assert [each.number for each in printed] == list(range(1, len(printed) + 1))
    by_id = {each.id: each for each in printed}
    assert by_id["barrier_rule"].only_if == "Sla deze vraag over als u bij vraag 15 antwoord 9 koos."
    assert by_id["about"].words == ("de mens", "de regels", "het geld")
    assert [each.number for each in by_id["network"].options] == [1, 2, 3, 4, 5, 6, 7]
    assert by_id["network"].words[0] == "hielp niet"
    assert "stip" not in by_id["about"].how + by_id["about"].help


def test_the_words_of_a_voice_can_be_printed(inquiry: Inquiry) -> None:
    common, own = (paper_questions(inquiry.framework, language="nl", role=role) for role in ("", "professional"))
    assert [each.id for each in own] == [each.id for each in common]
    assert [each.text for each in own] != [each.text for each in common]


def test_an_answer_that_passes_over_questions_says_where_to_go() -> None:
    definition = {
        "schema": "framework/1",
        "id": "k",
        "version": 1,
        "language": "nl",
        "title": "K",
        "voices": None,
        "items": [
            {"id": "story", "type": "long_text", "text": "Vertel."},
            {"id": "hulp", "type": "single_choice", "text": "Hulp?", "options": _options("ja", "nee")},
            {"id": "welke", "type": "short_text", "text": "Welke?", "show_if": {"hulp": "ja"}},
            {"id": "klaar", "type": "single_choice", "text": "Klaar?", "options": _options("a", "b")},
        ],
        "consent": {"text": "Mag dit?", "purposes": [{"id": "analyse", "required": True, "text": "Lezen."}]},
    }
    story, helped, which, _ = paper_questions(parse(definition), language="nl")
    assert [each.goes_to for each in helped.options] == [0, 4]
    assert which.only_if == "Alleen als u bij vraag 2 antwoord 1 koos."
    assert story.lines > 0


def _options(*ids: str) -> list[dict[str, str]]:
    return [{"id": id, "text": id} for id in ids]


def test_printing_gives_a_pdf_and_as_many_slips(joke: Client, storypoint: StoryPoint, inquiry: Inquiry) -> None:
    response = joke.post(f"{PAGE}printen/", {**PRINT, "storypoint": storypoint.pk, "count": "2"})
    assert (response.status_code, response["Content-Type"], response.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert b"pdfuaid" in response.content
    assert Slip.objects.count() == 2
    assert inquiry.framework_versions.get().frozen_on


@pytest.mark.parametrize(
    ("count", "sentence"), [("0", "minstens één"), ("201", "hoogstens 200"), ("", "Vul"), ("x", "heel getal")]
)
def test_a_wrong_number_of_sheets_prints_none(joke: Client, storypoint: StoryPoint, count: str, sentence: str) -> None:
    response = joke.post(f"{PAGE}printen/", {**PRINT, "storypoint": storypoint.pk, "count": count})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Slip.objects.exists()


def test_strips_for_a_kiosk_are_printed_apart_from_the_sheets(
    joke: Client, storypoint: StoryPoint, inquiry: Inquiry, people: dict[str, User]
) -> None:
    fields = {**PRINT, "kind": "strookjes", "storypoint": storypoint.pk, "count": "9"}
    response = joke.post(f"{PAGE}printen/", fields)
    assert (response.status_code, response.content[:5]) == (200, b"%PDF-")
    assert "strookjes.pdf" in response["Content-Disposition"]
    assert set(Slip.objects.values_list("channel", flat=True)) == {Channel.KIOSK}
    assert ledger(inquiry=inquiry, user=people["joke"]).total is None


def test_a_script_without_a_font_is_not_offered(inquiry: Inquiry) -> None:
    assert can_be_set("Українська, Türkçe, Łódź")
    assert not can_be_set("الجار")
    assert printable_languages(inquiry.framework, ["nl", "en"]) == ["nl", "en"]


def test_the_mark_on_a_sheet_names_no_person(storypoint: StoryPoint, sheets: list[IssuedSlip]) -> None:
    mark = sheet_mark(storypoint, storypoint.inquiry.framework_version, sheets[0].name)
    assert mark == f"RAAM de-brug v1 {sheets[0].name}"
    found = find_sheet(storypoint.inquiry, mark)
    assert found is not None
    for typed in ("1", "vel 1", f"1 - {sheets[0].check}"):
        assert (found.number, find_sheet(storypoint.inquiry, typed)) == (1, found)
    for wrong in ("1-00000", "99", "", "vel", f"{sheets[0].number + 1}-{sheets[0].check}x"):
        assert find_sheet(storypoint.inquiry, wrong) is None


def test_a_typed_sheet_becomes_the_story_of_its_strip(joke: Client, sheets: list[IssuedSlip]) -> None:
    response = joke.post(f"{PAGE}1/", TYPED)
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}2/")
    story = find_by_code(sheets[0].code)
    assert isinstance(story, Story)
    assert (story.channel, story.role, story.prompt) == (Channel.PAPER, "inwoner", "vroeg_erbij")
    assert story.answers["about"] == {"mens": 0.6, "regels": 0.3, "geld": 0.1, "mode": "paper"}
    assert story.answers["network"] == {"wijkteam": {"x": 0.15, "y": 0.65}, "mode": "paper"}
    assert (story.answers["decided"], story.answers["heard"]) == ("not_applicable", {"at": 0.7, "mode": "paper"})
    domains = [each.id for each in anchors_of(story.framework_version.framework.signifier("life_domain"))]
    assert story.answers["life_domain"] == [domains[0], domains[2]]
    assert (story.may_group, story.may_quote, story.may_publish) == (True, False, False)
    texts = texts_for_teller(story)
    assert (texts.title, texts.text, texts.answers) == (
        "Op tijd",
        TYPED["v-story"],
        {"barrier_rule": "Eerst papieren."},
    )
    assert PaperEntry.objects.get().entered_by.name == "Joke"
    assert joke.post(f"{PAGE}1/", TYPED).status_code == 302
    again = joke.post(f"{PAGE}1/", {**TYPED, "v-story": "Iets anders."})
    assert (again.status_code, "al ingevoerd" in again.content.decode()) == (422, True)
    assert Story.objects.count() == 1


def test_what_was_left_open_on_paper_is_no_hindrance(joke: Client, sheets: list[IssuedSlip]) -> None:
    assert joke.post(f"{PAGE}1/", {"t-analyse": "J", "v-story": "Kort."}).status_code == 302
    story = Story.objects.get()
    assert (story.role, story.prompt, story.answers) == ("", "", {})


def test_without_a_yes_nothing_is_kept(joke: Client, sheets: list[IssuedSlip]) -> None:
    for answer in ("n", ""):
        response = joke.post(f"{PAGE}1/", {**TYPED, "t-analyse": answer})
        assert response.status_code == 422
        assert "geen ja bij de toestemming" in response.content.decode()
    assert not Story.objects.exists()
    joke.post(f"{PAGE}1/stand/", {"stand": "void"})
    assert Slip.objects.get(number=1).state == SlipState.VOID


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("v-role", "9", "van 1 tot en met 4"),
        ("v-role", "1 2", "één nummer"),
        ("v-role", "een", "van 1 tot en met 4"),
        ("v-about", "60", "twee of drie getallen"),
        ("v-about", "60 60", "samen 100"),
        ("v-about", "60 30 40", "samen 100"),
        ("v-heard", "101", "0 (links)"),
        ("v-network-wijkteam", "Z9", "zoals B7"),
        ("v-network-wijkteam", "B11", "zoals B7"),
        ("v-barriers", "1 9", "kan niet samen"),
        ("t-groep", "misschien", "Typ j voor ja"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_is_lost(
    joke: Client, sheets: list[IssuedSlip], field: str, typed: str, sentence: str
) -> None:
    response = joke.post(f"{PAGE}1/", {**TYPED, field: typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page.replace("&#x27;", "'")
    assert f'href="#{field.removesuffix("-wijkteam") if "kan niet" in sentence else field}"' in page
    assert TYPED["v-story"] in page
    assert f'value="{typed}"' in page
    assert not Story.objects.exists()


def test_an_answer_to_a_question_that_was_not_for_her_does_not_count(inquiry: Inquiry) -> None:
    framework = inquiry.framework
    ids = [each.id for each in anchors_of(framework.signifier("barriers"))]
    typed = read_sheet(framework, {"v-barriers": str(ids.index("geen") + 1), "v-barrier_rule": "Toch."})
    assert typed.answers == {"barriers": ["geen"]}


def test_no_sheet_is_lost(joke: Client, inquiry: Inquiry, sheets: list[IssuedSlip], people: dict[str, User]) -> None:
    def line() -> tuple[int, ...]:
        total = ledger(inquiry=inquiry, user=people["joke"]).total
        assert total is not None
        assert total.printed == 3
        return (total.entered, total.void, total.blank, total.out)

    assert line() == (0, 0, 0, 3)
    joke.post(f"{PAGE}1/", TYPED)
    joke.post(f"{PAGE}2/stand/", {"stand": "blank"})
    assert line() == (1, 0, 1, 1)
    assert next_out(inquiry, 1) == 3
    withdraw_story(story=Story.objects.get(), today=TODAY)
    assert line() == (1, 0, 1, 1)
    assert not PaperEntry.objects.exists()
    page = joke.post(f"{PAGE}1/", TYPED)
    assert (page.status_code, "ingetrokken" in page.content.decode()) == (422, True)
    joke.post(f"{PAGE}partij/1/")
    assert line() == (1, 1, 1, 0)
    assert "1 t/m 3" in joke.get(PAGE).content.decode()
    assert joke.get(f"{PAGE}?vel=2").status_code == 302
    assert "kennen wij niet" in joke.get(f"{PAGE}?vel=77").content.decode()


def test_one_of_every_twenty_is_typed_twice_and_the_choice_does_not_move(storypoint: StoryPoint) -> None:
    version = storypoint.inquiry.framework_version
    issue_slips(storypoint=storypoint, version=version, channel=Channel.PAPER, count=100, today=TODAY)
    slips = list(Slip.objects.order_by("number"))
    everything = {each.idempotency_hash for each in slips}
    chosen = chosen_for_double(slips, everything, "a")
    assert [(number - 1) // BLOCK for number in chosen] == [0, 1, 2, 3, 4]
    assert chosen == chosen_for_double(slips, everything, "a") != chosen_for_double(slips, everything, "b")
    assert chosen_for_double(slips, set(), "a") == []
    late = {each.idempotency_hash for each in slips if each.number not in chosen}
    assert chosen_for_double(slips, late, "a") == []
    slips[chosen[0] - 1].state = SlipState.BLANK
    assert chosen_for_double(slips, late, "a") == [chosen[0] % BLOCK + 1]


@pytest.fixture
def entered(joke: Client, sheets: list[IssuedSlip]) -> PaperEntry:
    joke.post(f"{PAGE}1/", TYPED)
    return PaperEntry.objects.get()


def test_a_second_entry_that_agrees_is_settled_at_once(as_person: Callable[[str], Client], entered: PaperEntry) -> None:
    els = as_person("els")
    page = els.get(f"{PAGE}1/tweede/").content.decode()
    assert "v-story" not in page
    assert TYPED["v-about"] not in page
    assert els.post(f"{PAGE}1/tweede/", {**TYPED, "v-about": "61 29"})["Location"] == PAGE
    entered.refresh_from_db()
    assert (entered.second_by.name if entered.second_by else "", entered.settled_on is not None) == ("Els", True)
    assert Story.objects.count() == 1
    shown = els.get(PAGE).content.decode()
    assert "1 vel is twee keer ingevoerd" in shown
    assert "van de zijde: goed" in shown


def test_who_typed_first_does_not_type_second_when_others_can(joke: Client, entered: PaperEntry) -> None:
    refused = joke.get(f"{PAGE}1/tweede/", follow=True).content.decode()
    assert "U typte vel 1 zelf in" in refused and "/1/tweede/" not in refused
    joke.post(f"{PAGE}1/tweede/", TYPED)
    entered.refresh_from_db()
    assert entered.second_on is None
    entered.slip.inquiry.memberships.exclude(user=entered.entered_by).delete()
    assert joke.post(f"{PAGE}1/tweede/", TYPED)["Location"] == PAGE
    entered.refresh_from_db()
    assert entered.second_by == entered.entered_by
    assert "Wie het eerst typte, deed dat bij 1 vel ook de tweede keer" in joke.get(PAGE).content.decode()


def test_two_people_who_type_the_same_sheet_a_second_time_are_told(
    as_person: Callable[[str], Client], entered: PaperEntry
) -> None:
    els = as_person("els")
    els.post(f"{PAGE}1/tweede/", TYPED)
    late = els.post(f"{PAGE}1/tweede/", {**TYPED, "v-role": "2"}, follow=True).content.decode()
    assert "Vel 1 is al twee keer ingevoerd." in late
    assert Story.objects.get().role == "inwoner"


def scan() -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "JPEG")
    return SimpleUploadedFile("blad.jpg", made.getvalue(), "image/jpeg")


def test_a_photo_of_the_writing_stands_for_the_story_until_somebody_types_it(
    joke: Client, sheets: list[IssuedSlip]
) -> None:
    assert joke.post(f"{PAGE}1/", {**TYPED, "v-story": "", "foto": scan()})["Location"] == f"{PAGE}2/"
    story = Story.objects.get()
    media = story.media.get()
    assert (media.kind, media.place, media.mime, texts_for_teller(story).text) == ("photo", "story", "image/jpeg", "")
    assert find_by_code(sheets[0].code) == story


def test_a_file_that_is_no_photo_loses_nothing_that_was_typed(joke: Client, sheets: list[IssuedSlip]) -> None:
    wrong = SimpleUploadedFile("blad.pdf", b"%PDF-1.7", "application/pdf")
    answer = joke.post(f"{PAGE}1/", {**TYPED, "v-story": "", "foto": wrong})
    page = answer.content.decode()
    assert answer.status_code == 422 and "geen foto die wij kunnen lezen" in page and "Kies de foto opnieuw." in page
    assert 'value="60 30"' in page and not Story.objects.exists()


def test_a_picture_question_shows_its_drawings_on_paper(inquiry: Inquiry) -> None:
    (emotion,) = (each for each in paper_questions(inquiry.framework, language="nl") if each.id == "emotion")
    assert {each.image for each in emotion.options} <= PICTURES.keys()


def test_a_difference_is_decided_by_a_person(as_person: Callable[[str], Client], entered: PaperEntry) -> None:
    els = as_person("els")
    second = {**TYPED, "v-role": "2", "v-about": "10 10", "t-citaat": "j", "v-tone": "3"}
    assert els.post(f"{PAGE}1/tweede/", second)["Location"] == f"{PAGE}1/verschil/"
    page = els.get(f"{PAGE}1/verschil/").content.decode()
    assert page.count("<fieldset>") == 4
    assert "Afstand tussen de twee kruisen: 62 van 100 delen van de zijde" in page
    assert els.post(f"{PAGE}1/verschil/", {"kies-role": "2"}).status_code == 422
    decided = {"kies-role": "2", "kies-about": "1", "kies-citaat": "2", "kies-tone": "1"}
    assert els.post(f"{PAGE}1/verschil/", decided)["Location"] == PAGE
    story = Story.objects.get()
    assert (story.role, story.answers["role"], story.may_quote) == ("professional", "professional", True)
    assert story.answers["about"] == {"mens": 0.6, "regels": 0.3, "geld": 0.1, "mode": "paper"}
    assert Consent.objects.filter(purpose="citaat").count() == 2
    assert els.get(f"{PAGE}1/verschil/").status_code == 302


def test_a_no_that_was_read_as_yes_takes_the_story_away(
    as_person: Callable[[str], Client], entered: PaperEntry
) -> None:
    els = as_person("els")
    els.post(f"{PAGE}1/tweede/", {**TYPED, "t-analyse": "n"})
    els.post(f"{PAGE}1/verschil/", {"kies-analyse": "2"})
    assert not Story.objects.exists()
    assert not PaperEntry.objects.exists()


def test_typing_one_sheet_takes_few_keys(inquiry: Inquiry) -> None:
    """60 forms an hour is one a minute. Counted: keys besides the teller's own words. Not yet tried with people."""
    assert _keys(inquiry.framework, TYPED) <= 75


def _keys(framework: Framework, typed: dict[str, str]) -> int:
    own_words = {field_of("story"), field_of("title"), field_of("barrier_rule")}
    fields = [field_of(each.id) for each in in_order(framework) if not isinstance(each, Stones)]
    fields += [field_of("network", stone.id) for stone in anchors_of(framework.signifier("network"))]
    fields += [f"t-{each.id}" for each in framework.consent.purposes]
    assert set(typed) <= set(fields)
    pressed = sum(len(typed.get(field, "")) for field in fields if field not in own_words)
    tabs = len(fields) - 1
    return pressed + tabs + len("^\n")
