"""Run parts: what a run is made of; each part is changed by one owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
    learner: str = ""  # "" is nobody's
    lineage: Lineage = ()


@dataclass(frozen=True)
class RunControl:
    """What is wanted of a run."""

    pace: float | None = None  # snapshots a second; None is as fast as it goes
    paused: bool = False
    upto: int = -1  # snapshots up to this number come whatever else is wanted
    stopping: str | None = None  # the message it will stop with

    @property
    def desired(self) -> dict:
        """The desired state as its job reads it; see ``models.worker.run_control``."""
        stop = self.stopping is not None
        return {"paused": self.paused, "pace": self.pace, "upto": self.upto, "stop": stop}


@dataclass(eq=False)
class RunPlacement(RemoteJob):
    """A run's job, and how it fares; changed by the dispatcher and `Placement`."""

    worker: str = ""
    sent: int = 0  # times it was given to a worker
    losses: int = 0  # workers and clusters lost under it since it last got further
    out_of_memory: int = 0  # times it cost a worker its life
    message: str = ""
    trouble: str = ""  # a sentence while something is wrong with its worker
    cause: str = ""  # a sentence, where it is known why its worker was lost

    @property
    def status(self) -> str:
        """The sentence that says most."""
        return self.cause or self.trouble or self.message


@dataclass(eq=False)
class RunCheckpoint:
    """A run's last epoch here and in the cluster; changed by `CheckpointSync`."""

    here: dict | None = None  # in case the whole cluster is lost; see ``checkpoint_payload``
    fetched_at: float = -float("inf")  # when that was fetched
    new_bytes: int = 0  # of one the cluster holds and that was not fetched yet
    client: Any = None  # of the cluster that holds one
    call: PendingCall | None = None  # which sends one to the cluster, or fetches one


@dataclass(eq=False)
class RunResult:
    """What a run comes to; changed by `Run` alone."""

    state: str | None = None  # one of ENDED, once it has ended
    message: str = ""
    at: float = 0.0  # when it ended
    seconds: float | None = None  # spent computing
    layers: Sequence[DenseLayer] | None = None
    checkpoint_step: int | None = None  # where the network is a checkpoint's: the step
    nbytes: int = 0  # of memory that it takes, with its recording, once ended
    spilled: SpilledBlocks | None = None  # layers and frames, where they are in a file
