"""Layer cost: a Dense layer's parameters, bytes and multiplications."""

from dataclasses import dataclass
from itertools import pairwise

FLOAT32 = 4  # bytes; Keras's default
VGG16_PARAMETERS = 138_357_544  # keras.applications.VGG16(weights=None).count_params()
VGG16_MAP = (7, 7, 512)  # rows, columns, channels in front of its Flatten
VGG16_UNITS = 4096  # of fc1, the Dense layer behind it


@dataclass(frozen=True)
class DenseCost:
    """The cost of one Dense layer."""

    inputs: int
    units: int

    @property
    def weights(self) -> int:
        """One for every pair of input and unit."""
        return self.inputs * self.units

    @property
    def parameters(self) -> int:
        """Weights and biases, as Keras's ``count_params`` returns."""
        return self.weights + self.units

    @property
    def bytes(self) -> int:
        """Bytes of the parameters in float32."""
        return self.parameters * FLOAT32

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds for one image: every weight is used once."""
        return self.weights


def dense_costs(sizes: tuple[int, ...]) -> tuple[DenseCost, ...]:
    """Return the costs of consecutive Dense layers.

    Args:
        sizes: the length of the vector, then the units of each layer.

    >>> [cost.parameters for cost in dense_costs((784, 128, 10))]
    [100480, 1290]
    """
    return tuple(DenseCost(inputs, units) for inputs, units in pairwise(sizes))


def format_bytes(count: int) -> str:
    """Return a number of bytes in words, in steps of 1,000.

    >>> format_bytes(407_080), format_bytes(1_644_167_680)
    ('407 kB', '1.64 GB')
    """
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count} bytes"


def flatten_head(shape: tuple[int, int, int], units: int) -> DenseCost:
    """Return the cost of a Dense layer behind Flatten, which reads every value of the maps.

    Args:
        shape: (rows, columns, channels).
        units: of the Dense layer.

    >>> flatten_head(VGG16_MAP, VGG16_UNITS).parameters
    102764544
    """
    rows, columns, channels = shape
    return DenseCost(rows * columns * channels, units)


def pooling_head(shape: tuple[int, int, int], units: int) -> DenseCost:
    """Return the cost of a Dense layer behind global average pooling: one input per channel.

    >>> pooling_head(VGG16_MAP, VGG16_UNITS).parameters
    2101248
    """
    return DenseCost(shape[2], units)
