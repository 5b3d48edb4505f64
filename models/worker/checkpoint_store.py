"""Checkpoint store: a run's last epoch outside its worker, so that a lost one can be replaced."""

import logging
import pickle
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from distributed import Variable, get_client

from models.training.checkpoint import Checkpoint
from models.training.checkpoint_payload import pack_checkpoint, packed_bytes, unpack_weights

KEEP_SECONDS = 2.0  # between two epochs that are kept; a worker computes many in a second
BYTES_A_SECOND = 2 << 20  # large networks are kept more rarely
MOST_BYTES = 64 << 20  # and the largest not at all: they begin again from the start

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class SavedRun:
    """A run at the end of an epoch, from which another worker continues bit for bit."""

    checkpoint: Checkpoint
    rows: list[tuple]  # of every look so far
    frames: list[bytes]  # those that may have been lost on their way
    seconds: float  # spent computing so far


class CheckpointStore:
    """One run's Dask variable in the scheduler, under the name the dispatcher gave it."""

    def __init__(self, name: str) -> None:
        self._variable: Any = Variable(name, client=get_client())
        self._due = time.monotonic() + KEEP_SECONDS

    def read(self) -> SavedRun | None:
        """Return the latest checkpoint, or None."""
        with suppress(Exception):  # then it begins from the start, and is late but right
            said = self._variable.get(timeout=5)
            return _unpacked(said) if said else None
        return None

    def forget(self) -> None:
        """Delete the variable; no web process may be left to do so."""
        with suppress(Exception):  # a cluster that is gone has forgotten it
            self._variable.delete()

    @property
    def due(self) -> bool:
        """Whether another checkpoint is due."""
        return time.monotonic() >= self._due

    def write(self, kept: SavedRun) -> int:
        """Save a checkpoint in place of the one before.

        Returns:
            Its size in bytes; 0 where it could not be kept.
        """
        said = _packed(kept)
        size = packed_bytes(said)
        self._due = time.monotonic() + max(KEEP_SECONDS, size / BYTES_A_SECOND)
        if size > MOST_BYTES:
            return 0
        try:
            self._variable.set(said, timeout=10)
        except Exception as error:  # noqa: BLE001 - a run goes on without its copy
            log.warning("an epoch was not kept: %s", error)
            return 0
        return size


def _packed(kept: SavedRun) -> dict[str, Any]:
    """Pack a checkpoint: weights as plain data for the web process, the rest pickled."""
    rest = replace(kept, checkpoint=replace(kept.checkpoint, weights=()))
    weights, step = kept.checkpoint.weights, kept.checkpoint.step
    return pack_checkpoint(step, weights, pickle.dumps(rest, protocol=5))


def _unpacked(said: dict[str, Any]) -> SavedRun:
    kept = pickle.loads(said["rest"])  # noqa: S301 - from our own scheduler
    return replace(kept, checkpoint=replace(kept.checkpoint, weights=unpack_weights(said)))
