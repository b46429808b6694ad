"""Frameworks: what is asked, in which words, to whom."""

from raamvertelling.core.framework.asking import asked_signifiers, is_asked, same_question
from raamvertelling.core.framework.differences import Difference, differences
from raamvertelling.core.framework.dump import dump, to_yaml
from raamvertelling.core.framework.kinds import (
    KINDS,
    Anchor,
    Condition,
    ConsentText,
    Dyad,
    Framework,
    LongText,
    MultipleChoice,
    Option,
    PictureChoice,
    Prompt,
    Purpose,
    RoleWording,
    Scale,
    ShortText,
    Signifier,
    SingleChoice,
    Stones,
    Triad,
    Wording,
    anchors_of,
    axes_of,
)
from raamvertelling.core.framework.order import in_order, minutes_range, signs_of
from raamvertelling.core.framework.parse import load, parse, problems, sketch, sketch_question
from raamvertelling.core.framework.problems import InvalidFramework, Problem
from raamvertelling.core.framework.reach import unreachable
from raamvertelling.core.framework.schema import json_schema
from raamvertelling.core.framework.wording import WordedAnchor, WordedSignifier, labels, text_hash, worded

__all__ = [
    "KINDS",
    "Anchor",
    "Condition",
    "ConsentText",
    "Difference",
    "Dyad",
    "Framework",
    "InvalidFramework",
    "LongText",
    "MultipleChoice",
    "Option",
    "PictureChoice",
    "Problem",
    "Prompt",
    "Purpose",
    "RoleWording",
    "Scale",
    "ShortText",
    "Signifier",
    "SingleChoice",
    "Stones",
    "Triad",
    "WordedAnchor",
    "WordedSignifier",
    "Wording",
    "anchors_of",
    "asked_signifiers",
    "axes_of",
    "differences",
    "dump",
    "in_order",
    "is_asked",
    "json_schema",
    "labels",
    "load",
    "minutes_range",
    "parse",
    "problems",
    "same_question",
    "signs_of",
    "sketch",
    "sketch_question",
    "text_hash",
    "to_yaml",
    "unreachable",
    "worded",
]
