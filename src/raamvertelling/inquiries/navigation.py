"""The team's navigation: which pages of an inquiry a person finds, by role."""

from collections.abc import Sequence

from django.urls import is_valid_path

from raamvertelling.inquiries.access import roles_of
from raamvertelling.inquiries.models import Inquiry, Viewer
from raamvertelling.people.models import Role
from raamvertelling.web.pages import NavItem

READING = frozenset({Role.RESEARCHER, Role.MODERATOR, Role.FACILITATOR, Role.READER})
EVERYONE = frozenset(Role)

MANAGERS = frozenset({Role.ADMIN, Role.RESEARCHER})

# Rooms above this one own most of these pages: they are named by address, so that no import points up.
# A group of which somebody has one page stands there under the name of that page.
GROUPS: tuple[tuple[str, tuple[tuple[str, str, frozenset[Role]], ...]], ...] = (
    ("Overzicht", (("overzicht", "Overzicht", EVERYONE),)),
    ("Bord", (("bord", "Bord", frozenset({Role.MODERATOR})),)),
    (
        "Duiden",
        (
            ("verhalen", "Verhalen", READING),
            ("patronen", "Patronen", READING),
            ("verbanden", "Verbanden", frozenset({Role.RESEARCHER, Role.MODERATOR})),
            ("filteren", "Filteren", frozenset({Role.RESEARCHER, Role.MODERATOR})),
            ("wijkkaart", "Wijkkaart", READING),
            ("wie-ontbreekt", "Wie ontbreekt", frozenset({Role.RESEARCHER, Role.MODERATOR})),
            ("spiegelen", "Spiegel en venster", READING),
            ("voorspellen", "Voorspellen", READING - {Role.READER}),
            ("tafel", "Aan tafel", frozenset({Role.RESEARCHER, Role.MODERATOR})),
            ("bevindingen", "Bevindingen", READING),
        ),
    ),
    (
        "Verantwoorden",
        (
            ("verantwoording", "Verantwoording", frozenset({Role.RESEARCHER, Role.MODERATOR})),
            ("gebruik", "Eigen gebruik", frozenset({Role.RESEARCHER, Role.MODERATOR})),
            ("rijen", "Rijen", frozenset({Role.RESEARCHER})),
        ),
    ),
    (
        "Inrichten",
        (
            ("kader", "Vragen", EVERYONE),
            ("vertelpunten", "Vertelpunten", MANAGERS | {Role.MODERATOR, Role.INTERVIEWER}),
            ("zuilen", "Zuilen", MANAGERS),
        ),
    ),
    (
        "Verzamelen",
        (
            ("interview", "Gesprekken", frozenset({Role.INTERVIEWER})),
            ("papier", "Papier", frozenset({Role.MODERATOR, Role.INTERVIEWER})),
            ("voortgang", "Voortgang", MANAGERS | {Role.MODERATOR}),
            ("inlezen", "Inlezen", frozenset({Role.RESEARCHER, Role.MODERATOR})),
        ),
    ),
    (
        "Beheer",
        (
            ("mensen", "Mensen", EVERYONE),
            ("fase", "Fase", frozenset({Role.ADMIN})),
            ("logboek", "Logboek", frozenset({Role.ADMIN, Role.MODERATOR})),
            ("bewaren", "Bewaren", frozenset({Role.ADMIN})),
            ("toestemmingen", "Toestemmingen", MANAGERS | {Role.MODERATOR}),
            ("uitgegeven", "Uitgegeven", MANAGERS | {Role.MODERATOR}),
            ("datalek", "Datalek", frozenset({Role.ADMIN})),
            ("instellingen", "Instellingen", frozenset({Role.ADMIN})),
        ),
    ),
)
PAGES = tuple(page for _, pages in GROUPS for page in pages)


def inquiry_address(slug: str, page: str = "") -> str:
    """Return the address of a page of an inquiry; `page` is the Dutch word in the address."""
    home = f"/team/{slug}/"
    return home if page in {"", "overzicht"} else f"{home}{page}/"


def team_nav(user: Viewer, inquiry: Inquiry, active: str) -> list[NavItem]:
    """Return the links that this person can use, in groups; `active` is the word in the address ("verhalen")."""
    mine = roles_of(user, inquiry)
    found: list[NavItem] = []
    for label, group in GROUPS:
        pages = tuple(
            NavItem(label=name, url=inquiry_address(inquiry.slug, page), is_current=page == active)
            for page, name, roles in group
            if mine & roles and is_valid_path(inquiry_address(inquiry.slug, page))
        )
        if len(pages) == 1:
            found.extend(pages)
        elif pages:
            inside = any(each.is_current for each in pages)
            found.append(NavItem(label=label, url=pages[0].url, is_current=inside, pages=pages))
    return found


def pages_in(nav: Sequence[NavItem]) -> list[NavItem]:
    """Return the pages of a navigation one by one, without the groups."""
    return [page for item in nav for page in item.pages or (item,)]
