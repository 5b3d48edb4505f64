"""Keras gradients: the loss's gradients in Keras, by TensorFlow's tape."""

from typing import Any

import keras
import numpy as np
import tensorflow as tf

from models.nn.arrays import Array
from models.tasks.keras_outputs import PackedLayers, keras_network


def keras_gradients(layers: PackedLayers, image: Array, label: int) -> dict:
    """Pass one image through real Keras layers, and its loss back with ``tf.GradientTape``.

    Returns:
        The ``loss``; its gradients ``d_logits``, ``d_vector``, ``d_image``.
    """
    images: Any = tf.constant(image[np.newaxis], tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(images)
        values = sums = vector = keras.layers.Flatten()(images)
        for kernel, bias, activation in layers:
            dense = keras.layers.Dense(len(bias))  # without activation, to get its sums
            dense.build(values.shape)
            dense.set_weights([kernel, bias])
            sums = dense(values)
            values = keras.layers.Activation(activation)(sums)
        loss = _loss(label, values)
    d_image, d_vector, d_logits = tape.gradient(loss, [images, vector, sums])
    return {
        "loss": np.asarray(loss),
        "d_logits": np.asarray(d_logits)[0],
        "d_vector": np.asarray(d_vector)[0],
        "d_image": np.asarray(d_image)[0],
    }


def fit_gradients(layers: PackedLayers, image: Array, label: int) -> dict:
    """Return the gradients that ``fit`` requests, and whether the tape has others.

    Returns:
        ``asked``, for each trainable variable its name, shape and gradient's norm;
        ``unasked``, whether the tape, which did not watch them, has no gradient for the
        ``vector`` and for the ``image``.
    """
    images: Any = tf.constant(image[np.newaxis], tf.float32)
    network = keras_network(layers, images.shape[1:])
    flatten, *dense = network.layers
    with tf.GradientTape(persistent=True) as tape:
        values = vector = flatten(images)
        for layer in dense:
            values = layer(values)
        loss = _loss(label, values)
    variables = network.trainable_variables
    gradients = tape.gradient(loss, variables)
    return {
        "asked": [
            (variable.path.partition("/")[2], tuple(variable.shape), float(tf.norm(gradient)))
            for variable, gradient in zip(variables, gradients, strict=True)
        ],
        "unasked": {
            name: tape.gradient(loss, tensor) is None
            for name, tensor in (("vector", vector), ("image", images))
        },
    }


def _loss(label: int, probabilities: tf.Tensor) -> tf.Tensor:
    return keras.losses.SparseCategoricalCrossentropy()(tf.constant([label]), probabilities)
