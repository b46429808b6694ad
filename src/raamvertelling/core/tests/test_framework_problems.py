"""Every mistake in a framework is named at its place, all at once, in a sentence that says what to do."""

import copy
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.framework import InvalidFramework, load, parse, problems
from raamvertelling.core.framework.yaml_text import read_yaml

DEMO = (files("raamvertelling.demo") / "data" / "framework.yaml").read_text(encoding="utf-8")
DATA = read_yaml(DEMO)[0]

Change = Callable[[Any], object]


def item(data: Any, id: str) -> Any:
    return next(each for each in data["items"] if each["id"] == id)


def drop_item(data: Any, id: str) -> None:
    data["items"] = [each for each in data["items"] if each["id"] != id]


MISTAKES: list[tuple[str, Change, str, str]] = [
    ("no id", lambda d: d["items"][3].pop("id"), "items[3].id", "ontbreekt de id"),
    ("double id", lambda d: d["items"][4].update(id="story"), "items[4].id", "bestaat al"),
    ("id with capitals", lambda d: d["items"][4].update(id="De Wijk"), "items[4].id", "kleine letters"),
    ("id is a number", lambda d: d["items"][4].update(id=12), "items[4].id", "aanhalingstekens"),
    (
        "anchor id wrong",
        lambda d: d["items"][9]["anchors"][1].update(id="è"),
        "items[9].anchors[1].id",
        "kleine letters",
    ),
    (
        "anchor id double",
        lambda d: d["items"][9]["anchors"][1].update(id="mens"),
        "items[9].anchors[1].id",
        "bestaat al",
    ),
    ("reserved id", lambda d: d["items"][9]["anchors"][1].update(id="mode"), "items[9].anchors[1].id", "zelf al"),
    ("interviewer tells", lambda d: item(d, "story").update(interviewer=True), "items[1].interviewer", "de verteller"),
    (
        "interviewer must",
        lambda d: d["items"][9].update(interviewer=True, skippable=False, required=True),
        "items[9].required",
        "niet verplicht",
    ),
    ("unknown type", lambda d: d["items"][9].update(type="driehoek"), "items[9].type", "soort vraag"),
    ("no type", lambda d: d["items"][9].pop("type"), "items[9].type", "soort vraag"),
    ("typing error", lambda d: d["items"][5].update(orderd=True), "items[5].orderd", "'ordered'"),
    (
        "unknown key in option",
        lambda d: d["items"][5]["options"][0].update(kleur="rood"),
        "items[5].options[0].kleur",
        "Haal het weg",
    ),
    ("unknown key on top", lambda d: d.update(tittle="x"), "tittle", "'title'"),
    (
        "four corners",
        lambda d: d["items"][9]["anchors"].append({"id": "tijd", "text": "tijd", "en": {"text": "time"}}),
        "items[9].anchors",
        "precies drie",
    ),
    ("two corners", lambda d: d["items"][9]["anchors"].pop(), "items[9].anchors", "Hier staan er 2"),
    (
        "unknown role",
        lambda d: d["items"][9]["wording_by_role"].update(buurman={}),
        "items[9].wording_by_role.buurman",
        "bestaat niet",
    ),
    (
        "unknown anchor in role",
        lambda d: d["items"][9]["wording_by_role"]["manager"]["anchors"].update(
            tijd={"text": "t", "en": {"text": "t"}}
        ),
        "items[9].wording_by_role.manager.anchors.tijd",
        "geen onderdeel",
    ),
    (
        "role asked too late",
        lambda d: d["items"].append(d["items"].pop(3)),
        "items[8].wording_by_role",
        "vóór deze vraag",
    ),
    (
        "condition on nothing",
        lambda d: item(d, "barrier_rule").update(show_unless={"barrier": "geen"}),
        "items[17].show_unless",
        "bestaande vraag",
    ),
    (
        "condition on no option",
        lambda d: item(d, "barrier_rule").update(show_unless={"barriers": "niets"}),
        "items[17].show_unless",
        "bestaand antwoord",
    ),
    (
        "condition on later",
        lambda d: item(d, "tone").update(show_if={"barriers": "geen"}),
        "items[8].show_if",
        "niet eerder",
    ),
    (
        "condition on itself",
        lambda d: item(d, "tone").update(show_if={"tone": "succes"}),
        "items[8].show_if",
        "niet eerder",
    ),
    (
        "condition on triad",
        lambda d: item(d, "barrier_rule").update(show_unless={"about": "mens"}),
        "items[17].show_unless",
        "geen vaste antwoorden",
    ),
    (
        "two conditions",
        lambda d: item(d, "barrier_rule").update(show_if={"barriers": "wmo"}),
        "items[17].show_unless",
        "niet allebei",
    ),
    (
        "language without texts",
        lambda d: d["languages"].append("ar"),
        "items[3].options[0].ar.text",
        "Arabische tekst ontbreekt",
    ),
    ("own language missing", lambda d: d.update(languages=["en"]), "languages", "eigen taal"),
    (
        "translation of nothing",
        lambda d: d["items"][0].pop("text"),
        "items[0].text",
        "geen Nederlandse tekst|ontbreekt de tekst",
    ),
    ("language not declared", lambda d: d["items"][0].update(de={"text": "Was?"}), "items[0].de", "'languages'"),
    ("no story", lambda d: drop_item(d, "story"), "items", "verhaal"),
    (
        "two stories",
        lambda d: item(d, "barrier_rule").update(is_story=True),
        "items[17]",
        "twee vragen naar het verhaal",
    ),
    ("no voices", lambda d: drop_item(d, "role"), "voices", "single_choice"),
    ("voices is no choice", lambda d: d.update(voices="heard"), "items[12].type", "single_choice"),
    ("voices is a list", lambda d: d.update(voices=["role", "tone"]), "voices", "tekst"),
    ("no analyse", lambda d: d["consent"]["purposes"].pop(0), "consent.purposes", "'analyse'"),
    (
        "analyse not required",
        lambda d: d["consent"]["purposes"][0].update(required=False),
        "consent.purposes[0].required",
        "required: true",
    ),
    (
        "another use required",
        lambda d: d["consent"]["purposes"][1].update(required=True),
        "consent.purposes[1].required",
        "Alleen",
    ),
    (
        "consent preset",
        lambda d: d["consent"]["purposes"][1].update(default=True),
        "consent.purposes[1].default",
        "vooraf",
    ),
    ("no consent", lambda d: d.pop("consent"), "consent", "toestemming"),
    ("required and skippable", lambda d: d["items"][0].update(skippable=True), "items[0].skippable", "Haal één"),
    ("maximum over options", lambda d: item(d, "barriers").update(maximum=10), "items[16].maximum", "maar 9"),
    ("maximum of nought", lambda d: item(d, "barriers").update(maximum=0), "items[16].maximum", "minstens één"),
    ("closes before it opens", lambda d: d.update(closes="2025-01-01"), "closes", "Draai"),
    ("no such day", lambda d: d.update(opens="2026-02-30"), "opens", "datum"),
    ("unknown channel", lambda d: d["channels"].append("fax"), "channels[5]", "Kies uit"),
    ("no schema", lambda d: d.pop("schema"), "schema", "framework/1"),
    ("another schema", lambda d: d.update(schema="framework/9"), "schema", "framework/1"),
    ("pole missing", lambda d: item(d, "heard").pop("left"), "items[12].left", "uiteinde"),
    ("axis missing", lambda d: item(d, "network").pop("y_axis"), "items[15].y_axis.top", "uiteinde"),
    (
        "image from elsewhere",
        lambda d: d["items"][5]["options"][0].update(image="javascript:alert(1)"),
        "items[5].options[0].image",
        "plaatje",
    ),
    (
        "image outside the folder",
        lambda d: d["items"][5]["options"][0].update(image="a/../../b.png"),
        "items[5].options[0].image",
        "plaatje",
    ),
    (
        "drawing that we do not have",
        lambda d: item(d, "emotion")["options"][0].update(image="zeemeermin"),
        "items[7].options[0].image",
        "Kies uit: gezicht_1",
    ),
    ("NUL byte in a text", lambda d: d.update(title="a\0b"), "title", "onzichtbaar"),
    ("half an emoji", lambda d: d.update(title="a\ud83d"), "title", "half teken"),
    ("very long text", lambda d: d.update(title="a" * 100_000), "title", "te lang"),
    ("blank text", lambda d: d.update(title="  "), "title", "Nederlandse tekst|ontbreekt de tekst"),
    ("number as text", lambda d: d.update(min_age="zestien"), "min_age", "heel getal"),
    ("children alone", lambda d: d.update(min_age=15), "min_age", "Alleen vertellen kan vanaf 16 jaar."),
    ("no age at all", lambda d: d.update(min_age=0), "min_age", "Kies 16 of hoger"),
    ("older than people get", lambda d: d.update(min_age=121), "min_age", "tussen 16 en 120"),
    ("boolean as text", lambda d: d.update(fictional="ja"), "fictional", "true"),
    ("number for a text", lambda d: d["items"][0].update(text=2024), "items[0].text", "aanhalingstekens"),
    ("items is a text", lambda d: d.update(items="veel"), "items", "lijst"),
    ("item is a text", lambda d: d["items"].insert(0, "vraag"), "items[0]", "Hier hoort een vraag"),
    ("options is a mapping", lambda d: d["items"][4].update(options={"a": "b"}), "items[4].options", "lijst"),
    ("no options", lambda d: d["items"][4].update(options=[]), "items[4].options", "leeg"),
    ("too many items", lambda d: d.update(items=[d["items"][0]] * 1000), "items", "te lang"),
]


