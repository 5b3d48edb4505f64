"""Shape errors: which explanation fits an error message of Keras."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.sequential.layer_types import Shape
from models.sequential.model import Layer, format_shape

TemplateValues = dict[str, str]
LAYERS_2D = ("Conv2D", "MaxPooling2D", "GlobalAveragePooling2D")
_AXES = r"expected (min_)?ndim=|Kernel shape must have the same length"


@dataclass(frozen=True)
class ErrorRule:
    """One kind of error: the name of its explanation, and the values the explanation needs."""

    name: str
    kinds: tuple[str, ...]  # layer types; none for the loss
    pattern: str  # regular expression for Keras's message
    # From the layer, None for the loss, and its input shape.
    template_values: Callable[[Any, Shape], TemplateValues]
    axes: range = range(9)  # numbers of axes the shape may have


def _shape(_layer: Layer | None, shape: Shape) -> TemplateValues:
    return {"shape": format_shape(shape, batch=True)}


def _named(layer: Layer, shape: Shape) -> TemplateValues:
    return {"layer": layer.kind} | _shape(layer, shape)


def _channelled(layer: Layer, shape: Shape) -> TemplateValues:
    return _named(layer, shape) | {"target": format_shape((*shape, 1))}


def _window(layer: Layer, shape: Shape) -> TemplateValues:
    side = layer.options.get("kernel_size") or layer.options["pool_size"]
    return _named(layer, shape) | {
        "window": f"{side} × {side}",
        "sides": f"{shape[0]} × {shape[1]}",
    }


def _sizes(layer: Layer, shape: Shape) -> TemplateValues:
    target = layer.options["target_shape"]
    known = math.prod(side for side in target if side > 0)
    return _shape(layer, shape) | {
        "target": format_shape(target),
        "numbers": f"{math.prod(shape):,}",
        "wanted": f"{known:,}",
    }


def _dims(layer: Layer, shape: Shape) -> TemplateValues:
    return _shape(layer, shape) | {"dims": str(layer.options["dims"]), "axes": str(len(shape))}


def _outputs(layer: Layer | None, shape: Shape) -> TemplateValues:
    return {"outputs": str(shape[-1])} | _shape(layer, shape)


ERROR_RULES: tuple[ErrorRule, ...] = (
    ErrorRule("dense without axis", ("Dense",), r"expected min_ndim=2", _shape),
    ErrorRule("vector", LAYERS_2D, _AXES, _named, range(2)),
    ErrorRule("no channels", LAYERS_2D, _AXES, _channelled, range(2, 3)),
    ErrorRule("too many axes", LAYERS_2D, _AXES, _named, range(4, 9)),
    ErrorRule("window", LAYERS_2D, r"output size would be zero or negative", _window),
    ErrorRule("two unknown", ("Reshape",), r"at most one unknown dimension", _shape),
    ErrorRule("remainder", ("Reshape",), r"cannot by? divided", _sizes),
    ErrorRule("sizes", ("Reshape",), r"total size of the tensor must be unchanged", _sizes),
    ErrorRule("dims", ("Permute",), r"Invalid permutation argument", _dims),
    ErrorRule("dims and axes", ("Permute",), r"expected ndim=", _dims),
    ErrorRule("late", (), r"must have rank|same shape up until", _shape),
    ErrorRule("few outputs", (), r"outside the valid range", _outputs),
)


def explanation(message: str, layer: Layer | None, shape: Shape) -> tuple[str, TemplateValues]:
    """Return the explanation of an error message.

    Args:
        message: Keras's.
        layer: that raised it; None for the loss.
        shape: the layer's input, without the batch axis.

    Returns:
        The name of the explanation and its template values; ``other`` where no rule matches.
    """
    for rule in ERROR_RULES:
        matches_layer = layer.kind in rule.kinds if layer else not rule.kinds
        if matches_layer and len(shape) in rule.axes and re.search(rule.pattern, message):
            return rule.name, rule.template_values(layer, shape)
    return "other", _shape(layer, shape)
