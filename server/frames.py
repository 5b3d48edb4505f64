"""Frames: what an open page may say, how fast, and what it is not told."""

import asyncio
import hashlib
import json
import time
from enum import Enum
from functools import partial

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from models.sharing.network_codec import LONGEST
from server.bucket import Bucket, address_of
from server.doors import LONGEST_QUERY
from server.metrics import REFUSALS, TICKS, WAITING_SCRIPTS
from server.scheduling import Scheduler
from server.uploads import MOST_FILES

AT_ONCE = 4.0  # seconds' worth of messages
LARGEST = 5 << 19  # bytes of a message
LARGEST_VALUE = 200_000  # bytes of one widget's value; a tab's memory is the longest
LARGEST_NETWORK = LONGEST + 50_000  # bytes of the one event by which a tab hands a network back
NETWORK = "-tab_network__events"  # how the name of that widget's events ends
MOST_WIDGETS = 500
UNDERSTOOD = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
}
OPERATIONS = ("deferred_file", "dataframe_chunk")  # what is made as one downloads or scrolls
NEW_SESSION, SCRIPT_FINISHED = 4, 6  # fields of ForwardMsg
GONE = 1006  # by the websocket's protocol: it was not closed as it should
FINISHED_EARLY = ForwardMsg.ScriptFinishedStatus.Value("FINISHED_EARLY_FOR_RERUN")


class Closed(Enum):
    """Why a websocket is closed, by the protocol's numbers."""

    TEXT = 1003
    NONSENSE = 1007
    NOT_OURS = 1008
    TOO_LARGE = 1009


class Frames:
    """Stands between each websocket and Streamlit."""

    def __init__(self, app: ASGIApp, a_second: float, scheduler: Scheduler | None = None) -> None:
        self.app, self.a_second = app, a_second
        self.scheduler = scheduler or Scheduler()
        WAITING_SCRIPTS.set_function(lambda: len(self.scheduler.waiting))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        bucket = Bucket(self.a_second, self.a_second * AT_ONCE)
        page = Page(receive, send, bucket, self.scheduler, address_of(scope))
        try:
            await self.app(scope, page.heard, page.told)
        finally:
            page.close()


class Page:
    """One open page's websocket."""

    def __init__(
        self, receive: Receive, send: Send, bucket: Bucket, scheduler: Scheduler, address: str
    ) -> None:
        self.receive, self.send, self.bucket = receive, send, bucket
        self.scheduler, self.client = scheduler, scheduler.join(address)
        self.end: Message | None = None  # what Streamlit hears once the websocket is closed
        self.asked: tuple[float, str] | None = None  # the oldest message not answered yet
        self.ahead: asyncio.Future[Message] | None = None  # the message after one that waits
        self.may: asyncio.Future[None] | None = None  # done when what waits may go on

    async def heard(self) -> Message:
        """Wait for the next message that Streamlit may have."""
        while True:
            message = await self._next()
            if message["type"] != "websocket.receive" or self.end:
                return self.end or message
            # Nobody reads on meanwhile, so a flood is held up where it comes from.
            weight = 1.0 + len(message.get("bytes") or b"") // LARGEST_VALUE
            if wait := self.bucket.take(weight):
                await asyncio.sleep(wait)
                self.bucket.take(weight)
            said = judged(message.get("bytes"))
            if isinstance(said, Closed):
                REFUSALS.labels(f"frame {said.value}").inc()
                self.end = {"type": "websocket.disconnect", "code": said.value}
                await self.send({"type": "websocket.close", "code": said.value})
                return self.end
            if not is_understood(said):
                continue
            if said.HasField("rerun_script"):
                if self.asked is None:
                    by_itself = said.rerun_script.is_auto_rerun
                    self.asked = (time.monotonic(), "tick" if by_itself else "event")
                # Nothing runs for a part of the page that is gone by now.
                await self._turn(sure=not said.rerun_script.fragment_id)
            return self.end or message

    async def told(self, message: Message) -> None:
        """Pass on what Streamlit says."""
        if self.end:
            return
        frame = message.get("bytes") if message["type"] == "websocket.send" else None
        if frame is not None:
            kind = kind_of(frame)
            if kind == NEW_SESSION:
                self.scheduler.began(self.client)
                message = {**message, "bytes": discreet(frame)}
            elif kind == SCRIPT_FINISHED:
                self._answered(frame)
        try:
            await self.send(message)
        except OSError:  # nobody is there; what they said before may still be waiting to be read
            self._left()
            raise

    def close(self) -> None:
        """Want nothing any more."""
        self._left()
        if self.ahead is not None:
            self.ahead.cancel()

    def _left(self) -> None:
        self.end = self.end or {"type": "websocket.disconnect", "code": GONE}
        self.scheduler.leave(self.client)
        if self.may is not None and not self.may.done():
            self.may.set_result(None)

    async def _next(self) -> Message:
        ahead, self.ahead = self.ahead, None
        return await (ahead or self.receive())

    async def _turn(self, sure: bool) -> None:
        """Wait until the page's script may run, or the page is closed."""
        self.may = asyncio.get_running_loop().create_future()
        if self.scheduler.ask(self.client, partial(self.may.set_result, None), sure):
            return
        self.ahead = self.ahead or asyncio.ensure_future(self.receive())
        await asyncio.wait((self.may, self.ahead), return_when=asyncio.FIRST_COMPLETED)
        if self.ahead.done() and self.ahead.result()["type"] != "websocket.receive":
            self.end = self.ahead.result()
            self._left()
        await self.may

    def _answered(self, frame: bytes) -> None:
        if ForwardMsg.FromString(frame).script_finished == FINISHED_EARLY:
            return
        self.scheduler.finished(self.client)
        if self.asked:
            since, kind = self.asked
            TICKS.labels(kind).observe(time.monotonic() - since)
            self.asked = None


