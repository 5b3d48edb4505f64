"""Places: which worker trains which run, and what becomes of the runs it was given."""

import dataclasses
import logging
from typing import TYPE_CHECKING, Any

from models.call import Call, gathered
from models.run import Run

if TYPE_CHECKING:
    from models.foreman import Foreman

RUNS_A_THREAD = 16  # on one worker at a time; they compute by turns
ATTEMPTS = 4  # workers and clusters that may be lost under a run that gets no further

log = logging.getLogger(__name__)


class Places:
    """The foreman's hands: one gives runs to workers, the other takes what they made."""

    def __init__(self, foreman: "Foreman") -> None:
        self.foreman = foreman

    def dispatch(self, client: Any) -> None:
        """Give the next queued runs to the workers with the fewest."""
        foreman = self.foreman
        for run in [run for run in foreman.active() if run.future is None]:
            free = self._free_places()
            worker = max(free, key=free.get, default=None)
            if worker is None and not run.past_attempts:
                run.message = "No worker is there to train it yet."
            # Its wish is told first, and its place to keep epochs made; a next round starts it.
            ready = run.id in foreman.told and foreman.shelf.ready(run, client)
            if ready and worker is not None and free[worker] > 0:
                with foreman.lock:
                    self._submit(run, client, worker)

    def collect(self, client: Any) -> None:
        """Take what jobs hand back when they end."""
        for run in self.foreman.active():
            future = run.future
            if future is None or future.status == "pending":
                continue
            if run.taking is None:
                run.taking = Call(client, gathered(client, future), self.foreman.wake.set)
            if run.taking.done:
                self._take(run, future)

    def _take(self, run: Run, future: Any) -> None:
        taking, run.taking = run.taking, None
        try:
            result, error = taking.result(), None
        except Exception as failure:
            result, error = None, failure
        with self.foreman.lock:
            if result is not None:
                run.settle(result)
            elif future.status == "error":
                log.error("a run's job failed", exc_info=error)
                run.end("failed", _LOST if type(error).__name__ == "KilledWorker" else _OURS)
            elif future.status in ("cancelled", "lost"):
                run.lose()
            else:  # lost on the way, and made once more
                return
        future.release()

    def _submit(self, run: Run, client: Any, worker: str) -> None:
        from models.job import run_job

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
            run_job,
            self.foreman.topic,
            run.id,
            run.learner,
            run.dataset,
            dataclasses.asdict(run.plan),
            run.way,
            key=f"run-{run.id}-{run.sent}",
            pure=False,
            workers=[worker],  # if it is lost, it is for us to say where the run goes on
        )

    def _free_places(self) -> dict[str, int]:
        threads = self.foreman.watchdog.free()
        free = {address: number * RUNS_A_THREAD for address, number in threads.items()}
        for run in self.foreman.active():
            if run.future is not None and run.worker in free:
                free[run.worker] -= 1
        return free


_LOST = "The training process was lost again and again; perhaps the network is too large for it."
_OURS = "The training broke off because of a mistake of ours; please start it again."
