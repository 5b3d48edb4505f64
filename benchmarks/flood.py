"""How long a learner waits for a page beside a client that asks for scripts without end.

    python -m benchmarks.flood [sockets …]

The lesson's server as `make run` starts it, and a learner without a browser (see
``benchmarks.learner``) who turns pages: alone, then beside 20, 60 and 198 websockets of one other
client, each asking thirty times a second for another page. The other client comes from another
address first (127.0.0.2), and then from the learner's own. Prints how long turns take, beside those
alone just before, how much longer the server's process computes meanwhile (which says more where
the machine has other things to do too), and what it holds.

The flood is a process of its own; on two cores it takes time away from the server too, but little,
as it is made to wait.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import numpy as np
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks.learner import Learner
from tests.browser.server import serve

SOCKETS = (20, 60, 198)
A_SECOND = 30  # messages of each socket
PAGES = ("network", "dense", "flatten", "weights")
TURNS = 12  # of which a figure is made
THINKS = 1.0  # seconds between a learner's turns
SETTLES = 8.0  # seconds of flood before the learner comes to it
OWN, OTHER = "127.0.0.1", "127.0.0.2"
LONGEST = 60.0  # seconds spent on one row, however few turns that were


def asking(page: str) -> bytes:
    """The message that has a page's script run."""
    message = BackMsg()
    message.rerun_script.page_name = page
    return message.SerializeToString()


async def flood(url: str, source: str, sockets: int) -> None:
    """Ask without end, from so many websockets; one that is refused is opened again."""
    address = url.replace("http", "ws", 1).replace("localhost", OWN) + "/_stcore/stream"

    async def one(place: int) -> None:
        while True:
            try:
                async with connect(
                    address, local_addr=(source, 0), max_size=None, open_timeout=None
                ) as line:
                    await asyncio.gather(listen(line), ask(line, place))
            except (OSError, WebSocketException):
                await asyncio.sleep(1)

    async def ask(line: ClientConnection, first: int) -> None:
        for number in count(first):
            await line.send(asking(PAGES[number % len(PAGES)]))
            await asyncio.sleep(1 / A_SECOND)

    async def listen(line: ClientConnection) -> None:
        async for _ in line:
            pass

    await asyncio.gather(*(one(place) for place in range(sockets)))


@contextmanager
def flooded(url: str, source: str, sockets: int) -> Iterator[None]:
    """Let another process ask without end."""
    given = [sys.executable, "-m", "benchmarks.flood", "--flood", url, source, str(sockets)]
    process = subprocess.Popen(given)
    try:
        time.sleep(SETTLES)
        yield
    finally:
        process.kill()
        process.wait()


async def turns(learner: Learner, server: psutil.Process) -> tuple[list[float], float]:
    """Turn pages as a learner does.

    Returns:
        Seconds that each took, and those the server computed for each meanwhile, on average.
    """
    took, began, computed = [], time.monotonic(), 0.0
    while len(took) < TURNS and time.monotonic() - began < LONGEST:
        learner.page, learner.script = PAGES[len(took) % len(PAGES)], ""
        before = sum(server.cpu_times()[:2])
        took.append(await learner.run())
        computed += sum(server.cpu_times()[:2]) - before
        await asyncio.sleep(THINKS)
    return took, computed / len(took)


async def measure(url: str, server: psutil.Process, counts: list[int]) -> None:
    """Print a row for each flood."""
    async with Learner(url, PAGES[0]) as learner:
        await turns(learner, server)  # whatever is loaded once is loaded now
        for source, whose in ((OTHER, "another address"), (OWN, "the same address")):
            for many in counts:
                alone, computed = await turns(learner, server)
                with flooded(url, source, many):
                    took, beside = await turns(learner, server)
                alone, usual = 1000 * np.median(alone), 1000 * np.median(took)
                print(
                    f"{many} sockets from {whose}: a turn takes {usual:.0f} ms, "
                    f"{usual / alone:.1f} times the {alone:.0f} ms alone; longest {max(took):.2f} "
                    f"s of {len(took)}; the server computes {beside / computed:.1f} times as long "
                    f"meanwhile; {server.memory_info().rss / 1e6:.0f} MB",
                    flush=True,
                )
                await asyncio.sleep(SETTLES)


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--flood"]:
        url, source, sockets = sys.argv[2:]
        asyncio.run(flood(url, source, int(sockets)))
        return
    counts = list(map(int, sys.argv[1:])) or list(SOCKETS)
    with serve(DASK_SCHEDULER_ADDRESS="tcp://127.0.0.1:9") as server:  # nobody trains here
        asyncio.run(measure(server.url, psutil.Process(server.process.pid), counts))


if __name__ == "__main__":
    main()
