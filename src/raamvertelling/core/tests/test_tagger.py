"""How likely each word is a name: the same alone and beside other texts, and as the sums of a naive reading."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from raamvertelling.core.privacy import propose_masks
from raamvertelling.core.privacy.model import the_model
from raamvertelling.core.privacy.tagger import _chances

Floats = NDArray[Any]
STORY = [
    "Gisteren",
    "kwam",
    "Noor",
    "langs",
    "in",
    "de",
    "Lindestraat.",
    "Zij",
    "lachte,",
    "en",
    "Sem",
    "van",
    "Houten",
    "ook.",
]
TITLES: Sequence[Sequence[str]] = (["Karin"], ["De", "brief"], [], ["bij", "noor", "thuis"])


@pytest.mark.parametrize("cased", [True, False])
def test_a_text_is_read_the_same_alone_and_beside_others(cased: bool) -> None:
    taggers = the_model().taggers
    texts = [*TITLES, STORY, *TITLES, STORY * 9]
    together = taggers.marginals(texts, cased=cased)
    for text, found in zip(texts, together, strict=True):
        assert found.shape == (len(text), len(taggers.labels))
        if text:
            np.testing.assert_allclose(found, taggers.marginals([text], cased=cased)[0], atol=1e-6)


def naive(emissions: Floats, transitions: Floats) -> Floats:
    """Forward and backward sums over one text, with whole numbers of precision to spare."""
    own, steps = np.exp(emissions.astype(float)), np.exp(transitions.astype(float))
    forward, backward = own.copy(), np.ones_like(own)
    for k in range(1, len(own)):
        forward[k] = (forward[k - 1] @ steps) * own[k]
        backward[-k - 1] = steps @ (backward[-k] * own[-k])
    both = forward * backward
    return np.asarray(both / both.sum(axis=1, keepdims=True))


@pytest.mark.parametrize("lengths", [(1,), (2, 1, 30), (7, 45, 1, 1, 12)])
def test_the_sums_are_those_of_each_text_by_itself(lengths: Sequence[int]) -> None:
    rng = np.random.default_rng(7)
    count, starts, ends = 2, [], []
    for length in lengths:
        starts.append(count)
        ends.append(count + length - 1)
        count += length + 2
    emissions = rng.normal(0, 2, (count, 5)).astype(np.float32)
    transitions = rng.normal(0, 1, (5, 5)).astype(np.float32)
    inside = [k for start, end in zip(starts, ends, strict=True) for k in range(start, end + 1)]
    edges = ~np.isin(np.arange(count), inside)
    found = _chances(emissions, transitions, edges)
    assert not found[edges].any()
    for start, end in zip(starts, ends, strict=True):
        np.testing.assert_allclose(found[start : end + 1], naive(emissions[start : end + 1], transitions), atol=1e-4)


@pytest.mark.parametrize("title", ["Noor", "Karin", "karin", "Fatma"])
def test_a_title_of_one_name_is_a_name(title: str) -> None:
    found = propose_masks({"title": title, "story": "Gisteren regende het de hele dag."})
    assert [(each.words, each.kind) for each in found] == [(title, "PER")]


@pytest.mark.parametrize("title", ["Geduld", "De brief", "Hoop", "Kapot", "Te laat"])
def test_a_title_of_ordinary_words_is_left(title: str) -> None:
    assert propose_masks({"title": title}) == ()


@pytest.mark.parametrize("name", ["Mohammed", "Frans", "Margriet", "Max"])
@pytest.mark.parametrize("sentence", ["Gisteren kwam {} langs.", "Mijn buurman {} hielp mij.", "{}"])
def test_a_name_that_everybody_knows_is_a_name_of_somebody_too(name: str, sentence: str) -> None:
    found = propose_masks({"story": sentence.format(name)})
    assert [(each.words, each.kind) for each in found] == [(name, "PER")]


def test_a_name_that_is_no_other_word_is_found_without_capitals() -> None:
    assert [each.words for each in propose_masks({"story": "mijn buurman mohammed hielp mij"})] == ["mohammed"]


@pytest.mark.parametrize(
    "words", ["Wij vierden Kerst in Limburg.", "De Koning kwam langs.", "Zij spreekt Engels en Spaans."]
)
def test_what_everybody_knows_and_nobody_is_called_is_left(words: str) -> None:
    assert propose_masks({"story": words}) == ()
