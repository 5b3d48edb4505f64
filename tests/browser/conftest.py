from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

from tests.browser.opening import PATIENCE
from tests.browser.server import Server, serve


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


SIZE = {"width": 1440, "height": 1000}


@contextmanager
def visitor(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=server.url, viewport=SIZE)
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
def tab(returning: BrowserContext, server: Server) -> Iterator[Page]:
    """A `page` that is thrown away, for who listens to it or gives it scripts of their own."""
    page = returning.new_page()
    with watched(page, server):
        yield page
        page.close()


@pytest.fixture
def page(returning: BrowserContext, server: Server) -> Iterator[Page]:
    """A page that fails its test when it talks to anyone outside, or complains in the console.

    It is in the tab of the test before, as opening another one takes a second too.
    """
    page = returning.pages[0] if returning.pages else returning.new_page()
    with watched(page, server):
        yield page
        for other in returning.pages:
            if other is not page:
                other.close()
        if not page.is_closed():
            forget(page, server)


@contextmanager
def watched(page: Page, server: Server) -> Iterator[None]:
    outside, complaints = [], []

    def listen(request: Request) -> None:
        if is_outside(request.url, server):
            outside.append(request.url)

    def read(message: ConsoleMessage) -> None:
        if message.type == "error" and not is_streamlits_own(message):
            complaints.append(f"{message.text} {(message.location or {}).get('url', '')}")

    def hear(error: Error) -> None:
        complaints.append(str(error))

    listeners = {"request": listen, "console": read, "pageerror": hear}
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    assert not outside, outside
    assert not complaints, complaints


def forget(page: Page, server: Server) -> None:
    """Leave a tab as if it had just been opened."""
    page.unroute_all()
    page.goto(f"{server.url}/_stcore/health")  # an empty page that may reach the tab's memory
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.set_viewport_size(SIZE)
    page.emulate_media(color_scheme="null", reduced_motion="null")
    page.mouse.move(0, 0)


def is_outside(url: str, server: Server) -> bool:
    return not url.startswith((server.url, server.url.replace("http", "ws", 1), "blob:", "data:"))


def is_streamlits_own(message: ConsoleMessage) -> bool:
    # On a deep link Streamlit tries /page/_stcore/… before it finds the server at the root; and
    # where an answer is no page, the browser itself looks for an icon.
    where = (message.location or {}).get("url", "")
    return "404" in message.text and ("_stcore" in where or where.endswith("/favicon.ico"))
