"""Run summary: what remains of a run after the trainer forgot it: settings, curves, metrics."""

from dataclasses import dataclass

from models.data.datasets import shape_of
from models.nn.arrays import Array
from models.training.config import TrainingConfig, parameter_count
from models.training.lineage import Lineage
from models.training.run_view import RunView

MAX_POINTS = 200  # of a curve
CURVES = ("loss", "validation_loss", "accuracy", "validation_accuracy")


@dataclass(frozen=True, eq=False)
class RunSummary:
    """One ended run, small enough to store for every session; plain numbers, text and arrays."""

    id: str
    name: str  # as the page calls it
    settings: dict
    lineage: Lineage  # of a branch, the configs before its own
    state: str  # finished, stopped or failed
    parameters: int
    seconds: float | None  # spent computing; None where unknown
    accuracy: float  # validation accuracy at the end, 0 to 1
    loss: float  # validation loss at the end
    epoch: Array  # (points,): epochs trained by then, a branch's trunk included; fractional
    validation_epoch: Array  # (points,): the same at the last evaluation
    curves: dict[str, Array]  # by the names in CURVES, (points,)
    test_opened: bool = False  # whether the test images were opened for its network


def inherited_epochs(view: RunView) -> float:
    """Return after how many epochs a run began: 0, or those a branch inherits from its lineage."""
    size, epochs, left = shape_of(view.dataset, "train")[0], 0.0, 0
    for settings, until in view.lineage:
        epochs += (until - left) / TrainingConfig(**settings).batches_of(size)
        left = until
    return epochs


def summarize(view: RunView, name: str) -> RunSummary:
    """Summarize an ended run.

    Args:
        view: with at least one snapshot in its history, and a frame.
        name: what the page calls it.
    """
    history, layers = view.history, view.frames[max(view.frames)].layers
    every = -(-len(history) // MAX_POINTS)
    indices = sorted({*range(0, len(history), every), len(history) - 1})

    def epoch_of(steps: Array) -> Array:
        progress = (steps[indices] - view.start_step) / max(1, view.total_steps - view.start_step)
        return inherited_epochs(view) + progress * view.config.epochs

    return RunSummary(
        id=view.id,
        name=name,
        settings=view.settings,
        lineage=view.lineage,
        state=view.state,
        parameters=parameter_count(
            layers[0].pictures.shape[1], view.config.hidden_units, layers[-1].units
        ),
        seconds=view.seconds,
        accuracy=float(history.validation_accuracy[-1]),
        loss=float(history.validation_loss[-1]),
        epoch=epoch_of(history.step),
        validation_epoch=epoch_of(history.validation_step),
        curves={curve: getattr(history, curve)[indices] for curve in CURVES},
        test_opened=view.test_opened,
    )
