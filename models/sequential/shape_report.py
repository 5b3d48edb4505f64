"""Shape report: what each layer of a model does to the shape, its cost, and where Keras fails."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.nn.layer_cost import FLOAT32
from models.sequential.layer_types import PartialShape, Shape, size_of
from models.sequential.model import Layer, LayerStack


@dataclass(frozen=True)
class LayerReport:
    """One layer with its input and output shape; all sizes are for one image."""

    layer: Layer
    state: str  # ok, error, or unreached, behind an error
    before: PartialShape
    after: PartialShape  # of a layer that failed, what is known of it anyway
    parameters: int | None  # None where too little is known to count
    multiply_adds: int | None
    message: str = ""  # Keras's error message

    @property
    def weight_bytes(self) -> int | None:
        """The bytes of its weights in float32."""
        return None if self.parameters is None else FLOAT32 * self.parameters

    @property
    def output_bytes(self) -> int | None:
        """The bytes of its output for one image, in float32."""
        return tensor_bytes(self.after)


@dataclass(frozen=True)
class ModelReport:
    """A model as Keras built it, up to its first error."""

    stack: LayerStack
    layers: tuple[LayerReport, ...]
    loss_message: str  # the loss's error message for digits' labels; empty where it fits

    @property
    def failed(self) -> LayerReport | None:
        """The layer that failed, or None."""
        return next((layer for layer in self.layers if layer.state == "error"), None)

    @property
    def output(self) -> PartialShape:
        """The shape of the model's output."""
        return self.layers[-1].after if self.layers else self.stack.shape

    @property
    def parameters(self) -> int:
        """The number of parameters, as far as it can be counted."""
        return sum(layer.parameters or 0 for layer in self.layers)

    @property
    def multiply_adds(self) -> int:
        """Multiply-adds for one image, as far as they can be counted."""
        return sum(layer.multiply_adds or 0 for layer in self.layers)

    @property
    def output_bytes(self) -> int:
        """The bytes of the input and all outputs for one image."""
        written = (layer.output_bytes or 0 for layer in self.layers)
        return (tensor_bytes(self.stack.shape) or 0) + sum(written)


def model_report(stack: LayerStack, result: dict) -> ModelReport:
    """Return the report of a model that Keras built.

    Args:
        stack: that was built.
        result: as of `models.tasks.build_model.build_model`.
    """
    shapes = [tuple(shape) for shape in result["shapes"]]
    return ModelReport(
        stack, tuple(_layer_reports(stack, shapes, result["message"])), result["loss_message"]
    )


def tensor_bytes(shape: PartialShape) -> int | None:
    """Return the bytes of a tensor in float32; None where its shape is unknown.

    >>> tensor_bytes((28, 28, 1)), tensor_bytes((None, 8))
    (3136, None)
    """
    numbers = size_of(shape)
    return None if numbers is None else FLOAT32 * numbers


def _layer_reports(stack: LayerStack, shapes: Sequence[Shape], message: str) -> list[LayerReport]:
    ok_count = len(shapes) - 1  # the first shape is the input's
    reports, before = [], stack.shape
    for index, layer in enumerate(stack.layers):
        if index < ok_count:
            reports.append(_ok_report(layer, before, shapes[index + 1]))
        else:
            is_error = index == ok_count
            after = layer.layer_type.infer_shape(layer.options, None if is_error else before)
            # The layer failed, so it has no weights; the ones behind it might.
            parameters = None if is_error else layer.layer_type.parameters(layer.options, before)
            state = "error" if is_error else "unreached"
            error_message = message if is_error else ""
            reports.append(
                LayerReport(layer, state, before, after, parameters, None, error_message)
            )
        before = reports[-1].after
    return reports


def _ok_report(layer: Layer, before: Shape, after: Shape) -> LayerReport:
    options, layer_type = layer.options, layer.layer_type
    parameters = layer_type.parameters(options, before)
    multiply_adds = layer_type.multiply_adds(options, before, after)
    return LayerReport(layer, "ok", before, after, parameters, multiply_adds)
