"""Memory release: memory that is no longer needed goes back to the system."""

import asyncio
import ctypes
import gc
import logging
import sys
from collections.abc import Callable

from server.streamlit_internals import expire_sessions

INTERVAL_SECONDS = 20.0
M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3  # as malloc.h numbers them
MAX_ARENAS = 2  # each thread would like its own, and every script runs in a thread of its own
MMAP_BYTES = 256 << 10  # what is larger goes back to the system as soon as it is free

log = logging.getLogger(__name__)


def limit_malloc() -> None:
    """Have the C library share its memory among threads, and return large blocks at once.

    By default glibc has eight arenas per core, and raises the size from which on memory is
    returned at once to the largest block it has seen: a matrix that was needed once.
    """
    if (libc := _glibc()) is not None:
        libc.mallopt(M_ARENA_MAX, MAX_ARENAS)
        libc.mallopt(M_MMAP_THRESHOLD, MMAP_BYTES)


async def release_periodically() -> None:
    """Release memory every `INTERVAL_SECONDS`, until cancelled."""
    while True:
        await asyncio.sleep(INTERVAL_SECONDS)
        try:
            release_memory()
        except Exception:  # the lesson goes on without
            log.exception("memory could not be given back")


def release_memory(expire: Callable[[], int] | None = None) -> None:
    """Drop expired sessions, and return their memory to the system.

    Args:
        expire: drops sessions, and returns their number.
    """
    (expire or expire_sessions)()
    # A session, and what a page's script leaves, are cycles of references, with a network's
    # arrays in them; only a full collection finds them.
    gc.collect()
    # Runs that are forgotten leave holes, too.
    if (libc := _glibc()) is not None:
        libc.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    """Return the C library, where it has the functions needed here."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim") else None
