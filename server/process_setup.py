"""Setup of the web process around Streamlit: log, limits, uvicorn, metrics."""

import logging
import os
import sys
from typing import Any

import uvicorn

from models.config.logging_setup import UNREDACTED
from models.config.public_address import find_public_address
from models.config.settings import Environment
from models.config.version import VERSION
from models.data.image_files import MAX_TRANSFER_MB
from server import memory_release, metrics, server_logging, streamlit_internals
from server.decompression import IncrementalProtocol
from server.message_validation import MAX_MESSAGE_BYTES
from server.uploads import MAX_ENVELOPE_BYTES, MAX_FILE_BYTES

MAX_OPEN_FILES = 65_536  # some programs scan as many as they may have
SHUTDOWN_SECONDS = 3  # for responses under way at a stop; then the trainer ends

ACCESS_MESSAGES = {  # how others get in, or why they do not
    "": "others open the lesson at %s",
    "alone": "only this computer opens the lesson, on port %d; HOST=0.0.0.0 lets others in",
    "offline": "this computer is in no network, so others can't open port %d",
    "container": "others open the lesson where port %d of this container is published; "
    "UNROLLED_PUBLIC_URL says where that is",
    "unlisted": "UNROLLED_HOSTS does not list this computer's address; UNROLLED_PUBLIC_URL says "
    "where others find port %d",
}

log = logging.getLogger("unrolled")


class UvicornConfig(uvicorn.Config):
    """Uvicorn's settings, with some that Streamlit leaves at their defaults."""

    def __init__(self, *args: Any, **options: Any) -> None:
        overrides = {
            "server_header": False,
            "log_config": None,
            "http": "h11",  # refuses what is no request, and leaves what is no path to us
            "ws": IncrementalProtocol,
            "ws_max_size": MAX_MESSAGE_BYTES,
            "timeout_graceful_shutdown": SHUTDOWN_SECONDS,
        }
        super().__init__(*args, **(options | overrides))


def prepare_process(settings: Environment) -> None:
    """Set up what lies beside Streamlit: log, limits, uvicorn, metrics."""
    server_logging.configure(settings.log)
    for package in streamlit_internals.untested_versions():
        log.warning("this lesson was not tried with %s", package)
    raise_open_file_limit()
    memory_release.limit_malloc()
    # Read by uvicorn, which believes these proxies alone about a client's address.
    os.environ["FORWARDED_ALLOW_IPS"] = ",".join(settings.proxies)
    streamlit_internals.replace_uvicorn_config(UvicornConfig)
    streamlit_internals.limit_uploads(MAX_TRANSFER_MB)
    streamlit_internals.keep_uploads_in_memory(MAX_FILE_BYTES + MAX_ENVELOPE_BYTES)
    log.info("the lesson, version %s, begins on port %d", VERSION, settings.port)
    log_public_address(settings)
    if settings.metrics_port is not None:
        metrics.serve(settings.metrics_port, settings.metrics_host)


def log_public_address(settings: Environment) -> None:
    """Log where others find the lesson: the one address that a log may contain."""
    found = find_public_address(settings)
    message = ACCESS_MESSAGES[found.why]
    log.info(message, found.url or settings.port, extra=UNREDACTED)


def raise_open_file_limit() -> None:
    """Raise the limit of open files as far as the system allows.

    Each connection is one, even if idle; the default of shells and services is often 1,024.
    """
    if sys.platform == "win32":  # which has no such limit
        return
    import resource

    limit = resource.RLIMIT_NOFILE
    soft, hard = resource.getrlimit(limit)
    wanted = MAX_OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, MAX_OPEN_FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    try:
        resource.setrlimit(limit, (wanted, hard))
    except (OSError, ValueError) as error:  # macOS may have a lower limit that it does not report
        log.warning("there may be %d open files: %s", soft, error)