def judged(frame: bytes | None) -> BackMsg | Closed:
    """Read a message, or say why the websocket has to be closed."""
    if frame is None:
        return Closed.TEXT
    if len(frame) > LARGEST:
        return Closed.TOO_LARGE
    try:
        said = BackMsg.FromString(frame)
    except Exception:  # of protobuf, which has several
        return Closed.NONSENSE
    if said.WhichOneof("type") is None:
        return Closed.NONSENSE
    asks = said.rerun_script
    widgets = asks.widget_states.widgets
    if len(asks.query_string.encode()) > LONGEST_QUERY or len(widgets) > MOST_WIDGETS:
        return Closed.TOO_LARGE
    if any(widget.ByteSize() > largest(widget) for widget in widgets):
        return Closed.TOO_LARGE
    # Each would get an address of its own, and nobody may send so many.
    if len(said.file_urls_request.file_names) > MOST_FILES:
        return Closed.TOO_LARGE
    if not all(map(is_json, widgets)):
        return Closed.NONSENSE
    # No widget of ours sends bytes of any kind, and so nobody ever has to unpack any.
    if any(widget.WhichOneof("value") in ("bytes_value", "arrow_value") for widget in widgets):
        return Closed.NOT_OURS
    return said


def largest(widget: WidgetState) -> int:
    """Say how many bytes a widget's value may have."""
    hands_back = widget.id.endswith(NETWORK) and widget.HasField("json_trigger_value")
    return LARGEST_NETWORK if hands_back else LARGEST_VALUE


def is_understood(said: BackMsg) -> bool:
    """Whether a message is for us: not one that empties everybody's cache or installs things."""
    kind, operation = said.WhichOneof("type"), said.backend_operation_request
    if kind == "backend_operation_request":
        return any(operation.HasField(name) for name in OPERATIONS)
    return kind in UNDERSTOOD


def is_json(widget: WidgetState) -> bool:
    """Whether a value of one of our widgets is JSON as browsers write it."""
    kind = widget.WhichOneof("value")
    if kind not in ("json_value", "json_trigger_value"):
        return True
    try:
        json.loads(getattr(widget, kind), parse_constant=_no_number)
    except (ValueError, RecursionError):
        return False
    return True


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def kind_of(frame: bytes) -> int:
    """Say which field of ForwardMsg is set, from the first bytes alone.

    >>> kind_of(ForwardMsg(hash="abc", script_finished=1).SerializeToString()) == SCRIPT_FINISHED
    True
    """
    place = 0
    while place < len(frame):
        key, place = _number(frame, place)
        if key >> 3 > 2:
            return key >> 3
        length, place = _number(frame, place)  # of the hash or the metadata, which come first
        place += length
    return 0


def _number(frame: bytes, place: int) -> tuple[int, int]:
    number = shift = 0
    while place < len(frame):
        byte, place = frame[place], place + 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return number, place


def discreet(frame: bytes) -> bytes:
    """Take paths and versions out of what a page is told as its script begins."""
    message = ForwardMsg.FromString(frame)
    session = message.new_session
    session.main_script_path = "/lesson"
    about = session.initialize.environment_info
    # A page loads itself again when this changes, as it should after an upgrade.
    versions = f"{about.streamlit_version} {about.python_version}"
    about.streamlit_version = hashlib.sha256(versions.encode()).hexdigest()[:12]
    about.python_version = about.server_os = ""
    return message.SerializeToString()
