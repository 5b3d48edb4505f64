"""Run registry: start, view, pause, step through and stop trainings.

The functions at the end serve the whole process, from any thread, and return
at once. A page knows a run by its id alone; it asks for a new view on each
tick, and its tick renews the run's lease.
"""

import secrets
import time
from collections import Counter
from typing import Any

from models.data.datasets import DATASETS
from models.nn.arrays import Array
from models.nn.layer_cost import FLOAT32
from models.runtime import task_registry
from models.runtime.array_memory import tracked_bytes
from models.runtime.cluster_connection import Status
from models.runtime.dispatcher import STOP_SECONDS, Dispatcher
from models.runtime.remote_job import LEASE_SECONDS, Clock
from models.runtime.run import Run
from models.runtime.run_parts import RunSpec
from models.runtime.run_reports import Debug, RetainedBytes, Tally
from models.runtime.run_retention import RunRetention
from models.runtime.run_table import RunTable
from models.runtime.spill import Spill
from models.runtime.task_registry import TaskRegistry
from models.runtime.worker_monitor import HealthTimeouts
from models.texts import LearnerError, sentence
from models.training.config import TrainingConfig
from models.training.lineage import Lineage
from models.training.memory_estimate import network_parameters
from models.training.run_summary import RunSummary, summarize
from models.training.run_view import RunView

__all__ = [
    "LEASE_SECONDS",
    "RunRegistry",
    "RunView",
    "Status",
    "add_test_accuracy",
    "get",
    "has_opened_test",
    "leave",
    "open_test_images",
    "pause",
    "renew",
    "resume",
    "set_pace",
    "start",
    "start_trainer",
    "status",
    "step",
    "stop",
    "stop_trainer",
    "summary",
    "tally",
    "workers",
]

MAX_RUNS = 200  # at once
SMALL_NETWORK_BYTES = 1 << 20  # up to which a network is never refused; the usual one has 0.4 MB
MAX_NETWORKS_BYTES = 160 << 20  # of all networks that are trained or stored for learners


