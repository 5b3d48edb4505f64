"""Upload limit: how many bytes of picture files the server holds, per page and in all."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from models.data.image_files import MAX_TRANSFER_MB
from models.texts import Sentence, sentence
from server.error_response import PLAIN_TEXT, send_error
from server.metrics import REFUSALS
from server.request_info import header
from server.streamlit_internals import stored_upload_sizes

MAX_FILES = 20  # of one open page
MAX_FILE_BYTES = MAX_TRANSFER_MB << 20
MAX_ENVELOPE_BYTES = 64 << 10  # what a form wraps around a file
STALL_SECONDS = 30.0  # without any more of a file
MIN_BYTES_PER_SECOND = 8_000  # a photograph of 5 MB takes ten minutes then
PATH = "/_stcore/upload_file/"
PAGE_FULL = sentence("too many files")
TIMED_OUT = sentence("file too slow")
SERVER_FULL = sentence("too many uploads")


class UploadLimit:
    """Middleware that refuses a file before it is read, where the limits would be exceeded."""

    def __init__(self, app: ASGIApp, page_bytes: int, total_bytes: int) -> None:
        self.app, self.page_bytes, self.total_bytes = app, page_bytes, total_bytes
        self.in_progress: dict[object, tuple[str, int]] = {}  # session, bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] != "PUT" or PATH not in scope["path"]:
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(PATH).partition("/")[0]
        size = _announced_size(scope)
        if (error := self.find_error(session, size)) is not None:
            REFUSALS.labels("upload").inc()
            await send_error(scope, send, *error)
            return
        request = object()
        self.in_progress[request] = (session, size)
        try:
            await self.app(scope, limited_receive(receive, size), send)
        except UploadTimeoutError:
            REFUSALS.labels("upload").inc()
            # The rest of the body would be parsed as another request.
            closing = [*PLAIN_TEXT, (b"connection", b"close")]
            await send_error(scope, send, 408, TIMED_OUT, closing)
        finally:
            del self.in_progress[request]

    def find_error(self, session: str, size: int) -> tuple[int, Sentence | None] | None:
        """Return the status and the sentence with which a file is refused, or None."""
        if size > MAX_FILE_BYTES + MAX_ENVELOPE_BYTES:
            return 413, None
        stored = stored_upload_sizes()
        own_sizes = [
            *stored.get(session, ()),
            *(bytes_ for owner, bytes_ in self.in_progress.values() if owner == session),
        ]
        total = sum(map(sum, stored.values())) + sum(
            bytes_ for _, bytes_ in self.in_progress.values()
        )
        if len(own_sizes) >= MAX_FILES or sum(own_sizes) + size > self.page_bytes:
            return 429, PAGE_FULL
        if total + size > self.total_bytes:
            return 503, SERVER_FULL
        return None


def _announced_size(scope: Scope) -> int:
    """Return the announced length of a request's body, or the largest where there is none."""
    announced = header(scope, b"content-length") or ""
    return (
        int(announced)
        if announced.isascii() and announced.isdigit()
        else MAX_FILE_BYTES + MAX_ENVELOPE_BYTES
    )


class UploadTimeoutError(OSError):
    """A body that stalls; an OSError, as Starlette closes its files on those."""


def limited_receive(receive: Receive, max_bytes: int) -> Receive:
    """Return a `receive` that ends a body at its announced length, and times out.

    Raises:
        UploadTimeoutError: it stalls, or is slower on average than `MIN_BYTES_PER_SECOND`.
    """
    clock = asyncio.get_running_loop().time
    started = last_received = clock()
    received, complete = 0, False

    async def limited() -> Message:
        nonlocal last_received, received, complete
        deadline = STALL_SECONDS + min(last_received, started + received / MIN_BYTES_PER_SECOND)
        try:
            async with asyncio.timeout_at(None if complete else deadline):
                message = await receive()
        except TimeoutError:
            raise UploadTimeoutError from None
        last_received, complete = clock(), not message.get("more_body")
        received += len(message.get("body", b""))
        return {"type": "http.disconnect"} if received > max_bytes else message

    return limited
