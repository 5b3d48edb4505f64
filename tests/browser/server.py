"""A server of our own for a test: the real app.py, on a free port, as `make run` starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
NO_TRAINER = {"DASK_SCHEDULER_ADDRESS": "tcp://127.0.0.1:9"}  # where nothing answers
LEASE = 5  # seconds


def impatient(lease: float = LEASE) -> tuple[str, ...]:
    """Return a command: app.py, for which a learner is gone after seconds instead of minutes."""
    return (
        "-c",
        "import runpy; from models.runtime import run_registry;"
        f"run_registry.shared_registry.lease_seconds = {lease};"
        "runpy.run_path('app.py', run_name='__main__')",
    )


@dataclass(frozen=True)
class Server:
    """A running lesson: where it answers, and its process."""

    url: str
    process: subprocess.Popen


@contextmanager
def serve(
    said: int | IO[str] = subprocess.DEVNULL,
    command: tuple[str, ...] = ("app.py",),
    port: int = 0,
    **environment: str,
) -> Iterator[Server]:
    """Run the lesson until the test is done with it.

    Args:
        said: where its output goes.
        command: what Python runs, where it is not the lesson.
        port: where it answers; 0 is a free one.
        environment: what it finds there beside our own.
    """
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "HEADLESS": "1"} | environment,
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=said,
    )
    server = Server(f"http://localhost:{port}", process)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Find a port where nobody answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(server: Server) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise RuntimeError(f"the server ended with {server.process.returncode}")
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within a minute")