class RunRegistry:
    """A registry of runs; it outlives pages, sessions and reloads."""

    def __init__(
        self,
        lease_seconds: float = LEASE_SECONDS,
        max_runs: int = MAX_RUNS,
        tasks: TaskRegistry | None = None,
        timeouts: HealthTimeouts | None = None,
        spill: Spill | None = None,
        max_networks_bytes: int = MAX_NETWORKS_BYTES,
        clock: Clock = time.monotonic,
    ) -> None:
        """Make a registry without a trainer.

        Args:
            lease_seconds: without renewal, a run stops.
            max_runs: at once.
            tasks: of the same trainer.
            timeouts: of workers.
            spill: where ended runs are written to.
            max_networks_bytes: of all networks that are trained or stored for learners.
            clock: of everything but the connection to the cluster.
        """
        self.lease_seconds, self.max_runs = lease_seconds, max_runs
        self.max_networks_bytes = max_networks_bytes
        self.tasks = tasks or TaskRegistry(clock=clock)
        self.timeouts = timeouts or HealthTimeouts()
        self.retention = RunRetention(spill, clock=clock)
        self._clock = clock
        self._table = RunTable(clock)
        self._runs, self._lock = self._table.runs, self._table.lock
        self._endings: Counter[str] = Counter()
        self._dispatcher: Dispatcher | None = None

    def start_trainer(self) -> None:
        """Start the trainer unless it is started already; `status` says when it is ready."""
        with self._lock:
            if self._dispatcher is None:
                self._dispatcher = Dispatcher(self._table, self.tidy, self.tasks, self.timeouts)

    def stop_trainer(self) -> None:
        """Stop every run and the trainer; unlike all else here it may take some seconds."""
        with self._lock:
            dispatcher, self._dispatcher = self._dispatcher, None
            for run in self._runs.values():
                run.end("stopped", sentence("server stopped"))
        if dispatcher is not None:
            dispatcher.close()

    def status(self) -> Status:
        """Return whether training is possible: starting, ready or unavailable, with a sentence."""
        dispatcher = self._dispatcher
        return dispatcher.status if dispatcher else Status("unavailable", sentence("no trainer"))

    def start(
        self,
        config: TrainingConfig,
        dataset: str = "mnist",
        learner_id: str = "",
        lineage: Lineage = (),
        probe: Array | None = None,
    ) -> str:
        """Start or queue a run; the learner's other run, if any, is stopped.

        Args:
            config: what to train.
            dataset: a key of ``DATASETS``.
            learner_id: of whom; "" is no learner, and stops no other run.
            lineage: of a branch, the configs before it; it begins where the last of them was left.
            probe: an image, from 0 to 1, whose predictions are recorded with the frames.

        Returns:
            The run's id, which cannot be guessed.

        Raises:
            ValueError: no such dataset, too many runs at once, or no room for so large a network.
        """
        if dataset not in DATASETS:
            raise ValueError(f"no dataset is called {dataset!r}; there are {', '.join(DATASETS)}")
        self.start_trainer()
        with self._lock:
            self.retention.drop(self._runs, fresh_seconds=self.lease_seconds)
            if len(self._table.active()) >= self.max_runs:
                raise LearnerError("too many runs", runs=self.max_runs)
            self._check_memory(config, dataset, learner_id)
            for other in self._runs.values():
                if learner_id and other.spec.learner == learner_id:
                    other.stop(sentence("run replaced"))
            spec = RunSpec(secrets.token_urlsafe(16), config, dataset, learner_id, lineage, probe)
            self.add(Run(spec, self._clock, endings=self._endings))
            self._wake()
        return spec.id

    def add(self, run: Run) -> None:
        """Add a run, whatever its state."""
        with self._lock:
            self._runs[run.id] = run

    def ids(self) -> list[str]:
        """Return the ids of all runs, the ended ones too."""
        with self._lock:
            return list(self._runs)

    def replace_runs(self, runs: dict[str, Run]) -> dict[str, Run]:
        """Replace all runs by others, and return the replaced ones; for tests."""
        with self._lock:
            before = dict(self._runs)
            self._runs.clear()
            self._runs.update(runs)
        return before

    def _check_memory(self, config: TrainingConfig, dataset: str, learner_id: str) -> None:
        """Raise ValueError where the network would exceed this process's memory for networks."""
        new = FLOAT32 * network_parameters(config, dataset)
        active = sum(
            FLOAT32 * network_parameters(run.spec.config, run.spec.dataset)
            for run in self._table.active()
            if not (learner_id and run.spec.learner == learner_id)
        )
        if new > SMALL_NETWORK_BYTES and tracked_bytes() + active + new > self.max_networks_bytes:
            raise LearnerError("too many networks")

    def get(self, run_id: str, learner_id: str = "") -> RunView | None:
        """Return a view of a run, or None for an unknown id.

        Args:
            run_id: which.
            learner_id: who views it; it stays as long as they do.
        """
        with self._lock:
            run = self._runs.get(run_id)
            if run is None:
                return None
            run.viewed_at = self._clock()
            if learner_id:
                run.watchers.add(learner_id)
            # A worker computes the first snapshots of its runs one after the other; a run that
            # waits for its first may have begun in another worker.
            queue = [
                each
                for each in self._table.active()
                if each.state == run.state and (each.state == "queued" or not len(each.recording))
            ]
            # Where the cluster has no worker, the run's own message says what that means for it.
            reached = self._dispatcher.reached if self._dispatcher else self.status()
            return run.view(
                queue_position=queue.index(run) + 1 if run in queue else 0,
                cluster_problem="" if reached.state == "ready" else reached.message,
            )

    def summary(self, run_id: str) -> RunSummary | None:
        """Return the summary of an ended run, also after the run was dropped.

        Returns:
            Its summary, without a name; None where there is none, or the run goes on.
        """
        with self._lock:
            run = self._runs.get(run_id)
            if run is None:
                return self.retention.summary(run_id)
            return summarize(run.view(), "") if run.ended and run.recording.frames else None

    def open_test_images(self, run_id: str) -> None:
        """Record that a learner opened the test images for an ended run's network, for good."""
        with self._lock:
            run = self._runs.get(run_id)
            if run is not None and run.ended and run.result.layers is not None:
                run.result.test_opened = True

    def add_test_accuracy(self, run_id: str, accuracy: float) -> None:
        """Add the accuracy of a run's network on the test images, once these are opened."""
        with self._lock:
            run = self._runs.get(run_id)
            if run is not None and run.result.test_opened:
                run.result.test_accuracy = accuracy

    def has_opened_test(self, run_id: str) -> bool:
        """Return whether the test images were opened for a run, also after it was dropped."""
        with self._lock:
            run = self._runs.get(run_id)
            summary = self.retention.summary(run_id) if run is None else None
            return run.result.test_opened if run else bool(summary and summary.test_opened)

    def renew(self, run_id: str) -> None:
        """Renew the lease of a run; without renewal it stops after ``LEASE_SECONDS``."""
        with self._lock:
            if run := self._runs.get(run_id):
                run.lease.renew()

    def pause(self, run_id: str) -> None:
        """Pause a run after its current snapshot."""
        with self._lock:
            if run := self._runs.get(run_id):
                self._change(run_id, paused=True, upto=len(run.recording) - 1)

    def resume(self, run_id: str) -> None:
        """Resume a paused run."""
        self._change(run_id, paused=False)

    def step(self, run_id: str, upto: int | None = None) -> None:
        """Resume a paused run for some snapshots.

        Args:
            run_id: which.
            upto: the number of the snapshot to pause at, the untrained network's is 0; a run that
                may go beyond its last one ends. None is one snapshot more.
        """
        with self._lock:
            run = self._runs.get(run_id)
            if run is not None and run.control.paused:
                reached = max(run.control.upto, len(run.recording) - 1)
                self._change(run_id, upto=reached + 1 if upto is None else max(reached, upto))

    def set_pace(self, run_id: str, snapshots_per_second: float | None) -> None:
        """Set the speed of a run; None is unlimited.

        Raises:
            ValueError: the pace is not above 0.
        """
        if snapshots_per_second is not None and not snapshots_per_second > 0:
            raise ValueError(f"a pace is above 0 snapshots a second, got {snapshots_per_second}")
        self._change(run_id, pace=snapshots_per_second)

    def stop(self, run_id: str) -> None:
        """Stop a run; its network is that of the last snapshot."""
        with self._lock:
            if run := self._runs.get(run_id):
                run.stop("")
                self._wake()

    def leave(self, learner_id: str) -> None:
        """Record that a learner's session has ended."""
        self.retention.leave(learner_id)

    def tally(self) -> Tally:
        """Return the numbers of runs by state."""
        with self._lock:
            states = [run.state for run in self._table.active()]
        queued = states.count("queued")
        return Tally(queued, len(states) - queued, dict(self._endings))

    def retained_bytes(self) -> RetainedBytes:
        """Return the bytes of all ended runs."""
        with self._lock:
            results = [run.result for run in self._table.ended()]
            return RetainedBytes(
                memory=sum(result.nbytes for result in results),
                spilled=sum(result.spilled.nbytes for result in results if result.spilled),
            )

    def workers(self) -> dict[str, dict]:
        """Return the last heartbeat of each worker, by address; see ``models.worker.heartbeat``."""
        workers = self._dispatcher.monitor.workers if self._dispatcher else {}
        return {address: worker.heartbeat for address, worker in workers.items()}

    def debug(self) -> Debug:
        """Return the internals that tests and benchmarks interfere with; no page reads them.

        Raises:
            RuntimeError: no trainer was started.
        """
        dispatcher = self._dispatcher
        if dispatcher is None:
            raise RuntimeError("no trainer was started")
        with self._lock:
            placed = {run.id: run.placement.worker for run in self._table.active()}
        monitor = dispatcher.monitor
        return Debug(dispatcher.connection, monitor.workers, placed, monitor.has_polled)

    def _change(self, run_id: str, **desired: Any) -> None:
        with self._lock:
            run = self._runs.get(run_id)
            if run is not None and not run.ended:
                run.change(**desired)
                self._wake()

    def _wake(self) -> None:
        if self._dispatcher is not None:
            self._dispatcher.wake.set()

    def tidy(self) -> None:
        """Stop runs that no page polls and drop old ones; the dispatcher calls it on each tick."""
        with self._lock:
            for run in self._table.active():
                if run.lease.is_over(self.lease_seconds):
                    silent = self._clock() > run.placement.last_seen + STOP_SECONDS
                    if run.control.stopping is not None and silent and len(run.recording):
                        run.abandon()
                    run.stop(sentence("run unwatched"))
            self.retention.drop(self._runs, fresh_seconds=self.lease_seconds)
            ended = [run for run in self._table.ended() if run.result.spilled is None]
        for run in ended:
            # Written without the lock: no page waits for a disk. An ended run changes no more.
            blocks = run.blocks()
            if blocks and (stored := self.retention.spill.store(blocks)) is not None:
                with self._lock:
                    run.spill(stored)


shared_registry = RunRegistry(tasks=task_registry.shared_registry)

start_trainer, stop_trainer = shared_registry.start_trainer, shared_registry.stop_trainer
start, get, summary, renew = (
    shared_registry.start,
    shared_registry.get,
    shared_registry.summary,
    shared_registry.renew,
)
pause, resume, step, stop, set_pace = (
    shared_registry.pause,
    shared_registry.resume,
    shared_registry.step,
    shared_registry.stop,
    shared_registry.set_pace,
)
open_test_images, add_test_accuracy, has_opened_test = (
    shared_registry.open_test_images,
    shared_registry.add_test_accuracy,
    shared_registry.has_opened_test,
)
status, workers = shared_registry.status, shared_registry.workers
leave, tally = shared_registry.leave, shared_registry.tally
