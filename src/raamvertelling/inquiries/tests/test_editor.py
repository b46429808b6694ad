"""The editor: adding, ordering, wording, skip rules, two people at once, putting live."""

import copy
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from raamvertelling.core.framework import parse
from raamvertelling.core.framework.editing import find_item, items_of
from raamvertelling.inquiries.models import FrameworkDraft, Inquiry
from raamvertelling.inquiries.services import freeze_version, save_draft
from raamvertelling.people.models import User

pytestmark = pytest.mark.django_db(databases="__all__")

EDITOR = "/team/vroeg-erbij/kader/bewerken/"


@pytest.fixture
def bart(as_person: Callable[[str], Client], inquiry: Inquiry) -> Client:
    return as_person("bart")


class Sent(HTMLParser):
    """What the form of the editor would send back, as a browser does."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.is_inside, self.area, self.select = False, "", ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.is_inside = "editor-form" in values.get("class", "")
        if not self.is_inside:
            return
        if tag == "input" and (values.get("type") not in ("checkbox", "radio") or "checked" in values):
            given = values.get("value", "on" if values.get("type") == "checkbox" else "")
            self.sent.setdefault(values["name"], []).append(given)
        elif tag == "textarea":
            self.area = values["name"]
            self.sent[self.area] = [""]
        elif tag == "select":
            self.select = values["name"]
        elif tag == "option" and "selected" in values:
            self.sent[self.select] = [values["value"]]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.sent[self.area] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        if tag == "form":
            self.is_inside = False


def fields(page: bytes) -> dict[str, object]:
    return dict(Sent(page).sent)


def concept() -> dict[str, Any]:
    definition: dict[str, Any] = FrameworkDraft.objects.get().definition
    return definition


def add(bart: Client, kind: str) -> str:
    return bart.post(f"{EDITOR}nieuw/", {"soort": kind, **stand(bart)}).headers["Location"]


def stand(bart: Client) -> dict[str, str]:
    found = re.search(r'name="stand" value="(\d+)"', bart.get(EDITOR).content.decode())
    assert found
    return {"stand": found[1]}


def test_looking_stores_nothing(bart: Client, inquiry: Inquiry) -> None:
    page = bart.get(EDITOR).content.decode()
    assert "Versie 1 is live" in page
    assert "Er is nog niets veranderd" in page
    assert not FrameworkDraft.objects.exists()


def test_a_new_triad_gets_its_ids_from_its_first_words(bart: Client) -> None:
    url = add(bart, "triad")
    sent = {**fields(bart.get(url).content), "text": "Wat was belangrijk?"}
    sent |= {"a0-text": "De mens", "a1-text": "De regels", "a2-text": "Het geld"}
    after = bart.post(url, sent)
    assert after.headers["Location"] == f"{EDITOR}vraag/wat_was_belangrijk/"
    item = find_item(concept(), "wat_was_belangrijk")
    assert item is not None
    assert [each["id"] for each in item["anchors"]] == ["de_mens", "de_regels", "het_geld"]
    again = {**fields(bart.get(after.headers["Location"]).content), "text": "Anders", "a0-text": "Mensen"}
    bart.post(after.headers["Location"], again)
    item = find_item(concept(), "wat_was_belangrijk")
    assert item is not None
    assert (item["text"], item["anchors"][0]) == ("Anders", {"id": "de_mens", "text": "Mensen"})
    page = bart.get(after.headers["Location"])
    assert "<signifier-triad" in page.content.decode()


def test_saving_without_a_change_changes_nothing(bart: Client, inquiry: Inquiry) -> None:
    before = parse(inquiry.framework_version.definition)
    for each in before.signifiers:
        url = f"{EDITOR}vraag/{each.id}/"
        assert bart.post(url, fields(bart.get(url).content)).status_code == 302
        draft = FrameworkDraft.objects.first()
        assert draft is None or parse(draft.definition) == before


def test_a_question_becomes_one_for_the_interviewer_and_back(bart: Client) -> None:
    url = f"{EDITOR}vraag/neighbourhood/"
    sent = fields(bart.get(url).content)
    assert bart.post(url, {**sent, "interviewer": "on"}).status_code == 302
    assert next(each for each in concept()["items"] if each["id"] == "neighbourhood")["interviewer"] is True
    assert "interviewer" in fields(bart.get(url).content)
    sent = {name: value for name, value in fields(bart.get(url).content).items() if name != "interviewer"}
    assert bart.post(url, sent).status_code == 302
    assert "interviewer" not in next(each for each in concept()["items"] if each["id"] == "neighbourhood")


def test_answers_come_go_and_move_and_keep_their_ids(bart: Client, inquiry: Inquiry) -> None:
    url = f"{EDITOR}vraag/emotion/"
    item = find_item(inquiry.framework_version.definition, "emotion")
    assert item is not None
    ids = [each["id"] for each in item["options"]]
    sent = fields(bart.get(url).content)
    bart.post(url, {**sent, f"a{len(ids)}-text": "Verdrietig", "actie": "op:1"})
    changed = find_item(concept(), "emotion")
    assert changed is not None
    assert [each["id"] for each in changed["options"]] == [ids[1], ids[0], *ids[2:], "verdrietig"]
    bart.post(url, {**fields(bart.get(url).content), "actie": "weg:0"})
    changed = find_item(concept(), "emotion")
    assert changed is not None
    assert [each["id"] for each in changed["options"]] == [ids[0], *ids[2:], "verdrietig"]


def test_questions_move_copy_and_go_and_come_back(bart: Client) -> None:
    def change(action: str) -> None:
        assert bart.post(f"{EDITOR}wijzigen/", {"actie": action, **stand(bart)}).status_code == 302

    def order() -> list[str]:
        return re.findall(r'id="vraag-(\w+)"', bart.get(EDITOR).content.decode())

    start = order()
    change(f"neer:{start[5]}")
    assert order()[5:7] == [start[6], start[5]]
    change(f"kopie:{start[5]}")
    assert len(order()) == len(start) + 1
    change(f"weg:{start[6]}")
    assert start[6] not in order()
    change("terug")
    assert start[6] in order()
    change("weggooien")
    assert order() == start


def test_a_skip_rule_is_made_and_a_hopeless_one_is_named(bart: Client) -> None:
    url = add(bart, "short_text")
    sent = {**fields(bart.get(url).content), "text": "Waarom dan?", "when": "show_if", "of": "emotion"}
    url = bart.post(url, sent).headers["Location"]
    assert "Kies bij welk antwoord" in bart.get(EDITOR).content.decode()
    sent = {**fields(bart.get(url).content), "answers": ["boos"]}
    bart.post(url, sent)
    item = find_item(concept(), "waarom_dan")
    assert item is not None
    assert item["show_if"] == {"emotion": "boos"}
    page = bart.get(EDITOR).content.decode()
    assert "Alleen als bij" in page
    assert "Kies bij welk antwoord" not in page


def test_a_condition_without_a_question_is_sent_back_with_everything_kept(bart: Client) -> None:
    url = add(bart, "short_text")
    sent = {**fields(bart.get(url).content), "text": "Mijn lange zin", "when": "show_if", "of": ""}
    answer = bart.post(url, sent)
    assert answer.status_code == 422
    assert "Kies bij welke vraag" in answer.content.decode()
    assert "Mijn lange zin" in answer.content.decode()


def test_a_wrong_number_is_sent_back(bart: Client) -> None:
    url = f"{EDITOR}vraag/title/"
    answer = bart.post(url, {**fields(bart.get(url).content), "max_length": "veel"})
    assert answer.status_code == 422
    assert "een heel getal" in answer.content.decode()


def test_two_people_on_one_question_lose_nothing(bart: Client, as_person: Callable[[str], Client]) -> None:
    url = f"{EDITOR}vraag/emotion/"
    mine = fields(bart.get(url).content)
    amina = as_person("amina")
    amina.post(url, {**fields(amina.get(url).content), "text": "Van Amina"})
    answer = bart.post(url, {**mine, "text": "Van Bart"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Van Amina" in page
    assert "Van Bart" in page
    assert "Amina veranderde" in page
    item = find_item(concept(), "emotion")
    assert item is not None
    assert item["text"] == "Van Amina"
    assert bart.post(url, {**fields(answer.content)}).status_code == 302
    item = find_item(concept(), "emotion")
    assert item is not None
    assert item["text"] == "Van Bart"


def test_two_people_on_two_questions_do_not_meet(bart: Client, as_person: Callable[[str], Client]) -> None:
    mine = fields(bart.get(f"{EDITOR}vraag/emotion/").content)
    amina = as_person("amina")
    amina.post(f"{EDITOR}vraag/title/", {**fields(amina.get(f"{EDITOR}vraag/title/").content), "text": "Kop?"})
    assert bart.post(f"{EDITOR}vraag/emotion/", {**mine, "text": "Gevoel?"}).status_code == 302
    texts = {each["id"]: each["text"] for each in concept()["items"]}
    assert (texts["title"], texts["emotion"]) == ("Kop?", "Gevoel?")


def test_live_says_what_changes_and_keeps_the_frozen_version(
    bart: Client, inquiry: Inquiry, people: dict[str, User], tell: Callable[..., object]
) -> None:
    tell()
    url = f"{EDITOR}vraag/emotion/"
    page = bart.get(url)
    assert "1 verhaal hangt aan deze vraag" in page.content.decode()
    bart.post(url, {**fields(page.content), "text": "Wat voelde u?"})
    shown = bart.get(f"{EDITOR}live/").content.decode()
    for words in ("ligt vast", "wordt versie 2", "Wat voelde u?"):
        assert words in shown
    assert bart.post(f"{EDITOR}live/", stand(bart)).status_code == 302
    fresh = Inquiry.objects.get()
    old = fresh.framework_versions.get(number=1)
    texts = [each.framework.signifier("emotion").text.in_language("nl") for each in (old, fresh.framework_version)]
    assert fresh.framework_version.number == 2
    assert texts[1] == "Wat voelde u?" != texts[0]


def test_with_problems_it_does_not_go_live(bart: Client, inquiry: Inquiry) -> None:
    add(bart, "dyad")
    page = bart.get(f"{EDITOR}live/").content.decode()
    assert "Dit kan nog niet live" in page
    assert bart.post(f"{EDITOR}live/", stand(bart)).status_code == 422
    assert inquiry.framework_versions.count() == 1


def test_what_somebody_else_changed_does_not_go_live_unseen(bart: Client, people: dict[str, User]) -> None:
    url = f"{EDITOR}vraag/emotion/"
    bart.post(url, {**fields(bart.get(url).content), "text": "Wat voelde u?"})
    seen = stand(bart)
    draft = FrameworkDraft.objects.get()
    definition = {**copy.deepcopy(draft.definition), "title": "Iets anders"}
    save_draft(draft=draft, definition=definition, revision=draft.revision, user=people["amina"])
    assert bart.post(f"{EDITOR}live/", seen).status_code == 409
    assert FrameworkDraft.objects.get().is_open


def test_what_stands_around_the_questions(bart: Client, inquiry: Inquiry) -> None:
    url = f"{EDITOR}rond-de-vragen/"
    sent = fields(bart.get(url).content)
    before = parse(inquiry.framework_version.definition)
    assert bart.post(url, sent).status_code == 302
    assert not FrameworkDraft.objects.exists() or parse(concept()) == before
    sent = {**fields(bart.get(url).content), "title": "Nieuwe titel", "min_age": "18"}
    sent.pop("purpose_openbaar", None)
    assert bart.post(url, sent).status_code == 302
    changed = parse(concept())
    assert (changed.languages, changed.min_age) == (before.languages, 18)
    assert changed.title.in_language("nl") == "Nieuwe titel"
    assert [each.id for each in changed.consent.purposes] == ["analyse", "groep", "citaat"]
    assert bart.post(url, {**sent, "min_age": "jong"}).status_code == 422
    refused = bart.post(url, {**sent, "title": "Nog een titel", "min_age": "12"})
    page = refused.content.decode()
    assert refused.status_code == 422 and "Alleen vertellen kan vanaf 16 jaar." in page
    assert 'value="12"' in page and 'value="Nog een titel"' in page and parse(concept()).min_age == 18


def test_an_inquiry_asks_uses_of_its_own(bart: Client) -> None:
    url, words = f"{EDITOR}rond-de-vragen/", "Mag uw verhaal in een training, zonder uw naam?"
    sent = {**fields(bart.get(url).content), "nieuw": "Training 2!", "nieuw_text": words}
    assert bart.post(url, sent).status_code == 302
    assert concept()["consent"]["purposes"][-1]["id"] == "training"
    again = {**fields(bart.get(url).content), "own_training": f"{words} Altijd."}
    assert bart.post(url, again).status_code == 302
    assert concept()["consent"]["purposes"][-1]["text"] == f"{words} Altijd."
    assert bart.post(url, {**fields(bart.get(url).content), "own_training": ""}).status_code == 302
    assert "training" not in [each["id"] for each in concept()["consent"]["purposes"]]


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("training", "", "Schrijf op wat u de verteller vraagt"),
        ("", "Mag het?", "korte naam met letters"),
        ("Citaat", "Mag het?", "Dit gebruik vraagt u al"),
        ("123", "Mag het?", "korte naam met letters"),
    ],
)
def test_a_use_that_is_not_whole_is_refused_and_stays_on_the_page(
    bart: Client, name: str, words: str, sentence: str
) -> None:
    url = f"{EDITOR}rond-de-vragen/"
    answer = bart.post(url, {**fields(bart.get(url).content), "nieuw": name, "nieuw_text": words})
    page = answer.content.decode()
    assert answer.status_code == 422 and sentence in page and words in page and name in page


def test_the_preview_speaks_for_a_voice_and_shows_unfinished_questions(bart: Client) -> None:
    triad = next(each for each in Inquiry.objects.get().framework.signifiers if each.wording_by_role)
    role = triad.wording_by_role[0]
    page = bart.get(f"{EDITOR}vraag/{triad.id}/voorbeeld/?stem={role.role}").content.decode()
    assert role.text.in_language("nl") in page
    for kind in ("triad", "dyad", "stones", "scale", "single_choice"):
        url = add(bart, kind)
        bart.post(url, {**fields(bart.get(url).content), "text": f"Nieuw {kind}"})
        assert bart.get(f"{EDITOR}vraag/nieuw_{kind}/voorbeeld/").status_code == 200
        assert bart.get(f"{EDITOR}vraag/nieuw_{kind}/").status_code == 200


def test_a_frozen_version_says_so(bart: Client, inquiry: Inquiry) -> None:
    freeze_version(version=inquiry.framework_version, today=inquiry.framework_version.made_on)
    assert "die ligt vast" in bart.get(EDITOR).content.decode()


def upload(bart: Client, content: bytes, name: str = "vragen.xlsx") -> Any:
    return bart.post(f"{EDITOR}inlezen/", {"file": SimpleUploadedFile(name, content), **stand(bart)})


def test_the_concept_goes_out_and_comes_back_as_yaml_also_unfinished(bart: Client, inquiry: Inquiry) -> None:
    add(bart, "dyad")
    before = concept()
    out = bart.get(f"{EDITOR}bestand/yaml/")
    bart.post(f"{EDITOR}wijzigen/", {"actie": "weggooien", **stand(bart)})
    answer = upload(bart, out.content, "vragen.yaml")
    assert answer.status_code == 200
    assert "nog niet af" in answer.content.decode()
    assert items_of(concept()) == items_of(before)
    refused = bart.get(f"{EDITOR}bestand/xlsform/", follow=True)
    assert "YAML kan altijd" in refused.content.decode()


def test_the_concept_goes_out_and_comes_back_as_xlsform(bart: Client, inquiry: Inquiry) -> None:
    out = bart.get(f"{EDITOR}bestand/xlsform/")
    assert out.headers["Content-Disposition"].endswith('concept.xlsx"')
    assert upload(bart, out.content).status_code == 200
    ids = [each.id for each in parse(concept()).signifiers]
    assert ids == [each.id for each in inquiry.framework.signifiers]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 kapot", b"\xff\xfe\x00", b"items: [", b"een: twee", b"- a"])
def test_a_file_that_does_not_fit_changes_nothing(bart: Client, inquiry: Inquiry, content: bytes) -> None:
    answer = upload(bart, content)
    assert answer.status_code == 422
    assert not FrameworkDraft.objects.exists()


def test_a_file_does_not_overwrite_what_somebody_else_just_did(bart: Client, people: dict[str, User]) -> None:
    out, seen = bart.get(f"{EDITOR}bestand/yaml/").content, stand(bart)
    add(bart, "dyad")
    answer = bart.post(f"{EDITOR}inlezen/", {"file": SimpleUploadedFile("a.yaml", out), **seen})
    assert answer.status_code == 409
    assert "Iemand anders" in answer.content.decode()
