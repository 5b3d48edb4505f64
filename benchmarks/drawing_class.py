"""What a class that draws costs the server, and how often each pen is heard.

Run: python -m benchmarks.drawing_class [learners]

Learners without a browser (see ``benchmarks.learner``) draw strokes of two seconds on /network, in
its last scene, all at once. By turns they report a stroke as the pad does where the page follows it
in the browser (when the pen lifts, or after three seconds), and as it does where the page waits for
the server's numbers (as often as the line allows, one report under way). Both on the same server,
in one run.
"""

import asyncio
import base64
import json
import statistics
import sys
import time
from dataclasses import dataclass, field

import numpy as np
import psutil

from benchmarks.learner import Learner
from tests.browser.server import NO_TRAINER, serve

LEARNERS, ROUNDS = 30, 4
STROKE, REST = 2.0, 2.0  # seconds a stroke takes, and from one to the next
FRAME = 1 / 60  # seconds; a pen moves once a frame
DELAYS = {"answered by the server": 0.0, "answered in the browser": 3.0}
PAD = "draw_pad"
EXPLORE = "scene=40"  # the last scene, which has all that can be seen of a network


@dataclass
class Pen:
    """One learner's pen, and what its strokes cost on the wire."""

    learner: Learner
    seed: int
    number: int = 0  # of the last report
    messages: list[int] = field(default_factory=list)
    bytes: list[int] = field(default_factory=list)

    async def stroke(self, delay: float) -> None:
        """Draw for two seconds, and report what is drawn.

        Args:
            delay: seconds from a report to the next, at least.
        """
        levels, random = np.zeros(784, np.uint8), np.random.default_rng(self.seed)
        began, sent, reports = time.monotonic(), 0, 1
        messages, received = self.learner.messages, self.learner.bytes
        await asyncio.sleep(delay)
        while time.monotonic() < began + STROKE:
            before = time.monotonic()
            levels[random.integers(0, 784, 4)] = 255
            sent += await self._report(levels)
            reports += 1
            await asyncio.sleep(max(FRAME, delay - (time.monotonic() - before)))
        levels[random.integers(0, 784, 4)] = 255  # where the pen lifts
        sent += await self._report(levels)
        self.messages.append(reports + self.learner.messages - messages)
        self.bytes.append(sent + self.learner.bytes - received)

    async def _report(self, levels: np.ndarray) -> int:
        """Report the pad's picture; return the bytes it took."""
        self.number += 1
        pixels = base64.b64encode(levels.tobytes()).decode()
        revision = self.learner.data[PAD]["revision"]
        text = json.dumps({"drawing": {"pixels": pixels, "revision": revision, "nth": self.number}})
        await self.learner.run(component=PAD, value=text)
        return len(text)


async def draw(url: str, count: int, process: psutil.Process) -> None:
    """Let a class draw, and print what each way of reporting took."""
    pens = [Pen(await Learner(url, "network", EXPLORE).__aenter__(), seed) for seed in range(count)]
    spent: dict[str, list[float]] = {way: [] for way in DELAYS}
    for _ in range(ROUNDS):
        for way, delay in DELAYS.items():
            for pen in pens:
                pen.messages.clear()
                pen.bytes.clear()
            before = sum(process.cpu_times()[:2])
            await asyncio.gather(*(pen.stroke(delay) for pen in pens))
            spent[way].append((sum(process.cpu_times()[:2]) - before) / count)
            messages = statistics.median(each for pen in pens for each in pen.messages)
            size = statistics.median(each for pen in pens for each in pen.bytes)
            print(
                f"{way}: a stroke of {STROKE:g} s takes {1000 * spent[way][-1]:.0f} ms of the web "
                f"process's processor, {messages:.0f} messages and {size / 1000:.1f} kB both ways",
                flush=True,
            )
            await asyncio.sleep(REST)
    usual, now = (statistics.median(spent[way]) for way in DELAYS)
    print(f"{count} learners: {now / usual:.2f} of the processor time, in the median of {ROUNDS}")


def main() -> None:
    """Measure once."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS
    with serve(**NO_TRAINER) as server:
        asyncio.run(draw(server.url, count, psutil.Process(server.process.pid)))


if __name__ == "__main__":
    main()
