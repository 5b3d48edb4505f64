"""Checkpoint sync: copies running trainings' checkpoints between the cluster and this process."""

import logging
from collections.abc import Callable
from typing import Any

from models.runtime.pending_call import PendingCall, delete_variable, get_variable, set_variable
from models.runtime.run import Run
from models.runtime.run_parts import RunCheckpoint
from models.runtime.run_table import RunTable

FETCH_SECONDS = 10.0  # between two epochs fetched from the cluster, in case all of it is lost
STOP_SECONDS = 2.0  # and after which it is fetched of a run that is to stop, and does not answer
MOST_BYTES = 8 << 20  # of one fetched epoch; the web process has many learners

log = logging.getLogger(__name__)


class CheckpointSync:
    """Mirrors checkpoints between the cluster and this process; see ``worker.checkpoint_store``."""

    def __init__(self, table: RunTable, topic: str, wake: Callable[[], None]) -> None:
        self.table, self.topic, self._wake = table, topic, wake

    def ready(self, run: Run, client: Any) -> bool:
        """Return whether the cluster holds this run's checkpoint; write it if it does not."""
        kept = run.checkpoint
        if kept.client is client:
            return True
        if kept.call is None:
            writing = set_variable(client, self._name(run), kept.here)
            kept.call = PendingCall(client, writing, self._wake)
        elif kept.call.done:
            call, kept.call = kept.call, None
            call.result()
            kept.client = client
        return kept.client is client

    def tick(self, client: Any) -> None:
        """Fetch checkpoints that are due and delete those of ended runs; called on each tick."""
        with self.table.lock:
            runs = list(self.table.runs.values())
        for run in runs:
            if run.ended:
                self._forget(run, client)
            elif run.checkpoint.client is client:
                self._fetch(run, client)

    def begin(self) -> None:
        """Drop pending calls to a previous cluster."""
        for run in self.table.active():
            run.checkpoint.call = run.checkpoint.client = None

    def _fetch(self, run: Run, client: Any) -> None:
        now, kept = self.table.clock(), run.checkpoint
        if kept.call is None:
            late = run.control.stopping is not None and now > run.placement.heard + STOP_SECONDS
            due = late or now > kept.fetched_at + FETCH_SECONDS
            if due and 0 < kept.new_bytes <= MOST_BYTES:
                kept.call = PendingCall(client, get_variable(client, self._name(run)), self._wake)
                kept.fetched_at, kept.new_bytes = now, 0
        elif kept.call.done:
            call, kept.call = kept.call, None
            try:
                kept.here = call.result()
            except Exception as error:  # noqa: BLE001 - a bad payload costs one copy, not the dispatcher
                log.warning("an epoch could not be fetched: %s", error)

    def _forget(self, run: Run, client: Any) -> None:
        if run.checkpoint.client is client and client is not None:
            delete_variable(client, self._name(run))
        run.checkpoint = RunCheckpoint()

    def _name(self, run: Run) -> str:
        return f"{self.topic}-{run.id}"
