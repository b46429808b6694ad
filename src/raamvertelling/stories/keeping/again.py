"""After an older copy was put back: destroy again what was destroyed since, and let the logs say so."""

from datetime import date

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.stories.audit import record
from raamvertelling.stories.heads import set_heads_aside
from raamvertelling.stories.keeping.destroying import finish_parts
from raamvertelling.stories.services.withdrawing import finish_withdrawals


def destroy_again(*, copied_on: date, today: date) -> tuple[int, int]:
    """Carry out the ledger; how many stories went, and of how many a part. Every log says that it is older."""
    withdrawn, parts = finish_withdrawals(today=today), finish_parts(today=today)
    detail: dict[str, object] = {
        "kopie van": copied_on.isoformat(),
        "opnieuw ingetrokken": withdrawn,
        "delen vernietigd": parts,
    }
    for inquiry in (None, *Inquiry.objects.order_by("pk")):
        record(inquiry=inquiry, actor=None, action="reservekopie teruggezet", detail=detail, today=today)
    set_heads_aside(today=today)
    return withdrawn, parts
