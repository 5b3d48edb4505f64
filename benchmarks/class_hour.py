"""An hour's class in fast motion: what the web process holds, minute by minute, and afterwards.

    python -m benchmarks.class_hour [learners [minutes]]

The lesson's server as `make run` starts it, and thirty learners without a browser (see
``benchmarks.learner``). Each turns sixty pages in their hour, presses Train six times and looks at
the run till it ends, and loads the page again twice. Then all leave, and nobody comes.

An hour takes ten minutes, or as many as are given; `class_hour 8 2` is a short form. Everything
that happens per hour is faster by so much: turns, trainings, reloads, and how long the server
waits before it forgets (a session that may come back, a run nobody watches, an ended run, one
whose learners have left, an answer). Trainings take as long as they take.
"""

import asyncio
import random
import sys
import time

import psutil
from websockets.exceptions import WebSocketException

from benchmarks.learner import Learner
from tests.browser.server import serve

LEARNERS, MINUTES = 30, 10.0
TURNS, TRAININGS, RELOADS = 60, 6, 2  # of each learner in the hour
AFTERWARDS = 15.0  # minutes of the class's time
ROWS = 20  # of the table while the class is on
PAGES = (
    *("home", "draw", "flatten", "dense", "network", "weights"),
    *("backprop", "inside", "myths", "recall", "build", "glossary"),
)


def impatient(faster: float) -> tuple[str, ...]:
    """Have Python run app.py, for which time goes so much faster where it forgets things."""
    code = f"""
import runpy, sys
sys.path.insert(0, ".")
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from models.runtime import task_registry
from models.runtime.run_registry import shared_registry as runs
from server import memory_release
init = MemorySessionStorage.__init__
MemorySessionStorage.__init__ = lambda self, **_: init(self, ttl_seconds={120 / faster})
for module, names in (
    (runs, ("lease_seconds",)),
    (runs.retention, ("retention_seconds", "abandoned_seconds")),
    (runs.retention.forgotten, ("retention_seconds",)),
    (task_registry.shared_registry, ("lease_seconds", "result_seconds", "long_result_seconds")),
    (memory_release, ("INTERVAL_SECONDS",)),
):
    for name in names:
        setattr(module, name, getattr(module, name) / {faster})
runpy.run_path("app.py", run_name="__main__")
"""
    return ("-c", code)


class Class:
    """Learners at their pages."""

    def __init__(self, url: str, learners: int, seconds: float) -> None:
        self.url, self.learners, self.seconds = url, learners, seconds
        self.turns = self.trainings = self.lost = 0

    async def hour(self) -> None:
        """Let all have their hour."""
        until = time.monotonic() + self.seconds
        await asyncio.gather(*(self._learner(until) for _ in range(self.learners)))

    async def _learner(self, until: float) -> None:
        await asyncio.sleep(random.uniform(0, self.seconds / TURNS))
        while time.monotonic() < until:
            try:
                async with Learner(self.url, "home") as learner:
                    reload_at = time.monotonic() + self.seconds / (RELOADS + 1)
                    await self._read(learner, min(until, reload_at))
            except (OSError, TimeoutError, WebSocketException):
                self.lost += 1

    async def _read(self, learner: Learner, until: float) -> None:
        while (now := time.monotonic()) < until:
            if random.random() < TRAININGS / TURNS:
                await self._train(learner, until)
            else:
                await self._turn(learner, random.choice(PAGES))
            await asyncio.sleep(max(0.0, self.seconds / TURNS - (time.monotonic() - now)))

    async def _turn(self, learner: Learner, page: str) -> None:
        learner.page, learner.script = page, ""
        await learner.run()
        self.turns += 1

    async def _train(self, learner: Learner, until: float) -> None:
        await self._turn(learner, "train")
        if "Train" not in learner.buttons:
            return
        await learner.run(pressed="Train")
        self.trainings += 1
        while time.monotonic() < until:
            if not learner.interval:
                await learner.run()  # the whole page, with the network that is theirs now
                return
            await learner.run(fragment=learner.fragment)
            await asyncio.sleep(learner.interval)


def held(web: psutil.Process) -> float:
    """Say what the web process holds for itself, in MB."""
    return web.memory_full_info().uss / 1e6


async def watched(web: psutil.Process, name: str, seconds: float, minutes: float) -> list[float]:
    """Print what the process holds, again and again; the minutes are the class's."""
    found = []
    for row in range(1, ROWS + 1):
        await asyncio.sleep(seconds / ROWS)
        found.append(held(web))
        print(f"{name} minute {row * minutes / ROWS:.0f}: {found[-1]:.0f} MB", flush=True)
    return found


async def measure(url: str, web: psutil.Process, learners: int, minutes: float) -> None:
    """Hold the class, and print."""
    async with Learner(url, "home") as first:
        await asyncio.sleep(20)
        for page in (*PAGES, "train"):  # whatever is loaded once is loaded now
            first.page, first.script = page, ""
            await first.run()
    start = held(web)
    print(f"before the class: {start:.0f} MB", flush=True)
    room = Class(url, learners, 60 * minutes)
    watching = asyncio.create_task(watched(web, "class", 60 * minutes, 60))
    await room.hour()
    during = await watching
    print(
        f"{learners} learners turned {room.turns} pages and trained {room.trainings} times; "
        f"{room.lost} lines were lost"
    )
    after = await watched(web, "afterwards", AFTERWARDS * minutes, AFTERWARDS)
    half, last = max(during[ROWS // 4 : ROWS // 2]), max(during[-ROWS // 4 :])
    print(
        f"at most {max(during):.0f} MB; second quarter {half:.0f}, last quarter {last:.0f}; "
        f"{AFTERWARDS:.0f} minutes after all had left {after[-1]:.0f}, {after[-1] / start:.2f} of "
        "what it was before"
    )


def main() -> None:
    """Measure and print."""
    given = [float(word) for word in sys.argv[1:]]
    learners, minutes = int(given[0]) if given else LEARNERS, given[1] if given[1:] else MINUTES
    with serve(command=impatient(60 / minutes)) as server:
        web = psutil.Process(server.process.pid)
        asyncio.run(measure(server.url, web, learners, minutes))


if __name__ == "__main__":
    main()
