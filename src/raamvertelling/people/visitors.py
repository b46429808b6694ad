"""Telling visitors apart for a rate limit, without keeping who they are."""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate


class DailyKey:
    """A random key that lives in memory for one day: yesterday's marks cannot be made again."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._key = b""

    def mark(self, value: str, today: date) -> str:
        """Return a mark that is the same all day for the same value, and says nothing about it."""
        if self._day != today:
            self._day, self._key = today, secrets.token_bytes(32)
        return hmac.new(self._key, value.encode(), hashlib.sha256).hexdigest()


VISITORS = DailyKey()


def visitor_mark(request: HttpRequest) -> str:
    """Return what a rate limit counts by: never an address, and for IPv6 one mark a network."""
    return VISITORS.mark(_network(_address(request)), localdate())


def _address(request: HttpRequest) -> str:
    """Read where a request comes from; what a visitor writes in a header counts only behind our own proxies."""
    hops: int = settings.RAAM_PROXIES
    passed_on = [each.strip() for each in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    if hops and len(passed_on) >= hops and passed_on[-hops]:
        return passed_on[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """Take the addresses of one household together: IPv6 hands out a whole network."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False).network_address)
    return address
