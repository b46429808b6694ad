"""Floors under the quality of masking, on texts in the project; the figures for the world are in the benchmark."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from raamvertelling.core.privacy import propose_many
from raamvertelling.core.privacy.annotated import Story, parse_stories

ROOT = Path(__file__).parents[4]
GOLD = ROOT / "benchmarks" / "gold"
DATA = files("raamvertelling.demo") / "data"


def marked_demo() -> list[Story]:
    """The demonstration with its own list of details: no part of it was learnt from."""
    listed = (DATA / "README.md").read_text(encoding="utf-8").split("```jsonl")[1].split("```")[0]
    details = {each["id"]: each["details"] for each in map(json.loads, listed.strip().splitlines())}
    stories = []
    for line in (DATA / "stories.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        names = [
            re.sub(r"^(?:meneer|mevrouw|dokter|de heer|tante) ", "", each["text"], flags=re.IGNORECASE)
            for each in details.get(told["id"], [])
            if each["kind"] == "naam" and each["field"] == "text"
        ]
        places = [match.span() for name in names for match in re.finditer(re.escape(name), told["text"])]
        stories.append(Story(told["id"], "", "", told["text"], tuple((start, end, "PER") for start, end in places)))
    return stories


def whole_share(stories: list[Story], type_: str) -> float:
    found = asked = 0
    for story, proposals in zip(stories, propose_many([{"s": story.text} for story in stories]), strict=True):
        covered = {k for each in proposals for k in range(each.span.start, each.span.end)}
        for start, end, kind in story.details:
            if kind == type_:
                asked += 1
                found += all(k in covered for k in range(start, end) if story.text[k].isalnum())
    print(f"{type_}: {found} of {asked}")
    assert asked >= 20
    return found / asked


def test_names_of_the_demonstration_are_found() -> None:
    assert whole_share(marked_demo(), "PER") >= 0.97


def test_few_words_of_the_demonstration_are_hidden() -> None:
    """Right or wrong: the place, the centre and the landlord of the demonstration are in no list of details."""
    stories = marked_demo()
    words = hidden = 0
    for story, proposals in zip(stories, propose_many([{"s": each.text} for each in stories]), strict=True):
        words += len(story.text.split())
        hidden += sum(len(each.words.split()) for each in proposals)
    print(f"hidden: {hidden} of {words}")
    assert hidden / words < 0.025


@pytest.mark.skipif(not GOLD.exists(), reason="only in a checkout")
@pytest.mark.parametrize(("type_", "floor"), [("PER", 0.97), ("LOC_PLACE", 0.95), ("DATE", 0.95), ("AGE", 0.9)])
def test_stories_that_were_learnt_from_are_found(type_: str, floor: float) -> None:
    paths = sorted(GOLD.glob("training-*.txt"))
    stories = [story for path in paths for story in parse_stories(path.read_text(encoding="utf-8"))]
    assert whole_share(stories, type_) >= floor
