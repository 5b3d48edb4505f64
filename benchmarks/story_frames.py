"""Frames a second while the neuron's story plays all 784 terms, against an idle page.

Run: python -m benchmarks.story_frames

Both are counted in one headless Chromium, one after the other, so that a busy machine
slows both.
"""

from playwright.sync_api import Page

from tests.browser.opening import open_browser
from tests.browser.pages import choose, visit
from tests.browser.server import serve

TERMS = 784
SECONDS = 8
WARM_UP = 30_000  # milliseconds; a fresh server's trainer loads TensorFlow on every core

COUNT = """
seconds => new Promise(done => {
  const gaps = [];
  let before = null, began = null;
  const tick = now => {
    if (before !== null) gaps.push(now - before);
    before = now;
    began ??= now;
    if (now - began < seconds * 1000) requestAnimationFrame(tick);
    else done([gaps.length / (now - began) * 1000, gaps.sort((a, b) => a - b).at(Math.floor(gaps.length * 0.95))]);
  };
  requestAnimationFrame(tick);
})
"""  # noqa: E501


def report(name: str, page: Page) -> None:
    """Count frames for a while and print one line."""
    frames, slow = page.evaluate(COUNT, SECONDS)
    print(f"{name}: {frames:.1f} frames a second, p95 {slow:.1f} ms between two")


def main() -> None:
    """Measure an idle page, then the story on the same page, and print a line for each."""
    with serve() as server, open_browser() as browser:
        page = browser.new_context(
            base_url=server.url, viewport={"width": 1440, "height": 1000}
        ).new_page()
        visit(page, "dense")
        choose(page, "Weights", "trained")
        page.locator(".neuron").scroll_into_view_if_needed()
        page.wait_for_timeout(WARM_UP)
        report("idle page", page)
        page.get_by_role("button", name="Play", exact=True).click()
        report(f"story of {TERMS} terms", page)
        reached = page.locator("[data-part=typed]").input_value()
        print(f"it had told {reached} steps by then")


if __name__ == "__main__":
    main()
