"""A trainer for tests: loading TensorFlow costs seconds, so those that do not end it share one."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.models.waiting import wait_until

ROOT = Path(__file__).parents[1]
COMMAND = "models.worker.local_cluster"
ENVIRONMENT = {
    "UNROLLED_NICENESS": "0",  # no pages need the processor meanwhile
    "UNROLLED_WORKERS": "1",
}


@contextmanager
def run_trainer(**environment: str) -> Iterator[str]:
    """Run a trainer, as a web process starts it for itself, and yield its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", COMMAND],
        cwd=ROOT,
        env=os.environ | ENVIRONMENT | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("tcp://"), f"the trainer ended with {process.wait()}"
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield address
    finally:
        process.stdin.close()
        process.wait()


@contextmanager
def connected(registry: Any, address: str) -> Iterator[Any]:
    """Let a registry of runs, or the module with that of the process, use a trainer.

    The environment names the trainer only meanwhile: what a test starts has one of its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASK_SCHEDULER_ADDRESS", address)
        registry.start_trainer()
        wait_until(lambda: registry.status().state == "ready", "the trainer is ready")
    try:
        yield registry
    finally:
        registry.stop_trainer()


def worker_process(registry: Any) -> psutil.Process:
    """Return the process of the only worker of a registry, once it is warm."""

    def warm() -> list[dict]:
        return [each for each in registry.workers().values() if each.get("warm")]

    (heartbeat,) = wait_until(warm, "the worker is warm")
    return psutil.Process(heartbeat["pid"])


def trainers_of(pid: int) -> list[psutil.Process]:
    """Return the trainers that a process has started and that live."""
    found = []
    for each in psutil.Process(pid).children():
        with suppress(psutil.Error):  # it has just ended
            found += [each] if COMMAND in each.cmdline() else []
    return found
