"""Validation of the messages that a browser sends through a page's websocket."""

import json
from enum import Enum

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from models.sharing.network_codec import MAX_CHARACTERS
from server.request_filter import MAX_QUERY_BYTES
from server.uploads import MAX_FILES

MAX_MESSAGE_BYTES = 5 << 19
MAX_VALUE_BYTES = 200_000  # of one widget's value; a tab's stored state is the longest
MAX_NETWORK_BYTES = MAX_CHARACTERS + 50_000  # of the one event by which a tab restores a network
NETWORK_EVENTS = "-tab_network__events"  # how the id of that widget's events ends
MAX_WIDGETS = 500
ACCEPTED_TYPES = {
    "rerun_script",
    "stop_script",
    "app_heartbeat",
    "file_urls_request",
}
ACCEPTED_OPERATIONS = ("deferred_file", "dataframe_chunk")  # made as one downloads or scrolls


class CloseCode(Enum):
    """Why a websocket is closed, by the protocol's numbers."""

    UNSUPPORTED_TEXT = 1003
    INVALID = 1007
    POLICY_VIOLATION = 1008
    TOO_LARGE = 1009


def validate(data: bytes | None) -> BackMsg | CloseCode:
    """Parse a message from a browser.

    Args:
        data: None where it was text.

    Returns:
        The message, or the code to close the websocket with.
    """
    if data is None:
        return CloseCode.UNSUPPORTED_TEXT
    if len(data) > MAX_MESSAGE_BYTES:
        return CloseCode.TOO_LARGE
    try:
        message = BackMsg.FromString(data)
    except Exception:  # noqa: BLE001 - of protobuf, which has several
        return CloseCode.INVALID
    if message.WhichOneof("type") is None:
        return CloseCode.INVALID
    rerun = message.rerun_script
    widgets = rerun.widget_states.widgets
    if len(rerun.query_string.encode()) > MAX_QUERY_BYTES or len(widgets) > MAX_WIDGETS:
        return CloseCode.TOO_LARGE
    if any(widget.ByteSize() > max_value_bytes(widget) for widget in widgets):
        return CloseCode.TOO_LARGE
    # Each would get an address of its own, and a page may not send so many.
    if len(message.file_urls_request.file_names) > MAX_FILES:
        return CloseCode.TOO_LARGE
    if not all(map(has_valid_json, widgets)):
        return CloseCode.INVALID
    # No widget of ours sends bytes of any kind, so the server never has to decode any.
    if any(widget.WhichOneof("value") in ("bytes_value", "arrow_value") for widget in widgets):
        return CloseCode.POLICY_VIOLATION
    return message


def max_value_bytes(widget: WidgetState) -> int:
    """Return how many bytes a widget's value may have."""
    restores = widget.id.endswith(NETWORK_EVENTS) and widget.HasField("json_trigger_value")
    return MAX_NETWORK_BYTES if restores else MAX_VALUE_BYTES


def is_accepted(message: BackMsg) -> bool:
    """Whether Streamlit may have a message: not one that clears a cache or installs packages."""
    kind, operation = message.WhichOneof("type"), message.backend_operation_request
    if kind == "backend_operation_request":
        return any(operation.HasField(name) for name in ACCEPTED_OPERATIONS)
    return kind in ACCEPTED_TYPES


def has_valid_json(widget: WidgetState) -> bool:
    """Whether a widget's value, if it is JSON, is JSON as browsers write it."""
    kind = widget.WhichOneof("value")
    if kind not in ("json_value", "json_trigger_value"):
        return True
    try:
        json.loads(getattr(widget, kind), parse_constant=_reject_constant)
    except (ValueError, RecursionError):
        return False
    return True


def _reject_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
