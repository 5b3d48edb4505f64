"""All that touches private parts of Streamlit, uvicorn and Starlette, in one place.

They may change with any version; `untested_versions` names those that this file was not tried
with, tests/server/test_streamlit_internals.py holds each part to what is installed, and
constraints.txt pins the versions.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any

import streamlit.config
import streamlit.logger
import uvicorn
from starlette.formparsers import MultiPartParser
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import ServerProtocol

TESTED = {"streamlit": "1.67", "uvicorn": "0.", "starlette": "1."}  # how their versions begin
FIELDS = ForwardMsg.DESCRIPTOR.fields_by_name
NEW_SESSION, SCRIPT_FINISHED = FIELDS["new_session"].number, FIELDS["script_finished"].number
FINISHED_EARLY = ForwardMsg.ScriptFinishedStatus.Value("FINISHED_EARLY_FOR_RERUN")


def untested_versions() -> list[str]:
    """Return the packages whose installed version is not one that this file was tried with."""
    installed = {name: version(name) for name in TESTED}
    return [
        f"{name} {installed[name]}"
        for name, prefix in TESTED.items()
        if not f"{installed[name]}.".startswith(f"{prefix.rstrip('.')}.")
    ]


def replace_uvicorn_config(config: type[uvicorn.Config]) -> None:
    """Have Streamlit start uvicorn with another class of settings; it has no option for that."""
    uvicorn.Config = config


def limit_uploads(max_megabytes: int) -> None:
    """Set Streamlit's own limit of an uploaded file."""
    streamlit.config.set_option("server.maxUploadSize", max_megabytes)


def widen_compression(connection: ServerProtocol) -> None:
    """Have a websocket's messages compressed over a window of 32 kB instead of uvicorn's 4.

    Streamlit sends a page's elements whole each time; with all that was sent at the last stroke of
    the pen still in the window, the next takes a fifth of the bytes. It costs 112 kB a page.
    """
    connection.available_extensions = [
        ServerPerMessageDeflateFactory(
            server_max_window_bits=15,
            client_max_window_bits=12,
            compress_settings={"memLevel": 5},
        )
    ]


def keep_uploads_in_memory(max_bytes: int) -> None:
    """Have files up to a size parsed without a temporary file: the disk may be full."""
    MultiPartParser.spool_max_size = max_bytes


def set_up_loggers(configure: Callable[[logging.Logger], None]) -> None:
    """Configure all loggers of Streamlit and uvicorn, those of today and those to come."""
    streamlit.logger.setup_formatter = configure
    streamlit.logger.init_uvicorn_logs()
    for logger in streamlit.logger._loggers.values():
        configure(logger)


def stored_upload_sizes() -> Mapping[str, list[int]]:
    """Return the bytes of each uploaded file that Streamlit holds, by session."""
    from streamlit.runtime import get_instance

    manager: Any = get_instance().uploaded_file_mgr
    storage = manager.file_storage
    return {
        session: [len(file.data) for file in list(files.values())]
        for session, files in list(storage.items())
    }


def expire_sessions() -> int:
    """Drop the disconnected sessions whose time to reconnect is over; return their number.

    Streamlit does so only when the next session disconnects: the last class's sessions would
    stay until another class comes.
    """
    from streamlit.runtime import get_instance

    manager: Any = get_instance()._session_mgr
    return len(manager._session_storage._cache.expire())


def message_field(data: bytes) -> int:
    """Return which field of ForwardMsg is set, by parsing the first bytes alone.

    >>> message = ForwardMsg(hash="abc", script_finished=1)
    >>> message_field(message.SerializeToString()) == SCRIPT_FINISHED
    True
    """
    position = 0
    while position < len(data):
        key, position = _read_varint(data, position)
        if key >> 3 > 2:
            return key >> 3
        length, position = _read_varint(data, position)  # of hash or metadata, which come first
        position += length
    return 0


def finished_early(data: bytes) -> bool:
    """Whether a script's end only makes room for its next run."""
    return ForwardMsg.FromString(data).script_finished == FINISHED_EARLY


def redact_new_session(data: bytes) -> bytes:
    """Remove paths and versions from the message that a page gets as its script begins."""
    message = ForwardMsg.FromString(data)
    session = message.new_session
    session.main_script_path = "/lesson"
    about = session.initialize.environment_info
    # A page reloads itself when this changes, as it should after an upgrade.
    versions = f"{about.streamlit_version} {about.python_version}"
    about.streamlit_version = hashlib.sha256(versions.encode()).hexdigest()[:12]
    about.python_version = about.server_os = ""
    return message.SerializeToString()


def _read_varint(data: bytes, position: int) -> tuple[int, int]:
    """Return protobuf's variable-length integer and the position after it."""
    number = shift = 0
    while position < len(data):
        byte, position = data[position], position + 1
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return number, position
