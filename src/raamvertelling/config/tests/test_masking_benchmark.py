"""What the benchmark of masking says must be counted right before its figures mean anything."""

from benchmarks.masking import demonstration, generated, held_out, lowered, read_gold
from benchmarks.masking_score import score
from benchmarks.masking_table import MADE, ORIGINS, STYLES
from training import sources

from raamvertelling.core.privacy.annotated import Story
from raamvertelling.core.privacy.model import the_model
from raamvertelling.core.tests.identifier_maker import MAKERS

STORY = Story(
    "x", "neat", "Dutch, Frisian", "Wietske Bakker was hier, in Wommels.", ((0, 14, "PER"), (28, 35, "LOC_PLACE"))
)


def test_a_name_counts_when_every_letter_is_hidden() -> None:
    half, whole, other = ([(0, 7)], [(0, 7), (8, 14)], [(15, 18)])
    for places, found, hidden in ((half, 0, 0), (whole, 1, 0), (other, 0, 1)):
        counted = score([STORY], [places])
        assert (counted.found["PER"], counted.asked["PER"]) == (found, 1)
        assert (counted.found["hidden"], counted.asked["hidden"]) == (hidden, 3)
        assert (
            counted.asked[("origin", "frisian")] == counted.asked[("PER", "neat")] == counted.asked["PER capital"] == 1
        )


def test_a_cell_has_its_interval_and_number() -> None:
    assert score([STORY], [[(0, 14)]]).cell("PER") == "100.0% (20.7-100.0, n=1)"
    assert score([STORY], [[]]).cell("ORG") == "-"


def test_the_sets_are_whole() -> None:
    assert len(held_out()) == 156
    assert sum(len(story.details) for story in demonstration()) > 90
    assert len(generated()) >= 1000
    assert all(story.text[start:end].strip() for story in generated() for start, end, _ in story.details)
    assert [len(lowered(story).text) for story in held_out()] == [len(story.text) for story in held_out()]


def test_the_table_has_a_word_for_all_that_is_counted() -> None:
    told = read_gold("*.txt")
    origins = {origin.strip().lower() for story in told for origin in story.origins.split(",")} - {"-"}
    assert origins <= ORIGINS.keys()
    assert {story.style for story in told} == STYLES.keys()
    assert MADE.keys() == MAKERS.keys()


def test_the_model_was_made_from_the_lists_and_stories_as_they_are() -> None:
    """When this fails: make the model again (training/MODEL_CARD.md says how)."""
    assert the_model().about["inputs"] == sources.hashes()
