"""Worker monitor: detects silent or stalled workers and replaces them."""

import logging
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psutil

from models.runtime.pending_call import PendingCall, remove_worker, restart_worker, worker_threads
from models.runtime.remote_job import Clock
from models.runtime.run import GONE
from models.texts import sentence

POLL_SECONDS = 1.0  # between two requests for the list of workers

SILENT = sentence("worker silent")
STARTING = sentence("worker starting")
HALTED = sentence("worker halted")
NO_TRAINER = sentence("trainer silent")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HealthTimeouts:
    """Timeouts, in seconds during which this process itself was running."""

    notice: float = 3.0  # until the page shows it
    replace: float = 15.0  # until a worker, or the whole trainer, is replaced
    far: float = 45.0  # until a worker on another machine is: its processor time is unknown
    slow: float = 4.0  # of computing without a snapshot, until the page shows it
    unwanted: float = 20.0  # for which a worker may go on with a run or task that has ended
    starving: float = 120.0  # until a silent process on this machine that still computes is


@dataclass(eq=False)
class Worker:
    """Health record of a worker; times are the monitor's own."""

    threads: int
    last_seen: float
    heartbeat: dict = field(default_factory=dict)  # see ``models.worker.heartbeat``
    replaced: float | None = None  # when that was requested
    cpu_seconds: float = 0.0  # of its process, where it is on this machine
    cpu_grew_at: float = 0.0

    def stalled_seconds(self) -> float:
        """Return for how many seconds its job has used no processor."""
        return self.heartbeat.get("stalled_seconds", 0.0)


