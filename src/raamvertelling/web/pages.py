"""What every page shares: navigation items, crumbs and error lines, as plain dataclasses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link of a navigation bar or a row of tabs; `count` is what waits there, `pages` what lies under it."""

    label: str
    url: str
    is_current: bool = False
    count: int = 0
    pages: tuple["NavItem", ...] = ()


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; the page itself has no url."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One line of an error summary; `target` is the id of the field that it jumps to."""

    text: str
    target: str = ""
