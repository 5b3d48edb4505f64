"""How fast the answer follows the pen, in a real Chromium, beside the emptiest app with the pad.

    python -m benchmarks.pen_to_answer [strokes]

Draws by turns on three pages: on /network, whose views compute in the browser; on /network where
the network's file never arrives, so that the server answers every report; and on a page with the
same pad that shows nothing but the sum of its ink. For each: the time from a pointer event that
changed the picture until the next answer was painted, how much of it the page was at work, frames
and answers a second, and per stroke the messages, the bytes through the wire both ways, and the
processor time of the server.
"""

import math
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, Page, WebSocket, expect

from tests.browser.opening import open_browser
from tests.browser.pages import box_of, paper
from tests.browser.server import Server, serve
from tests.deploy.tcp_proxy import Wire, wire

STROKES = 20
SECONDS = 2.0  # of drawing, each stroke
EXPLORE = "network?scene=40"  # the last scene, which has all that can be seen of a network

# Notes when what follows the pen changes; benchmarks.slow_line uses it, too.
WATCH = """
follower => {
  window.changes = [];
  new MutationObserver(() => {
    const now = performance.now();
    if (now - (window.changes.at(-1) ?? -100) > 5) window.changes.push(now);
  }).observe(follower, { subtree: true, childList: true, characterData: true });
}
"""
NOW = "() => performance.now()"

# A pointer event waits from its time stamp until the answer that changed next was painted: a
# message posted in a frame arrives once the frame has been painted. Only events that changed the
# picture count: the pad publishes another object then.
MEASURE = """
follower => {
  const picture = () => window[Symbol.for("unrolled.padPicture")]?.picture;
  let measured, waiting, changed = false, before = picture(), began = 0;
  const begin = () => {
    waiting = [];
    measured = { delays: [], work: [], answers: 0, frames: 0, down: false, begin };
    window.measured = measured;
  };
  begin();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    if (measured.down) measured.answers++;
    measured.delays.push(...waiting.map(({ stamp }) => now - stamp));
    if (waiting.length) measured.work.push(now - waiting.at(-1).began);
    waiting = [];
  };
  addEventListener("pointermove", () => { before = picture(); began = performance.now(); }, true);
  addEventListener("pointermove", event => {
    if (measured.down && picture() !== before) waiting.push({ stamp: event.timeStamp, began });
  });
  // Ours is the first callback of each frame; those that a pointer event asks for come after it.
  let inFrame = false;
  const end = new MessageChannel();
  end.port1.onmessage = () => { inFrame = false; };
  const post = () => {
    if (changed) port2.postMessage(0);
    changed = false;
  };
  new MutationObserver(() => {
    changed = true;
    if (inFrame) post();
  }).observe(follower, { subtree: true, childList: true, characterData: true });
  const frame = () => {
    if (measured.down) measured.frames++;
    inFrame = true;
    end.port2.postMessage(0);
    queueMicrotask(post); // of an answer that came between frames
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
"""


