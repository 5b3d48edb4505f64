"""One client that asks for scripts without end holds up nobody but itself, at a real server."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count

import pytest
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.learner import Learner
from server.streamlit_internals import NEW_SESSION, message_field
from tests.browser.server import Server, serve
from tests.event_loop import alone
from tests.hostile.client import elsewhere, run

SOCKETS, A_SECOND = 20, 30  # messages of each
TURNS = 5  # of the learner's
THINKS = 0.6  # seconds before each of them
FEW = 3  # scripts of the flood that may begin while one of the learner's is asked for and runs
PAGES = ("dense", "network", "weights")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve(DASK_SCHEDULER_ADDRESS="tcp://127.0.0.1:9") as running:  # nobody trains here
        yield running


class Flood:
    """Websockets of one client, which ask again and again."""

    def __init__(self) -> None:
        self.begun = 0  # scripts

    async def listen(self, line: ClientConnection) -> None:
        async for frame in line:
            self.begun += message_field(frame) == NEW_SESSION

    async def ask(self, line: ClientConnection, first: int) -> None:
        for number in count(first):
            await line.send(run(page_name=PAGES[number % len(PAGES)]))
            await asyncio.sleep(1 / A_SECOND)

    @asynccontextmanager
    async def going_on(self, server: Server, headers: dict[str, str]) -> AsyncIterator[None]:
        url = server.url.replace("http", "ws", 1) + "/_stcore/stream"
        lines = [await connect(url, additional_headers=headers) for _ in range(SOCKETS)]
        tasks = [asyncio.create_task(self.listen(line)) for line in lines]
        tasks += [asyncio.create_task(self.ask(line, place)) for place, line in enumerate(lines)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for line in lines:
                line.transport.abort()


async def begun_beside(server: Server, headers: dict[str, str]) -> tuple[int, list[int]]:
    """Turn pages beside a flood; say how many of its scripts began in all, and meanwhile."""
    flood, beside = Flood(), []
    async with Learner(server.url, "glossary") as learner:
        for page in PAGES:  # whatever is loaded once is loaded now
            learner.page, learner.script = page, ""
            await learner.run()
        async with flood.going_on(server, headers):
            for number in range(TURNS):
                await asyncio.sleep(THINKS)
                before = flood.begun
                learner.page, learner.script = PAGES[number % len(PAGES)], ""
                await learner.run()
                beside.append(flood.begun - before)
    return flood.begun, beside


@pytest.mark.parametrize("whose", ["another address", "the learner's own"])
def test_a_learner_s_page_turns_while_a_flood_gets_on_by_a_few_scripts_at_most(server, whose):
    headers = elsewhere() if whose == "another address" else {}
    begun, meanwhile = alone(begun_beside(server, headers))
    assert begun > 0  # the flood is served too, as well as may be
    assert sorted(meanwhile)[TURNS // 2] <= FEW
