"""Run parts: what a run is made of; each part is changed by one owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.nn.arrays import Array
from models.nn.dense import DenseLayer
from models.runtime.pending_call import PendingCall
from models.runtime.remote_job import RemoteJob
from models.runtime.spill import SpilledBlocks
from models.training.config import TrainingConfig
from models.training.lineage import Lineage


@dataclass(frozen=True)
class RunSpec:
    """What a run trains, and whose it is."""

    id: str
    config: TrainingConfig
    dataset: str = "mnist"
    learner: str = ""  # whose; "" is no learner's
    lineage: Lineage = ()
    probe: Array | None = None  # an image to predict at each recorded step, from 0 to 1


@dataclass(frozen=True)
class RunControl:
    """The desired state of a run."""

    pace: float | None = None  # snapshots a second; None is as fast as it goes
    paused: bool = False
    upto: int = -1  # snapshots up to this number are computed whatever else is desired
    stopping: str | None = None  # the message it will stop with

    @property
    def desired(self) -> dict:
        """The desired state as its job reads it; see ``models.worker.run_control``."""
        stop = self.stopping is not None
        return {"paused": self.paused, "pace": self.pace, "upto": self.upto, "stop": stop}


@dataclass(eq=False)
class RunPlacement(RemoteJob):
    """A run's job and its worker; changed by the dispatcher and `Placement`."""

    worker: str = ""
    submissions: int = 0
    losses: int = 0  # workers and clusters lost since its last new snapshot
    out_of_memory: int = 0  # times its worker was ended for its memory
    message: str = ""
    worker_problem: str = ""  # a sentence while something is wrong with its worker
    cause: str = ""  # a sentence, where it is known why its worker was lost

    @property
    def status(self) -> str:
        """The most specific of its sentences."""
        return self.cause or self.worker_problem or self.message


@dataclass(eq=False)
class RunCheckpoint:
    """A run's last checkpoint, here and in the cluster; changed by `CheckpointSync`."""

    data: dict | None = None  # in case the whole cluster is lost; see ``checkpoint_payload``
    fetched_at: float = -float("inf")
    new_bytes: int = 0  # of one in the cluster that was not fetched yet
    client: Any = None  # of the cluster that has one
    call: PendingCall | None = None  # which sends one to the cluster, or fetches one


@dataclass(eq=False)
class RunResult:
    """How a run ended, and its network; changed by `Run` alone."""

    state: str | None = None  # one of ENDED, once it has ended
    message: str = ""
    ended_at: float = 0.0
    seconds: float | None = None  # spent computing
    layers: Sequence[DenseLayer] | None = None
    checkpoint_step: int | None = None  # its step, where the network is a checkpoint's
    test_opened: bool = False  # see `RunView`, as the next
    test_accuracy: float | None = None
    nbytes: int = 0  # of memory, with the recording, once ended
    spilled: SpilledBlocks | None = None  # layers and frames, where they are in a file
