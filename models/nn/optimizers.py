"""Optimizers: how a weight follows its gradient downhill."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# A number, a NumPy array or a tensor: the rules below use nothing but arithmetic.
Numbers = Any
Slots = tuple[Numbers, ...]
Updated = tuple[Numbers, Slots]


@dataclass(frozen=True)
class Optimizer:
    """One optimizer: its name, update rule, formula, usual learning rate and Keras class."""

    name: str
    slots: int  # arrays of the weight's shape that persist between steps, zero at first
    update: Callable[..., Updated]
    """``update(weight, gradient, slots, rate, step, trainable=1) -> (weight, slots)``: step is
    counted from 1; trainable is 0 where a layer is frozen, and then no number changes.

    A factor, because selecting old or new numbers afterwards takes a tenth of an epoch's time.
    """
    formula: str  # LaTeX; g is the gradient, η the learning rate
    typical_rate: float  # a learning rate at which it learns MNIST well
    keras_class: str  # its name in keras.optimizers
    keras_arguments: tuple[tuple[str, float], ...] = ()  # besides the learning rate


def _sgd(
    weight: Numbers,
    gradient: Numbers,
    _slots: Slots,
    rate: Numbers,
    _step: Numbers,
    trainable: Numbers = 1,
) -> Updated:
    return weight - trainable * rate * gradient, ()


def _momentum(
    weight: Numbers,
    gradient: Numbers,
    slots: Slots,
    rate: Numbers,
    _step: Numbers,
    trainable: Numbers = 1,
) -> Updated:
    (speed,) = slots
    speed = (1 - 0.1 * trainable) * speed - trainable * rate * gradient
    return weight + trainable * speed, (speed,)


def _rmsprop(
    weight: Numbers,
    gradient: Numbers,
    slots: Slots,
    rate: Numbers,
    _step: Numbers,
    trainable: Numbers = 1,
) -> Updated:
    (square,) = slots
    square = (1 - 0.1 * trainable) * square + 0.1 * trainable * (gradient * gradient)
    # XLA turns a division by a bare root into a power of -1/2, which doubles an epoch's time;
    # 1e-30 is lost in rounding and prevents that.
    return weight - trainable * rate * gradient / ((square + 1e-7) ** 0.5 + 1e-30), (square,)


def _adam(
    weight: Numbers,
    gradient: Numbers,
    slots: Slots,
    rate: Numbers,
    step: Numbers,
    trainable: Numbers = 1,
) -> Updated:
    mean, square = slots
    mean = mean + (gradient - mean) * ((1 - 0.9) * trainable)
    square = square + (gradient * gradient - square) * ((1 - 0.999) * trainable)
    # Both slots start at zero; this corrects their bias.
    rate = trainable * rate * (1 - 0.999**step) ** 0.5 / (1 - 0.9**step)
    return weight - rate * mean / (square**0.5 + 1e-7), (mean, square)


OPTIMIZERS: dict[str, Optimizer] = {
    row.name: row
    for row in (
        Optimizer("sgd", 0, _sgd, r"w \leftarrow w - \eta\,g", 0.1, "SGD"),
        Optimizer(
            "momentum",
            1,
            _momentum,
            r"v \leftarrow 0.9\,v - \eta\,g,\quad w \leftarrow w + v",
            0.01,
            "SGD",
            (("momentum", 0.9),),
        ),
        Optimizer(
            "rmsprop",
            1,
            _rmsprop,
            r"s \leftarrow 0.9\,s + 0.1\,g^2,\quad w \leftarrow w - \eta\,g / \sqrt{s}",
            1e-3,
            "RMSprop",
        ),
        Optimizer(
            "adam",
            2,
            _adam,
            r"m \leftarrow 0.9\,m + 0.1\,g,\quad s \leftarrow 0.999\,s + 0.001\,g^2,\quad "
            r"w \leftarrow w - \eta\,\hat m / \sqrt{\hat s}",
            1e-3,
            "Adam",
        ),
    )
}
"""Every optimizer of the lesson, by its Keras name (``momentum`` is SGD with momentum 0.9)."""


def keras_source(name: str, rate: float) -> str:
    """Return the Keras source of an optimizer.

    Args:
        name: a key of ``OPTIMIZERS``.
        rate: the learning rate.

    >>> keras_source("momentum", 0.01)
    'keras.optimizers.SGD(learning_rate=0.01, momentum=0.9)'
    """
    row = OPTIMIZERS[name]
    arguments = {"learning_rate": rate, **dict(row.keras_arguments)}
    words = ", ".join(f"{each}={value!r}" for each, value in arguments.items())
    return f"keras.optimizers.{row.keras_class}({words})"
