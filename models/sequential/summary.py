"""Summary: the rows that Keras's ``summary()`` prints of Flatten and Dense layers."""

import math
from dataclasses import dataclass

from models.nn.layer_cost import DenseCost
from models.sequential.layer_types import Shape
from models.sequential.model import Layer, LayerStack


@dataclass(frozen=True)
class SummaryRow:
    """One layer, as Keras prints it."""

    name: str
    kind: str
    output: Shape  # of one image, without the batch axis
    parameters: int

    @property
    def output_text(self) -> str:
        """Its output shape with the batch axis, as Keras writes it.

        >>> SummaryRow("dense", "Dense", (4,), 40).output_text
        '(None, 4)'
        """
        return f"({', '.join(map(str, (None, *self.output)))})"


def summary_rows(stack: LayerStack) -> tuple[SummaryRow, ...]:
    """Return a row for each layer.

    Args:
        stack: of Flatten and Dense layers.

    Raises:
        ValueError: there is another layer in it.
    """
    shape, rows = stack.shape, []
    for name, each in zip(stack.names(), stack.layers, strict=True):
        rows.append(_row(name, each, shape))
        shape = rows[-1].output
    return tuple(rows)


def dense_row(name: str, before: Shape, units: int) -> SummaryRow:
    """Return the row of a Dense layer.

    Args:
        name: the layer's.
        before: the shape that it reads.
        units: its neurons.

    >>> dense_row("dense", (9,), 4).parameters
    40
    """
    cost = DenseCost(before[-1], units)
    return SummaryRow(name, "Dense", (*before[:-1], units), cost.parameters)


def _row(name: str, layer: Layer, before: Shape) -> SummaryRow:
    if layer.kind == "Flatten":
        return SummaryRow(name, layer.kind, (math.prod(before),), 0)
    if layer.kind == "Dense":
        return dense_row(name, before, int(layer.options["units"]))
    raise ValueError(f"no summary of a {layer.kind} layer here")
