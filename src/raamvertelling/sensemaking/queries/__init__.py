"""What the reading room reads; every result is protected for the viewer it was asked for."""

from raamvertelling.sensemaking.queries.findings import FindingPage, finding, findings
from raamvertelling.sensemaking.queries.overview import overview
from raamvertelling.sensemaking.queries.pattern import (
    PatternPage,
    PatternsPage,
    UnknownSignifier,
    pattern,
    patterns,
)
from raamvertelling.sensemaking.queries.reading import story_list, story_page
from raamvertelling.sensemaking.queries.windows import Compared, Window

__all__ = [
    "Compared",
    "FindingPage",
    "PatternPage",
    "PatternsPage",
    "UnknownSignifier",
    "Window",
    "finding",
    "findings",
    "overview",
    "pattern",
    "patterns",
    "story_list",
    "story_page",
]
