"""Checkpoint store: a run's last checkpoint, outside its worker in case that is lost."""

import logging
import pickle
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from distributed import Variable, get_client

from models.training.checkpoint import Checkpoint
from models.training.checkpoint_payload import pack_checkpoint, packed_bytes, unpack_weights

SAVE_SECONDS = 2.0  # between two saved epochs; a worker may compute many in a second
SAVE_BYTES_PER_SECOND = 2 << 20  # large networks are saved more rarely
MAX_BYTES = 64 << 20  # larger ones are not saved: they begin again from the start

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class SavedRun:
    """A run at the end of an epoch, from which another worker continues bit for bit."""

    checkpoint: Checkpoint
    rows: list[tuple]  # of every snapshot so far
    frames: list[bytes]  # those that may not have arrived
    seconds: float  # spent computing so far


class CheckpointStore:
    """One run's Dask variable in the scheduler, under the name that the dispatcher chose."""

    def __init__(self, name: str) -> None:
        self._variable: Any = Variable(name, client=get_client())
        self._due = time.monotonic() + SAVE_SECONDS

    def read(self) -> SavedRun | None:
        """Return the latest checkpoint, or None."""
        with suppress(Exception):  # then the run begins from the start: late, but right
            payload = self._variable.get(timeout=5)
            return _unpack(payload) if payload else None
        return None

    def delete(self) -> None:
        """Delete the variable, as there may be no web process left to do so."""
        with suppress(Exception):  # the cluster may be gone
            self._variable.delete()

    @property
    def due(self) -> bool:
        """Whether another checkpoint is due."""
        return time.monotonic() >= self._due

    def write(self, saved: SavedRun) -> int:
        """Save a checkpoint in place of the one before.

        Returns:
            Its size in bytes; 0 where it could not be saved.
        """
        payload = _pack(saved)
        size = packed_bytes(payload)
        self._due = time.monotonic() + max(SAVE_SECONDS, size / SAVE_BYTES_PER_SECOND)
        if size > MAX_BYTES:
            return 0
        try:
            self._variable.set(payload, timeout=10)
        except Exception as error:  # noqa: BLE001 - a run goes on without its copy
            log.warning("a checkpoint was not saved: %s", error)
            return 0
        return size


def _pack(saved: SavedRun) -> dict[str, Any]:
    """Pack a checkpoint: weights as plain data for the web process, the rest pickled."""
    rest = replace(saved, checkpoint=replace(saved.checkpoint, weights=()))
    weights, step = saved.checkpoint.weights, saved.checkpoint.step
    return pack_checkpoint(step, weights, pickle.dumps(rest, protocol=5))


def _unpack(payload: dict[str, Any]) -> SavedRun:
    saved = pickle.loads(payload["rest"])  # noqa: S301 - from our own scheduler
    return replace(saved, checkpoint=replace(saved.checkpoint, weights=unpack_weights(payload)))
