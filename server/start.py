"""Start: what the server is told before it begins."""

import logging
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.routing import Route

from models.config import settings as environment
from models.config.logging_setup import AS_IT_IS
from models.config.public_address import HERE, is_here, room
from models.config.settings import Environment
from server import log, metrics, tidying, uploads
from server.addresses import Addresses
from server.bucket import Pace
from server.compressed import Compressed
from server.doors import Doors
from server.frames import LARGEST, Frames
from server.headers import Headers
from server.icons import Icons
from server.page_turns import PageTurns
from server.reading import Reading
from server.seats import Seats
from server.shell import Shell
from server.uploads import Uploads

MOST_FILES = 65_536  # open ones; there are programs that look through as many as they may have
END_SECONDS = 3  # for what is being sent when the server is told to end; then the trainer ends

OTHERS = {  # how others get in, or why they do not
    "": "others open the lesson at %s",
    "alone": "only this computer opens the lesson, on port %d; HOST=0.0.0.0 lets others in",
    "offline": "this computer is in no network, so others can't open port %d",
    "container": "others open the lesson where port %d of this container is published; "
    "UNROLLED_PUBLIC_URL says where that is",
    "unlisted": "UNROLLED_HOSTS does not list this computer's address; UNROLLED_PUBLIC_URL says "
    "where others find port %d",
}


def settings() -> Environment:
    """Read the settings; a bad one ends the start with a sentence."""
    try:
        return environment.read()
    except ValueError as problem:
        raise SystemExit(str(problem)) from None


def middleware(
    given: Environment, pages: Mapping[str, str], routes: Sequence[Route]
) -> list[Middleware]:
    """Everything a request passes on its way to a page, in this order.

    Args:
        given: the settings.
        pages: titles by name, the first page first.
        routes: addresses that are no pages.
    """
    return [
        Middleware(Headers, embedders=given.embedders),
        Middleware(Doors, hosts=hosts(given), origins=origins(given)),
        Middleware(Pace, a_second=given.requests),
        Middleware(Addresses, pages=pages, routes=routes),
        Middleware(
            Seats, most=given.pages, of_one=pages_of_one(given), framed=bool(given.embedders)
        ),
        Middleware(Icons),
        Middleware(Compressed),
        Middleware(Shell),
        Middleware(Uploads, of_one=given.uploads, of_all=given.all_uploads),
        Middleware(Frames, a_second=given.events),
        Middleware(PageTurns),
    ]


def pages_of_one(given: Environment) -> int:
    """Say how many pages one address may have open: a whole class, and not every place."""
    return given.pages_of_one or max(1, given.pages * 9 // 10)


def hosts(given: Environment) -> tuple[str, ...]:
    """Say by which names the lesson may be asked for; none is any.

    Where only this machine hears it, nobody comes by another name but a page from elsewhere that
    had its own name lead here, to be of the lesson's origin.
    """
    listed = given.hosts or ((*HERE, given.host) if is_here(given.host) else ())
    public = urlsplit(given.public_url).hostname
    return (*listed, public) if listed and public else listed


def origins(given: Environment) -> tuple[str, ...]:
    """Say from which origins, beside that of each request, the lesson's pages may come."""
    public = urlsplit(given.public_url)
    return (
        (*given.origins, f"{public.scheme}://{public.netloc}") if public.netloc else given.origins
    )


def config(given: Environment) -> dict[str, Any]:
    """Streamlit's own settings, beside those in ``.streamlit/config.toml``."""
    return {
        "server.port": given.port,
        "server.address": given.host,
        # Streamlit itself knows where there is no screen to open a browser on.
        **({"server.headless": True} if given.headless else {}),
        # Where programs read the log, no banner stands between its lines.
        **({"logger.hideWelcomeMessage": True} if given.log == "json" else {}),
        # In another site's frame a browser sends no other cookies; and these over https only.
        **({"server.xsrfCookieSameSite": "none"} if given.embedders else {}),
    }


class Config(uvicorn.Config):
    """Uvicorn's settings, with some that Streamlit leaves as they come."""

    def __init__(self, *args: Any, **named: Any) -> None:
        ours = {
            "server_header": False,
            "log_config": None,
            "ws": Reading,
            "ws_max_size": LARGEST,
            "timeout_graceful_shutdown": END_SECONDS,
        }
        super().__init__(*args, **(named | ours))


def prepare(given: Environment) -> None:
    """Set up what lies beside Streamlit: log, metrics, uvicorn."""
    log.begin(given.log)
    allow_files()
    tidying.be_frugal()
    # Read by uvicorn, which takes the address of whoever asks from these proxies alone.
    os.environ["FORWARDED_ALLOW_IPS"] = ",".join(given.proxies)
    uvicorn.Config = Config
    # No picture needs the disk on its way, which may be full.
    MultiPartParser.spool_max_size = uploads.LARGEST + uploads.WRAPPING
    logging.getLogger("unrolled").info("the lesson begins on port %d", given.port)
    say_where(given)
    if given.metrics_port is not None:
        metrics.serve(given.metrics_port, given.metrics_host)


def say_where(given: Environment) -> None:
    """Say where others find the lesson, with the one address that a log may hold: its own."""
    there = room(given)
    event = OTHERS[there.why]
    logging.getLogger("unrolled").info(event, there.url or given.port, extra=AS_IT_IS)


def allow_files() -> None:
    """Take as many open files as the system lets us have: each connection is one, a silent one too.

    What a shell or a service is given to begin with is often 1,024.
    """
    if sys.platform == "win32":  # which has no such limit
        return
    import resource

    files = resource.RLIMIT_NOFILE
    soft, hard = resource.getrlimit(files)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    try:
        resource.setrlimit(files, (wanted, hard))
    except (OSError, ValueError) as problem:  # macOS may have a lower limit that it does not tell
        logging.getLogger("unrolled").warning("there may be %d open files: %s", soft, problem)
