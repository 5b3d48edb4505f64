"""Run: the mutable record of one training, from its start to the trained network."""

import logging
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from models.nn.arrays import readonly
from models.nn.dense import DenseLayer
from models.runtime.array_memory import hold
from models.runtime.recorded_frames import RecordedFrames
from models.runtime.spill import Block, SpilledBlocks
from models.runtime.spilled_layers import SpilledLayers, layer_blocks
from models.training.checkpoint_payload import unpack_network
from models.training.config import TrainingConfig
from models.training.lineage import Lineage
from models.training.recording import MetricHistory
from models.training.run_view import RunView

endings: Counter[str] = Counter()
"""How the runs of this process ended."""

GONE = "A training process was lost; another one takes the run over."
NO_CLUSTER = "The trainer was lost; the run is taken up again when it is back."
OUT_OF_MEMORY = "The training process ran out of memory; another one takes the run over."
TOO_LARGE = "This run needs more memory than a training process may have; fewer units need less."

NO_MEMORY = (
    "The training process has too little memory for this run; fewer units or smaller batches "
    "need less."
)
WITH_EPOCH = "{} The trainer did not answer any more; the network is the one after batch {:,}."
WITHOUT_EPOCH = (
    "{} The trainer did not answer any more; *Branch from here* trains the network again."
)

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Run:
    """The state of a run. Callers hold the registry's lock."""

    id: str
    config: TrainingConfig
    dataset: str
    learner: str
    lineage: Lineage
    renewed: float  # when somebody last watched; all moments are time.monotonic()
    watchers: set[str] = field(default_factory=set)  # learners who looked at it
    looked: float = field(default_factory=time.monotonic)  # when one did last
    pace: float | None = None
    paused: bool = False
    upto: int = -1  # snapshots up to this number come whatever is wished otherwise
    stopping: str | None = None  # the message it will stop with
    ended: str | None = None  # one of ENDED
    ended_at: float = 0.0
    message: str = ""
    rows: dict[int, tuple] = field(default_factory=dict)  # snapshot number: its COLUMNS
    history: MetricHistory | None = None  # of the rows, as long as none is added
    frames: RecordedFrames = field(default_factory=RecordedFrames)
    total_steps: int = 0
    layers: Sequence[DenseLayer] | None = None
    seconds: float | None = None
    size: int = 0  # bytes of its frames, rows and layers in memory, once ended
    spilled: SpilledBlocks | None = None  # its frames and layers, where they are in a file
    clock: tuple[float, int] | None = None  # a moment and its job's step then, to tell the speed
    at: int | None = None  # its job's step while that repeats what is known
    # Its job in the cluster:
    future: Any = None
    taking: Any = None  # the call that fetches what it handed back
    client: Any = None
    worker: str = ""
    trouble: str = ""  # a sentence while something is wrong with its worker
    cause: str = ""  # a sentence, where it is known why its worker was lost
    out_of_memory: int = 0  # times it cost a worker its life
    sent: int = 0  # times it was given to a worker
    losses: int = 0  # workers and clusters lost under it since it last got further
    kept: dict | None = None  # an epoch of it, in case the whole cluster is lost
    kept_step: int | None = None  # where its network is that epoch's: the step
    kept_bytes: int = 0  # of the epoch the cluster keeps
    kept_at: float = 0.0  # when an epoch was fetched from there
    keeping: Any = None  # the call that puts an epoch into the cluster, or fetches one from there
    kept_by: Any = None  # the client of the cluster that keeps its epochs
    attempt: str | None = None
    past_attempts: set[str] = field(default_factory=set)
    heard: float = 0.0

    @property
    def state(self) -> str:
        """State as a page shows it."""
        if self.ended or self.future is None:
            return self.ended or "queued"
        return "paused" if self.paused else "running"

    @property
    def wish(self) -> dict:
        """Desired state for its job in the worker; see ``models.worker.training_job``."""
        stop = self.stopping is not None
        return {"paused": self.paused, "pace": self.pace, "upto": self.upto, "stop": stop}

    def view(self, place: int, trouble: str) -> RunView:
        """Return an immutable view; a problem of the cluster becomes every run's message."""
        return RunView(
            id=self.id,
            config=self.config,
            lineage=self.lineage,
            dataset=self.dataset,
            state=self.state,
            message=self.message if self.ended else trouble or self._said,
            queue_position=place,
            history=self._history(),
            frames=self.frames,
            total_steps=self.total_steps,
            pace=self.pace,
            batches_per_second=self._batches_a_second(),
            layers=self.layers,
            seconds=self.seconds,
            stopping=self.stopping is not None and not self.ended,
            checkpoint_step=self.kept_step,
            replayed_step=self.at,
        )

    @property
    def _said(self) -> str:
        return self.cause or self.trouble or self.message

    def hear(self, news: dict) -> None:
        """Apply an event of its job; see ``models.worker.training_job``."""
        if self.ended or news["attempt"] in self.past_attempts:
            return
        if news["attempt"] != self.attempt:
            self._follow(news["attempt"], news.get("epoch"))
        self.worker, self.heard = news["worker"], time.monotonic()
        self.total_steps = news.get("total", self.total_steps)
        if "kept" in news:
            self.kept_bytes = news["kept"]
        self._record(news["first"], news["rows"], news.get("frames", []))

    def settle(self, result: dict) -> None:
        """Apply the result of its job."""
        if self.ended:
            return
        if result["ended"] == "refused":
            self.end("failed", f"This cannot be trained: {result['reason']}.")
            return
        if result["ended"] == "stopped" and self.stopping is None:  # it heard nothing from us
            self.lose()
            return
        self._record(0, result["rows"], result["frames"])
        self.seconds = result["seconds"]
        if result["ended"] == "exploded":
            self.kept = self.layers = self.kept_step = None  # its numbers come to nothing
            self.end("failed", _EXPLODED)
            return
        if result["layers"] is not None:
            self.kept_step = None
            self.layers = tuple(
                DenseLayer(readonly(kernel), readonly(bias), activation)
                for kernel, bias, activation in result["layers"]
            )
            for layer in self.layers:
                hold(layer.kernel)
        self.end(result["ended"], self.stopping if result["ended"] == "stopped" else "")

    def stop(self, message: str) -> None:
        """Request the end; the run ends when its job has returned the network."""
        if self.ended or self.stopping is not None:
            return
        self.stopping, self.heard = message, time.monotonic()
        self.upto = min(self.upto, len(self.rows) - 1)
        if self.future is None and not self.rows:
            self.end("stopped", message)

    def lose(self, message: str = NO_CLUSTER) -> None:
        """Return to the queue after its worker or cluster was lost."""
        self.future = self.clock = self.taking = self.at = None
        self.worker, self.trouble, self.message = "", "", message
        self.losses += 1
        if self.attempt is not None:
            self.past_attempts.add(self.attempt)
            self.attempt = None
        if self.stopping is not None and not self.rows:
            self.end("stopped", self.stopping)

    def make_do(self, for_good: bool) -> None:
        """Offer the network of the last checkpoint, as the job does not stop.

        Args:
            for_good: whether the rest is not waited for any more; a run somebody watches is,
                for as long as there is no such epoch.
        """
        self._take_kept()
        if for_good and self.kept_step is not None:
            self.end("stopped", WITH_EPOCH.format(self.stopping, self.kept_step).strip())

    def give_up(self) -> None:
        """End a stopped run that nobody watches, with the network at hand, if any."""
        self._take_kept()
        said = WITHOUT_EPOCH if self.kept_step is None else WITH_EPOCH
        self.end("stopped", said.format(self.stopping, self.kept_step or 0).strip())

    def end(self, state: str, message: str) -> None:
        """Set the final state."""
        if not self.ended:
            self._take_kept()
            self.ended, self.message, self.ended_at = state, message, time.monotonic()
            self.future = self.client = self.taking = None
            self._close_rows()
            self.size = self._size()
            endings[state] += 1
            log.info("a run ended: %s", state)

    def blocks(self) -> list[Block]:
        """Return what an ended run may keep in a file: its frames, then its layers."""
        return [*self.frames.blocks, *layer_blocks(self.layers or ())]

    def spill(self, to: SpilledBlocks) -> None:
        """Read frames and layers from a file that holds `blocks`, and keep none in memory."""
        self.frames = self.frames.moved(to)
        if self.layers is not None:
            self.layers = SpilledLayers(self.layers, to, first=len(self.frames))
        self.spilled = to
        self.size = self._size()

    def on_worker_oom(self, culprit: bool) -> None:
        """Record an out-of-memory kill; fail the run if it caused two."""
        self.cause = OUT_OF_MEMORY
        self.out_of_memory += culprit
        if self.out_of_memory == 2:
            self.end("failed", TOO_LARGE)

    def _take_kept(self) -> None:
        if self.layers is None and self.kept is not None:
            self.layers, self.kept_step = unpack_network(self.kept, self.config), self.kept["step"]
            for layer in self.layers:
                hold(layer.kernel)

    def catch_up(self) -> None:
        """Have a restarted job replay the known snapshots at full speed."""
        self.upto = max(self.upto, len(self.rows) - 1)

    def _follow(self, attempt: str, epoch: int | None) -> None:
        if self.attempt is not None:
            self.past_attempts.add(self.attempt)
        if self.past_attempts:
            again = "begins again from its start"
            where = again if epoch is None else f"goes on from epoch {epoch}"
            self.message = f"A training process was lost; the run {where}."
            log.warning("a run %s in another worker", where)
        self.attempt = attempt
        self.catch_up()

    def _record(self, first: int, rows: list, frames: list[bytes]) -> None:
        known, reached = len(self.rows), first + len(rows)
        # A run repeats itself to the bit, so what is seen again replaces itself.
        self.rows.update(enumerate(map(tuple, rows), first))
        self.frames = self.frames.extended(frames)
        self.history = None
        if reached > known:
            self.message, self.cause, self.losses = "", "", 0
        repeated, self.at = self.at is not None, None
        if 0 < reached < known:
            self.at = self.rows[reached - 1][0]
        if rows and (self.clock is None or (repeated and self.at is None)) and not self.paused:
            self.clock = (time.monotonic(), self._job_step)

    def _history(self) -> MetricHistory:
        if self.history is None:
            self.history = MetricHistory.from_rows(
                [self.rows[number] for number in sorted(self.rows)]
            )
        return self.history

    def _close_rows(self) -> None:
        """Keep the metrics as arrays alone: as rows of Python's numbers they take five times it."""
        self._history()
        self.rows = {}

    def _size(self) -> int:
        history = sum(column.nbytes for column in vars(self._history()).values())
        return history + (0 if self.spilled else sum(map(len, self.blocks())))

    @property
    def _step(self) -> int:
        return self.rows[max(self.rows)][0] if self.rows else 0

    @property
    def _job_step(self) -> int:
        return self._step if self.at is None else self.at

    def _batches_a_second(self) -> float | None:
        if self.clock is None or self.state != "running":
            return None
        seconds, steps = time.monotonic() - self.clock[0], self._job_step - self.clock[1]
        if steps <= 0 or seconds <= 0:
            return None
        return steps / seconds


_EXPLODED = (
    "The loss is no longer a number: the weights grew without bound. A smaller learning rate helps."
)