@dataclass
class Pen:
    """A pen on one page, and what was measured of what follows it."""

    page: Page
    server: psutil.Process
    laid: Wire
    messages: Counter = field(default_factory=Counter)
    delays: list[float] = field(default_factory=list)  # ms from event to painted answer
    work: list[float] = field(default_factory=list)  # ms from the event's handlers to the paint
    answers: list[float] = field(default_factory=list)  # a second
    frames: list[float] = field(default_factory=list)  # a second
    costs: list[tuple[int, int, float]] = field(default_factory=list)  # messages, bytes, CPU ms

    def stroke(self, across: float) -> None:
        """Draw one stroke on clean paper, and note how it was followed and what it cost."""
        self.page.bring_to_front()
        self.page.evaluate("() => measured.begin()")
        before = self._spent()
        seconds = self._draw(across)
        settle_pad(self.page)
        cost = [after - start for after, start in zip(self._spent(), before, strict=True)]
        measured = self.page.evaluate("({ ...measured, begin: null })")
        self.delays += measured["delays"]
        self.work += measured["work"]
        self.answers.append(measured["answers"] / seconds)
        self.frames.append(measured["frames"] / seconds)
        self.costs.append((int(cost[0]), int(cost[1]), 1000 * cost[2]))
        self.page.get_by_role("button", name="Clear", exact=True).click()
        settle_pad(self.page)

    def _spent(self) -> tuple[int, int, float]:
        times = self.server.cpu_times()
        carried = self.laid.up.carried + self.laid.down.carried
        return self.messages["sent"], carried, times.user + times.system

    def _draw(self, across: float) -> float:
        """Draw a wavy stroke; return how many seconds it took."""
        box = box_of(paper(self.page))
        self.page.mouse.move(box["x"] + across * box["width"], box["y"] + 0.15 * box["height"])
        self.page.mouse.down()
        self.page.evaluate("() => { measured.down = true }")
        began = time.perf_counter()
        while (share := (time.perf_counter() - began) / SECONDS) < 1:
            x = across + 0.15 * math.sin(12 * share)
            self.page.mouse.move(
                box["x"] + x * box["width"], box["y"] + (0.15 + 0.7 * share) * box["height"]
            )
            self.page.wait_for_timeout(4)
        self.page.evaluate("() => { measured.down = false }")
        seconds = time.perf_counter() - began
        self.page.mouse.up()
        return seconds

    def report(self, name: str) -> None:
        """Print what was measured."""
        costs = zip(*self.costs, strict=True)
        messages, size, processor = (statistics.median(each) for each in costs)
        print(
            f"{name}\n"
            f"  event to painted answer: median {statistics.median(self.delays):.1f} ms, "
            f"p95 {p95(self.delays):.1f} ms, of {len(self.delays)} events\n"
            f"  at work from the event on: median {statistics.median(self.work):.1f} ms, "
            f"p95 {p95(self.work):.1f} ms\n"
            f"  while drawing: {statistics.median(self.frames):.0f} frames and "
            f"{statistics.median(self.answers):.0f} answers a second\n"
            f"  a stroke of {SECONDS:.0f} s: {messages:.0f} messages sent, {size / 1000:.1f} kB "
            f"both ways, {processor:.0f} ms of the server's processor"
        )


def p95(values: list[float]) -> float:
    """Return what 19 of 20 values do not exceed."""
    return statistics.quantiles(values, n=20)[-1]


def settle_pad(page: Page) -> None:
    """Wait until the last stroke has been reported and answered."""
    expect(page.locator("[data-unsent]")).to_have_count(0)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(500)


@contextmanager
def pen_on(
    browser: Browser, server: Server, address: str, follower: str, *, blocked: str = ""
) -> Iterator[Pen]:
    """Open a page through a wire that counts, and watch what follows the pen there."""
    with wire(urlsplit(server.url).port) as laid:
        context = browser.new_context(base_url=f"http://localhost:{laid.port}")
        page = context.new_page()
        pen = Pen(page, psutil.Process(server.process.pid), laid)

        def count(socket: WebSocket) -> None:
            socket.on("framesent", lambda _: pen.messages.update(["sent"]))

        page.on("websocket", count)
        if blocked:
            page.route(blocked, lambda route: route.abort())
        page.goto(f"/{address}")
        page.locator(follower).wait_for()
        page.wait_for_timeout(3000 if not blocked else 9000)  # until it has given up
        page.locator(follower).evaluate(MEASURE)
        yield pen
        context.close()


def main() -> None:
    """Measure by turns, and print what was measured of each page."""
    strokes = int(sys.argv[1]) if len(sys.argv) > 1 else STROKES
    answer = "[data-part=probabilities]"
    with (
        serve(DASK_SCHEDULER_ADDRESS="tcp://127.0.0.1:9") as lesson,
        serve(command=("-m", "benchmarks.emptiest")) as emptiest,
        open_browser() as browser,
        pen_on(browser, lesson, EXPLORE, answer) as live,
        pen_on(browser, lesson, EXPLORE, answer, blocked="**/networks/*") as served,
        pen_on(browser, emptiest, "", ".stMain") as least,
    ):
        pens = {
            "/network, computed in the browser": live,
            "/network, answered by the server": served,
            "the emptiest app with the pad": least,
        }
        for nth in range(strokes):
            for pen in pens.values():
                pen.stroke(0.3 + 0.4 * nth / strokes)
        for name, pen in pens.items():
            pen.report(name)


if __name__ == "__main__":
    main()
