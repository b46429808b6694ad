"""Words by role and language, conditions, the fingerprint of a consent text, and versions that belong together."""

from dataclasses import replace
from importlib.resources import files

import pytest

from raamvertelling.core.answers import NOT_APPLICABLE
from raamvertelling.core.framework import (
    Anchor,
    MultipleChoice,
    Option,
    Scale,
    SingleChoice,
    Triad,
    Wording,
    asked_signifiers,
    is_asked,
    labels,
    load,
    same_question,
    text_hash,
    worded,
)

FRAMEWORK = load((files("raamvertelling.demo") / "data" / "framework.yaml").read_text(encoding="utf-8"))


def test_each_role_gets_its_own_words_for_the_same_ids() -> None:
    helped = FRAMEWORK.signifier("helped")
    common, manager = worded(helped, "inwoner", "nl"), worded(helped, "manager", "nl")
    assert common.text == "Wat hielp, of had geholpen?"
    assert manager.text == "Wat hielp in deze situatie, of had geholpen?"
    assert [each.id for each in common.anchors] == [each.id for each in manager.anchors]
    assert manager.label("professionals") == "het werk van onze teams"
    assert worded(helped, "manager", "en").label("professionals") == "the work of our teams"
    assert worded(helped, "", "nl") == worded(helped, "onbekend", "nl") == common


def test_a_missing_language_falls_back_to_the_own_language() -> None:
    assert worded(FRAMEWORK.signifier("heard"), "", "tr").label("left") == "niet gehoord"


def test_stones_keep_their_axes_apart_from_their_stones() -> None:
    network = worded(FRAMEWORK.signifier("network"), "", "nl")
    assert len(network.anchors) == 7
    assert [each.id for each in network.axes] == ["x_left", "x_right", "y_bottom", "y_top"]
    assert network.label("y_top") == "veel invloed"
    with pytest.raises(KeyError):
        network.label("buurman")


def test_help_comes_with_its_option() -> None:
    barriers = worded(FRAMEWORK.signifier("barriers"), "", "nl")
    assert barriers.anchors[0].help == "De wet voor hulp thuis en meedoen."
    assert barriers.anchors[-1].exclusive


def test_labels_are_the_common_words_by_id() -> None:
    assert labels(FRAMEWORK.signifier("heard"), "tr") == labels(FRAMEWORK.signifier("heard"))
    assert list(labels(FRAMEWORK.signifier("heard"))) == ["left", "right"]
    assert labels(FRAMEWORK.voice_question)["inwoner"] == "Inwoner"
    assert labels(None) == {}


def test_show_unless_asks_except_after_that_answer() -> None:
    rule = FRAMEWORK.signifier("barrier_rule")
    assert is_asked(rule, {}) and is_asked(rule, {"barriers": []}) and is_asked(rule, {"barriers": NOT_APPLICABLE})
    assert is_asked(rule, {"barriers": ["wmo"]})
    assert not is_asked(rule, {"barriers": ["geen"]})


def test_show_if_asks_only_after_that_answer() -> None:
    condition = FRAMEWORK.signifier("barrier_rule").condition
    assert condition is not None
    rule = replace(FRAMEWORK.signifier("barrier_rule"), condition=replace(condition, negated=False))
    assert is_asked(rule, {"barriers": ["geen"]})
    assert not is_asked(rule, {"barriers": ["wmo"]}) and not is_asked(rule, {})


def test_an_answer_to_a_hidden_question_shows_nothing() -> None:
    words = Wording((("nl", "x"),))
    choice = (Option("ja", words), Option("nee", words))
    condition = FRAMEWORK.signifier("barrier_rule").condition
    assert condition is not None
    only_after = replace(condition, signifier="a", options=("ja",), negated=False)
    questions = (
        SingleChoice(id="a", text=words, options=choice),
        SingleChoice(id="b", text=words, options=choice, condition=only_after),
        SingleChoice(id="c", text=words, options=choice, condition=replace(only_after, signifier="b")),
    )
    left_over = {"a": "nee", "b": "ja"}
    assert [each.id for each in asked_signifiers(questions, left_over)] == ["a"]
    assert [each.id for each in asked_signifiers(questions, {**left_over, "a": "ja"})] == ["a", "b", "c"]


def test_consent_hash_changes_with_any_word_and_with_the_language() -> None:
    consent = FRAMEWORK.consent
    first = text_hash(consent, "nl")
    assert len(first) == 64 and first == text_hash(consent, "nl") != text_hash(consent, "en")
    other = replace(consent.purposes[1], text=Wording((("nl", "Mijn verhaal mag gelezen worden."),)))
    assert text_hash(replace(consent, purposes=(consent.purposes[0], other)), "nl") != first


def test_versions_belong_together_while_id_kind_and_anchors_stay() -> None:
    about = FRAMEWORK.signifier("about")
    assert isinstance(about, Triad)
    a, b, c = about.anchors
    reworded = replace(about, text=Wording((("nl", "Anders"),)), anchors=(Anchor(a.id, b.text), b, c))
    assert same_question(about, reworded)
    assert not same_question(about, replace(about, anchors=(b, a, c)))
    assert not same_question(about, replace(about, anchors=(Anchor("tijd", a.text), b, c)))
    assert not same_question(about, replace(about, id="anders"))
    assert not same_question(about, FRAMEWORK.signifier("heard"))


def test_order_counts_only_where_it_means_something() -> None:
    age, tone, barriers = (FRAMEWORK.signifier(id) for id in ("age_band", "tone", "barriers"))
    assert isinstance(age, SingleChoice) and isinstance(tone, SingleChoice) and isinstance(barriers, MultipleChoice)
    assert not same_question(age, replace(age, options=age.options[::-1]))
    assert same_question(age, replace(age, options=(age.options[-1], *age.options[:-1])))
    assert same_question(tone, replace(tone, options=tone.options[::-1]))
    assert same_question(barriers, replace(barriers, options=barriers.options[::-1]))
    words = Wording((("nl", "x"),))
    scale = Scale(id="s", text=words, left=words, right=words, minimum=1, maximum=10)
    assert not same_question(scale, replace(scale, maximum=5))
