"""Doors: which addresses there are, under which name, and from whose pages they may be used."""

import re
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from models.config.public_address import is_listed
from server.metrics import REFUSALS
from server.refusal import header, refuse

LONGEST_QUERY = 8_000  # bytes; the longest link of ours has some 5,000
LONGEST_PATH = 300
HEALTH = "/healthz"
# Of all that Streamlit answers, what its pages ask for.
CORE = {
    re.compile(r"/_stcore/(health|host-config)"): ("GET", "HEAD"),
    re.compile(r"/_stcore/stream"): ("websocket",),
    re.compile(r"/_stcore/upload_file/[\w-]+/[\w-]+"): ("PUT", "DELETE"),
}
CLOSED = re.compile(r"/(_stcore|component|auth|oauth2callback|app/static)(/|$)")
SAFE = ("GET", "HEAD", "OPTIONS")


class Doors:
    """Refuses strange addresses, foreign hosts and foreign pages."""

    def __init__(
        self, app: ASGIApp, hosts: tuple[str, ...] = (), origins: tuple[str, ...] = ()
    ) -> None:
        self.app, self.hosts, self.origins = app, hosts, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif status := self.refusal(scope):
            REFUSALS.labels(f"status {status}").inc()
            await refuse(scope, send, status)
        else:
            await self.app(settled(scope), receive, send)

    def refusal(self, scope: Scope) -> int:
        """Say with which status a request is refused; 0 is not at all."""
        path, host = scope["path"], header(scope, b"host")
        if len(scope["query_string"]) > LONGEST_QUERY or len(path) > LONGEST_PATH:
            return 414
        if not path.startswith("/"):  # "*" or a bare word, which uvicorn lets through
            return 400
        method = scope.get("method", "websocket")
        if CLOSED.match(path):
            methods = next((CORE[each] for each in CORE if each.fullmatch(path)), ())
            if method not in methods:
                return 405 if methods else 404
        if path != HEALTH and not self.is_ours(host):  # whoever checks our health has only a number
            return 400
        changes = method not in SAFE
        return 403 if changes and not self.may_ask(header(scope, b"origin"), host) else 0

    def is_ours(self, host: str | None) -> bool:
        """Whether a request asks for one of our names, where there is a list of them."""
        if not self.hosts:
            return True
        name = _name(f"//{host}") if host else ""
        return is_listed(name, self.hosts)

    def may_ask(self, origin: str | None, host: str | None) -> bool:
        """Whether a page of that origin may open a websocket or upload; programs have none."""
        if origin is None or origin in self.origins:
            return True
        try:
            return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
        except ValueError:
            return False


def settled(scope: Scope) -> Scope:
    """Give every page that may ask the host's own origin, and leave Streamlit no doubt.

    Of any other origin it would ask a service on the internet whether that is our address.
    """
    ours = (b"origin", f"{scope['scheme']}://{header(scope, b'host')}".encode("latin-1"))
    headers = [ours if pair[0] == b"origin" else pair for pair in scope["headers"]]
    return {**scope, "headers": headers}


def _name(address: str) -> str:
    try:
        parts = urlsplit(address)
        _ = parts.port  # which has to be a number
        return (parts.hostname or "").rstrip(".") if parts.netloc and not parts.path else ""
    except ValueError:
        return ""
