"""Tidying: memory that nobody needs any more goes back to the system."""

import asyncio
import ctypes
import gc
import logging
import sys
from collections.abc import Callable

EVERY = 20.0  # seconds
ARENAS_MAX, MMAP_THRESHOLD = -8, -3  # as malloc.h numbers them
ARENAS = 2  # each thread would like its own, and every script runs in a thread of its own
LARGE = 256 << 10  # bytes; what is larger goes back to the system as soon as it is free

log = logging.getLogger(__name__)


def be_frugal() -> None:
    """Have the C library share its memory among threads, and hand back what is large.

    As it comes, glibc has eight stores of free memory a core, and raises the size from which on
    memory goes back at once to the largest it has seen: a matrix that was needed once.
    """
    if (libc := _glibc()) is not None:
        libc.mallopt(ARENAS_MAX, ARENAS)
        libc.mallopt(MMAP_THRESHOLD, LARGE)


async def keep_tidy() -> None:
    """Tidy up again and again."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            tidy()
        except Exception:  # the lesson goes on untidied
            log.exception("memory could not be given back")


def tidy(forget: Callable[[], int] | None = None) -> None:
    """Let go of sessions that nobody comes back to, and give back what they held.

    Args:
        forget: lets go of sessions; says of how many.
    """
    (forget or forget_sessions)()
    # A session, and what a page's script leaves, are webs of things that hold each other, with a
    # network's arrays in them; only a whole collection finds them.
    gc.collect()
    # Runs that are forgotten leave holes, too.
    if (libc := _glibc()) is not None:
        libc.malloc_trim(0)


def forget_sessions() -> int:
    """Drop the sessions whose time to come back is over.

    Streamlit does so only when the next learner leaves: the last class would stay until another
    one comes.
    """
    from streamlit.runtime import get_instance

    return len(get_instance()._session_mgr._session_storage._cache.expire())


def _glibc() -> ctypes.CDLL | None:
    """Find the C library, where it has what is asked of it."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return libc if hasattr(libc, "mallopt") and hasattr(libc, "malloc_trim") else None
