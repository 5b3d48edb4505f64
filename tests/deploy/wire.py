"""A wire between a browser and the server that can be pulled out and put back."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CHUNK = 65_536  # bytes


class Wire:
    """Passes bytes on in both directions; `pull` cuts it, `mend` puts it back.

    A pulled wire is silent, as a real one: what is under way waits, and nobody is told.
    A `broken` one is worse: every connection ends, and none is made until it is mended.
    """

    def __init__(self, port: int) -> None:
        self.server_port, self.port = port, 0
        self._loop = asyncio.new_event_loop()
        self._whole = asyncio.Event()
        self._whole.set()
        self._refuses = False
        self._writers: set[asyncio.StreamWriter] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def pull(self) -> None:
        """Let nothing through any more."""
        self._loop.call_soon_threadsafe(self._whole.clear)

    def break_off(self) -> None:
        """End every connection, and refuse new ones."""

        def ends() -> None:
            self._refuses = True
            for writer in self._writers:
                writer.transport.abort()

        self._loop.call_soon_threadsafe(ends)

    def mend(self) -> None:
        """Let everything through again."""

        def whole() -> None:
            self._refuses = False
            self._whole.set()

        self._loop.call_soon_threadsafe(whole)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        async def listen() -> None:
            server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            self._ready.set()

        self._loop.run_until_complete(listen())
        self._loop.run_forever()
        under_way = asyncio.all_tasks(self._loop)
        for task in under_way:
            task.cancel()
        if under_way:
            self._loop.run_until_complete(asyncio.wait(under_way))
        self._loop.close()

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._refuses:
            writer.transport.abort()
            return
        await self._whole.wait()
        there, back = await asyncio.open_connection("127.0.0.1", self.server_port)
        self._writers |= {writer, back}
        await asyncio.gather(self._pass(reader, back), self._pass(there, writer))
        self._writers -= {writer, back}

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(CHUNK):
                await self._whole.wait()
                writer.write(data)
                await writer.drain()
        await self._whole.wait()  # that one end has hung up is not heard at the other either
        writer.close()


@contextmanager
def wire(port: int) -> Iterator[Wire]:
    """Lay a wire to a server's port until the test is done with it."""
    laid = Wire(port)
    try:
        yield laid
    finally:
        laid.close()
