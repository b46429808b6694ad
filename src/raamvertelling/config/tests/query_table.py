"""Every public function of every module of queries: how to call it as somebody, or why it holds no words."""

import datetime as dt
import importlib
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import timezone

from raamvertelling.accountability import queries as accounts
from raamvertelling.accountability.giving.queries import uses as giving
from raamvertelling.accountability.models import Account
from raamvertelling.config.tests.canaries import ANALYSE, GROUP, PUBLIC, QUOTE, TRAINING
from raamvertelling.config.tests.world import World
from raamvertelling.core.sentences_samples import LOT
from raamvertelling.returning import queries as returning
from raamvertelling.sensemaking.filters import Filters
from raamvertelling.sensemaking.sampling import queries as sampling
from raamvertelling.stories.models import Story
from raamvertelling.stories.queries import desk, desk_story, texts
from raamvertelling.stories.queries import media as media_queries
from raamvertelling.stories.sealing import KeyDestroyed

TODAY = dt.date.today()  # noqa: TID251 - the views look at the real day too
NOW = timezone.now()
REFUSALS = (PermissionDenied, KeyDestroyed, ObjectDoesNotExist)


def _module(name: str) -> Any:
    """Import a module that has a function of its own name beside it in its package."""
    return importlib.import_module(f"raamvertelling.sensemaking.queries.{name}")


findings, patterns, stories_read, rows = (_module(name) for name in ("findings", "pattern", "reading", "rows"))
overview, progress = _module("overview"), _module("progress")


def _all_stories() -> list[Story]:
    return list(Story.objects.order_by("pk"))


def _one_by_one(read: Callable[[Story], object]) -> list[object]:
    """Read every story on its own: one refusal must not hide the next."""
    found = []
    for story in _all_stories():
        try:
            found.append(read(story))
        except REFUSALS as refused:
            found.append(type(refused).__name__)
    return found


Call = Callable[[World, Any], object]
FOR_WHO_FOUND_IT = "the caller found the stories through usable_for; the pages above prove it"
NO_WORDS = "numbers and names of the inquiry, no words of a story"
OWN_STORY = "the caller holds the code or the draft"

