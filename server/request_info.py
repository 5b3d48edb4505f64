"""What a request says about itself: its headers and the address it came from."""

from ipaddress import ip_address
from urllib.parse import parse_qs

from starlette.types import Scope

from models.languages import HEADER, LANGUAGES, preferred_language


def header(scope: Scope, name: bytes) -> str | None:
    """Return a header's value, or None where the request has none of that name."""
    found = next((value for key, value in scope["headers"] if key == name), None)
    return None if found is None else found.decode("latin-1")


def reader_language(scope: Scope) -> str:
    """Return the language for a request: the link's, else what its browser asks for."""
    linked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    if linked in LANGUAGES:
        return linked
    return preferred_language(header(scope, HEADER.encode()))


def client_address(scope: Scope) -> str:
    """Return the address that limits apply to; behind a known proxy it is the client's own."""
    return address_group(scope["client"][0]) if scope.get("client") else ""


def address_group(address: str) -> str:
    """Return the part of an address that one client cannot change: with IPv6, its /64 network.

    >>> address_group("10.0.0.7"), address_group("2001:db8::1:2:3:4")
    ('10.0.0.7', '2001:db8::')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ip_address(int(found) >> 64 << 64))
