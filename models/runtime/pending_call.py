"""PendingCall: a question to the cluster that is under way, and for which nobody stands waiting."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class PendingCall:
    """One coroutine on the Dask client's own thread; a cluster that hangs never holds us up."""

    def __init__(self, client: Any, coroutine: Coroutine, wake: Callable[[], None]) -> None:
        self._future = asyncio.run_coroutine_threadsafe(coroutine, client.loop.asyncio_loop)
        self._future.add_done_callback(lambda _: wake())

    @property
    def done(self) -> bool:
        """Whether it was answered, or failed."""
        return self._future.done()

    def result(self, timeout: float = 0) -> Any:
        """Give the answer.

        Args:
            timeout: seconds to wait for it.

        Raises:
            Exception: what went wrong; TimeoutError where there is no answer yet.
        """
        return self._future.result(timeout)


async def set_variable(client: Any, name: str, value: Any) -> Any:
    """Write what all workers can read under a name, and give it back."""
    from distributed import Variable

    await Variable(name, client=client).set(value, asynchronous=True)
    return value


async def get_variable(client: Any, name: str) -> Any:
    """Read what stands under a name."""
    from distributed import Variable

    return await Variable(name, client=client).get(timeout=5, asynchronous=True)


def delete_variable(client: Any, name: str) -> None:
    """Have the cluster forget what stands under a name."""
    from distributed import Variable

    Variable(name, client=client).delete()


async def gather(client: Any, future: Any) -> Any:
    """Fetch what a job handed back.

    Raises:
        Exception: what the job raised.
    """
    return await client.gather(future, asynchronous=True)


async def worker_threads(client: Any) -> dict[str, int]:
    """Say who is there: the threads of each worker, by its address."""
    return dict(await client.scheduler.ncores())


async def restart_worker(client: Any, address: str) -> None:
    """Have a worker's process replaced by its nanny; without one it is sent away."""
    await client.scheduler.restart_workers(
        workers=[address],
        timeout=30,
        wait_for_workers=False,
        on_error="return",
        stimulus_id="unrolled-watchdog",
    )


async def remove_worker(client: Any, address: str) -> None:
    """Remove a worker from the cluster, whatever has become of it."""
    await client.scheduler.unregister(address=address, stimulus_id="unrolled-watchdog")
