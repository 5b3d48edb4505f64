"""A page with a training, at the other end of a wire that can be cut."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.pages import press, settle, shown_field, visit
from tests.browser.server import Server
from tests.deploy.tcp_proxy import Wire, wire

PATIENCE = 150_000  # milliseconds
STOPPED = "Nobody watched this run any more, so it was stopped."
HOW = ("pull", "break_off")  # methods of a wire


@dataclass(frozen=True)
class FarPage:
    """A page, its wire to the server, and when that was cut."""

    page: Page
    wire: Wire
    cut_at: float

    def mend(self, seconds: float) -> None:
        """Mend the wire, once it has been cut for so long."""
        time.sleep(max(0.0, self.cut_at + seconds - time.monotonic()))
        self.wire.mend()


@contextmanager
def cut_off(browser: Browser, server: Server, how: str) -> Iterator[FarPage]:
    """Pause a training on a page, so that it takes no turns from others, and cut the page off."""
    with wire(urlsplit(server.url).port) as laid:
        context = browser.new_context(base_url=f"http://localhost:{laid.port}")
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        _start_paused(page)
        page.evaluate("window.never_reloaded = true")
        getattr(laid, how)()
        yield FarPage(page, laid, time.monotonic())
        context.close()


def stood_all_the_while_and_goes_on(page: Page) -> None:
    press(page, "Train on")
    expect(_progress(page)).to_contain_text("Running", timeout=PATIENCE)
    press(page, "Stop the training")
    expect(page.get_by_text(re.compile("^Stopped: epoch"))).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("window.never_reloaded === true")


def reports_the_end_and_another_can_start(page: Page) -> None:
    expect(page.get_by_text(STOPPED)).to_be_visible(timeout=PATIENCE)
    expect(shown_field(page, "Epochs")).to_have_value("100")
    press(page, "Train")
    expect(_progress(page)).to_contain_text("Running", timeout=PATIENCE)
    press(page, "Stop the training")


def _start_paused(page: Page) -> None:
    visit(page, "train")
    page.get_by_label("Epochs").fill("100")
    page.get_by_label("Epochs").press("Enter")
    settle(page)
    press(page, "Train")
    expect(_progress(page)).to_contain_text("Running", timeout=PATIENCE)
    press(page, "Hold the training")
    expect(_progress(page)).to_contain_text("Paused", timeout=PATIENCE)


def _progress(page: Page) -> Locator:
    return page.get_by_test_id("stProgress")
