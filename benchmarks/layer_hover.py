"""How fast the whole layer answers the pointer at 784 × 128, in a real Chromium, on this machine.

Run: python -m benchmarks.layer_hover

Moves over all 128 units and all 784 inputs of the trained layer on /dense, and times what runs
between the pointer's event and the picture being ready; then says what each change of the
picture costs on the wire.
"""

import statistics

from playwright.sync_api import Page

from tests.browser.opening import open_browser
from tests.browser.pages import choose, visit
from tests.browser.server import serve

EDGES = 784 * 128

SWEEP = """
async ([side, parts]) => {
  const hosts = [...document.querySelectorAll("*")].filter(each => each.shadowRoot);
  const root = hosts.map(each => each.shadowRoot.querySelector(".layer")).find(Boolean);
  const net = root.querySelector("[data-part=net]"), box = net.getBoundingClientRect();
  const [top, high, left] = ["top", "high", side].map(name => Number(net.dataset[name]));
  const handled = [], frames = [];
  for (let at = 0; at < parts; at++) {
    const down = top + (at + 0.5) / parts * high;
    const place = { clientX: box.left + left + 6, clientY: box.top + down, pointerType: "mouse" };
    const before = performance.now();
    net.dispatchEvent(new PointerEvent("pointermove", place));
    handled.push(performance.now() - before);
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - before);
  }
  return { handled, frames, last: root.dataset.lit };
}
"""


def spread(times: list[float]) -> str:
    """Median, p95 and worst of some times."""
    times = sorted(times)
    return (
        f"median {statistics.median(times):.1f} ms, p95 {times[int(0.95 * (len(times) - 1))]:.1f}, "
        f"worst {times[-1]:.1f}"
    )


def wait_for_edges(page: Page) -> None:
    """Wait until the last of all edges is drawn."""
    edges = page.locator(".layer [data-part=edges]")
    edges.and_(page.locator(f"[data-drawn='{EDGES}']")).wait_for(timeout=120_000)


def main() -> None:
    """Measure, and print a line a side and a line on the wire."""
    with serve() as server, open_browser() as browser:
        page = browser.new_context(
            base_url=server.url, viewport={"width": 1440, "height": 1000}
        ).new_page()
        page.set_default_timeout(120_000)
        sizes: list[int] = []
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))),
        )
        visit(page, "dense")
        choose(page, "Weights", "trained")
        wait_for_edges(page)
        page.wait_for_timeout(2000)
        print(f"the layer's first frame: {max(sizes) / 1000:.0f} KB")
        for side, parts in (("unit", 128), ("vector", 784)):
            result = page.evaluate(SWEEP, [side, parts])
            print(f"{parts} {side}s, last lit {result['last']}:")
            print(f"  pointer to drawn: {spread(result['handled'])}")
            print(f"  pointer to next frame: {spread(result['frames'])}")
        sizes.clear()
        choose(page, "Size", "28×28")
        page.wait_for_timeout(2000)
        print(
            f"another picture: {sum(sizes) / 1000:.0f} KB in all, largest {max(sizes) / 1000:.0f}"
        )


if __name__ == "__main__":
    main()
