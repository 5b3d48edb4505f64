"""Layer types: the options, shape inference and cost of each type of layer."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from models.nn.activations import ACTIVATIONS
from models.nn.layer_cost import DenseCost
from models.sequential.layer_options import (
    LayerOption,
    Value,
    choice_option,
    fraction_option,
    int_option,
    shape_option,
)

Shape = tuple[int, ...]  # of one image, without the batch axis
PartialShape = tuple[int | None, ...] | None  # a shape of which some numbers, or all, are unknown
Options = dict[str, Value]

_ACTIVATION = choice_option("activation", "linear", tuple(ACTIVATIONS))
_PADDING = choice_option("padding", "valid", ("valid", "same"))


def _zero(_options: Options, *_shapes: PartialShape) -> int:
    return 0


def _same_shape(_options: Options, input_shape: PartialShape) -> PartialShape:
    return input_shape


def size_of(shape: PartialShape) -> int | None:
    """Return how many numbers a shape holds; None where that is unknown.

    >>> size_of((28, 28, 1)), size_of((None, 8)), size_of(None)
    (784, None, None)
    """
    known = [side for side in shape or () if side is not None]
    return math.prod(known) if shape is not None and len(known) == len(shape) else None


def _channels(input_shape: PartialShape) -> int | None:
    return input_shape[-1] if input_shape is not None and len(input_shape) == 3 else None


@dataclass(frozen=True)
class LayerType:
    """One type of layer, named as Keras's class."""

    name: str
    keras_prefix: str  # the name Keras gives the first layer of the type
    settings: tuple[LayerOption, ...]
    infer_shape: Callable[[Options, PartialShape], PartialShape]
    """Return what is known of the output's shape from a partly known input shape."""
    parameters: Callable[[Options, PartialShape], int | None] = _zero
    multiply_adds: Callable[[Options, Shape, Shape], int] = _zero
    """Multiply-adds for one image, from the input and output shapes."""


def _flatten_shape(_options: Options, input_shape: PartialShape) -> PartialShape:
    return (size_of(input_shape),)


def _reshape_shape(options: Options, _input_shape: PartialShape) -> PartialShape:
    return tuple(None if side < 0 else side for side in options["target_shape"])


def _permute_shape(options: Options, input_shape: PartialShape) -> PartialShape:
    dims = options["dims"]
    if input_shape is None or sorted(dims) != list(range(1, len(input_shape) + 1)):
        return (None,) * len(dims)
    return tuple(input_shape[axis - 1] for axis in dims)


def _dense_shape(options: Options, input_shape: PartialShape) -> PartialShape:
    return (*input_shape[:-1], options["units"]) if input_shape else None


def _dense_parameters(options: Options, input_shape: PartialShape) -> int | None:
    if not input_shape or input_shape[-1] is None:
        return None
    return DenseCost(input_shape[-1], options["units"]).parameters


def _dense_multiply_adds(_options: Options, input_shape: Shape, output_shape: Shape) -> int:
    return input_shape[-1] * math.prod(output_shape)


def _convolution_parameters(options: Options, input_shape: PartialShape) -> int | None:
    channels = _channels(input_shape)
    if channels is None:
        return None
    return (options["kernel_size"] ** 2 * channels + 1) * options["filters"]


def _convolution_multiply_adds(options: Options, input_shape: Shape, output_shape: Shape) -> int:
    # At a padded border the kernel also multiplies the zeros of the padding.
    return options["kernel_size"] ** 2 * input_shape[-1] * math.prod(output_shape)


LAYER_TYPES: dict[str, LayerType] = {
    row.name: row
    for row in (
        LayerType("Flatten", "flatten", (), _flatten_shape),
        LayerType(
            "Reshape", "reshape", (shape_option("target_shape", (-1,), minimum=-1),), _reshape_shape
        ),
        LayerType(
            "Dense",
            "dense",
            (int_option("units", 10, 1, 10_000), _ACTIVATION),
            _dense_shape,
            _dense_parameters,
            _dense_multiply_adds,
        ),
        LayerType(
            "Activation",
            "activation",
            (choice_option("activation", "relu", tuple(ACTIVATIONS)),),
            _same_shape,
        ),
        LayerType(
            "Rescaling",
            "rescaling",
            (fraction_option("scale", "1/255"), fraction_option("offset", "0")),
            _same_shape,
            multiply_adds=lambda _options, _input_shape, output_shape: math.prod(output_shape),
        ),
        LayerType(
            "Conv2D",
            "conv2d",
            (
                int_option("filters", 8, 1, 1024),
                int_option("kernel_size", 3, 1, 64),
                int_option("strides", 1, 1, 64),
                _PADDING,
                _ACTIVATION,
            ),
            lambda options, _input_shape: (None, None, options["filters"]),
            _convolution_parameters,
            _convolution_multiply_adds,
        ),
        LayerType(
            "MaxPooling2D",
            "max_pooling2d",
            (int_option("pool_size", 2, 1, 64), _PADDING),
            lambda _options, input_shape: (None, None, _channels(input_shape)),
        ),
        LayerType(
            "GlobalAveragePooling2D",
            "global_average_pooling2d",
            (),
            lambda _options, input_shape: (_channels(input_shape),),
        ),
        LayerType(
            "Permute",
            "permute",
            (shape_option("dims", (2, 1, 3), minimum=0, maximum=9),),
            _permute_shape,
        ),
    )
}
"""Every layer type of the workbench by its Keras name; menus and tests iterate over it."""