@pytest.mark.parametrize(("change", "path", "words"), [each[1:] for each in MISTAKES], ids=[m[0] for m in MISTAKES])
def test_each_mistake_is_named_at_its_place(change: Change, path: str, words: str) -> None:
    data = copy.deepcopy(DATA)
    change(data)
    found = [each.message for each in problems(data) if each.path == path]
    assert any(word in message for message in found for word in words.split("|")), problems(data)[:5]


def test_a_scale_needs_a_range() -> None:
    data: Any = copy.deepcopy(DATA)
    ends = {"left": {"text": "a", "en": {"text": "a"}}, "right": {"text": "b", "en": {"text": "b"}}}
    scale = {"id": "cijfer", "type": "scale", "text": "Cijfer?", "en": {"text": "Mark?"}, **ends}
    data["items"].append({**scale, "minimum": 10, "maximum": 1})
    assert [each.path for each in problems(data)] == ["items[19].maximum"]
    data["items"][-1] = {**scale, "minimum": 1, "maximum": 10}
    assert problems(data) == []


def test_all_problems_come_at_once_and_parse_refuses_with_the_same() -> None:
    data: Any = copy.deepcopy(DATA)
    data["items"][3].pop("id")
    data["items"][9]["anchors"].pop()
    data["titel"] = "x"
    data["consent"]["purposes"][0]["default"] = True
    paths = {each.path for each in problems(data)}
    assert {"items[3].id", "items[9].anchors", "titel", "consent.purposes[0].default"} <= paths
    with pytest.raises(InvalidFramework) as refusal:
        parse(data)
    assert list(refusal.value.problems) == problems(data)


