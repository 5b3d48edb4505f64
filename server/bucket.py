"""Bucket: how much someone may ask for at once, and how soon again."""

import time
from collections import OrderedDict
from ipaddress import ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from server.metrics import REFUSALS
from server.refusal import PLAIN, refuse

AT_ONCE = 20.0  # seconds' worth of requests, so that a class can come in together
COSTS = {"static": 0.1, "page": 5.0}  # a file is sent from disk; a page's script has to run
MOST_ADDRESSES = 10_000


class Bucket:
    """Tokens that come back with time: `take` says how many seconds too early one is."""

    def __init__(self, a_second: float, most: float) -> None:
        self.a_second, self.most = a_second, most
        self.left, self.at = most, time.monotonic()

    def take(self, tokens: float = 1.0) -> float:
        """Take tokens if they are there; 0 where they were."""
        now = time.monotonic()
        self.left = min(self.most, self.left + (now - self.at) * self.a_second)
        self.at = now
        if self.left < tokens:
            return (tokens - self.left) / self.a_second
        self.left -= tokens
        return 0.0


class Pace:
    """Refuses who asks too much; the server has put the address behind a known proxy in place."""

    def __init__(self, app: ASGIApp, a_second: float) -> None:
        self.app, self.a_second = app, a_second
        self.buckets: OrderedDict[str, Bucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "lifespan" or not (wait := self.wait(scope)):
            await self.app(scope, receive, send)
            return
        REFUSALS.labels("too many requests").inc()
        again = (b"retry-after", str(int(wait) + 1).encode())
        await refuse(scope, send, 429, headers=[*PLAIN, again])

    def wait(self, scope: Scope) -> float:
        """Say for how many seconds whoever asks has to wait."""
        whose = address_of(scope)
        bucket = self.buckets.pop(whose, None) or Bucket(self.a_second, self.a_second * AT_ONCE)
        self.buckets[whose] = bucket
        if len(self.buckets) > MOST_ADDRESSES:
            self.buckets.popitem(last=False)
        kind = "page" if scope["type"] == "websocket" else scope["path"].split("/")[1]
        return bucket.take(COSTS.get(kind, 1.0))


def address_of(scope: Scope) -> str:
    """Say where a request comes from; who came by a known proxy has their own address."""
    return network(scope["client"][0]) if scope.get("client") else ""


def network(address: str) -> str:
    """Whose an address is: with IPv6, everybody has billions.

    >>> network("10.0.0.7"), network("2001:db8::1:2:3:4")
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
