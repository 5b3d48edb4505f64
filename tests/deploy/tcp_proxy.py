"""A wire between a browser and the server: it can be pulled out and put back, and be a slow one."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

CHUNK = 65_536  # bytes
PACKET = 1_460  # bytes, on a slow line: connections take turns


@dataclass
class Line:
    """One direction of a wire, which all connections share.

    Args:
        rate: bytes a second; None is as many as come.
        delay: seconds that each of them is on its way.
    """

    rate: float | None = None
    delay: float = 0.0
    free_at: float = 0.0
    carried: int = 0  # bytes

    async def take(self, size: int) -> float:
        """Wait until so many bytes have been put on the line; say when they are at its end."""
        now = asyncio.get_running_loop().time()
        self.carried += size
        self.free_at = max(now, self.free_at) + (size / self.rate if self.rate else 0.0)
        until = self.free_at
        if until > now:
            await asyncio.sleep(until - now)
        return until + self.delay


class Wire:
    """Passes bytes on in both directions; `pull` cuts it, `mend` puts it back.

    A pulled wire is silent, as a real one: what is under way waits, and nobody is told.
    A `broken` one is worse: every connection ends, and none is made until it is mended.
    """

    def __init__(self, port: int, rate: float | None = None, delay: float = 0.0) -> None:
        """Lay a wire.

        Args:
            port: the server's.
            rate: bytes a second in each direction; None is as many as come.
            delay: seconds from one end to the other.
        """
        self.server_port, self.port = port, 0
        self.up, self.down = Line(rate, delay), Line(rate, delay)
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
        await asyncio.sleep(2 * self.up.delay)  # until both ends know of each other
        there, back = await asyncio.open_connection("127.0.0.1", self.server_port)
        self._writers |= {writer, back}
        ways = ((reader, back, self.up), (there, writer, self.down))
        with suppress(asyncio.CancelledError):  # as the wire is taken away
            await asyncio.gather(*(self._pass(*way) for way in ways))
        self._writers -= {writer, back}

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: Line
    ) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arrives = asyncio.create_task(self._arrive(under_way, writer))
        with suppress(OSError):
            while data := await reader.read(PACKET if line.rate else CHUNK):
                under_way.put_nowait((await line.take(len(data)), data))
        under_way.put_nowait((0.0, b""))
        await arrives

    async def _arrive(
        self, under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter
    ) -> None:
        clock = asyncio.get_running_loop().time
        with suppress(OSError):
            while (arrival := await under_way.get())[1]:
                at, data = arrival
                if at > clock():
                    await asyncio.sleep(at - clock())
                await self._whole.wait()
                writer.write(data)
                await writer.drain()
        await self._whole.wait()  # that one end has hung up is not heard at the other either
        writer.close()


@contextmanager
def wire(port: int, rate: float | None = None, delay: float = 0.0) -> Iterator[Wire]:
    """Lay a wire to a server's port until the test is done with it; see `Wire`."""
    laid = Wire(port, rate, delay)
    try:
        yield laid
    finally:
        laid.close()
