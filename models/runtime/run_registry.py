"""Run registry: start, watch, pause, step through and stop trainings.

The functions at the end serve the whole process, from any thread, and return
at once. A page knows a run by its id alone; it asks for a new view on each
tick, and its tick renews the run's lease.
"""

import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from models.data.datasets import DATASETS
from models.nn.layer_cost import FLOAT32
from models.runtime.array_memory import held_bytes
from models.runtime.cluster_connection import Status
from models.runtime.dispatcher import STOP_SECONDS, Dispatcher
from models.runtime.forgotten_runs import Past
from models.runtime.run import Run, endings
from models.runtime.run_table import RunTable
from models.runtime.spill import Spill
from models.runtime.task_registry import TaskRegistry, shared_registry
from models.runtime.worker_monitor import HealthTimeouts
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
    "get",
    "kept",
    "leave",
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
    "tally",
    "workers",
]

LEASE_SECONDS = 90.0
MOST_RUNS = 200  # that go on at once
KEEP_SECONDS = 2 * 3600.0  # an ended run can be found again for so long
KEEP_RUNS = 2  # ended ones of one learner
MOST_BYTES = 40 << 20  # of memory for everybody's ended runs together
LEFT_SECONDS = 5 * 60.0  # an ended run of learners who have left stays for certain
LEFT_BYTES = 4 << 20  # and so much memory of all those together stays longer
USUAL_BYTES = 1 << 20  # of a network that is never refused; the usual one has 0.4 MB
NETWORKS_BYTES = 160 << 20  # of all networks that are trained for, or kept by, whoever is here


@dataclass(frozen=True)
class Tally:
    """How many runs there are."""

    queued: int
    active: int
    ended: dict[str, int]  # since the process began, by how they did


@dataclass(frozen=True)
class Held:
    """How many bytes ended runs take."""

    memory: int  # of this process
    spilled: int  # in files


