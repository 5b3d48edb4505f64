"""Frames: the small picture of a training that travels from the trainer to a page."""

from dataclasses import dataclass

import numpy as np

from models.arrays import Array, frozen
from models.plan import Snapshot

UNITS_SHOWN = 24
PICTURE_BYTES = 20_000
COLUMNS = ("step", "epoch", "loss", "accuracy", "held_out_loss", "held_out_accuracy")


@dataclass(frozen=True, eq=False)
class History:
    """The numbers of every snapshot so far; what each means stands at ``models.plan.Snapshot``."""

    step: Array  # (snapshots,), and so on; 0 is the untrained network
    epoch: Array
    loss: Array
    accuracy: Array
    held_out_loss: Array
    held_out_accuracy: Array

    @classmethod
    def of(cls, rows: list[tuple]) -> "History":
        """Turn rows of ``COLUMNS`` into one array a column."""
        columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
        return cls(
            *(
                frozen(column, int if name in ("step", "epoch") else float)
                for name, column in zip(COLUMNS, columns, strict=True)
            )
        )

    def __len__(self) -> int:
        return len(self.step)


@dataclass(frozen=True, eq=False)
class Frame:
    """One snapshot as a page draws it: its numbers, and the first layer's weights as pictures."""

    step: int
    epoch: int
    loss: float
    accuracy: float
    held_out_loss: float
    held_out_accuracy: float
    pictures: Array  # (units shown, *image shape), uint8: 128 is a weight of 0
    scale: float  # the weight that 255 stands for; 1 stands for -scale
    units: int  # how many the first layer has in all

    @property
    def weights(self) -> Array:
        """The first layer's weights, to within ``scale / 254``; (units shown, *image shape)."""
        return (self.pictures.astype(float) - 128) * (self.scale / 127)


def row_of(snapshot: Snapshot) -> tuple:
    """Keep a snapshot's numbers, in the order of ``COLUMNS``."""
    return tuple(getattr(snapshot, column) for column in COLUMNS)


def pack_frame(snapshot: Snapshot, shape: tuple[int, ...]) -> dict:
    """Pack a snapshot for the way: plain data of at most about 20 KB.

    Args:
        snapshot: of the network to show.
        shape: one image's, ``(rows, columns)`` or ``(rows, columns, channels)``.
    """
    kernel = snapshot.layers[0].kernel
    shown = max(1, min(UNITS_SHOWN, kernel.shape[1], PICTURE_BYTES // kernel.shape[0]))
    weights = np.nan_to_num(kernel[:, :shown].T, posinf=0, neginf=0)
    scale = float(np.abs(weights).max()) or 1.0
    return {
        "row": row_of(snapshot),
        "pictures": np.rint(weights * (127 / scale) + 128).astype(np.uint8).tobytes(),
        "shape": (shown, *shape),
        "scale": scale,
        "units": kernel.shape[1],
    }


def unpack_frame(packed: dict) -> Frame:
    """Open what `pack_frame` packed."""
    pictures = np.frombuffer(packed["pictures"], np.uint8).reshape(packed["shape"])
    return Frame(*packed["row"], frozen(pictures), packed["scale"], packed["units"])
