"""Foreman: gives the runs to the workers, tells them what is wished, and takes what they made."""

import logging
import math
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from models.runtime.checkpoint_sync import Shelf
from models.runtime.cluster_connection import CLOSE_SECONDS, STARTING, Link, Status, left
from models.runtime.pending_call import Call, written
from models.runtime.placement import Places
from models.runtime.run import GONE
from models.runtime.run_table import RunTable
from models.runtime.task_registry import Errands
from models.runtime.worker_monitor import NO_TRAINER, Patience, Watchdog
from models.worker.heartbeat import MEMORY_TOPIC, TOPIC

BEAT_SECONDS = 2.0
STOP_SECONDS = 10.0  # silence after which a stopped run's last kept epoch is offered,
WAIT_SECONDS = 60.0  # and after which it is not waited for any more

log = logging.getLogger(__name__)


class Foreman:
    """Serves runs and errands from a thread of its own, which itself never waits for anybody."""

    def __init__(
        self,
        table: RunTable,
        tidy: Callable[[], None],
        errands: Errands,
        patience: Patience,
    ) -> None:
        self.table, self.tidy, self.errands = table, tidy, errands
        self.wake = threading.Event()  # set when there is something to tell
        self.topic = f"unrolled-{secrets.token_urlsafe(12)}"
        self.link = Link(self._listen)
        self.watchdog = Watchdog(patience, self.wake.set, self._blame)
        self.shelf = Shelf(table, self.topic, self.wake.set)
        self.places = Places(table, self.watchdog, self.shelf, self.topic, self.wake.set)
        errands.open(self, self.wake.set)
        self._closing, self._until = threading.Event(), math.inf
        self._client: Any = None
        self.told: dict[str, dict] = {}  # the wishes the workers can read
        self._telling: Call | None = None
        self._beat, self._told_at = 0, 0.0
        self._thread = threading.Thread(target=self._serve, name="foreman", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and the trainer; takes up to some seconds."""
        self._until = time.monotonic() + CLOSE_SECONDS
        self._closing.set()
        self.wake.set()
        self._thread.join(timeout=CLOSE_SECONDS + 1)

    @property
    def status(self) -> Status:
        """Say whether training is possible: the trainer can be asked, and has a process."""
        reached = self.reached
        if reached.state != "ready" or self.watchdog.workers:
            return reached
        return NO_WORKER if self.watchdog.looked else STARTING

    @property
    def reached(self) -> Status:
        """Say whether the trainer can be asked."""
        hangs = self.watchdog.silence > self.watchdog.patience.notice
        ready = self.link.status.state == "ready"
        return Status("unavailable", NO_TRAINER) if hangs and ready else self.link.status

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                self._round()
            except Exception:
                log.exception("a round of the foreman's failed")
                self._closing.wait(1)
            self.wake.wait(0.1 if self.table.active() or self.errands.busy else 0.5)
            self.wake.clear()
        self.errands.close()
        with suppress(Exception):  # jobs on a cluster that outlives us end at once
            self._telling, self._told_at = None, -math.inf  # also where the last word was the same
            if self._client is not None:
                self._tell(self._client)
                self._telling.result(timeout=left(self._until, 2))
        self.link.close(self._until)

    def _round(self) -> None:
        client = self.link.tend()
        if client is not self._client:
            self._client = client
            self.told, self._told_at, self._telling = {}, 0.0, None
            self.watchdog.begin()
            self.shelf.begin()
        self.tidy()
        if client is not None:
            self._watch(client)
        self._let_go(client)
        if client is not None:
            self._tell(client)
            self.places.dispatch(client, self.told)
            self.places.collect(client)
            self.shelf.round(client)
            self.places.renew(client)
        self.errands.serve(client, self.topic, self.told)

    def _watch(self, client: Any) -> None:
        """See whether everybody answers, and write down whom else it concerns."""
        self.watchdog.round(client, self._is_over)
        if self.watchdog.silence > self.watchdog.patience.replace:
            self.link.drop()
        self.errands.trouble = next(
            filter(None, map(self.watchdog.trouble, self.watchdog.workers)), ""
        )
        with self.table.lock:
            for run in self.table.active():
                there = run.future is not None
                run.trouble = self.watchdog.trouble(run.worker, run.id) if there else ""
                if there and (self.watchdog.trouble(run.worker) or self.reached.state != "ready"):
                    run.clock = None  # standing still says nothing about its speed

    def _is_over(self, work: str) -> bool:
        run = self.table.runs.get(work)
        return run.ended is not None if run else self.errands.over(work)

    def _blame(self, work: str) -> None:
        """Do not ask again what makes a worker stand still; a run may try some times."""
        self.errands.fail(work, STOOD_STILL)

    def _let_go(self, client: Any) -> None:
        """Do not wait for clusters that are gone, nor for ever for jobs that do not stop."""
        with self.table.lock:
            for run in self.table.active():
                if run.future is not None and run.client is not client:
                    run.lose()
                elif run.trouble == GONE:
                    run.lose(GONE)
                silent = time.monotonic() - run.heard
                if run.stopping is not None and silent > STOP_SECONDS:
                    run.make_do(for_good=silent > WAIT_SECONDS)

    def _listen(self, client: Any) -> None:
        """Begin to hear a new cluster."""
        client.subscribe_topic(self.topic, self._hear)
        client.subscribe_topic(TOPIC, self._feel)
        client.subscribe_topic(MEMORY_TOPIC, self._mourn)

    def _hear(self, event: tuple[float, dict]) -> None:
        """Pass on what a job posts; called by the client's thread, as the next two."""
        _, news = event
        if "errand" in news:
            self.errands.hear(news)
            return
        with self.table.lock:
            run = self.table.runs.get(news["run"])
            if run is not None:
                run.hear(news)
        if not news["rows"]:  # a job began, perhaps again: it wants to know how far to catch up
            self.wake.set()

    def _feel(self, event: tuple[float, dict]) -> None:
        _, pulse = event
        self.watchdog.hear(pulse)
        self.errands.live(pulse["works"])

    def _mourn(self, event: tuple[float, dict]) -> None:
        """Say of whom a worker ran out of memory; its nanny ended it."""
        _, death = event
        if (worker := self.watchdog.workers.get(death["worker"])) is None:
            return
        culprit = worker.pulse.get("greedy", "")
        self.errands.fail(culprit, NO_MEMORY_FOR_IT)
        with self.table.lock:
            for run in self.table.active():
                if run.worker == death["worker"] and run.future is not None:
                    run.mourn(run.id == culprit)

    def _tell(self, client: Any) -> None:
        """Write every run's wish where the workers read it, and that we are alive."""
        if self._telling is not None:
            if not self._telling.done:
                return
            telling, self._telling = self._telling, None
            self.told = telling.result()["wishes"]
        with self.table.lock:
            wishes = {run.id: run.wish for run in self.table.active()}
        wishes |= self.errands.wishes()
        now = time.monotonic()
        if wishes != self.told or now > self._told_at + BEAT_SECONDS:
            self._beat, self._told_at = self._beat + 1, now
            said = {"beat": self._beat, "wishes": wishes}
            self._telling = Call(client, written(client, self.topic, said), self.wake.set)


STOOD_STILL = "The training process stood still over this and was replaced."
NO_WORKER = Status(
    "unavailable", "No training process is there just now; training goes on when there is one."
)
NO_MEMORY_FOR_IT = "This needs more memory than a training process may have."
