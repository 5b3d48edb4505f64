"""Checkpoint payload: a checkpoint in transit, its weights as plain data and the rest pickled."""

from typing import Any

import numpy as np

from models.data.input_encoding import fold_encoding_into_layer
from models.nn.arrays import Array, readonly
from models.nn.dense import DenseLayer
from models.training.checkpoint import Checkpoint
from models.training.config import TrainingConfig


def pack_checkpoint(step: int, weights: tuple[Array, ...], rest: bytes) -> dict[str, Any]:
    """Pack a checkpoint.

    Args:
        step: batches trained by then.
        weights: of the network there; float32.
        rest: the pickled rest, which only a worker opens again.
    """
    plain = [(list(each.shape), np.ascontiguousarray(each, "<f4").tobytes()) for each in weights]
    return {"step": step, "weights": plain, "rest": rest}


def packed_bytes(packed: dict[str, Any]) -> int:
    """Return the size of a packed checkpoint in bytes."""
    return len(packed["rest"]) + sum(len(content) for _, content in packed["weights"])


def unpack_weights(packed: dict[str, Any]) -> tuple[Array, ...]:
    """Return the weights of a packed checkpoint."""
    return tuple(
        readonly(np.frombuffer(content, "<f4").reshape(shape), np.float32)
        for shape, content in packed["weights"]
    )


def unpack_network(packed: dict[str, Any], config: TrainingConfig) -> tuple[DenseLayer, ...]:
    """Return the network of a packed checkpoint, as one that reads images scaled to 0…1.

    Args:
        packed: by `pack_checkpoint`.
        config: of its run.
    """
    checkpoint = Checkpoint(config, packed["step"], 0, 0, unpack_weights(packed), ())
    return fold_encoding_into_layer(checkpoint.layers, config.pixels)
