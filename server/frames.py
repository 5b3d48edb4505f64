"""Frames: what an open page may say, how fast, and what it is not told."""

import asyncio
import hashlib
import json
import time
from enum import Enum

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from server.bucket import Bucket
from server.doors import LONGEST_QUERY
from server.metrics import REFUSALS, TICKS
from server.uploads import MOST_FILES

AT_ONCE = 4.0  # seconds' worth of messages
LARGEST = 1 << 20  # bytes of a message
LARGEST_VALUE = 200_000  # bytes of one widget's value; a tab's memory is the longest
MOST_WIDGETS = 500
UNDERSTOOD = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
}
OPERATIONS = ("deferred_file", "dataframe_chunk")  # what is made as one downloads or scrolls
NEW_SESSION, SCRIPT_FINISHED = 4, 6  # fields of ForwardMsg
FINISHED_EARLY = ForwardMsg.ScriptFinishedStatus.Value("FINISHED_EARLY_FOR_RERUN")


class Closed(Enum):
    """Why a websocket is closed, by the protocol's numbers."""

    TEXT = 1003
    NONSENSE = 1007
    NOT_OURS = 1008
    TOO_LARGE = 1009


class Frames:
    """Stands between each websocket and Streamlit."""

    def __init__(self, app: ASGIApp, a_second: float) -> None:
        self.app, self.a_second = app, a_second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] == "websocket":
            page = Page(receive, send, Bucket(self.a_second, self.a_second * AT_ONCE))
            await self.app(scope, page.heard, page.told)
        else:
            await self.app(scope, receive, send)


class Page:
    """One open page's websocket."""

    def __init__(self, receive: Receive, send: Send, bucket: Bucket) -> None:
        self.receive, self.send, self.bucket = receive, send, bucket
        self.closed = False
        self.asked: tuple[float, str] | None = None  # the oldest message not answered yet

    async def heard(self) -> Message:
        """Wait for the next message that Streamlit may have."""
        while True:
            message = await self.receive()
            if message["type"] != "websocket.receive" or self.closed:
                return message
            # Nobody reads on meanwhile, so a flood is held up where it comes from.
            if wait := self.bucket.take():
                await asyncio.sleep(wait)
                self.bucket.take()
            said = judged(message.get("bytes"))
            if isinstance(said, Closed):
                REFUSALS.labels(f"frame {said.value}").inc()
                self.closed = True
                await self.send({"type": "websocket.close", "code": said.value})
                return {"type": "websocket.disconnect", "code": said.value}
            if not is_understood(said):
                continue
            if said.HasField("rerun_script") and self.asked is None:
                by_itself = said.rerun_script.is_auto_rerun
                self.asked = (time.monotonic(), "tick" if by_itself else "event")
            return message

    async def told(self, message: Message) -> None:
        """Pass on what Streamlit says."""
        if self.closed:
            return
        frame = message.get("bytes") if message["type"] == "websocket.send" else None
        if frame is not None:
            kind = kind_of(frame)
            if kind == NEW_SESSION:
                message = {**message, "bytes": discreet(frame)}
            elif kind == SCRIPT_FINISHED:
                self._answered(frame)
        await self.send(message)

    def _answered(self, frame: bytes) -> None:
        if self.asked and ForwardMsg.FromString(frame).script_finished != FINISHED_EARLY:
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
    if any(widget.ByteSize() > LARGEST_VALUE for widget in widgets):
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
