"""The private parts of Streamlit and uvicorn that the server relies on are as it expects."""

import inspect
import logging

import streamlit.config
import streamlit.logger
from starlette.formparsers import MultiPartParser
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.web.server.starlette import starlette_routes, starlette_server

from server import streamlit_internals
from server.streamlit_internals import (
    FINISHED_EARLY,
    NEW_SESSION,
    finished_early,
    limit_uploads,
    message_field,
    redact_new_session,
    set_up_loggers,
    untested_versions,
)


def test_the_installed_versions_are_those_it_was_tried_with(monkeypatch):
    assert untested_versions() == []
    monkeypatch.setattr(streamlit_internals, "version", lambda name: "1.670.0")
    assert untested_versions() == ["streamlit 1.670.0", "uvicorn 1.670.0"]


def test_a_messages_field_is_found_behind_its_hash_and_its_metadata():
    message = ForwardMsg(hash="a" * 200)
    message.metadata.cacheable = True
    message.new_session.main_script_path = "/home/ada/lesson/main.py"
    assert message_field(message.SerializeToString()) == NEW_SESSION
    assert message_field(b"") == 0


def test_no_path_and_no_version_is_left_in_a_new_sessions_message():
    message = ForwardMsg()
    message.new_session.main_script_path = "/home/ada/lesson/main.py"
    about = message.new_session.initialize.environment_info
    about.streamlit_version, about.python_version, about.server_os = "1.67.0", "3.11.7", "linux"
    redacted = redact_new_session(message.SerializeToString())
    for secret in (b"ada", b"1.67", b"3.11", b"linux"):
        assert secret not in redacted


def test_a_script_that_makes_room_for_its_next_run_has_finished_early():
    assert finished_early(ForwardMsg(script_finished=FINISHED_EARLY).SerializeToString())
    assert not finished_early(ForwardMsg(script_finished=0).SerializeToString())


def test_loggers_of_today_and_those_to_come_are_configured(monkeypatch):
    monkeypatch.setattr(streamlit.logger, "setup_formatter", streamlit.logger.setup_formatter)
    configured: list[logging.Logger] = []
    set_up_loggers(configured.append)
    assert logging.getLogger("uvicorn.access") in configured
    name = "streamlit.a_logger_to_come"
    assert streamlit.logger.get_logger(name) is configured[-1]
    del streamlit.logger._loggers[name]


def test_what_is_replaced_is_what_streamlit_uses():
    assert isinstance(MultiPartParser.spool_max_size, int)
    assert "uvicorn.Config(" in inspect.getsource(starlette_server)
    assert MemoryUploadedFileManager("/upload").file_storage == {}


def test_the_limit_of_an_uploaded_file_is_read_with_each_upload():
    before = streamlit.config.get_option("server.maxUploadSize")
    try:
        limit_uploads(7)
        assert streamlit.config.get_option("server.maxUploadSize") == 7
    finally:
        limit_uploads(before)
    assert 'config.get_option("server.maxUploadSize")' in inspect.getsource(starlette_routes)
