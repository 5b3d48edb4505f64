"""A class on one small server: how soon pages answer while nobody trains, and while all do.

    python -m benchmarks.classroom [learners]

The lesson's server as `make run` starts it, and learners without a browser (see
``benchmarks.learner``). In one run:

- a training each (5 epochs of all 60,000 images) one after another, on a server with one worker;
- on a second server all press Train within a second: how soon each sees progress or a place in
  the queue, how long a tick takes meanwhile, at the pace the page asks for, and how long until
  all have finished, beside the row above; what the web process holds then;
- on a third, live pages at one tick a second, nobody trains; a tick draws the liveliest part of a
  page anew; then 200 open pages whose readers do something every ten seconds.

Pin it to two cores where there are more: ``taskset -c 0,1 python -m benchmarks.classroom``.
"""

import asyncio
import sys
import time
from contextlib import AsyncExitStack, asynccontextmanager

import numpy as np
import psutil

from benchmarks.learner import Learner
from tests.browser.server import serve

LEARNERS, OPEN = 30, 200
LIVE_PACE, OPEN_PACE = 1.0, 10.0  # seconds from one tick to the next
SECONDS = 20  # of ticking
PAGES = ("train", "dense", "network", "flatten")
TRAINED = "This network is yours now"
# A place in the queue or among those that begin, or one's own network.
SEEN = ("Waiting for a free place: number", "Getting ready: number", "Running: epoch")


def told(name: str, seconds: list[float]) -> None:
    """Print percentiles of ticks."""
    half, most, all_of_them = np.percentile(1000 * np.array(seconds), [50, 95, 100])
    print(
        f"{name}: {len(seconds)} ticks, median {half:.1f} ms, p95 {most:.1f}, longest "
        f"{all_of_them:.1f}",
        flush=True,
    )


@asynccontextmanager
async def seated(url: str, pages: list[str]):
    """Learners who sit down a few at a time, each on a page."""
    async with AsyncExitStack() as room:
        learners = []
        for start in range(0, len(pages), 5):
            few = (
                room.enter_async_context(Learner(url, page)) for page in pages[start : start + 5]
            )
            learners += await asyncio.gather(*few)
        yield learners


async def ticking(learner: Learner, until: float, pace: float, first: float) -> list[float]:
    """Let a page tick at its pace until a moment; all begin at moments of their own."""
    await asyncio.sleep(first)
    ticks = []
    while (now := time.monotonic()) < until:
        ticks.append(await learner.run(fragment=learner.fragment))
        await asyncio.sleep(max(0.0, pace - (time.monotonic() - now)))
    return ticks


async def live_pages(url: str, count: int, pace: float) -> list[float]:
    """Let some pages tick, while nobody trains."""
    async with seated(url, [PAGES[place % len(PAGES)] for place in range(count)]) as learners:
        until = time.monotonic() + SECONDS
        starts = np.linspace(0, pace, count, endpoint=False)
        many = [ticking(each, until, pace, at) for each, at in zip(learners, starts, strict=True)]
        return [tick for ticks in await asyncio.gather(*many) for tick in ticks]


async def trained(learner: Learner) -> tuple[float, list[float]]:
    """Press Train and watch till the end, as the page asks for it.

    Args:
        learner: on the page Train.

    Returns:
        Seconds until there was something to see, and what each tick took.
    """
    began, seen, ticks = time.monotonic(), None, []
    await learner.run(pressed="Train")
    while True:
        if seen is None and any(map(learner.says, SEEN)):
            seen = time.monotonic() - began
        if learner.says(TRAINED):
            return seen, ticks
        looked = time.monotonic()
        if learner.interval:
            ticks.append(await learner.run(fragment=learner.fragment))
        else:  # it has ended: the whole page is shown anew
            await learner.run()
        await asyncio.sleep(max(0.0, learner.interval - (time.monotonic() - looked)))


async def all_at_once(url: str, count: int) -> float:
    """Have all press Train within a second; give the seconds until the last has finished."""
    async with seated(url, ["train"] * count) as learners:
        began = time.monotonic()

        async def pressing(learner: Learner, after: float) -> tuple[float, list[float]]:
            await asyncio.sleep(after)
            return await trained(learner)

        moments = np.linspace(0, 1, count, endpoint=False)
        done = await asyncio.gather(*map(pressing, learners, moments))
        took = time.monotonic() - began
    told("a tick while all train", [tick for _, ticks in done for tick in ticks])
    soon = np.percentile([seen for seen, _ in done], [50, 95, 100])
    print("something to see after {:.2f} s (median), {:.2f} (p95), {:.2f} (longest)".format(*soon))
    return took


async def one_by_one(url: str, count: int) -> float:
    """Train one after another; give the seconds from the first press to the last end."""
    async with seated(url, ["train"] * count) as learners:
        began = time.monotonic()
        for learner in learners:
            await trained(learner)
        return time.monotonic() - began


async def warm(url: str) -> None:
    """Wait until the trainer has trained once."""
    async with Learner(url, "train") as learner:
        await asyncio.sleep(20)
        await trained(learner)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS
    with serve(UNROLLED_WORKERS="1") as server:
        asyncio.run(warm(server.url))
        row = asyncio.run(one_by_one(server.url, count))
        print(f"{count} trainings one after another on one worker: {row:.1f} s")
    with serve() as server:
        web = psutil.Process(server.process.pid)
        asyncio.run(warm(server.url))
        took = asyncio.run(all_at_once(server.url, count))
        print(f"{count} trainings at once: {took:.1f} s, {took / row:.2f} of one after another")
        held = web.memory_full_info()
        print(f"the web process: {held.uss / 1e6:.0f} MB of its own, ", end="")
        if hasattr(held, "pss"):  # Linux
            print(f"{held.pss / 1e6:.0f} with its share of the libraries others use too, ", end="")
        print(f"{held.rss / 1e6:.0f} with all of those")
    with serve(UNROLLED_PAGES=str(2 * OPEN)) as server:  # all of them come from one address
        asyncio.run(warm(server.url))
        live = asyncio.run(live_pages(server.url, count, LIVE_PACE))
        told(f"a tick of {count} live pages", live)
        told(f"an event of {OPEN} open pages", asyncio.run(live_pages(server.url, OPEN, OPEN_PACE)))


if __name__ == "__main__":
    main()
