"""Dask's message streams, while the clock is set."""

import asyncio
import time

import pytest
from distributed import batched
from distributed.batched import BatchedSend

from models.worker.stream_clock import bear_clock_changes
from tests.event_loop import alone

DAY = 86_400


class Wire:
    """A connection that keeps what is sent, and on which the clock is set after each message."""

    def __init__(self, set_clock):
        self.sent, self._set_clock = [], set_clock

    def closed(self):
        return False

    async def write(self, messages, **_options):
        self.sent += messages
        self._set_clock()
        return 0

    async def close(self):
        pass

    def abort(self):
        pass


async def sent_across(seconds: float, monkeypatch) -> list[str]:
    """Send two messages through a stream, with the clock set in between; return what arrives."""
    true_time = time.time

    def set_clock():
        def clock():
            return true_time() + seconds

        monkeypatch.setattr(batched, "time", clock)
        monkeypatch.setattr(time, "time", clock)

    stream, wire = BatchedSend(interval="20 ms"), Wire(set_clock)
    stream.start(wire)
    stream.send("before")
    await asyncio.sleep(0.01)  # the first is sent, the next would have to wait
    stream.send("after")
    for _ in range(50):
        await asyncio.sleep(0.02)
    found = list(wire.sent)
    stream.abort()
    return found


@pytest.mark.parametrize("seconds", [0, DAY, -DAY, -1.5 * 3600])
def test_a_stream_goes_on_whatever_the_clock_says(monkeypatch, seconds):
    bear_clock_changes()
    assert alone(sent_across(seconds, monkeypatch)) == ["before", "after"]
