"""Kept: what stays of a run when the trainer has forgotten it: its settings, curves and figures."""

from dataclasses import dataclass

from models.data.datasets import shape_of
from models.nn.arrays import Array
from models.training.config import parameters_of
from models.training.lineage import Way
from models.training.run_view import RunView

MOST_POINTS = 200  # of a curve
CURVES = ("loss", "held_out_loss", "accuracy", "held_out_accuracy")


@dataclass(frozen=True, eq=False)
class KeptRun:
    """One ended run, small enough to be kept by everybody; plain numbers, words and arrays."""

    id: str
    name: str  # as the page calls it
    settings: dict
    way: Way  # of a branch, the configs before it
    state: str  # finished, stopped or failed
    parameters: int
    seconds: float | None  # spent computing; None where nobody knows
    accuracy: float  # of the held-out images at the end, 0 to 1
    loss: float  # on the held-out images at the end
    epoch: Array  # (points,): epochs learned from by then, a branch's trunk included; not whole
    held_out_epoch: Array  # (points,): the same when the held-out images were last read
    curves: dict[str, Array]  # by the names in CURVES, (points,)


def epochs_before(view: RunView) -> float:
    """Say after how many epochs a run began: 0, or of a branch those on the way to it."""
    images, epochs, left = shape_of(view.dataset, "train")[0], 0.0, 0
    for settings, until in view.way:
        batches = -(-(settings["examples"] or images) // settings["batch_size"])
        epochs += (until - left) / batches
        left = until
    return epochs


def kept_run(view: RunView, name: str) -> KeptRun:
    """Keep an ended run.

    Args:
        view: with at least one look in its history, and a frame.
        name: what the page shall call it.
    """
    history, layers = view.history, view.frames[max(view.frames)].layers
    every = -(-len(history) // MOST_POINTS)
    places = sorted({*range(0, len(history), every), len(history) - 1})

    def epoch_of(steps: Array) -> Array:
        share = (steps[places] - view.began) / max(1, view.total_steps - view.began)
        return epochs_before(view) + share * view.config.epochs

    return KeptRun(
        id=view.id,
        name=name,
        settings=view.settings,
        way=view.way,
        state=view.state,
        parameters=parameters_of(
            layers[0].pictures.shape[1], view.config.hidden_units, layers[-1].units
        ),
        seconds=view.seconds,
        accuracy=float(history.held_out_accuracy[-1]),
        loss=float(history.held_out_loss[-1]),
        epoch=epoch_of(history.step),
        held_out_epoch=epoch_of(history.held_out_step),
        curves={curve: getattr(history, curve)[places] for curve in CURVES},
    )
