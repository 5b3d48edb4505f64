"""Cluster connection: the Dask client, kept connected, and its child process if there is one."""

import contextlib
import logging
import math
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from models.config import settings
from models.texts import sentence

ROOT = Path(__file__).parents[2]
START_SECONDS = 60.0  # for the child to open its cluster on a slow machine
CONNECT_SECONDS = 5.0
KILL_SECONDS = 0.5  # until a killed process is noticed
STABLE_SECONDS = 60.0  # after which a lost connection does not count as a failure
CLOSE_SECONDS = 5.0  # for the trainer to end, which takes up to 4; then it is killed

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Status:
    """Whether training is possible, with a sentence a learner can read."""

    state: str  # starting, ready or unavailable
    message: str


STARTING = Status("starting", sentence("trainer starting"))
LOST = Status("unavailable", sentence("trainer unreachable"))


class ClusterConnection:
    """Connects to the cluster at DASK_SCHEDULER_ADDRESS, or to a child process of our own.

    Connecting and disconnecting take their time in a thread of their own. Only one thread at a
    time may call `poll`, `drop` and `close`; `status` may be read by all.
    """

    def __init__(self, on_connect: Callable[[Any], None]) -> None:
        self.status = STARTING
        self._on_connect = on_connect
        self.client: Any = None  # while connected
        self._child: subprocess.Popen | None = None
        self._thread: threading.Thread | None = None
        self._hangs = False
        self._until = math.inf  # deadline of `close`
        self.failures, self.stable_seconds = 0, STABLE_SECONDS
        self._retry_at, self._up_since = 0.0, 0.0

    @property
    def child_pid(self) -> int | None:
        """Process id of the child that hosts the cluster; None while there is none."""
        child = self._child
        return child.pid if child is not None else None

    def poll(self) -> Any:
        """Return the connected Dask client, or None while there is none; never waits.

        After each failure the time until the next attempt doubles, up to 30 seconds.
        """
        if self._thread is not None and self._thread.is_alive():
            return None
        if self._is_up():
            return self.client
        if self.client is not None:
            log.warning("the connection to the trainer is lost")
            self.status = LOST
            # One that breaks again and again is retried less and less often.
            was_stable = time.monotonic() > self._up_since + self.stable_seconds
            self.failures = 0 if was_stable else self.failures + 1
            self._retry_at = time.monotonic() + min(30, 2**self.failures - 1)
            self._in_background(self._disconnect)
        elif time.monotonic() >= self._retry_at:
            self._in_background(self._connect_or_retry)
        return None

    def drop(self) -> None:
        """Abandon a cluster that does not answer; the next poll connects anew."""
        log.warning("the trainer hangs")
        self._hangs = True

    def close(self, until: float) -> None:
        """Disconnect, and end the child process if there is one.

        Args:
            until: time at which it is killed if it has not ended, by ``time.monotonic``.
        """
        self._until = until
        if self._thread is not None:
            self._thread.join(timeout=seconds_left(until))
            if self._thread.is_alive():  # it waits for one that starts, or does not answer
                _kill(_process_tree(self._child))
                self._thread.join(timeout=KILL_SECONDS)
        self._disconnect()
        self.status = Status("unavailable", sentence("trainer stopped"))

    def _is_up(self) -> bool:
        child_lives = self._child is None or self._child.poll() is None
        runs = self.client is not None and self.client.status == "running"
        return runs and child_lives and not self._hangs

    def _in_background(self, work: Callable[[], None]) -> None:
        self._thread = threading.Thread(target=work, name="link", daemon=True)
        self._thread.start()

    def _connect_or_retry(self) -> None:
        try:
            self._connect()
        except Exception as error:  # noqa: BLE001 - whatever Dask raises, another attempt follows
            log.warning("no connection to the trainer: %s", error)
            self._disconnect()
            self._retry_at = time.monotonic() + min(30, 2**self.failures)
            self.failures += 1
            self.status = LOST
        if self._closing:
            self._disconnect()

    @property
    def _closing(self) -> bool:
        return self._until < math.inf

    def _connect(self) -> None:
        from distributed import Client  # takes half a second, for which pages need not wait

        from models.worker.stream_clock import bear_clock_changes

        bear_clock_changes()
        address = settings.read().scheduler
        client = Client(
            address or self._start_child(),
            timeout=CONNECT_SECONDS,
            set_as_default=False,
            heartbeat_interval="2s",
        )
        if address:
            from models.worker.plugin import WarmUp

            # The call waits for every worker, and one of them may hang.
            thread = threading.Thread(target=client.register_plugin, args=(WarmUp(),), daemon=True)
            thread.start()
        self._on_connect(client)
        self.client, self._up_since = client, time.monotonic()
        self.status = Status("ready", sentence("trainer ready"))

    def _start_child(self) -> str:
        """Start ``python -m models.worker.local_cluster`` and return the address it prints."""
        if self._closing:
            raise OSError("the lesson ends")
        self._child = child = subprocess.Popen(
            [sys.executable, "-m", "models.worker.local_cluster"],
            cwd=ROOT,
            # Its input closes when this process ends, even after a kill -9; so it ends too.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # A Ctrl-C in the terminal is for the web process, which then ends its child.
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        lines: queue.Queue[str] = queue.Queue()

        def read_output() -> None:
            for line in child.stdout or ():
                lines.put(line.strip())
            lines.put("")

        threading.Thread(target=read_output, name="trainer-output", daemon=True).start()
        with contextlib.suppress(queue.Empty):
            address = lines.get(timeout=START_SECONDS)
            if address.startswith("tcp://"):
                return address
        raise OSError("the trainer process did not open a cluster")

    def _disconnect(self) -> None:
        client, self.client = self.client, None
        child, hangs, self._hangs = self._child, self._hangs, False
        processes = _process_tree(child)
        if child is not None and hangs:
            _kill(processes)
        if client is not None:
            with contextlib.suppress(Exception):
                client.close(timeout=seconds_left(self._until, 2))
        if child is not None:
            with contextlib.suppress(OSError):
                if child.stdin is not None:
                    child.stdin.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=seconds_left(self._until, 5))
            _kill(processes)  # a process that hangs ignores the closed input
            child.wait()
        self._child = None


def seconds_left(until: float, maximum: float = math.inf) -> float:
    """Return how many seconds remain.

    >>> seconds_left(math.inf, 2), seconds_left(0)
    (2, 0.0)
    """
    return min(maximum, max(0.0, until - time.monotonic()))


def _process_tree(child: subprocess.Popen | None) -> list[psutil.Process]:
    """Return a process and all its descendants."""
    with contextlib.suppress(psutil.Error):
        if child is not None:
            process = psutil.Process(child.pid)
            return [process, *process.children(recursive=True)]
    return []


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.kill()
