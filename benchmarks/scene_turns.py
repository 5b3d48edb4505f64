"""How soon a scene shows its first frame, and how soon the first page moves, in a real Chromium.

    python -m benchmarks.scene_turns [rounds]

Turns every scene of every lesson that is told in scenes, forward and back, and measures from the
press of *Next* or *Back* until the scene was turned and its stage painted anew, if it is another.
Then it opens `/` and the emptiest app by turns, each in a browser that has nothing of them yet, and
measures from the request until the first page's image has moved (its third painted frame), and
until the emptiest app's pad was painted.
"""

import statistics
import sys

from playwright.sync_api import Browser, Page, expect

from benchmarks.pen_to_answer import p95
from components.nav.navigation import TOLD
from tests.browser.opening import open_browser
from tests.browser.server import Server, serve

ROUNDS = 3
MOVING = 3  # painted frames
SETTLED = 400  # milliseconds without a painted frame: nothing moves any more
BAR = ".bar[data-scene]"
NEXT, BACK = ".bar [data-part=next]", ".bar [data-part=back]"

# Counts the frames in which a canvas was drawn on or a view's own parts changed, with the time each
# was painted at; a message posted in a frame arrives once the frame has been painted.
COUNT_FRAMES = """
(() => {
  const counted = { frames: [], since: 0 };
  window.counted = counted;
  let isDrawn = false;
  const { prototype } = CanvasRenderingContext2D;
  for (const name of ["fillRect", "drawImage", "stroke", "fill", "fillText", "putImageData"]) {
    const draw = prototype[name];
    prototype[name] = function (...rest) {
      isDrawn ||= this.canvas.isConnected && this.canvas.clientWidth > 60;
      return draw.apply(this, rest);
    };
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => counted.frames.push(performance.now());
  const frame = () => {
    queueMicrotask(() => {
      if (isDrawn) port2.postMessage(0);
      isDrawn = false;
    });
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()
"""

# Presses a button, and waits for the bar to name the other scene and for the stage's next frame.
TURN = """
async ([button, wanted]) => {
  document.dispatchEvent(new CustomEvent("unrolled:finish", { cancelable: true }));
  await new Promise(done => setTimeout(done, 50));
  const find = selector => {
    const within = root => root.querySelector(selector) ?? [...root.querySelectorAll("*")]
      .filter(each => each.shadowRoot).map(each => within(each.shadowRoot)).find(Boolean);
    return within(document);
  };
  counted.frames.length = 0;
  const began = performance.now();
  find(button).click();
  const limit = began + 10000;
  let turned;
  for (;;) {
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    if (find(".bar[data-scene]")?.dataset.scene === wanted) turned ??= now;
    const [painted] = counted.frames.filter(each => each > began);
    if (turned && painted) return Math.max(painted, turned) - began;
    if (turned && now > turned + 500) return turned - began; // the stage stays as it was
    if (now > limit) return null;
  }
}
"""

NTH_FRAME = """
async nth => {
  while (counted.frames.length <= nth) await new Promise(requestAnimationFrame);
  return counted.frames[nth];
}
"""


def main() -> None:
    """Measure, and print what was measured."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with (
        serve(DASK_SCHEDULER_ADDRESS="tcp://127.0.0.1:9") as lesson,
        serve(command=("-m", "benchmarks.emptiest")) as emptiest,
        open_browser() as browser,
    ):
        report_turns(browser, lesson, rounds)
        report_starts(browser, lesson, emptiest, 3 * rounds)


def report_turns(browser: Browser, server: Server, rounds: int) -> None:
    """Turn all scenes of all lessons, and print how long each took."""
    page = browser.new_context(base_url=server.url).new_page()
    page.add_init_script(COUNT_FRAMES)
    everything: list[float] = []
    for lesson in TOLD:
        delays = [delay for _ in range(rounds) for delay in turns_of(page, lesson)]
        everything += delays
        print(f"/{lesson}: {_described(delays)}")
    print(f"press to first painted frame of the next scene: {_described(everything)}")


def turns_of(page: Page, lesson: str) -> list[float]:
    """Return the milliseconds of each turn, forward to the last told scene and back.

    Raises:
        RuntimeError: a scene did not come.
    """
    page.goto("/?scene=1" if lesson == "home" else f"/{lesson}?scene=1")
    bar = page.locator(BAR)
    expect(bar).to_have_attribute("data-scene", "1")
    scenes = int(bar.get_attribute("data-scenes") or 0)
    forward = [(NEXT, scene) for scene in range(2, scenes)]  # Explore is the whole page
    back = [(BACK, scene) for scene in range(scenes - 2, 0, -1)]
    delays = []
    for button, scene in [*forward, *back]:
        settle(page)
        delay = page.evaluate(TURN, [button, str(scene)])
        if delay is None:
            raise RuntimeError(f"/{lesson} never showed scene {scene}")
        delays.append(delay)
    return delays


def settle(page: Page) -> None:
    """Wait until nothing is painted and no script runs."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(SETTLED)


def report_starts(browser: Browser, lesson: Server, emptiest: Server, rounds: int) -> None:
    """Open both pages by turns, and print when each showed its picture, and the ratio."""
    moving, least = [], []
    for _ in range(rounds):
        moving.append(first_frame(browser, lesson.url, MOVING))
        least.append(first_frame(browser, emptiest.url, 1))
    ratio = statistics.median(moving) / statistics.median(least)
    print(f"cold start of / to its first moving image: {_described(moving)}")
    print(f"cold start of the emptiest app to its pad: {_described(least)}")
    print(f"ratio of the medians: {ratio:.2f}")


def first_frame(browser: Browser, address: str, frames: int) -> float:
    """Return the milliseconds from the request to a painted frame, with nothing cached."""
    context = browser.new_context()
    page = context.new_page()
    # A learner comes by a link of another site, which costs every page a process of its own; one
    # that comes first would take the empty page's.
    page.goto(address.replace("localhost", "127.0.0.1") + "/_stcore/health")
    page.add_init_script(COUNT_FRAMES)
    page.goto(address)
    painted = page.evaluate(NTH_FRAME, frames - 1)
    context.close()
    return painted


def _described(delays: list[float]) -> str:
    return (
        f"median {statistics.median(delays):.0f} ms, p95 {p95(delays):.0f} ms, "
        f"most {max(delays):.0f} ms, of {len(delays)}"
    )


if __name__ == "__main__":
    main()
