"""Foreman: gives the runs to the workers, tells them what is wished, and takes what they made."""

import dataclasses
import logging
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from models.errands import Errands
from models.link import Link
from models.run import Run

RUNS_A_THREAD = 16  # on one worker at a time; they compute by turns
BEAT_SECONDS = 2.0
STOP_SECONDS = 10.0  # a worker that does not answer for so long is not waited for
ATTEMPTS = 4  # clusters that may be lost under a run

log = logging.getLogger(__name__)


class Foreman:
    """Serves runs and errands from a thread of its own, so that no page ever waits."""

    def __init__(
        self,
        runs: dict[str, Run],
        lock: threading.RLock,
        tidy: Callable[[], None],
        errands: Errands,
    ) -> None:
        self.runs, self.lock, self.tidy, self.errands = runs, lock, tidy, errands
        self.link = Link(self._listen)
        self.wake = threading.Event()  # set when there is something to tell
        errands.open(self.link, self.wake.set)
        self._topic = f"unrolled-{secrets.token_urlsafe(12)}"
        self._closing = threading.Event()
        self._beat, self._told, self._told_at = 0, {}, 0.0
        self._workers, self._workers_at = {}, 0.0
        self._thread = threading.Thread(target=self._serve, name="foreman", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and the trainer; takes up to some seconds."""
        self._closing.set()
        self.wake.set()
        self._thread.join(timeout=15)

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                self._round()
            except Exception:
                log.exception("a round of the foreman's failed")
                self._closing.wait(1)
            self.wake.wait(0.1 if self._active() or self.errands.busy else 0.5)
            self.wake.clear()
        self.errands.close()
        with suppress(Exception):  # jobs on a cluster that outlives us end at once
            self._tell(self.link.client)
        self.link.close()

    def _round(self) -> None:
        client = self.link.tend()
        self.tidy()
        with self.lock:
            for run in self._active():
                if run.future is not None and run.client is not client:
                    run.lose()
                if run.stopping is not None and time.monotonic() > run.heard + STOP_SECONDS:
                    run.end("stopped", "The trainer did not answer, so the network is lost.")
        if client is not None:
            self._tell(client)
            self._dispatch(client)
            self._collect()
        self.errands.serve(client, self._topic, self._told)

    def _active(self) -> list[Run]:
        with self.lock:
            return [run for run in self.runs.values() if not run.ended]

    def _listen(self, client: Any) -> None:
        """Begin with a new cluster."""
        self._told, self._told_at, self._workers_at = {}, 0.0, 0.0
        client.subscribe_topic(self._topic, self._hear)

    def _hear(self, event: tuple[float, dict]) -> None:
        """Pass on what a job posts; called by the client's thread."""
        _, news = event
        if "errand" in news:
            self.errands.hear(news)
            return
        with self.lock:
            run = self.runs.get(news["run"])
            if run is not None:
                run.hear(news)
        if not news["rows"]:  # a job began, perhaps again: it wants to know how far to catch up
            self.wake.set()

    def _tell(self, client: Any) -> None:
        """Write every run's wish where the workers read it, and that we are alive."""
        from distributed import Variable

        with self.lock:
            wishes = {run.id: run.wish for run in self._active()}
        wishes |= self.errands.wishes()
        now = time.monotonic()
        if wishes != self._told or now > self._told_at + BEAT_SECONDS:
            self._beat += 1
            said = {"beat": self._beat, "wishes": wishes}
            Variable(self._topic, client=client).set(said, timeout=5)
            self._told, self._told_at = wishes, now

    def _dispatch(self, client: Any) -> None:
        """Give the next queued runs to the workers with the fewest."""
        queued = [run for run in self._active() if run.future is None]
        if queued and time.monotonic() > self._workers_at + 1:
            self._workers, self._workers_at = client.nthreads(), time.monotonic()
        for run in queued:
            free = self._free_places()
            worker = max(free, key=free.get, default=None)
            if worker is None:
                run.message = "No worker has joined the cluster yet."
            # Its wish is told first; the next round starts it.
            elif free[worker] > 0 and run.id in self._told:
                with self.lock:
                    self._submit(run, client, worker)

    def _submit(self, run: Run, client: Any, worker: str) -> None:
        from models.job import run_job

        if run.ended:
            return
        if run.sent == ATTEMPTS:
            run.end("failed", _LOST)
            return
        run.sent += 1
        run.client, run.worker = client, worker
        run.message = "The run gets ready."
        run.catch_up()
        run.future = client.submit(
            run_job,
            self._topic,
            run.id,
            run.learner,
            run.dataset,
            dataclasses.asdict(run.plan),
            run.way,
            key=f"run-{run.id}-{run.sent}",
            pure=False,
            workers=[worker],
            allow_other_workers=True,
        )

    def _free_places(self) -> dict[str, int]:
        free = {address: threads * RUNS_A_THREAD for address, threads in self._workers.items()}
        for run in self._active():
            if run.future is not None and run.worker in free:
                free[run.worker] -= 1
        return free

    def _collect(self) -> None:
        """Take what jobs hand back when they end."""
        for run in self._active():
            future = run.future
            if future is None or future.status == "pending":
                continue
            try:
                result, error = future.result(timeout=30), None
            except Exception as failure:
                result, error = None, failure
            with self.lock:
                if result is not None:
                    run.settle(result)
                elif future.status == "error":
                    log.error("a run's job failed", exc_info=error)
                    run.end("failed", _LOST if type(error).__name__ == "KilledWorker" else _OURS)
                else:
                    run.lose()
            future.release()


_LOST = "The training process was lost again and again; perhaps the network is too large for it."
_OURS = "The training broke off because of a mistake of ours; please start it again."
