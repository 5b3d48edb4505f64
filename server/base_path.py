"""Base path: the lesson below a path of its own, as a proxy passes it on."""

from starlette.types import ASGIApp, Receive, Scope, Send


class BasePath:
    """Middleware that takes the base path off, so that nothing behind it needs to know it.

    A request without the base path is served, too: from a proxy that has taken it off already, and
    from a health check. The pages find everything by relative addresses.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        """Wrap an application.

        Args:
            app: the lesson.
            base: where it answers, as ``/school/lesson``; "" is the root.
        """
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        path = scope.get("path", "")
        if not self.base or not (path == self.base or path.startswith(f"{self.base}/")):
            await self.app(scope, receive, send)
        elif path == self.base and scope["type"] == "http":
            await self._redirect(scope, send)
        else:
            inner = path.removeprefix(self.base)
            await self.app({**scope, "path": inner, "raw_path": inner.encode()}, receive, send)

    async def _redirect(self, scope: Scope, send: Send) -> None:
        """Lead to the first page, whose relative addresses need the slash at the end."""
        query = scope["query_string"]
        location = f"./{self.base.rpartition('/')[2]}/".encode() + (b"?" + query if query else b"")
        headers = [(b"location", location), (b"content-length", b"0")]
        await send({"type": "http.response.start", "status": 308, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
