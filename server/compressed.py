"""Compressed: hands out what compresses well in as few bytes as the browser can read."""

import asyncio
import gzip

import anyio.to_thread
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.refusal import header

TEXTS = (b"text/", b"application/json", b"application/javascript", b"image/svg+xml")
SMALLEST = 500  # bytes; less is not worth the work
BROTLI_LEVEL = 6  # 2 MB of scripts take 40 ms; the highest takes 2 s and makes them 9% smaller
OF_THE_WHOLE = {b"content-length", b"accept-ranges", b"etag"}

Start = tuple[int, list[tuple[bytes, bytes]]]  # an answer's status and headers


class Compressed:
    """Compresses each file once for all: what is called immutable is the same for good.

    What pages say through their websocket is compressed elsewhere, and parts of files are not.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[tuple[str, str], asyncio.Task[tuple[Start, bytes]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        encoding = accepted(scope) if scope["type"] == "http" and scope["method"] == "GET" else ""
        if not encoding or header(scope, b"range"):
            await self.app(scope, receive, send)
            return
        key = (scope["path"], encoding)
        if key not in self.kept or failed(self.kept[key]):
            if (answer := await text_of(self.app, scope, receive, send)) is None:
                return
            if b"immutable" not in dict(answer[0][1]).get(b"cache-control", b""):
                await reply(send, await packed(*answer, encoding))
                return
            kept = self.kept.get(key)
            if kept is None or failed(kept):  # of thirty who ask at once, one has it compressed
                self.kept[key] = asyncio.create_task(packed(*answer, encoding))
        await reply(send, await asyncio.shield(self.kept[key]))


def failed(task: asyncio.Task) -> bool:
    """Whether compressing a file has failed, as it may where memory is short for a moment."""
    return task.done() and (task.cancelled() or task.exception() is not None)


def accepted(scope: Scope) -> str:
    """Say which encoding a browser is answered in; "" is none.

    >>> accepted({"headers": [(b"accept-encoding", b"gzip, deflate, br;q=0.9")]})
    'br'
    >>> accepted({"headers": [(b"accept-encoding", b"br;q=0, gzip")]})
    'gzip'
    """
    named = (header(scope, b"accept-encoding") or "").lower().replace(" ", "").split(",")
    can = {name.partition(";")[0] for name in named if not name.endswith((";q=0", ";q=0.0"))}
    return next((name for name in ("br", "gzip") if name in can), "")


async def text_of(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send
) -> tuple[Start, bytes] | None:
    """Hear an answer to its end if it is worth compressing; else pass it on, and give None."""
    start: Start | None = None
    parts: list[bytes] = []

    async def listen(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start" and is_text(message):
            start = (message["status"], list(message["headers"]))
        elif start is None:
            await send(message)
        else:
            parts.append(message.get("body", b""))

    # Streamlit would compress some of it by itself, anew each time.
    asked = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
    await app({**scope, "headers": asked}, receive, listen)
    return None if start is None else (start, b"".join(parts))


def is_text(start: Message) -> bool:
    """Whether an answer that begins so is a whole text, of some length."""
    said = {key.lower(): value for key, value in start["headers"]}
    return (
        start["status"] == 200
        and said.get(b"content-type", b"").startswith(TEXTS)
        and b"content-encoding" not in said
        and int(said.get(b"content-length", SMALLEST)) >= SMALLEST
    )


async def packed(start: Start, body: bytes, encoding: str) -> tuple[Start, bytes]:
    """Compress an answer, beside the server's own work."""
    status, headers = start
    small = await anyio.to_thread.run_sync(ENCODINGS[encoding], body)
    told = [pair for pair in headers if pair[0].lower() not in OF_THE_WHOLE]
    told += [
        # The same text in other bytes: only what is compared loosely may bear the same tag.
        *((key, b"W/" + tag) for key, tag in headers if key.lower() == b"etag"),
        (b"content-encoding", encoding.encode()),
        (b"content-length", str(len(small)).encode()),
        (b"vary", b"accept-encoding"),
    ]
    return (status, told), small


async def reply(send: Send, answer: tuple[Start, bytes]) -> None:
    """Send an answer."""
    (status, headers), body = answer
    await send({"type": "http.response.start", "status": status, "headers": [*headers]})
    await send({"type": "http.response.body", "body": body})


def brotli(body: bytes) -> bytes:
    """Compress for a browser that has come over TLS or is on this machine: others take no Brotli.

    Streamlit has pyarrow with it, whose loading takes memory that nobody needs before.
    """
    import pyarrow

    codec = pyarrow.Codec("brotli", compression_level=BROTLI_LEVEL)
    return codec.compress(body, asbytes=True)


ENCODINGS = {"br": brotli, "gzip": gzip.compress}
