from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request

from tests.browser.opening import open_context
from tests.browser.server import NO_TRAINER, Server, serve

SIZE = {"width": 1440, "height": 1000}
SCREENS = {"laptop": (1280, 720, False), "phone": (390, 844, True)}
"""Width, height, and whether it is touched."""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def reading_server() -> Iterator[Server]:
    """A server without a trainer, which would load TensorFlow for pages that ask it nothing."""
    with serve(**NO_TRAINER) as running:
        yield running


@pytest.fixture(scope="session")
def training_server() -> Iterator[Server]:
    with serve() as running:
        yield running


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Server:
    """The server of a test: with a trainer if the test, or its file, is marked `trains`."""
    trains = request.node.get_closest_marker("trains")
    return request.getfixturevalue("training_server" if trains else "reading_server")


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts that stay open, one a server and kind, as their browser has all scripts compiled."""
    opened: dict[tuple[str, str], BrowserContext] = {}

    def open_once(server: Server, **kind: object) -> BrowserContext:
        key = (server.url, repr(kind))
        if key not in opened:
            opened[key] = open_context(browser, base_url=server.url, **kind)
        return opened[key]

    yield open_once
    for context in opened.values():
        context.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    """A context in which nothing was loaded yet."""
    context = open_context(browser, base_url=server.url, viewport=SIZE)
    yield context
    context.close()


@pytest.fixture
def returning(contexts: Callable[..., BrowserContext], server: Server) -> BrowserContext:
    return contexts(server, viewport=SIZE)


@pytest.fixture
def tab(returning: BrowserContext, server: Server) -> Iterator[Page]:
    """A `page` that is thrown away, for tests that listen to it or add scripts to it."""
    page = returning.new_page()
    with watched(page, server):
        yield page
        page.close()


@pytest.fixture
def page(returning: BrowserContext, server: Server) -> Iterator[Page]:
    """A page whose test fails if it asks for anything outside, or reports an error.

    It is the tab of the test before, as opening another one takes a second.
    """
    with only_page(returning, server) as page:
        yield page


@pytest.fixture
def phone(contexts: Callable[..., BrowserContext], server: Server) -> Iterator[Page]:
    """A `page` on a small screen that is touched."""
    with only_page(contexts(server, **PHONE), server) as page:
        yield page


@pytest.fixture
def elsewhere(contexts: Callable[..., BrowserContext], server: Server) -> Iterator[Page]:
    """A `page` in another browser, which shares nothing with the first."""
    with only_page(contexts(server, viewport=SIZE, locale="en-GB"), server) as page:
        yield page


@pytest.fixture(scope="module")
def lasting_page(contexts: Callable[..., BrowserContext], reading_server: Server) -> Iterator[Page]:
    """A `page` that several tests of a file look at, each leaving it as it was."""
    with only_page(contexts(reading_server, viewport=SIZE, locale="en-US"), reading_server) as page:
        yield page


@contextmanager
def only_page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """Open the first tab of a context, or use the one that is there, and clear it afterwards."""
    page = context.pages[0] if context.pages else context.new_page()
    size = page.viewport_size
    try:
        with watched(page, server):
            yield page
    finally:
        for other in context.pages:
            if other is not page:
                other.close()
        if not page.is_closed():
            forget(page, server)
            page.set_viewport_size(size)


@contextmanager
def screen_page(
    contexts: Callable[..., BrowserContext], server: Server, screen: str
) -> Iterator[Page]:
    """Open the only page of a learner's laptop or phone, by its name in ``SCREENS``."""
    width, height, touched = SCREENS[screen]
    viewport = {"width": width, "height": height}
    context = contexts(server, viewport=viewport, has_touch=touched, locale="en-US")
    with only_page(context, server) as page:
        yield page


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
    """Leave a tab as if it had just been opened.

    It stays on an address of the server: from about:blank Chromium would go on in another process,
    which compiles all scripts anew, half of what opening a page takes.
    """
    page.unroute_all()
    page.goto(f"{server.url}/_stcore/health")  # an empty page that may reach the tab's memory
    page.evaluate("sessionStorage.clear(); localStorage.clear()")
    page.emulate_media(color_scheme="null", reduced_motion="null", forced_colors="null")
    page.mouse.move(0, 0)


def is_outside(url: str, server: Server) -> bool:
    return not url.startswith((server.url, server.url.replace("http", "ws", 1), "blob:", "data:"))


def is_streamlits_own(message: ConsoleMessage) -> bool:
    # On a deep link Streamlit tries /page/_stcore/… before it finds the server at the root; and
    # where an answer is no page, the browser itself looks for an icon.
    where = (message.location or {}).get("url", "")
    return "404" in message.text and ("_stcore" in where or where.endswith("/favicon.ico"))
