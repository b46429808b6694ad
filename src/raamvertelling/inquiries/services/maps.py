"""The map of an inquiry: put it there, say which area is which answer, throw it away."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from raamvertelling.exchange.geojson import FlatMap
from raamvertelling.inquiries.models import Inquiry, NeighbourhoodMap
from raamvertelling.inquiries.neighbourhoods import properties, proposed, questions
from raamvertelling.people.models import User


@transaction.atomic
def put_map(*, inquiry: Inquiry, flat: FlatMap, actor: User, today: date) -> NeighbourhoodMap:
    """Keep a map in the place of the one that was there, with a proposal for what belongs to what."""
    areas = [{"properties": dict(each.properties), "path": each.path, "at": list(each.at)} for each in flat.areas]
    shapes = {"width": flat.width, "height": flat.height, "areas": areas}
    asked, names = questions(inquiry.framework), properties(areas)
    values = {"shapes": shapes, "made_by": actor, "made_on": today, "question": "", "code_property": "", "matches": {}}
    kept, _ = NeighbourhoodMap.objects.update_or_create(inquiry=inquiry, defaults=values)
    if asked and names:
        best = max(asked, key=lambda each: sum(map(bool, proposed(each, areas, names[0]).values())))
        choose_columns(map=kept, question=best.id, code_property=names[0])
    return kept


def choose_columns(*, map: NeighbourhoodMap, question: str, code_property: str) -> None:
    """Say which question is about neighbourhoods and where the code stands; the proposal is made anew."""
    asked = next(each for each in questions(map.inquiry.framework) if each.id == question)
    map.question, map.code_property = question, code_property
    map.matches = proposed(asked, map.shapes["areas"], code_property)
    map.save()


def match_areas(*, map: NeighbourhoodMap, matches: Mapping[str, Sequence[str]]) -> None:
    """Say which areas belong to each answer."""
    map.matches = {option: list(codes) for option, codes in matches.items()}
    map.save(update_fields=["matches"])


def remove_map(*, inquiry: Inquiry) -> None:
    """Throw the map away; no story changes."""
    NeighbourhoodMap.objects.filter(inquiry=inquiry).delete()
