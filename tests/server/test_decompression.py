"""A small packed message may become a large one; of many, few are unpacked before their turn."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from websockets.asyncio.client import connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from server.message_validation import MAX_MESSAGE_BYTES
from server.process_setup import UvicornConfig
from tests.event_loop import alone

uvloop = pytest.importorskip("uvloop")  # which Windows does not have

MESSAGES, ZEROS = 40, bytes(MAX_MESSAGE_BYTES)


@asynccontextmanager
async def served(page) -> AsyncIterator[str]:
    """Serve a websocket as the lesson does, and give its address."""
    config = UvicornConfig(page, port=0, lifespan="off", ws_per_message_deflate=True)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving


async def unpacked() -> tuple[int, int]:
    """Send many messages of nothing but zeros.

    Returns:
        How many wait unpacked while the second one is read, and how many come in all.
    """
    sent, found = asyncio.Event(), asyncio.get_running_loop().create_future()

    async def page(scope, receive, send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        await sent.wait()
        for _ in range(2):  # what was read with the second one has come by then
            await receive()
        waiting = receive.__self__.queue.qsize()
        messages = [await receive() for _ in range(MESSAGES - 2)]
        found.set_result((waiting, 2 + sum(message["bytes"] == ZEROS for message in messages)))
        await send({"type": "websocket.close"})

    async with served(page) as address, connect(address) as line:
        for _ in range(MESSAGES):
            await line.send(ZEROS)
        sent.set()
        return await found


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_of_many_packed_messages_few_are_unpacked_before_their_turn_and_all_come(loop):
    waiting, come = alone(unpacked(), loop)
    assert waiting <= 1
    assert come == MESSAGES


def test_what_was_sent_at_the_last_stroke_is_found_again_in_a_browsers_messages():
    async def bytes_of_two() -> list[int]:
        content, sizes = random.Random(0).randbytes(20_000), []

        async def page(scope, receive, send) -> None:
            await receive()
            await send({"type": "websocket.accept"})
            await receive()
            for _ in range(2):
                await send({"type": "websocket.send", "bytes": content})
            await send({"type": "websocket.close"})

        # As Chromium and Firefox offer it.
        offers = [ClientPerMessageDeflateFactory(client_max_window_bits=True)]
        async with served(page) as address, connect(address, extensions=offers) as line:
            decode = line.protocol.extensions[0].decode

            def count(frame, *, max_size=None):
                sizes.append(len(frame.data))
                return decode(frame, max_size=max_size)

            line.protocol.extensions[0].decode = count
            await line.send(b"go on")
            assert [await line.recv() for _ in range(2)] == [content] * 2
        return sizes

    first, second = (size for size in alone(bytes_of_two()) if size > 2)
    assert first > 20_000
    assert second < 1_000
