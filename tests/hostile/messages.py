"""What a page's websocket may be sent, and how that ends."""

import json
import pickle
import random
import struct

from google.protobuf.json_format import ParseDict
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from models.sharing.network_codec import MAX_CHARACTERS
from server.message_validation import MAX_MESSAGE_BYTES, NETWORK_EVENTS
from server.uploads import MAX_FILES
from tests.hostile.client import run
from tests.hostile.values import NO_JSON

_dice = random.Random(0)


def asking(**fields: object) -> bytes:
    """A message of one kind."""
    message = BackMsg()
    for name, value in fields.items():
        if isinstance(value, bool | int | str):
            setattr(message, name, value)
        else:
            getattr(message, name).CopyFrom(value)
    return message.SerializeToString()


def operation(**fields: dict) -> bytes:
    """A message that asks for something beside the page."""
    message = BackMsg()
    ParseDict({"backend_operation_request": {"request_id": "1", **fields}}, message)
    return message.SerializeToString()


def sending(*states: WidgetState, **more: object) -> bytes:
    """A message with values of widgets."""
    message = BackMsg.FromString(run(page_name="draw", **more))
    message.rerun_script.widget_states.widgets.extend(states)
    return message.SerializeToString()


def files(count: int) -> bytes:
    """A wish for so many addresses to send picture files to."""
    message = BackMsg()
    message.file_urls_request.request_id = "1"
    message.file_urls_request.file_names.extend(["a.png"] * count)
    return message.SerializeToString()


def value(name: str = "$$ID-0123456789abcdef-draw_pad", **fields: object) -> bytes:
    return sending(WidgetState(id=name, **fields))


HANDS_BACK = f"$$STREAMLIT_INTERNAL_KEY_$$ID-0123456789abcdef{NETWORK_EVENTS}"


def network(letters: int) -> str:
    """What a tab hands back, as it comes."""
    stored = {"state": "{}", "network": "A" * letters}
    return json.dumps([{"event": "stored", "value": stored}])


CLOSED: dict[str, bytes | str] = {
    "nothing": b"",
    "one byte": b"\xff",
    "text": "hello",
    "text that is JSON": json.dumps({"type": "rerun_script"}),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "a pickle": pickle.dumps(len),
    **{f"{2**n} random bytes": _dice.randbytes(2**n) for n in (4, 6, 8, 10, 12, 14)},
    "a message cut short": run(page_name="draw", query_string="size=28")[:-3],
    "a length that lies": b"\x5a\xff\xff\xff\xff\x0f" + b"a" * 100,
    "a field of no number": b"\x00\x00\x00",
    "groups within groups": b"\x5b" * 5000,
    "messages within messages": b"\x5a\x7e" * 60,
    "a message of two megabytes": run(query_string="a" * 2_000_000),
    "more than a message may have": bytes(MAX_MESSAGE_BYTES + 1),
    "a query of 9,000 letters": run(query_string="picture=" + "a" * 9000),
    "a value of 300,000 letters": value(json_value='"' + "a" * 300_000 + '"'),
    "a network longer than any": value(
        HANDS_BACK, json_trigger_value=network(MAX_CHARACTERS + 60_000)
    ),
    "a network that is no event": value(HANDS_BACK, json_value=network(300_000)),
    "a network of another widget": value(json_trigger_value=network(300_000)),
    "a number of 300,000 digits": value(json_value="9" * 300_000),
    **{f"a value that is {name}": value(json_value=text) for name, text in NO_JSON.items()},
    **{
        f"an event that is {name}": value(json_trigger_value=text) for name, text in NO_JSON.items()
    },
    "600 widgets": sending(*(WidgetState(id=f"w{n}", bool_value=True) for n in range(600))),
    "100,000 names of files": files(100_000),
    "one name of a file more than a page may have": files(MAX_FILES + 1),
    "bytes, perhaps a pickle": value(bytes_value=b"\x80\x04."),
}
"""Messages that close the websocket."""

BORNE: dict[str, bytes] = {
    "the same message twice": run(page_name="draw"),
    "a page nobody has": run(page_name="nothing"),
    "a page outside": run(page_name="../../etc/passwd"),
    "a script nobody has": run(page_script_hash="0" * 32),
    "a part of a page nobody has": run(fragment_id="0" * 32),
    "a link that is none": run(page_name="draw", query_string="picture=%00%ff&&&==&size"),
    "a link with a script": run(query_string="size=<script>alert(1)</script>"),
    "a widget nobody has": value("no such widget", bool_value=True),
    "a widget without a name": value("", string_value="x"),
    "a drawing of nothing": value(json_value=json.dumps({"drawing": {"pixels": None}})),
    "a network of no numbers": value(HANDS_BACK, json_trigger_value=network(MAX_CHARACTERS)),
    "not a number": value(double_value=float("nan")),
    "a widget twice": sending(
        WidgetState(id="a", bool_value=True), WidgetState(id="a", int_value=1)
    ),
    "a wish to empty everybody's cache": asking(clear_cache=True),
    "a wish to see the repository": asking(load_git_info=True),
    "a wish to run on save": asking(set_run_on_save=True),
    "a wish to end the websocket": asking(debug_disconnect_websocket=True),
    "a wish to end the server": asking(debug_shutdown_runtime=True),
    "a wish to install something": operation(install_skills={}),
    "a wish to dismiss a notice": operation(dismiss_skills_nudge={}),
    "a wish for a file nobody has": operation(deferred_file={"file_id": "../../etc/passwd"}),
    "a wish for rows nobody has": operation(dataframe_chunk={"source_id": "x", "offset": 10**9}),
    "a wish to stop": asking(stop_script=True),
    "a wish for as many files as a page may have": files(MAX_FILES),
    "a heartbeat": asking(app_heartbeat=True),
    "unknown fields": run(page_name="draw") + struct.pack("<BB", 0xFA, 0x7F) + b"\x03abc",
}
"""Messages that are borne: the page goes on, and so does everybody."""
