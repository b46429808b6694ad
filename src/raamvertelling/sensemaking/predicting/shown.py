"""A revealed round as a page shows it: the figures, the words, the table and the stories."""

from raamvertelling.core.stats.methods import METHODS
from raamvertelling.sensemaking import pictures
from raamvertelling.sensemaking.cards import cards_of
from raamvertelling.sensemaking.filters import Filters, with_area
from raamvertelling.sensemaking.predicting.queries import RoundResult
from raamvertelling.sensemaking.queries.reading import read
from raamvertelling.sensemaking.tables import table_of


def shown(result: RoundResult) -> dict[str, object]:
    """Return the context of the template that draws a result."""
    measured, scope = result.measured, result.scope
    return {
        "result": result,
        "measured": measured,
        "figures": pictures.draw_gap(result.expected, result.told),
        "table": table_of([result.expected, result.told], head="Aantal"),
        "method": METHODS["voorspellen"],
        "unforeseen": measured.unforeseen,
        "stories_url": _stories_url(result),
        "cards": cards_of(scope.inquiry, read(scope, result.numbers), at_most=90),
    }


def _stories_url(result: RoundResult) -> str:
    """Return where the team reads all stories in the gap; outside nobody filters by answer."""
    area, scope = result.measured.unforeseen, result.scope
    if area is None or not scope.is_team or not result.numbers:
        return ""
    within = with_area(Filters(), scope.framework, result.signifier.id, area.id)
    return pictures.stories_url(scope.inquiry, within)
