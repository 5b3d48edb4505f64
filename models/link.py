"""Link: one line from the web process to the trainer, kept up whatever happens."""

import contextlib
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ADDRESS = "DASK_SCHEDULER_ADDRESS"
START_SECONDS = 60.0  # for the child to open its cluster on a slow machine
CONNECT_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Status:
    """Whether training is possible, with a sentence a learner can read."""

    state: str  # starting, ready or unavailable
    message: str


class Link:
    """Connects to the cluster at DASK_SCHEDULER_ADDRESS, or to a child process of our own.

    Only one thread at a time may call `tend` and `close`; `status` may be read by all.
    """

    def __init__(self, on_connect: Callable[[Any], None]) -> None:
        self.status = Status("starting", "The trainer is starting; it takes a few seconds.")
        self._on_connect = on_connect
        self.client: Any = None  # while connected
        self._child: subprocess.Popen | None = None
        self._failures, self._retry_at = 0, 0.0

    def tend(self) -> Any:
        """Return the connected Dask client, or None after a failed try; it may take a while.

        After each failure it waits twice as long, up to 30 seconds, for the next try.
        """
        if self._is_up():
            return self.client
        if self.client is not None:
            log.warning("the connection to the trainer is lost")
            self._hang_up()
        if time.monotonic() < self._retry_at:
            return None
        try:
            self._connect()
        except Exception as error:
            log.warning("no connection to the trainer: %s", error)
            self._hang_up()
            self._failures += 1
            self._retry_at = time.monotonic() + min(30, 2 ** (self._failures - 1))
            self.status = Status(
                "unavailable", "The trainer cannot be reached just now; we keep trying."
            )
            return None
        self._failures = 0
        return self.client

    def close(self) -> None:
        """Hang up, and end the child if there is one."""
        self._hang_up()
        self.status = Status("unavailable", "The trainer has been stopped.")

    def _is_up(self) -> bool:
        child_lives = self._child is None or self._child.poll() is None
        return self.client is not None and self.client.status == "running" and child_lives

    def _connect(self) -> None:
        from distributed import Client  # half a second; the pages need not wait for it

        given = os.environ.get(ADDRESS)
        self.client = Client(
            given or self._start_child(),
            timeout=CONNECT_SECONDS,
            set_as_default=False,
            heartbeat_interval="2s",
        )
        if given:
            from models.job import WarmUp

            self.client.register_plugin(WarmUp())
        self._on_connect(self.client)
        self.status = Status("ready", "The trainer is ready.")

    def _start_child(self) -> str:
        """Start ``python -m models.trainer`` and return the address it prints."""
        self._child = child = subprocess.Popen(
            [sys.executable, "-m", "models.trainer"],
            cwd=ROOT,
            # Its input closes when this process ends, even after a kill -9; so it ends too.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # A Ctrl-C in the terminal is for the web process, which then ends its child.
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        said: queue.Queue[str] = queue.Queue()

        def listen() -> None:
            for line in child.stdout:
                said.put(line.strip())
            said.put("")

        threading.Thread(target=listen, name="trainer-output", daemon=True).start()
        with contextlib.suppress(queue.Empty):
            address = said.get(timeout=START_SECONDS)
            if address.startswith("tcp://"):
                return address
        raise OSError("the trainer process did not open a cluster")

    def _hang_up(self) -> None:
        client, self.client = self.client, None
        child, self._child = self._child, None
        if client is not None:
            with contextlib.suppress(Exception):
                client.close(timeout=2)
        if child is not None:
            with contextlib.suppress(OSError):
                child.stdin.close()
            try:
                child.wait(timeout=5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
