"""Message filter: passes valid messages of a page on to Streamlit, each when its script may run.

Streamlit's messages pass here, too: from them the scheduler learns when scripts start and finish,
and paths and versions are removed.
"""

import asyncio
import time
from functools import partial

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.message_validation import MAX_VALUE_BYTES, CloseCode, is_accepted, validate
from server.metrics import REFUSALS, SCRIPT_SECONDS, WAITING_SCRIPTS
from server.rate_limit import TokenBucket
from server.request_info import client_address
from server.scheduling import Scheduler
from server.streamlit_internals import (
    NEW_SESSION,
    SCRIPT_FINISHED,
    finished_early,
    message_field,
    redact_new_session,
)

BURST_SECONDS = 4.0  # seconds' worth of messages
ABNORMAL_CLOSURE = 1006  # by the websocket's protocol: closed without a closing handshake


class MessageFilter:
    """Middleware between each websocket and Streamlit."""

    def __init__(self, app: ASGIApp, rate: float, scheduler: Scheduler | None = None) -> None:
        """Wrap an application.

        Args:
            app: Streamlit.
            rate: messages per second and page.
            scheduler: decides whose script runs next.
        """
        self.app, self.rate = app, rate
        self.scheduler = scheduler or Scheduler()
        WAITING_SCRIPTS.set_function(lambda: len(self.scheduler.waiting))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        bucket = TokenBucket(self.rate, self.rate * BURST_SECONDS)
        page = PageConnection(receive, send, bucket, self.scheduler, client_address(scope))
        try:
            await self.app(scope, page.receive, page.send)
        finally:
            page.close()


class PageConnection:
    """One open page's websocket."""

    def __init__(
        self, receive: Receive, send: Send, bucket: TokenBucket, scheduler: Scheduler, address: str
    ) -> None:
        self._receive, self._send, self.bucket = receive, send, bucket
        self.scheduler, self.client = scheduler, scheduler.join(address)
        self.disconnect: Message | None = None  # what Streamlit receives once it is closed
        self.unanswered: tuple[float, str] | None = None  # when, and what kind of message
        self.next_message: asyncio.Future[Message] | None = None  # read while one waits
        self.permission: asyncio.Future[None] | None = None  # done when what waits may go on

    async def receive(self) -> Message:
        """Return the next message that Streamlit may have."""
        while True:
            message = await self._next()
            if message["type"] != "websocket.receive" or self.disconnect:
                return self.disconnect or message
            # Nothing else is read meanwhile, so a flood is held up where it comes from.
            weight = 1.0 + len(message.get("bytes") or b"") // MAX_VALUE_BYTES
            if wait := self.bucket.take(weight):
                await asyncio.sleep(wait)
                self.bucket.take(weight)
            request = validate(message.get("bytes"))
            if isinstance(request, CloseCode):
                return await self._close_with(request)
            if not is_accepted(request):
                continue
            if request.HasField("rerun_script"):
                if self.unanswered is None:
                    kind = "tick" if request.rerun_script.is_auto_rerun else "event"
                    self.unanswered = (time.monotonic(), kind)
                # No script runs for a fragment of the page that is gone by now.
                await self._wait_for_turn(certain=not request.rerun_script.fragment_id)
            return self.disconnect or message

    async def send(self, message: Message) -> None:
        """Pass on what Streamlit sends."""
        if self.disconnect:
            return
        data = message.get("bytes") if message["type"] == "websocket.send" else None
        if data is not None:
            field = message_field(data)
            if field == NEW_SESSION:
                self.scheduler.script_started(self.client)
                message = {**message, "bytes": redact_new_session(data)}
            elif field == SCRIPT_FINISHED and not finished_early(data):
                self._on_script_finished()
        try:
            await self._send(message)
        except OSError:  # the browser is gone; what it sent before may still wait to be read
            self._on_disconnect()
            raise

    def close(self) -> None:
        """Leave the scheduler, and read no further."""
        self._on_disconnect()
        if self.next_message is not None:
            self.next_message.cancel()

    async def _close_with(self, code: CloseCode) -> Message:
        REFUSALS.labels(f"frame {code.value}").inc()
        self.disconnect = {"type": "websocket.disconnect", "code": code.value}
        await self._send({"type": "websocket.close", "code": code.value})
        return self.disconnect

    def _on_disconnect(self) -> None:
        abnormal = {"type": "websocket.disconnect", "code": ABNORMAL_CLOSURE}
        self.disconnect = self.disconnect or abnormal
        self.scheduler.leave(self.client)
        if self.permission is not None and not self.permission.done():
            self.permission.set_result(None)

    async def _next(self) -> Message:
        waiting, self.next_message = self.next_message, None
        return await (waiting or self._receive())

    async def _wait_for_turn(self, *, certain: bool) -> None:
        """Wait until the page's script may run, or the page is closed."""
        self.permission = asyncio.get_running_loop().create_future()
        resume = partial(self.permission.set_result, None)
        if self.scheduler.request_run(self.client, resume, certain=certain):
            return
        self.next_message = self.next_message or asyncio.ensure_future(self._receive())
        either = (self.permission, self.next_message)
        await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if self.next_message.done():
            message = self.next_message.result()
            if message["type"] != "websocket.receive":
                self.disconnect = message
                self._on_disconnect()
        await self.permission

    def _on_script_finished(self) -> None:
        self.scheduler.script_finished(self.client)
        if self.unanswered:
            since, kind = self.unanswered
            SCRIPT_SECONDS.labels(kind).observe(time.monotonic() - since)
            self.unanswered = None