def test_no_voices_at_all_can_be_said_on_purpose() -> None:
    data: Any = copy.deepcopy(DATA)
    drop_item(data, "role")
    for each in data["items"]:
        each.pop("wording_by_role", None)
    data["voices"] = None
    assert parse(data).voice_question is None


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", None, "geen duidingskader"),
        ("schema: framework/1\nitems: [", 3, "geen geldige YAML"),
        ("schema: framework/1\n  title: x", 2, "geen geldige YAML"),
        ("a: &x 1\nb: *x", 1, "Verwijzingen"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", 1, "Verwijzingen"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]", 2, "uitroepteken"),
        ("a: 1\nb: 2\na: 3", 3, "twee keer"),
        ("a: 1\n---\nb: 2", 2, "Haal '---' weg"),
        ("a: 1\nb: x\0y", 2, "onzichtbaar"),
        ("[" * 5000, 1, "te veel lagen"),
        ("? [a]\n: b", 1, "één woord"),
        ("- a\n" * 60_000, 50_000, "te veel onderdelen"),
        ("a: " + "x" * 2_000_000, None, "te groot"),
        ("titel: x", 1, "'title'"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_broken_yaml_gets_one_clear_sentence_with_its_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(InvalidFramework) as refusal:
        load(text)
    assert any(words in each.message and each.line in (line, None) for each in refusal.value.problems)
    if line is not None:
        assert any(words in each.message and each.line == line for each in refusal.value.problems)


def test_problems_in_a_file_carry_their_line() -> None:
    lines = DEMO.split("\n")
    number = next(n for n, line in enumerate(lines, start=1) if "id: heard" in line)
    lines[number] = "    type: schuif"
    with pytest.raises(InvalidFramework) as refusal:
        load("\n".join(lines))
    assert [(each.path, each.line) for each in refusal.value.problems] == [("items[12].type", number + 1)]


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    data, _ = read_yaml("a: no\nb: 2026-01-10\nc: 012\nd: 12:30\ne: 1e3\nf: true\ng: 7\nh: .nan\ni: '7'")
    assert data == {
        "a": "no",
        "b": "2026-01-10",
        "c": "012",
        "d": "12:30",
        "e": "1e3",
        "f": True,
        "g": 7,
        "h": ".nan",
        "i": "7",
    }


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(st.data())
@settings(max_examples=150)
def test_a_wrong_value_anywhere_never_crashes(data: st.DataObject) -> None:
    changed: Any = copy.deepcopy(DATA)
    place = changed
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            place[key] = data.draw(_JSON)
            break
        place = inner
    for each in problems(changed):
        assert each.message.endswith((".", "?")) and len(each.message) < 300


@given(_JSON)
def test_any_value_at_all_gets_problems_and_never_crashes(value: object) -> None:
    assert problems(value)
