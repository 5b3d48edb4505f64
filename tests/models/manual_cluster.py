"""A Dask cluster as somebody would start it by hand: a scheduler and its worker processes."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = ("--host", "127.0.0.1", "--no-dashboard")


@contextmanager
def cluster_by_hand(workers: int) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """Run a cluster until the test is done with it; gives its address and its workers."""
    scheduler = _process("dask_scheduler", "--port", "0", *HERE)
    family = [scheduler]
    try:
        line = next(line for line in scheduler.stderr if "Scheduler at:" in line)
        address = line.split("Scheduler at:")[1].strip()
        # Whoever's words nobody reads stands still once the pipe is full of them.
        threading.Thread(target=scheduler.stderr.read, daemon=True).start()
        family += [_worker(address) for _ in range(workers)]
        yield address, family[1:]
    finally:
        for each in family:
            each.kill()
            each.wait()


@contextmanager
def one_more_worker(address: str) -> Iterator[subprocess.Popen]:
    """Let a worker join a cluster; at the end it is killed."""
    worker = _worker(address)
    try:
        yield worker
    finally:
        worker.kill()
        worker.wait()


def _worker(address: str) -> subprocess.Popen:
    words = (address, "--nthreads", "1", "--no-nanny", *HERE)
    return _process("dask_worker", *words, said=subprocess.DEVNULL)


def _process(command: str, *words: str, said: int = subprocess.PIPE) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{command}", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"},
        stderr=said,
        text=True,
    )
