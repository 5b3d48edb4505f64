"""Epoch: a kept epoch on its way: the weights as plain data all can read, the rest as bytes."""

from typing import Any

import numpy as np

from models.data.input_encoding import for_plain_pictures
from models.nn.arrays import Array, frozen
from models.nn.dense import DenseLayer
from models.training.checkpoint import Checkpoint
from models.training.config import TrainingConfig


def packed_epoch(step: int, weights: tuple[Array, ...], rest: bytes) -> dict[str, Any]:
    """Pack an epoch.

    Args:
        step: batches trained by then.
        weights: of the network there; float32.
        rest: what only a worker opens again.
    """
    plain = [(list(each.shape), np.ascontiguousarray(each, "<f4").tobytes()) for each in weights]
    return {"step": step, "weights": plain, "rest": rest}


def bytes_of(packed: dict[str, Any]) -> int:
    """Give the size of a packed epoch."""
    return len(packed["rest"]) + sum(len(content) for _, content in packed["weights"])


def weights_in(packed: dict[str, Any]) -> tuple[Array, ...]:
    """Open the weights of a packed epoch."""
    return tuple(
        frozen(np.frombuffer(content, "<f4").reshape(shape), np.float32)
        for shape, content in packed["weights"]
    )


def network_in(packed: dict[str, Any], config: TrainingConfig) -> tuple[DenseLayer, ...]:
    """Give the network of a packed epoch, as one that reads plain pictures.

    Args:
        packed: by `packed_epoch`.
        config: of the run it is of.
    """
    checkpoint = Checkpoint(config, packed["step"], 0, 0, weights_in(packed), ())
    return for_plain_pictures(checkpoint.layers, config.pixels)
