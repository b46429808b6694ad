"""Everybody finds the pages that their role can use, and no others."""

from raamvertelling.inquiries.models import Inquiry
from raamvertelling.inquiries.navigation import pages_in, team_nav
from raamvertelling.people.models import User


def labels(user: User, inquiry: Inquiry) -> set[str]:
    return {item.label for item in pages_in(team_nav(user, inquiry, "mensen"))}


def test_somebody_without_a_role_has_no_navigation(inquiry: Inquiry, people: dict[str, User]) -> None:
    assert team_nav(people["corrie"], inquiry, "overzicht") == []
    assert team_nav(people["bart"], inquiry, "mensen") != []


def test_only_the_moderator_finds_the_desk(inquiry: Inquiry, people: dict[str, User]) -> None:
    shown = {name for name, user in people.items() if "Bord" in labels(user, inquiry)}
    assert shown == {"els"}


def test_a_beheerder_reads_no_stories(inquiry: Inquiry, people: dict[str, User]) -> None:
    assert not labels(people["bart"], inquiry) & {"Verhalen", "Patronen", "Bord"}
    assert {"Mensen", "Instellingen"} <= labels(people["bart"], inquiry)


def test_the_page_itself_is_marked(inquiry: Inquiry, people: dict[str, User]) -> None:
    current = [item.url for item in pages_in(team_nav(people["amina"], inquiry, "mensen")) if item.is_current]
    assert current == ["/team/vroeg-erbij/mensen/"]


def test_a_group_of_one_page_has_the_name_of_that_page(inquiry: Inquiry, people: dict[str, User]) -> None:
    assert [item.label for item in team_nav(people["karin"], inquiry, "mensen")] == [
        "Overzicht",
        "Duiden",
        "Vragen",
        "Mensen",
    ]


def test_only_the_group_of_this_page_is_open(inquiry: Inquiry, people: dict[str, User]) -> None:
    nav = team_nav(people["els"], inquiry, "papier")
    assert len(nav) <= 7
    assert [item.label for item in nav if item.is_current] == ["Verzamelen"]
