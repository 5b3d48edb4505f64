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

LOOK_SECONDS = 1.0  # between two looks at who is there

SILENT = "The training process does not answer; soon another one takes its runs over."
STARTING = "A training process is starting; on a busy machine that takes a while."
HALTED = "The training stands still; soon another process takes the run over."
SLOW = "The training process is at work, but the next look takes long: {:.0f} s so far."
NO_TRAINER = "The trainer does not answer; soon it is started again and takes the run up."

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class HealthTimeouts:
    """Timeouts, in seconds during which this process itself was running."""

    notice: float = 3.0  # until the page says so
    replace: float = 15.0  # until a worker, or the whole trainer, is replaced
    far: float = 45.0  # until a worker on another machine is: we cannot see whether it computes
    slow: float = 4.0  # of computing without a look, until the page says so
    unwanted: float = 20.0  # that a worker may go on with what nobody wants any more
    starving: float = 120.0  # a silent process on this machine that still computes


@dataclass(eq=False)
class Worker:
    """Health record of a worker; times are the monitor's own."""

    threads: int
    heard: float
    heartbeat: dict = field(default_factory=dict)  # see ``models.worker.heartbeat``
    replaced: float | None = None  # when it was to be
    used: float = 0.0  # processor seconds of its process, where it is one of this machine
    moved: float = 0.0  # when they last grew

    def still(self) -> float:
        """Return for how many seconds it has been stalled."""
        return self.heartbeat.get("still", 0.0)


class WorkerMonitor:
    """Monitors one cluster from the dispatcher's thread, without blocking it."""

    def __init__(
        self,
        patience: HealthTimeouts,
        wake: Callable[[], None],
        on_stalled: Callable[[str], None],
        clock: Clock = time.monotonic,
    ) -> None:
        """Monitor no cluster yet.

        Args:
            patience: the timeouts.
            wake: called when there is something to read.
            on_stalled: called with the run or task that held the lock of a stalled worker.
            clock: of this process.
        """
        self.patience, self._wake, self._on_stalled = patience, wake, on_stalled
        self._process_clock = clock
        self.workers: dict[str, Worker] = {}
        self.silence = 0.0  # how long the scheduler has not answered
        self._clock, self._at = 0.0, clock()
        self._looking: PendingCall | None = None
        self._asked_at, self.looked = 0.0, False  # whether anybody said who is there

    def begin(self) -> None:
        """Start monitoring another cluster."""
        self.workers, self.silence = {}, 0.0
        self._looking, self.looked = None, False

    def record(self, heartbeat: dict) -> None:
        """Record a heartbeat. Called by the client's thread."""
        if worker := self.workers.get(heartbeat["worker"]):
            worker.heartbeat, worker.heard = heartbeat, self._clock

    def tick(self, client: Any, over: Callable[[str], bool]) -> None:
        """Run one check; called several times a second.

        Args:
            client: the Dask client.
            over: whether a run or task of ours is wanted no more; others' never are.
        """
        now = self._process_clock()
        # What passed while this very process was asleep or starved says nothing about others.
        self._clock, self._at = self._clock + min(now - self._at, 1.0), now
        self._look(client)
        if self.silence > self.patience.notice / 2:
            for worker in self.workers.values():  # through the scheduler nobody can be heard
                worker.heard = self._clock
            return
        for address, worker in self.workers.items():
            if self._is_lost(worker, over):
                silent, still = self._clock - worker.heard, worker.still()
                log.warning("%s is silent for %.0f s, still for %.0f s", address, silent, still)
                if worker.still() > self.patience.replace:
                    self._on_stalled(worker.heartbeat["work"])
                self.replace(client, address)

    def trouble(self, address: str, work: str = "") -> str:
        """Return a sentence about a problem of a worker, or ""."""
        worker = self.workers.get(address)
        if worker is None:
            return GONE if address and self.looked else ""
        if self._clock - worker.heard > self.patience.notice:
            return SILENT if worker.heartbeat.get("warm") else STARTING
        if worker.still() > self.patience.notice:
            return HALTED
        heartbeat = worker.heartbeat
        if work and heartbeat.get("work") == work and heartbeat["turn"] > self.patience.slow:
            return SLOW.format(heartbeat["turn"])
        return ""

    def free(self) -> dict[str, Worker]:
        """Return the workers that may get work: those that answer, warm ones first.

        Who never answered yet gets none: nobody knows how much memory it may have.
        """
        there = {
            address: worker
            for address, worker in self.workers.items()
            if worker.heartbeat and self.trouble(address) == "" and worker.replaced is None
        }
        warm = {address: each for address, each in there.items() if each.heartbeat.get("warm")}
        return warm or there

    def _look(self, client: Any) -> None:
        """Poll the scheduler for its workers, and notice if it is silent."""
        if self._looking is None:
            if self._clock >= self._asked_at + LOOK_SECONDS or not self.workers:
                self._looking, self._asked_at = (
                    PendingCall(client, worker_threads(client), self._wake),
                    self._clock,
                )
            self.silence = 0.0
        elif self._looking.done:
            self._take(self._looking)
            self._looking = None
        else:
            self.silence = self._clock - self._asked_at

    def _take(self, call: PendingCall) -> None:
        try:
            there = call.result()
        except Exception as error:  # noqa: BLE001 - a report of a worker must not end the dispatcher
            log.warning("the scheduler did not say who is there: %s", error)
            return
        self.looked = True
        self.workers = {
            address: self.workers.get(address) or Worker(threads, heard=self._clock)
            for address, threads in there.items()
        }

    def _is_lost(self, worker: Worker, over: Callable[[str], bool]) -> bool:
        if worker.replaced is not None and self._clock < worker.replaced + self.patience.replace:
            return False
        silent, heartbeat = self._clock - worker.heard, worker.heartbeat
        if silent > self.patience.notice:
            return silent > self._patience_with(worker)
        if worker.still() > self.patience.replace:
            return True
        return heartbeat.get("turn", 0) > self.patience.unwanted and over(heartbeat["work"])

    def _patience_with(self, worker: Worker) -> float:
        """Return the heartbeat timeout; longer while the process may be CPU-starved."""
        heartbeat = worker.heartbeat
        if not heartbeat.get("warm"):  # loading TensorFlow keeps every thread waiting
            return self.patience.starving
        if heartbeat["machine"] != socket.gethostname():
            return self.patience.far
        try:
            process = psutil.Process(heartbeat["pid"])
            times = process.cpu_times()
            ours = abs(process.create_time() - heartbeat["born"]) < 2
        except psutil.Error:
            return self.patience.replace
        if not ours:  # another machine of the same name
            return self.patience.far
        if times.user + times.system != worker.used:
            worker.used, worker.moved = times.user + times.system, self._clock
        moves = self._clock - worker.moved < self.patience.replace - self.patience.notice
        return self.patience.starving if moves else self.patience.replace

    def replace(self, client: Any, address: str) -> None:
        """Restart a worker; remove it if a second restart is due."""
        worker = self.workers[address]
        if worker.replaced is None:
            worker.replaced = self._clock
            PendingCall(client, restart_worker(client, address), self._wake)
        elif self._clock > worker.replaced + self.patience.replace:
            log.warning("the worker %s could not be replaced and is sent away", address)
            worker.replaced = self._clock
            PendingCall(client, remove_worker(client, address), self._wake)
