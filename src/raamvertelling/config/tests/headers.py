"""Marks for the headers of an answer, as the public scorers of the web give them; made without asking anybody.

One begins with 100 points; what is missing takes points away and what is stricter than it must be gives some. Ours is
of the same kind as Mozilla's Observatory, in which 100 points and more is an A+.
"""

from collections.abc import Mapping
from http.cookies import Morsel

A_PLUS = 100
HALF_A_YEAR = 180 * 24 * 3600
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def marks(headers: Mapping[str, str], cookies: Mapping[str, "Morsel[str]"]) -> dict[str, int]:
    """Return the points for each subject, with 100 to begin with."""
    return {
        "begin": A_PLUS,
        "policy": _policy(headers.get("Content-Security-Policy", "")),
        "cookies": min(map(_cookie, [each for each in cookies.values() if each.value]), default=0),
        "other sites": -50 if headers.get("Access-Control-Allow-Origin") else 0,
        "https": 0 if _seconds(headers.get("Strict-Transport-Security", "")) >= HALF_A_YEAR else -20,
        "referrer": 5 if headers.get("Referrer-Policy", "") in PRIVATE else -5,
        "sniffing": 0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        "frames": _frames(headers),
        "resources": 10 if headers.get("Cross-Origin-Resource-Policy") == "same-origin" else 0,
    }


def total(headers: Mapping[str, str], cookies: Mapping[str, "Morsel[str]"]) -> int:
    """Return all points together."""
    return sum(marks(headers, cookies).values())


def _directives(policy: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in policy.split(";"))
    return {name.lower(): sources for name, _, sources in parts}


def _policy(policy: str) -> int:
    """Judge the policy: scripts of anybody or within the page cost most, refusing all that is not named gives most."""
    rules = _directives(policy)
    scripts = rules.get("script-src", rules.get("default-src", "*"))
    styles = rules.get("style-src", rules.get("default-src", "*"))
    if not policy or any(each in {"*", "http:", "https:", "data:"} for each in scripts.split()):
        return -25
    if "'unsafe-inline'" in scripts:
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if rules.get("default-src") == "'none'" else 5


def _cookie(cookie: "Morsel[str]") -> int:
    if not cookie["secure"]:
        return -40
    if not cookie["httponly"]:
        return -30
    return 5 if cookie["samesite"] in {"Lax", "Strict"} else 0


def _frames(headers: Mapping[str, str]) -> int:
    if _directives(headers.get("Content-Security-Policy", "")).get("frame-ancestors") == "'none'":
        return 5
    return 0 if headers.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


def _seconds(value: str) -> int:
    found = next((part.strip() for part in value.split(";") if part.strip().startswith("max-age=")), "max-age=0")
    return int(found.removeprefix("max-age="))