class WorkerMonitor:
    """Monitors one cluster from the dispatcher's thread, without blocking it."""

    def __init__(
        self,
        timeouts: HealthTimeouts,
        wake: Callable[[], None],
        on_stalled: Callable[[str], None],
        clock: Clock = time.monotonic,
    ) -> None:
        """Monitor no cluster yet.

        Args:
            timeouts: until it notices, and replaces.
            wake: called when there is something to read.
            on_stalled: called with the run or task whose turn it is in a stalled worker.
            clock: of this process.
        """
        self.timeouts, self._wake, self._on_stalled = timeouts, wake, on_stalled
        self._process_clock = clock
        self.workers: dict[str, Worker] = {}
        self.silence = 0.0  # seconds for which the scheduler has not answered
        self._clock, self._at = 0.0, clock()
        self._poll: PendingCall | None = None
        self._polled_at, self.has_polled = 0.0, False  # whether the scheduler has answered once

    def reset(self) -> None:
        """Start monitoring another cluster."""
        self.workers, self.silence = {}, 0.0
        self._poll, self.has_polled = None, False

    def record(self, heartbeat: dict) -> None:
        """Record a heartbeat. Called by the client's thread."""
        if worker := self.workers.get(heartbeat["worker"]):
            worker.heartbeat, worker.last_seen = heartbeat, self._clock

    def tick(self, client: Any, is_ended: Callable[[str], bool]) -> None:
        """Run one check; called several times a second.

        Args:
            client: the Dask client.
            is_ended: whether a run or task of this web process has ended; another's never has.
        """
        now = self._process_clock()
        # Time in which this process itself was asleep or starved says nothing about others.
        self._clock, self._at = self._clock + min(now - self._at, 1.0), now
        self._poll_workers(client)
        if self.silence > self.timeouts.notice / 2:
            for worker in self.workers.values():  # heartbeats come through the scheduler
                worker.last_seen = self._clock
            return
        for address, worker in self.workers.items():
            if self._is_lost(worker, is_ended):
                silent, stalled = self._clock - worker.last_seen, worker.stalled_seconds()
                log.warning("%s is silent for %.0f s, stalled for %.0f s", address, silent, stalled)
                if stalled > self.timeouts.replace:
                    self._on_stalled(worker.heartbeat["work"])
                self.replace(client, address)

    def problem(self, address: str, work: str = "") -> str:
        """Return a sentence about a problem of a worker, or ""."""
        worker = self.workers.get(address)
        if worker is None:
            return GONE if address and self.has_polled else ""
        if self._clock - worker.last_seen > self.timeouts.notice:
            return SILENT if worker.heartbeat.get("warm") else STARTING
        if worker.stalled_seconds() > self.timeouts.notice:
            return HALTED
        heartbeat = worker.heartbeat
        if (
            work
            and heartbeat.get("work") == work
            and heartbeat["turn_seconds"] > self.timeouts.slow
        ):
            return sentence("worker slow", seconds=f"{heartbeat['turn_seconds']:.0f}")
        return ""

    def free(self) -> dict[str, Worker]:
        """Return the workers that may get work: those that answer, warm ones first.

        One that has not answered yet gets none: its memory limit is not known.
        """
        available = {
            address: worker
            for address, worker in self.workers.items()
            if worker.heartbeat and self.problem(address) == "" and worker.replaced is None
        }
        warm = {address: each for address, each in available.items() if each.heartbeat.get("warm")}
        return warm or available

    def _poll_workers(self, client: Any) -> None:
        """Poll the scheduler for its workers, and notice if it is silent."""
        if self._poll is None:
            if self._clock >= self._polled_at + POLL_SECONDS or not self.workers:
                self._poll, self._polled_at = (
                    PendingCall(client, worker_threads(client), self._wake),
                    self._clock,
                )
            self.silence = 0.0
        elif self._poll.done:
            self._store_workers(self._poll)
            self._poll = None
        else:
            self.silence = self._clock - self._polled_at

    def _store_workers(self, call: PendingCall) -> None:
        try:
            threads_by_address = call.result()
        except Exception as error:  # noqa: BLE001 - a report of a worker must not end the dispatcher
            log.warning("the scheduler did not list its workers: %s", error)
            return
        self.has_polled = True
        self.workers = {
            address: self.workers.get(address) or Worker(threads, last_seen=self._clock)
            for address, threads in threads_by_address.items()
        }

    def _is_lost(self, worker: Worker, is_ended: Callable[[str], bool]) -> bool:
        if worker.replaced is not None and self._clock < worker.replaced + self.timeouts.replace:
            return False
        silent, heartbeat = self._clock - worker.last_seen, worker.heartbeat
        if silent > self.timeouts.notice:
            return silent > self._silence_timeout(worker)
        if worker.stalled_seconds() > self.timeouts.replace:
            return True
        return heartbeat.get("turn_seconds", 0) > self.timeouts.unwanted and is_ended(
            heartbeat["work"]
        )

    def _silence_timeout(self, worker: Worker) -> float:
        """Return the heartbeat timeout; longer while the process may be CPU-starved."""
        heartbeat = worker.heartbeat
        if not heartbeat.get("warm"):  # loading TensorFlow keeps every thread waiting
            return self.timeouts.starving
        if heartbeat["machine"] != socket.gethostname():
            return self.timeouts.far
        try:
            process = psutil.Process(heartbeat["pid"])
            times = process.cpu_times()
            same = abs(process.create_time() - heartbeat["started_at"]) < 2
        except psutil.Error:
            return self.timeouts.replace
        if not same:  # another machine of the same name
            return self.timeouts.far
        if times.user + times.system != worker.cpu_seconds:
            worker.cpu_seconds, worker.cpu_grew_at = times.user + times.system, self._clock
        computes = self._clock - worker.cpu_grew_at < self.timeouts.replace - self.timeouts.notice
        return self.timeouts.starving if computes else self.timeouts.replace

    def replace(self, client: Any, address: str) -> None:
        """Restart a worker; remove it if a second restart is due."""
        worker = self.workers[address]
        if worker.replaced is None:
            worker.replaced = self._clock
            PendingCall(client, restart_worker(client, address), self._wake)
        elif self._clock > worker.replaced + self.timeouts.replace:
            log.warning("the worker %s could not be replaced and is removed", address)
            worker.replaced = self._clock
            PendingCall(client, remove_worker(client, address), self._wake)
