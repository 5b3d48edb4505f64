"""Placement: which worker trains which run."""

import dataclasses
import logging
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from models.runtime import worker_recycling
from models.runtime.checkpoint_sync import CheckpointSync
from models.runtime.remote_job import Collected
from models.runtime.run import NO_MEMORY, Run
from models.runtime.run_table import RunTable
from models.runtime.worker_monitor import Worker, WorkerMonitor
from models.texts import sentence
from models.training import memory_estimate

if TYPE_CHECKING:
    from models.runtime.run_parts import RunSpec

MAX_RUNS_PER_THREAD = 16  # on one worker at a time; they take turns
MAX_LOSSES = 4  # of workers and clusters, during a run without a new snapshot in between

log = logging.getLogger(__name__)


class Placement:
    """Submits queued runs to workers and collects their results."""

    def __init__(
        self,
        table: RunTable,
        monitor: WorkerMonitor,
        checkpoints: CheckpointSync,
        topic: str,
        wake: Callable[[], None],
    ) -> None:
        self.table, self.monitor, self.checkpoints = table, monitor, checkpoints
        self.topic, self.wake = topic, wake

    def dispatch(self, client: Any, published: Collection[str]) -> None:
        """Submit queued runs to the workers with the fewest runs.

        Args:
            client: of the cluster.
            published: the runs whose desired state the workers can read already.
        """
        for run in [run for run in self.table.active() if not run.placement.is_under_way]:
            workers = self.monitor.free()
            if (refusal := self._refusal(run, workers)) is not None:
                with self.table.lock:
                    run.end("failed", refusal)
                continue
            free = self._free_slots(run, workers)
            worker = max(free, key=free.__getitem__, default=None)
            if not workers and not run.placement.past_attempts:
                run.placement.message = sentence("no worker yet")
            # First its desired state is published, and its variable for checkpoints set; a later
            # tick submits it.
            ready = run.id in published and self.checkpoints.ready(run, client)
            if ready and worker is not None:
                with self.table.lock:
                    self._submit(run, client, worker)

    def recycle_worker(self, client: Any) -> None:
        """Restart an idle worker whose memory has grown too far, if there is one."""
        jobs = [run.placement for run in self.table.active()]
        busy = {job.worker for job in jobs if job.is_under_way}
        if (address := worker_recycling.worker_to_restart(self.monitor, busy)) is not None:
            log.info("the worker %s has grown and is restarted", address)
            self.monitor.replace(client, address)

    def collect(self, client: Any) -> None:
        """Collect the results of finished jobs."""
        for run in self.table.active():
            if (collected := run.placement.collect(client, self.wake)) is not None:
                with self.table.lock:
                    _settle(run, collected)

    def _submit(self, run: Run, client: Any, worker: str) -> None:
        from models.worker.training_job import run_training

        job, spec = run.placement, run.spec
        if run.ended:
            return
        if job.losses == MAX_LOSSES:
            run.end("failed", _LOST)
            return
        job.submissions += 1
        job.worker = worker
        if not job.past_attempts:
            job.message = sentence("run preparing")
        run.catch_up()
        future = client.submit(
            run_training,
            self.topic,
            spec.id,
            spec.learner,
            spec.dataset,
            dataclasses.asdict(spec.config),
            spec.lineage,
            spec.probe,
            key=f"run-{spec.id}-{job.submissions}",
            pure=False,
            workers=[worker],  # if it is lost, this process decides where the run goes on
        )
        job.submit(client, future)

    def _refusal(self, run: Run, workers: dict[str, Worker]) -> str | None:
        """Return a sentence if no worker has enough memory for a run, else None."""
        limits = [_limit(worker) for worker in workers.values()]
        needed = memory_estimate.worker_bytes([(run.spec.config, run.spec.dataset)])
        if not limits or needed <= max(limits):
            return None
        return sentence(
            "run too large here", needed=f"{needed / 1e9:.1f}", most=f"{max(limits) / 1e9:.1f}"
        )

    def _free_slots(self, run: Run, workers: dict[str, Worker]) -> dict[str, int]:
        """Return the number of free slots of each worker with enough memory for a run."""
        assigned: dict[str, list[RunSpec]] = {address: [] for address in workers}
        for other in self.table.active():
            if other.placement.is_under_way and other.placement.worker in assigned:
                assigned[other.placement.worker].append(other.spec)
        fresh = [address for address in workers if not worker_recycling.has_grown(workers[address])]
        return {
            address: slots
            for address in (fresh or workers)
            if (slots := workers[address].threads * MAX_RUNS_PER_THREAD - len(assigned[address]))
            > 0
            and memory_estimate.worker_bytes(
                [(each.config, each.dataset) for each in (run.spec, *assigned[address])]
            )
            <= _limit(workers[address])
        }


def _limit(worker: Worker) -> float:
    return (
        memory_estimate.TERMINATE_FRACTION * worker.heartbeat["limit"]
        if worker.heartbeat.get("limit")
        else float("inf")
    )


def _settle(run: Run, collected: Collected) -> None:
    if collected.error is None:
        run.settle(collected.value)
    elif collected.lost:
        run.lose()
    else:
        log.error("a run's job failed", exc_info=collected.error)
        run.end("failed", failure_message(collected))


def failure_message(collected: Collected) -> str:
    """Return the sentence about a job that raised."""
    if isinstance(collected.error, MemoryError):
        return NO_MEMORY
    return _LOST if collected.killed else _INTERNAL_ERROR


_LOST = sentence("run lost")
_INTERNAL_ERROR = sentence("run broke off")
