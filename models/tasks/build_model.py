"""At building: what a worker does to chain real Keras layers, without a byte for their weights."""

import re

import keras
import numpy as np
import tensorflow as tf

from models.sequential.layer_types import Shape
from models.sequential.model import Chain, Layer, from_text

BATCH = 128  # images, as in the training
CLASSES = 10
_DECORATION = re.compile(r"\x1b\[[0-9;]*m|\{\{function_node [^}]*\}\} ?|\[Op:[^\]]*\] name:.*")


class _WouldFitError(Exception):
    """Nothing was wrong until a weight was to be made."""


def _no_weights(shape: tuple[int, ...], dtype: object = None) -> None:  # noqa: ARG001 - by Keras
    raise _WouldFitError


def build_chain(text: str) -> dict:
    """Chain a chain's layers in Keras, joint by joint, until one does not fit.

    Args:
        text: the chain, as `models.sequential.model.to_text` writes it.

    Returns:
        ``shapes``, the input's and that of every layer that fits, without
        the batch axis; ``message``, what Keras said at the first that does not; ``loss_message``,
        what its loss says when the last shape meets digits' labels. A message is empty where
        nothing is wrong, and is Keras's own otherwise, without the colours and the list of
        arguments that Keras puts round some.
    """
    chain = from_text(text)
    shapes, message = [chain.shape], ""
    for layer, name in zip(chain.layers, chain.names(), strict=True):
        try:
            shapes.append(_joined(layer, name, shapes[-1]))
        except ValueError as problem:
            message = bare(problem)
            break
    loss_message = "" if message else loss_problem(shapes[-1], chain)
    return {"shapes": shapes, "message": message, "loss_message": loss_message}


def keras_layer(layer: Layer, name: str, **more: object) -> keras.Layer:
    """Make the Keras layer of ours."""
    return getattr(keras.layers, layer.kind)(**layer.arguments(), name=name, **more)


def loss_problem(shape: Shape, chain: Chain) -> str:
    """Let Keras's loss meet a batch of such outputs and its labels; what it says, if it objects."""
    loss = loss_for(chain)
    outputs = tf.TensorSpec((BATCH, *shape), tf.float32)
    try:
        # Traced and not run, so that a large output costs no memory.
        tf.function(loss, autograph=False).get_concrete_function(
            tf.TensorSpec((BATCH,), tf.int32), outputs
        )
        if shape[-1] < CLASSES:
            loss(np.array([CLASSES - 1]), np.full((1, *shape), 1 / shape[-1], np.float32))
    except (ValueError, tf.errors.InvalidArgumentError) as problem:
        return bare(problem)
    return ""


def loss_for(chain: Chain) -> keras.losses.Loss:
    """The loss for whole numbers as labels, told whether it gets probabilities."""
    return keras.losses.SparseCategoricalCrossentropy(from_logits=not chain.gives_probabilities)


def bare(problem: Exception) -> str:
    r"""Take from Keras's message the colours, the arguments and TensorFlow's marks round it.

    >>> bare(ValueError("No.\n\nArguments received by Reshape.call():\\n  • args=()"))
    'No.'
    """
    words = str(problem).split("\n\nArguments received by")[0]
    return " ".join(_DECORATION.sub("", words).split())


def _joined(layer: Layer, name: str, shape: Shape) -> Shape:
    """Call a layer on an input of a shape, which is where Keras checks; the shape it writes."""
    weighs = {"kernel_initializer": _no_weights} if layer.kind in ("Dense", "Conv2D") else {}
    made = keras_layer(layer, name, **weighs)
    read = keras.Input(shape)
    try:
        written = made(read).shape
    except _WouldFitError:
        written = made.compute_output_shape(read.shape)
    return tuple(map(int, written[1:]))
