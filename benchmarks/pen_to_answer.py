"""How fast the answer follows the pen, in a real Chromium, beside the emptiest app with the pad.

Run: python -m benchmarks.pen_to_answer

Draws by turns on /network, where the probabilities follow, and on a page that has
the same pad and shows nothing but the sum of its ink: how many times a second each
changes while the pen is down, and how long after the last stroke has ended it stands still.
"""

import statistics
import time
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

from tests.browser.opening import open_browser
from tests.browser.pages import paper
from tests.browser.server import Server, serve

STROKES = 40
SECONDS = 1.5  # of drawing, each stroke

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


@dataclass
class Pen:
    """A pen on one page, and what was measured of whatever follows it."""

    page: Page
    rates: list[float] = field(default_factory=list)  # changes a second while it is down
    delays: list[float] = field(default_factory=list)  # ms from its lifting to the last change

    def stroke(self, across: float) -> None:
        """Draw one stroke on clean paper, and note how it was followed."""
        self.page.bring_to_front()
        self.page.evaluate("() => { window.changes = [] }")
        lifted = self._draw(across)
        self.page.wait_for_timeout(700)
        changes = self.page.evaluate("() => window.changes")
        self.rates.append(sum(change <= lifted for change in changes) / SECONDS)
        self.delays.append(max(max(changes, default=0) - lifted, 0.0))
        self.page.get_by_role("button", name="Clear").click()
        self.page.wait_for_timeout(300)

    def _draw(self, across: float) -> float:
        """Draw a wavy stroke for a while; return when the pen was lifted, on the page's clock."""
        box = paper(self.page).bounding_box()
        self.page.mouse.move(box["x"] + across * box["width"], box["y"] + 0.2 * box["height"])
        self.page.mouse.down()
        began = time.perf_counter()
        while (share := (time.perf_counter() - began) / SECONDS) < 1:
            self.page.mouse.move(
                box["x"] + (across + 0.03 * ((share * 40) % 2)) * box["width"],
                box["y"] + (0.2 + 0.6 * share) * box["height"],
            )
            self.page.wait_for_timeout(8)
        lifted = self.page.evaluate(NOW)
        self.page.mouse.up()
        return lifted

    @property
    def p95(self) -> float:
        """Milliseconds from the lifting of the pen to the last change, 19 of 20 times at most."""
        return statistics.quantiles(self.delays, n=20)[-1]

    def say(self, name: str) -> None:
        """Print what was measured."""
        print(
            f"{name}: {statistics.median(self.rates):.1f} changes a second while drawing, least "
            f"{min(self.rates):.1f}; last stroke to last change: median "
            f"{statistics.median(self.delays):.0f} ms, p95 {self.p95:.0f} ms"
        )


def pen_on(browser: Browser, server: Server, address: str, follower: str) -> Pen:
    """Open a page and watch what follows the pen there."""
    page = browser.new_context(base_url=server.url).new_page()
    page.goto(f"/{address}")
    page.locator(follower).wait_for()
    page.wait_for_timeout(2000)
    page.locator(follower).evaluate(WATCH)
    return Pen(page)


def main() -> None:
    """Measure by turns, and print a line for each page and their ratio."""
    with (
        serve() as lesson,
        serve(command=("-m", "benchmarks.emptiest")) as emptiest,
        open_browser() as browser,
    ):
        pens = {
            "probabilities on /network": pen_on(
                browser, lesson, "network", "[data-part=probabilities]"
            ),
            "the emptiest app": pen_on(browser, emptiest, "", ".stMain"),
        }
        for nth in range(STROKES):
            for pen in pens.values():
                pen.stroke(0.2 + 0.6 * nth / STROKES)
        for name, pen in pens.items():
            pen.say(name)
        ours, least = (pen.p95 for pen in pens.values())
        print(f"p95 of the lesson to that of the emptiest app: {ours / least:.2f}")


if __name__ == "__main__":
    main()
