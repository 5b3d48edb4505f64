"""Build model: stack real Keras layers without allocating their weights."""

import re

import keras
import numpy as np
import tensorflow as tf

from models.sequential.layer_types import Shape
from models.sequential.model import Layer, LayerStack, from_text

BATCH = 128  # images, as in the training
CLASSES = 10
_DECORATION = re.compile(r"\x1b\[[0-9;]*m|\{\{function_node [^}]*\}\} ?|\[Op:[^\]]*\] name:.*")


class _ShapeOkError(Exception):
    """Raised instead of creating a weight: the shapes fit."""


def _no_weights(shape: tuple[int, ...], dtype: object = None) -> None:  # noqa: ARG001 - by Keras
    raise _ShapeOkError


def build_model(text: str) -> dict:
    """Build a model's layers in Keras, one by one, until one fails.

    Args:
        text: the layer stack, as `models.sequential.model.to_text` writes it.

    Returns:
        ``shapes``, the input's and that of every layer that fits, without
        the batch axis; ``message``, Keras's error at the first that does not; ``loss_message``,
        the loss's error when the last shape meets digits' labels. A message is empty where
        nothing is wrong, and is Keras's own otherwise, without colors and the list of
        arguments that Keras adds to some.
    """
    stack = from_text(text)
    shapes, message = [stack.shape], ""
    for layer, name in zip(stack.layers, stack.names(), strict=True):
        try:
            shapes.append(_apply_layer(layer, name, shapes[-1]))
        except ValueError as error:
            message = strip_keras_decoration(error)
            break
    loss_message = "" if message else loss_error(shapes[-1], stack)
    return {"shapes": shapes, "message": message, "loss_message": loss_message}


def keras_layer(layer: Layer, name: str, **more: object) -> keras.Layer:
    """Return the Keras layer of one of ours."""
    return getattr(keras.layers, layer.kind)(**layer.arguments(), name=name, **more)


def loss_error(shape: Shape, stack: LayerStack) -> str:
    """Return the error message of Keras's loss for a batch of such outputs, or an empty string."""
    loss = loss_for(stack)
    outputs = tf.TensorSpec((BATCH, *shape), tf.float32)
    try:
        # Traced and not run, so that a large output costs no memory.
        tf.function(loss, autograph=False).get_concrete_function(
            tf.TensorSpec((BATCH,), tf.int32), outputs
        )
        if shape[-1] < CLASSES:
            loss(np.array([CLASSES - 1]), np.full((1, *shape), 1 / shape[-1], np.float32))
    except (ValueError, tf.errors.InvalidArgumentError) as error:
        return strip_keras_decoration(error)
    return ""


def loss_for(stack: LayerStack) -> keras.losses.Loss:
    """Return the loss for integer labels, configured for logits or probabilities."""
    return keras.losses.SparseCategoricalCrossentropy(from_logits=not stack.ends_in_softmax)


def strip_keras_decoration(error: Exception) -> str:
    r"""Return Keras's message without colors, arguments and TensorFlow's decoration.

    >>> strip_keras_decoration(ValueError("No.\n\nArguments received by X.call():\\n  • args=()"))
    'No.'
    """
    words = str(error).split("\n\nArguments received by")[0]
    return " ".join(_DECORATION.sub("", words).split())


def _apply_layer(layer: Layer, name: str, shape: Shape) -> Shape:
    """Call a layer on an input, which is where Keras validates; return its output shape."""
    initializer = {"kernel_initializer": _no_weights} if layer.kind in ("Dense", "Conv2D") else {}
    made = keras_layer(layer, name, **initializer)
    inputs = keras.Input(shape)
    try:
        output_shape = made(inputs).shape
    except _ShapeOkError:
        output_shape = made.compute_output_shape(inputs.shape)
    return tuple(map(int, output_shape[1:]))
