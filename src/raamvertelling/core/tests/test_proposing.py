"""The masking engine: every place with its label, reason and certainty, the same name with the same label."""

import sys
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from raamvertelling.core.privacy import Span, masked, propose_masks
from raamvertelling.core.privacy.plugins import EngineMissing, deduce_engine, load_engines
from raamvertelling.core.privacy.spans import TYPES


def hidden(text: str) -> str:
    return masked(text, [each.span for each in propose_masks({"story": text})])


def test_a_name_has_one_label_in_all_parts_of_a_story() -> None:
    texts = {"title": "Bij mevrouw Zonderland", "story": "Ik sprak mevrouw Zonderland op 3 mei. Haar zus heet Wietske."}
    proposals = propose_masks(texts)
    assert [(each.part, each.words, each.span.label) for each in proposals] == [
        ("title", "Zonderland", "naam 1"),
        ("story", "Zonderland", "naam 1"),
        ("story", "3 mei", "datum"),
        ("story", "Wietske", "naam 2"),
    ]


def test_every_proposal_says_why_and_how_sure() -> None:
    proposals = propose_masks({"story": "Gisteren kwam mevrouw Kwabbelstra langs. Ze belt 06-12345678."})
    assert [(each.kind, each.words) for each in proposals] == [("PER", "Kwabbelstra"), ("CONTACT", "06-12345678")]
    assert all(each.explanation and each.certainty == "zeker" for each in proposals)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Ik ging met Fatima naar de bieb. Fatima's moeder wachtte, en Fatimaatje ook.", ["Fatima"]),
        ("Mijn broer Wiebren Kroondijk belde. Later schreef Wiebren, en Kroondijk ook.", ["Wiebren", "Kroondijk"]),
        ("ik sprak sjoerdtje gisteren. sjoerdje lachte. toen ging sjoerdtje weg.", ["sjoerdtje", "sjoerdje"]),
        ("mijn man heet zbigniew en hij werkt hard, zbigniew slaapt nooit", ["zbigniew"]),
        ("Toen kwam Anne-Marie Stroop-Kuipers binnen met haar jas nog aan.", ["Anne", "Marie", "Stroop", "Kuipers"]),
        ("Wij praatten met J.P. van der Kroon over het huis, en daarna met de gemeente.", ["Kroon", "J.P."]),
        ("wij wonen in de zonnebloemstraat 14 en dat is ver van school", ["zonnebloemstraat", "14"]),
        ("Mijn dochter zit op basisschool De Regenboog en ze leert daar graag.", ["Regenboog"]),
    ],
)  # fmt: skip
def test_a_name_is_hidden_whole_and_everywhere(text: str, gone: list[str]) -> None:
    assert [word for word in gone if word in hidden(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "De bakker op de hoek las hem voor, met meel op zijn bril, en in mei was de boer er klaar mee.",
        "Ik wil rust en hoop op een nieuwe lente, zei de vos tegen de beer.",
        "De gemeente stuurde een brief over de Wmo en het UWV belde ook nog een keer.",
        "ik heb al drie keer gebeld met de belastingdienst maar niemand neemt op",
        "Mijn Turkse buren praten Nederlands, en in december vieren ze Kerst.",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert hidden(text) == text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*"abZé0 \n.,'’-@😀\u0301\u200d\u00adİ\ud800", "Anna ", "van der ", "mevrouw ", " 12"]),
        max_size=30,
    )
)
def test_any_text_gives_proposals_in_order_inside_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = [each.span for each in propose_masks({"story": text})]
    assert all(0 <= span.start < span.end <= len(text) and span.type in TYPES for span in spans)
    assert all(one.end <= next_.start for one, next_ in pairwise(spans))


@pytest.mark.parametrize("before", ["😀 ", "👩‍👧‍👦 ", "e\u0301\u0301 ", "\u00a0\u2003 ", "\ufeff"])
def test_offsets_count_code_points(before: str) -> None:
    text = f"{before}Gisteren sprak ik mevrouw Gu\u0308lşen Aktürk-Yıldız aan de deur."
    (proposal,) = propose_masks({"story": text})
    assert proposal.words == "Gu\u0308lşen Aktürk-Yıldız"
    assert text[proposal.span.start : proposal.span.end] == proposal.words


def test_another_engine_adds_and_takes_nothing_away() -> None:
    def only_bikes(text: str) -> list[Span]:
        place = text.index("bakfiets")
        return [Span(place, place + 8, "OTHER", "voertuig", 0.9, "fietsen", "is een fiets")]

    text = "Mevrouw Zonderland reed op de bakfiets."
    alone, together = (propose_masks({"s": text}, engines) for engines in ((), (only_bikes,)))
    assert [each.words for each in alone] == ["Zonderland"]
    assert [(each.words, each.explanation) for each in together][1:] == [("bakfiets", "is een fiets")]


def test_engines_are_off_until_named_and_say_what_is_missing() -> None:
    assert load_engines([]) == []
    with pytest.raises(EngineMissing, match="bestaat niet"):
        load_engines(["glinster"])


def test_an_engine_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[object] = []
    deduce_engine.cache_clear()
    monkeypatch.setitem(sys.modules, "deduce", SimpleNamespace(Deduce=lambda: loaded.append(object())))
    assert load_engines(["deduce"]) == load_engines(["deduce"])
    assert len(loaded) == 1
    deduce_engine.cache_clear()


def test_deduce_joins_in_where_it_is_installed() -> None:
    try:
        engine = deduce_engine()
    except EngineMissing as missing:
        assert "pip install deduce" in str(missing)
        return
    assert any(span.type == "PER" for span in engine("Ik sprak Jan Jansen."))
