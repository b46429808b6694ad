"""How many people there are in each group: keep what the organisation counted, throw it away."""

from collections.abc import Mapping
from datetime import date

from raamvertelling.inquiries.models import Inquiry, Population
from raamvertelling.people.models import User


def put_population(
    *, inquiry: Inquiry, question: str, people: Mapping[str, int], actor: User, today: date
) -> Population:
    """Keep the numbers of a question in the place of those that were there."""
    values = {"people": dict(people), "made_by": actor, "made_on": today}
    kept, _ = Population.objects.update_or_create(inquiry=inquiry, question=question, defaults=values)
    return kept


def remove_population(*, inquiry: Inquiry, question: str) -> bool:
    """Throw the numbers of a question away and say whether there were any; no story changes."""
    gone, _ = Population.objects.filter(inquiry=inquiry, question=question).delete()
    return bool(gone)
