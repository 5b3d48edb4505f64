"""Local cluster: the process that hosts the workers, so that training never slows a page.

``python -m models.worker.local_cluster`` opens a Dask cluster on this machine alone, prints
its address and lives until its input closes, which happens whenever the
process that started it ends, however it ends.
"""

import asyncio
import os
import sys
import threading
from contextlib import suppress
from typing import Any

import dask.config
import psutil
from dask.system import CPU_COUNT
from distributed import Client, LocalCluster
from distributed.core import Status
from distributed.system import MEMORY_LIMIT

from models.config import logging_setup, settings
from models.training.memory_estimate import TERMINATE_FRACTION
from models.worker.plugin import NICENESS, WarmUp
from models.worker.stream_clock import bear_clock_changes

RESERVED_BYTES = 600 << 20  # for the web process and this one
MIN_WORKER_BYTES = 5 << 28  # 1.25 GiB: TensorFlow, MNIST and a few large networks fit well
MAX_WORKER_BYTES = 6 << 30
CLOSE_SECONDS = 4
CHECK_SECONDS = 1.0  # between two checks for workers that are missing

DASK_CONFIG = {
    # On a busy machine a new process needs longer than the 15 s after which Dask gives it up.
    "distributed.deploy.lost-worker-timeout": "10 minutes",
    "distributed.admin.low-level-log-length": 100,  # each event is up to 20 KB, kept in memory
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.worker.preload": ["models.config.logging_setup"],
    # A worker beyond its limit is ended by its nanny, before the machine begins to swap.
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.pause": False,
    "distributed.worker.memory.terminate": TERMINATE_FRACTION,
    "distributed.worker.multiprocessing-method": "spawn",
    # A step frees some megabytes and allocates them again at once; by Dask's defaults they would
    # be returned to the system each time, which makes training take 1.6 times as long.
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": 16 << 20,
    "distributed.nanny.pre-spawn-environ.MALLOC_MMAP_THRESHOLD_": 16 << 20,
}

WORKER_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",  # XLA does not use it, and it logs a line on every start
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def worker_resources() -> tuple[int, int]:
    """Return the number of workers and the bytes of memory of each.

    By default as many as there are cores, as long as each has enough memory.
    """
    environment, memory = settings.read(), MEMORY_LIMIT - RESERVED_BYTES
    workers = environment.workers or max(1, min(CPU_COUNT, memory // MIN_WORKER_BYTES))
    share = min(MAX_WORKER_BYTES, max(MIN_WORKER_BYTES, memory // workers))
    return workers, environment.worker_memory or share


def worker_environment() -> dict[str, str]:
    """Return the environment variables of the workers."""
    return WORKER_ENVIRONMENT | {NICENESS: str(settings.read().niceness)}


def open_cluster(workers: int, memory: int) -> Any:  # a LocalCluster; Dask types its `with` wrong
    """Open a cluster of one-thread worker processes that listens on this machine only.

    Args:
        workers: how many.
        memory: bytes of each; a worker that takes more is replaced.
    """
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        memory_limit=memory,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        env=worker_environment(),
    )


async def replace_lost_workers(cluster: LocalCluster, workers: int) -> None:
    """Replace workers that have left for good, their nannies included."""
    while cluster.status == Status.running:
        await asyncio.sleep(CHECK_SECONDS)
        for name, nanny in list(cluster.workers.items()):
            if nanny.status in (Status.closed, Status.failed):
                del cluster.workers[name]
        cluster.scale(workers)


def main() -> None:
    """Serve until stdin is closed."""
    logging_setup.configure(settings.read().log)
    bear_clock_changes()
    workers, memory = worker_resources()
    with (
        dask.config.set(DASK_CONFIG),
        open_cluster(workers, memory) as cluster,
        Client(cluster) as client,
    ):
        client.register_plugin(WarmUp())
        asyncio.run_coroutine_threadsafe(
            replace_lost_workers(cluster, workers), cluster.loop.asyncio_loop
        )
        print(cluster.scheduler_address, flush=True)
        sys.stdin.buffer.read()
        # Closing waits for busy workers; after this time the process ends, and they with it.
        deadline = threading.Timer(CLOSE_SECONDS, _end_process)
        deadline.daemon = True
        deadline.start()


def _end_process() -> None:
    for worker in psutil.Process().children(recursive=True):  # a halted one would not end by itself
        with suppress(psutil.Error):
            worker.kill()
    os._exit(0)


if __name__ == "__main__":
    main()
