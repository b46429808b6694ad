"""The demonstration framework and its 120 stories go through the core whole."""

import json
from importlib.resources import files

from raamvertelling.core.answers import Chosen, NotApplicable, Skipped, TriadPlacement, dump_answers, parse_answers
from raamvertelling.core.framework import Condition, load

DATA = files("raamvertelling.demo") / "data"
FRAMEWORK = load((DATA / "framework.yaml").read_text(encoding="utf-8"))
STORIES = [json.loads(line) for line in (DATA / "stories.jsonl").read_text(encoding="utf-8").splitlines()]


def test_demo_framework_reads_whole() -> None:
    assert len(FRAMEWORK.signifiers) == 19
    assert FRAMEWORK.languages == ("nl", "en")
    assert FRAMEWORK.story.id == "story" and FRAMEWORK.story.required
    assert FRAMEWORK.title_question is not None and FRAMEWORK.title_question.max_length == 80
    assert FRAMEWORK.voice_question is not None and [o.id for o in FRAMEWORK.voice_question.options] == [
        "inwoner",
        "professional",
        "manager",
        "bestuurder",
    ]
    assert FRAMEWORK.signifier("barrier_rule").condition == Condition("barriers", ("geen",), negated=True)
    assert [purpose.id for purpose in FRAMEWORK.consent.purposes] == ["analyse", "groep", "citaat", "openbaar"]


def test_demo_answers_keep_skipped_and_not_applicable_apart() -> None:
    parsed = [parse_answers(FRAMEWORK, {**story["answers"], "prompt": story["prompt"]}) for story in STORIES]
    skipped = {id: sum(isinstance(each[id], Skipped) for each in parsed) for id in ("about", "leeway", "network")}
    assert skipped == {"about": 3, "leeway": 9, "network": 3}
    unfit = {id: sum(isinstance(each[id], NotApplicable) for each in parsed) for id in ("helped", "leeway", "network")}
    assert unfit == {"helped": 3, "leeway": 8, "network": 3}
    assert sum(each["role"] == Chosen(("inwoner",)) for each in parsed) == 68


def test_demo_triads_sum_to_one_and_survive_a_round_trip() -> None:
    for story in STORIES:
        answers = parse_answers(FRAMEWORK, story["answers"])
        for answer in answers.values():
            if isinstance(answer, TriadPlacement):
                assert abs(sum(answer.weights) - 1) < 1e-12
        assert parse_answers(FRAMEWORK, json.loads(json.dumps(dump_answers(FRAMEWORK, answers)))) == answers
