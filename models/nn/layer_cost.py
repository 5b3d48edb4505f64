"""The bill: what a Dense layer costs in parameters, bytes and multiplications."""

from dataclasses import dataclass
from itertools import pairwise

FLOAT32 = 4  # bytes; Keras's default


@dataclass(frozen=True)
class DenseBill:
    """What one Dense layer costs."""

    inputs: int
    units: int

    @property
    def weights(self) -> int:
        """One for every pair of input and unit."""
        return self.inputs * self.units

    @property
    def parameters(self) -> int:
        """Weights and biases, as Keras's ``count_params`` has it."""
        return self.weights + self.units

    @property
    def bytes(self) -> int:
        """To keep the parameters in float32."""
        return self.parameters * FLOAT32

    @property
    def multiply_adds(self) -> int:
        """For one image: every weight is used once."""
        return self.weights


def dense_bills(sizes: tuple[int, ...]) -> tuple[DenseBill, ...]:
    """Write the bill of Dense layers that read one another.

    Args:
        sizes: the length of the vector, then the units of each layer.

    >>> [bill.parameters for bill in dense_bills((784, 128, 10))]
    [100480, 1290]
    """
    return tuple(DenseBill(inputs, units) for inputs, units in pairwise(sizes))


def readable_bytes(count: int) -> str:
    """Write a number of bytes as people do, in steps of 1,000.

    >>> readable_bytes(407_080), readable_bytes(1_644_167_680)
    ('407 kB', '1.64 GB')
    """
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.3g} {unit}"
    return f"{count} bytes"
