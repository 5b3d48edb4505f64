"""Memory that nobody needs any more is let go of, without waiting for the next class."""

import gc
import inspect
import weakref

from streamlit.runtime import Runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from server.memory_release import limit_malloc, release_memory
from server.streamlit_internals import expire_sessions


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
    release_memory()
    assert held() is None
    assert expire_sessions() == 0


def test_malloc_may_be_limited_more_than_once():
    limit_malloc()
    limit_malloc()
    release_memory(expire=lambda: 1)


def test_free_memory_goes_back_to_the_system_also_where_no_session_went(monkeypatch):
    trimmed = []
    library = type("Library", (), {"malloc_trim": staticmethod(trimmed.append)})
    monkeypatch.setattr("server.memory_release._glibc", lambda: library)
    release_memory(expire=lambda: 0)
    assert trimmed == [0]
