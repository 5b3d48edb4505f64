"""Dispatcher: submits runs and tasks to the workers, publishes controls, collects results."""

import logging
import math
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from models.runtime.checkpoint_sync import CheckpointSync
from models.runtime.cluster_connection import (
    CLOSE_SECONDS,
    STARTING,
    ClusterConnection,
    Status,
    seconds_left,
)
from models.runtime.pending_call import PendingCall, set_variable
from models.runtime.placement import Placement
from models.runtime.run import GONE
from models.runtime.run_table import RunTable
from models.runtime.task_registry import TaskRegistry
from models.runtime.worker_monitor import NO_TRAINER, HealthTimeouts, WorkerMonitor
from models.texts import sentence
from models.worker.heartbeat import MEMORY_TOPIC, TOPIC

BEAT_SECONDS = 2.0  # between two publications of the same desired states
STOP_SECONDS = 10.0  # without a sign of a stopped run: its last checkpoint is offered,
GIVE_UP_SECONDS = 60.0  # and then its job is waited for no longer

log = logging.getLogger(__name__)


class Dispatcher:
    """Background thread that dispatches runs and tasks. Never blocks on the cluster."""

    def __init__(
        self,
        table: RunTable,
        tidy: Callable[[], None],
        tasks: TaskRegistry,
        timeouts: HealthTimeouts,
    ) -> None:
        self.table, self.tidy, self.tasks = table, tidy, tasks
        self.wake = threading.Event()  # set when there is something to do
        self.topic = f"unrolled-{secrets.token_urlsafe(12)}"
        self.connection = ClusterConnection(self._subscribe)
        self.monitor = WorkerMonitor(timeouts, self.wake.set, self._on_stalled, table.clock)
        self.checkpoints = CheckpointSync(table, self.topic, self.wake.set)
        self.placement = Placement(table, self.monitor, self.checkpoints, self.topic, self.wake.set)
        tasks.open(self, self.wake.set)
        self._closing, self._until = threading.Event(), math.inf
        self._client: Any = None
        self.published: dict[str, dict] = {}  # the desired states the workers can read
        self._publishing: PendingCall | None = None
        self._beat, self._published_at = 0, -math.inf
        self._thread = threading.Thread(target=self._serve, name="dispatcher", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the thread and the trainer; takes up to some seconds."""
        self._until = time.monotonic() + CLOSE_SECONDS
        self._closing.set()
        self.wake.set()
        self._thread.join(timeout=CLOSE_SECONDS + 1)

    @property
    def status(self) -> Status:
        """Return whether training is possible: the cluster answers and has a worker."""
        reached = self.reached
        if reached.state != "ready" or self.monitor.workers:
            return reached
        return NO_WORKER if self.monitor.has_polled else STARTING

    @property
    def reached(self) -> Status:
        """Return whether the cluster answers."""
        hangs = self.monitor.silence > self.monitor.timeouts.notice
        ready = self.connection.status.state == "ready"
        return Status("unavailable", NO_TRAINER) if hangs and ready else self.connection.status

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                self._tick()
            except Exception:
                log.exception("a tick of the dispatcher failed")
                self._closing.wait(1)
            self.wake.wait(0.1 if self.table.active() or self.tasks.busy else 0.5)
            self.wake.clear()
        self.tasks.close()
        with suppress(Exception):  # jobs on a cluster that outlives this process end at once
            # Published also where the last desired states were the same.
            self._publishing, self._published_at = None, -math.inf
            if self._client is not None:
                self._publish(self._client)
                self._publishing.result(timeout=seconds_left(self._until, 2))  # pyright: ignore[reportAttributeAccessIssue] - it was just set
        self.connection.close(self._until)

    def _tick(self) -> None:
        client = self.connection.poll()
        if client is not self._client:
            self._client = client
            self.published, self._published_at, self._publishing = {}, -math.inf, None
            self.monitor.reset()
            self.checkpoints.reset()
        self.tidy()
        if client is not None:
            self._watch(client)
        self._release_lost(client)
        if client is not None:
            self._publish(client)
            self.placement.dispatch(client, self.published)
            self.placement.collect(client)
            self.checkpoints.tick(client)
            self.placement.recycle_worker(client)
        self.tasks.serve(client, self.topic, self.published)

    def _watch(self, client: Any) -> None:
        """Check the health of workers, and record on each run what concerns it."""
        self.monitor.tick(client, self._is_ended)
        if self.monitor.silence > self.monitor.timeouts.replace:
            self.connection.drop()
        self.tasks.worker_problem = next(
            filter(None, map(self.monitor.problem, self.monitor.workers)), ""
        )
        with self.table.lock:
            for run in self.table.active():
                job = run.placement
                submitted = job.is_under_way
                job.worker_problem = self.monitor.problem(job.worker, run.id) if submitted else ""
                if submitted and (
                    self.monitor.problem(job.worker) or self.reached.state != "ready"
                ):
                    run.recording.restart_timer()

    def _is_ended(self, work: str) -> bool:
        run = self.table.runs.get(work)
        return run.ended if run else self.tasks.is_ended(work)

    def _on_stalled(self, work: str) -> None:
        """Fail a task that stalled its worker. Runs are retried, up to MAX_LOSSES times."""
        self.tasks.fail(work, TASK_STALLED)

    def _release_lost(self, client: Any) -> None:
        """Requeue runs of lost clusters, and stop waiting for jobs that do not stop."""
        with self.table.lock:
            for run in self.table.active():
                if run.placement.is_lost_with(client):
                    run.lose()
                elif run.placement.worker_problem == GONE:
                    run.lose(GONE)
                silent = self.table.clock() - run.placement.last_seen
                if run.control.stopping is not None and silent > STOP_SECONDS:
                    run.use_checkpoint(for_good=silent > GIVE_UP_SECONDS)

    def _subscribe(self, client: Any) -> None:
        """Subscribe to the topics of a new cluster."""
        client.subscribe_topic(self.topic, self._on_event)
        client.subscribe_topic(TOPIC, self._on_heartbeat)
        client.subscribe_topic(MEMORY_TOPIC, self._on_worker_oom)

    def _on_event(self, event: tuple[float, dict]) -> None:
        """Pass a job's event on. Called by the client's thread, as are the next two."""
        _, report = event
        with self.table.lock:
            run = self.table.runs.get(report["work"])
            if run is not None:
                run.apply(report)
        if run is None:
            self.tasks.apply(report)
        elif not report["items"]:  # a job began, perhaps again, and has to read how far to catch up
            self.wake.set()

    def _on_heartbeat(self, event: tuple[float, dict]) -> None:
        _, heartbeat = event
        self.monitor.record(heartbeat)
        self.tasks.record_alive(heartbeat["works"])

    def _on_worker_oom(self, event: tuple[float, dict]) -> None:
        """Record that a worker ran out of memory and was ended by its nanny."""
        _, kill = event
        if (worker := self.monitor.workers.get(kill["worker"])) is None:
            return
        culprit = worker.heartbeat.get("greedy", "")
        self.tasks.fail(culprit, TASK_OUT_OF_MEMORY)
        with self.table.lock:
            for run in self.table.active():
                if run.placement.worker == kill["worker"] and run.placement.is_under_way:
                    run.on_worker_oom(culprit=run.id == culprit)

    def _publish(self, client: Any) -> None:
        """Publish the desired state of every run and task, with a sequence number as heartbeat."""
        if self._publishing is not None:
            if not self._publishing.done:
                return
            published, self._publishing = self._publishing, None
            self.published = published.result()["desired"]
        with self.table.lock:
            desired = {run.id: run.control.desired for run in self.table.active()}
        desired |= self.tasks.desired()
        now = self.table.clock()
        if desired != self.published or now > self._published_at + BEAT_SECONDS:
            self._beat, self._published_at = self._beat + 1, now
            state = {"beat": self._beat, "desired": desired}
            self._publishing = PendingCall(
                client, set_variable(client, self.topic, state), self.wake.set
            )


TASK_STALLED = sentence("task stalled")
NO_WORKER = Status("unavailable", sentence("no worker"))
TASK_OUT_OF_MEMORY = sentence("task too large")
