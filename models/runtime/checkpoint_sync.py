"""Checkpoint sync: copies running trainings' checkpoints between the cluster and this process."""

import logging
from collections.abc import Callable
from typing import Any

from models.runtime.pending_call import PendingCall, delete_variable, get_variable, set_variable
from models.runtime.run import Run
from models.runtime.run_parts import RunCheckpoint
from models.runtime.run_table import RunTable

FETCH_SECONDS = 10.0  # between two checkpoints fetched, in case the whole cluster is lost
STOP_FETCH_SECONDS = 2.0  # without an answer of a run that is to stop; then it is fetched at once
MAX_FETCH_BYTES = 8 << 20  # of one fetched checkpoint; the web process has many learners

log = logging.getLogger(__name__)


class CheckpointSync:
    """Mirrors checkpoints between the cluster and this process; see ``worker.checkpoint_store``."""

    def __init__(self, table: RunTable, topic: str, wake: Callable[[], None]) -> None:
        self.table, self.topic, self._wake = table, topic, wake

    def ready(self, run: Run, client: Any) -> bool:
        """Return whether the cluster holds this run's checkpoint; write it if it does not."""
        checkpoint = run.checkpoint
        if checkpoint.client is client:
            return True
        if checkpoint.call is None:
            writing = set_variable(client, self._name(run), checkpoint.data)
            checkpoint.call = PendingCall(client, writing, self._wake)
        elif checkpoint.call.done:
            call, checkpoint.call = checkpoint.call, None
            call.result()
            checkpoint.client = client
        return checkpoint.client is client

    def tick(self, client: Any) -> None:
        """Fetch checkpoints that are due and delete those of ended runs; called on each tick."""
        with self.table.lock:
            runs = list(self.table.runs.values())
        for run in runs:
            if run.ended:
                self._delete(run, client)
            elif run.checkpoint.client is client:
                self._fetch(run, client)

    def reset(self) -> None:
        """Drop pending calls to a previous cluster."""
        for run in self.table.active():
            run.checkpoint.call = run.checkpoint.client = None

    def _fetch(self, run: Run, client: Any) -> None:
        now, checkpoint = self.table.clock(), run.checkpoint
        if checkpoint.call is None:
            late = (
                run.control.stopping is not None
                and now > run.placement.last_seen + STOP_FETCH_SECONDS
            )
            due = late or now > checkpoint.fetched_at + FETCH_SECONDS
            if due and 0 < checkpoint.new_bytes <= MAX_FETCH_BYTES:
                checkpoint.call = PendingCall(
                    client, get_variable(client, self._name(run)), self._wake
                )
                checkpoint.fetched_at, checkpoint.new_bytes = now, 0
        elif checkpoint.call.done:
            call, checkpoint.call = checkpoint.call, None
            try:
                checkpoint.data = call.result()
            except Exception as error:  # noqa: BLE001 - a bad payload costs one copy, not the dispatcher
                log.warning("a checkpoint could not be fetched: %s", error)

    def _delete(self, run: Run, client: Any) -> None:
        if run.checkpoint.client is client and client is not None:
            delete_variable(client, self._name(run))
        run.checkpoint = RunCheckpoint()

    def _name(self, run: Run) -> str:
        return f"{self.topic}-{run.id}"
