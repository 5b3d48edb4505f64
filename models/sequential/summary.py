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
        shape, parameters = _output(each, shape)
        rows.append(SummaryRow(name, each.kind, shape, parameters))
    return tuple(rows)


def _output(layer: Layer, shape: Shape) -> tuple[Shape, int]:
    """Return a layer's output shape and how many parameters it has."""
    if layer.kind == "Flatten":
        return (math.prod(shape),), 0
    if layer.kind == "Dense":
        cost = DenseCost(shape[-1], int(layer.options["units"]))
        return (*shape[:-1], cost.units), cost.parameters
    raise ValueError(f"no summary of a {layer.kind} layer here")
