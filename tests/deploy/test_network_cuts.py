"""The network between a learner and the server is cut for 3, 30 and 200 seconds.

The cut of 200 seconds in full length runs only with UNROLLED_SLOW=1 in the environment; by
default one of 12 seconds stands for it, before a server whose own patience is as much shorter.
"""

import os
import re
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import press, settle, visit
from tests.browser.server import serve
from tests.deploy.wire import Wire, wire

SLOW = 150_000  # milliseconds
IMPATIENT = (  # app.py, for which a learner is gone after seconds instead of minutes
    "-c",
    "import runpy; from models import runs; runs._runs.lease_seconds = 5;"
    "runpy.run_path('app.py', run_name='__main__')",
)
NOBODY = "Nobody watched this run any more, so it was stopped."
in_full_length = pytest.mark.skipif(
    "UNROLLED_SLOW" not in os.environ, reason="takes five minutes; UNROLLED_SLOW=1 runs it"
)


@pytest.fixture(scope="module")
def patient():
    with serve(UNROLLED_WORKERS="1") as server:
        yield server


@pytest.fixture(scope="module")
def impatient():
    sooner = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "5", "UNROLLED_WORKERS": "1"}
    with serve(command=IMPATIENT, **sooner) as server:
        yield server


@pytest.fixture
def between(request, browser: Browser):
    """A wire to the server that the test names, and a page at its other end."""
    server = request.getfixturevalue(request.param)
    with wire(urlsplit(server.url).port) as laid:
        context = browser.new_context(base_url=f"http://localhost:{laid.port}")
        context.set_default_timeout(SLOW)
        page = context.new_page()
        start_held(page)
        yield page, laid
        context.close()


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
@pytest.mark.parametrize(("seconds", "how"), [(3, "pull"), (3, "break_off"), (30, "break_off")])
def test_a_short_cut_costs_nothing(between, seconds, how):
    page, laid = between
    mark(page)
    cut(laid, seconds, how)
    goes_on(page)
    assert is_marked(page), "the page stood all the while"


@pytest.mark.parametrize(
    ("between", "seconds"),
    [("impatient", 12), pytest.param("patient", 200, marks=in_full_length)],
    indirect=["between"],
)
def test_after_a_long_cut_the_page_says_that_the_run_was_stopped_and_another_can_start(
    between, seconds
):
    page, laid = between
    cut(laid, seconds, "break_off")
    expect(page.get_by_text(NOBODY)).to_be_visible(timeout=SLOW)
    expect(page.get_by_label("Epochs")).to_have_value("100")
    press(page, "Train")
    expect(progress(page)).to_contain_text("Running", timeout=SLOW)
    press(page, "Stop the training")
