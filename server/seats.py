"""Seats: so many pages may be open at once; whoever comes then reads that the class is full."""

import re
import secrets
import time
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.bucket import address_of
from server.headers import FULL
from server.metrics import OPEN_PAGES, REFUSALS
from server.refusal import header, refuse
from server.widgets import FOLDER

COOKIE = "unrolled_place"  # random, forgotten with the browser's window, and says nothing of anyone
PROMISED_SECONDS = 20.0  # from a page's first byte until its websocket
COME_BACK_SECONDS = 20
FILES = ("static", "media", "_stcore", "healthz", FOLDER)


class Seats:
    """Counts the open pages, and holds a place for who is just coming in."""

    def __init__(
        self, app: ASGIApp, most: int, of_one: int | None = None, framed: bool = False
    ) -> None:
        self.app, self.most = app, most
        self.of_one = of_one or most  # pages of one address
        # In another site's frame a browser keeps no other cookie, and this one over https only.
        self.kept = "SameSite=None; Secure" if framed else "SameSite=Lax"
        self.taken: Counter[str] = Counter()  # open pages by browser; "" are those of programs
        self.promised: dict[str, tuple[float, str]] = {}  # until when, and to which address
        self.here: Counter[str] = Counter()  # open pages by address
        self.full = FULL.read_bytes()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "websocket":
            await self._open(scope, receive, send)
        elif is_page(scope):
            await self._show(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        seat, address = seat_of(scope), address_of(scope)
        if not self.sit(seat, address):
            REFUSALS.labels("full").inc()
            await refuse(scope, send, 503)
            return
        OPEN_PAGES.set(self.taken.total())
        try:
            await self.app(scope, receive, send)
        finally:
            self.rise(seat, address)
            OPEN_PAGES.set(self.taken.total())

    async def _show(self, scope: Scope, receive: Receive, send: Send) -> None:
        seat = self.promise(seat_of(scope), address_of(scope))
        if not seat:
            REFUSALS.labels("full").inc()
            again = (b"retry-after", str(COME_BACK_SECONDS).encode())
            kind = [(b"content-type", b"text/html; charset=utf-8"), (b"cache-control", b"no-store")]
            await refuse(scope, send, 503, self.full, [*kind, again])
            return

        async def with_seat(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={seat}; Path=/; HttpOnly; {self.kept}".encode()
                message["headers"] = [*message["headers"], (b"set-cookie", cookie)]
            await send(message)

        await self.app(scope, receive, with_seat)

    def promise(self, seat: str, address: str = "") -> str:
        """Hold a place for a page that is being loaded; "" where there is none."""
        self._forget()
        seat = seat or secrets.token_urlsafe(9)
        if self.taken[seat] == 1:  # a page that is loaded again leaves its own place
            return seat
        if seat not in self.promised and not self._is_free(address):
            return ""
        self.promised[seat] = time.monotonic() + PROMISED_SECONDS, address
        return seat

    def sit(self, seat: str, address: str = "") -> bool:
        """Take a place, if there is one."""
        self._forget()
        was_promised = self.promised.pop(seat, None) is not None
        # A page that is loaded again may be back before the server knows that it left.
        returns = seat != "" and self.taken[seat] == 1
        if not (was_promised or returns or self._is_free(address)):
            return False
        self.taken[seat] += 1
        self.here[address] += 1
        return True

    def rise(self, seat: str, address: str = "") -> None:
        """Leave a place."""
        for count, key in ((self.taken, seat), (self.here, address)):
            count[key] -= 1
            if not count[key]:
                del count[key]

    def _is_free(self, address: str) -> bool:
        """Whether a place is free, for an address that may not have them all."""
        theirs = sum(whose == address for _, whose in self.promised.values())
        if self.here[address] + theirs >= self.of_one:
            return False
        return self.taken.total() + len(self.promised) < self.most

    def _forget(self) -> None:
        now = time.monotonic()
        self.promised = {seat: held for seat, held in self.promised.items() if held[0] > now}
        self.taken, self.here = +self.taken, +self.here


def is_page(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, and not for one of its files."""
    return (
        scope["type"] == "http"
        and scope["method"] == "GET"
        and scope["path"].split("/")[1] not in FILES
        and "text/html" in (header(scope, b"accept") or "")
    )


def seat_of(scope: Scope) -> str:
    """Read which place a browser has; "" is none."""
    found = re.search(rf"(?:^|; ?){COOKIE}=([\w-]{{12}})(?:;|$)", header(scope, b"cookie") or "")
    return found[1] if found else ""