class RunRegistry:
    """A registry of runs; it outlives pages, sessions and reloads."""

    def __init__(
        self,
        lease_seconds: float = LEASE_SECONDS,
        most_runs: int = MOST_RUNS,
        tasks: TaskRegistry | None = None,
        patience: HealthTimeouts | None = None,
        spill: Spill | None = None,
    ) -> None:
        self.lease_seconds, self.most_runs = lease_seconds, most_runs
        self.tasks = tasks or TaskRegistry()  # which the same trainer does
        self.patience = patience or HealthTimeouts()
        self.spill = spill or Spill()  # where ended runs are written to
        self._runs: dict[str, Run] = {}
        self._gone: dict[str, float] = {}  # learners who have left, and when; the oldest first
        self._past = Past(KEEP_SECONDS)
        self._lock = threading.RLock()
        self._dispatcher: Dispatcher | None = None

    def start_trainer(self) -> None:
        """Start the trainer unless it is started already; `status` says when it is ready."""
        with self._lock:
            if self._dispatcher is None:
                table = RunTable(self._runs, self._lock)
                self._dispatcher = Dispatcher(table, self.tidy, self.tasks, self.patience)

    def stop_trainer(self) -> None:
        """Stop every run and the trainer; unlike all else here it may take some seconds."""
        with self._lock:
            dispatcher, self._dispatcher = self._dispatcher, None
            for run in self._runs.values():
                run.end("stopped", "The lesson's server was stopped.")
        if dispatcher is not None:
            dispatcher.close()

    def status(self) -> Status:
        """Return whether training is possible: starting, ready or unavailable, with a sentence."""
        dispatcher = self._dispatcher
        return dispatcher.status if dispatcher else Status("unavailable", "No trainer was started.")

    def start(
        self,
        config: TrainingConfig,
        dataset: str = "mnist",
        learner_id: str = "",
        lineage: Lineage = (),
    ) -> str:
        """Start or queue a run; the learner's other run, if any, is stopped.

        Args:
            config: what to train.
            dataset: a key of ``DATASETS``.
            learner_id: whose run it is; "" is nobody's, and stops none.
            lineage: of a branch, the configs before it; it begins where the last of them was left.

        Returns:
            The run's id, which nobody can guess.

        Raises:
            ValueError: no such dataset, too many runs at once, or no room for so large a network.
        """
        if dataset not in DATASETS:
            raise ValueError(f"no dataset is called {dataset!r}; there are {', '.join(DATASETS)}")
        self.start_trainer()
        with self._lock:
            self._forget()
            if sum(not run.ended for run in self._runs.values()) >= self.most_runs:
                raise ValueError(
                    f"{self.most_runs} runs are going on already; please try again in a while"
                )
            self._find_room(config, dataset, learner_id)
            for other in self._runs.values():
                if learner_id and other.learner == learner_id:
                    other.stop("Another run was started.")
            run = Run(
                secrets.token_urlsafe(16), config, dataset, learner_id, lineage, time.monotonic()
            )
            self.add(run)
            self._dispatcher.wake.set()
        return run.id

    def add(self, run: Run) -> None:
        """Add a run, whatever its state."""
        with self._lock:
            self._runs[run.id] = run

    def _find_room(self, config: TrainingConfig, dataset: str, learner_id: str) -> None:
        """Raise ValueError where the network would exceed this process's memory for networks."""
        own = FLOAT32 * network_parameters(config, dataset)
        coming = sum(
            FLOAT32 * network_parameters(run.config, run.dataset)
            for run in self._runs.values()
            if not run.ended and not (learner_id and run.learner == learner_id)
        )
        if own > USUAL_BYTES and held_bytes() + coming + own > NETWORKS_BYTES:
            raise ValueError(
                "there are many large networks here already, and no room for another one; "
                "with fewer units yours can be trained"
            )

    def get(self, run_id: str, learner_id: str = "") -> RunView | None:
        """Return a view of a run, or None for an unknown id.

        Args:
            run_id: which.
            learner_id: who looks at it, and has it kept as long as they are there.
        """
        with self._lock:
            run = self._runs.get(run_id)
            if run is None:
                return None
            run.looked = time.monotonic()
            if learner_id:
                run.watchers.add(learner_id)
            # A worker gives its runs their first look one after the other; who waits for one
            # may have begun in another.
            queue = [
                each
                for each in self._runs.values()
                if each.state == run.state
                and not each.ended
                and (each.state == "queued" or not each.rows)
            ]
            # Where no worker is there, a run itself knows better what that means for it.
            reached = self._dispatcher.reached if self._dispatcher else self.status()
            return run.view(
                place=queue.index(run) + 1 if run in queue else 0,
                trouble="" if reached.state == "ready" else reached.message,
            )

    def kept(self, run_id: str) -> RunSummary | None:
        """Return the summary of an ended run, also after the run was dropped.

        Returns:
            Them, without a name; None where there are none, or the run goes on.
        """
        with self._lock:
            run = self._runs.get(run_id)
            if run is None:
                return self._past.get(run_id)
            return summarize(run.view(0, ""), "") if run.ended and run.frames else None

    def renew(self, run_id: str) -> None:
        """Renew the lease of a run; without renewal it stops after 90 seconds."""
        with self._lock:
            if run := self._runs.get(run_id):
                run.renewed = time.monotonic()

    def pause(self, run_id: str) -> None:
        """Pause a run after its current snapshot."""
        with self._lock:
            if run := self._runs.get(run_id):
                self._wish(run_id, paused=True, upto=len(run.rows) - 1)

    def resume(self, run_id: str) -> None:
        """Resume a paused run."""
        self._wish(run_id, paused=False)

    def step(self, run_id: str, upto: int | None = None) -> None:
        """Resume a paused run for some snapshots.

        Args:
            run_id: which.
            upto: the number of the snapshot to hold at, the untrained network's is 0; a run that
                may go beyond its last one ends. None is one snapshot more.
        """
        with self._lock:
            run = self._runs.get(run_id)
            if run is not None and run.paused:
                there = max(run.upto, len(run.rows) - 1)
                self._wish(run_id, upto=there + 1 if upto is None else max(there, upto))

    def set_pace(self, run_id: str, snapshots_per_second: float | None) -> None:
        """Set the speed of a run; None is unlimited.

        Raises:
            ValueError: the pace is not above 0.
        """
        if snapshots_per_second is not None and not snapshots_per_second > 0:
            raise ValueError(f"a pace is above 0 snapshots a second, got {snapshots_per_second}")
        self._wish(run_id, pace=snapshots_per_second)

    def stop(self, run_id: str) -> None:
        """Stop a run; its network is that of the last snapshot."""
        with self._lock:
            if run := self._runs.get(run_id):
                run.stop("")
                self._wake()

    def leave(self, learner_id: str) -> None:
        """Record that a learner's session has ended."""
        # Called wherever Python happens to find out, perhaps within this very lock.
        self._gone[learner_id] = time.monotonic()

    def tally(self) -> Tally:
        """Return the numbers of runs by state."""
        with self._lock:
            states = [run.state for run in self._runs.values() if not run.ended]
        queued = states.count("queued")
        return Tally(queued, len(states) - queued, dict(endings))

    def held(self) -> Held:
        """Return what ended runs take."""
        with self._lock:
            ended = [run for run in self._runs.values() if run.ended]
            return Held(
                memory=sum(run.size for run in ended),
                spilled=sum(run.spilled.nbytes for run in ended if run.spilled),
            )

    def workers(self) -> dict[str, dict]:
        """Return the last heartbeat of each worker, by address; see ``models.worker.heartbeat``."""
        workers = self._dispatcher.monitor.workers if self._dispatcher else {}
        return {address: worker.heartbeat for address, worker in workers.items()}

    def _wish(self, run_id: str, **wishes: Any) -> None:
        with self._lock:
            run = self._runs.get(run_id)
            if run is None or run.ended:
                return
            for name, value in wishes.items():
                setattr(run, name, value)
            run.clock = None
            self._wake()

    def _wake(self) -> None:
        if self._dispatcher is not None:
            self._dispatcher.wake.set()

    def tidy(self) -> None:
        """Stop runs that nobody watches and drop old ones; the dispatcher calls it on each tick."""
        with self._lock:
            now = time.monotonic()
            for run in self._runs.values():
                if now > run.renewed + self.lease_seconds:
                    if run.stopping is not None and now > run.heard + STOP_SECONDS and run.rows:
                        run.give_up()
                    run.stop("Nobody watched this run any more, so it was stopped.")
            self._forget()
            ended = [run for run in self._runs.values() if run.ended and run.spilled is None]
        for run in ended:
            # Written without the lock: no page waits for a disk. What an ended run holds is final.
            if (blocks := run.blocks()) and (stored := self.spill.store(blocks)) is not None:
                with self._lock:
                    run.spill(stored)

    def _forget(self) -> None:
        """Drop ended runs: old ones, a learner's third, or those beyond the bounds."""
        now, held, left, recorded = time.monotonic(), 0, 0, 0
        learners: Counter[str] = Counter()
        ended = [run for run in self._runs.values() if run.ended]
        for run in sorted(ended, key=lambda run: run.ended_at, reverse=True):
            whose = run.learner or run.id  # nobody's are each another learner's
            learners[whose] += 1
            # Its page may be about to draw it, and its epochs about to leave the cluster.
            fresh = now <= run.ended_at + self.lease_seconds
            old = now > run.ended_at + KEEP_SECONDS or learners[whose] > KEEP_RUNS
            if fresh or not old:
                held += run.size
                recorded += run.spilled.nbytes if run.spilled else run.size
            alone = self._is_left_alone(run, now)
            left += run.size if alone else 0
            full = held > MOST_BYTES or recorded > self.spill.most_bytes
            if not fresh and (old or full or (alone and left > LEFT_BYTES)):
                if run.frames:
                    self._past.add(summarize(run.view(0, ""), ""), run.ended_at)
                del self._runs[run.id]
        self._past.forget()
        for who in [who for who, at in self._gone.copy().items() if now > at + KEEP_SECONDS]:
            del self._gone[who]  # nothing is left of theirs by then

    def _is_left_alone(self, run: Run, now: float) -> bool:
        """Return whether all who watched a run left some minutes ago."""
        watchers = {run.learner, *run.watchers} - {""}
        if not watchers or any(each not in self._gone for each in watchers):
            return False
        return now > LEFT_SECONDS + max(run.looked, *(self._gone[each] for each in watchers))


_runs = RunRegistry(tasks=shared_registry)

start_trainer, stop_trainer, status = _runs.start_trainer, _runs.stop_trainer, _runs.status
start, get, kept, renew = _runs.start, _runs.get, _runs.kept, _runs.renew
leave, tally, workers = _runs.leave, _runs.tally, _runs.workers
pause, resume, step, stop, set_pace = (
    _runs.pause,
    _runs.resume,
    _runs.step,
    _runs.stop,
    _runs.set_pace,
)
