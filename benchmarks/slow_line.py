"""How soon pages can be used on a slow line, and how soon the answer follows the pen there.

Run: python -m benchmarks.slow_line [PAGE …]

Between a real Chromium and the server lies a wire with 400 ms from question to answer and
400 kbit/s in each direction, for files and the websocket alike. Each page is opened by somebody
who was never here; then one stroke is drawn in the last scene of /network.
"""

import math
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, WebSocket, expect

from benchmarks.pen_to_answer import NOW, WATCH
from tests.browser.opening import open_browser
from tests.browser.pages import box_of, paper, settle
from tests.browser.server import Server, serve
from tests.deploy.tcp_proxy import Wire, wire

RATE = 400_000 / 8  # bytes a second
DELAY = 0.2  # seconds, each way
PATIENCE = 300_000  # milliseconds
DRAWN_ON = "network?scene=40"  # its last scene, which has all that can be seen of a network
PAGES = ("", "network", DRAWN_ON)
SECONDS = 3.0  # of drawing
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
    began = time.perf_counter()
    page.locator("[data-follows-pen]").first.wait_for(state="attached")
    print(f"the browser computes itself {time.perf_counter() - began:.1f} s later", flush=True)
    page.locator("[data-part=probabilities]").evaluate(WATCH)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(STILL)
    before, down, up = Counter(said), laid.down.carried, laid.up.carried
    page.evaluate("window.changes = []")
    lifted = stroke(page)
    last, changes = -1, 0
    while last != changes:
        last = changes
        page.wait_for_timeout(STILL)
        changes = page.evaluate("window.changes.length")
    lag = max(0.0, page.evaluate("window.changes.at(-1) ?? 0") - lifted) / 1000
    spent = Counter(said) - before
    upward, downward = (laid.up.carried - up) / 1e3, (laid.down.carried - down) / 1e3
    print(
        f"a stroke of {SECONDS:.0f} s: its answer stood {lag:.1f} s after it; {spent['sent']} "
        f"messages of {upward:.0f} kB were sent, {spent['told']} of {downward:.0f} kB came back",
        flush=True,
    )


def stroke(page: Page) -> float:
    """Draw a wavy stroke for a while; return when the pen was lifted, on the page's clock."""
    box = box_of(paper(page))
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    began = time.perf_counter()
    while (share := (time.perf_counter() - began) / SECONDS) < 1:
        across, down = 0.5 + 0.3 * math.sin(20 * share), 0.2 + 0.6 * share
        page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
        page.wait_for_timeout(8)
    lifted = page.evaluate(NOW)
    page.mouse.up()
    return lifted


def main() -> None:
    """Measure, and print a line for each page and one for the pen."""
    expect.set_options(timeout=PATIENCE)
    with (
        serve(DASK_SCHEDULER_ADDRESS="tcp://127.0.0.1:9") as server,
        open_browser() as browser,
        wire(port_of(server), RATE, DELAY) as laid,
    ):
        for address in sys.argv[1:] or PAGES:
            with opened(browser, laid, address) as (page, said):
                if address == DRAWN_ON:
                    draw(page, said, laid)


def port_of(server: Server) -> int:
    """Say where a server listens."""
    return urlsplit(server.url).port


if __name__ == "__main__":
    main()
