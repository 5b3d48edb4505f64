"""Trainer: the process that hosts the workers, so that training never slows a page.

``python -m models.trainer`` opens a Dask cluster on this machine alone, prints
its address and lives until its input closes, which happens whenever the
process that started it ends, however it ends.
"""

import os
import sys
import threading

import dask
from dask.system import CPU_COUNT
from distributed import Client, LocalCluster
from distributed.system import MEMORY_LIMIT

from models.job import NICENESS, WarmUp

WORKER_BYTES = 2 << 30  # TensorFlow, MNIST and a few large networks fit well
CLOSE_SECONDS = 4

QUIET = {
    "distributed.admin.low-level-log-length": 100,  # each event is up to 20 KB, kept in memory
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.worker.multiprocessing-method": "spawn",
}

WORKER_ENVIRONMENT = {
    NICENESS: os.environ.get(NICENESS, "10"),
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",  # XLA does not use it, and it announces itself on every start
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def open_cluster(workers: int) -> LocalCluster:
    """Open a cluster of one-thread worker processes that listens on this machine only."""
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        worker_dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False},
        env=WORKER_ENVIRONMENT,
    )


def main() -> None:
    """Serve until nobody listens any more."""
    with (
        dask.config.set(QUIET),
        open_cluster(max(1, min(CPU_COUNT, MEMORY_LIMIT // WORKER_BYTES))) as cluster,
        Client(cluster) as client,
    ):
        client.register_plugin(WarmUp())
        print(cluster.scheduler_address, flush=True)
        sys.stdin.buffer.read()
        # Closing waits for busy workers; they end with this process, which waits no longer.
        deadline = threading.Timer(CLOSE_SECONDS, os._exit, [0])
        deadline.daemon = True
        deadline.start()


if __name__ == "__main__":
    main()
