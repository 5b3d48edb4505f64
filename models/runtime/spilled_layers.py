"""Spilled layers: a trained network in a file, read when a page asks for it."""

from collections.abc import Sequence
from typing import overload

import numpy as np

from models.nn.arrays import Array, readonly
from models.nn.dense import DenseLayer
from models.runtime.array_memory import track
from models.runtime.spill import Block, SpilledBlocks


def layer_blocks(layers: Sequence[DenseLayer]) -> list[Block]:
    """Return each kernel and each bias as a block of bytes, without copying them."""
    arrays = [array for layer in layers for array in (layer.kernel, layer.bias)]
    return [np.ascontiguousarray(array).reshape(-1).view(np.uint8) for array in arrays]


class SpilledLayers(Sequence[DenseLayer]):
    """The layers of a network, each read from a file when it is asked for."""

    def __init__(self, layers: Sequence[DenseLayer], blocks: SpilledBlocks, first: int) -> None:
        """Record where the layers are.

        Args:
            layers: whose shapes, types and activations are stored here.
            blocks: contain what `layer_blocks` returned for them.
            first: index of the first of those blocks.
        """
        self._kinds = [
            (_kind(layer.kernel), _kind(layer.bias), layer.activation) for layer in layers
        ]
        self._blocks, self._first = blocks, first

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, index: int) -> DenseLayer: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[DenseLayer, ...]: ...

    def __getitem__(self, index: int | slice) -> DenseLayer | tuple[DenseLayer, ...]:
        if isinstance(index, slice):
            return tuple(self[each] for each in range(*index.indices(len(self))))
        kernel, bias, activation = self._kinds[index]
        block = self._first + 2 * (index % len(self))
        layer = DenseLayer(self._read(block, *kernel), self._read(block + 1, *bias), activation)
        track(layer.kernel)
        return layer

    def _read(self, index: int, shape: tuple[int, ...], dtype: np.dtype) -> Array:
        return readonly(np.frombuffer(self._blocks[index], dtype).reshape(shape))


def _kind(array: Array) -> tuple[tuple[int, ...], np.dtype]:
    return array.shape, array.dtype
