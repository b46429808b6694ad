"""The sentences on which the masking engine is tried here, and how many of them it finds now."""

from dataclasses import dataclass

from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.stories.cases import Case, is_found, parse_case
from raamvertelling.stories.models import CASE, SealedText, Story
from raamvertelling.stories.reads import Sight, note_reading
from raamvertelling.stories.sealing import open_keys, unseal_with


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One sentence, from which story it came, and whether the engine finds the word now."""

    kind: str
    number: int
    case: Case
    is_found: bool

    @property
    def before(self) -> str:
        """The sentence up to the word."""
        return self.case.sentence[: self.case.start]

    @property
    def after(self) -> str:
        """The rest of the sentence."""
        return self.case.sentence[self.case.end :]


@dataclass(frozen=True, slots=True)
class LocalCases:
    """All of them, the newest first."""

    rows: tuple[CaseRow, ...]

    @property
    def found(self) -> int:
        """How many the engine finds."""
        return sum(row.is_found for row in self.rows)


def local_cases(*, viewer: Viewer, inquiry: Inquiry) -> LocalCases:
    """Return the cases of the stories that this moderator may read, tried again now; that she reads is written down."""
    mine = Story.objects.visible_to(viewer).filter(inquiry=inquiry)
    texts = SealedText.objects.filter(kind__startswith=CASE, story__in=mine).select_related("story__inquiry")
    keys = open_keys({row.story_id for row in texts})
    note_reading(viewer, {row.story: Sight.QUOTE for row in texts if row.story_id in keys}.items())
    rows = []
    for row in texts.order_by("-pk"):
        if row.story_id in keys:
            sealed = bytes(row.sealed)
            case = parse_case(unseal_with(keys[row.story_id], row.story_id, row.kind, row.stage, sealed))
            rows.append(CaseRow(row.kind, row.story.number, case, is_found(case)))
    return LocalCases(tuple(rows))
