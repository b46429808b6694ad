"""Writing down that somebody looked up who saw what: that is knowledge about colleagues."""

from datetime import date

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.people.models import User
from raamvertelling.stories.audit import record
from raamvertelling.stories.models import AuditEvent
from raamvertelling.stories.queries.breach import Breach

ACTION = "nagezocht wie wat las"


def note_search(*, inquiry: Inquiry, actor: User, found: Breach, today: date) -> AuditEvent:
    """Add a row to the log: about whom, over which days and stories, and how many stories it gave."""
    search = found.search
    detail: dict[str, object] = {
        "over": search.reader.name if search.reader else "iedereen",
        "van": search.since.isoformat(),
        "tot en met": search.until.isoformat(),
        "verhalen": list(search.numbers) or "alle",
        "gevonden": len(found.stories),
    }
    return record(inquiry=inquiry, actor=actor, action=ACTION, detail=detail, today=today)
