"""Placement: which worker trains which run."""

import dataclasses
import logging
from collections.abc import Callable, Collection
from typing import Any

from models.runtime import worker_recycling
from models.runtime.checkpoint_sync import CheckpointSync
from models.runtime.pending_call import PendingCall, gather
from models.runtime.run import NO_MEMORY, Run
from models.runtime.run_table import RunTable
from models.runtime.worker_monitor import Worker, WorkerMonitor
from models.training import memory_estimate

RUNS_A_THREAD = 16  # on one worker at a time; they compute by turns
ATTEMPTS = 4  # workers and clusters that may be lost under a run that gets no further

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

    def dispatch(self, client: Any, told: Collection[str]) -> None:
        """Submit queued runs to the workers with the fewest runs.

        Args:
            client: of the cluster.
            told: the runs whose wishes the workers can read already.
        """
        for run in [run for run in self.table.active() if run.future is None]:
            workers = self.monitor.free()
            if (refusal := self._refusal(run, workers)) is not None:
                with self.table.lock:
                    run.end("failed", refusal)
                continue
            free = self._free_places(run, workers)
            worker = max(free, key=free.get, default=None)
            if not workers and not run.past_attempts:
                run.message = "No worker is there to train it yet."
            # Its wish is told first, and its place to keep epochs made; a next round starts it.
            ready = run.id in told and self.checkpoints.ready(run, client)
            if ready and worker is not None:
                with self.table.lock:
                    self._submit(run, client, worker)

    def renew(self, client: Any) -> None:
        """Restart an idle worker whose memory has grown too far, if there is one."""
        busy = {run.worker for run in self.table.active() if run.future is not None}
        if (address := worker_recycling.due(self.monitor, busy)) is not None:
            log.info("the worker %s has grown and is replaced", address)
            self.monitor.replace(client, address)

    def collect(self, client: Any) -> None:
        """Collect the results of finished jobs."""
        for run in self.table.active():
            future = run.future
            if future is None or future.status == "pending":
                continue
            if run.taking is None:
                run.taking = PendingCall(client, gather(client, future), self.wake)
            if run.taking.done:
                self._take(run, future)

    def _take(self, run: Run, future: Any) -> None:
        taking, run.taking = run.taking, None
        try:
            result, error = taking.result(), None
        except Exception as failure:
            result, error = None, failure
        with self.table.lock:
            if result is not None:
                run.settle(result)
            elif future.status == "error":
                log.error("a run's job failed", exc_info=error)
                run.end("failed", _why(error))
            elif future.status in ("cancelled", "lost"):
                run.lose()
            else:  # lost on the way, and made once more
                return
        future.release()

    def _submit(self, run: Run, client: Any, worker: str) -> None:
        from models.worker.training_job import run_training

        if run.ended:
            return
        if run.losses == ATTEMPTS:
            run.end("failed", _LOST)
            return
        run.sent += 1
        run.client, run.worker = client, worker
        if not run.past_attempts:
            run.message = "The run gets ready."
        run.catch_up()
        run.future = client.submit(
            run_training,
            self.topic,
            run.id,
            run.learner,
            run.dataset,
            dataclasses.asdict(run.config),
            run.lineage,
            key=f"run-{run.id}-{run.sent}",
            pure=False,
            workers=[worker],  # if it is lost, it is for us to say where the run goes on
        )

    def _refusal(self, run: Run, workers: dict[str, Worker]) -> str | None:
        """Return a sentence if no worker has enough memory for a run, else None."""
        limits = [_limit(worker) for worker in workers.values()]
        needed = memory_estimate.worker_bytes([(run.config, run.dataset)])
        if not limits or needed <= max(limits):
            return None
        return (
            f"Training this takes about {needed / 1e9:.1f} GB of memory, and a training process "
            f"may have {max(limits) / 1e9:.1f} GB; fewer units or smaller batches need less."
        )

    def _free_places(self, run: Run, workers: dict[str, Worker]) -> dict[str, int]:
        """Return the free slots of each worker with enough memory for a run."""
        given: dict[str, list[Run]] = {address: [] for address in workers}
        for other in self.table.active():
            if other.future is not None and other.worker in given:
                given[other.worker].append(other)
        young = [address for address in workers if not worker_recycling.grown(workers[address])]
        return {
            address: places
            for address in (young or workers)
            if (places := workers[address].threads * RUNS_A_THREAD - len(given[address])) > 0
            and memory_estimate.worker_bytes(
                [(each.config, each.dataset) for each in (run, *given[address])]
            )
            <= _limit(workers[address])
        }


def _limit(worker: Worker) -> float:
    return (
        memory_estimate.TERMINATE_FRACTION * worker.heartbeat["limit"]
        if worker.heartbeat.get("limit")
        else float("inf")
    )


def _why(error: Exception | None) -> str:
    if isinstance(error, MemoryError):
        return NO_MEMORY
    return _LOST if type(error).__name__ == "KilledWorker" else _OURS


_LOST = "The training process was lost again and again; perhaps the network is too large for it."
_OURS = "The training broke off because of a mistake of ours; please start it again."
