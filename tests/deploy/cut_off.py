"""A page with a training, at the other end of a wire that can be cut."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, expect

from models.texts import sentence
from tests.browser.opening import open_context
from tests.browser.pages import press, settle, shown_field, visit
from tests.browser.server import Server
from tests.deploy.tcp_proxy import Wire, wire

PATIENCE = 150_000  # milliseconds
TRIES = 3
STOPPED = sentence("run unwatched")
HOW = ("pull", "break_off")  # methods of a wire


class FarPage:
    """A training's page, and its wire to the server."""

    def __init__(self, page: Page, wire: Wire) -> None:
        self.page, self.wire = page, wire
        self._cut_at = 0.0
        visit(page, "train")
        page.get_by_label("Epochs").fill("100")
        page.get_by_label("Epochs").press("Enter")
        settle(page)

    def cut(self, how: str) -> None:
        """Pause a training, so that it takes no turns from others, and cut the page off."""
        self._train()
        press(self.page, "Pause training")
        expect(self._progress).to_contain_text("Paused", timeout=PATIENCE)
        self.page.evaluate("window.never_reloaded = true")
        getattr(self.wire, how)()
        self._cut_at = time.monotonic()

    def mend(self, seconds: float) -> None:
        """Mend the wire, once it has been cut for so long."""
        time.sleep(max(0.0, self._cut_at + seconds - time.monotonic()))
        self.wire.mend()

    def lost_nothing(self) -> None:
        press(self.page, "Resume training")
        expect(self._progress).to_contain_text("Running", timeout=PATIENCE)
        press(self.page, "Stop training")
        stopped = self.page.get_by_text(re.compile("^Stopped: epoch"))
        expect(stopped).to_be_visible(timeout=PATIENCE)
        assert self.page.evaluate("window.never_reloaded === true")

    def reports_the_end_and_another_can_start(self) -> None:
        expect(self.page.get_by_text(STOPPED)).to_be_visible(timeout=PATIENCE)
        expect(shown_field(self.page, "Epochs")).to_have_value("100")
        self._train()
        press(self.page, "Stop training")

    def _train(self) -> None:
        """Start a training, which takes a second press where the first one is lost.

        A press that crosses the end of a websocket is; and after a cut it may be given up just
        now, on a busy machine also for longer than these tests' short lease.
        """
        for _ in range(TRIES):
            with suppress(AssertionError):
                press(self.page, "Train")
                expect(self._progress).to_contain_text("Running", timeout=PATIENCE / TRIES)
                return
        raise AssertionError("no training could be started")

    @property
    def _progress(self) -> Locator:
        return self.page.get_by_test_id("stProgress").first  # a question may have one


@contextmanager
def far_page(browser: Browser, server: Server) -> Iterator[FarPage]:
    with wire(urlsplit(server.url).port) as laid:
        context = open_context(browser, base_url=f"http://localhost:{laid.port}")
        context.set_default_timeout(PATIENCE)
        yield FarPage(context.new_page(), laid)
        context.close()
