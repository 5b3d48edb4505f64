"""Pending call: a non-blocking RPC on the Dask client's event loop."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class PendingCall:
    """A coroutine that runs on the Dask client's own thread."""

    def __init__(self, client: Any, coroutine: Coroutine, wake: Callable[[], None]) -> None:
        self._future = asyncio.run_coroutine_threadsafe(coroutine, client.loop.asyncio_loop)
        self._future.add_done_callback(lambda _: wake())

    @property
    def done(self) -> bool:
        """Whether it has finished or failed."""
        return self._future.done()

    def result(self, timeout: float = 0) -> Any:
        """Return the result.

        Args:
            timeout: seconds to wait for it.

        Raises:
            Exception: what went wrong; TimeoutError where there is no answer yet.
        """
        return self._future.result(timeout)


async def set_variable(client: Any, name: str, value: Any) -> Any:
    """Set a Dask variable and return its value."""
    from distributed import Variable

    await Variable(name, client=client).set(value, asynchronous=True)
    return value


async def get_variable(client: Any, name: str) -> Any:
    """Return the value of a Dask variable."""
    from distributed import Variable

    return await Variable(name, client=client).get(timeout=5, asynchronous=True)


def delete_variable(client: Any, name: str) -> None:
    """Delete a Dask variable."""
    from distributed import Variable

    Variable(name, client=client).delete()


async def gather(client: Any, future: Any) -> Any:
    """Return a future's result.

    Raises:
        Exception: what the job raised.
    """
    return await client.gather(future, asynchronous=True)


async def worker_threads(client: Any) -> dict[str, int]:
    """Return the number of threads of each worker, by address."""
    return dict(await client.scheduler.ncores())


async def restart_worker(client: Any, address: str) -> None:
    """Restart a worker by its nanny; a worker without one is removed."""
    await client.scheduler.restart_workers(
        workers=[address],
        timeout=30,
        wait_for_workers=False,
        on_error="return",
        stimulus_id="unrolled-watchdog",
    )


async def remove_worker(client: Any, address: str) -> None:
    """Remove a worker from the cluster, whatever its state."""
    await client.scheduler.unregister(address=address, stimulus_id="unrolled-watchdog")
