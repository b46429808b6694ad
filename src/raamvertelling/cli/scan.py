"""`raam scan`: every pair of questions of a file of stories, without a database."""

import argparse
import csv
import hashlib
import json
import os
import sys
from pathlib import Path

from raamvertelling.cli.frameworks import load_framework
from raamvertelling.cli.site import Refused
from raamvertelling.core.answers import parse_answers
from raamvertelling.core.framework import Framework
from raamvertelling.core.results_scan import NoiseCheck, Pattern, Scan
from raamvertelling.core.sentences import decimal
from raamvertelling.core.sentences_scan import left_out_words, noise_words, pattern_sentence, scan_summary
from raamvertelling.exchange.jsonl import read_jsonl
from raamvertelling.exchange.report import Imported, ImportedStory
from raamvertelling.version import VERSION

MEASURES = {
    "cramer-v": "cramers_v",
    "kruskal-wallis": "epsilon_squared",
    "mann-whitney": "rank_biserial",
    "spearman": "spearman_rho",
    "energie": "energy_share",
    "afstandscorrelatie": "distance_correlation_squared",
}
SHOWN = 25


def run_scan(options: argparse.Namespace) -> int:
    """Read framework and stories, look at all pairs, and print what was found."""
    framework = load_framework(options.framework)
    if options.by and options.by not in {each.id for each in framework.signifiers}:
        known = ", ".join(each.id for each in framework.signifiers)
        raise Refused(f"De vraag '{options.by}' staat niet in dit duidingskader. U kunt kiezen uit: {known}.")
    if options.noise is not None and options.noise < 1:
        raise Refused("Kies bij --noise een getal van 1 of meer.")
    counted = counted_stories(options.stories, framework)
    told = [parse_answers(framework, story.answers) for story in counted]
    # numba and scipy take a second or two to start, so not before the files turned out to be readable. Matrices are
    # small here: several threads for each would only wait for one another.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np

    from raamvertelling.core.codes import code_answers
    from raamvertelling.core.stats import scanning

    matrix = code_answers(framework.signifiers, told)
    rng = np.random.default_rng(options.seed)
    if options.noise is not None:
        return _print_noise(scanning.noise(matrix, times=options.noise, rng=rng, by=options.by), options)
    who = np.unique([story.teller or f"\0{story.row}" for story in counted], return_inverse=True)[1].reshape(-1)
    found = scanning.scan(matrix, rng=rng, by=options.by, tellers=who)
    for note in found.notes:
        print(note, file=sys.stderr)
    if options.json:
        print(json.dumps([as_json(pattern) for pattern in found.patterns], ensure_ascii=False, indent=1))
    elif options.csv:
        _print_csv(found)
    else:
        _print_sentences(found, framework)
    made = made_of(options.framework, options.stories, seed=options.seed)
    only_data = options.json or options.csv
    print(made if only_data else f"\n{made} Uitleg: docs/methods/overzicht.md.", file=sys.stderr if only_data else None)
    return 0


def counted_stories(path: str, framework: Framework) -> list[ImportedStory]:
    """Return the stories of a file whose tellers allowed counting, and print what was left out."""
    with Path(path).open("rb") as opened:
        imported = read_jsonl(opened, framework, only_answers=True)
    _say_what_was_left_out(imported)
    return [story for story in imported.stories if _may_count(story)]


def made_of(*paths: str, seed: int | None = None) -> str:
    """Say with which program, seed and data figures were made: the same three give the same figures."""
    digest = hashlib.sha256()
    for path in paths:
        with Path(path).open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    begun = "" if seed is None else f"beginwaarde {seed}, "
    return f"Gemaakt met Raamvertelling {VERSION}, {begun}gegevens {digest.hexdigest()[:12]}."


def _may_count(story: ImportedStory) -> bool:
    """Whether the teller allowed counting: a file that says nothing of consent is taken at the word of its owner."""
    return story.uses is None or "analyse" in story.uses


def _say_what_was_left_out(imported: Imported) -> None:
    report = imported.report
    lines = [f"regel {each.row}: {each.reason}" for each in report.skipped_rows]
    lines += [f"regel {each.row}, vraag {each.column}: {each.reason}" for each in report.unmatched_values]
    refused = sum(not _may_count(story) for story in imported.stories)
    if refused:
        print(f"{refused} verhalen tellen niet mee: de verteller gaf geen toestemming voor 'analyse'.", file=sys.stderr)
    if lines:
        print(f"Niet gebruikt ({len(lines)}):", *lines[:SHOWN], sep="\n- ", file=sys.stderr)
    if len(lines) > SHOWN:
        print(f"- en nog {len(lines) - SHOWN}.", file=sys.stderr)


def as_json(pattern: Pattern) -> dict[str, object]:
    """Return one pattern as plain values."""
    low, high = pattern.effect.interval or (pattern.effect.value, pattern.effect.value)
    return {
        "a": pattern.a,
        "b": pattern.b,
        "kind": pattern.kind,
        "method": pattern.method,
        "statistic": pattern.statistic,
        "effect_name": MEASURES[pattern.effect.method],
        "effect": pattern.effect.value,
        "interval": [low, high],
        "p": pattern.p,
        "p_asymptotic": pattern.p_asymptotic,
        "q": pattern.q,
        "n": pattern.n,
    }


def _print_csv(found: Scan) -> None:
    head = ("a", "b", "kind", "method", "statistic", "effect_name", "effect", "low", "high", "p", "p_asymptotic", "q")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*head, "n", "missing", "not_applicable", "exact"])
    for pattern in found.patterns:
        values = as_json(pattern)
        interval = pattern.effect.interval or (pattern.effect.value, pattern.effect.value)
        values |= {"low": interval[0], "high": interval[1]}
        more = (pattern.n, pattern.missing, pattern.not_applicable, pattern.exact)
        writer.writerow([*(values[name] for name in head), *more])


def _print_sentences(found: Scan, framework: Framework) -> None:
    print(scan_summary(found))
    strongest = found.standing_out
    for number, pattern in enumerate(strongest[:SHOWN], start=1):
        print(f"\n{number}. {pattern_sentence(pattern, framework)}")
        print(f"   ({pattern.a}, {pattern.b}; p = {_small(pattern.p)}, q = {_small(pattern.q)})")
    if len(strongest) > SHOWN:
        print(f"\nDit zijn de {SHOWN} sterkste van de {len(strongest)}. Met --csv of --json ziet u ze allemaal.")
    if left_out := left_out_words(found):
        print(f"\n{left_out}")


def _small(chance: float) -> str:
    return "minder dan 0,0001" if chance < 0.0001 else decimal(chance, 4)


def _print_noise(check: NoiseCheck, options: argparse.Namespace) -> int:
    if options.json:
        values = {"times": check.times, "tests": check.tests, "single": check.single.value, "looks": check.looks.value}
        print(json.dumps(values))
    else:
        print(noise_words(check))
    return 0
