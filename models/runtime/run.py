"""Run: one training, from its start to the trained network."""

import logging
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from models.nn.arrays import readonly
from models.nn.dense import DenseLayer
from models.runtime.array_memory import track
from models.runtime.remote_job import Clock, Lease
from models.runtime.run_parts import RunCheckpoint, RunControl, RunPlacement, RunResult, RunSpec
from models.runtime.run_recording import RunRecording
from models.runtime.spill import Block, SpilledBlocks
from models.runtime.spilled_layers import SpilledLayers, layer_blocks
from models.texts import sentence, whole_sentence
from models.training.checkpoint_payload import unpack_network
from models.training.run_view import RunView

GONE = sentence("worker lost")
NO_CLUSTER = sentence("cluster lost")
OUT_OF_MEMORY = sentence("worker out of memory")
TOO_LARGE = sentence("run too large")
NO_MEMORY = sentence("run out of memory")
EXPLODED = sentence("run exploded")

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Run:
    """The state of a run. Callers hold the registry's lock; all moments are of its clock."""

    spec: RunSpec
    clock: Clock = time.monotonic
    control: RunControl = field(default_factory=RunControl)
    watchers: set[str] = field(default_factory=set)  # learners who have viewed it
    checkpoint: RunCheckpoint = field(default_factory=RunCheckpoint)
    result: RunResult = field(default_factory=RunResult)
    endings: Counter[str] = field(default_factory=Counter)  # counts how the runs ended
    lease: Lease = field(init=False)
    viewed_at: float = field(init=False)  # when a page last read it
    placement: RunPlacement = field(init=False)
    recording: RunRecording = field(init=False)

    def __post_init__(self) -> None:
        self.lease, self.viewed_at = Lease(self.clock), self.clock()
        self.placement, self.recording = RunPlacement(self.clock), RunRecording(self.clock)

    @property
    def id(self) -> str:
        """Its id, which cannot be guessed."""
        return self.spec.id

    @property
    def ended(self) -> bool:
        """Whether it has reached its final state."""
        return self.result.state is not None

    @property
    def state(self) -> str:
        """State as a page shows it: queued, running, paused or one of ENDED."""
        if self.result.state is not None or not self.placement.is_under_way:
            return self.result.state or "queued"
        return "paused" if self.control.paused else "running"

    def view(self, queue_position: int = 0, cluster_problem: str = "") -> RunView:
        """Return an immutable view; a problem of the cluster becomes every run's message."""
        spec, control, recording, result = self.spec, self.control, self.recording, self.result
        return RunView(
            id=spec.id,
            config=spec.config,
            lineage=spec.lineage,
            probe=spec.probe,
            dataset=spec.dataset,
            state=self.state,
            message=result.message if self.ended else cluster_problem or self.placement.status,
            queue_position=queue_position,
            history=recording.history,
            frames=recording.frames,
            total_steps=recording.total_steps,
            pace=control.pace,
            batches_per_second=recording.batches_per_second if self.state == "running" else None,
            layers=result.layers,
            seconds=result.seconds,
            stopping=control.stopping is not None and not self.ended,
            checkpoint_step=result.checkpoint_step,
            test_opened=result.test_opened,
            test_accuracy=result.test_accuracy,
            replayed_step=recording.replayed_step,
        )

    def apply(self, event: dict) -> None:
        """Apply an event of its job; see ``models.worker.training_job``."""
        job = self.placement
        if self.ended or event["attempt"] in job.past_attempts:
            return
        begins = event["attempt"] != job.attempt
        if job.follow(event["attempt"]):
            epoch = event.get("epoch")
            job.message = (
                sentence("run begins again")
                if epoch is None
                else sentence("run continues", epoch=epoch)
            )
            log.warning("a run goes on in another worker from epoch %s", epoch or 0)
        if begins:
            self.catch_up()
        job.worker = event["worker"]
        self.recording.total_steps = event.get("total", self.recording.total_steps)
        if "saved_bytes" in event:
            self.checkpoint.new_bytes = event["saved_bytes"]
        self._record(event["first"], event["items"], event.get("frames", []))

    def settle(self, result: dict) -> None:
        """Apply the result of its job."""
        if self.ended:
            return
        if result["ended"] == "refused":
            self.end("failed", sentence("run refused", reason=whole_sentence(result["reason"])))
            return
        if result["ended"] == "stopped" and self.control.stopping is None:
            self.lose()  # it could not read that it is wanted
            return
        self._record(0, result["rows"], result["frames"])
        self.result.seconds = result["seconds"]
        if result["ended"] == "exploded":
            self.checkpoint.data = None  # its numbers are no network
            self.result.layers = self.result.checkpoint_step = None
            self.end("failed", EXPLODED)
            return
        if result["layers"] is not None:
            layers = (
                DenseLayer(readonly(kernel), readonly(bias), activation)
                for kernel, bias, activation in result["layers"]
            )
            self._set_network(tuple(layers), checkpoint_step=None)
        stopped = self.control.stopping if result["ended"] == "stopped" else None
        self.end(result["ended"], stopped or "")

    def change(self, **desired: Any) -> None:
        """Change its desired state; see `RunControl`."""
        self.control = replace(self.control, **desired)
        self.recording.restart_timer()

    def stop(self, message: str) -> None:
        """Request the end; the run ends when its job has returned the network."""
        if self.ended or self.control.stopping is not None:
            return
        upto = min(self.control.upto, len(self.recording) - 1)
        self.control = replace(self.control, stopping=message, upto=upto)
        self.placement.last_seen = self.clock()
        if not self.placement.is_under_way and not len(self.recording):
            self.end("stopped", message)

    def lose(self, message: str = NO_CLUSTER) -> None:
        """Return to the queue after its worker or cluster was lost."""
        job = self.placement
        job.give_up()
        job.worker, job.worker_problem, job.message = "", "", message
        job.losses += 1
        self.recording.restart()
        if self.control.stopping is not None and not len(self.recording):
            self.end("stopped", self.control.stopping)

    def use_checkpoint(self, *, for_good: bool) -> None:
        """Offer the network of the last checkpoint, as the job does not stop.

        Args:
            for_good: whether the run ends with it. Without a checkpoint it does not end here:
                a run that a learner watches is waited for.
        """
        self._use_checkpoint_network()
        if for_good and self.result.checkpoint_step is not None:
            self.end("stopped", self._why_stopped())

    def abandon(self) -> None:
        """End a stopped run that no learner watches, with the checkpoint's network, if any."""
        self._use_checkpoint_network()
        self.end("stopped", self._why_stopped())

    def _why_stopped(self) -> str:
        """Return why a run was stopped whose job did not answer, and which network is left."""
        why, step = self.control.stopping or "", self.result.checkpoint_step
        if step is None:
            return sentence("run stopped", why=why)
        return sentence("run stopped at step", why=why, step=f"{step:,}")

    def end(self, state: str, message: str) -> None:
        """Set the final state."""
        if self.ended:
            return
        self._use_checkpoint_network()
        self.placement.close()
        self.recording.close()
        result = self.result
        result.state, result.message, result.ended_at = state, message, self.clock()
        result.nbytes = self.recording.nbytes + sum(map(len, self.blocks()))
        self.endings[state] += 1
        log.info("a run ended: %s", state)

    def blocks(self) -> list[Block]:
        """Return what of an ended run may be moved to a file: its frames, then its layers."""
        return [*self.recording.frames.blocks, *layer_blocks(self.result.layers or ())]

    def spill(self, to: SpilledBlocks) -> None:
        """Read frames and layers from now on from a file that contains `blocks`."""
        frames = self.recording.frames
        self.recording.frames = frames.moved(to)
        if self.result.layers is not None:
            self.result.layers = SpilledLayers(self.result.layers, to, first=len(frames))
        self.result.spilled, self.result.nbytes = to, self.recording.nbytes

    def on_worker_oom(self, *, culprit: bool) -> None:
        """Record an out-of-memory kill; fail the run if it caused two."""
        self.placement.cause = OUT_OF_MEMORY
        self.placement.out_of_memory += culprit
        if self.placement.out_of_memory == 2:
            self.end("failed", TOO_LARGE)

    def catch_up(self) -> None:
        """Have a restarted job replay the known snapshots at full speed."""
        upto = max(self.control.upto, len(self.recording) - 1)
        self.control = replace(self.control, upto=upto)

    def _record(self, first: int, rows: list, frames: list[bytes]) -> None:
        if self.recording.add(first, rows, frames, timed=not self.control.paused):
            job = self.placement
            job.message, job.cause, job.losses = "", "", 0

    def _use_checkpoint_network(self) -> None:
        data = self.checkpoint.data
        if self.result.layers is None and data is not None:
            self._set_network(unpack_network(data, self.spec.config), data["step"])

    def _set_network(self, layers: tuple[DenseLayer, ...], checkpoint_step: int | None) -> None:
        self.result.layers, self.result.checkpoint_step = layers, checkpoint_step
        for layer in layers:
            track(layer.kernel)
