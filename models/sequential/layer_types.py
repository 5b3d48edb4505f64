"""Kinds of layers: what each can be told, what it learns, and what it costs."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from models.nn.activations import ACTIVATIONS
from models.nn.layer_cost import DenseBill
from models.sequential.layer_options import Setting, Value, factor, menu, numbers, whole

Shape = tuple[int, ...]  # of one image, without the batch axis
Partial = tuple[int | None, ...] | None  # a shape of which some numbers, or all, are not known
Chosen = dict[str, Value]

_ACTIVATION = menu("activation", "linear", tuple(ACTIVATIONS))
_PADDING = menu("padding", "valid", ("valid", "same"))


def _nothing(_chosen: Chosen, *_shapes: Shape) -> int:
    return 0


def _same(_chosen: Chosen, before: Partial) -> Partial:
    return before


def _channels(before: Partial) -> int | None:
    return before[-1] if before is not None and len(before) == 3 else None


@dataclass(frozen=True)
class Kind:
    """One kind of layer, called as Keras's class is."""

    name: str
    own_name: str  # what Keras calls the first layer of the kind
    settings: tuple[Setting, ...]
    still: Callable[[Chosen, Partial], Partial]
    """What is known of the output's shape where the input's is known in part."""
    parameters: Callable[[Chosen, Partial], int | None] = _nothing
    multiply_adds: Callable[[Chosen, Shape, Shape], int] = _nothing
    """Multiplications, each with its addition, for one image; from the shapes before and after."""


def _flat(_chosen: Chosen, before: Partial) -> Partial:
    known = before is not None and None not in before
    return (math.prod(before),) if known else (None,)


def _reshaped(chosen: Chosen, _before: Partial) -> Partial:
    return tuple(None if side < 0 else side for side in chosen["target_shape"])


def _permuted(chosen: Chosen, before: Partial) -> Partial:
    dims = chosen["dims"]
    fits = before is not None and sorted(dims) == list(range(1, len(before) + 1))
    return tuple(before[axis - 1] if fits else None for axis in dims)


def _weighed(chosen: Chosen, before: Partial) -> Partial:
    return (*before[:-1], chosen["units"]) if before else None


def _dense_parameters(chosen: Chosen, before: Partial) -> int | None:
    if not before or before[-1] is None:
        return None
    return DenseBill(before[-1], chosen["units"]).parameters


def _dense_multiply_adds(_chosen: Chosen, before: Shape, after: Shape) -> int:
    return before[-1] * math.prod(after)


def _convolution_parameters(chosen: Chosen, before: Partial) -> int | None:
    channels = _channels(before)
    if channels is None:
        return None
    return (chosen["kernel_size"] ** 2 * channels + 1) * chosen["filters"]


def _convolution_multiply_adds(chosen: Chosen, before: Shape, after: Shape) -> int:
    # At a padded border the kernel also multiplies the zeros that were put there.
    return chosen["kernel_size"] ** 2 * before[-1] * math.prod(after)


KINDS: dict[str, Kind] = {
    row.name: row
    for row in (
        Kind("Flatten", "flatten", (), _flat),
        Kind("Reshape", "reshape", (numbers("target_shape", (-1,), least=-1),), _reshaped),
        Kind(
            "Dense",
            "dense",
            (whole("units", 10, 1, 10_000), _ACTIVATION),
            _weighed,
            _dense_parameters,
            _dense_multiply_adds,
        ),
        Kind(
            "Activation",
            "activation",
            (menu("activation", "relu", tuple(ACTIVATIONS)),),
            _same,
        ),
        Kind(
            "Rescaling",
            "rescaling",
            (factor("scale", "1/255"), factor("offset", "0")),
            _same,
            multiply_adds=lambda _chosen, _before, after: math.prod(after),
        ),
        Kind(
            "Conv2D",
            "conv2d",
            (
                whole("filters", 8, 1, 1024),
                whole("kernel_size", 3, 1, 64),
                whole("strides", 1, 1, 64),
                _PADDING,
                _ACTIVATION,
            ),
            lambda chosen, _before: (None, None, chosen["filters"]),
            _convolution_parameters,
            _convolution_multiply_adds,
        ),
        Kind(
            "MaxPooling2D",
            "max_pooling2d",
            (whole("pool_size", 2, 1, 64), _PADDING),
            lambda _chosen, before: (None, None, _channels(before)),
        ),
        Kind(
            "GlobalAveragePooling2D",
            "global_average_pooling2d",
            (),
            lambda _chosen, before: (_channels(before),),
        ),
        Kind("Permute", "permute", (numbers("dims", (2, 1, 3), least=0, most=9),), _permuted),
    )
}
"""Every kind of layer of the workbench by its Keras name; menus and tests iterate over it."""
