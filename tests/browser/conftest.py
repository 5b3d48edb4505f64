from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.opening import PATIENCE
from tests.browser.server import Server, serve


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


@contextmanager
def visitor(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Somebody who was never here."""
    with visitor(browser, server) as context:
        yield context


@pytest.fixture(scope="module")
def returning(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """Somebody whose browser has the lesson's scripts already, as loading them takes a second."""
    with visitor(browser, server) as context:
        yield context


@pytest.fixture
def page(returning: BrowserContext, server: Server) -> Iterator[Page]:
    """A page that fails its test when it talks to anyone outside, or complains in the console."""
    page = returning.new_page()
    outside, complaints = [], []
    page.on(
        "request",
        lambda request: outside.append(request.url) if is_outside(request.url, server) else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and not is_streamlits_own(message)
            else None
        ),
    )
    yield page
    for tab in returning.pages:
        tab.close()
    assert not outside, outside
    assert not complaints, complaints


def is_outside(url: str, server: Server) -> bool:
    return not url.startswith((server.url, server.url.replace("http", "ws", 1), "blob:", "data:"))


def is_streamlits_own(message) -> bool:
    # On a deep link Streamlit tries /page/_stcore/… before it finds the server at the root.
    return "404" in message.text and "_stcore" in (message.location or {}).get("url", "")
