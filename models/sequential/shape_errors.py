"""Joint errors: which explanation belongs to what Keras said."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from models.sequential.layer_types import Shape
from models.sequential.model import Layer, in_words

Gaps = dict[str, str]
IN_TWO_DIMENSIONS = ("Conv2D", "MaxPooling2D", "GlobalAveragePooling2D")
_AXES = r"expected (min_)?ndim=|Kernel shape must have the same length"


@dataclass(frozen=True)
class Rule:
    """One kind of error, its explanation's name, and the live values the explanation has."""

    name: str
    kinds: tuple[str, ...]  # of layers; none where it is the loss that objects
    said: str  # a pattern in Keras's message
    gaps: Callable[[Layer | None, Shape], Gaps]  # from the layer and the shape it got
    axes: range = range(9)  # how many the shape has


def _shape(_layer: Layer | None, shape: Shape) -> Gaps:
    return {"shape": in_words(shape, batch=True)}


def _named(layer: Layer, shape: Shape) -> Gaps:
    return {"layer": layer.kind} | _shape(layer, shape)


def _channelled(layer: Layer, shape: Shape) -> Gaps:
    return _named(layer, shape) | {"target": in_words((*shape, 1))}


def _window(layer: Layer, shape: Shape) -> Gaps:
    side = layer.chosen.get("kernel_size") or layer.chosen["pool_size"]
    return _named(layer, shape) | {
        "window": f"{side} × {side}",
        "sides": f"{shape[0]} × {shape[1]}",
    }


def _sizes(layer: Layer, shape: Shape) -> Gaps:
    target = layer.chosen["target_shape"]
    wanted = math.prod(side for side in target if side > 0)
    return _shape(layer, shape) | {
        "target": in_words(target),
        "numbers": f"{math.prod(shape):,}",
        "wanted": f"{wanted:,}",
    }


def _dims(layer: Layer, shape: Shape) -> Gaps:
    return _shape(layer, shape) | {"dims": str(layer.chosen["dims"]), "axes": str(len(shape))}


def _outputs(layer: Layer | None, shape: Shape) -> Gaps:
    return {"outputs": str(shape[-1])} | _shape(layer, shape)


RULES: tuple[Rule, ...] = (
    Rule("dense without axis", ("Dense",), r"expected min_ndim=2", _shape),
    Rule("vector", IN_TWO_DIMENSIONS, _AXES, _named, range(2)),
    Rule("no channels", IN_TWO_DIMENSIONS, _AXES, _channelled, range(2, 3)),
    Rule("too many axes", IN_TWO_DIMENSIONS, _AXES, _named, range(4, 9)),
    Rule("window", IN_TWO_DIMENSIONS, r"output size would be zero or negative", _window),
    Rule("two unknown", ("Reshape",), r"at most one unknown dimension", _shape),
    Rule("remainder", ("Reshape",), r"cannot by? divided", _sizes),
    Rule("sizes", ("Reshape",), r"total size of the tensor must be unchanged", _sizes),
    Rule("dims", ("Permute",), r"Invalid permutation argument", _dims),
    Rule("dims and axes", ("Permute",), r"expected ndim=", _dims),
    Rule("late", (), r"must have rank|same shape up until", _shape),
    Rule("few outputs", (), r"outside the valid range", _outputs),
)


def explanation(message: str, layer: Layer | None, shape: Shape) -> tuple[str, Gaps]:
    """Choose by rule what explains a message.

    Args:
        message: Keras's.
        layer: that said it; None for the loss.
        shape: that it got, without the batch axis.

    Returns:
        The name of the explanation, and what goes into its gaps; ``other`` where no rule fits.
    """
    for rule in RULES:
        mine = layer.kind in rule.kinds if layer else not rule.kinds
        if mine and len(shape) in rule.axes and re.search(rule.said, message):
            return rule.name, rule.gaps(layer, shape)
    return "other", _shape(layer, shape)
