"""Start of the server: its settings, the chain of middleware, and Streamlit's options."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.routing import Route

from models.config import settings as environment
from models.config.public_address import HERE, is_here
from models.config.settings import Environment
from server.base_path import BasePath
from server.compression import Compression
from server.connection_limit import ConnectionLimit
from server.fonts import SmallFonts
from server.message_filter import MessageFilter
from server.page_routing import PageRouting
from server.rate_limit import RateLimit
from server.request_filter import RequestFilter
from server.security_headers import SecurityHeaders
from server.shell import Shell
from server.stale_messages import StaleMessageFilter
from server.uploads import UploadLimit


def read_settings() -> Environment:
    """Read the settings.

    Raises:
        SystemExit: one is invalid, with a sentence that names it.
    """
    try:
        return environment.read()
    except ValueError as error:
        raise SystemExit(str(error)) from None


def middleware(
    settings: Environment,
    pages: Mapping[str, Callable[[], str]],
    routes: Sequence[Route],
    modules: Mapping[str, Sequence[str]],
    style: str,
) -> list[Middleware]:
    """Return everything that a request passes on its way to a page, in this order.

    Args:
        settings: the settings.
        pages: by name what returns the title, the first page first.
        routes: addresses beside the pages.
        modules: addresses of the scripts that each page is likely to load, by its path's name.
        style: CSS of what pages draw.
    """
    return [
        Middleware(BasePath, base=settings.base_path),
        Middleware(SecurityHeaders, embedders=settings.embedders),
        Middleware(RequestFilter, hosts=allowed_hosts(settings), origins=allowed_origins(settings)),
        Middleware(RateLimit, rate=settings.requests),
        Middleware(PageRouting, pages=pages, routes=routes),
        Middleware(
            ConnectionLimit,
            max_pages=settings.pages,
            max_per_address=max_pages_per_address(settings),
            framed=bool(settings.embedders),
        ),
        Middleware(SmallFonts),
        Middleware(Compression),
        Middleware(Shell, modules=modules, style=style),
        Middleware(UploadLimit, page_bytes=settings.uploads, total_bytes=settings.all_uploads),
        Middleware(MessageFilter, rate=settings.events),
        Middleware(StaleMessageFilter),
    ]


def max_pages_per_address(settings: Environment) -> int:
    """Return how many pages one address may have open: a whole class, but not every place."""
    return settings.pages_of_one or max(1, settings.pages * 9 // 10)


def allowed_hosts(settings: Environment) -> tuple[str, ...]:
    """Return the host names that requests may be for; none is any.

    Where the server listens on this machine only, another name means DNS rebinding: a foreign page
    whose own name was made to point here, so as to share the lesson's origin.
    """
    listed = settings.hosts or ((*HERE, settings.host) if is_here(settings.host) else ())
    public = urlsplit(settings.public_url).hostname
    return (*listed, public) if listed and public else listed


def allowed_origins(settings: Environment) -> tuple[str, ...]:
    """Return the origins that pages may have, beside each request's own host."""
    public = urlsplit(settings.public_url)
    return (
        (*settings.origins, f"{public.scheme}://{public.netloc}")
        if public.netloc
        else settings.origins
    )


def streamlit_options(settings: Environment) -> dict[str, Any]:
    """Return Streamlit's options, beside those in ``.streamlit/config.toml``."""
    return {
        "server.port": settings.port,
        "server.address": settings.host,
        "server.baseUrlPath": "",  # taken off before Streamlit sees it
        # Streamlit itself knows where there is no screen to open a browser on.
        **({"server.headless": True} if settings.headless else {}),
        # Where programs read the log, no banner stands between its lines.
        **({"logger.hideWelcomeMessage": True} if settings.log == "json" else {}),
        # In another site's frame a browser sends no other cookies; and these over https only.
        **({"server.xsrfCookieSameSite": "none"} if settings.embedders else {}),
    }
