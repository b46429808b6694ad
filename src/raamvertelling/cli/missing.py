"""`raam wie-ontbreekt`: the tellers of a file of stories beside a population file, without a database."""

import argparse
import csv
import sys
from pathlib import Path

from raamvertelling.cli.frameworks import load_framework
from raamvertelling.cli.scan import counted_stories, made_of
from raamvertelling.cli.site import Refused
from raamvertelling.core.answers import Chosen, parse_answers
from raamvertelling.core.framework import Framework, MultipleChoice
from raamvertelling.core.framework.kinds import Choice
from raamvertelling.core.results import TooFew
from raamvertelling.core.sentences_coverage import coverage_notes, coverage_sentence, group_sentence
from raamvertelling.core.stats.coverage import Coverage, coverage
from raamvertelling.exchange.population import read_population


def run_missing(options: argparse.Namespace) -> int:
    """Read framework, stories and population, and say who is missing first."""
    framework = load_framework(options.framework)
    question = _question(framework, options.by)
    with Path(options.population).open("rb") as opened:
        population = read_population(opened)
    told: dict[str, str | None] = {}
    for story in counted_stories(options.stories, framework):
        answer = parse_answers(framework, story.answers).get(question.id)
        chosen = answer.options[0] if isinstance(answer, Chosen) and answer.options else None
        # Everybody counts once, with the last answer that was given.
        told[story.teller or f"\0{story.row}"] = chosen or told.get(story.teller)
    try:
        found = coverage(question.options, list(told.values()), population)
    except (TooFew, ValueError) as problem:
        raise Refused(str(problem)) from problem
    if options.csv:
        _print_csv(found)
    else:
        print(coverage_sentence(found), "", *(f"- {group_sentence(each)}" for each in found.groups), sep="\n")
        print("", *coverage_notes(found), sep="\n")
    made = made_of(options.framework, options.stories, options.population)
    print(f"{made} Uitleg: docs/methods/wie-ontbreekt.md.", file=sys.stderr if options.csv else None)
    return 0


def _question(framework: Framework, id: str) -> Choice:
    choices = [
        each for each in framework.signifiers if isinstance(each, Choice) and not isinstance(each, MultipleChoice)
    ]
    for each in choices:
        if each.id == id:
            return each
    known = ", ".join(each.id for each in choices) or "geen"
    raise Refused(f"‘{id}’ is in dit duidingskader geen vraag met één antwoord. U kunt kiezen uit: {known}.")


def _print_csv(found: Coverage) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("code", "antwoord", "vertellers", "mensen", "deel", "laag", "hoog", "verwacht", "ontbreekt"))
    for each in found.groups:
        low, high = each.share.interval or (0.0, 1.0)
        writer.writerow(
            (each.id, each.label, each.told, each.people, each.share.value, low, high, each.expected, each.is_missing)
        )
