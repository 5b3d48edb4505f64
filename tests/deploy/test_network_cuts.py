"""The network between a learner and the server is cut for 3, 30 and 200 seconds.

Either every connection breaks, or all is silence and neither end is told, as when a wire is
pulled. The cut of 200 seconds begins before all others and goes on while they are tried. One of
12 seconds, before a server whose own patience is as much shorter, finds the same faults sooner.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import press, settle, shown_field, visit
from tests.browser.server import IMPATIENT, Server, serve
from tests.deploy.tcp_proxy import Wire, wire

SLOW = 150_000  # milliseconds
NOBODY = "Nobody watched this run any more, so it was stopped."
LONG_CUT = 200  # seconds
HOW = ("pull", "break_off")


@pytest.fixture(scope="module")
def patient():
    with serve(UNROLLED_WORKERS="1") as server:
        yield server


@pytest.fixture(scope="module")
def impatient():
    sooner = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "5", "UNROLLED_WORKERS": "1"}
    with serve(command=IMPATIENT, **sooner) as server:
        yield server


@contextmanager
def held_at_the_end(browser: Browser, server: Server) -> Iterator[tuple[Page, Wire]]:
    """A wire to a server, and at its other end a page with a training that is held."""
    with wire(urlsplit(server.url).port) as laid:
        context = browser.new_context(base_url=f"http://localhost:{laid.port}")
        context.set_default_timeout(SLOW)
        page = context.new_page()
        start_held(page)
        yield page, laid
        context.close()


@pytest.fixture
def between(request, browser: Browser):
    """A wire to the server that the test names, and a page at its other end."""
    with held_at_the_end(browser, request.getfixturevalue(request.param)) as both:
        yield both


@pytest.fixture(scope="module", autouse=True)
def long_cut(browser: Browser, patient: Server):
    """A page and its wire, cut off before anything else happens here; and when that was."""
    with held_at_the_end(browser, patient) as (page, laid):
        laid.pull()
        yield page, laid, time.monotonic()


def progress(page: Page):
    return page.get_by_test_id("stProgress")


def start_held(page: Page) -> None:
    """Start a training and hold it: so it takes no turns from anybody while the wire is cut."""
    visit(page, "train")
    page.get_by_label("Epochs").fill("100")
    page.get_by_label("Epochs").press("Enter")
    settle(page)
    press(page, "Train")
    expect(progress(page)).to_contain_text("Running", timeout=SLOW)
    press(page, "Hold the training")
    expect(progress(page)).to_contain_text("Paused", timeout=SLOW)


def goes_on(page: Page) -> None:
    press(page, "Train on")
    expect(progress(page)).to_contain_text("Running", timeout=SLOW)
    press(page, "Stop the training")
    expect(page.get_by_text(re.compile("^Stopped: epoch"))).to_be_visible(timeout=SLOW)


def mark(page: Page) -> None:
    page.evaluate("window.never_reloaded = true")


def is_marked(page: Page) -> bool:
    return page.evaluate("window.never_reloaded === true")


def cut(laid: Wire, seconds: float, how: str) -> None:
    getattr(laid, how)()
    time.sleep(seconds)
    laid.mend()


@pytest.mark.parametrize("between", ["patient"], indirect=True)
@pytest.mark.parametrize("seconds", [3, 30])
@pytest.mark.parametrize("how", HOW)
def test_a_short_cut_costs_nothing(between, seconds, how):
    page, laid = between
    mark(page)
    cut(laid, seconds, how)
    goes_on(page)
    assert is_marked(page), "the page stood all the while"


def says_so_and_another_can_start(page: Page) -> None:
    expect(page.get_by_text(NOBODY)).to_be_visible(timeout=SLOW)
    expect(shown_field(page, "Epochs")).to_have_value("100")
    press(page, "Train")
    expect(progress(page)).to_contain_text("Running", timeout=SLOW)
    press(page, "Stop the training")


@pytest.mark.parametrize("between", ["impatient"], indirect=True)
@pytest.mark.parametrize("how", HOW)
def test_after_a_cut_longer_than_the_server_waits_the_page_says_so(between, how):
    page, laid = between
    cut(laid, 12, how)
    says_so_and_another_can_start(page)


def test_after_200_seconds_the_page_says_that_the_run_was_stopped_and_another_can_start(long_cut):
    page, laid, began = long_cut
    time.sleep(max(0.0, began + LONG_CUT - time.monotonic()))
    laid.mend()
    says_so_and_another_can_start(page)
