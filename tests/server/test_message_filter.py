"""What stands between a page's websocket and Streamlit lets go of pages that are gone."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from server.message_filter import PageConnection
from server.rate_limit import TokenBucket
from server.scheduling import Client, Scheduler
from tests.event_loop import alone
from tests.hostile.client import run

ASKS = {"type": "websocket.receive", "bytes": run(page_name="dense")}
LEAVES = {"type": "websocket.disconnect", "code": 1001}


def page_that_says(
    scheduler: Scheduler, *said: dict, send: Callable | None = None
) -> PageConnection:
    """Make a page whose websocket brings these messages, and then nothing."""
    messages = list(said)

    async def receive() -> dict:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    async def sent(message: dict) -> None:
        pass

    return PageConnection(receive, send or sent, TokenBucket(1000, 1000), scheduler, "school")


def busy(scheduler: Scheduler) -> Client:
    """Let another page of the address run a script."""
    other = scheduler.join("school")
    assert scheduler.request_run(other, lambda: None)
    return other


async def within_seconds(what: Awaitable) -> dict:
    return await asyncio.wait_for(what, 20)


def test_a_page_that_is_closed_while_it_waits_is_not_waited_for():
    async def scene() -> None:
        scheduler = Scheduler()
        busy(scheduler)
        page = page_that_says(scheduler, ASKS, LEAVES)
        assert await within_seconds(page.receive()) == LEAVES
        assert not scheduler.waiting
        page.close()

    alone(scene())


def test_a_message_waits_until_the_script_of_another_has_run_and_the_next_one_after_it():
    async def scene() -> None:
        scheduler = Scheduler()
        other = busy(scheduler)
        page = page_that_says(scheduler, ASKS, {**ASKS, "second": True})
        first = asyncio.ensure_future(page.receive())
        while not scheduler.waiting:
            await asyncio.sleep(0)
        assert not first.done()
        scheduler.script_finished(other)
        assert await within_seconds(first) == ASKS
        second = asyncio.ensure_future(page.receive())
        while not scheduler.waiting:
            await asyncio.sleep(0)
        scheduler.script_finished(page.client)
        assert (await within_seconds(second))["second"]
        page.close()
        assert not scheduler.running

    alone(scene())


def test_nobody_reads_what_a_page_said_before_it_was_found_to_be_gone():
    async def nobody(message: dict) -> None:
        raise BrokenPipeError

    async def scene() -> None:
        scheduler = Scheduler()
        page = page_that_says(scheduler, *[ASKS] * 100, send=nobody)
        assert await within_seconds(page.receive()) == ASKS
        waits = asyncio.ensure_future(page.receive())
        while not scheduler.waiting:
            await asyncio.sleep(0)
        with pytest.raises(BrokenPipeError):
            await page.send({"type": "websocket.send", "bytes": b""})
        assert (await within_seconds(waits))["type"] == "websocket.disconnect"
        assert not scheduler.running
        assert not scheduler.waiting
        page.close()

    alone(scene())