# Module -> function -> (how to call it as somebody, the use it reads for by team and by reader) or why it needs none.
QUERIES: dict[str, dict[str, tuple[Call, str, str] | str]] = {
    "accountability.queries": {
        "document": (lambda w, v: accounts.document(account=Account.objects.get(), viewer=v, today=TODAY), QUOTE, ""),
        "edition": (
            lambda w, v: accounts.edition(snapshot=Account.objects.get().snapshots.latest("number"), viewer=v),
            QUOTE,
            "",
        ),
        "quotable": (lambda w, v: accounts.quotable(viewer=v, inquiry=w.inquiry, page="1"), QUOTE, ""),
        "read_quotes": "called by document and edition, with their viewer",
        "parts": "takes a document that was read already",
    },
    "accountability.giving.queries.rows": {
        "rows_file": "answers without words, and a matter of groups (decision 15)",
    },
    "accountability.giving.queries.uses": {
        "own_uses": NO_WORDS,
        "use_lines": NO_WORDS,
        "stories_of_use": (
            lambda w, v: giving.stories_of_use(viewer=v, inquiry=w.inquiry, use=TRAINING)[1], TRAINING, ""
        ),
        "all_stories_of_use": (
            lambda w, v: giving.all_stories_of_use(viewer=v, inquiry=w.inquiry, use=TRAINING), TRAINING, ""
        ),
    },
    "returning.queries": {
        "public_page": (lambda w, v: returning.public_page(inquiry=w.inquiry, page="1"), PUBLIC, PUBLIC)
    },
    "sensemaking.connecting.queries": dict.fromkeys(
        ("looked_at", "connections", "connection", "marked_in", "told_by"),
        "figures and numbers of stories; the words are read through reading.read",
    ),
    "sensemaking.sampling.queries": {
        "sample": "numbers of stories; the words are read through cards or reading.read",
        "cards": (lambda w, v: _cards(w, v), GROUP, ""),
    },
    "sensemaking.queries.findings": {
        "findings": (lambda w, v: findings.findings(viewer=v, inquiry=w.inquiry), ANALYSE, GROUP),
        "finding": (
            lambda w, v: findings.finding(viewer=v, observation=w.inquiry.observations.latest("pk")),
            ANALYSE,
            GROUP,
        ),
        "readable_by": (lambda w, v: _titles(findings.readable_by(v, w.inquiry)), ANALYSE, GROUP),
        "references_of": "ids only; what is shown of them is read through readable_by",
        "question_of": NO_WORDS,
    },
    "sensemaking.queries.neighbourhoods": {"neighbourhoods": NO_WORDS},
    "sensemaking.queries.missing": {"missing": NO_WORDS, "countable_groups": NO_WORDS},
    "sensemaking.queries.filtering": {"filtering": NO_WORDS},
    "sensemaking.queries.told": {"told": NO_WORDS, "renewed": NO_WORDS, "passing": NO_WORDS, "searched": NO_WORDS},
    "sensemaking.queries.kept": dict.fromkeys(
        ("team_rows", "outside_rows"), "answers and numbers of the stories that the caller found by the door, no text"
    ),
    "sensemaking.queries.overview": {
        "overview": (lambda w, v: overview.overview(viewer=v, inquiry=w.inquiry, today=TODAY), ANALYSE, GROUP),
        "open_rows": NO_WORDS,
        "shown_count": NO_WORDS,
    },
    "sensemaking.queries.mirrors": dict.fromkeys(
        ("mirror", "mirrored", "chosen_sign", "themes"),
        "windows and numbers of stories; the words are read through reading.read",
    ),
    "sensemaking.queries.pairs": dict.fromkeys(
        ("then_now", "group_and_rest", "groupings"),
        "windows and numbers of stories; the words are read through reading.read",
    ),
    "sensemaking.queries.mixture": {"mixture": "how many of each voice and way of telling, no words"},
    "sensemaking.queries.pattern": {
        "pattern": (lambda w, v: patterns.pattern(viewer=v, inquiry=w.inquiry, signifier_id="about"), ANALYSE, GROUP),
        "patterns": (lambda w, v: patterns.patterns(viewer=v, inquiry=w.inquiry), ANALYSE, GROUP),
        "countable_signifiers": NO_WORDS,
        "find_signifier": NO_WORDS,
        "whole_patterns": NO_WORDS,
        "whole_window": NO_WORDS,
        "read_ahead": NO_WORDS,
        "closed_outside": "ids of answers that stay closed, no words",
    },
    "sensemaking.predicting.queries": dict.fromkeys(
        (
            "rounds", "revealed", "result", "dots_of", "expected_window", "measure", "in_gap", "open_voices",
        ),
        "dots of people in a room and numbers of stories; the words are read through reading.read",
    ),
    "sensemaking.queries.progress": {
        "progress": (lambda w, v: _progress(w, v), "", ""),
    },
    "sensemaking.queries.reading": {
        "story_list": (
            lambda w, v: stories_read.story_list(viewer=v, inquiry=w.inquiry, filters=Filters()), ANALYSE, GROUP
        ),
        "story_page": (
            lambda w, v: _one_by_one(
                lambda s: stories_read.story_page(viewer=v, inquiry=w.inquiry, number=s.number, filters=Filters())
            ),
            ANALYSE,
            GROUP,
        ),
        "readable": (lambda w, v: _titles(stories_read.readable(_scope(w, v))), ANALYSE, GROUP),
        "numbers": (lambda w, v: _numbered(stories_read.numbers(_scope(w, v), Filters())), ANALYSE, GROUP),
        "newest": (lambda w, v: _numbered(stories_read.newest(_scope(w, v), 99)), ANALYSE, GROUP),
        "newest_per_voice": (
            lambda w, v: _numbered(stories_read.newest_per_voice(_scope(w, v), Filters()).values()),
            ANALYSE,
            GROUP,
        ),
        "read": (lambda w, v: stories_read.read(_scope(w, v), [s.number for s in _all_stories()]), ANALYSE, GROUP),
        "allowed": NO_WORDS,
        "named_voices": NO_WORDS,
        "in_words": NO_WORDS,
    },
    "sensemaking.queries.rows": dict.fromkeys(
        (
            "scope_of", "counted", "broken_blocks", "narrowed", "load", "keep_in_memory", "story_ids", "matching",
            "tellers", "comparable", "asked_in", "days_of", "rows_by", "in_groups", "rows_in",
        ),
        "answers and numbers for counting; a count is a matter of groups (decision 15), and no text is opened",
    ),
    "sensemaking.queries.stored": {"reader_of": NO_WORDS},
    "sensemaking.queries.windows": dict.fromkeys(
        (
            "splitters", "about_tellers", "voices", "group_of", "labels_of", "answered", "grouped", 
            "answerers", "is_usable", "window", "to_summarise", "names_of", "caution", "caution_about", "compared",
            "outside_groups", "outside_columns", "outside_window", "compared_outside",
        ),
        NO_WORDS,
    ),
    "stories.queries.desk": {
        "desk_queue": (lambda w, v: _piles(w, v), "visible", "visible"),
        "holders": NO_WORDS,
        "imported_and_waiting": (
            lambda w, v: _titles(desk.imported_and_waiting(viewer=v, inquiry=w.inquiry)), "desk", ""
        ),
    },
    "stories.queries.consents": {"agreements": OWN_STORY, "text_versions": NO_WORDS},
    "stories.queries.kept": dict.fromkeys(("readings", "happenings", "used_in"), OWN_STORY),
    "stories.queries.desk_story": {
        "desk_story": (
            lambda w, v: _one_by_one(lambda s: desk_story.desk_story(viewer=v, story=s, today=TODAY, now=NOW)),
            "desk",
            "",
        ),
        "subjects_of": "names of subjects; it asks texts_of_many, which refuses who may not read",
        "with_texts": "only what is on the page of desk_story already",
        "version_of": NO_WORDS,
    },
    "stories.queries.desk_load": dict.fromkeys(("desk_load", "done_today"), NO_WORDS),
    "stories.queries.cases": {"local_cases": "only sentences of which every name was replaced, of visible stories"},
    "stories.queries.breach": dict.fromkeys(("breach", "as_csv"), "numbers, names of readers and days, no words"),
    "stories.queries.journal": dict.fromkeys(("journal_days", "journal_row"), "the log never holds a word of a story"),
    "stories.queries.media": {
        "picture_for": (
            lambda w, v: [media_queries.picture_for(v, id) for id in w.examples["pictures"]],  # type: ignore[attr-defined]  # the test put a list there
            "picture",
            "picture",
        ),
        "desk_media": "only the desk calls it, after get_desk_story_or_404",
        "transcription": "only the desk calls it, after get_desk_story_or_404",
        "text_version": NO_WORDS,
        "released_pictures": FOR_WHO_FOUND_IT,
    },
    "stories.queries.texts": {
        "texts_of": (lambda w, v: _one_by_one(lambda s: texts.texts_of(s, v)), "either", "either"),
        "texts_of_many": (lambda w, v: _one_by_one(lambda s: texts.texts_of_many([s], v)), "either", "either"),
        "texts_for_public": (lambda w, v: _one_by_one(lambda s: texts.texts_for_public([s])), PUBLIC, PUBLIC),
        "texts_released": FOR_WHO_FOUND_IT,
        "texts_for_teller": OWN_STORY,
    },
    "stories.queries.translations": {
        "is_foreign": NO_WORDS,
        "released_translations": FOR_WHO_FOUND_IT,
        "translation_for_desk": "only the desk calls it, after get_desk_story_or_404",
    },
    "telling.queries": dict.fromkeys(("language_choices", "check_page", "my_story_page"), OWN_STORY),
    "telling.kiosk.queries": {"kiosk_rows": NO_WORDS},
    "people.queries": {"second_step_page": "how somebody signs in, no words of a story"},
    "inquiries.queries": dict.fromkeys(
        (
            "state_sentence", "my_inquiries", "public_inquiries", "ways_in", "way_in", "people_page", "versions_of",
            "has_account", "slugs_beginning_with", "team_of",
        ),
        NO_WORDS,
    ),
}  # fmt: skip


def _cards(world: World, viewer: Any) -> object:
    if not _scope(world, viewer).is_team:
        return ()
    drawn = sampling.sample(viewer=viewer, inquiry=world.inquiry, way=LOT, size=24, seed=1, filters=Filters())
    return sampling.cards(viewer=viewer, inquiry=world.inquiry, drawn=drawn)


def _scope(world: World, viewer: Any) -> Any:
    return rows.scope_of(viewer, world.inquiry)


def _progress(world: World, viewer: Any) -> object:
    return progress.progress(viewer=viewer, inquiry=world.inquiry, today=TODAY)


def _piles(world: World, viewer: Any) -> object:
    return [desk.desk_queue(viewer=viewer, inquiry=world.inquiry, pile=pile, today=TODAY) for pile in desk.Pile]


def _numbered(numbers: Any) -> list[str]:
    return _titles(Story.objects.filter(number__in=list(numbers)))


def _titles(found: Any) -> list[str]:
    """Return the words of the stories in a result, as if somebody opened each of them."""
    opened = texts.texts_released(list(found))
    return [repr(each) for each in opened.values()]
