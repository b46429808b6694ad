"""A typed sheet as what is handed over to be received."""

from raamvertelling.inquiries.models import Channel
from raamvertelling.stories.models import Slip
from raamvertelling.stories.submission import Submission
from raamvertelling.telling.paper.typed import TypedSheet


def submission_of(slip: Slip, sheet: TypedSheet) -> Submission:
    """Return the story of a sheet, told on paper in the language in which it was printed."""
    framework = slip.framework_version.framework
    title = framework.title_question
    apart = {framework.story.id, title.id if title else ""}
    return Submission(
        text=sheet.texts.get(framework.story.id, ""),
        title=sheet.texts.get(title.id, "") if title else "",
        language=slip.language,
        answers=sheet.answers,
        free_texts={id: text for id, text in sheet.texts.items() if text and id not in apart},
        consents=sheet.consents,
        consent_language=slip.language,
        channel=Channel.PAPER,
        media=sheet.scans,
        guardian_agreed=True if sheet.is_young and sheet.guardian else None,
    )
