"""The map and the numbers of people of the demonstration fit its questions."""

import datetime as dt

import pytest

from raamvertelling.demo.beside import lay_beside
from raamvertelling.inquiries.models import Inquiry, NeighbourhoodMap, Population
from raamvertelling.inquiries.neighbourhoods import questions
from raamvertelling.people.models import User

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 30)


def test_every_neighbourhood_has_its_area(inquiry: Inquiry, people: dict[str, User]) -> None:
    lay_beside(inquiry, people["bart"], TODAY)
    kept = NeighbourhoodMap.objects.get(inquiry=inquiry)
    found = {option: codes for option, codes in kept.matches.items() if codes}
    assert kept.question == "neighbourhood"
    assert set(found) == {"rivierenwijk", "oud_noord", "de_brink", "havenkwartier"}
    assert len({code for codes in found.values() for code in codes}) == 4


def test_numbers_of_people_are_about_answers_that_there_are(inquiry: Inquiry, people: dict[str, User]) -> None:
    lay_beside(inquiry, people["bart"], TODAY)
    options = {each.id: {option.id for option in each.options} for each in questions(inquiry.framework)}
    for kept in Population.objects.filter(inquiry=inquiry):
        assert set(kept.people) <= options[kept.question]
