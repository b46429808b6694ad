"""The team's navigation: which pages of an inquiry a person finds, by role."""

from django.urls import is_valid_path

from raamvertelling.inquiries.access import roles_of
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import Role
from raamvertelling.web.pages import NavItem

READING = frozenset({Role.RESEARCHER, Role.MODERATOR, Role.FACILITATOR, Role.READER})
EVERYONE = frozenset(Role)

# Rooms above this one own most of these pages: they are named by address, so that no import points up.
PAGES: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("overzicht", "Overzicht", EVERYONE),
    ("bord", "Bord", frozenset({Role.MODERATOR})),
    ("verhalen", "Verhalen", READING),
    ("patronen", "Patronen", READING),
    ("bevindingen", "Bevindingen", READING),
    ("verantwoording", "Verantwoording", frozenset({Role.RESEARCHER, Role.MODERATOR})),
    ("kader", "Vragen", EVERYONE),
    ("vertelpunten", "Vertelpunten", frozenset({Role.ADMIN, Role.RESEARCHER, Role.MODERATOR, Role.INTERVIEWER})),
    ("papier", "Papier", frozenset({Role.MODERATOR, Role.INTERVIEWER})),
    ("interview", "Gesprekken", frozenset({Role.INTERVIEWER})),
    ("voortgang", "Voortgang", frozenset({Role.ADMIN, Role.RESEARCHER, Role.MODERATOR})),
    ("zuilen", "Zuilen", frozenset({Role.ADMIN, Role.RESEARCHER})),
    ("mensen", "Mensen", EVERYONE),
    ("inlezen", "Inlezen", frozenset({Role.RESEARCHER, Role.MODERATOR})),
    ("logboek", "Logboek", frozenset({Role.ADMIN, Role.MODERATOR})),
    ("instellingen", "Instellingen", frozenset({Role.ADMIN})),
)


def inquiry_address(slug: str, page: str = "") -> str:
    """Return the address of a page of an inquiry; `page` is the Dutch word in the address."""
    home = f"/team/{slug}/"
    return home if page in {"", "overzicht"} else f"{home}{page}/"


def team_nav(user: Viewer, inquiry: Inquiry, active: str) -> list[NavItem]:
    """Return the links that this person can use; `active` is the word in the address ("verhalen", "mensen")."""
    mine = roles_of(user, inquiry)
    items = []
    for page, label, roles in PAGES:
        url = inquiry_address(inquiry.slug, page)
        if mine & roles and is_valid_path(url):
            items.append(NavItem(label=label, url=url, is_current=page == active))
    return items
