"""Compression of texts and networks, in the best encoding that the browser accepts."""

import asyncio
import gzip

import anyio.to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.networks import MEDIA_TYPE
from server.request_info import header

COMPRESSED_TYPES = (
    b"text/",
    b"application/json",
    b"application/javascript",
    b"image/svg+xml",
    MEDIA_TYPE.encode(),
)
MIN_BYTES = 500  # bytes; less is not worth the work
BROTLI_LEVEL = 6  # 2 MB of scripts take 40 ms; the highest takes 2 s and makes them 9% smaller
REPLACED_HEADERS = {b"content-length", b"accept-ranges", b"etag"}

Start = tuple[int, list[tuple[bytes, bytes]]]  # an answer's status and headers


class Compression:
    """Middleware that compresses texts and networks, and caches those that are immutable.

    Websockets have their own compression, and ranges of files are sent as they are.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.cache: dict[tuple[str, str], asyncio.Task[tuple[Start, bytes]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        encoding = (
            accepted_encoding(scope) if scope["type"] == "http" and scope["method"] == "GET" else ""
        )
        if not encoding or header(scope, b"range"):
            await self.app(scope, receive, send)
            return
        key = (scope["path"], encoding)
        if key not in self.cache or has_failed(self.cache[key]):
            if (response := await read_compressible(self.app, scope, receive, send)) is None:
                return
            if b"immutable" not in dict(response[0][1]).get(b"cache-control", b""):
                await send_response(send, await compressed(*response, encoding))
                return
            cached = self.cache.get(key)
            if cached is None or has_failed(
                cached
            ):  # of thirty requests at once, one compresses it
                self.cache[key] = asyncio.create_task(compressed(*response, encoding))
        await send_response(send, await asyncio.shield(self.cache[key]))


def has_failed(task: asyncio.Task) -> bool:
    """Whether compressing a file failed, as it may while memory is short."""
    return task.done() and (task.cancelled() or task.exception() is not None)


def accepted_encoding(scope: Scope) -> str:
    """Return the encoding to use for a request, or "".

    >>> accepted_encoding({"headers": [(b"accept-encoding", b"gzip, deflate, br;q=0.9")]})
    'br'
    >>> accepted_encoding({"headers": [(b"accept-encoding", b"br;q=0, gzip")]})
    'gzip'
    """
    names = (header(scope, b"accept-encoding") or "").lower().replace(" ", "").split(",")
    possible = {name.partition(";")[0] for name in names if not name.endswith((";q=0", ";q=0.0"))}
    return next((name for name in ("br", "gzip") if name in possible), "")


async def read_compressible(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send
) -> tuple[Start, bytes] | None:
    """Return a whole response that is worth compressing; send any other, and return None.

    Nothing is returned either where the browser went while the response was read: Starlette then
    ends a file anywhere, without an error, and what is kept would be cut short for everybody.
    """
    start: Start | None = None
    parts: list[bytes] = []
    is_whole = False

    async def collect(message: Message) -> None:
        nonlocal start, is_whole
        if message["type"] == "http.response.start" and is_compressible(message):
            start = (message["status"], list(message["headers"]))
        elif start is None:
            await send(message)
        else:
            parts.append(message.get("body", b""))
            is_whole = not message.get("more_body")

    # Streamlit itself would compress some of it, anew each time.
    headers_plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    await app({**scope, "headers": headers_plain}, receive, collect)
    return (start, b"".join(parts)) if start and is_whole else None


def is_compressible(start: Message) -> bool:
    """Whether the response is whole, of a type that gets smaller, and of at least `MIN_BYTES`."""
    values = {key.lower(): value for key, value in start["headers"]}
    return (
        start["status"] == 200
        and values.get(b"content-type", b"").startswith(COMPRESSED_TYPES)
        and b"content-encoding" not in values
        and int(values.get(b"content-length", MIN_BYTES)) >= MIN_BYTES
    )


async def compressed(start: Start, body: bytes, encoding: str) -> tuple[Start, bytes]:
    """Return a response compressed in a thread."""
    status, headers = start
    body_compressed = await anyio.to_thread.run_sync(ENCODERS[encoding], body)
    kept_headers = [pair for pair in headers if pair[0].lower() not in REPLACED_HEADERS]
    kept_headers += [
        # The same text in other bytes may share only a weak tag.
        *((key, b"W/" + tag) for key, tag in headers if key.lower() == b"etag"),
        (b"content-encoding", encoding.encode()),
        (b"content-length", str(len(body_compressed)).encode()),
        (b"vary", b"accept-encoding"),
    ]
    return (status, kept_headers), body_compressed


async def send_response(send: Send, response: tuple[Start, bytes]) -> None:
    """Send a response."""
    (status, headers), body = response
    await send({"type": "http.response.start", "status": status, "headers": [*headers]})
    await send({"type": "http.response.body", "body": body})


def compress_brotli(body: bytes) -> bytes:
    """Return Brotli; browsers accept it over TLS and from this machine only.

    Streamlit brings pyarrow, which is imported late because it takes memory.
    """
    import pyarrow

    codec = pyarrow.Codec("brotli", compression_level=BROTLI_LEVEL)
    return codec.compress(body, asbytes=True)


ENCODERS = {"br": compress_brotli, "gzip": gzip.compress}
