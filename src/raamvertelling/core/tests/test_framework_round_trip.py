"""What is written can be read, and nothing is lost on the way."""

import json
from importlib.resources import files

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from raamvertelling.core.framework import Framework, dump, json_schema, load, parse, problems, to_yaml
from raamvertelling.core.framework.yaml_text import read_yaml
from raamvertelling.core.tests.strategies import frameworks

DEMO = (files("raamvertelling.demo") / "data" / "framework.yaml").read_text(encoding="utf-8")
MANY = settings(max_examples=60)


@given(frameworks())
@MANY
def test_any_framework_survives_dump_and_parse(framework: Framework) -> None:
    dumped = dump(framework)
    assert problems(dumped) == []
    assert parse(dumped) == framework


@given(frameworks())
@MANY
def test_any_framework_survives_a_database_that_sorts_keys(framework: Framework) -> None:
    assert parse(json.loads(json.dumps(dump(framework), sort_keys=True))) == framework


@given(frameworks())
@MANY
def test_any_framework_survives_yaml(framework: Framework) -> None:
    assert load(to_yaml(framework)) == framework


@given(frameworks())
@MANY
def test_schema_accepts_every_framework_that_can_be_dumped(framework: Framework) -> None:
    assert [error.message for error in Draft202012Validator(json_schema()).iter_errors(dump(framework))] == []


def test_schema_is_valid_and_accepts_the_demo() -> None:
    Draft202012Validator.check_schema(json_schema())
    data, _ = read_yaml(DEMO)
    assert [error.message for error in Draft202012Validator(json_schema()).iter_errors(data)] == []


def test_schema_refuses_typing_errors_and_wrong_types() -> None:
    validator = Draft202012Validator(json_schema())
    for wrong in (
        DEMO.replace("ordered: true", "orderd: true", 1),
        DEMO.replace("type: triad", "type: traid", 1),
        DEMO.replace("min_age: 16", "min_age: zestien"),
        DEMO.replace("      - {id: geld, text: het geld, en: {text: the money}}\n", ""),
        DEMO.replace("default: false", "default: true", 1),
    ):
        assert not validator.is_valid(read_yaml(wrong)[0])


def test_demo_survives_every_way_out_and_in() -> None:
    framework = load(DEMO)
    assert parse(dump(framework)) == framework
    assert load(to_yaml(framework)) == framework
