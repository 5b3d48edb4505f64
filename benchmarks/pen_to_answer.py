"""How fast the answer follows the pen, in a real Chromium, on this machine.

Run: python -m benchmarks.pen_to_answer

Draws on /network and watches the probabilities change: how many times a second
while the pen is down, and how long after the last stroke has ended they stand still.
"""

import statistics
import time

from playwright.sync_api import Page

from tests.browser.conftest import open_browser
from tests.browser.pages import paper, visit
from tests.browser.server import serve

STROKES = 20
SECONDS = 1.5  # of drawing, each stroke

WATCH = """
bars => {
  window.changes = [];
  new MutationObserver(() => {
    const now = performance.now();
    if (now - (window.changes.at(-1) ?? -100) > 5) window.changes.push(now);
  }).observe(bars, { subtree: true, childList: true, characterData: true });
}
"""
NOW = "() => performance.now()"


def draw(page: Page, across: float) -> float:
    """Draw one wavy stroke for a while; return when the pen was lifted, on the page's clock."""
    box = paper(page).bounding_box()
    page.mouse.move(box["x"] + across * box["width"], box["y"] + 0.2 * box["height"])
    page.mouse.down()
    began = time.perf_counter()
    while (share := (time.perf_counter() - began) / SECONDS) < 1:
        page.mouse.move(
            box["x"] + (across + 0.03 * ((share * 40) % 2)) * box["width"],
            box["y"] + (0.2 + 0.6 * share) * box["height"],
        )
        page.wait_for_timeout(8)
    lifted = page.evaluate(NOW)
    page.mouse.up()
    return lifted


def main() -> None:
    """Measure, and print two lines."""
    with serve() as server, open_browser() as browser:
        page = browser.new_context(base_url=server.url).new_page()
        visit(page, "network")
        page.wait_for_timeout(2000)
        page.locator("[data-part=probabilities]").evaluate(WATCH)
        rates, delays = [], []
        for stroke in range(STROKES):
            page.evaluate("() => { window.changes = [] }")
            lifted = draw(page, 0.2 + 0.6 * stroke / STROKES)
            page.wait_for_timeout(700)
            changes = page.evaluate("() => window.changes")
            during = [change for change in changes if change <= lifted]
            after = [change - lifted for change in changes if change > lifted]
            rates.append(len(during) / SECONDS)
            delays.append(max(after, default=0.0))
            page.get_by_role("button", name="Clear").click()
            page.wait_for_timeout(300)
        delays.sort()
        print(
            f"updates a second while drawing: median {statistics.median(rates):.1f}, "
            f"least {min(rates):.1f}"
        )
        print(
            f"last stroke to last update: median {statistics.median(delays):.0f} ms, "
            f"p95 {delays[int(0.95 * (len(delays) - 1))]:.0f} ms"
        )


if __name__ == "__main__":
    main()
