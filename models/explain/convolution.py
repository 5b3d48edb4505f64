"""A convolution with one filter: what it multiplies and adds at each position of an image."""

from dataclasses import dataclass

from numpy.lib.stride_tricks import sliding_window_view

from models.nn.arrays import Array, readonly


@dataclass(frozen=True, eq=False)
class ConvolutionTrace:
    """An image, a filter, and its feature map."""

    image: Array  # (rows, columns)
    kernel: Array  # (side, side): the filter's weights
    feature_map: Array  # (rows - side + 1, columns - side + 1)

    def window(self, row: int, column: int) -> Array:
        """Return the pixels below the filter, (side, side), where its corner is at a position."""
        side = len(self.kernel)
        return self.image[row : row + side, column : column + side]

    def products(self, row: int, column: int) -> Array:
        """Return what is added up to the feature map's value at a position, (side, side)."""
        return readonly(self.window(row, column) * self.kernel)


def trace_convolution(image: Array, kernel: Array) -> ConvolutionTrace:
    """Move a filter over an image, as Keras's ``Conv2D`` does without padding and bias.

    Args:
        image: (rows, columns).
        kernel: (side, side), the filter's weights.

    >>> import numpy as np
    >>> trace_convolution(np.eye(3), np.array([[1.0, 2.0], [3.0, 4.0]])).feature_map
    array([[5., 3.],
           [2., 5.]])
    """
    windows = sliding_window_view(image, kernel.shape)
    return ConvolutionTrace(image, kernel, readonly((windows * kernel).sum(axis=(2, 3))))
