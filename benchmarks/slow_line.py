"""How soon pages can be used on a slow line, and how soon the answer follows the pen there.

Run: python -m benchmarks.slow_line

Between a real Chromium and the server lies a wire with 400 ms from question to answer and
400 kbit/s in each direction, for files and the websocket alike. Each page is opened by somebody
who was never here; then one stroke is drawn on /network.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, WebSocket, expect

from benchmarks.pen_to_answer import WATCH, Pen
from tests.browser.opening import open_browser
from tests.browser.pages import settle
from tests.browser.server import Server, serve
from tests.deploy.wire import Wire, wire

RATE = 400_000 / 8  # bytes a second
DELAY = 0.2  # seconds, each way
PATIENCE = 300_000  # milliseconds
PAGES = ("", "network")
STILL = 3_000  # milliseconds without a change: the last one has come


class Said(Counter):
    """What went through a page's websocket: messages and bytes, before any compression."""

    def listen(self, socket: WebSocket) -> None:
        """Count what is said from now on."""
        socket.on("framesent", lambda frame: self.note("sent", frame))
        socket.on("framereceived", lambda frame: self.note("told", frame))

    def note(self, way: str, frame: str | bytes) -> None:
        """Count one message."""
        self[way] += 1
        self[f"{way} bytes"] += len(frame)


@contextmanager
def opened(browser: Browser, laid: Wire, address: str) -> Iterator[tuple[Page, Said]]:
    """Open a page cold, wait until it can be used, and say how long that took."""
    context = browser.new_context(base_url=f"http://localhost:{laid.port}")
    context.set_default_timeout(PATIENCE)
    page, said, before = context.new_page(), Said(), laid.down.carried
    page.on("websocket", said.listen)
    began = time.perf_counter()
    page.goto(f"/{address}", wait_until="commit")
    page.wait_for_function("() => document.body?.innerText.trim()")
    first = time.perf_counter() - began
    settle(page)
    seconds, size = time.perf_counter() - began, laid.down.carried - before
    print(
        f"/{address}: first words after {first:.1f} s, usable after {seconds:.1f} s and "
        f"{size / 1e6:.2f} MB, of it {said['told']} messages of {said['told bytes'] / 1e3:.0f} kB "
        "before compression",
        flush=True,
    )
    yield page, said
    context.close()


def draw(page: Page, said: Said, laid: Wire) -> None:
    """Draw one stroke, and say how long it took until the answer to it stood."""
    page.locator("[data-part=probabilities]").evaluate(WATCH)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(STILL)
    before, down, up = Counter(said), laid.down.carried, laid.up.carried
    page.evaluate("window.changes = []")
    lifted = Pen(page)._draw(0.5)
    last, changes = -1, 0
    while last != changes:
        last = changes
        page.wait_for_timeout(STILL)
        changes = page.evaluate("window.changes.length")
    lag = max(0.0, page.evaluate("window.changes.at(-1) ?? 0") - lifted) / 1000
    spent = Counter(said) - before
    print(
        f"one stroke of 1.5 s: the answer stood {lag:.1f} s after it; {spent['sent']} messages "
        f"sent ({(laid.up.carried - up) / 1e3:.0f} kB on the line), {spent['told']} came back "
        f"({(laid.down.carried - down) / 1e3:.0f} kB on the line)"
    )


def main() -> None:
    """Measure, and print a line for each page and one for the pen."""
    expect.set_options(timeout=PATIENCE)
    with (
        serve(DASK_SCHEDULER_ADDRESS="tcp://127.0.0.1:9") as server,
        open_browser() as browser,
        wire(port_of(server), RATE, DELAY) as laid,
    ):
        for address in PAGES:
            with opened(browser, laid, address) as (page, said):
                if address == "network":
                    draw(page, said, laid)


def port_of(server: Server) -> int:
    """Say where a server listens."""
    return urlsplit(server.url).port


if __name__ == "__main__":
    main()
