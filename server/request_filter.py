"""Request filter: the paths, methods, host names and origins that the server accepts."""

import re
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from models.config.public_address import is_listed
from server.error_response import send_error
from server.metrics import REFUSALS
from server.request_info import header

MAX_QUERY_BYTES = 8_000  # the longest link of ours has some 5,000
MAX_PATH_CHARACTERS = 300
HEALTH_PATH = "/healthz"
# Of all that Streamlit answers, what its pages ask for.
STREAMLIT_METHODS = {
    re.compile(r"/_stcore/(health|host-config)"): ("GET", "HEAD"),
    re.compile(r"/_stcore/stream"): ("websocket",),
    re.compile(r"/_stcore/upload_file/[\w-]+/[\w-]+"): ("PUT", "DELETE"),
}
CLOSED_PATHS = re.compile(r"/(_stcore|component|auth|oauth2callback|app/static)(/|$)")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


class RequestFilter:
    """Middleware that refuses unknown paths, foreign hosts and foreign origins."""

    def __init__(
        self, app: ASGIApp, hosts: tuple[str, ...] = (), origins: tuple[str, ...] = ()
    ) -> None:
        """Wrap an application.

        Args:
            app: answers what is accepted.
            hosts: names under which the server answers; none is any.
            origins: further origins, beside the request's own host.
        """
        self.app, self.hosts, self.origins = app, hosts, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif status := self.error_status(scope):
            REFUSALS.labels(f"status {status}").inc()
            await send_error(scope, send, status)
        else:
            await self.app(with_own_origin(scope), receive, send)

    def error_status(self, scope: Scope) -> int:
        """Return the status with which a request is refused, or 0 if it is accepted."""
        path, host = scope["path"], header(scope, b"host")
        if len(scope["query_string"]) > MAX_QUERY_BYTES or len(path) > MAX_PATH_CHARACTERS:
            return 414
        if not path.startswith("/"):  # "*" or a bare word, which uvicorn lets through
            return 400
        method = scope.get("method", "websocket")
        if CLOSED_PATHS.match(path):
            patterns = (each for each in STREAMLIT_METHODS if each.fullmatch(path))
            methods = next((STREAMLIT_METHODS[each] for each in patterns), ())
            if method not in methods:
                return 405 if methods else 404
        # A health check knows the server by its number alone.
        if path != HEALTH_PATH and not self.is_host_allowed(host):
            return 400
        if method in SAFE_METHODS or self.is_origin_allowed(header(scope, b"origin"), host):
            return 0
        return 403

    def is_host_allowed(self, host: str | None) -> bool:
        """Whether a Host header names this server; any does where no names are listed."""
        if not self.hosts:
            return True
        name = _host_name(f"//{host}") if host else ""
        return is_listed(name, self.hosts)

    def is_origin_allowed(self, origin: str | None, host: str | None) -> bool:
        """Whether a page of that origin may open a websocket or upload; programs send none."""
        if origin is None or origin in self.origins:
            return True
        try:
            return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
        except ValueError:
            return False


def with_own_origin(scope: Scope) -> Scope:
    """Return the scope with the host's own origin in place of any that was accepted.

    For any other origin Streamlit would ask a service on the internet whether it is our address.
    """
    own = (b"origin", f"{scope['scheme']}://{header(scope, b'host')}".encode("latin-1"))
    headers = [own if pair[0] == b"origin" else pair for pair in scope["headers"]]
    return {**scope, "headers": headers}


def _host_name(address: str) -> str:
    """Return the host name of ``//host:port``, or "" where it is none."""
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
        return (parts.hostname or "").rstrip(".") if parts.netloc and not parts.path else ""
    except ValueError:
        return ""
