"""What the demonstration's municipality lays beside the stories: a map of its neighbourhoods, numbers of people."""

from datetime import date
from pathlib import Path

import yaml

from raamvertelling.exchange.geojson import read_map
from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.services.maps import put_map
from raamvertelling.inquiries.services.populations import put_population
from raamvertelling.people.models import User

DATA = Path(__file__).parent / "data"


def lay_beside(inquiry: Inquiry, actor: User, today: date) -> None:
    """Give the map and the numbers by the same services as their pages."""
    flat = read_map((DATA / "neighbourhoods.geo.json").read_bytes())
    put_map(inquiry=inquiry, flat=flat, actor=actor, today=today)
    given = yaml.safe_load((DATA / "population.yaml").read_text(encoding="utf-8"))
    for question, people in given.items():
        put_population(inquiry=inquiry, question=question, people=people, actor=actor, today=today)
