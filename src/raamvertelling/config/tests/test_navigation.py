"""The team's navigation keeps its promise: every link opens for whoever sees it, and no page is forgotten."""

import pytest
from django.urls import is_valid_path

from raamvertelling.config.tests.world import ANONYMOUS, PERSONS, World, build_world
from raamvertelling.inquiries.models import Inquiry, StoryPoint
from raamvertelling.inquiries.navigation import PAGES, inquiry_address, pages_in, team_nav
from raamvertelling.people.models import User

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def world(inquiry: Inquiry, storypoint: StoryPoint, people: dict[str, User]) -> World:
    return build_world(inquiry, people)


def test_every_page_of_the_navigation_is_there() -> None:
    assert [page for page, _, _ in PAGES if not is_valid_path(inquiry_address("x", page))] == []


@pytest.mark.parametrize("person", [each for each in PERSONS if each not in {ANONYMOUS, "corrie"}])
def test_every_link_opens_for_whoever_sees_it(world: World, person: str) -> None:
    links = pages_in(team_nav(world.people[person], world.inquiry, "overzicht"))
    assert len(links) >= 3
    browser = world.browser(person)
    assert {link.label: browser.get(link.url).status_code for link in links} == {link.label: 200 for link in links}


@pytest.mark.parametrize("person", ["amina", "els", "bart", "karin"])
def test_each_page_marks_itself(world: World, person: str) -> None:
    browser = world.browser(person)
    wrong = []
    for link in pages_in(team_nav(world.people[person], world.inquiry, "overzicht")):
        page = browser.get(link.url).content.decode()
        if f'<a href="{link.url}" aria-current="page">' not in page:
            wrong.append(link.label)
    assert wrong == []
