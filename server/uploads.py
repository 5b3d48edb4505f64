"""Uploads: how much memory picture files may take, for one page and for everybody."""

import asyncio
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.metrics import REFUSALS
from server.refusal import PLAIN, header, refuse

MOST_FILES = 20  # of one open page
LARGEST = 25 << 20  # of one file, as .streamlit/config.toml has it; and what is wrapped around it
WRAPPING = 64 << 10
STALL_SECONDS = 30.0  # in which more of a file has to come
SLOWEST = 8_000  # bytes a second; a photograph of 5 MB takes ten minutes then
PATH = "/_stcore/upload_file/"
FULL = "This page holds as many picture files as it may; open the lesson again to begin anew."
LATE = "The picture file did not come in time; please send it again."
ALL_FULL = "Too many picture files are held just now; please try again in a while."


class Uploads:
    """Refuses a file before it is read, where there would be too many."""

    def __init__(self, app: ASGIApp, of_one: int, of_all: int) -> None:
        self.app, self.of_one, self.of_all = app, of_one, of_all
        self.coming: dict[object, tuple[str, int]] = {}  # session and bytes of what is being sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http" or scope["method"] != "PUT" or PATH not in scope["path"]:
            await self.app(scope, receive, send)
            return
        session = scope["path"].removeprefix(PATH).partition("/")[0]
        size = _size(scope)
        if (refusal := self.refusal(session, size)) is not None:
            REFUSALS.labels("upload").inc()
            await refuse(scope, send, *refusal)
            return
        request = object()
        self.coming[request] = (session, size)
        try:
            await self.app(scope, counted(receive, size), send)
        except StallError:
            REFUSALS.labels("upload").inc()
            # What may come yet would be taken for another request.
            closing = [*PLAIN, (b"connection", b"close")]
            await refuse(scope, send, 408, LATE.encode(), closing)
        finally:
            del self.coming[request]

    def refusal(self, session: str, size: int) -> tuple[int, bytes | None] | None:
        """Say with which status and sentence a file is refused; None is not at all."""
        if size > LARGEST + WRAPPING:
            return 413, None
        held = sizes()
        own = [
            *held.get(session, ()),
            *(s for whose, s in self.coming.values() if whose == session),
        ]
        shared_registry = sum(map(sum, held.values())) + sum(s for _, s in self.coming.values())
        if len(own) >= MOST_FILES or sum(own) + size > self.of_one:
            return 429, FULL.encode()
        if shared_registry + size > self.of_all:
            return 503, ALL_FULL.encode()
        return None


def _size(scope: Scope) -> int:
    """Say how long a request's body will be; one that does not tell may be as long as allowed."""
    told = header(scope, b"content-length") or ""
    return int(told) if told.isascii() and told.isdigit() else LARGEST + WRAPPING


class StallError(OSError):
    """A body that does not come in time; Starlette closes its files over an OSError."""


def counted(receive: Receive, most: int) -> Receive:
    """Take in no more of a body than was announced, and wait no longer than is fair.

    Raises:
        StallError: where it stalls, or is slower all in all than the slowest line.
    """
    clock = asyncio.get_running_loop().time
    began = heard = clock()
    taken, complete = 0, False

    async def limited() -> Message:
        nonlocal heard, taken, complete
        until = STALL_SECONDS + min(heard, began + taken / SLOWEST)
        try:
            async with asyncio.timeout_at(None if complete else until):
                message = await receive()
        except TimeoutError:
            raise StallError from None
        heard, complete = clock(), not message.get("more_body")
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > most else message

    return limited


def sizes() -> Mapping[str, list[int]]:
    """Say how large the files are that Streamlit holds, by session."""
    from streamlit.runtime import get_instance

    storage = get_instance().uploaded_file_mgr.file_storage
    return {
        session: [len(file.data) for file in list(files.values())]
        for session, files in list(storage.items())
    }
