"""How smoothly Flatten's pixels fly, in a real Chromium, on this machine.

Run: python -m benchmarks.flight_frames

Counts the frames of a whole flight, of 784 values and of 2,352, and of the same page
standing still before each, in one run. The page's own processor time a frame tells
more than the rate where other work keeps the machine busy.
"""

from playwright.sync_api import CDPSession, Page

from tests.browser.opening import open_browser
from tests.browser.pages import choose, visit
from tests.browser.server import serve

IDLE = 3  # seconds the page is watched standing still
FLIGHTS = {"gray": 784, "RGB": 2352}
WATCH = """
async seconds => {
  const find = node => node.querySelector?.("[data-part=stage]")
    ?? [...node.querySelectorAll("*")].map(each => each.shadowRoot && find(each.shadowRoot))
      .find(Boolean);
  const stage = find(document), gaps = [];
  const going = () => seconds ? performance.now() - began < seconds * 1000
    : stage.dataset.flying === "true";
  if (!seconds) stage.getRootNode().querySelector("[data-part=play]").click();
  const began = performance.now();
  await new Promise(done => {
    let last = began;
    requestAnimationFrame(function look(now) {
      gaps.push(now - last);
      last = now;
      going() ? requestAnimationFrame(look) : done();
    });
  });
  gaps.shift();
  const whole = gaps.reduce((sum, gap) => sum + gap, 0);
  return { frames: gaps.length, seconds: whole / 1000, worst: Math.max(...gaps) };
}
"""


def work(devtools: CDPSession) -> float:
    """Seconds the page's main thread has worked, not counting what it waited for others."""
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in metrics if each["name"] == "TaskDuration")


def rate(page: Page, seconds: float | None) -> tuple[float, float, float]:
    """Watch the page, standing still for some seconds or through a whole flight.

    Returns:
        Frames a second, the longest gap between two frames in milliseconds, the seconds.
    """
    seen = page.evaluate(WATCH, seconds)
    return seen["frames"] / seen["seconds"], seen["worst"], seen["seconds"]


def main() -> None:
    """Measure, and print a line a flight."""
    with serve() as server, open_browser() as browser:
        context = browser.new_context(base_url=server.url, viewport={"width": 1440, "height": 1000})
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
        visit(page, "flatten")
        choose(page, "Size", "28×28")
        for color, count in FLIGHTS.items():
            choose(page, "Color", color)
            page.get_by_role("button", name="To the start").click()
            page.wait_for_timeout(1500)
            still, _, _ = rate(page, IDLE)
            before = work(devtools)
            flying, worst, seconds = rate(page, None)
            each = (work(devtools) - before) / (flying * seconds) * 1000
            print(
                f"{count} values: {flying:.1f} frames a second over {seconds:.1f} s, "
                f"{flying / still:.2f} of the idle page's {still:.1f}; longest gap {worst:.0f} ms; "
                f"{each:.1f} ms of work a frame",
                flush=True,
            )


if __name__ == "__main__":
    main()
