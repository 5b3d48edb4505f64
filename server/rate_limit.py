"""Rate limits by token bucket: a burst is allowed at once, then a steady rate."""

import time
from collections import OrderedDict

from starlette.types import ASGIApp, Receive, Scope, Send

from server.error_response import PLAIN_TEXT, send_error
from server.metrics import REFUSALS
from server.request_info import client_address

BURST_SECONDS = 20.0  # seconds' worth of requests, so that a class can come in together
# A file is sent from disk or from memory, dozens for a first page; a page's script has to run.
COSTS = {"static": 0.1, "widgets": 0.1, "page": 5.0}
MAX_ADDRESSES = 10_000


class TokenBucket:
    """Tokens that are refilled at a steady rate, up to a capacity."""

    def __init__(self, rate: float, capacity: float) -> None:
        """Start with a full bucket.

        Args:
            rate: tokens per second.
            capacity: tokens.
        """
        self.rate, self.capacity = rate, capacity
        self.tokens, self.updated_at = capacity, time.monotonic()

    def take(self, tokens: float = 1.0) -> float:
        """Take tokens if there are enough.

        Returns:
            0 if they were taken, else the seconds until there are enough.
        """
        now = time.monotonic()
        self.tokens = min(self.capacity, self.tokens + (now - self.updated_at) * self.rate)
        self.updated_at = now
        if self.tokens < tokens:
            return (tokens - self.tokens) / self.rate
        self.tokens -= tokens
        return 0.0


class RateLimit:
    """Middleware that limits the requests of each address.

    The server has already replaced a known proxy's address by the client's.
    """

    def __init__(self, app: ASGIApp, rate: float) -> None:
        """Wrap an application.

        Args:
            app: answers the requests that are within the limit.
            rate: requests per second and address.
        """
        self.app, self.rate = app, rate
        self.buckets: OrderedDict[str, TokenBucket] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "lifespan" or not (wait := self.seconds_to_wait(scope)):
            await self.app(scope, receive, send)
            return
        REFUSALS.labels("too many requests").inc()
        retry_after = (b"retry-after", str(int(wait) + 1).encode())
        await send_error(scope, send, 429, headers=[*PLAIN_TEXT, retry_after])

    def seconds_to_wait(self, scope: Scope) -> float:
        """Return the seconds until the client may send this request; 0 is now."""
        address = client_address(scope)
        bucket = self.buckets.pop(address, None)
        bucket = bucket or TokenBucket(self.rate, self.rate * BURST_SECONDS)
        self.buckets[address] = bucket
        if len(self.buckets) > MAX_ADDRESSES:
            self.buckets.popitem(last=False)
        kind = "page" if scope["type"] == "websocket" else scope["path"].split("/")[1]
        return bucket.take(COSTS.get(kind, 1.0))
