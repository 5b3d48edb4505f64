"""Memory that nobody needs any more is let go of, without waiting for the next class."""

import gc
import inspect
import weakref

from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from server.tidying import be_frugal, forget_sessions, tidy


class Session:
    """Something that holds itself, as sessions do."""

    def __init__(self) -> None:
        self.id, self.session = "ada", self


def test_a_session_nobody_comes_back_to_is_forgotten_without_the_next_one(monkeypatch):
    # Streamlit's own storage, and the way to it; both may change with its version.
    storage = MemorySessionStorage(ttl_seconds=0)
    runtime = type("Runtime", (), {})()
    runtime._session_mgr = WebsocketSessionManager(storage, None, None, None)
    assert "self._session_mgr" in inspect.getsource(Runtime.__init__)
    monkeypatch.setattr(Runtime, "_instance", runtime)
    session = Session()
    held = weakref.ref(session)
    storage.save(session)
    del session
    gc.collect()
    assert held() is not None
    tidy()
    assert held() is None
    assert forget_sessions() == 0


def test_the_c_library_may_be_asked_to_be_frugal_more_than_once():
    be_frugal()
    be_frugal()
    tidy(forget=lambda: 1)


def test_free_memory_goes_back_to_the_system_also_where_no_session_went(monkeypatch):
    trimmed = []
    library = type("Library", (), {"malloc_trim": staticmethod(trimmed.append)})
    monkeypatch.setattr("server.tidying._glibc", lambda: library)
    tidy(forget=lambda: 0)
    assert trimmed == [0]
